/* Every rule but the counting of trials, on both sides of each limit: one or two facts of the clean
 * chart are changed, one finding is looked at. */
#include "eligibility-fixture.h"

#include <string.h>

#define CODE(C) "[{'code': '" C "'}]"
#define ANSWER(ITEM, A) "{'item': '" ITEM "', 'answer': '" A "', 'noted_on': '2026-11-12'}"
#define ASSESSMENT(SCALE, DAY, TOTAL)                                                              \
  "{'scale': '" SCALE "', 'taken_at': '" DAY "T09:00:00-05:00', 'total': " TOTAL "}"

/* reason: words that must stand in the finding's sentence; NULL asks for none. An outcome of NULL
 * means that the policy has no such rule. */
typedef struct
{
  const char *name;
  const char *policy;
  Change changes[2];
  const char *rule;
  const char *outcome;
  const char *reason;
} Row;

#define BORN(D)                                                                                    \
  {                                                                                                \
    {                                                                                              \
      "patient", "{'mrn': 'T-1', 'family_name': 'Test', 'birth_date': '" D "'}"                    \
    }                                                                                              \
  }

static const Row age[] = {
  { "18-today", "label-trd", BORN ("2008-11-21"), "age", "met", "18 years old on 11/21/2026" },
  { "18-tomorrow", "label-trd", BORN ("2008-11-22"), "age", "not_met", "17 years old" },
  { "64-still", "qualchoice-trd", BORN ("1961-11-22"), "age", "met", "64" },
  { "65-today", "qualchoice-trd", BORN ("1961-11-21"), "age", "not_met", "65" },
  { "65-no-limit", "label-trd", BORN ("1961-11-21"), "age", "met", NULL },
  { "unknown",
    "label-trd",
    { { "patient", "{'mrn': 'T-1', 'family_name': 'Test'}" } },
    "age",
    "unknown",
    "date of birth" },
};

#define DIAGNOSES(V)                                                                               \
  {                                                                                                \
    {                                                                                              \
      "diagnoses", V                                                                               \
    }                                                                                              \
  }
#define EPISODE(D, CODES)                                                                          \
  {                                                                                                \
    { "diagnoses", CODES },                                                                        \
    {                                                                                              \
      "episodes", "[{'started_on': '" D "'}]"                                                      \
    }                                                                                              \
  }

