/* Charts made up by rule, any number of them, for measuring and for looking at long lists. Chart N
 * is the same every time: its numbers are drawn from a generator that is seeded with N. */
#include "den-demo-private.h"

#include <string.h>

/* The one patient with the longest chart, and how many sessions it has. */
#define LONG_CHART 1
#define LONG_CHART_SESSIONS 700
/* One patient in so many is in treatment, with so many sessions: four a patient on average. */
#define TREATED_ONE_IN 4
#define TREATED_SESSIONS 16
/* Their courses end on so many different days. */
#define DAYS_APART 90
#define PRESCRIBER "Rowan Demo-Prescriber"

/* ---- numbers ---- */

typedef struct
{
  guint64 state;
} Draw;

/* The next number of SplitMix64 (Steele, Lea and Flood, 2014): short, and good enough for this. */
static guint64
draw_next (Draw *draw)
{
  guint64 z = draw->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A number from MIN to MAX, both counted. */
static gint64
draw_between (Draw *draw, gint64 min, gint64 max)
{
  return min + (gint64) (draw_next (draw) % (guint64) (max - min + 1));
}

/* A new text, one of the N in TABLE. */
static char *
draw_text (Draw *draw, const char *const *table, gsize n)
{
  return g_strdup (table[draw_between (draw, 0, (gint64) n - 1)]);
}

#define DRAW_TEXT(DRAW, TABLE) draw_text (DRAW, TABLE, G_N_ELEMENTS (TABLE))

/* ---- words ---- */

static const char *const family_names[] = {
  "Larch",   "Juniper",   "Willow",   "Aspen",    "Sequoia",     "Hemlock",     "Cypress",
  "Mallow",  "Thistle",   "Nettle",   "Clover",   "Primrose",    "Bracken",     "Sorrel",
  "Yarrow",  "Tansy",     "Fennel",   "Burdock",  "Teasel",      "Campion",     "Hornbeam",
  "Sapling", "Marigold",  "Gorse",    "Heather",  "Bramble",     "Foxglove",    "Ragwort",
  "Lupin",   "Hawthorn",  "Spindle",  "Dogwood",  "Rosebay",     "Acorn",       "Ironwood",
  "Piñón",   "Bäumchen",  "Świerk",   "Żołędzik", "Cây-Thông",   "Hoa-Sen",     "Δάφνη",
  "Κέδρος",  "Берёзкина", "Ромашкин", "O’Reed",   "Van der Elm", "De la Palma", "Quercus-Ilex",
};

static const char *const given_names[] = {
  "Cirrus",  "Nimbus",  "Stratus", "Haze",   "Drizzle", "Fogbow", "Squall", "Monsoon",
  "Rainbow", "Dew",     "Gale",    "Breeze", "Mist",    "Sleet",  "Hail",   "Zephyr",
  "Cumulus", "Sirocco", "Mistral", "Drop",   "Chinook", "Virga",  "Ozone",  "Aurora",
  "Sundog",  "Typhoon", "Tempest", "Spring", "Chmurka", "Mây",    "Νεφέλη", "Тучка",
};

static const char *const payers[] = {
  "Cigna",
  "CareFirst BCBS (Caremark)",
  "Medical Mutual",
  "HCSC (BCBS IL, TX, OK, NM, MT)",
  "BCBS Massachusetts",
  "Blue Cross NC",
  "BCBS North Dakota",
  "QualChoice",
  "Western Health Advantage",
  "Texas Medicaid (TMHP)",
  "Ohio Medicaid SPBM",
};

static const char *const states[] = { "TX", "OH", "NC", "MA", "MD", "IL", "AR", "CA" };

static const char *const depressive_codes[] = {
  "F33.2", "F33.2", "F33.1", "F32.2", "F33.9", "F32.A", "F33.3", "F33.41",
};

static const char *const other_codes[] = { "F41.1", "F43.12", "I10", "G47.33", "F10.21" };

static const struct
{
  const char *drug;
  gint64 low_mg; /* below the least adequate dose */
  gint64 full_mg;
} trial_drugs[] = {
  { "sertraline", 25, 150 },  { "escitalopram", 5, 20 }, { "fluoxetine", 10, 40 },
  { "venlafaxine", 75, 225 }, { "duloxetine", 30, 60 },  { "bupropion", 150, 300 },
  { "mirtazapine", 7, 30 },   { "trazodone", 50, 300 },  { "nortriptyline", 25, 100 },
  { "vortioxetine", 5, 20 },  { "Effexor XR", 75, 150 }, { "paroxetine", 10, 40 },
};

static const char *const screening_items[] = {
  "aneurysmal_vascular_disease",
  "arteriovenous_malformation",
  "intracerebral_hemorrhage",
  "hypersensitivity",
  "psychosis_history",
  "active_psychosis",
  "family_psychosis",
  "mania",
  "substance_use_active",
  "pregnancy",
  "breastfeeding",
  "uncontrolled_hypertension",
  "recent_cardiac_event",
  "raised_intracranial_pressure",
  "severe_hepatic_impairment",
  "seizure_disorder",
  "sleep_apnea_untreated",
  "active_cystitis",
  "cannot_stay_two_hours",
  "no_escort",
};

/* ---- records ---- */

static DenInstant
morning_of (DenDay day, gint64 minutes_past_eight)
{
  return (DenInstant){
    .us = ((day * 24 + 14) * 60 + minutes_past_eight) * 60 * G_USEC_PER_SEC,
    .offset_minutes = -6 * 60,
  };
}

static void
make_patient (DenPatient *patient, Draw *draw, guint index)
{
  patient->mrn = g_strdup_printf ("M-%06u", index + 1);
  patient->family_name = DRAW_TEXT (draw, family_names);
  patient->given_name = DRAW_TEXT (draw, given_names);
  patient->middle_name = g_strdup ("Demo");
  patient->birth_date = draw_between (draw, den_day_new (1940, 1, 1), den_day_new (2008, 12, 31));
  patient->sex = draw_between (draw, DEN_SEX_FEMALE, DEN_SEX_MALE);
  patient->phone = g_strdup_printf ("(%03u) 555-01%02u", 200 + index / 100 % 800, index % 100);
  patient->email = g_strdup_printf ("m%06u@example.org", index + 1);
  patient->street =
      g_strdup_printf ("%" G_GINT64_FORMAT " Example Street", draw_between (draw, 1, 999));
  patient->city = g_strdup ("Sampleton");
  patient->state = DRAW_TEXT (draw, states);
  patient->zip = g_strdup ("00001");
  patient->height_mm = draw_between (draw, 1500, 1980);
}

static void
add_coverage (DenChart *chart, Draw *draw, guint index)
{
  DenCoverage *coverage = den_record_new (&den_coverage_type);

  coverage->rank = 1;
  coverage->payer = DRAW_TEXT (draw, payers);
  coverage->plan = g_strdup ("Demo PPO");
  coverage->member_id = g_strdup_printf ("DEMO-%06u", index + 1);
  coverage->relationship = DEN_RELATIONSHIP_SELF;
  coverage->from_on = den_day_new (2026, 1, 1);
  g_ptr_array_add (chart->coverages, coverage);
}

static void
add_diagnosis (DenChart *chart, char *code, gint64 rank, DenDay noted_on)
{
  DenDiagnosis *diagnosis = den_record_new (&den_diagnosis_type);

  diagnosis->code = code;
  diagnosis->rank = rank;
  diagnosis->noted_on = noted_on;
  g_ptr_array_add (chart->diagnoses, diagnosis);
}

static void
add_dose (DenTrial *trial, DenDay from, DenDay to, gint64 mg)
{
  DenDoseSegment *segment = den_record_new (&den_dose_segment_type);

  segment->from_on = from;
  segment->to_on = to;
  segment->daily_ug = mg * 1000;
  g_ptr_array_add (trial->doses, segment);
}

/* Every other trial with its titration told, some without an outcome or too short. */
static void
add_trial (DenChart *chart, Draw *draw, DenDay from)
{
  DenTrial *trial = den_record_new (&den_trial_type);
  gsize which = (gsize) draw_between (draw, 0, G_N_ELEMENTS (trial_drugs) - 1);
  DenDay to = from + draw_between (draw, 20, 110);

  trial->drug = g_strdup (trial_drugs[which].drug);
  trial->started_on = from;
  trial->ended_on = to;
  trial->max_daily_dose_ug = trial_drugs[which].full_mg * 1000;
  if (draw_between (draw, 0, 1) == 0)
    {
      add_dose (trial, from, from + 13, trial_drugs[which].low_mg);
      add_dose (trial, from + 14, to, trial_drugs[which].full_mg);
    }
  trial->adherence_permille = draw_between (draw, 65, 100) * 10;
  if (draw_between (draw, 0, 9) > 0)
    trial->improvement_permille = draw_between (draw, 0, 60) * 10;
  trial->stop_reason = draw_between (draw, DEN_STOP_INADEQUATE_RESPONSE, DEN_STOP_OTHER);
  trial->source = draw_between (draw, DEN_SOURCE_PHARMACY_RECORD, DEN_SOURCE_PATIENT_REPORT);
  g_ptr_array_add (chart->trials, trial);
}

static void
add_history (DenChart *chart, Draw *draw)
{
  DenEpisode *episode = den_record_new (&den_episode_type);
  gint64 trials = draw_between (draw, 1, 4);

  episode->started_on = den_demo_day () - draw_between (draw, 500, 900);
  g_ptr_array_add (chart->episodes, episode);
  for (gint64 i = 0; i < trials; i++)
    add_trial (chart, draw, episode->started_on + 10 + i * 115);
}

static void
add_assessment (DenChart *chart, Draw *draw, DenDay day)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup ("PHQ-9");
  assessment->taken_at = morning_of (day, draw_between (draw, 0, 480));
  assessment->items.n = 9;
  assessment->total = 0;
  for (int i = 0; i < 9; i++)
    {
      assessment->items.item[i] = (int) draw_between (draw, i == 8 ? 0 : 1, 3);
      assessment->total += assessment->items.item[i];
    }
  g_ptr_array_add (chart->assessments, assessment);
}

