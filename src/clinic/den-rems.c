/* The Spravato REMS: when the Patient Monitoring Form of a session is due, and its facts. */
#include "den-rems-events.h"
#include "den-session-private.h"
#include "den-text.h"

#define FORM_MINUTE 40 /* of the blood pressure after the dose (form of 11/2021) */

/* ---- when it is due ---- */

/* See den-course-rules.h. Calendar days (Spravato REMS: within 7), so that a session over midnight
 * belongs to the day on which it began. */
DenDay
den_rems_due_on (const DenSession *session, const DenProtocol *protocol)
{
  DenDay day;

  if (protocol == NULL || protocol->rems != 1 || protocol->report_days == DEN_UNKNOWN ||
      !den_session_is_delivered (session))
    return DEN_UNKNOWN;
  day = den_instant_day (den_session_zero (session));
  return day != DEN_UNKNOWN ? day + protocol->report_days : DEN_UNKNOWN;
}

/* The first day up to ON on which the form was sent; unknown. */
static DenDay
sent_on (const DenSession *session, DenDay on)
{
  DenDay first = DEN_UNKNOWN;

  for (guint i = 0; i < session->reports->len; i++)
    {
      const DenMonitoringReport *report = g_ptr_array_index (session->reports, i);

      if (report->sent_on != DEN_UNKNOWN && report->sent_on <= on &&
          (first == DEN_UNKNOWN || report->sent_on < first))
        first = report->sent_on;
    }
  return first;
}

DenReportStanding
den_rems_standing (const DenSession *session, const DenProtocol *protocol, DenDay on)
{
  DenDay due = den_rems_due_on (session, protocol), sent;

  if (due == DEN_UNKNOWN)
    return DEN_REPORT_NOT_OWED;
  sent = sent_on (session, on);
  if (sent != DEN_UNKNOWN)
    return sent <= due ? DEN_REPORT_SENT : DEN_REPORT_SENT_LATE;
  return on > due ? DEN_REPORT_OVERDUE : DEN_REPORT_DUE;
}

/* ---- the session's day ---- */

/* The patient's first delivered session of esketamine; unknown where an earlier one does not say of
 * which drug it was. */
static gint64
is_first_treatment (const DenSessionCase *at)
{
  DenInstant zero = den_session_zero (at->session);
  gint64 first = 1;

  for (guint i = 0; i < at->chart->sessions->len; i++)
    {
      const DenSession *other = g_ptr_array_index (at->chart->sessions, i);
      const DenCourse *course = den_chart_find_course (at->chart, other->course);

      if (other == at->session || g_strcmp0 (other->session_id, at->session->session_id) == 0 ||
          !den_session_is_delivered (other) || den_session_zero (other).us >= zero.us)
        continue;
      if (course == NULL)
        first = DEN_UNKNOWN;
      else if (course->modality == DEN_MODALITY_ESKETAMINE)
        return 0;
    }
  return first;
}

/* Unknown where an enrollment is recorded without its day. */
static gint64
is_enrolled (const DenChart *chart, DenDay on)
{
  gint64 enrolled = 0;

  for (guint i = 0; i < chart->enrollments->len; i++)
    {
      const DenEnrollment *enrollment = g_ptr_array_index (chart->enrollments, i);

      if (enrollment->program != DEN_PROGRAM_SPRAVATO_REMS)
        continue;
      if (enrollment->enrolled_on == DEN_UNKNOWN)
        enrolled = DEN_UNKNOWN;
      else if (enrollment->enrolled_on <= on)
        return 1;
    }
  return enrolled;
}

static gint64 *
flag_of_medication (DenMonitoringForm *form, gint64 kind)
{
  switch (kind)
    {
    case DEN_REMS_MEDICATION_BENZODIAZEPINE:
      return &form->benzodiazepine;
    case DEN_REMS_MEDICATION_HYPNOTIC:
      return &form->hypnotic;
    case DEN_REMS_MEDICATION_OPIOID:
      return &form->opioid;
    case DEN_REMS_MEDICATION_STIMULANT:
      return &form->stimulant;
    case DEN_REMS_MEDICATION_MAOI:
      return &form->maoi;
    default:
      return NULL;
    }
}

/* "Lorazepam (benzodiazepine)". */
static char *
name_medication (const DenMedication *medication, const DenInteraction *interaction)
{
  static const char *const kinds[] = {
    [DEN_REMS_MEDICATION_BENZODIAZEPINE] = "benzodiazepine",
    [DEN_REMS_MEDICATION_HYPNOTIC] = "sedative-hypnotic",
    [DEN_REMS_MEDICATION_OPIOID] = "opioid",
    [DEN_REMS_MEDICATION_STIMULANT] = "psychostimulant",
    [DEN_REMS_MEDICATION_MAOI] = "MAO inhibitor",
  };
  g_autofree char *drug = den_text_sentence_case (medication->drug);
  g_autofree char *group = g_utf8_strdown (interaction->group, -1);

  return g_strdup_printf (
      "%s (%s)", drug,
      interaction->rems < (gint64) G_N_ELEMENTS (kinds) ? kinds[interaction->rems] : group);
}

