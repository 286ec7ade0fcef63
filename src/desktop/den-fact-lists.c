/* Specifications of the lists on the eligibility page. */
#include "den-fact-lists.h"

#include "den-drug-completion.h"
#include "den-interactions.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

static const DenReference *
get_reference (DenChartEditor *editor)
{
  return den_office_get_reference (den_chart_editor_get_office (editor));
}

static DenDay
get_today (DenChartEditor *editor)
{
  return den_office_get_today (den_chart_editor_get_office (editor));
}

/* ---- diagnoses and episodes ---- */

/* Our own short words for the code; a code that contraindicates or excludes is marked. */
static char *
note_diagnosis (DenChartEditor *editor, gconstpointer record, DenNoteKind *kind)
{
  const DenDiagnosis *diagnosis = record;
  const DenDiagnosisRow *row;

  if (diagnosis->code == NULL)
    return NULL;
  row = den_reference_find_diagnosis (get_reference (editor), diagnosis->code);
  if (row == NULL)
    return g_strdup (_ ("Plays no part in eligibility"));
  if (row->role == DEN_ROLE_EXCLUDE || row->role == DEN_ROLE_CONTRAINDICATION)
    *kind = DEN_NOTE_DANGER;
  else if (row->role == DEN_ROLE_CAUTION || row->role == DEN_ROLE_WEAK)
    *kind = DEN_NOTE_CAUTION;
  return den_text_sentence_case (row->label);
}

static void
prepare_diagnosis (DenChartEditor *editor, gpointer record)
{
  ((DenDiagnosis *) record)->noted_on = get_today (editor);
}

static const char *const diagnosis_columns[] = { "code", "onset_on", "noted_on", "resolved_on",
                                                 NULL };
static const char *const diagnosis_details[] = { "rank", "note", NULL };

const DenRecordListSpec den_diagnosis_list = {
  .type = &den_diagnosis_type,
  .title = N_ ("Diagnoses"),
  .add_label = N_ ("Add _diagnosis"),
  .empty = N_ ("The depressive disorder and whatever else bears on treatment, by ICD-10 code: "
               "F33.2."),
  .columns = diagnosis_columns,
  .details = diagnosis_details,
  .note = note_diagnosis,
  .note_beside = TRUE,
  .prepare = prepare_diagnosis,
};

static char *
note_episode (DenChartEditor *editor, gconstpointer record, DenNoteKind *kind)
{
  const DenEpisode *current =
      den_chart_current_episode (den_chart_editor_get_chart (editor), get_today (editor));

  if (current == NULL || current->record.id != ((const DenEpisode *) record)->record.id)
    return NULL;
  *kind = DEN_NOTE_GOOD;
  return g_strdup (_ ("Current episode"));
}

static const char *const episode_columns[] = { "started_on", "ended_on", NULL };

const DenRecordListSpec den_episode_list = {
  .type = &den_episode_type,
  .title = N_ ("Depressive episodes"),
  .add_label = N_ ("Add _episode"),
  .empty = N_ ("When the present episode began. It is the one without an end."),
  .columns = episode_columns,
  .note = note_episode,
  .note_beside = TRUE,
};

/* ---- trials ---- */

static const DenTrialJudgement *
find_judgement (DenChartEditor *editor, const DenTrial *trial)
{
  const DenVerdict *verdict = den_chart_editor_get_verdict (editor);

  for (guint i = 0; verdict != NULL && trial->record.id != 0 && i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);

      if (judgement->trial->record.id == trial->record.id)
        return judgement;
    }
  return NULL;
}

static char *
reasons_in_words (guint reasons)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint bit = DEN_REASON_UNKNOWN_DRUG; bit <= DEN_REASON_AUGMENTATION; bit <<= 1)
    if ((reasons & bit) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              _ (den_trial_reason_label ((DenTrialReason) bit)));
  return g_strdup (words->str);
}

/* What the policy makes of the trial. */
static char *
note_trial (DenChartEditor *editor, gconstpointer record, DenNoteKind *kind)
{
  const guint missing =
      DEN_REASON_MISSING_DOSE | DEN_REASON_MISSING_DATES | DEN_REASON_MISSING_OUTCOME;
  const DenTrial *trial = record;
  const DenTrialJudgement *judgement = find_judgement (editor, trial);
  g_autofree char *reasons = NULL;

  if (judgement == NULL)
    {
      const DenDrug *drug = trial->drug != NULL
                                ? den_reference_find_drug (get_reference (editor), trial->drug)
                                : NULL;

      return drug != NULL ? den_drug_completion_describe (drug) : NULL;
    }
  if (judgement->counts)
    {
      *kind = DEN_NOTE_GOOD;
      return g_strdup_printf (_ ("Counts: %d days at or above the minimum dose"),
                              judgement->days_at_dose);
    }
  if ((judgement->reasons & DEN_REASON_AUGMENTATION) != 0)
    return g_strdup_printf (_ ("Augmentation of %s: judged by the augmentation rule alone"),
                            trial->augments);
  *kind = (judgement->reasons & ~missing) == 0 ? DEN_NOTE_CAUTION : DEN_NOTE_DANGER;
  reasons = reasons_in_words (judgement->reasons);
  return g_strdup_printf (_ ("Does not count: %s (%d days at dose)"), reasons,
                          judgement->days_at_dose);
}

