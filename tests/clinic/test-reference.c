/* The reference data that the program carries, and how it is looked up. The tables here pin what
 * verdicts and papers rest on, so that a slip in a data file shows. */
#include "den-course.h"
#include "den-reference-data.h"
#include "den-text.h"

#include <string.h>

static DenReference *reference;

/* The formulary: each generic with its number, kind, class and doses in mg x 1000 (0 for none). */
static const struct
{
  int number;
  const char *name;
  DenDrugKind kind;
  const char *drug_class;
  int min, max;
} drugs[] = {
  { 1, "citalopram", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 20000, 40000 },
  { 2, "escitalopram", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 10000, 20000 },
  { 3, "fluoxetine", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 20000, 80000 },
  { 4, "fluvoxamine", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 50000, 300000 },
  { 5, "paroxetine", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 20000, 50000 },
  { 5, "paroxetine CR", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 25000, 62500 },
  { 6, "paroxetine mesylate 7.5", DEN_DRUG_NEITHER, "SSRI", 0, 7500 },
  { 7, "sertraline", DEN_DRUG_ANTIDEPRESSANT, "SSRI", 50000, 200000 },
  { 8, "vilazodone", DEN_DRUG_ANTIDEPRESSANT, "SPARI", 40000, 40000 },
  { 9, "vortioxetine", DEN_DRUG_ANTIDEPRESSANT, "SPARI", 10000, 20000 },
  { 10, "venlafaxine", DEN_DRUG_ANTIDEPRESSANT, "SNRI", 150000, 375000 },
  { 11, "desvenlafaxine", DEN_DRUG_ANTIDEPRESSANT, "SNRI", 50000, 400000 },
  { 12, "duloxetine", DEN_DRUG_ANTIDEPRESSANT, "SNRI", 60000, 120000 },
  { 13, "levomilnacipran", DEN_DRUG_ANTIDEPRESSANT, "SNRI", 40000, 120000 },
  { 14, "milnacipran", DEN_DRUG_ANTIDEPRESSANT, "SNRI", 100000, 200000 },
  { 15, "bupropion", DEN_DRUG_ANTIDEPRESSANT, "NDRI", 300000, 450000 },
  { 16, "dextromethorphan-bupropion", DEN_DRUG_ANTIDEPRESSANT, "MULTI", 90000, 90000 },
  { 17, "mirtazapine", DEN_DRUG_ANTIDEPRESSANT, "NaSSA", 15000, 45000 },
  { 18, "trazodone", DEN_DRUG_ANTIDEPRESSANT, "SARI", 300000, 600000 },
  { 19, "nefazodone", DEN_DRUG_ANTIDEPRESSANT, "SARI", 300000, 600000 },
  { 20, "gepirone ER", DEN_DRUG_ANTIDEPRESSANT, "5HT1A", 36300, 72600 },
  { 21, "amitriptyline", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 300000 },
  { 22, "amoxapine", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 600000 },
  { 23, "clomipramine", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 250000 },
  { 24, "desipramine", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 300000 },
  { 25, "doxepin", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 300000 },
  { 25, "doxepin tablets 3-6 mg", DEN_DRUG_NEITHER, "TCA", 0, 6000 },
  { 26, "imipramine", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 300000 },
  { 27, "maprotiline", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 225000 },
  { 28, "nortriptyline", DEN_DRUG_ANTIDEPRESSANT, "TCA", 75000, 150000 },
  { 29, "protriptyline", DEN_DRUG_ANTIDEPRESSANT, "TCA", 30000, 60000 },
  { 30, "trimipramine", DEN_DRUG_ANTIDEPRESSANT, "TCA", 150000, 300000 },
  { 31, "isocarboxazid", DEN_DRUG_ANTIDEPRESSANT, "MAOI", 30000, 60000 },
  { 32, "phenelzine", DEN_DRUG_ANTIDEPRESSANT, "MAOI", 45000, 90000 },
  { 33, "tranylcypromine", DEN_DRUG_ANTIDEPRESSANT, "MAOI", 30000, 60000 },
  { 34, "selegiline transdermal", DEN_DRUG_ANTIDEPRESSANT, "MAOI", 6000, 12000 },
  { 34, "selegiline by mouth", DEN_DRUG_NEITHER, "MAOI", 0, 10000 },
  { 35, "moclobemide", DEN_DRUG_ANTIDEPRESSANT, "MAOI-R", 300000, 600000 },
  { 36, "agomelatine", DEN_DRUG_ANTIDEPRESSANT, "OTHER", 25000, 50000 },
  { 37, "tianeptine", DEN_DRUG_ANTIDEPRESSANT, "OTHER", 37500, 37500 },
  { 38, "reboxetine", DEN_DRUG_ANTIDEPRESSANT, "OTHER", 4000, 12000 },
  { 39, "mianserin", DEN_DRUG_ANTIDEPRESSANT, "OTHER", 30000, 90000 },
  { 40, "opipramol", DEN_DRUG_ANTIDEPRESSANT, "OTHER", 150000, 300000 },
  { 41, "olanzapine-fluoxetine", DEN_DRUG_ANTIDEPRESSANT, "MULTI", 6000, 18000 },
  { 42, "perphenazine-amitriptyline", DEN_DRUG_ANTIDEPRESSANT, "MULTI", 150000, 200000 },
  { 43, "aripiprazole", DEN_DRUG_AUGMENTER, "ATYP-AP", 2000, 15000 },
  { 44, "brexpiprazole", DEN_DRUG_AUGMENTER, "ATYP-AP", 1000, 3000 },
  { 45, "cariprazine", DEN_DRUG_AUGMENTER, "ATYP-AP", 1500, 3000 },
  { 46, "quetiapine XR", DEN_DRUG_AUGMENTER, "ATYP-AP", 150000, 300000 },
  { 47, "olanzapine", DEN_DRUG_AUGMENTER, "ATYP-AP", 5000, 20000 },
  { 48, "risperidone", DEN_DRUG_AUGMENTER, "ATYP-AP", 500, 3000 },
  { 49, "lumateperone", DEN_DRUG_AUGMENTER, "ATYP-AP", 42000, 42000 },
  { 50, "ziprasidone", DEN_DRUG_AUGMENTER, "ATYP-AP", 80000, 160000 },
  { 51, "lithium", DEN_DRUG_AUGMENTER, "AUG", 600000, 0 },
  { 52, "liothyronine", DEN_DRUG_AUGMENTER, "AUG", 25, 50 },
  { 53, "buspirone", DEN_DRUG_AUGMENTER, "AUG", 15000, 60000 },
  { 54, "lamotrigine", DEN_DRUG_AUGMENTER, "AUG", 100000, 400000 },
  { 55, "methylphenidate", DEN_DRUG_AUGMENTER, "AUG", 0, 0 },
  { 55, "amphetamines", DEN_DRUG_AUGMENTER, "AUG", 0, 0 },
  { 56, "modafinil", DEN_DRUG_AUGMENTER, "AUG", 100000, 400000 },
  { 57, "pramipexole", DEN_DRUG_AUGMENTER, "AUG", 1000, 4500 },
  { 58, "L-methylfolate", DEN_DRUG_AUGMENTER, "AUG", 15000, 15000 },
  { 59, "zuranolone", DEN_DRUG_NEITHER, NULL, 0, 50000 },
};