static const Row diagnosis[] = {
  { "support", "label-trd", DIAGNOSES (CODE ("F33.2")), "diagnosis", "met", "F33.2" },
  { "support-single", "label-trd", DIAGNOSES (CODE ("F32.1")), "diagnosis", "met", NULL },
  { "weak", "label-trd", DIAGNOSES (CODE ("F33.9")), "diagnosis", "caution", "weak" },
  { "renewal-only", "label-trd", DIAGNOSES (CODE ("F33.41")), "diagnosis", "caution", "renewal" },
  { "psychosis", "label-trd", DIAGNOSES (CODE ("F33.3")), "diagnosis", "caution", "psychosis" },
  { "support-before-psychosis", "label-trd", DIAGNOSES ("[{'code': 'F33.3'}, {'code': 'F33.2'}]"),
    "diagnosis", "met", "F33.2" },
  { "exclude-before-support", "label-trd", DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'F31.81'}]"),
    "diagnosis", "not_met", "F31.81" },
  { "secondary-alone", "label-trd", DIAGNOSES (CODE ("F41.1")), "diagnosis", "not_met", "F41.1" },
  { "mdsi-code-alone", "label-mdsi", DIAGNOSES (CODE ("R45.851")), "diagnosis", "not_met", NULL },
  { "caution-of-another-kind", "label-trd", DIAGNOSES (CODE ("F06.34")), "diagnosis", "not_met",
    NULL },
  { "code-without-role", "label-trd", DIAGNOSES (CODE ("M54.50")), "diagnosis", "not_met", NULL },
  { "none", "label-trd", DIAGNOSES ("[]"), "diagnosis", "unknown", "No diagnosis code" },
  { "resolved-that-day", "label-trd",
    DIAGNOSES ("[{'code': 'F33.2', 'resolved_on': '2026-11-21'}]"), "diagnosis", "unknown", NULL },
  { "resolved-the-day-after", "label-trd",
    DIAGNOSES ("[{'code': 'F33.2', 'resolved_on': '2026-11-22'}]"), "diagnosis", "met", NULL },
  { "noted-later", "label-trd", DIAGNOSES ("[{'code': 'F33.2', 'noted_on': '2026-11-22'}]"),
    "diagnosis", "unknown", NULL },

  { "begun-later", "label-trd", DIAGNOSES ("[{'code': 'F33.2', 'onset_on': '2026-11-22'}]"),
    "diagnosis", "unknown", NULL },
  { "list-has-psychosis", "texas-medicaid-trd", DIAGNOSES (CODE ("F33.3")), "diagnosis", "met",
    "list" },
  { "list-has-dysthymia", "texas-medicaid-trd", DIAGNOSES (CODE ("F34.1")), "diagnosis", "met",
    NULL },
  { "list-asks-for-nothing-else", "texas-medicaid-trd",
    DIAGNOSES ("[{'code': 'F31.81'}, {'code': 'F33.2'}]"), "diagnosis", "met", NULL },
  { "list-lacks-anxiety", "texas-medicaid-trd", DIAGNOSES (CODE ("F41.1")), "diagnosis", "not_met",
    NULL },
  { "list-takes-no-part-of-a-code", "texas-medicaid-trd", DIAGNOSES (CODE ("F33.4")), "diagnosis",
    "not_met", NULL },
  { "list-and-no-code", "texas-medicaid-trd", DIAGNOSES ("[]"), "diagnosis", "unknown", NULL },

  { "course-recurrent", "bcbs-nc-trd", EPISODE ("2026-11-01", CODE ("F33.1")), "diagnosis", "met",
    "recurrent" },
  { "course-recurrent-psychosis", "bcbs-nc-trd", EPISODE ("2020-01-01", CODE ("F33.3")),
    "diagnosis", "not_met", NULL },
  { "course-remission", "bcbs-nc-trd", EPISODE ("2020-01-01", CODE ("F33.41")), "diagnosis",
    "caution", NULL },
  { "course-single-730-days", "bcbs-nc-trd", EPISODE ("2024-11-21", CODE ("F32.2")), "diagnosis",
    "met", "730 days" },
  { "course-single-729-days", "bcbs-nc-trd", EPISODE ("2024-11-22", CODE ("F32.2")), "diagnosis",
    "not_met", "11/22/2024" },
  { "course-single-onset",
    "bcbs-nc-trd",
    { { "diagnoses", "[{'code': 'F32.2', 'onset_on': '2024-11-21'}]" }, { "episodes", "[]" } },
    "diagnosis",
    "met",
    NULL },
  { "course-single-no-date",
    "bcbs-nc-trd",
    { { "diagnoses", CODE ("F32.2") }, { "episodes", "[]" } },
    "diagnosis",
    "unknown",
    NULL },
  { "course-other-depressive-episode", "bcbs-nc-trd", EPISODE ("2020-01-01", CODE ("F32.89")),
    "diagnosis", "not_met", NULL },
  { "course-excluded", "bcbs-nc-trd", DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'F31.9'}]"),
    "diagnosis", "not_met", NULL },
};

#define SCREENER(DAY, ITEMS)                                                                       \
  {                                                                                                \
    { "diagnoses", CODE ("F33.2") },                                                               \
    {                                                                                              \
      "assessments",                                                                               \
          "[{'scale': 'C-SSRS', 'taken_at': '" DAY "T09:00:00-05:00', 'items': " ITEMS "}]"        \
    }                                                                                              \
  }

static const Row suicidality[] = {
  { "ideation", "label-mdsi", DIAGNOSES (CODE ("R45.851")), "suicidality", "met", "R45.851" },
  { "attempt", "label-mdsi", DIAGNOSES (CODE ("T14.91XA")), "suicidality", "met", NULL },
  { "subsequent-encounter", "label-mdsi", DIAGNOSES (CODE ("T14.91XD")), "suicidality", "unknown",
    NULL },
  { "resolved", "label-mdsi", DIAGNOSES ("[{'code': 'R45.851', 'resolved_on': '2026-11-01'}]"),
    "suicidality", "unknown", NULL },
  { "moderate-14-days", "label-mdsi", SCREENER ("2026-11-07", "[1,1,1,0,0,0]"), "suicidality",
    "met", "moderate" },
  { "moderate-15-days", "label-mdsi", SCREENER ("2026-11-06", "[1,1,1,0,0,0]"), "suicidality",
    "unknown", NULL },
  { "high", "label-mdsi", SCREENER ("2026-11-21", "[1,1,0,1,0,0]"), "suicidality", "met", "high" },
  { "low", "label-mdsi", SCREENER ("2026-11-21", "[1,0,null,null,null,0]"), "suicidality",
    "unknown", NULL },
  { "after-the-day", "label-mdsi", SCREENER ("2026-11-22", "[1,1,1,0,0,0]"), "suicidality",
    "unknown", NULL },
  { "not-asked", "label-trd", { { NULL } }, "suicidality", NULL, NULL },
};

