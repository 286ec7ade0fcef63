/* What the eligibility rules share, and how they write a finding. */
#include "den-case.h"

#include "den-scale.h"
#include "den-text.h"

#include <string.h>

/* Screening answers older than this are asked again (the contract, section 3). */
#define SCREENING_DAYS 365

/* Blocks that malloc keeps at hand; the texts of a verdict take some 4 kB. */
#define TEXTS_SIZE 512

/* The codes that the chart had on the day: one noted or begun later was not known yet. */
static void
collect_codes (DenCase *c)
{
  GPtrArray *diagnoses = c->chart->diagnoses;

  c->codes = g_new (DenCaseCode, diagnoses->len);
  for (guint i = 0; i < diagnoses->len; i++)
    {
      const DenDiagnosis *diagnosis = g_ptr_array_index (diagnoses, i);
      DenCaseCode *code = &c->codes[c->n_codes];

      if (diagnosis->code == NULL || diagnosis->noted_on > c->on || diagnosis->onset_on > c->on)
        continue;
      code->diagnosis = diagnosis;
      code->row = den_reference_find_diagnosis (c->reference, diagnosis->code);
      code->unresolved = diagnosis->resolved_on == DEN_UNKNOWN || diagnosis->resolved_on > c->on;
      c->n_codes++;
    }
}

/* All that is given must outlive the case. */
void
den_case_init (DenCase *c, const DenChart *chart, const DenPolicy *policy,
               const DenReference *reference, DenDay on, const DenVerdict *verdict)
{
  *c = (DenCase){ chart, policy, reference, on, verdict, NULL, 0 };
  collect_codes (c);
}

void
den_case_clear (DenCase *c)
{
  g_clear_pointer (&c->codes, g_free);
}

/* The newest answer to a screening question; SCREENING, which may be NULL, is set to it or to NULL.
 * An answer without a date is taken as it is. */
DenScreened
den_case_screened (const DenCase *c, const char *item, const DenScreening **screening)
{
  const DenScreening *newest = den_chart_newest_screening (c->chart, item, c->on);

  if (screening != NULL)
    *screening = newest;
  if (newest == NULL || (newest->answer != DEN_ANSWER_YES && newest->answer != DEN_ANSWER_NO))
    return DEN_SCREENED_NOT;
  if (newest->noted_on != DEN_UNKNOWN && !den_case_within (c, newest->noted_on, SCREENING_DAYS))
    return DEN_SCREENED_STALE;
  return newest->answer == DEN_ANSWER_YES ? DEN_SCREENED_YES : DEN_SCREENED_NO;
}

/* Whether DAY is known and lies at most DAYS before the day of the verdict, not after it. */
gboolean
den_case_within (const DenCase *c, DenDay day, gint64 days)
{
  return day != DEN_UNKNOWN && day <= c->on && c->on - day <= days;
}

static const char *keep_text (DenFinding *finding, const char *format, va_list args)
    G_GNUC_PRINTF (2, 0);

/* What FORMAT, a literal, makes: itself where nothing is to be filled in, else a text that the
 * verdict keeps. */
static const char *
keep_text (DenFinding *finding, const char *format, va_list args)
{
  GString *line = finding->texts->line;

  if (strchr (format, '%') == NULL)
    return format;
  g_string_truncate (line, 0);
  den_text_append_valist (line, format, args);
  return g_string_chunk_insert_len (finding->texts->kept, line->str, (gssize) line->len);
}

/* What the findings of one verdict share; free it with den_finding_texts_free. */
DenFindingTexts *
den_finding_texts_new (void)
{
  DenFindingTexts *texts = g_new (DenFindingTexts, 1);

  texts->kept = g_string_chunk_new (TEXTS_SIZE);
  texts->line = g_string_sized_new (256);
  texts->none = g_ptr_array_new ();
  return texts;
}

void
den_finding_texts_free (DenFindingTexts *texts)
{
  g_string_chunk_free (texts->kept);
  g_string_free (texts->line, TRUE);
  g_ptr_array_unref (texts->none);
  g_free (texts);
}

/* A finding of which only the rule is known, which must outlive it as TEXTS must; free it with
 * den_finding_free. */
DenFinding *
den_finding_new (DenFindingTexts *texts, const char *rule)
{
  DenFinding *finding = g_new (DenFinding, 1);

  *finding = (DenFinding){ .rule = rule, .outcome = DEN_OUTCOME_UNKNOWN, .texts = texts };
  finding->missing = g_ptr_array_ref (texts->none);
  return finding;
}

void
den_finding_free (DenFinding *finding)
{
  g_ptr_array_unref (finding->missing);
  g_free (finding);
}

/* Sets what the policy asks for. */
void
den_finding_need (DenFinding *finding, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  finding->needed = keep_text (finding, format, args);
  va_end (args);
}

/* Sets what the chart has. */
void
den_finding_find (DenFinding *finding, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  finding->found = keep_text (finding, format, args);
  va_end (args);
}

/* Sets the outcome and the sentence that says why. */
void
den_finding_conclude (DenFinding *finding, DenOutcome outcome, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  finding->reason = keep_text (finding, format, args);
  va_end (args);
  finding->outcome = outcome;
}

/* Adds something that would have to be known. */
void
den_finding_miss (DenFinding *finding, const char *format, ...)
{
  va_list args;

  if (finding->missing == finding->texts->none)
    {
      g_ptr_array_unref (finding->missing);
      finding->missing = g_ptr_array_new ();
    }
  va_start (args, format);
  g_ptr_array_add (finding->missing, (gpointer) keep_text (finding, format, args));
  va_end (args);
}

/* Says where in the chart the fact stands that would change the finding. */
void
den_finding_point (DenFinding *finding, const DenRecordType *type, gconstpointer record,
                   const char *column)
{
  finding->place = (DenChartPlace){ type, record, column };
}