static void
test_formulary (void)
{
  g_assert_cmpuint (reference->drugs->len, ==, G_N_ELEMENTS (drugs));
  for (gsize i = 0; i < G_N_ELEMENTS (drugs); i++)
    {
      const DenDrug *drug = den_reference_find_drug (reference, drugs[i].name);

      g_test_message ("%s", drugs[i].name);
      g_assert_nonnull (drug);
      g_assert_cmpstr (drug->name, ==, drugs[i].name);
      g_assert_cmpint (drug->number, ==, drugs[i].number);
      g_assert_cmpint (drug->kind, ==, drugs[i].kind);
      g_assert_cmpstr (drug->drug_class, ==, drugs[i].drug_class);
      g_assert_cmpint (drug->min_daily_ug, ==, drugs[i].min != 0 ? drugs[i].min : DEN_UNKNOWN);
      g_assert_cmpint (drug->max_daily_ug, ==, drugs[i].max != 0 ? drugs[i].max : DEN_UNKNOWN);
    }
}

/* Every name, brand and other spelling leads to its own drug and to no other. */
static void
test_each_name_once (void)
{
  for (guint i = 0; i < reference->drug_names->len; i++)
    {
      const DenDrugName *name = g_ptr_array_index (reference->drug_names, i);

      g_test_message ("%s", name->name);
      g_assert_cmpstr (name->folded, !=, "");
      g_assert_true (den_reference_find_drug (reference, name->name) == name->drug);
      if (i > 0)
        g_assert_cmpstr (((DenDrugName *) g_ptr_array_index (reference->drug_names, i - 1))->folded,
                         <, name->folded);
    }
}