#define AUGMENTED(REST) "[{'drug': 'lithium', 'augments': 'sertraline'," REST "}]"
#define TRIED(TRIALS, THERAPIES)                                                                   \
  {                                                                                                \
    { "trials", TRIALS },                                                                          \
    {                                                                                              \
      "therapies", THERAPIES                                                                       \
    }                                                                                              \
  }
#define DAYS_56 "'started_on': '2026-01-01', 'ended_on': '2026-02-25'"
#define DAYS_55 "'started_on': '2026-01-01', 'ended_on': '2026-02-24'"
#define TALK "[{'kind': 'psychotherapy'}]"

static const Row augmentation[] = {
  { "56-days-at-any-dose", "carefirst-trd", TRIED (AUGMENTED (DAYS_56), "[]"), "augmentation",
    "met", NULL },
  { "55-days", "carefirst-trd", TRIED (AUGMENTED (DAYS_55), "[]"), "augmentation", "not_met",
    NULL },
  { "none", "carefirst-trd", TRIED ("[]", "[]"), "augmentation", "unknown", NULL },
  { "no-dates", "carefirst-trd", TRIED (AUGMENTED ("'note': '?'"), "[]"), "augmentation", "unknown",
    NULL },
  { "weeks", "carefirst-trd", TRIED (AUGMENTED ("'weeks': 8"), "[]"), "augmentation", "met", NULL },
  { "after-the-day", "carefirst-trd", TRIED (AUGMENTED ("'started_on': '2026-11-22'"), "[]"),
    "augmentation", "unknown", NULL },
  { "or-psychotherapy", "carefirst-trd", TRIED ("[]", TALK), "augmentation", "met",
    "psychotherapy" },
  { "psychotherapy-or-it", "carefirst-trd", TRIED (AUGMENTED (DAYS_56), "[]"), "psychotherapy",
    "met", "augmentation" },
  { "neither", "carefirst-trd", TRIED (AUGMENTED (DAYS_55), "[]"), "psychotherapy", "unknown",
    NULL },
  { "one-of-two", "qualchoice-trd", TRIED (AUGMENTED (DAYS_56), TALK), "augmentation", "not_met",
    NULL },
  { "two-of-two", "qualchoice-trd", { { NULL } }, "augmentation", "met", NULL },
  { "psychotherapy", "medical-mutual-trd", TRIED ("[]", TALK), "psychotherapy", "met", NULL },
  { "no-psychotherapy", "medical-mutual-trd", TRIED (AUGMENTED (DAYS_56), "[]"), "psychotherapy",
    "unknown", NULL },
  { "psychotherapy-of-no-session", "medical-mutual-trd",
    TRIED ("[]", "[{'kind': 'psychotherapy', 'sessions': 0}]"), "psychotherapy", "not_met", NULL },
  { "another-therapy", "medical-mutual-trd",
    TRIED ("[]", "[{'kind': 'tms', 'started_on': '2025-01-01', 'ended_on': '2025-02-01'}]"),
    "psychotherapy", "unknown", NULL },
  { "psychotherapy-not-asked", "qualchoice-trd", { { NULL } }, "psychotherapy", NULL, NULL },
};

#define SCORES(V)                                                                                  \
  {                                                                                                \
    {                                                                                              \
      "assessments", "[" V "]"                                                                     \
    }                                                                                              \
  }

