/* Reference data in memory: its index, and how a name or code is found in it. */
#include "den-reference.h"

#include "den-text.h"

#include <string.h>

/* What may stand after a drug's name without making it another drug: doses, frequencies, dosage
 * forms, release forms, salts. Folded. A form whose adequate dose differs is a name of its own in
 * the formulary, which is looked for first. */
static const char *const trailing_words[] = {
  "a",         "bid",       "bitartrate", "bromide",      "capsule",
  "capsules",  "carbonate", "cd",         "cr",           "daily",
  "day",       "dr",        "ec",         "er",           "extended",
  "fumarate",  "hbr",       "hcl",        "hydrobromide", "hydrochloride",
  "ir",        "la",        "maleate",    "mcg",          "mesylate",
  "mg",        "nightly",   "od",         "oral",         "oxalate",
  "patch",     "per",       "po",         "prn",          "qam",
  "qd",        "qhs",       "qid",        "release",      "sr",
  "succinate", "sulfate",   "tab",        "tablet",       "tablets",
  "tabs",      "tartrate",  "tid",        "xl",           "xr",
};

static void
drug_name_free (gpointer data)
{
  DenDrugName *name = data;

  g_free (name->name);
  g_free (name->folded);
  g_free (name);
}

/* Empty; fill its arrays, then index it. Free it with den_reference_free. */
DenReference *
den_reference_new (void)
{
  DenReference *reference = g_new0 (DenReference, 1);

  reference->drugs = g_ptr_array_new_with_free_func (den_record_free);
  reference->scales = g_ptr_array_new_with_free_func (den_record_free);
  reference->screening_items = g_ptr_array_new_with_free_func (den_record_free);
  reference->screening_rules = g_ptr_array_new_with_free_func (g_free);
  reference->diagnosis_rows = g_ptr_array_new_with_free_func (den_record_free);
  reference->interactions = g_ptr_array_new_with_free_func (den_record_free);
  reference->products = g_ptr_array_new_with_free_func (den_record_free);
  reference->evidence = g_ptr_array_new_with_free_func (den_record_free);
  reference->policies = g_ptr_array_new_with_free_func (den_record_free);
  reference->protocols = g_ptr_array_new_with_free_func (den_record_free);
  reference->event_kinds = g_ptr_array_new_with_free_func (den_record_free);
  reference->benchmarks = g_ptr_array_new_with_free_func (den_record_free);
  reference->surveillance = g_ptr_array_new_with_free_func (den_record_free);
  reference->drug_names = g_ptr_array_new_with_free_func (drug_name_free);
  reference->drug_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  reference->scale_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  reference->interactions_by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return reference;
}

/* NULL is allowed. */
void
den_reference_free (DenReference *reference)
{
  if (reference == NULL)
    return;
  g_hash_table_unref (reference->interactions_by_name);
  g_hash_table_unref (reference->scale_by_name);
  g_hash_table_unref (reference->drug_by_name);
  g_ptr_array_unref (reference->drug_names);
  g_ptr_array_unref (reference->policies);
  g_ptr_array_unref (reference->protocols);
  g_ptr_array_unref (reference->event_kinds);
  g_ptr_array_unref (reference->benchmarks);
  g_ptr_array_unref (reference->surveillance);
  g_ptr_array_unref (reference->evidence);
  g_ptr_array_unref (reference->products);
  g_ptr_array_unref (reference->interactions);
  g_ptr_array_unref (reference->diagnosis_rows);
  g_ptr_array_unref (reference->screening_rules);
  g_ptr_array_unref (reference->screening_items);
  g_ptr_array_unref (reference->scales);
  g_ptr_array_unref (reference->drugs);
  g_free (reference);
}

/* The words of a list separated by commas, without blanks around them; none for NULL. */
static GStrv
split_list (const char *list)
{
  GStrv words = g_strsplit (list != NULL ? list : "", ",", -1);

  for (int i = 0; words[i] != NULL; i++)
    g_strstrip (words[i]);
  return words;
}

/* The first drug of a name keeps it: the data has each name once, which its test makes sure of. */
static void
index_drug_name (DenReference *reference, const DenDrug *drug, const char *written, gboolean alias)
{
  DenDrugName *name = g_new0 (DenDrugName, 1);

  name->drug = drug;
  name->name = g_strdup (written);
  name->folded = den_text_fold (written);
  name->alias = alias;
  g_ptr_array_add (reference->drug_names, name);
  if (!g_hash_table_contains (reference->drug_by_name, name->folded))
    g_hash_table_insert (reference->drug_by_name, name->folded, (gpointer) drug);
}

static void
index_drug (DenReference *reference, const DenDrug *drug)
{
  g_auto (GStrv) brands = split_list (drug->brands);
  g_auto (GStrv) aliases = split_list (drug->aliases);

  index_drug_name (reference, drug, drug->name, FALSE);
  for (int i = 0; brands[i] != NULL; i++)
    index_drug_name (reference, drug, brands[i], FALSE);
  for (int i = 0; aliases[i] != NULL; i++)
    index_drug_name (reference, drug, aliases[i], TRUE);
}

