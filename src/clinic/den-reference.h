/* The published facts the rules rest on, read from data files: drugs, scales, screening questions,
 * diagnosis roles, interactions, products, evidence, policies. Each row bears its source. */
#pragma once

#include "den-field.h"
#include "den-policy.h"
#include "den-protocol.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_DRUG_ANTIDEPRESSANT,
  DEN_DRUG_AUGMENTER,
  DEN_DRUG_NEITHER, /* known, but never an antidepressant trial */
} DenDrugKind;

typedef struct
{
  DenRecord record;
  gint64 number; /* in the formulary; forms of one drug share it, see den_drug_is_same */
  char *name;    /* generic */
  char *brands;  /* separated by commas */
  char *aliases; /* other ways to write it, separated by commas */
  gint64 kind;   /* DenDrugKind */
  char *drug_class;
  gint64 min_daily_ug; /* an adequate daily dose begins here; unknown where none ever does */
  gint64 max_daily_ug; /* the label's maximum */
  char *note;          /* what never counts, where sources differ */
  char *source;
} DenDrug;

/* One way to name a drug, as it is written and as it is looked up. */
typedef struct
{
  const DenDrug *drug; /* the reference's */
  char *name;
  char *folded;   /* den_text_fold of it */
  gboolean alias; /* neither the generic name nor a brand */
} DenDrugName;

/* How a scale's items make its total. */
typedef enum
{
  DEN_SCORING_SUM,
  DEN_SCORING_QIDS,   /* the highest of items 1-4, 6-9 and 15-16, and the others */
  DEN_SCORING_TRIAGE, /* C-SSRS: the highest tier that a yes reaches, a DenTriage */
} DenScoring;

/* What of daily life an item measures, shown beside the scores. */
typedef enum
{
  DEN_DOMAIN_CONCENTRATION,
  DEN_DOMAIN_REACTIVITY,      /* interest in what is around */
  DEN_DOMAIN_EMOTIONAL_RANGE, /* being able to feel */
} DenDomain;

typedef struct
{
  DenRecord record;
  char *label; /* the item's wording where it is free to copy, else our own short label */
  gint64 min;
  gint64 max;
  gint64 reversed; /* scored min + max - answer */
  gint64 optional; /* where a scale has such items, only they may be missing */
  gint64 domain;   /* DenDomain; unknown for most */
} DenScaleItem;

typedef struct
{
  DenRecord record;
  gint64 from_total;
  char *label;
} DenScaleBand;

/* What an answer's number means, where all items share the wording. */
typedef struct
{
  DenRecord record;
  gint64 score;
  char *label;
} DenScaleAnswer;

typedef struct
{
  DenRecord record;
  char *name; /* "PHQ-9", as the contract writes it */
  char *title;
  char *stem;     /* the question that its items share; unknown where it is not free to copy */
  gint64 scoring; /* DenScoring */
  gint64 max_total;
  gint64 missing_allowed; /* items that may be missing; the total is then prorated */
  gint64 higher_is_worse;
  gint64 remission_at_most;
  gint64 baseline_days;     /* how old a baseline may be at the first session; unknown: any age */
  gint64 relapse_at_least;  /* a relapse is twice at least this; unknown: the response lost twice */
  gint64 relapse_from_days; /* with so many days from one to the other; unknown: it is not told */
  gint64 relapse_to_days;
  gint64 stable_at_most; /* at most this in three of four weeks is stable remission */
  gint64 safety_item;    /* counted from 1; unknown for none */
  gint64 safety_at_least;
  GPtrArray *items;   /* DenScaleItem; empty where a scale is entered by its total alone */
  GPtrArray *answers; /* DenScaleAnswer */
  GPtrArray *bands;   /* DenScaleBand, rising */
  char *licence;
  char *source;
} DenScale;

typedef struct
{
  DenRecord record;
  char *name;         /* "aneurysmal_vascular_disease" */
  char *question;     /* as it is asked */
  char *label;        /* as a finding names it */
  gint64 absolute;    /* 1: a contraindication of the label, which nothing overrides */
  gint64 female_only; /* not applicable to a male patient */
  char *source;
} DenScreeningItem;