static const struct
{
  const char *written;
  const char *name; /* NULL where nothing is to be found */
} spellings[] = {
  { "SERTRALINE", "sertraline" },
  { "Zoloft", "sertraline" },
  { "  zoloft 100 mg daily ", "sertraline" },
  { "sertraline 50mg tablets", "sertraline" },
  { "sertraline (Zoloft)", "sertraline" },
  { "Zoloft (sertraline) 50 mg", "sertraline" },
  { "(Zoloft)", "sertraline" },
  { "sertraline HCl", "sertraline" },
  { "Sarafem", "fluoxetine" },
  { "Prozac Weekly", "fluoxetine" },
  { "bupropion XL", "bupropion" },
  { "Bupropion SR 150 mg BID", "bupropion" },
  { "bupropion hydrochloride XL 300 mg", "bupropion" },
  { "WELLBUTRIN XL", "bupropion" },
  { "Effexor XR", "venlafaxine" },
  { "venlafaxine ER 150 mg", "venlafaxine" },
  { "Paxil CR", "paroxetine CR" },
  { "paroxetine CR 25 mg", "paroxetine CR" },
  { "Paxil 20 mg", "paroxetine" },
  { "Brisdelle", "paroxetine mesylate 7.5" },
  { "paroxetine mesylate 7.5 mg", "paroxetine mesylate 7.5" },
  { "Pexeva", "paroxetine" },
  { "Silenor", "doxepin tablets 3-6 mg" },
  { "Emsam", "selegiline transdermal" },
  { "selegiline TD", "selegiline transdermal" },
  { "selegiline", "selegiline by mouth" },
  { "Seroquel", "quetiapine XR" },
  { "Adderall XR", "amphetamines" },
  { "Vyvanse", "amphetamines" },
  { "Concerta", "methylphenidate" },
  { "gepirone", "gepirone ER" },
  { "olanzapine/fluoxetine", "olanzapine-fluoxetine" },
  { "T3", "liothyronine" },
  { "sertralin", NULL },
  { "St. John’s wort", NULL },
  { "esketamine", NULL },
  { "50 mg", NULL },
  { "", NULL },
};

static void
test_find_drug (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      const DenDrug *drug = den_reference_find_drug (reference, spellings[i].written);

      g_test_message ("%s", spellings[i].written);
      g_assert_cmpstr (drug != NULL ? drug->name : NULL, ==, spellings[i].name);
    }
  g_assert_null (den_reference_find_drug (reference, NULL));
}

static void
test_forms_of_one_drug (void)
{
  const DenDrug *paxil = den_reference_find_drug (reference, "Paxil");
  const DenDrug *paxil_cr = den_reference_find_drug (reference, "Paxil CR");
  const DenDrug *zoloft = den_reference_find_drug (reference, "Zoloft");

  g_assert_true (den_drug_is_same (paxil, paxil_cr));
  g_assert_true (den_drug_is_same (zoloft, zoloft));
  g_assert_false (den_drug_is_same (zoloft, paxil));
  g_assert_false (den_drug_is_same (NULL, NULL));
}