static void
add_screening (DenChart *chart, Draw *draw)
{
  for (gsize i = 0; i < G_N_ELEMENTS (screening_items); i++)
    {
      DenScreening *screening = den_record_new (&den_screening_type);

      screening->item = g_strdup (screening_items[i]);
      screening->answer = draw_between (draw, 0, 99) == 0 ? DEN_ANSWER_YES : DEN_ANSWER_NO;
      screening->noted_on = den_demo_day () - draw_between (draw, 0, 60);
      g_ptr_array_add (chart->screenings, screening);
    }
}

static void
add_medication (DenChart *chart, Draw *draw)
{
  DenMedication *medication = den_record_new (&den_medication_type);
  gsize which = (gsize) draw_between (draw, 0, G_N_ELEMENTS (trial_drugs) - 1);

  medication->drug = g_strdup (trial_drugs[which].drug);
  medication->daily_dose_ug = trial_drugs[which].full_mg * 1000;
  medication->started_on = den_demo_day () - draw_between (draw, 30, 200);
  g_ptr_array_add (chart->medications, medication);
}

static void
add_total (DenChart *chart, Draw *draw, DenDay day, const char *scale, gint64 total)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup (scale);
  assessment->taken_at = morning_of (day, draw_between (draw, 0, 480));
  assessment->total = total;
  g_ptr_array_add (chart->assessments, assessment);
}

