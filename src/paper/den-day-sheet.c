/* The day sheet: a day's appointments on paper, for the desk and the treatment room. */
#include "den-json.h"
#include "den-page-flow.h"
#include "den-session-papers.h"
#include "den-words.h"

static void
add_text (DenJson *json, const char *key, const char *text)
{
  den_json_key (json, key);
  if (text != NULL)
    den_json_string (json, text);
  else
    den_json_null (json);
}

/* The SHA-256 of every line. */
static char *
hash_facts (const DenDaySheetFacts *facts)
{
  DenJson *json = den_json_new (FALSE);
  g_autofree char *text = NULL;

  den_json_begin_array (json);
  den_json_day (json, facts->day);
  for (guint i = 0; i < facts->n_lines; i++)
    {
      const DenDaySheetLine *line = &facts->lines[i];
      g_autofree char *at = den_instant_to_text (line->at);

      den_json_begin_object (json);
      add_text (json, "at", at);
      add_text (json, "chair", line->chair);
      add_text (json, "mrn", line->mrn);
      add_text (json, "name", line->name);
      add_text (json, "title", line->title);
      add_text (json, "state", line->state);
      add_text (json, "missing", line->missing);
      add_text (json, "allergies", line->allergies);
      den_json_end_object (json);
    }
  den_json_end_array (json);
  text = den_json_finish (json);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static const char *
weekday_of (DenDay day)
{
  return den_weekday_choices[den_day_weekday (day)].label;
}

static const char *
describe_patient (DenWords *kept, const DenDaySheetLine *line)
{
  const char *birth = den_words_day (kept, line->birth_date);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, DEN_BOLD ("%s"), line->name);
  if (line->preferred_name != NULL)
    g_string_append_printf (text, " “%s”", line->preferred_name);
  g_string_append_printf (text, "\n%s%s%s", line->mrn, birth != NULL ? ", born " : "",
                          birth != NULL ? birth : "");
  if (line->allergies != NULL)
    g_string_append_printf (text, "\nAllergies: %s", line->allergies);
  return den_words_print (kept, "%s", text->str);
}

static const char *
describe_treatment (DenWords *kept, const DenDaySheetLine *line)
{
  const char *dose = den_words_dose (kept, line->ordered_ug);

  return den_words_print (kept, "%s%s%s%s%s", line->modality != NULL ? line->modality : "",
                          line->modality != NULL && line->title != NULL ? "\n" : "",
                          line->title != NULL ? line->title : "", dose != NULL ? "\n" : "",
                          dose != NULL ? dose : "");
}

static void
draw_lines (DenPageFlow *flow, DenWords *kept, const DenDaySheetFacts *facts)
{
  static const DenColumn columns[] = { { "Time", 34 },     { "Chair", 44 },
                                       { "Patient", 134 }, { "Treatment", 74 },
                                       { "State", 54 },    { "Missing before the dose", 0 } };
  g_autoptr (DenTable) table = den_table_new ("Appointments", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < facts->n_lines; i++)
    {
      const DenDaySheetLine *line = &facts->lines[i];
      const char *time = den_words_time (kept, line->at);
      const char *cells[] = { time != NULL ? time : "–",
                              line->chair != NULL ? line->chair : "–",
                              describe_patient (kept, line),
                              describe_treatment (kept, line),
                              line->state != NULL ? line->state : "",
                              line->missing != NULL ? line->missing : "" };

      den_table_add (table, DEN_MARK_NONE, cells);
    }
  den_page_flow_table (flow, table);
}

/* See den-session-papers.h. */
DenPaper *
den_day_sheet_make (const DenDaySheetFacts *facts, GError **error)
{
  g_autofree char *sha256 = hash_facts (facts);
  g_autofree char *end = g_strdup_printf ("facts SHA-256 %.12s", sha256);
  g_autoptr (DenWords) kept = den_words_make ();
  const char *day =
      den_words_print (kept, "%s, %s", weekday_of (facts->day), den_words_day (kept, facts->day));
  DenPageDress dress = { .title = "Day sheet",
                         .clinic = facts->clinic->name != NULL ? facts->clinic->name
                                                               : "Clinic " DEN_NOT_DOCUMENTED,
                         .subject = day,
                         .subject_end = "",
                         .footer_start = day,
                         .footer_end = end,
                         .demo = facts->clinic->demo == 1 };
  g_autoptr (DenPageFlow) flow = den_page_flow_new (&dress, error);

  if (flow == NULL)
    return NULL;
  den_page_flow_letterhead (flow);
  den_page_flow_section (flow, day);
  if (facts->closed != NULL)
    den_page_flow_paragraph (flow, DEN_TEXT_BODY,
                             den_words_print (kept, "The clinic is closed: %s.", facts->closed));
  if (facts->n_lines == 0)
    den_page_flow_paragraph (flow, DEN_TEXT_BODY, "Nobody is booked on this day.");
  else
    draw_lines (flow, kept, facts);
  return den_page_flow_finish (flow, sha256, error);
}
