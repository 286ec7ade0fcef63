/* Chart files: the frame around a chart's own members, and what must hold across its records. */
#include "den-chart-file.h"

#include "den-json-reader.h"
#include "den-json.h"
#include "den-scale.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT "dendra-chart"
#define VERSION 1

#define BLOCK 65536

/* Keys that a chart file may have and this version has no records for. */
static const char *const later_keys[] = { "charges", "claims", "payments", NULL };

/* Reads FILE to its end, but not further than what a chart file may weigh: a device has no end. */
static char *
read_bounded (int file, gsize *length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize got;

  do
    {
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + BLOCK);
      got = read (file, bytes->data + before, BLOCK);
      if (got < 0 && errno != EINTR)
        return NULL;
      g_byte_array_set_size (bytes, before + (guint) MAX (got, 0));
    }
  while (got != 0 && bytes->len <= DEN_CHART_FILE_MAX_BYTES);
  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

/* The bytes of the file at PATH, as den_chart_file_read takes them; of one that is too large, only
 * enough to tell. NULL with PROBLEMS where the request is wrong (no such file, a folder), or with
 * ERROR, of G_FILE_ERROR, where the machine failed. */
char *
den_chart_file_load (const char *path, gsize *length, DenProblems *problems, GError **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  char *text = NULL;
  struct stat about;

  if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
    {
      den_problems_add (problems, "", "%s", _ ("there is no such file"));
      return NULL;
    }
  if (file >= 0 && fstat (file, &about) == 0 && S_ISDIR (about.st_mode))
    den_problems_add (problems, "", "%s", _ ("must be a file, not a folder"));
  else if (file < 0 || (text = read_bounded (file, length)) == NULL)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  if (file >= 0)
    close (file);
  return text;
}

/* What can be told from the bytes alone. */
static gboolean
check_bytes (const char *text, gsize length, DenProblems *problems)
{
  if (length > DEN_CHART_FILE_MAX_BYTES)
    den_problems_add (problems, "", "%s", _ ("must be at most 32 MB"));
  else if (length == 0)
    den_problems_add (problems, "", "%s", _ ("must hold a chart: it is empty"));
  else if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    den_problems_add (problems, "", "%s", _ ("must not begin with a byte order mark"));
  else if (length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0))
    den_problems_add (problems, "", "%s", _ ("must be UTF-8 text, not UTF-16"));
  else
    return TRUE;
  return FALSE;
}

/* Whether ROOT says that it is a chart file of the version read here. */
static gboolean
check_frame (DenJsonNode *root, DenProblems *problems)
{
  DenJsonNode *format = json_object_get (root, "format");
  DenJsonNode *version = json_object_get (root, "version");
  gboolean right = TRUE;

  if (!json_is_object (root))
    {
      den_problems_add (problems, "", "%s", _ ("must be an object in braces"));
      return FALSE;
    }
  if (g_strcmp0 (json_string_value (format), FORMAT) != 0)
    {
      den_problems_add (problems, "format", _ ("must be \"%s\""), FORMAT);
      right = FALSE;
    }
  if (!json_is_integer (version) || json_integer_value (version) != VERSION)
    {
      den_problems_add (problems, "version",
                        _ ("must be %d: this version of Dendra reads no other"), VERSION);
      right = FALSE;
    }
  return right;
}

/* Takes the later keys out of ROOT: they may say nothing. What they say instead would be lost, so
 * that it is a problem. */
static void
take_later_keys (DenJsonNode *root, DenProblems *problems)
{
  for (const char *const *key = later_keys; *key != NULL; key++)
    {
      DenJsonNode *node = json_object_get (root, *key);

      if (node == NULL)
        continue;
      if (!json_is_null (node) && !(json_is_array (node) && json_array_size (node) == 0) &&
          !(json_is_object (node) && json_object_size (node) == 0))
        den_problems_add (problems, *key, "%s",
                          _ ("must be empty: this version of Dendra does not read it yet"));
      json_object_del (root, *key);
    }
}

/* Whether a problem is already known of PLACE or of something that holds it. */
static gboolean
is_known_wrong (DenProblems *problems, guint n, const char *place)
{
  for (guint i = 0; i < n; i++)
    {
      const DenProblem *known = g_ptr_array_index (problems, i);
      gsize length = strlen (known->place);

      if (strncmp (known->place, place, length) == 0 &&
          (place[length] == '\0' || place[length] == '.' || place[length] == '['))
        return TRUE;
    }
  return FALSE;
}

