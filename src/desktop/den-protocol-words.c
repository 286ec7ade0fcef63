/* What a protocol asks for, in words. */
#include "den-protocol-words.h"

#include "den-course-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words of a checkpoint and what the screen says for them. */
static const DenChoice measure_words[] = {
  { "bp", N_ ("blood pressure") },
  { "pulse", N_ ("pulse") },
  { "spo2", N_ ("SpO₂") },
  { "respiration", N_ ("respiration") },
  { "moaas", N_ ("MOAA/S") },
  { "cadss", N_ ("dissociation") },
  { NULL, NULL },
};

const char *
den_protocol_mark (gint64 label)
{
  return label == 1 ? _ ("Label") : _ ("Clinic’s default");
}

char *
den_protocol_show_dose (gint64 dose_ug, const DenProtocol *protocol)
{
  g_autofree char *dose = den_course_show_dose (dose_ug);

  if (*dose == '\0' || protocol->dosing != DEN_DOSING_BY_WEIGHT)
    return g_steal_pointer (&dose);
  return g_strdup_printf ("%s/kg", dose);
}

static void
append_frequency (GString *words, const DenProtocolPhase *phase)
{
  g_autofree char *frequency = den_course_show_frequency (phase->per_week, phase->interval_days);
  g_autofree char *longest = NULL;

  g_string_append (words, frequency);
  if (phase->interval_days_max == DEN_UNKNOWN || phase->interval_days_max <= phase->interval_days ||
      phase->per_week != DEN_UNKNOWN)
    return;
  longest = den_course_show_frequency (DEN_UNKNOWN, phase->interval_days_max);
  g_string_append_printf (words, _ (" or %s"), longest);
}

char *
den_protocol_show_phase (const DenProtocolPhase *phase, const DenProtocol *protocol)
{
  g_autoptr (GString) words = g_string_new (phase->name);
  g_autofree char *first = den_protocol_show_dose (phase->first_dose_ug, protocol);
  g_autofree char *usual = den_protocol_show_dose (phase->usual_dose_ug, protocol);

  g_string_append (words, ": ");
  if (phase->sessions != DEN_UNKNOWN)
    g_string_append_printf (words,
                            ngettext ("%d session, ", "%d sessions, ", (gulong) phase->sessions),
                            (int) phase->sessions);
  append_frequency (words, phase);
  if (*first != '\0')
    g_string_append_printf (words, _ ("; first dose %s"), first);
  if (*usual != '\0')
    g_string_append_printf (words, _ ("; usual dose %s"), usual);
  return g_strdup (words->str);
}

static char *
show_dose (const DenProtocolDose *dose, const DenProtocol *protocol)
{
  g_autofree char *words = den_protocol_show_dose (dose->dose_ug, protocol);

  if (dose->devices == DEN_UNKNOWN)
    return g_steal_pointer (&words);
  return g_strdup_printf (ngettext ("%s, %d device", "%s, %d devices", (gulong) dose->devices),
                          words, (int) dose->devices);
}

static char *
show_check (const DenProtocolCheck *check)
{
  g_autoptr (GString) words = g_string_new (check->question);

  if (check->since_minutes != DEN_UNKNOWN)
    g_string_append_printf (words, _ (" (at least %d min)"), (int) check->since_minutes);
  if (check->from_chart == 1)
    g_string_append (words, _ ("; looked up in the chart"));
  if (check->within_days == 0)
    g_string_append (words, _ (", of the same day"));
  else if (check->within_days != DEN_UNKNOWN)
    g_string_append_printf (words, _ (", at most %d days old"), (int) check->within_days);
  if (check->female_only == 1)
    g_string_append (words, _ ("; not asked of men"));
  g_string_append (words, check->required == 1 ? _ ("; required") : _ ("; told, not required"));
  return g_strdup (words->str);
}

/* "blood pressure, SpO₂". */
static char *
show_measures (const char *measures)
{
  g_auto (GStrv) parts = g_strsplit (measures, " ", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (char **part = parts; *part != NULL; part++)
    for (const DenChoice *choice = measure_words; choice->word != NULL; choice++)
      if (g_str_equal (choice->word, *part))
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _ (choice->label));
  return g_strdup (words->str);
}

static char *
show_checkpoint (const DenProtocolCheckpoint *checkpoint)
{
  g_autofree char *measures = show_measures (checkpoint->measures);
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 early = checkpoint->early_minutes != DEN_UNKNOWN ? checkpoint->early_minutes : 0;
  gint64 late = checkpoint->late_minutes != DEN_UNKNOWN ? checkpoint->late_minutes : 0;

  g_string_append_printf (words, _ ("%d min"), (int) checkpoint->minute);
  if (early > 0 || late > 0)
    g_string_append_printf (words, _ (" (in time from %d to %d)"),
                            (int) (checkpoint->minute - early), (int) (checkpoint->minute + late));
  g_string_append_printf (words, ": %s", measures);
  if (checkpoint->required == 1)
    g_string_append (words, _ ("; needed for release"));
  return g_strdup (words->str);
}

/* "Systolic from 141: review. The label says to weigh a delay". */
static char *
show_limit (const DenProtocolLimit *limit)
{
  const char *measure = _ (den_measure_choices[limit->measure].label);
  g_autofree char *stage =
      den_field_format_record (den_record_type_find (&den_protocol_limit_type, "stage"), limit);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s: %s", stage, measure);
  if (limit->at_least != DEN_UNKNOWN)
    g_string_append_printf (words, _ (" from %d on"), (int) limit->at_least);
  if (limit->at_most != DEN_UNKNOWN)
    g_string_append_printf (words, _ (" at %d or less"), (int) limit->at_most);
  if (limit->rise != DEN_UNKNOWN)
    g_string_append_printf (words, _ (" risen by %d or more"), (int) limit->rise);
  if (limit->from_minute != DEN_UNKNOWN && limit->from_minute > 0)
    g_string_append_printf (words, _ (", from minute %d"), (int) limit->from_minute);
  g_string_append_printf (words, ": %s", _ (den_limit_level_choices[limit->level].label));
  if (limit->advice != NULL)
    g_string_append_printf (words, ". %s", limit->advice);
  return g_strdup (words->str);
}

char *
den_protocol_show_part (gconstpointer part, const DenProtocol *protocol)
{
  const DenRecordType *type = ((const DenRecord *) part)->type;

  if (type == &den_protocol_phase_type)
    return den_protocol_show_phase (part, protocol);
  if (type == &den_protocol_dose_type)
    return show_dose (part, protocol);
  if (type == &den_protocol_check_type)
    return show_check (part);
  if (type == &den_protocol_checkpoint_type)
    return show_checkpoint (part);
  g_return_val_if_fail (type == &den_protocol_limit_type, NULL);
  return show_limit (part);
}

/* The field of a part, whatever list it is of; NULL where its type has none. */
static const DenField *
find_field (gconstpointer part, const char *column)
{
  return den_record_type_find (((const DenRecord *) part)->type, column);
}

const char *
den_protocol_part_source (gconstpointer part)
{
  const DenField *field = find_field (part, "source");

  return field != NULL ? *den_field_text (field, (gpointer) part) : NULL;
}

gboolean
den_protocol_part_is_label (gconstpointer part)
{
  return *den_field_number (find_field (part, "label"), (gpointer) part) == 1;
}
