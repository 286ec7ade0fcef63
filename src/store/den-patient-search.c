/* Finding patients: what each is searched by, and the search itself.
 *
 * The table patient_search has a line for every patient, folded, in the order of the list. Looking
 * for any part of any word means to read all of it, which takes SQL some 15 ms for 100,000
 * patients; so the lines are kept in memory, as one text, from the first search on, and are read
 * again when the table's count of changes has moved. */
#include "den-statement.h"

#include "den-text.h"

#include <stdlib.h>
#include <string.h>

/* The lines of patient_search: "\n haystack" one after another. */
struct _DenSearchIndex
{
  gint64 changes; /* of patient_search, when it was read */
  GString *lines;
  GArray *ids;    /* gint64, one a line */
  GArray *starts; /* gsize, where each line begins, and at last where the text ends */
};

void
den_search_index_free (DenSearchIndex *index)
{
  g_string_free (index->lines, TRUE);
  g_array_unref (index->ids);
  g_array_unref (index->starts);
  g_free (index);
}

/* ---- what a patient is searched by ---- */

/* Letters and digits alone, folded: "D-0041" gives "d0041". */
static char *
compact (const char *text)
{
  char *folded = den_text_fold (text);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return folded;
}

/* Adds the folded TEXT, if it is known, behind a blank. */
static void
add_words (GString *haystack, const char *text)
{
  g_autofree char *folded = text != NULL ? den_text_fold (text) : NULL;

  if (folded != NULL && *folded != '\0')
    g_string_append_printf (haystack, " %s", folded);
}

static void
add_compact (GString *haystack, const char *text)
{
  g_autofree char *plain = text != NULL ? compact (text) : NULL;

  if (plain != NULL && *plain != '\0')
    g_string_append_printf (haystack, " %s", plain);
}

/* A birth date as the eight digits MMDDYYYY. */
static void
add_day (GString *haystack, DenDay day)
{
  int year, month, day_of_month;

  if (day == DEN_UNKNOWN)
    return;
  den_day_split (day, &year, &month, &day_of_month);
  g_string_append_printf (haystack, " %02d%02d%04d", month, day_of_month, year);
}

static gboolean
add_member_ids (DenStore *store, gint64 patient_id, GString *haystack, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "SELECT member_id FROM coverage WHERE patient_id = $1 ORDER BY id", error);
  DenStep step;

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, patient_id);
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    add_compact (haystack, den_statement_text (statement, 0));
  return step == DEN_STEP_DONE;
}

/* Reads what the patient is sorted and searched by; DONE where there is no such patient. */
static DenStep
describe (DenStore *store, gint64 patient_id, GString *sort_key, GString *haystack, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store,
      "SELECT family_name, given_name, middle_name, preferred_name, mrn, birth_date, phone "
      "FROM patient WHERE id = $1",
      error);
  DenStep step;

  if (statement == NULL)
    return DEN_STEP_ERROR;
  den_statement_bind_integer (statement, 1, patient_id);
  step = den_statement_step (statement, error);
  if (step != DEN_STEP_ROW)
    return step;
  add_words (haystack, den_statement_text (statement, 0));
  add_words (haystack, den_statement_text (statement, 1));
  add_words (haystack, den_statement_text (statement, 2));
  add_words (haystack, den_statement_text (statement, 3));
  add_compact (haystack, den_statement_text (statement, 4));
  add_day (haystack, den_statement_integer (statement, 5));
  add_compact (haystack, den_statement_text (statement, 6));

  /* The tab stands before every letter, so that "Li, Wei" comes before "Li An, Bo". */
  add_words (sort_key, den_statement_text (statement, 0));
  g_string_append_c (sort_key, '\t');
  add_words (sort_key, den_statement_text (statement, 1));
  g_string_append_c (sort_key, '\t');
  add_compact (sort_key, den_statement_text (statement, 4));
  return DEN_STEP_ROW;
}

static gboolean
write_line (DenStore *store, gint64 patient_id, const char *sort_key, const char *haystack,
            GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store,
                         "INSERT INTO patient_search (patient_id, sort_key, haystack) "
                         "VALUES ($1, $2, $3) ON CONFLICT (patient_id) DO UPDATE "
                         "SET sort_key = excluded.sort_key, haystack = excluded.haystack",
                         error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, patient_id);
  den_statement_bind_text (statement, 2, sort_key);
  den_statement_bind_text (statement, 3, haystack);
  return den_statement_run (statement, error);
}