static const Row severity[] = {
  { "reached", "qualchoice-trd", SCORES (ASSESSMENT ("PHQ-9", "2026-11-20", "16")), "severity",
    "met", "PHQ-9 16 on 11/20/2026" },
  { "short", "qualchoice-trd", SCORES (ASSESSMENT ("PHQ-9", "2026-11-20", "15")), "severity",
    "not_met", "15" },
  { "28-days-old", "qualchoice-trd", SCORES (ASSESSMENT ("PHQ-9", "2026-10-24", "20")), "severity",
    "met", NULL },
  { "29-days-old", "qualchoice-trd", SCORES (ASSESSMENT ("PHQ-9", "2026-10-23", "20")), "severity",
    "unknown", NULL },
  { "the-newest-decides", "qualchoice-trd",
    SCORES (ASSESSMENT ("PHQ-9", "2026-11-20", "10") "," ASSESSMENT ("PHQ-9", "2026-11-10", "20")),
    "severity", "not_met", NULL },
  { "another-scale", "qualchoice-trd", SCORES (ASSESSMENT ("MADRS", "2026-11-20", "40")),
    "severity", "unknown", NULL },
  { "one-of-several", "hcsc-trd",
    SCORES (ASSESSMENT ("MADRS", "2026-11-20", "10") "," ASSESSMENT ("PHQ-9", "2026-11-20", "10")),
    "severity", "met", "PHQ-9 10" },
  { "all-short", "hcsc-trd",
    SCORES (ASSESSMENT ("MADRS", "2026-11-20", "27") "," ASSESSMENT ("PHQ-9", "2026-11-20", "9")),
    "severity", "not_met", NULL },
  { "any-score-will-do", "texas-medicaid-trd", SCORES (ASSESSMENT ("QIDS-SR16", "2020-01-01", "0")),
    "severity", "met", NULL },
  { "none", "hcsc-trd", SCORES (""), "severity", "unknown", NULL },
  { "after-the-day", "hcsc-trd", SCORES (ASSESSMENT ("PHQ-9", "2026-11-22", "20")), "severity",
    "unknown", NULL },
  { "before-the-first-session",
    "hcsc-trd",
    { { "assessments", "[" ASSESSMENT ("PHQ-9", "2026-11-01",
                                       "20") "," ASSESSMENT ("PHQ-9", "2026-11-20", "4") "]" },
      { "sessions", "[{'id': 's1', 'started_at': '2026-11-10T09:00:00-05:00'}]" } },
    "severity",
    "met",
    "20" },
  { "not-asked", "label-trd", { { NULL } }, "severity", NULL, NULL },
};

#define TAKES(REST)                                                                                \
  {                                                                                                \
    {                                                                                              \
      "medications", "[{'drug': " REST "}]"                                                        \
    }                                                                                              \
  }

static const Row medication[] = {
  { "running", "ohio-medicaid-trd", TAKES ("'Cymbalta'"), "oral_antidepressant", "met",
    "Cymbalta" },
  { "ends-today", "ohio-medicaid-trd", TAKES ("'duloxetine', 'ended_on': '2026-11-21'"),
    "oral_antidepressant", "met", NULL },
  { "ended-yesterday", "ohio-medicaid-trd", TAKES ("'duloxetine', 'ended_on': '2026-11-20'"),
    "oral_antidepressant", "not_met", NULL },
  { "begins-tomorrow", "ohio-medicaid-trd", TAKES ("'duloxetine', 'started_on': '2026-11-22'"),
    "oral_antidepressant", "not_met", NULL },
  { "augmenter", "ohio-medicaid-trd", TAKES ("'lithium'"), "oral_antidepressant", "not_met", NULL },
  { "unknown-drug", "ohio-medicaid-trd", TAKES ("'vitamin D'"), "oral_antidepressant", "not_met",
    NULL },
  { "none",
    "ohio-medicaid-trd",
    { { "medications", "[]" } },
    "oral_antidepressant",
    "unknown",
    NULL },
  { "not-asked", "cigna-trd", { { "medications", "[]" } }, "oral_antidepressant", NULL, NULL },
};

#define SPECIALTY(S)                                                                               \
  {                                                                                                \
    {                                                                                              \
      "prescriber", "{'name': 'Dr. Test', 'specialty': '" S "'}"                                   \
    }                                                                                              \
  }

static const Row prescriber[] = {
  { "psychiatry", "cigna-trd", SPECIALTY ("Psychiatry"), "prescriber", "met", "Dr. Test" },
  { "psychiatrist", "cigna-trd", SPECIALTY ("psychiatrist"), "prescriber", "met", NULL },
  { "among-others", "cigna-trd", SPECIALTY ("PSYCHIATRY & Neurology"), "prescriber", "met", NULL },
  { "of-children", "cigna-trd", SPECIALTY ("Child and adolescent psychiatry"), "prescriber", "met",
    NULL },
  { "nurse-practitioner", "cigna-trd", SPECIALTY ("Psychiatric nurse practitioner"), "prescriber",
    "not_met", NULL },
  { "part-of-a-word", "cigna-trd", SPECIALTY ("Neuropsychiatryology"), "prescriber", "not_met",
    NULL },
  { "other", "cigna-trd", SPECIALTY ("Anesthesiology"), "prescriber", "not_met", "Anesthesiology" },
  { "other-with-consultation", "carefirst-trd", SPECIALTY ("Anesthesiology"), "prescriber",
    "caution", "consultation" },
  { "no-specialty",
    "cigna-trd",
    { { "prescriber", "{'name': 'Dr. Test'}" } },
    "prescriber",
    "unknown",
    NULL },
  { "none", "cigna-trd", { { "prescriber", "null" } }, "prescriber", "unknown", NULL },
  { "not-asked", "label-trd", { { "prescriber", "null" } }, "prescriber", NULL, NULL },
};

