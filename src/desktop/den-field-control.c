/* Controls by field type. */
#include "den-field-control.h"

#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What unknown is called in a list of choices. */
#define UNKNOWN_CHOICE "—"

/* How many characters a field of this type needs, so that a form's controls are as wide as what
 * they hold. */
static int
width_chars (const DenField *field)
{
  g_autofree char *widest = NULL;

  switch (field->type)
    {
    case DEN_FIELD_DAY:
      return 10;
    case DEN_FIELD_INSTANT:
      return 16;
    case DEN_FIELD_INTEGER:
      widest = g_strdup_printf ("%" G_GINT64_FORMAT, field->max);
      return CLAMP ((int) strlen (widest), 3, 8);
    case DEN_FIELD_DECIMAL:
      widest = g_strdup_printf ("%" G_GINT64_FORMAT, field->max / field->scale);
      return CLAMP ((int) strlen (widest) + 1, 4, 7);
    default:
      /* A text with a form of its own: a code, a telephone number. */
      if (field->check != NULL && field->max <= 80)
        return 14;
      return field->max != 0 && field->max <= 80 ? (int) CLAMP (field->max, 5, 18) : 20;
    }
}

static gboolean
is_text (const DenField *field)
{
  return field->type == DEN_FIELD_TEXT;
}

gboolean
den_field_control_expands (const DenField *field)
{
  return is_text (field) && width_chars (field) >= 18;
}

static GtkWidget *
new_entry (const DenField *field)
{
  GtkWidget *entry = gtk_entry_new ();
  int width = width_chars (field);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), is_text (field) ? MIN (width, 10) : width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_widget_set_hexpand (entry, den_field_control_expands (field));
  if (!is_text (field))
    gtk_widget_add_css_class (entry, "numeric");
  if (field->type == DEN_FIELD_DAY)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("mm/dd/yyyy"));
  return entry;
}

static GtkWidget *
new_text_view (void)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  return view;
}

static GtkWidget *
new_drop_down (const DenField *field)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, UNKNOWN_CHOICE);
  if (field->type == DEN_FIELD_FLAG)
    {
      gtk_string_list_append (words, _ ("No"));
      gtk_string_list_append (words, _ ("Yes"));
    }
  else
    for (const DenChoice *choice = field->choices; choice->word != NULL; choice++)
      gtk_string_list_append (words, _ (choice->label));
  return gtk_drop_down_new (G_LIST_MODEL (words), NULL);
}

GtkWidget *
den_field_control_new (const DenField *field)
{
  GtkWidget *control;

  g_return_val_if_fail (den_field_is_scalar (field), NULL);

  if (field->type == DEN_FIELD_CHOICE || field->type == DEN_FIELD_FLAG)
    control = new_drop_down (field);
  else if (is_text (field) && field->multiline)
    control = new_text_view ();
  else
    control = new_entry (field);
  den_control_set_name (control, _ (field->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  field->required, -1);
  return control;
}

char *
den_field_show_instant (DenInstant instant)
{
  g_autofree char *day = NULL, *time = NULL;

  if (!den_instant_is_known (instant))
    return g_strdup ("");
  day = den_day_to_us (den_instant_day (instant));
  time = den_instant_show_time (instant);
  return g_strdup_printf ("%s %s", day, time);
}

char *
den_field_show (const DenField *field, const DenValue *value)
{
  if (field->type == DEN_FIELD_INSTANT)
    return den_field_show_instant (value->instant);
  return den_field_format (field, value);
}

static guint
choice_position (const DenValue *value)
{
  return value->number == DEN_UNKNOWN ? 0 : (guint) value->number + 1;
}

static char *
get_text (GtkWidget *control)
{
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), &start, &end);
  return gtk_text_iter_get_text (&start, &end);
}

char *
den_field_show_with_unit (const DenField *field, const DenValue *value)
{
  g_autofree char *text = NULL;

  if (!den_value_is_known (value))
    return NULL;
  if (field->type == DEN_FIELD_FLAG)
    return g_strdup (value->number != 0 ? _ ("Yes") : _ ("No"));
  text = den_field_show (field, value);
  if (field->unit == NULL)
    return g_steal_pointer (&text);
  return g_strdup_printf (g_str_equal (field->unit, "%") ? "%s%s" : "%s %s", text, _ (field->unit));
}

void
den_field_control_show (GtkWidget *control, const DenField *field, const DenValue *value)
{
  g_autofree char *text = NULL;

  if (GTK_IS_DROP_DOWN (control))
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (control), choice_position (value));
      return;
    }
  text = den_field_show (field, value);
  if (GTK_IS_EDITABLE (control))
    {
      if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (control))) != 0)
        gtk_editable_set_text (GTK_EDITABLE (control), text);
    }
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), text, -1);
}

/* Reads "11/20/2026 09:05", or the day alone for its noon, in the local time of that day. */
static gboolean
parse_instant (const char *text, DenInstant *instant)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ", 2);
  g_autoptr (GDateTime) local = NULL;
  int year, month, day_of_month, hour = 12, minute = 0;
  char rest;
  DenDay day;

  if (words[0] == NULL || !den_day_parse (words[0], &day))
    return FALSE;
  if (words[1] != NULL && sscanf (words[1], "%2d:%2d%c", &hour, &minute, &rest) != 2)
    return FALSE;
  den_day_split (day, &year, &month, &day_of_month);
  local = g_date_time_new_local (year, month, day_of_month, hour, minute, 0);
  if (local == NULL)
    return FALSE;
  instant->us = g_date_time_to_unix (local) * G_USEC_PER_SEC;
  instant->offset_minutes = g_date_time_get_utc_offset (local) / DEN_US_PER_MINUTE;
  return TRUE;
}

static gboolean
read_instant (const DenField *field, const char *text, DenValue *value, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == '\0' || strchr (trimmed, 'T') != NULL)
    return den_field_parse (field, trimmed, value, error);
  den_value_clear (value);
  value->type = field->type;
  if (parse_instant (trimmed, &value->instant))
    return den_field_check (field, value, error);
  g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                       _ ("must be a day and time like 11/20/2026 09:05"));
  return FALSE;
}

gboolean
den_field_control_read (GtkWidget *control, const DenField *field, DenValue *value, GError **error)
{
  g_autofree char *text = NULL;

  if (GTK_IS_DROP_DOWN (control))
    {
      guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));

      den_value_clear (value);
      value->type = field->type;
      if (position > 0 && position != GTK_INVALID_LIST_POSITION)
        value->number = (gint64) position - 1;
      return den_field_check (field, value, error);
    }
  text = get_text (control);
  if (field->type == DEN_FIELD_INSTANT)
    return read_instant (field, text, value, error);
  return den_field_parse (field, text, value, error);
}

gboolean
den_field_control_differs (GtkWidget *control, const DenField *field, const DenValue *value)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (GTK_IS_DROP_DOWN (control))
    return gtk_drop_down_get_selected (GTK_DROP_DOWN (control)) != choice_position (value);
  text = get_text (control);
  shown = den_field_show (field, value);
  return strcmp (text, shown) != 0;
}