/* Classes and substances share the table: no drug is called like a class. */
static void
index_interaction (DenReference *reference, DenInteraction *interaction)
{
  g_autofree char *all = g_strjoin (",", interaction->substances ? interaction->substances : "",
                                    interaction->classes ? interaction->classes : "", NULL);
  g_auto (GStrv) words = split_list (all);

  for (int i = 0; words[i] != NULL; i++)
    {
      g_autofree char *folded = den_text_fold (words[i]);
      GPtrArray *found = g_hash_table_lookup (reference->interactions_by_name, folded);

      if (*folded == '\0')
        continue;
      if (found == NULL)
        {
          found = g_ptr_array_new ();
          g_hash_table_insert (reference->interactions_by_name, g_steal_pointer (&folded), found);
        }
      g_ptr_array_add (found, interaction);
    }
}

static int
compare_drug_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const DenDrugName *const *) a)->folded,
                 (*(const DenDrugName *const *) b)->folded);
}

/* Makes the records findable by name; to be called once, when all are there. */
void
den_reference_index (DenReference *reference)
{
  for (guint i = 0; i < reference->drugs->len; i++)
    index_drug (reference, g_ptr_array_index (reference->drugs, i));
  g_ptr_array_sort (reference->drug_names, compare_drug_names);
  for (guint i = 0; i < reference->scales->len; i++)
    {
      DenScale *scale = g_ptr_array_index (reference->scales, i);

      g_hash_table_insert (reference->scale_by_name, scale->name, scale);
    }
  for (guint i = 0; i < reference->screening_items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (reference->screening_items, i);

      g_ptr_array_add (reference->screening_rules,
                       g_strconcat ("contraindication.", item->name, NULL));
    }
  for (guint i = 0; i < reference->interactions->len; i++)
    index_interaction (reference, g_ptr_array_index (reference->interactions, i));
}