#define CHECKED(KIND, D)                                                                           \
  {                                                                                                \
    {                                                                                              \
      "checks", "[{'kind': '" KIND "', 'done_on': '" D "'}]"                                       \
    }                                                                                              \
  }
#define ENROLLED(REST)                                                                             \
  {                                                                                                \
    {                                                                                              \
      "enrollments", "[{'program': 'spravato-rems'" REST "}]"                                      \
    }                                                                                              \
  }

static const Row checks[] = {
  { "pdmp-90-days", "cigna-trd", CHECKED ("pdmp", "2026-08-23"), "pdmp", "met", "08/23/2026" },
  { "pdmp-91-days", "cigna-trd", CHECKED ("pdmp", "2026-08-22"), "pdmp", "unknown", "08/22/2026" },
  { "pdmp-after-the-day", "cigna-trd", CHECKED ("pdmp", "2026-11-22"), "pdmp", "unknown", NULL },
  { "pdmp-no-date", "cigna-trd", { { "checks", "[{'kind': 'pdmp'}]" } }, "pdmp", "unknown", NULL },
  { "pdmp-older-one-first",
    "cigna-trd",
    { { "checks", "[{'kind': 'pdmp', 'done_on': '2026-11-01'}, {'kind': 'pdmp'},"
                  " {'kind': 'pdmp', 'done_on': '2020-01-01'}]" } },
    "pdmp",
    "met",
    NULL },
  { "pdmp-another-check", "cigna-trd", CHECKED ("ecg", "2026-11-20"), "pdmp", "unknown", NULL },
  { "pdmp-not-asked", "label-trd", { { NULL } }, "pdmp", NULL, NULL },
  { "rems-that-day", "label-trd", ENROLLED (", 'enrolled_on': '2026-11-21'"), "rems_enrollment",
    "met", "11/21/2026" },
  { "rems-the-day-after", "label-trd", ENROLLED (", 'enrolled_on': '2026-11-22'"),
    "rems_enrollment", "unknown", NULL },
  { "rems-no-date", "label-trd", ENROLLED (""), "rems_enrollment", "unknown", NULL },
  { "rems-none", "label-trd", { { "enrollments", "[]" } }, "rems_enrollment", "unknown", NULL },
  { "rems-not-asked", "bcbs-nd-trd", { { NULL } }, "rems_enrollment", NULL, NULL },
};

#define SCREENED(...)                                                                              \
  {                                                                                                \
    {                                                                                              \
      "screenings", "[" __VA_ARGS__ "]"                                                            \
    }                                                                                              \
  }
#define THERAPY(REST)                                                                              \
  {                                                                                                \
    {                                                                                              \
      "therapies", "[{'kind': 'psychotherapy'}, {" REST "}]"                                       \
    }                                                                                              \
  }
#define COURSE(REST)                                                                               \
  {                                                                                                \
    {                                                                                              \
      "courses", "[{'id': 'c1'," REST "}]"                                                         \
    }                                                                                              \
  }
#define MODULATION "exclusion.concurrent_neuromodulation"
#define KETAMINE "exclusion.concurrent_ketamine"