static gboolean
count_change (DenStore *store, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "UPDATE patient_search_state SET changes = changes + 1 WHERE id = 1", error);

  return statement != NULL && den_statement_run (statement, error);
}

/* Writes the patient's line anew, in the open transaction; a patient that is gone has none. */
gboolean
den_search_refresh (DenStore *store, gint64 patient_id, GError **error)
{
  g_autoptr (GString) sort_key = g_string_new (NULL);
  g_autoptr (GString) haystack = g_string_new (NULL);

  switch (describe (store, patient_id, sort_key, haystack, error))
    {
    case DEN_STEP_ROW:
      return add_member_ids (store, patient_id, haystack, error) &&
             write_line (store, patient_id, sort_key->str, haystack->str, error) &&
             count_change (store, error);
    case DEN_STEP_DONE:
      return count_change (store, error);
    default:
      return FALSE;
    }
}

/* ---- what is searched for ---- */

/* "3/5/19" gives "030519", the beginning of 03051980 as the birth date is typed; NULL where WORD is
 * no month, day and year, or a part of them. */
static char *
slashed_date (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "/", -1);
  guint n = g_strv_length (parts);

  if (n < 2 || n > 3)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (parts[i]);

      if (strspn (parts[i], "0123456789") != length || (length == 0 && i + 1 < n) ||
          length > (i < 2 ? 2 : 4))
        return NULL;
    }
  /* A day of 1 may still become 10 to 19: until then the month has to do. */
  if (n == 2 && (parts[1][0] == '\0' || (parts[1][0] <= '3' && parts[1][1] == '\0')))
    return g_strdup_printf ("%02d", atoi (parts[0]));
  if (n == 2)
    return g_strdup_printf ("%02d%02d", atoi (parts[0]), atoi (parts[1]));
  return g_strdup_printf ("%02d%02d%s", atoi (parts[0]), atoi (parts[1]), parts[2]);
}

/* "1980-03-05" gives "03051980"; the year alone while the rest is being typed. */
static char *
iso_date (const char *word)
{
  DenDay day;
  g_autoptr (GString) text = g_string_new (NULL);

  if (den_day_parse_iso (word, &day))
    {
      add_day (text, day);
      return g_strdup (text->str + 1);
    }
  if (strspn (word, "0123456789") == 4 && word[4] == '-' && strlen (word) < 10 &&
      strspn (word, "0123456789-") == strlen (word))
    return g_strndup (word, 4);
  return NULL;
}

/* What a line has to hold for WORD to match it, NULL for a word of marks alone. A short text, and
 * the beginning of a date, has to begin a word of the line; any other may stand anywhere. */
static char *
needle_of (const char *word)
{
  g_autofree char *plain = slashed_date (word);
  g_autofree char *needle = NULL;

  if (plain != NULL)
    return g_strconcat (" ", plain, NULL);
  needle = iso_date (word);
  if (needle == NULL)
    needle = strpbrk (word, "0123456789") != NULL ? compact (word) : den_text_fold (word);
  if (*needle == '\0')
    return NULL;
  return g_utf8_strlen (needle, -1) <= 2 ? g_strconcat (" ", needle, NULL)
                                         : g_steal_pointer (&needle);
}

static gint
compare_length_cb (gconstpointer a, gconstpointer b)
{
  gsize length_a = strlen (*(char *const *) a), length_b = strlen (*(char *const *) b);

  return length_a > length_b ? -1 : length_a < length_b;
}

/* The needles of TEXT, the longest first. */
static GPtrArray *
needles_of (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n,;", -1);
  GPtrArray *needles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *needle = needle_of (words[i]);

      if (needle != NULL)
        g_ptr_array_add (needles, needle);
    }
  g_ptr_array_sort (needles, compare_length_cb);
  return needles;
}

/* ---- the search ---- */

/* See den-store.h. */
GArray *
den_store_first_patients (DenStore *store, gint64 n, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "SELECT patient_id FROM patient_search ORDER BY sort_key, patient_id LIMIT $1", error);
  DenStep step;

  if (statement == NULL)
    return NULL;
  den_statement_bind_integer (statement, 1, n);
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      gint64 id = sqlite3_column_int64 (den_statement_row (statement), 0);

      g_array_append_val (ids, id);
    }
  return step == DEN_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
