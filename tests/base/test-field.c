/* Field tables: what a field takes, how it is shown, and what is done with whole records. */
#include "den-field.h"

#include <string.h>

typedef struct
{
  DenRecord record;
  char *word;
} Part;

typedef struct
{
  DenRecord record;
  char *name;
  gint64 count;
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

static const char *
check_name (const char *text)
{
  return strcmp (text, "nobody") != 0 ? NULL : "must be somebody";
}

static const DenChoice colors[] = { { "red", "Scarlet" }, { "green", "Moss" }, { NULL, NULL } };

/* clang-format off */
static const DenField part_fields[] = {
  DEN_TEXT (Part, word, "Word", .required = TRUE),
};
static const DenRecordType part_type = DEN_RECORD_TYPE ("part", "Part", Part, part_fields, NULL);

static const DenField thing_fields[] = {
  DEN_TEXT (Thing, name, "Name", .required = TRUE, .max = 8, .check = check_name),
  DEN_INTEGER (Thing, count, "Count", .min = 1, .max = 9),
  DEN_DECIMAL (Thing, weight_g, "Weight", .key = "weight_kg", .scale = 1000, .min = 0, .max = 5000),
  DEN_FLAG (Thing, agreed, "Agreed"),
  DEN_CHOICE (Thing, color, "Color", .choices = colors),
  DEN_DAY (Thing, seen_on, "Seen on", .min = 1, .max = 40000),
  DEN_INSTANT (Thing, seen_at, "Seen at", .min = 1, .max = 40000),
  DEN_SCORES (Thing, scores, "Scores"),
  DEN_INTEGER (Thing, hidden, "Hidden", .internal = TRUE),
  DEN_LIST (Thing, parts, "Parts", &part_type),
  DEN_RECORD_FIELD (Thing, head, "Head", &part_type),
};
/* clang-format on */

/* More than half a kilogram a piece is a slip that no single field shows. */
static void
check_thing (gconstpointer record, const char *place, DenProblems *problems)
{
  const Thing *thing = record;

  if (thing->count != DEN_UNKNOWN && thing->weight_g > 500 * thing->count)
    den_problems_add (problems, place, "too heavy");
}

static const DenRecordType thing_type =
    DEN_RECORD_TYPE ("thing", "Thing", Thing, thing_fields, check_thing);

static const DenField *
field_of (const char *column)
{
  const DenField *field = den_record_type_find (&thing_type, column);

  g_assert_nonnull (field);
  return field;
}

static Part *
part_new (const char *word)
{
  Part *part = den_record_new (&part_type);

  part->word = g_strdup (word);
  return part;
}

/* What is typed into a field: what it then shows, or else a part of what is said. */
static const struct
{
  const char *column, *typed, *shown, *message;
} inputs[] = {
  { "name", "  Ana ", "Ana", NULL },
  { "name", "Zażółć", "Zażółć", NULL },
  { "name", "nobody", NULL, "somebody" },
  { "name", "123456789", NULL, "at most 8" },
  { "name", "   ", NULL, "is needed" },
  { "count", "9", "9", NULL },
  { "count", "", "", NULL },
  { "count", "0", NULL, "from 1 to 9" },
  { "count", "10", NULL, "from 1 to 9" },
  { "count", "1.5", NULL, "whole number" },
  { "count", "one", NULL, "whole number" },
  { "weight_g", "0.25", "0.25", NULL },
  { "weight_g", "5", "5", NULL },
  { "weight_g", "5.001", NULL, "from 0 to 5" },
  { "weight_g", "0.0001", NULL, "number like" },
  { "agreed", "yes", "yes", NULL },
  { "agreed", "no", "no", NULL },
  { "agreed", "maybe", NULL, "yes or no" },
  { "color", "green", "Moss", NULL },
  { "color", "Scarlet", "Scarlet", NULL },
  { "color", "RED", "Scarlet", NULL },
  { "color", "blue", NULL, "choices" },
  { "seen_on", "11/21/2026", "11/21/2026", NULL },
  { "seen_on", "2026-11-21", "11/21/2026", NULL },
  { "seen_on", "01/01/1970", NULL, "from 01/02/1970" },
  { "seen_on", "13/01/2026", NULL, "date like" },
  { "seen_at", "2026-11-20T09:05:00-05:00", "2026-11-20T09:05:00-05:00", NULL },
  { "seen_at", "1970-01-01T09:05:00Z", NULL, "from" },
  { "seen_at", "09:05", NULL, "time like" },
  { "scores", "0 1 - 2", "0 1 - 2", NULL },
  { "scores", "0 1 x", NULL, "scores like" },
  { "scores", "0 -1", NULL, "scores like" },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      const DenField *field = field_of (inputs[i].column);
      g_auto (DenValue) value = DEN_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;
      gboolean taken = den_field_parse (field, inputs[i].typed, &value, &error);

      g_test_message ("%s: %s", inputs[i].column, inputs[i].typed);
      g_assert_cmpint (taken, ==, inputs[i].shown != NULL);
      if (taken)
        {
          g_assert_no_error (error);
          shown = den_field_format (field, &value);
          g_assert_cmpstr (shown, ==, inputs[i].shown);
        }
      else
        {
          g_assert_error (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID);
          g_assert_nonnull (strstr (error->message, inputs[i].message));
          g_assert_false (den_value_is_known (&value));
        }
    }
}