static void
add_medication (DenMonitoringForm *form, const DenMedication *medication,
                const DenReference *reference)
{
  g_autoptr (GPtrArray) found = den_reference_find_interactions (reference, medication->drug);

  for (guint i = 0; i < found->len; i++)
    {
      const DenInteraction *interaction = g_ptr_array_index (found, i);
      gint64 *flag = flag_of_medication (form, interaction->rems);

      if (interaction->rems == DEN_UNKNOWN)
        continue;
      if (flag != NULL)
        *flag = 1;
      g_ptr_array_add (form->sedating, name_medication (medication, interaction));
    }
}

/* What runs on the day. Nothing recorded at all says nothing: the answers stay unknown. */
static void
collect_medications (DenMonitoringForm *form, const DenSessionCase *at)
{
  gint64 none = at->chart->medications->len > 0 && at->reference != NULL ? 0 : DEN_UNKNOWN;

  form->benzodiazepine = form->hypnotic = form->stimulant = form->maoi = form->opioid = none;
  for (guint i = 0; none == 0 && i < at->chart->medications->len; i++)
    {
      const DenMedication *medication = g_ptr_array_index (at->chart->medications, i);

      if (medication->drug != NULL && den_medication_is_running (medication, form->treated_on))
        add_medication (form, medication, at->reference);
    }
}

/* The lots of the devices that were used, each once; NULL for none. */
static char *
join_lots (const DenSession *session)
{
  g_autoptr (GPtrArray) lots = g_ptr_array_new ();

  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (session->doses, i);

      if (dose->outcome != DEN_DOSE_REFUSED && dose->lot != NULL &&
          !g_ptr_array_find_with_equal_func (lots, dose->lot, g_str_equal, NULL))
        g_ptr_array_add (lots, dose->lot);
    }
  if (lots->len == 0)
    return NULL;
  g_ptr_array_add (lots, NULL);
  return g_strjoinv (", ", (char **) lots->pdata);
}

/* ---- blood pressure ---- */

static gboolean
has_pressure (const DenObservation *it)
{
  return it->systolic != DEN_UNKNOWN && it->diastolic != DEN_UNKNOWN;
}

/* The minutes around 40 that count as 40: those of the protocol's checkpoint. */
static void
window_of_forty (const DenProtocol *protocol, gint64 *first, gint64 *last)
{
  *first = *last = FORM_MINUTE;
  for (guint i = 0; i < protocol->checkpoints->len; i++)
    {
      const DenProtocolCheckpoint *checkpoint = g_ptr_array_index (protocol->checkpoints, i);

      if (checkpoint->minute != FORM_MINUTE)
        continue;
      if (checkpoint->early_minutes != DEN_UNKNOWN)
        *first = FORM_MINUTE - checkpoint->early_minutes;
      if (checkpoint->late_minutes != DEN_UNKNOWN)
        *last = FORM_MINUTE + checkpoint->late_minutes;
    }
}

/* Takes the reading before the dose, that of 40 minutes and the last before leaving. Where there is
 * none of 40 minutes the first later one stands in with its own minute. */
static void
collect_pressures (DenMonitoringForm *form, const DenSessionCase *at)
{
  const DenObservation *later = NULL;
  gint64 first, last, forty = DEN_UNKNOWN, later_minute = DEN_UNKNOWN;

  window_of_forty (at->protocol, &first, &last);
  for (guint i = 0; i < at->session->observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (at->session->observations, i);
      gint64 minute = den_rems_minute (at->session, it->taken_at);

      if (!has_pressure (it) || minute == DEN_UNKNOWN)
        continue;
      if (it->taken_at.us <= den_session_zero (at->session).us)
        {
          if (form->bp_before == NULL || it->taken_at.us >= form->bp_before->taken_at.us)
            form->bp_before = it;
          continue;
        }
      if (minute >= first && minute <= last &&
          (form->bp_forty == NULL || ABS (minute - FORM_MINUTE) < ABS (forty - FORM_MINUTE)))
        {
          form->bp_forty = it;
          forty = minute;
        }
      if (minute > last && (later == NULL || it->taken_at.us < later->taken_at.us))
        {
          later = it;
          later_minute = minute;
        }
      if ((!den_instant_is_known (at->session->ended_at) ||
           it->taken_at.us <= at->session->ended_at.us) &&
          (form->bp_last == NULL || it->taken_at.us >= form->bp_last->taken_at.us))
        form->bp_last = it;
    }
  /* The reading of 40 minutes is not the one before leaving as well. */
  if (form->bp_last == form->bp_forty)
    form->bp_last = NULL;
  if (form->bp_forty == NULL)
    {
      form->bp_forty = later;
      forty = later_minute;
    }
  form->bp_forty_minute = forty;
}