/* What is offered while someone types, in its order. */
static const struct
{
  const char *typed;
  const char *offered; /* joined by ", " */
} completions[] = {
  /* Seroquel XR, sertraline and Serzone begin so; mianserin only holds it. */
  { "ser", "quetiapine XR, sertraline, nefazodone, mianserin" },
  { "zol", "sertraline, aripiprazole, brexpiprazole" },
  { "ZOLO", "sertraline" },
  { "xl", "bupropion" },
  { "fluox", "fluoxetine, olanzapine-fluoxetine" },
  { "parox", "paroxetine, paroxetine CR, paroxetine mesylate 7.5" },
  { "methyl", "methylphenidate, L-methylfolate" },
  { "effexor x", "venlafaxine" },
  { "maxi", "" },
  { "", "" },
  { " - ", "" },
};

static void
test_complete_drug (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (completions); i++)
    {
      g_autoptr (GPtrArray) found = den_reference_complete_drug (reference, completions[i].typed);
      g_autoptr (GString) offered = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (offered, "%s%s", j > 0 ? ", " : "",
                                ((const DenDrug *) g_ptr_array_index (found, j))->name);
      g_assert_cmpstr (offered->str, ==, completions[i].offered);
    }
}

/* The shipped scales: items, highest total, remission, suicide item and from what it is positive
 * (0 for none). */
static const struct
{
  const char *name;
  guint items;
  int max, remission, safety_item, safety_from;
} scales[] = {
  { "PHQ-9", 9, 27, 4, 9, 1 },     { "MADRS", 10, 60, 10, 10, 4 },
  { "HAM-D17", 17, 52, 7, 3, 1 },  { "QIDS-SR16", 16, 27, 5, 12, 2 },
  { "GAD-7", 7, 21, 4, 0, 0 },     { "PCL-5", 20, 80, -1, 0, 0 },
  { "C-SSRS", 7, 3, -1, 0, 0 },    { "AUDIT-C", 3, 12, -1, 0, 0 },
  { "DAST-10", 10, 10, -1, 0, 0 }, { "WHODAS-12", 12, 48, -1, 0, 0 },
  { "SDS", 3, 30, 6, 0, 0 },       { "CADSS-23", 23, 92, -1, 0, 0 },
  { "CADSS-6", 6, 24, -1, 0, 0 },  { "MOAA/S", 1, 5, -1, 0, 0 },
  { "BPRS+", 4, 24, -1, 0, 0 },    { "YMRS", 11, 60, 12, 0, 0 },
};

static void
check_bands (const DenScale *scale)
{
  gint64 before = -1;

  for (guint i = 0; i < scale->bands->len; i++)
    {
      const DenScaleBand *band = g_ptr_array_index (scale->bands, i);

      g_assert_cmpint (band->from_total, >, before);
      g_assert_cmpint (band->from_total, <=, scale->max_total);
      if (i == 0)
        g_assert_cmpint (band->from_total, ==, 0);
      before = band->from_total;
    }
}

static void
test_scales (void)
{
  g_assert_cmpuint (reference->scales->len, ==, G_N_ELEMENTS (scales));
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const DenScale *scale = den_reference_find_scale (reference, scales[i].name);
      gint64 sum = 0;

      g_test_message ("%s", scales[i].name);
      g_assert_nonnull (scale);
      g_assert_cmpuint (scale->items->len, ==, scales[i].items);
      g_assert_cmpint (scale->max_total, ==, scales[i].max);
      g_assert_cmpint (scale->remission_at_most, ==,
                       scales[i].remission >= 0 ? scales[i].remission : DEN_UNKNOWN);
      g_assert_cmpint (scale->safety_item, ==,
                       scales[i].safety_item != 0 ? scales[i].safety_item : DEN_UNKNOWN);
      g_assert_cmpint (scale->safety_at_least, ==,
                       scales[i].safety_from != 0 ? scales[i].safety_from : DEN_UNKNOWN);
      for (guint j = 0; j < scale->items->len; j++)
        sum += ((DenScaleItem *) g_ptr_array_index (scale->items, j))->max;
      if (scale->scoring == DEN_SCORING_SUM)
        g_assert_cmpint (sum, ==, scale->max_total);
      check_bands (scale);
    }
  g_assert_null (den_reference_find_scale (reference, "phq9"));
  g_assert_null (den_reference_find_scale (reference, NULL));
}