static Thing *
full_thing (void)
{
  static const struct
  {
    const char *column, *text;
  } values[] = {
    { "name", "Ana" },     { "count", "3" },
    { "weight_g", "1.5" }, { "agreed", "no" },
    { "color", "red" },    { "seen_on", "2026-11-21" },
    { "scores", "0 1 -" }, { "seen_at", "2026-11-20T09:05:00-05:00" },
  };
  Thing *thing = den_record_new (&thing_type);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_auto (DenValue) value = DEN_VALUE_INIT;

      g_assert_true (den_field_parse (field_of (values[i].column), values[i].text, &value, NULL));
      den_field_set (field_of (values[i].column), thing, &value);
    }
  g_ptr_array_add (thing->parts, part_new ("one"));
  g_ptr_array_add (thing->parts, part_new ("two"));
  thing->head = part_new ("head");
  return thing;
}

/* Nothing is known of a new record, and no zero or empty text stands for that. */
static void
test_new (void)
{
  Thing *thing = den_record_new (&thing_type);

  g_assert_null (thing->name);
  g_assert_cmpint (thing->count, ==, DEN_UNKNOWN);
  g_assert_cmpint (thing->agreed, ==, DEN_UNKNOWN);
  g_assert_cmpint (thing->color, ==, DEN_UNKNOWN);
  g_assert_cmpint (thing->seen_on, ==, DEN_UNKNOWN);
  g_assert_false (den_instant_is_known (thing->seen_at));
  g_assert_cmpint (thing->scores.n, ==, 0);
  g_assert_cmpuint (thing->parts->len, ==, 0);
  g_assert_null (thing->head);
  g_assert_true (den_record_is_empty (thing));
  den_record_free (thing);
  den_record_free (NULL);
}

/* A copy says the same until one field is changed, whichever it is. */
static void
test_copy_and_equal (void)
{
  Thing *thing = full_thing ();

  thing->record.id = 7;
  for (gsize i = 0; i < G_N_ELEMENTS (thing_fields); i++)
    {
      const DenField *field = &thing_fields[i];
      Thing *copy = den_record_copy (thing);
      g_auto (DenValue) unknown = DEN_VALUE_INIT;

      g_test_message ("%s", field->column);
      g_assert_cmpint (copy->record.id, ==, 7);
      g_assert_true (den_record_equal (thing, copy));
      if (field->type == DEN_FIELD_LIST)
        g_ptr_array_remove_index (copy->parts, 0);
      else if (field->type == DEN_FIELD_RECORD)
        g_clear_pointer (&copy->head, den_record_free);
      else if (field->internal)
        copy->hidden = 1;
      else
        {
          den_value_init (&unknown, field->type);
          den_field_set (field, copy, &unknown);
        }
      g_assert_cmpint (den_record_equal (thing, copy), ==, field->internal);
      den_record_free (copy);
    }
  g_assert_false (den_record_is_empty (thing));
  g_assert_false (den_record_equal (thing, NULL));
  g_assert_false (den_record_equal (thing, thing->head));
  g_assert_true (den_record_equal (NULL, NULL));
  den_record_free (thing);
}

/* Each fault is told with its place, those of inner records too. */
static void
test_check (void)
{
  static const struct
  {
    const char *place, *message;
  } expected[] = {
    { "things[0].name", "is needed" },
    { "things[0].weight_kg", "from 0 to 5" },
    { "things[0].parts[1].word", "is needed" },
    { "things[0].head.word", "is needed" },
    { "things[0]", "too heavy" },
  };
  Thing *thing = full_thing ();
  g_autoptr (DenProblems) problems = den_problems_new ();

  den_record_check (thing, "things[0]", problems);
  g_assert_cmpuint (problems->len, ==, 0);

  g_clear_pointer (&thing->name, g_free);
  thing->weight_g = 5001;
  g_ptr_array_set_size (thing->parts, 1);
  g_ptr_array_add (thing->parts, den_record_new (&part_type));
  g_clear_pointer (&thing->head->word, g_free);
  den_record_check (thing, "things[0]", problems);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpstr (problem->place, ==, expected[i].place);
      g_assert_nonnull (strstr (problem->message, expected[i].message));
    }
  den_record_free (thing);
}

static void
test_find (void)
{
  g_assert_cmpstr (den_field_key (field_of ("weight_g")), ==, "weight_kg");
  g_assert_cmpstr (den_field_key (field_of ("name")), ==, "name");
  g_assert_null (den_record_type_find (&thing_type, "weight_kg"));
  g_assert_true (den_field_is_scalar (field_of ("scores")));
  g_assert_false (den_field_is_scalar (field_of ("parts")));
}

static void
test_scores (void)
{
  g_autoptr (GString) many = g_string_new ("0");
  DenScores scores;

  g_assert_false (den_scores_parse ("", &scores));
  g_assert_false (den_scores_parse ("1  2", &scores));
  g_assert_false (den_scores_parse ("1001", &scores));
  for (int i = 1; i < DEN_MAX_SCORES; i++)
    g_string_append (many, " 0");
  g_assert_true (den_scores_parse (many->str, &scores));
  g_assert_cmpint (scores.n, ==, DEN_MAX_SCORES);
  g_string_append (many, " 0");
  g_assert_false (den_scores_parse (many->str, &scores));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/parse", test_parse);
  g_test_add_func ("/field/find", test_find);
  g_test_add_func ("/field/scores", test_scores);
  g_test_add_func ("/record/new", test_new);
  g_test_add_func ("/record/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/record/check", test_check);
  return g_test_run ();
}