read_changes (DenStore *store, gint64 *changes, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT changes FROM patient_search_state WHERE id = 1", error);

  *changes = 0;
  return statement != NULL &&
         den_statement_run_returning (statement, changes, error) != DEN_STEP_ERROR;
}

static gboolean
read_lines (DenStore *store, DenSearchIndex *index, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "SELECT patient_id, haystack FROM patient_search ORDER BY sort_key, patient_id",
      error);
  DenStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      sqlite3_stmt *row = den_statement_row (statement);
      gint64 id = sqlite3_column_int64 (row, 0);
      const char *line = (const char *) sqlite3_column_text (row, 1);

      g_array_append_val (index->ids, id);
      g_array_append_val (index->starts, index->lines->len);
      g_string_append_c (index->lines, '\n');
      g_string_append_len (index->lines, line, sqlite3_column_bytes (row, 1));
    }
  g_array_append_val (index->starts, index->lines->len);
  return step == DEN_STEP_DONE;
}

/* Brings the lines in memory up to date. */
static gboolean
refresh_index (DenStore *store, GError **error)
{
  DenSearchIndex *index;
  gint64 changes;

  if (!read_changes (store, &changes, error))
    return FALSE;
  if (store->search_index != NULL && store->search_index->changes == changes)
    return TRUE;
  g_clear_pointer (&store->search_index, den_search_index_free);
  index = g_new0 (DenSearchIndex, 1);
  index->changes = changes;
  index->lines = g_string_new (NULL);
  index->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  index->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  if (!read_lines (store, index, error))
    {
      den_search_index_free (index);
      return FALSE;
    }
  store->search_index = index;
  return TRUE;
}

/* How a line matches: better ones come first. */
typedef enum
{
  MATCH_NONE,
  MATCH_INSIDE,   /* some needle stands inside a word only */
  MATCH_AT_START, /* each begins a word: "sequo" of "Sequoia", not of "Metasequoia" */
} Match;

/* Whether a word that begins between START and END begins with NEEDLE, of LENGTH bytes: before
 * every word stands a blank, and behind every line a mark that no needle has. */
static gboolean
begins_word (const char *start, const char *end, const char *needle, gsize length)
{
  for (const char *at = start; at < end; at++)
    if (*at == ' ' && strncmp (at + 1, needle, length) == 0)
      return TRUE;
  return FALSE;
}

/* How the line from START to END matches NEEDLE. One that begins with a blank begins a word. */
static Match
match_needle (const char *start, const char *end, const char *needle)
{
  gsize length = strlen (needle);

  if (*needle != ' ' && begins_word (start, end, needle, length))
    return MATCH_AT_START;
  if (memmem (start, (gsize) (end - start), needle, length) == NULL)
    return MATCH_NONE;
  return *needle == ' ' ? MATCH_AT_START : MATCH_INSIDE;
}

/* How the line from START to END matches all needles, of which FIRST says how it matches the first:
 * as well as the one that it matches worst. */
static Match
match_line (const char *start, const char *end, Match first, GPtrArray *needles)
{
  Match worst = first;

  for (guint i = 1; i < needles->len && worst != MATCH_NONE; i++)
    worst = MIN (worst, match_needle (start, end, g_ptr_array_index (needles, i)));
  return worst;
}

/* Looks for a needle through the text as a whole. Where it begins a word is looked for on its own,
 * ahead of the rest, and only when it is asked for: so that is one more pass at most. */
typedef struct
{
  const char *needle;
  const char *at_start;   /* the same behind a blank */
  const char *next_start; /* where it next begins a word, NULL for nowhere */
  gboolean asked;         /* whether next_start is known */
} Finder;

/* How the needle, found at HIT, stands in the line that ends at END. */
static Match
match_hit (Finder *finder, const char *hit, const char *end)
{
  if (*finder->needle == ' ' || hit[-1] == ' ')
    return MATCH_AT_START;
  if (!finder->asked || (finder->next_start != NULL && finder->next_start < hit))
    finder->next_start = strstr (hit, finder->at_start);
  finder->asked = TRUE;
  return finder->next_start != NULL && finder->next_start < end ? MATCH_AT_START : MATCH_INSIDE;
}