/* Adds what the field tables say of the values. A field whose form was wrong is not said to be
 * missing as well. */
static void
check_values (const DenChart *chart, DenProblems *problems)
{
  g_autoptr (DenProblems) of_values = den_problems_new ();
  guint n = problems->len;

  den_record_check (chart, "", of_values);
  for (guint i = 0; i < of_values->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (of_values, i);

      if (!is_known_wrong (problems, n, problem->place))
        den_problems_add (problems, problem->place, "%s", problem->message);
    }
}

/* Adds a problem at the key "id" of the I-th element of LIST where ID is among IDS already; else ID
 * joins them. */
static void
check_new_id (GHashTable *ids, char *id, const char *list, guint i, DenProblems *problems)
{
  g_autofree char *element = den_place_index (list, i);
  g_autofree char *place = den_place_member (element, "id");

  if (id != NULL && !g_hash_table_add (ids, id))
    den_problems_add (problems, place, _ ("must differ from the others of these %s"), list);
}

/* Adds a problem at the key "course" of the I-th element of LIST where ID is known and none of
 * COURSES. */
static void
check_course_id (GHashTable *courses, const char *id, const char *list, guint i,
                 DenProblems *problems)
{
  g_autofree char *element = den_place_index (list, i);
  g_autofree char *place = den_place_member (element, "course");

  if (id != NULL && !g_hash_table_contains (courses, id))
    den_problems_add (problems, place, "%s", _ ("must be the id of one of the courses"));
}

/* The sessions that the decisions of the I-th course follow from are in the chart. */
static void
check_decisions (GHashTable *sessions, const DenCourse *course, guint i, DenProblems *problems)
{
  for (guint j = 0; j < course->decisions->len; j++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (course->decisions, j);
      g_autofree char *place = g_strdup_printf ("courses[%u].decisions[%u].session", i, j);

      if (decision->session != NULL && !g_hash_table_contains (sessions, decision->session))
        den_problems_add (problems, place, "%s", _ ("must be the id of one of the sessions"));
    }
}

/* Courses and sessions can be told apart by their ids, and who names one names one of these. */
static void
check_references (const DenChart *chart, DenProblems *problems)
{
  g_autoptr (GHashTable) courses = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sessions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < chart->courses->len; i++)
    check_new_id (courses, ((DenCourse *) g_ptr_array_index (chart->courses, i))->course_id,
                  "courses", i, problems);
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      DenSession *session = g_ptr_array_index (chart->sessions, i);

      check_new_id (sessions, session->session_id, "sessions", i, problems);
      check_course_id (courses, session->course, "sessions", i, problems);
    }
  for (guint i = 0; i < chart->courses->len; i++)
    check_decisions (sessions, g_ptr_array_index (chart->courses, i), i, problems);
  for (guint i = 0; i < chart->visits->len; i++)
    check_course_id (courses, ((DenVisit *) g_ptr_array_index (chart->visits, i))->course, "visits",
                     i, problems);
}

/* The chart that the LENGTH bytes at TEXT hold, or NULL with all that is wrong in PROBLEMS. Totals
 * of scales that are not given are computed. TODAY is the day from which "in the future" counts. */
DenChart *
den_chart_file_read (const char *text, gsize length, const DenReference *reference, DenDay today,
                     DenProblems *problems)
{
  g_autoptr (DenJsonNode) root = NULL;
  g_autoptr (DenChart) chart = NULL;
  guint before = problems->len;

  if (!check_bytes (text, length, problems))
    return NULL;
  root = den_json_parse (text, length, problems);
  if (root == NULL || !check_frame (root, problems))
    return NULL;
  json_object_del (root, "format");
  json_object_del (root, "version");
  take_later_keys (root, problems);

  chart = den_json_read_record (root, &den_chart_type, "", problems);
  check_values (chart, problems);
  check_references (chart, problems);
  if (problems->len == before)
    den_chart_check (chart, reference, today, problems);
  return problems->len == before ? g_steal_pointer (&chart) : NULL;
}

/* CHART as a chart file: the same chart gives the same bytes. What is not known is left out. */
char *
den_chart_file_write (const DenChart *chart)
{
  DenJson *json = den_json_new (TRUE);

  den_json_begin_object (json);
  den_json_key (json, "format");
  den_json_string (json, FORMAT);
  den_json_key (json, "version");
  den_json_integer (json, VERSION);
  den_json_record_members (json, chart);
  den_json_end_object (json);
  return den_json_finish (json);
}