/* ---- the whole form ---- */

static void
collect_events (DenMonitoringForm *form, const DenSessionCase *at)
{
  den_rems_answer (at, form->bp_before, DEN_REMS_EVENT_SEDATION, &form->sedation);
  den_rems_answer (at, form->bp_before, DEN_REMS_EVENT_DISSOCIATION, &form->dissociation);
  den_rems_answer (at, form->bp_before, DEN_REMS_EVENT_RESPIRATORY_DEPRESSION,
                   &form->respiratory_depression);
  den_rems_answer (at, form->bp_before, DEN_REMS_EVENT_HYPERTENSION, &form->hypertension);
  for (guint i = 0; i < at->session->events->len; i++)
    {
      DenSessionEvent *it = g_ptr_array_index (at->session->events, i);

      if (it->serious == 1)
        g_ptr_array_add (form->serious, it);
    }
}

static gint64
find_lowest_spo2 (const DenSession *session)
{
  gint64 lowest = DEN_UNKNOWN;

  for (guint i = 0; i < session->observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (session->observations, i);

      if (it->spo2 != DEN_UNKNOWN && it->taken_at.us > den_session_zero (session).us)
        lowest = lowest == DEN_UNKNOWN ? it->spo2 : MIN (lowest, it->spo2);
    }
  return lowest;
}

static void
miss (DenMonitoringForm *form, const char *words)
{
  g_ptr_array_add (form->missing, g_strdup (words));
}

static void
miss_if (DenMonitoringForm *form, gboolean is_missing, const char *words)
{
  if (is_missing)
    miss (form, words);
}

static void
check_patient (DenMonitoringForm *form, const DenSessionCase *at)
{
  const DenPatient *patient = at->chart->patient;

  miss_if (form, patient->given_name == NULL || patient->family_name == NULL,
           "The patient’s first and last name");
  miss_if (form, patient->birth_date == DEN_UNKNOWN, "The patient’s birth date");
  miss_if (form, patient->sex == DEN_UNKNOWN || patient->sex == DEN_SEX_UNKNOWN,
           "The patient’s sex");
  miss_if (form, form->enrolled == 0, "The patient’s enrollment in the REMS by the session’s day");
  miss_if (form, form->enrolled == DEN_UNKNOWN, "The day of the patient’s enrollment in the REMS");
  miss_if (form, form->first_treatment == DEN_UNKNOWN,
           "Whether this was the first treatment: an earlier session belongs to no course");
  miss_if (form, form->benzodiazepine == DEN_UNKNOWN,
           "The patient’s medications: none is recorded, so that sedatives, opioids, "
           "psychostimulants and MAO inhibitors can not be answered");
  miss_if (form, at->session->monitored_by == NULL, "Who monitored the patient");
}

static gboolean
lacks_lot (const DenSession *session)
{
  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (session->doses, i);

      if (dose->outcome != DEN_DOSE_REFUSED && dose->lot == NULL)
        return TRUE;
    }
  return session->doses->len == 0;
}

/* One of an hour before the patient left is not the one before leaving. */
static void
check_last_pressure (DenMonitoringForm *form, const DenSessionCase *at)
{
  gint64 longest = den_protocol_last_reading_minutes (at->protocol);
  gint64 minute =
      form->bp_last != NULL ? den_rems_minute (at->session, form->bp_last->taken_at) : DEN_UNKNOWN;

  if (form->bp_last == NULL)
    miss (form, "Blood pressure before leaving");
  else if (longest != DEN_UNKNOWN && form->duration_minutes != DEN_UNKNOWN &&
           form->duration_minutes - minute > longest)
    g_ptr_array_add (
        form->missing,
        g_strdup_printf ("Blood pressure before leaving: the last one is of minute %d, "
                         "%d minutes before",
                         (int) minute, (int) (form->duration_minutes - minute)));
}

static void
check_pressures (DenMonitoringForm *form, const DenSessionCase *at)
{
  gint64 first, last;

  window_of_forty (at->protocol, &first, &last);
  miss_if (form, form->bp_before == NULL, "Blood pressure before the dose");
  miss_if (form, form->bp_forty == NULL, "Blood pressure 40 minutes after the first device");
  /* A late one can not be taken again: it goes in with its real minute. */
  form->bp_forty_late = form->bp_forty != NULL && form->bp_forty_minute > last;
  check_last_pressure (form, at);
}