static const Row exclusions[] = {
  { "psychosis-none", "bcbs-nc-trd", { { NULL } }, "exclusion.psychosis", "met", NULL },
  { "psychosis-active", "bcbs-nc-trd", SCREENED (ANSWER ("active_psychosis", "yes")),
    "exclusion.psychosis", "not_met", "answered yes on 11/12/2026" },
  { "psychosis-history", "bcbs-nc-trd", SCREENED (ANSWER ("psychosis_history", "yes")),
    "exclusion.psychosis", "not_met", NULL },
  { "psychosis-one-unanswered", "bcbs-nc-trd", SCREENED (ANSWER ("psychosis_history", "unknown")),
    "exclusion.psychosis", "unknown", NULL },
  { "psychosis-attested", "cigna-trd", SCREENED (ANSWER ("active_psychosis", "yes")),
    "exclusion.psychosis", "caution", "attestation" },
  { "psychosis-code", "bcbs-nc-trd", DIAGNOSES (CODE ("F25.0")), "exclusion.psychosis", "not_met",
    "F25.0" },
  { "psychosis-depression", "bcbs-nc-trd", DIAGNOSES (CODE ("F32.3")), "exclusion.psychosis",
    "not_met", NULL },
  { "psychosis-resolved-is-history", "bcbs-nc-trd",
    DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'F33.3', 'resolved_on': '2020-01-01'}]"),
    "exclusion.psychosis", "not_met", NULL },
  { "psychosis-not-asked", "label-trd", { { NULL } }, "exclusion.psychosis", NULL, NULL },

  { "substance-none", "hcsc-trd", { { NULL } }, "exclusion.substance_use", "met", NULL },
  { "substance-yes", "hcsc-trd", SCREENED (ANSWER ("substance_use_active", "yes")),
    "exclusion.substance_use", "not_met", NULL },
  { "substance-unanswered", "hcsc-trd", SCREENED (ANSWER ("substance_use_active", "unknown")),
    "exclusion.substance_use", "unknown", NULL },
  { "substance-stale", "hcsc-trd",
    SCREENED ("{'item': 'substance_use_active', 'answer': 'no', 'noted_on': '2025-11-20'}"),
    "exclusion.substance_use", "unknown", NULL },
  { "substance-dependence", "hcsc-trd", DIAGNOSES (CODE ("F10.20")), "exclusion.substance_use",
    "not_met", "F10.20" },
  { "substance-abuse", "hcsc-trd", DIAGNOSES (CODE ("F12.10")), "exclusion.substance_use",
    "not_met", NULL },
  { "substance-withdrawal", "hcsc-trd", DIAGNOSES (CODE ("F11.23")), "exclusion.substance_use",
    "not_met", NULL },
  { "substance-in-remission", "hcsc-trd", DIAGNOSES (CODE ("F10.21")), "exclusion.substance_use",
    "met", NULL },
  { "substance-use-only", "hcsc-trd", DIAGNOSES (CODE ("F12.90")), "exclusion.substance_use", "met",
    NULL },
  { "substance-tobacco", "hcsc-trd", DIAGNOSES (CODE ("F17.210")), "exclusion.substance_use", "met",
    NULL },
  { "substance-resolved", "hcsc-trd",
    DIAGNOSES ("[{'code': 'F10.20', 'resolved_on': '2020-01-01'}]"), "exclusion.substance_use",
    "met", NULL },

  { "modulation-running", "medical-mutual-trd",
    THERAPY ("'kind': 'tms', 'started_on': '2026-11-01'"), MODULATION, "not_met", "TMS" },
  { "modulation-ends-today", "medical-mutual-trd",
    THERAPY ("'kind': 'ect', 'started_on': '2026-11-01', 'ended_on': '2026-11-21'"), MODULATION,
    "not_met", NULL },
  { "modulation-ended", "medical-mutual-trd",
    THERAPY ("'kind': 'ect', 'started_on': '2026-11-01', 'ended_on': '2026-11-20'"), MODULATION,
    "met", NULL },
  { "modulation-begins-later", "medical-mutual-trd",
    THERAPY ("'kind': 'vns', 'started_on': '2026-11-22'"), MODULATION, "met", NULL },
  { "modulation-undated", "medical-mutual-trd", THERAPY ("'kind': 'dbs'"), MODULATION, "unknown",
    NULL },
  { "modulation-none", "medical-mutual-trd", { { NULL } }, MODULATION, "met", NULL },

  { "ketamine-running", "medical-mutual-trd",
    COURSE ("'modality': 'ketamine_iv', 'started_on': '2026-11-01', 'status': 'active'"), KETAMINE,
    "not_met", NULL },
  { "ketamine-ended", "medical-mutual-trd",
    COURSE ("'modality': 'ketamine_im', 'started_on': '2026-10-01', 'ended_on': '2026-11-20'"),
    KETAMINE, "met", NULL },
  { "ketamine-planned", "medical-mutual-trd",
    COURSE ("'modality': 'ketamine_iv', 'status': 'planned'"), KETAMINE, "met", NULL },
  { "esketamine-is-what-is-asked-for", "medical-mutual-trd",
    COURSE ("'modality': 'esketamine', 'started_on': '2026-11-01', 'status': 'active'"), KETAMINE,
    "met", NULL },
};