/* MADRS and PHQ-9 before the first session and two and four weeks into the course: anything from
 * no better to well. */
static void
add_scores (DenChart *chart, Draw *draw, DenDay first)
{
  gint64 madrs = draw_between (draw, 26, 44), phq_9 = draw_between (draw, 14, 26);
  gint64 left_permille = draw_between (draw, 150, 1000);

  for (gint64 day = 0; day <= 28; day += 14)
    {
      gint64 permille = 1000 - (1000 - left_permille) * day / 28;

      add_total (chart, draw, day == 0 ? first - 3 : first + day, "MADRS", madrs * permille / 1000);
      add_total (chart, draw, day == 0 ? first - 3 : first + day, "PHQ-9", phq_9 * permille / 1000);
    }
}

static void
add_report (DenSession *session, DenDay sent_on)
{
  DenMonitoringReport *report = den_record_new (&den_monitoring_report_type);

  report->sent_on = sent_on;
  report->method = DEN_REPORT_PORTAL;
  g_ptr_array_add (session->reports, report);
}

/* A course of esketamine with its sessions, signed and reported; the last lies some days or weeks
 * before the clinic's day. TREATED counts those in treatment. */
static void
add_course (DenChart *chart, Draw *draw, guint treated, guint sessions)
{
  DenCourse *course = den_record_new (&den_course_type);
  DenDay first = den_demo_day () - 2 - (gint64) sessions * 4 - treated % DAYS_APART;

  course->course_id = g_strdup ("C-1");
  course->modality = DEN_MODALITY_ESKETAMINE;
  course->indication = DEN_INDICATION_TRD;
  course->protocol = g_strdup ("esketamine-trd");
  course->started_on = first;
  course->status = DEN_COURSE_ACTIVE;
  g_ptr_array_add (chart->courses, course);
  for (guint i = 0; i < sessions; i++)
    {
      DenSession *session = den_record_new (&den_session_type);
      gint64 minutes = draw_between (draw, 0, 360);

      session->session_id = g_strdup_printf ("S-%u", i + 1);
      session->course = g_strdup ("C-1");
      session->number = i + 1;
      session->phase = i < 8 ? DEN_PHASE_INDUCTION : DEN_PHASE_MAINTENANCE;
      session->started_at = morning_of (first + (gint64) i * 4, minutes);
      session->ended_at = morning_of (first + (gint64) i * 4, minutes + 125);
      session->status = DEN_SESSION_COMPLETED;
      session->weight_g = draw_between (draw, 550, 1100) * 100;
      session->signed_at = morning_of (first + (gint64) i * 4, minutes + 155);
      session->signed_by = g_strdup (PRESCRIBER);
      add_report (session, first + (gint64) i * 4 + 2);
      g_ptr_array_add (chart->sessions, session);
    }
  add_scores (chart, draw, first);
}