static void
check_session (DenMonitoringForm *form, const DenSessionCase *at)
{
  miss_if (form, form->dose_ug == DEN_UNKNOWN, "The dose that was given");
  miss_if (form, lacks_lot (at->session), "The lot number of every device used");
  miss_if (form, form->duration_minutes == DEN_UNKNOWN, "When the monitoring ended");
  miss_if (form,
           form->duration_minutes != DEN_UNKNOWN &&
               form->duration_minutes < at->protocol->observation_minutes &&
               form->ready_minutes == DEN_UNKNOWN,
           "When the patient would have been ready to leave");
  miss_if (form, form->vitals_before_ok == DEN_UNKNOWN,
           "Whether the vital signs were acceptable before the dose");
  miss_if (form, form->vitals_after_ok == DEN_UNKNOWN,
           "Whether the vital signs were acceptable before leaving");
  check_pressures (form, at);
  miss_if (form, form->spo2_lowest == DEN_UNKNOWN, "Oxygen saturation after the dose");
}

static void
check_answer (DenMonitoringForm *form, const DenMonitoringEvent *event, const char *name,
              const char *reading)
{
  if (event->had == DEN_UNKNOWN)
    g_ptr_array_add (form->missing,
                     g_strdup_printf ("%s: no %s after the dose is recorded", name, reading));
  else if (event->had == 1 && event->resolved_minutes == DEN_UNKNOWN)
    g_ptr_array_add (form->missing,
                     g_strdup_printf ("%s: that it resolved before the patient left", name));
}

/* Of an event of which nobody said whether it was serious the form can not say that it was not. */
static void
check_serious (DenMonitoringForm *form, const DenSessionCase *at)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < at->session->events->len; i++)
    {
      const DenSessionEvent *it = g_ptr_array_index (at->session->events, i);
      const DenEventKind *kind =
          at->reference != NULL ? den_reference_find_event_kind (at->reference, it->kind) : NULL;
      char *name = kind != NULL ? kind->label : it->kind;

      if (it->serious == DEN_UNKNOWN && name != NULL &&
          !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, name);
    }
  if (names->len == 0)
    return;
  joined = den_text_join (names, "and");
  g_ptr_array_add (form->missing,
                   g_strdup_printf ("Whether it was a serious adverse event: %s", joined));
}

/* The form's numbers of the session itself: dose, lots, times, judgements. */
static void
collect_session (DenMonitoringForm *form, const DenSessionCase *at)
{
  const DenSession *session = at->session;

  form->dose_ug = den_session_given_ug (session);
  form->lots = join_lots (session);
  form->duration_minutes = den_rems_minute (session, session->ended_at);
  form->ready_minutes = DEN_UNKNOWN;
  if (form->duration_minutes != DEN_UNKNOWN &&
      form->duration_minutes < at->protocol->observation_minutes)
    form->ready_minutes = den_rems_minute (session, session->ready_at);
  form->vitals_before_ok = session->vitals_before_ok;
  form->vitals_after_ok = session->vitals_after_ok;
  form->spo2_lowest = find_lowest_spo2 (session);
}

/* See den-course-rules.h. AT's protocol must not be NULL and its session be delivered; now is not
 * looked at. */
DenMonitoringForm *
den_monitoring_form_new (const DenSessionCase *at)
{
  DenMonitoringForm *form = g_new0 (DenMonitoringForm, 1);

  form->sedating = g_ptr_array_new_with_free_func (g_free);
  form->serious = g_ptr_array_new ();
  form->missing = g_ptr_array_new_with_free_func (g_free);
  form->treated_on = den_instant_day (den_session_zero (at->session));
  form->due_on = den_rems_due_on (at->session, at->protocol);
  form->first_treatment = is_first_treatment (at);
  form->enrolled = is_enrolled (at->chart, form->treated_on);
  collect_medications (form, at);
  collect_session (form, at);
  collect_pressures (form, at);
  collect_events (form, at);

  check_patient (form, at);
  check_session (form, at);
  check_answer (form, &form->sedation, "Sedation", "MOAA/S");
  check_answer (form, &form->dissociation, "Dissociation", "CADSS");
  check_answer (form, &form->respiratory_depression, "Respiratory depression",
                "oxygen saturation or respiration");
  check_answer (form, &form->hypertension, "Hypertensive event", "blood pressure");
  check_serious (form, at);
  return form;
}

void
den_monitoring_form_free (DenMonitoringForm *form)
{
  g_ptr_array_unref (form->sedating);
  g_ptr_array_unref (form->serious);
  g_ptr_array_unref (form->missing);
  g_free (form->lots);
  g_free (form);
}