#define MALE "{'mrn': 'T-1', 'family_name': 'Test', 'birth_date': '1984-03-09', 'sex': 'male'}"
#define UNKNOWN_SEX "{'mrn': 'T-1', 'family_name': 'Test', 'birth_date': '1984-03-09'}"
#define ON_DAY(ITEM, A, D) "{'item': '" ITEM "', 'answer': '" A "', 'noted_on': '" D "'}"

static const Row contraindications[] = {
  { "no", "label-trd", { { NULL } }, "contraindication.mania", "met", "no on 11/12/2026" },
  { "aneurysm", "label-trd", SCREENED (ANSWER ("aneurysmal_vascular_disease", "yes")),
    "contraindication.aneurysmal_vascular_disease", "not_met", "label" },
  { "malformation", "label-trd", SCREENED (ANSWER ("arteriovenous_malformation", "yes")),
    "contraindication.arteriovenous_malformation", "not_met", NULL },
  { "hemorrhage", "label-trd", SCREENED (ANSWER ("intracerebral_hemorrhage", "yes")),
    "contraindication.intracerebral_hemorrhage", "not_met", NULL },
  { "hypersensitivity", "label-trd", SCREENED (ANSWER ("hypersensitivity", "yes")),
    "contraindication.hypersensitivity", "not_met", NULL },
  { "other", "label-trd", SCREENED (ANSWER ("no_escort", "yes")), "contraindication.no_escort",
    "caution", "rationale" },
  { "answered-unknown", "label-trd", SCREENED (ANSWER ("no_escort", "unknown")),
    "contraindication.no_escort", "unknown", "not answered" },
  { "365-days", "label-trd", SCREENED (ON_DAY ("no_escort", "no", "2025-11-21")),
    "contraindication.no_escort", "met", NULL },
  { "366-days", "label-trd", SCREENED (ON_DAY ("no_escort", "no", "2025-11-20")),
    "contraindication.no_escort", "unknown", "asked again" },
  { "yes-366-days-ago", "label-trd",
    SCREENED (ON_DAY ("intracerebral_hemorrhage", "yes", "2025-11-20")),
    "contraindication.intracerebral_hemorrhage", "unknown", NULL },
  { "without-date", "label-trd", SCREENED ("{'item': 'no_escort', 'answer': 'no'}"),
    "contraindication.no_escort", "met", NULL },
  { "answered-after-the-day", "label-trd", SCREENED (ON_DAY ("no_escort", "no", "2026-11-22")),
    "contraindication.no_escort", "unknown", NULL },
  { "the-newest-answer", "label-trd",
    SCREENED (
        ON_DAY ("no_escort", "no", "2026-11-20") "," ON_DAY ("no_escort", "yes", "2026-11-01")),
    "contraindication.no_escort", "met", NULL },

  { "code-says-yes",
    "label-trd",
    { { "diagnoses", "[{'code': 'F33.2'}, {'code': 'I71.40'}]" },
      { "screenings", "[" ANSWER ("aneurysmal_vascular_disease", "unknown") "]" } },
    "contraindication.aneurysmal_vascular_disease",
    "not_met",
    "I71.40" },
  { "code-contradicts-no", "label-trd", DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'I61.9'}]"),
    "contraindication.intracerebral_hemorrhage", "not_met", "contradicts the answer no" },
  { "resolved-code-is-history", "label-trd",
    DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'I61.9', 'resolved_on': '2020-01-01'}]"),
    "contraindication.intracerebral_hemorrhage", "not_met", NULL },
  { "code-contradicts-other-no", "label-trd",
    DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'G40.909'}]"), "contraindication.seizure_disorder",
    "caution", "contradicts the answer no" },
  { "psychosis-code-contradicts-no-history", "label-trd", DIAGNOSES (CODE ("F33.3")),
    "contraindication.psychosis_history", "caution", "contradicts the answer no" },
  { "pregnancy-code", "label-trd", DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'O09.90'}]"),
    "contraindication.pregnancy", "caution", "O09.90" },
  { "resolved-pregnancy", "label-trd",
    DIAGNOSES ("[{'code': 'F33.2'}, {'code': 'O09.90', 'resolved_on': '2020-01-01'}]"),
    "contraindication.pregnancy", "met", NULL },
  { "allergy-contradicts-no",
    "label-trd",
    { { "allergies", "[{'substance': 'Ketamine HCl'}]" } },
    "contraindication.hypersensitivity",
    "not_met",
    "contradicts the answer no" },
  { "other-allergy",
    "label-trd",
    { { "allergies", "[{'substance': 'Penicillin'}]" } },
    "contraindication.hypersensitivity",
    "met",
    NULL },

  { "pregnancy-of-a-man",
    "label-trd",
    { { "patient", MALE }, { "screenings", "[" ANSWER ("pregnancy", "unknown") "]" } },
    "contraindication.pregnancy",
    "not_applicable",
    NULL },
  { "breastfeeding-of-a-man",
    "label-trd",
    { { "patient", MALE } },
    "contraindication.breastfeeding",
    "not_applicable",
    NULL },
  { "pregnancy-where-the-sex-is-unknown",
    "label-trd",
    { { "patient", UNKNOWN_SEX }, { "screenings", "[" ANSWER ("pregnancy", "unknown") "]" } },
    "contraindication.pregnancy",
    "unknown",
    NULL },
  { "pregnancy-yes", "label-trd", SCREENED (ANSWER ("pregnancy", "yes")),
    "contraindication.pregnancy", "caution", NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DenChart) chart = fixture_chart (row->changes, G_N_ELEMENTS (row->changes));
  g_autoptr (DenVerdict) verdict = den_eligibility_judge (chart, fixture_policy (row->policy),
                                                          fixture_reference (), fixture_day (ON));
  const DenFinding *finding = den_verdict_find (verdict, row->rule);

  if (row->outcome == NULL)
    {
      g_assert_null (finding);
      return;
    }
  g_assert_nonnull (finding);
  g_test_message ("%s", finding->reason);
  g_assert_cmpstr (den_outcome_word (finding->outcome), ==, row->outcome);
  g_assert_cmpstr (strstr (finding->reason, row->reason != NULL ? row->reason : ""), !=, NULL);
  /* What is unknown says what would have to be known. */
  g_assert_cmpint (finding->missing->len > 0, ==, finding->outcome == DEN_OUTCOME_UNKNOWN);
}