static DenPrescriber *
make_prescriber (guint index)
{
  static const struct
  {
    const char *name, *npi, *specialty, *credentials;
  } prescribers[] = {
    { PRESCRIBER, "2000000010", "Psychiatry", "MD" },
    { "Hazel Demo-Prescriber", "2000000028", "Psychiatric nurse practitioner", "PMHNP-BC" },
  };
  DenPrescriber *prescriber = den_record_new (&den_prescriber_type);
  gsize which = index % G_N_ELEMENTS (prescribers);

  prescriber->name = g_strdup (prescribers[which].name);
  prescriber->npi = g_strdup (prescribers[which].npi);
  prescriber->specialty = g_strdup (prescribers[which].specialty);
  prescriber->credentials = g_strdup (prescribers[which].credentials);
  prescriber->rems_certified = 1;
  return prescriber;
}

DenChart *
den_demo_make_chart (guint index)
{
  DenChart *chart = den_chart_new ();
  Draw draw = { .state = index };
  DenDay noted_on = den_demo_day () - draw_between (&draw, 1, 300);
  gboolean treated = index % TREATED_ONE_IN == 0;

  make_patient (chart->patient, &draw, index);
  add_coverage (chart, &draw, index);
  add_diagnosis (chart, DRAW_TEXT (&draw, depressive_codes), 1, noted_on);
  if (draw_between (&draw, 0, 2) == 0)
    add_diagnosis (chart, DRAW_TEXT (&draw, other_codes), 2, noted_on);
  add_history (chart, &draw);
  add_assessment (chart, &draw, noted_on);
  if (draw_between (&draw, 0, 1) == 0)
    add_assessment (chart, &draw, den_demo_day () - 5);
  if (treated || index == LONG_CHART)
    {
      add_screening (chart, &draw);
      add_medication (chart, &draw);
      add_course (chart, &draw, index / TREATED_ONE_IN,
                  index == LONG_CHART ? LONG_CHART_SESSIONS : TREATED_SESSIONS);
    }
  chart->prescriber = make_prescriber (index);
  return chart;
}
