/* JSON as it is written: exact, in the order given, the same every time. */
#include "den-json.h"

typedef struct
{
  DenRecord record;
  char *word;
} Part;

typedef struct
{
  DenRecord record;
  char *name;
  char *city;
  char *zip;
  gint64 weight_g;
  gint64 agreed;
  gint64 color;
  DenDay seen_on;
  DenInstant seen_at;
  DenScores scores;
  gint64 hidden;
  GPtrArray *parts;
  Part *head;
} Thing;

static const DenChoice colors[] = { { "red", "Scarlet" }, { "green", "Moss" }, { NULL, NULL } };

/* clang-format off */
static const DenField part_fields[] = {
  DEN_TEXT (Part, word, "Word", .required = TRUE),
};
static const DenRecordType part_type = DEN_RECORD_TYPE ("part", "Part", Part, part_fields, NULL);

static const DenField thing_fields[] = {
  DEN_TEXT (Thing, name, "Name", .required = TRUE),
  DEN_TEXT (Thing, city, "City", .key = "address.city"),
  DEN_TEXT (Thing, zip, "ZIP", .key = "address.zip"),
  DEN_DECIMAL (Thing, weight_g, "Weight", .key = "weight_kg", .scale = 1000),
  DEN_FLAG (Thing, agreed, "Agreed"),
  DEN_CHOICE (Thing, color, "Color", .choices = colors),
  DEN_DAY (Thing, seen_on, "Seen on"),
  DEN_INSTANT (Thing, seen_at, "Seen at"),
  DEN_SCORES (Thing, scores, "Scores"),
  DEN_INTEGER (Thing, hidden, "Hidden", .internal = TRUE),
  DEN_LIST (Thing, parts, "Parts", &part_type),
  DEN_RECORD_FIELD (Thing, head, "Head", &part_type),
};
/* clang-format on */
static const DenRecordType thing_type =
    DEN_RECORD_TYPE ("thing", "Thing", Thing, thing_fields, NULL);

static void
test_values (void)
{
  DenJson *json = den_json_new (FALSE);
  g_autofree char *text = NULL;

  den_json_begin_array (json);
  den_json_string (json, "a \"b\" \\ \n\t\x01 Łódź");
  den_json_string (json, NULL);
  den_json_integer (json, -7);
  den_json_integer (json, DEN_UNKNOWN);
  den_json_decimal (json, 37500, 1000);
  den_json_decimal (json, 25, 1000);
  den_json_boolean (json, TRUE);
  den_json_boolean (json, FALSE);
  den_json_null (json);
  den_json_day (json, 0);
  den_json_day (json, DEN_UNKNOWN);
  den_json_end_array (json);
  text = den_json_finish (json);
  g_assert_cmpstr (text, ==,
                   "[\"a \\\"b\\\" \\\\ \\n\\t\\u0001 Łódź\",null,-7,null,37.5,0.025,true,false,"
                   "null,\"1970-01-01\",null]");
}

/* Two blanks a level, a newline at the end, and nothing inside what is empty. */
static void
test_indent (void)
{
  DenJson *json = den_json_new (TRUE);
  g_autofree char *text = NULL;

  den_json_begin_object (json);
  den_json_key (json, "a");
  den_json_begin_array (json);
  den_json_end_array (json);
  den_json_key (json, "b");
  den_json_begin_object (json);
  den_json_end_object (json);
  den_json_key (json, "c");
  den_json_begin_array (json);
  den_json_integer (json, 1);
  den_json_integer (json, 2);
  den_json_end_array (json);
  den_json_end_object (json);
  text = den_json_finish (json);
  g_assert_cmpstr (text, ==, "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    2\n  ]\n}\n");
}

static Part *
part_new (const char *word)
{
  Part *part = den_record_new (&part_type);

  part->word = g_strdup (word);
  return part;
}

static char *
write_record (gconstpointer record)
{
  DenJson *json = den_json_new (FALSE);

  den_json_record (json, record);
  return den_json_finish (json);
}

/* What is known, in the table's order, dotted keys as inner objects. */
static void
test_record (void)
{
  Thing *thing = den_record_new (&thing_type);
  g_autofree char *empty = write_record (thing);
  g_autofree char *full = NULL;

  g_assert_cmpstr (empty, ==, "{}");
  thing->name = g_strdup ("Ana");
  thing->city = g_strdup ("Austin");
  thing->zip = g_strdup ("78701");
  thing->weight_g = 1500;
  thing->agreed = 0;
  thing->color = 1;
  thing->seen_on = den_day_new (2026, 11, 21);
  g_assert_true (den_instant_parse ("2026-11-20T09:05:00-05:00", &thing->seen_at));
  g_assert_true (den_scores_parse ("0 - 2", &thing->scores));
  thing->hidden = 5;
  g_ptr_array_add (thing->parts, part_new ("one"));
  thing->head = part_new ("head");
  full = write_record (thing);
  g_assert_cmpstr (full, ==,
                   "{\"name\":\"Ana\",\"address\":{\"city\":\"Austin\",\"zip\":\"78701\"},"
                   "\"weight_kg\":1.5,\"agreed\":false,\"color\":\"green\","
                   "\"seen_on\":\"2026-11-21\",\"seen_at\":\"2026-11-20T09:05:00-05:00\","
                   "\"scores\":[0,null,2],\"parts\":[{\"word\":\"one\"}],"
                   "\"head\":{\"word\":\"head\"}}");
  den_record_free (thing);
}

/* An inner object at the end is closed. */
static void
test_inner_object_last (void)
{
  Thing *thing = den_record_new (&thing_type);
  g_autofree char *text = NULL;

  thing->zip = g_strdup ("78701");
  text = write_record (thing);
  g_assert_cmpstr (text, ==, "{\"address\":{\"zip\":\"78701\"}}");
  den_record_free (thing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/indent", test_indent);
  g_test_add_func ("/json/record", test_record);
  g_test_add_func ("/json/inner-object-last", test_inner_object_last);
  return g_test_run ();
}