/* A policy of the clinic's own may exclude mania, which no shipped one does. */
static void
test_mania (void)
{
  static const Row rows[] = {
    { "no", NULL, { { NULL } }, NULL, "met", NULL },
    { "yes", NULL, SCREENED (ANSWER ("mania", "yes")), NULL, "not_met", NULL },
    { "unanswered", NULL, SCREENED (ANSWER ("mania", "unknown")), NULL, "unknown", NULL },
    { "bipolar", NULL, DIAGNOSES (CODE ("F31.81")), NULL, "not_met", NULL },
    { "manic-episode", NULL, DIAGNOSES (CODE ("F30.10")), NULL, "not_met", NULL },
    { "depression", NULL, DIAGNOSES (CODE ("F32.1")), NULL, "met", NULL },
  };
  DenPolicy *policy = den_record_copy (fixture_policy ("label-trd"));
  DenPolicyExclusion *exclusion = den_record_new (&den_policy_exclusion_type);

  exclusion->name = DEN_EXCLUSION_MANIA;
  g_ptr_array_add (policy->exclusions, exclusion);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (rows[i].changes, 2);
      g_autoptr (DenVerdict) verdict =
          den_eligibility_judge (chart, policy, fixture_reference (), fixture_day (ON));
      const DenFinding *finding = den_verdict_find (verdict, "exclusion.mania");

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (den_outcome_word (finding->outcome), ==, rows[i].outcome);
    }
  den_record_free (policy);
}

static void
add_rows (const char *group, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/eligibility/%s/%s", group, rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add_rows ("age", age, G_N_ELEMENTS (age));
  add_rows ("diagnosis", diagnosis, G_N_ELEMENTS (diagnosis));
  add_rows ("suicidality", suicidality, G_N_ELEMENTS (suicidality));
  add_rows ("augmentation", augmentation, G_N_ELEMENTS (augmentation));
  add_rows ("severity", severity, G_N_ELEMENTS (severity));
  add_rows ("medication", medication, G_N_ELEMENTS (medication));
  add_rows ("prescriber", prescriber, G_N_ELEMENTS (prescriber));
  add_rows ("checks", checks, G_N_ELEMENTS (checks));
  add_rows ("exclusions", exclusions, G_N_ELEMENTS (exclusions));
  add_rows ("contraindications", contraindications, G_N_ELEMENTS (contraindications));
  g_test_add_func ("/eligibility/exclusions/mania", test_mania);
  status = g_test_run ();
  fixture_end ();
  return status;
}
