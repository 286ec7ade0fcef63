/* What the parts of the session window show alike. */
#include "den-session-words.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *
den_session_show_elapsed (gint64 seconds)
{
  if (seconds == DEN_UNKNOWN)
    return g_strdup ("");
  return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

char *
den_session_show_minute (gint64 minute)
{
  if (minute == DEN_UNKNOWN)
    return g_strdup ("–");
  if (minute < 0)
    return g_strdup_printf ("−%d", (int) -minute);
  return minute > 0 ? g_strdup_printf ("+%d", (int) minute) : g_strdup ("0");
}

/* Reads the minute of the day: "9:05", "0905", "905". */
static gboolean
read_minute (const char *text, int *minute)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gsize length = strlen (trimmed);
  int hour, rest;
  char more;

  if ((length == 3 || length == 4) && strspn (trimmed, "0123456789") == length)
    {
      hour = atoi (trimmed) / 100;
      rest = atoi (trimmed) % 100;
    }
  else if (!g_ascii_isdigit (trimmed[0]) || sscanf (trimmed, "%2d:%2d%c", &hour, &rest, &more) != 2)
    return FALSE;
  *minute = hour * 60 + rest;
  return hour >= 0 && hour < 24 && rest >= 0 && rest < 60;
}

gboolean
den_session_read_time (const char *text, DenClock *clock, DenInstant *at)
{
  DenInstant now = den_clock_now (clock);
  DenDay day = den_instant_day (now);
  int minute;

  if (!read_minute (text, &minute))
    return FALSE;
  *at = den_instant_of_local (day, minute, den_clock_get_zone (clock));
  if (at->us > now.us && at->us - now.us <= DEN_US_PER_MINUTE)
    *at = now;
  if (at->us > now.us)
    *at = den_instant_of_local (day - 1, minute, den_clock_get_zone (clock));
  return TRUE;
}

char *
den_session_show_number (const DenRecordType *type, const char *column, gint64 number)
{
  const DenField *field = den_record_type_find (type, column);
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autofree char *text = NULL;

  value.type = field->type;
  value.number = number;
  text = den_field_format (field, &value);
  if (number == DEN_UNKNOWN || field->unit == NULL)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s %s", text, _ (field->unit));
}

/* ---- what is due ---- */

/* "BP, pulse, SpO₂". */
static char *
measures_in_words (const char *measures)
{
  static const struct
  {
    const char *word;
    const char *label;
  } labels[] = {
    { "bp", N_ ("BP") },        { "pulse", N_ ("pulse") },
    { "spo2", N_ ("SpO₂") },    { "respiration", N_ ("resp") },
    { "moaas", N_ ("MOAA/S") }, { "cadss", N_ ("CADSS") },
  };
  g_auto (GStrv) words = g_strsplit (measures != NULL ? measures : "", " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (labels); j++)
      if (g_str_equal (words[i], labels[j].word))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (labels[j].label));
  return g_strdup (text->str);
}

char *
den_session_checkpoint_in_words (const DenCheckpointState *state, DenInstant now)
{
  g_autofree char *measures = measures_in_words (state->checkpoint->measures);
  g_autofree char *time = den_instant_show_time (state->due_at);
  int minute = (int) state->checkpoint->minute;

  if (state->due == DEN_DUE_LATE)
    return g_strdup_printf (_ ("%d min check is late, due at %s: %s"), minute, time, measures);
  if (state->due == DEN_DUE_NOW && state->due_at.us <= now.us)
    return g_strdup_printf (_ ("%d min check is due: %s"), minute, measures);
  return g_strdup_printf (_ ("Next: %d min check at %s: %s"), minute, time, measures);
}

/* ---- marks ---- */

const char *
den_session_mark_icon (const DenSessionFinding *finding)
{
  static const char *const icons[] = {
    [DEN_MARK_OK] = "object-select-symbolic",      [DEN_MARK_MISSING] = "dialog-question-symbolic",
    [DEN_MARK_REVIEW] = "dialog-warning-symbolic", [DEN_MARK_HOLD] = "window-close-symbolic",
    [DEN_MARK_ALERT] = "dialog-warning-symbolic",  [DEN_MARK_ESCALATE] = "dialog-error-symbolic",
  };

  return icons[finding->mark];
}

const char *
den_session_mark_class (const DenSessionFinding *finding)
{
  switch (finding->mark)
    {
    case DEN_MARK_OK:
      return "den-good";
    case DEN_MARK_MISSING:
      return "den-unknown";
    case DEN_MARK_REVIEW:
      return "den-caution";
    case DEN_MARK_HOLD:
    case DEN_MARK_ALERT:
    case DEN_MARK_ESCALATE:
    default:
      return finding->passes ? "den-caution" : "den-danger";
    }
}

const char *
den_session_mark_word (const DenSessionFinding *finding)
{
  static const char *const words[] = {
    [DEN_MARK_OK] = N_ ("OK"),         [DEN_MARK_MISSING] = N_ ("Missing"),
    [DEN_MARK_REVIEW] = N_ ("Review"), [DEN_MARK_HOLD] = N_ ("Hold"),
    [DEN_MARK_ALERT] = N_ ("Alert"),   [DEN_MARK_ESCALATE] = N_ ("Act now"),
  };

  if (finding->mark != DEN_MARK_OK && finding->passes)
    return finding->decision != NULL ? _ ("Decided") : _ ("Note");
  return _ (words[finding->mark]);
}

void
den_session_set_words (GtkWidget *label, const char *words)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), words) != 0)
    gtk_label_set_text (GTK_LABEL (label), words);
}