typedef enum
{
  DEN_ROLE_SUPPORT,
  DEN_ROLE_WEAK,
  DEN_ROLE_RENEWAL,
  DEN_ROLE_SUPPORT_MDSI,
  DEN_ROLE_SECONDARY,
  DEN_ROLE_CAUTION,
  DEN_ROLE_EXCLUDE,
  DEN_ROLE_CONTRAINDICATION,
} DenDiagnosisRole;

/* The role of the codes from first to last, both counted, and all that begin with them. */
typedef struct
{
  DenRecord record;
  char *first;
  char *last;           /* unknown: first alone */
  gint64 role;          /* DenDiagnosisRole */
  char *label;          /* our own short words */
  char *screening_item; /* the screening question that the code answers yes */
  char *note;
  char *source;
} DenDiagnosisRow;

typedef enum
{
  DEN_INTERACTION_NOTE,
  DEN_INTERACTION_WARNING,
} DenInteractionLevel;

/* What the REMS Patient Monitoring Form asks of the medications of a session's day. */
typedef enum
{
  DEN_REMS_MEDICATION_BENZODIAZEPINE,
  DEN_REMS_MEDICATION_HYPNOTIC, /* sedative-hypnotics other than benzodiazepines */
  DEN_REMS_MEDICATION_OPIOID,
  DEN_REMS_MEDICATION_STIMULANT,
  DEN_REMS_MEDICATION_MAOI,
  DEN_REMS_MEDICATION_OTHER, /* sedates, depresses breathing or changes blood pressure as well */
} DenRemsMedication;

typedef struct
{
  DenRecord record;
  char *substances; /* generic and brand names, separated by commas */
  char *classes;    /* the formulary's classes that it covers as well, separated by commas */
  char *group;      /* "Benzodiazepines" */
  gint64 level;     /* DenInteractionLevel */
  char *effect;
  char *advice;
  gint64 rems; /* DenRemsMedication; unknown: not asked */
  char *source;
} DenInteraction;

/* A drug product with its codes, by date of service. */
typedef struct
{
  DenRecord record;
  char *product; /* DenModality's word */
  char *name;
  char *strength;
  gint64 dose_ug; /* a session's dose that it makes up; unknown for vials */
  char *ndc;      /* 11 digits */
  char *hcpcs;
  gint64 units; /* HCPCS units of that dose */
  DenDay from_on;
  DenDay to_on;
  char *source;
} DenProduct;

typedef struct
{
  DenRecord record;
  char *key;
  char *products;   /* DenModality's words, separated by blanks */
  char *indication; /* DenIndication's word; unknown for both */
  char *statement;  /* one sentence, our own words */
  char *citation;
  char *source;
} DenEvidence;

typedef enum
{
  DEN_REMS_EVENT_NONE,
  DEN_REMS_EVENT_SEDATION,
  DEN_REMS_EVENT_DISSOCIATION,
  DEN_REMS_EVENT_RESPIRATORY_DEPRESSION,
  DEN_REMS_EVENT_HYPERTENSION,
} DenRemsEvent;

/* An adverse event that is recorded by one key. */
typedef struct
{
  DenRecord record;
  char *name; /* "nausea" */
  char *label;
  char *shortcut; /* one letter, unlike all others; unknown: chosen from the list alone */
  gint64 rems;    /* DenRemsEvent: the question of the monitoring form that it answers */
  char *source;
} DenEventKind;

typedef enum
{
  DEN_ENDPOINT_RESPONSE,
  DEN_ENDPOINT_REMISSION,
  DEN_ENDPOINT_RELAPSE,
} DenEndpoint;