/* The screening in the contract's order. */
static const struct
{
  const char *name;
  gboolean absolute, female_only;
} screening[] = {
  { "aneurysmal_vascular_disease", TRUE, FALSE },
  { "arteriovenous_malformation", TRUE, FALSE },
  { "intracerebral_hemorrhage", TRUE, FALSE },
  { "hypersensitivity", TRUE, FALSE },
  { "psychosis_history", FALSE, FALSE },
  { "active_psychosis", FALSE, FALSE },
  { "family_psychosis", FALSE, FALSE },
  { "mania", FALSE, FALSE },
  { "substance_use_active", FALSE, FALSE },
  { "pregnancy", FALSE, TRUE },
  { "breastfeeding", FALSE, TRUE },
  { "uncontrolled_hypertension", FALSE, FALSE },
  { "recent_cardiac_event", FALSE, FALSE },
  { "raised_intracranial_pressure", FALSE, FALSE },
  { "severe_hepatic_impairment", FALSE, FALSE },
  { "seizure_disorder", FALSE, FALSE },
  { "sleep_apnea_untreated", FALSE, FALSE },
  { "active_cystitis", FALSE, FALSE },
  { "cannot_stay_two_hours", FALSE, FALSE },
  { "no_escort", FALSE, FALSE },
};

static void
test_screening (void)
{
  g_assert_cmpuint (reference->screening_items->len, ==, G_N_ELEMENTS (screening));
  for (gsize i = 0; i < G_N_ELEMENTS (screening); i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (reference->screening_items, i);

      g_assert_cmpstr (item->name, ==, screening[i].name);
      g_assert_cmpint (item->absolute, ==, screening[i].absolute);
      g_assert_cmpint (item->female_only, ==, screening[i].female_only);
      g_assert_true (den_reference_find_screening_item (reference, item->name) == item);
    }
  g_assert_null (den_reference_find_screening_item (reference, "Pregnancy"));
  g_assert_null (den_reference_find_screening_item (reference, NULL));
}