static const char *const dose_columns[] = { "from_on", "to_on", "daily_ug", NULL };

static const DenRecordListSpec dose_list = {
  .type = &den_dose_segment_type,
  .title = N_ ("Doses over time"),
  .add_label = N_ ("Add dose"),
  .empty = N_ ("Only where the dose changed. Without them the whole trial is taken at the highest "
               "daily dose."),
  .columns = dose_columns,
};

static const char *const trial_columns[] = { "drug",     "max_daily_dose_ug", "started_on",
                                             "ended_on", "stop_reason",       NULL };
static const char *const trial_more[] = { "adherence_permille", "improvement_permille", "source",
                                          NULL };
static const char *const trial_details[] = { "weeks_tenths", "augments", "note", NULL };

const DenRecordListSpec den_trial_list = {
  .type = &den_trial_type,
  .title = N_ ("Medication trials"),
  .add_label = N_ ("Add _trial"),
  .empty = N_ ("Each drug taken for depression: dose, dates, adherence, how much it helped and why "
               "it was stopped. Begin with the latest failure."),
  .columns = trial_columns,
  .more = trial_more,
  .details = trial_details,
  .inner = &dose_list,
  .note = note_trial,
};

/* ---- therapies ---- */

static const char *const therapy_columns[] = { "kind",     "method",   "started_on",
                                               "ended_on", "sessions", NULL };
static const char *const therapy_details[] = { "response", NULL };

const DenRecordListSpec den_therapy_list = {
  .type = &den_therapy_type,
  .title = N_ ("Psychotherapy and device treatments"),
  .add_label = N_ ("Add t_herapy"),
  .empty = N_ ("Psychotherapy, ECT, TMS, VNS or DBS, with dates and sessions."),
  .columns = therapy_columns,
  .details = therapy_details,
};

/* ---- medications ---- */

/* What the medication does to ketamine treatment. */
static char *
note_medication (DenChartEditor *editor, gconstpointer record, DenNoteKind *kind)
{
  g_autoptr (GArray) notes = den_interactions_of (den_chart_editor_get_chart (editor),
                                                  get_reference (editor), get_today (editor));
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const DenInteractionNote *note = &g_array_index (notes, DenInteractionNote, i);

      if (note->medication->record.id != ((const DenMedication *) record)->record.id)
        continue;
      if (note->interaction->level == DEN_INTERACTION_WARNING)
        *kind = DEN_NOTE_CAUTION;
      g_string_append_printf (words, "%s%s: %s", words->len > 0 ? "\n" : "",
                              note->interaction->group, note->interaction->effect);
      if (note->interaction->advice != NULL)
        g_string_append_printf (words, " %s", note->interaction->advice);
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static const char *const medication_columns[] = { "drug", "daily_dose_ug", "started_on", "ended_on",
                                                  NULL };
static const char *const medication_details[] = { "note", NULL };

const DenRecordListSpec den_medication_list = {
  .type = &den_medication_type,
  .title = N_ ("Present medications"),
  .add_label = N_ ("Add _medication"),
  .empty = N_ ("What is taken now, whatever for: the oral antidepressant, and what interacts with "
               "ketamine."),
  .columns = medication_columns,
  .details = medication_details,
  .note = note_medication,
};

/* ---- checks and enrollments ---- */

static void
prepare_check (DenChartEditor *editor, gpointer record)
{
  ((DenCheck *) record)->done_on = get_today (editor);
}

static const char *const check_columns[] = { "kind", "done_on", "result", NULL };
static const char *const check_details[] = { "note", NULL };

const DenRecordListSpec den_check_list = {
  .type = &den_check_type,
  .title = N_ ("Checks"),
  .add_label = N_ ("Add _check"),
  .empty = N_ ("The PDMP query of the last 90 days, drug screens, laboratory checks."),
  .columns = check_columns,
  .details = check_details,
  .prepare = prepare_check,
};

static const char *const enrollment_columns[] = { "program", "enrollment_id", "enrolled_on", NULL };

static void
prepare_enrollment (DenChartEditor *editor, gpointer record)
{
  ((DenEnrollment *) record)->program = DEN_PROGRAM_SPRAVATO_REMS;
}

const DenRecordListSpec den_enrollment_list = {
  .type = &den_enrollment_type,
  .title = N_ ("Enrollments"),
  .add_label = N_ ("_Add enrollment"),
  .empty = N_ ("The patient’s enrollment in the Spravato REMS, with its date."),
  .columns = enrollment_columns,
  .prepare = prepare_enrollment,
};