/* One published result: one study, one scale, one endpoint, one time point. Never mixed. */
typedef struct
{
  DenRecord record;
  char *key;
  char *study;
  char *population;
  char *modality; /* DenModality's word */
  char *scale;
  gint64 endpoint;          /* DenEndpoint */
  char *indication;         /* DenIndication's word; unknown: any */
  gint64 remission_at_most; /* the study's own cut, of REMISSION */
  gint64 day;               /* the time point: days after the first session, of RELAPSE after the
                               first response */
  gint64 early_days;        /* a clinic's score counts from so many days before */
  gint64 late_days;         /* to so many after */
  gint64 permille;          /* of the patients */
  gint64 n;                 /* how many they were; unknown */
  char *comparator;         /* "52.0 % on placebo" */
  char *citation;
  char *source;
} DenBenchmark;

/* A check that comes again in treatment. looks_at is what answers it: "scale:C-SSRS",
 * "check:liver_panel", "vitals:weight", "visit:follow_up". */
typedef struct
{
  DenRecord record;
  char *item;
  char *label;
  char *looks_at;
  char *modalities;        /* DenModality's words; unknown: every one */
  gint64 at_baseline;      /* 1: due before the first session */
  gint64 induction_days;   /* how often in induction; unknown: not by the calendar */
  gint64 maintenance_days; /* and after */
  gint64 from_age;
  gint64 female_only;
  char *note; /* what a finding asks for */
  char *source;
} DenSurveillance;

typedef struct
{
  GPtrArray *drugs;
  GPtrArray *scales;
  GPtrArray *screening_rules; /* char *: of each item, "contraindication.pregnancy" */
  GPtrArray *screening_items;
  GPtrArray *diagnosis_rows;
  GPtrArray *interactions;
  GPtrArray *products;
  GPtrArray *evidence;
  GPtrArray *policies;
  GPtrArray *protocols;             /* DenProtocol */
  GPtrArray *event_kinds;           /* DenEventKind, in the order in which they are offered */
  GPtrArray *benchmarks;            /* DenBenchmark */
  GPtrArray *surveillance;          /* DenSurveillance */
  GPtrArray *drug_names;            /* DenDrugName, by the alphabet */
  GHashTable *drug_by_name;         /* folded name -> DenDrug, not owned */
  GHashTable *scale_by_name;        /* name -> DenScale, not owned */
  GHashTable *interactions_by_name; /* folded substance or class -> GPtrArray of them */
} DenReference;

extern const DenChoice den_drug_kind_choices[];
extern const DenChoice den_domain_choices[];
extern const DenChoice den_endpoint_choices[];
extern const DenChoice den_diagnosis_role_choices[];
extern const DenChoice den_interaction_level_choices[];
extern const DenChoice den_rems_medication_choices[];
extern const DenRecordType den_drug_type;
extern const DenRecordType den_scale_item_type;
extern const DenRecordType den_scale_answer_type;
extern const DenRecordType den_scale_band_type;
extern const DenRecordType den_scale_type;
extern const DenRecordType den_screening_item_type;
extern const DenRecordType den_diagnosis_row_type;
extern const DenRecordType den_interaction_type;
extern const DenRecordType den_product_type;
extern const DenRecordType den_evidence_type;
extern const DenRecordType den_event_kind_type;
extern const DenRecordType den_benchmark_type;
extern const DenRecordType den_surveillance_type;

DenReference *den_reference_new (void);
void den_reference_free (DenReference *reference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenReference, den_reference_free)
void den_reference_index (DenReference *reference);

const DenDrug *den_reference_find_drug (const DenReference *reference, const char *name);
gboolean den_drug_is_same (const DenDrug *a, const DenDrug *b);
GPtrArray *den_reference_complete_drug (const DenReference *reference, const char *typed);
const DenScale *den_reference_find_scale (const DenReference *reference, const char *name);
const DenScreeningItem *den_reference_find_screening_item (const DenReference *reference,
                                                           const char *name);
const DenDiagnosisRow *den_reference_find_diagnosis (const DenReference *reference,
                                                     const char *code);
gboolean den_diagnosis_is_active_substance_use (const char *code);
GPtrArray *den_reference_find_interactions (const DenReference *reference, const char *drug);
const DenEventKind *den_reference_find_event_kind (const DenReference *reference, const char *name);
const DenPolicy *den_reference_find_policy (const DenReference *reference, const char *policy_id);

G_END_DECLS