/* The ids of the lines that hold every needle, by name; those in which each begins a word before
 * the others. The longest needle, which is the rarest, is looked for in the text as a whole. */
static GArray *
find_lines (const DenSearchIndex *index, GPtrArray *needles)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gsize *starts = (gpointer) index->starts->data;
  const char *text = index->lines->str, *needle = g_ptr_array_index (needles, 0);
  g_autofree char *at_start = g_strconcat (" ", needle, NULL);
  Finder finder = { needle, at_start, NULL, FALSE };
  gsize at = 0;
  guint line = 0;

  while (at < index->lines->len)
    {
      const char *hit = strstr (text + at, needle), *end;
      Match match;

      if (hit == NULL)
        break;
      while (starts[line + 1] <= (gsize) (hit - text))
        line++;
      end = text + starts[line + 1];
      match = match_line (text + starts[line], end, match_hit (&finder, hit, end), needles);
      if (match != MATCH_NONE)
        g_array_append_val (match == MATCH_AT_START ? found : inside,
                            g_array_index (index->ids, gint64, line));
      at = starts[line + 1];
    }
  g_array_append_vals (found, inside->data, inside->len);
  return found;
}

/* See den-store.h. The words may come in any order and with any accents; a date as 3/5/1980,
 * 1980-03-05 or 03051980; a phone number with or without its marks. */
GArray *
den_store_search_patients (DenStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) needles = needles_of (text != NULL ? text : "");
  GArray *found = NULL;
  gboolean begun;

  if (needles->len == 0)
    return den_store_first_patients (store, -1, error);
  if (!den_store_begin_view (store, &begun, error))
    return NULL;
  if (refresh_index (store, error))
    found = find_lines (store->search_index, needles);
  den_store_end_view (store, begun);
  return found;
}

/* ---- the lines of the patient list ---- */

void
den_patient_row_free (DenPatientRow *row)
{
  if (row == NULL)
    return;
  g_free (row->mrn);
  g_free (row->name);
  g_free (row->preferred_name);
  g_free (row->phone);
  g_free (row->payer);
  g_free (row->member_id);
  g_free (row);
}

static DenPatientRow *
read_row (DenStatement *statement)
{
  DenPatientRow *row = g_new0 (DenPatientRow, 1);
  DenPatient name = {
    .family_name = (char *) den_statement_text (statement, 2),
    .given_name = (char *) den_statement_text (statement, 3),
    .middle_name = (char *) den_statement_text (statement, 4),
  };

  row->id = den_statement_integer (statement, 0);
  row->mrn = g_strdup (den_statement_text (statement, 1));
  row->name = den_patient_name (&name);
  row->preferred_name = g_strdup (den_statement_text (statement, 5));
  row->birth_date = den_statement_integer (statement, 6);
  row->phone = g_strdup (den_statement_text (statement, 7));
  row->payer = g_strdup (den_statement_text (statement, 8));
  row->member_id = g_strdup (den_statement_text (statement, 9));
  return row;
}

/* See den-store.h. A coverage without a rank counts after the others. */
GPtrArray *
den_store_patient_rows (DenStore *store, const gint64 *ids, guint n, GError **error)
{
  static const char sql[] =
      "SELECT p.id, p.mrn, p.family_name, p.given_name, p.middle_name, p.preferred_name, "
      "p.birth_date, p.phone, c.payer, c.member_id FROM patient p "
      "LEFT JOIN coverage c ON c.id = (SELECT k.id FROM coverage k WHERE k.patient_id = p.id "
      "ORDER BY COALESCE (k.rank, 9), k.id LIMIT 1) WHERE p.id = $1";
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) den_patient_row_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DenStatement) statement = den_statement_new (store, sql, error);
      DenStep step;

      if (statement == NULL)
        return NULL;
      den_statement_bind_integer (statement, 1, ids[i]);
      step = den_statement_step (statement, error);
      if (step == DEN_STEP_ERROR)
        return NULL;
      if (step == DEN_STEP_ROW)
        g_ptr_array_add (rows, read_row (statement));
    }
  return g_steal_pointer (&rows);
}