/* What a code means for a request, and the question that it answers yes. */
static const struct
{
  const char *code;
  int role; /* -1 where the code is not known */
  const char *item;
} codes[] = {
  { "F32.0", DEN_ROLE_WEAK, NULL },
  { "F32.1", DEN_ROLE_SUPPORT, NULL },
  { "F32.2", DEN_ROLE_SUPPORT, NULL },
  { "F32.3", DEN_ROLE_CAUTION, "active_psychosis" },
  { "F32.5", DEN_ROLE_RENEWAL, NULL },
  { "F32.81", DEN_ROLE_EXCLUDE, NULL },
  { "F32.9", DEN_ROLE_WEAK, NULL },
  { "F32.A", DEN_ROLE_WEAK, NULL },
  { "F33.1", DEN_ROLE_SUPPORT, NULL },
  { "F33.2", DEN_ROLE_SUPPORT, NULL },
  { "F33.3", DEN_ROLE_CAUTION, "active_psychosis" },
  { "F33.41", DEN_ROLE_RENEWAL, NULL },
  { "F34.1", DEN_ROLE_SECONDARY, NULL },
  { "F41.1", DEN_ROLE_SECONDARY, NULL },
  { "R45.851", DEN_ROLE_SUPPORT_MDSI, NULL },
  { "T14.91XA", DEN_ROLE_SUPPORT_MDSI, NULL },
  { "F10.20", DEN_ROLE_CAUTION, "substance_use_active" },
  { "F10.10", DEN_ROLE_CAUTION, "substance_use_active" },
  { "F10.21", DEN_ROLE_SECONDARY, NULL },
  { "F11.11", DEN_ROLE_SECONDARY, NULL },
  { "F19.982", DEN_ROLE_CAUTION, NULL },
  { "F17.210", DEN_ROLE_SECONDARY, NULL },
  { "F20.9", DEN_ROLE_EXCLUDE, "active_psychosis" },
  { "F25.1", DEN_ROLE_EXCLUDE, "active_psychosis" },
  { "F29", DEN_ROLE_EXCLUDE, "active_psychosis" },
  { "F30.13", DEN_ROLE_EXCLUDE, "mania" },
  { "F31.81", DEN_ROLE_EXCLUDE, "mania" },
  { "I71.43", DEN_ROLE_CONTRAINDICATION, "aneurysmal_vascular_disease" },
  { "I72.4", DEN_ROLE_CONTRAINDICATION, "aneurysmal_vascular_disease" },
  { "I67.1", DEN_ROLE_CONTRAINDICATION, "aneurysmal_vascular_disease" },
  { "I60.9", DEN_ROLE_CONTRAINDICATION, "intracerebral_hemorrhage" },
  { "I61.3", DEN_ROLE_CONTRAINDICATION, "intracerebral_hemorrhage" },
  { "I62.00", DEN_ROLE_CONTRAINDICATION, "intracerebral_hemorrhage" },
  { "I69.151", DEN_ROLE_CONTRAINDICATION, "intracerebral_hemorrhage" },
  { "Q28.2", DEN_ROLE_CONTRAINDICATION, "arteriovenous_malformation" },
  { "Q28.3", DEN_ROLE_CONTRAINDICATION, "arteriovenous_malformation" },
  { "Q27.32", DEN_ROLE_CONTRAINDICATION, "arteriovenous_malformation" },
  { "I10", DEN_ROLE_CAUTION, NULL },
  { "I15.9", DEN_ROLE_CAUTION, NULL },
  { "I16.1", DEN_ROLE_CAUTION, "uncontrolled_hypertension" },
  { "I21.4", DEN_ROLE_CAUTION, "recent_cardiac_event" },
  { "I25.10", DEN_ROLE_CAUTION, NULL },
  { "O00.101", DEN_ROLE_CAUTION, "pregnancy" },
  { "O99.345", DEN_ROLE_CAUTION, "pregnancy" },
  { "O9A.211", DEN_ROLE_CAUTION, "pregnancy" },
  { "Z33.1", DEN_ROLE_CAUTION, "pregnancy" },
  { "Z39.1", DEN_ROLE_CAUTION, "breastfeeding" },
  { "K74.60", DEN_ROLE_CAUTION, NULL },
  { "N30.11", DEN_ROLE_CAUTION, "active_cystitis" },
  { "G40.909", DEN_ROLE_CAUTION, "seizure_disorder" },
  { "G93.2", DEN_ROLE_CAUTION, "raised_intracranial_pressure" },
  { "G47.33", DEN_ROLE_CAUTION, NULL },
  { "Z86.79", -1, NULL },
  { "I17", -1, NULL },
  { "I67.2", -1, NULL },
  { "K77", -1, NULL },
  { "F3", -1, NULL },
};

static void
test_diagnoses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const DenDiagnosisRow *row = den_reference_find_diagnosis (reference, codes[i].code);

      g_test_message ("%s", codes[i].code);
      g_assert_cmpint (row != NULL ? row->role : -1, ==, codes[i].role);
      g_assert_cmpstr (row != NULL ? row->screening_item : NULL, ==, codes[i].item);
    }
  g_assert_null (den_reference_find_diagnosis (reference, NULL));
  for (guint i = 0; i < reference->diagnosis_rows->len; i++)
    {
      const DenDiagnosisRow *row = g_ptr_array_index (reference->diagnosis_rows, i);

      if (row->screening_item != NULL)
        g_assert_nonnull (den_reference_find_screening_item (reference, row->screening_item));
    }
}