static gboolean
may_trail (const char *word)
{
  if (g_ascii_isdigit (*word))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (trailing_words); i++)
    if (strcmp (word, trailing_words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What TABLE has for the folded NAME: as it is, else without its trailing words, one after the
 * other. NAME is shortened to what was looked up last. */
static gpointer
look_up (GHashTable *table, char *name)
{
  gpointer found = g_hash_table_lookup (table, name);
  char *blank;

  while (found == NULL && (blank = strrchr (name, ' ')) != NULL && may_trail (blank + 1))
    {
      *blank = '\0';
      found = g_hash_table_lookup (table, name);
    }
  return found;
}

/* What TABLE has for a medicine as someone wrote it: "SERTRALINE", "Zoloft 50 mg daily",
 * "sertraline (Zoloft)". */
static gpointer
look_up_written (GHashTable *table, const char *written)
{
  g_autofree char *folded = den_text_fold (written);
  gpointer found = look_up (table, folded);
  const char *bracket = strchr (written, '(');
  g_autofree char *before = NULL;

  if (found != NULL || bracket == NULL)
    return found;
  before = g_strndup (written, (gsize) (bracket - written));
  return look_up_written (table, before);
}

/* The drug of a generic, brand or other name in any case, a dose after it or not; NULL where the
 * formulary does not know it or NAME is NULL. */
const DenDrug *
den_reference_find_drug (const DenReference *reference, const char *name)
{
  return name != NULL ? look_up_written (reference->drug_by_name, name) : NULL;
}

/* Whether two drugs, either of which may be NULL, are one drug in different forms, whose trials
 * count once (paroxetine and paroxetine CR). */
gboolean
den_drug_is_same (const DenDrug *a, const DenDrug *b)
{
  return a != NULL && b != NULL && (a == b || a->number == b->number);
}

typedef enum
{
  MATCH_NONE,
  MATCH_INSIDE,
  MATCH_WORD,
  MATCH_START,
} Match;

static Match
match_name (const char *name, const char *typed)
{
  gsize length = strlen (typed);
  const char *inside;

  if (strncmp (name, typed, length) == 0)
    return MATCH_START;
  inside = strstr (name, typed);
  if (inside == NULL)
    return MATCH_NONE;
  for (; inside != NULL; inside = strstr (inside + 1, typed))
    if (inside[-1] == ' ')
      return MATCH_WORD;
  return MATCH_INSIDE;
}

/* Appends to FOUND the drugs of which a name, or an alias, matches TYPED just so well; none twice.
 */
static void
add_matches (const DenReference *reference, const char *typed, Match wanted, gboolean alias,
             GHashTable *seen, GPtrArray *found)
{
  for (guint i = 0; i < reference->drug_names->len; i++)
    {
      DenDrugName *name = g_ptr_array_index (reference->drug_names, i);

      if (name->alias == alias && match_name (name->folded, typed) == wanted &&
          g_hash_table_add (seen, (gpointer) name->drug))
        g_ptr_array_add (found, (gpointer) name->drug);
    }
}

/* The drugs (const DenDrug, the reference's) that TYPED may become, each once: those of which a
 * name begins so first, then those of which a word does, then those that hold it anywhere; each by
 * the alphabet of the names, aliases behind the others. The array is the caller's. */
GPtrArray *
den_reference_complete_drug (const DenReference *reference, const char *typed)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = den_text_fold (typed);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (*folded != '\0')
    for (int wanted = MATCH_START; wanted > MATCH_NONE; wanted--)
      {
        add_matches (reference, folded, (Match) wanted, FALSE, seen, found);
        add_matches (reference, folded, (Match) wanted, TRUE, seen, found);
      }
  return found;
}

/* The scale of that name, spelled as the contract does, or NULL. */
const DenScale *
den_reference_find_scale (const DenReference *reference, const char *name)
{
  return name != NULL ? g_hash_table_lookup (reference->scale_by_name, name) : NULL;
}

/* The screening question of that name, or NULL. */
const DenScreeningItem *
den_reference_find_screening_item (const DenReference *reference, const char *name)
{
  for (guint i = 0; i < reference->screening_items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (reference->screening_items, i);

      if (g_strcmp0 (item->name, name) == 0)
        return item;
    }
  return NULL;
}

/* How closely ROW fits CODE: the characters of the single code that it begins with, 1 for a range
 * of categories that it lies in, 0 for not at all. */
static gsize
fit_of_row (const DenDiagnosisRow *row, const char *code)
{
  gsize length;

  if (row->last == NULL && row->first[0] != code[0])
    return 0;
  length = strlen (row->first);
  if (row->last == NULL)
    return strncmp (code, row->first, length) == 0 ? length : 0;
  return strncmp (code, row->first, 3) >= 0 && strncmp (code, row->last, 3) <= 0 ? 1 : 0;
}

/* The row that fits CODE, an ICD-10-CM code with its dot, most closely; NULL where none does. The
 * letters after the digits (O9A) sort behind them, as in the code system. */
const DenDiagnosisRow *
den_reference_find_diagnosis (const DenReference *reference, const char *code)
{
  const DenDiagnosisRow *best = NULL;
  gsize best_fit = 0;

  if (code == NULL || strlen (code) < 3)
    return NULL;
  for (guint i = 0; i < reference->diagnosis_rows->len; i++)
    {
      const DenDiagnosisRow *row = g_ptr_array_index (reference->diagnosis_rows, i);
      gsize fit = fit_of_row (row, code);

      if (fit > best_fit)
        {
          best = row;
          best_fit = fit;
        }
    }
  return best;
}

/* Whether CODE says abuse of or dependence on a substance that is not in remission: F10 to F19 with
 * the fourth character 1 or 2 and a fifth that is not 1. Tobacco (F17) is left out: no payer means
 * it (ICD-10-CM FY2026, chapter 5). */
gboolean
den_diagnosis_is_active_substance_use (const char *code)
{
  return strlen (code) >= 5 && strncmp (code, "F1", 2) == 0 && g_ascii_isdigit (code[2]) &&
         code[2] != '7' && code[3] == '.' && (code[4] == '1' || code[4] == '2') && code[5] != '1';
}

/* The interactions (DenInteraction, the reference's) of a medicine as someone wrote it: by its own
 * name, or by the generic name or class that the formulary has for it. The array is the caller's;
 * empty for none. */
GPtrArray *
den_reference_find_interactions (const DenReference *reference, const char *drug)
{
  GPtrArray *found = g_ptr_array_new ();
  const DenDrug *known = den_reference_find_drug (reference, drug);
  const char *names[] = { drug, known ? known->name : NULL, known ? known->drug_class : NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *of_name =
          names[i] != NULL ? look_up_written (reference->interactions_by_name, names[i]) : NULL;

      for (guint j = 0; of_name != NULL && j < of_name->len; j++)
        if (!g_ptr_array_find (found, g_ptr_array_index (of_name, j), NULL))
          g_ptr_array_add (found, g_ptr_array_index (of_name, j));
    }
  return found;
}

/* The shipped policy of that id, or NULL. What the clinic has edited is the store's. */
const DenPolicy *
den_reference_find_policy (const DenReference *reference, const char *policy_id)
{
  for (guint i = 0; i < reference->policies->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (reference->policies, i);

      if (g_strcmp0 (policy->policy_id, policy_id) == 0)
        return policy;
    }
  return NULL;
}

/* The kind of adverse event of that name, or NULL. */
const DenEventKind *
den_reference_find_event_kind (const DenReference *reference, const char *name)
{
  for (guint i = 0; i < reference->event_kinds->len; i++)
    {
      const DenEventKind *kind = g_ptr_array_index (reference->event_kinds, i);

      if (g_strcmp0 (kind->name, name) == 0)
        return kind;
    }
  return NULL;
}