/* The rule by the code's structure and the rows of the data say the same. */
static void
test_active_substance_use (void)
{
  static const struct
  {
    const char *code;
    gboolean active;
  } cases[] = {
    { "F10.10", TRUE },   { "F10.11", FALSE }, { "F10.129", TRUE },  { "F10.20", TRUE },
    { "F10.21", FALSE },  { "F11.20", TRUE },  { "F12.288", TRUE },  { "F15.21", FALSE },
    { "F16.10", TRUE },   { "F18.20", TRUE },  { "F19.20", TRUE },   { "F19.21", FALSE },
    { "F10.920", FALSE }, { "F12.90", FALSE }, { "F17.210", FALSE }, { "F20.9", FALSE },
    { "F10", FALSE },     { "F33.2", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DenDiagnosisRow *row = den_reference_find_diagnosis (reference, cases[i].code);
      const char *item = row != NULL ? row->screening_item : NULL;

      g_test_message ("%s", cases[i].code);
      g_assert_cmpint (den_diagnosis_is_active_substance_use (cases[i].code), ==, cases[i].active);
      g_assert_cmpint (g_strcmp0 (item, "substance_use_active") == 0, ==, cases[i].active);
    }
}

/* Each product and code, and from when to when it is billed. */
static void
test_products (void)
{
  static const struct
  {
    const char *ndc, *hcpcs, *from, *to;
    int dose_mg, units;
  } cases[] = {
    { "50458002802", "J0013", "2026-01-01", NULL, 56, 56 },
    { "50458002802", "S0013", NULL, "2025-12-31", 56, 56 },
    { "50458002802", "G2082", "2020-01-01", NULL, 56, 1 },
    { "50458002803", "J0013", "2026-01-01", NULL, 84, 84 },
    { "50458002803", "S0013", NULL, "2025-12-31", 84, 84 },
    { "50458002803", "G2083", "2020-01-01", NULL, 84, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DenProduct *product = g_ptr_array_index (reference->products, i);
      g_autofree char *from = den_day_to_iso (product->from_on);
      g_autofree char *to = den_day_to_iso (product->to_on);

      g_assert_cmpstr (product->product, ==, "esketamine");
      g_assert_cmpstr (product->ndc, ==, cases[i].ndc);
      g_assert_cmpstr (product->hcpcs, ==, cases[i].hcpcs);
      g_assert_cmpint (product->dose_ug, ==, cases[i].dose_mg * 1000);
      g_assert_cmpint (product->units, ==, cases[i].units);
      g_assert_cmpstr (from, ==, cases[i].from);
      g_assert_cmpstr (to, ==, cases[i].to);
    }
  for (guint i = G_N_ELEMENTS (cases); i < reference->products->len; i++)
    {
      const DenProduct *vial = g_ptr_array_index (reference->products, i);

      g_assert_true (g_str_has_prefix (vial->product, "ketamine_i"));
      g_assert_cmpstr (vial->hcpcs, ==, "J3490");
    }
}

static gboolean
is_word (const DenChoice *choices, const char *word)
{
  for (; choices->word != NULL; choices++)
    if (g_str_equal (choices->word, word))
      return TRUE;
  return FALSE;
}

/* Evidence names products and indications that there are, each study once. */
static void
test_evidence (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (reference->evidence->len, >=, 10);
  for (guint i = 0; i < reference->evidence->len; i++)
    {
      const DenEvidence *evidence = g_ptr_array_index (reference->evidence, i);
      g_auto (GStrv) products = g_strsplit (evidence->products, " ", -1);

      g_assert_true (g_hash_table_add (seen, evidence->key));
      for (int j = 0; products[j] != NULL; j++)
        g_assert_true (is_word (den_modality_choices, products[j]));
      if (evidence->indication != NULL)
        g_assert_true (is_word (den_indication_choices, evidence->indication));
      g_assert_true (g_str_has_suffix (evidence->statement, "."));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/reference/formulary", test_formulary);
  g_test_add_func ("/reference/each-name-once", test_each_name_once);
  g_test_add_func ("/reference/find-drug", test_find_drug);
  g_test_add_func ("/reference/forms-of-one-drug", test_forms_of_one_drug);
  g_test_add_func ("/reference/complete-drug", test_complete_drug);
  g_test_add_func ("/reference/scales", test_scales);
  g_test_add_func ("/reference/screening", test_screening);
  g_test_add_func ("/reference/diagnoses", test_diagnoses);
  g_test_add_func ("/reference/active-substance-use", test_active_substance_use);
  g_test_add_func ("/reference/products", test_products);
  g_test_add_func ("/reference/evidence", test_evidence);
  status = g_test_run ();
  den_reference_free (reference);
  return status;
}
