/* The chairs, opening hours and closed days of the clinic. */
#include "den-calendar-list.h"

#include "den-booking.h"
#include "den-calendar-dialog.h"
#include "den-dialog.h"
#include "den-message.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* What a list of one kind is. */
typedef struct
{
  const DenRecordType *type;
  const char *add_label;
  const char *empty;
  char *(*describe) (gconstpointer record);
} Kind;

struct _DenCalendarList
{
  GtkBox parent_instance;

  DenOffice *office;
  const Kind *kind;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (DenCalendarList, den_calendar_list, GTK_TYPE_BOX)

/* ---- words ---- */

/* "esketamine ketamine_iv" as labels. */
static char *
format_modalities (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " ,", -1);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; den_modality_choices[i].word != NULL; i++)
    if (g_strv_contains ((const char *const *) parts, den_modality_choices[i].word))
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "",
                              _ (den_modality_choices[i].label));
  return g_strdup (labels->str);
}

/* "Chair 1 · Esketamine". */
static char *
describe_chair (gconstpointer record)
{
  const DenChair *chair = record;
  g_autofree char *modalities = chair->modalities != NULL ? format_modalities (chair->modalities)
                                                          : g_strdup (_ ("every treatment"));

  return g_strdup_printf (chair->out_of_use == 1 ? _ ("%s · %s · out of use") : "%s · %s",
                          chair->name, modalities);
}

/* "Monday 09:00 to 17:00". */
static char *
describe_opening (gconstpointer record)
{
  const DenOpening *opening = record;

  return g_strdup_printf (_ ("%s  %s to %s"), _ (den_weekday_choices[opening->weekday].label),
                          opening->opens, opening->closes);
}

/* "11/26/2026 to 11/27/2026 · Thanksgiving · Chair 2". */
static char *
describe_closure (gconstpointer record)
{
  const DenClosure *closure = record;
  g_autofree char *from = den_day_to_us (closure->from_on);
  g_autofree char *to = closure->to_on != DEN_UNKNOWN && closure->to_on != closure->from_on
                            ? den_day_to_us (closure->to_on)
                            : NULL;
  g_autoptr (GString) words = g_string_new (from);

  if (to != NULL)
    g_string_append_printf (words, _ (" to %s"), to);
  if (closure->reason != NULL)
    g_string_append_printf (words, " · %s", closure->reason);
  g_string_append_printf (words, " · %s",
                          closure->chair != NULL ? closure->chair : _ ("the whole clinic"));
  return g_strdup (words->str);
}

static const Kind kinds[] = {
  { &den_chair_type, N_ ("Add a chair…"),
    N_ ("No chairs yet. A chair, bed or room in which a patient is treated; sessions are booked on "
        "them."),
    describe_chair },
  { &den_opening_type, N_ ("Add opening hours…"),
    N_ ("No opening hours yet. Sessions are booked within them, weekday by weekday."),
    describe_opening },
  { &den_closure_type, N_ ("Add closed days…"),
    N_ ("No closed days. Holidays of the clinic, or days on which a chair is not used."),
    describe_closure },
};

/* ---- the list ---- */

static GPtrArray *
get_records (DenCalendarList *self)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);

  if (self->kind->type == &den_chair_type)
    return calendar->chairs;
  return self->kind->type == &den_opening_type ? calendar->openings : calendar->closures;
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const DenRecord *one = *(const DenRecord *const *) a, *other = *(const DenRecord *const *) b;

  if (one->type == &den_opening_type)
    {
      const DenOpening *first = (const DenOpening *) one, *second = (const DenOpening *) other;

      if (first->weekday != second->weekday)
        return first->weekday < second->weekday ? -1 : 1;
      return g_strcmp0 (first->opens, second->opens);
    }
  if (one->type == &den_closure_type)
    {
      DenDay first = ((const DenClosure *) one)->from_on;
      DenDay second = ((const DenClosure *) other)->from_on;

      return (first > second) - (first < second);
    }
  return 0;
}

static void
edit_cb (GtkButton *button, DenCalendarList *self)
{
  den_calendar_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->office,
                            den_record_copy (g_object_get_data (G_OBJECT (button), "record")));
}

static void
add_cb (GtkButton *button, DenCalendarList *self)
{
  den_calendar_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->office,
                            den_record_new (self->kind->type));
}

static GtkWidget *
new_row (DenCalendarList *self, gconstpointer record)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("Edit…"));
  g_autofree char *words = self->kind->describe (record);
  g_autofree char *name = g_strdup_printf (_ ("Edit %s"), words);
  GtkWidget *label = den_words_new (words);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "record", den_record_copy (record), den_record_free);
  g_signal_connect (button, "clicked", G_CALLBACK (edit_cb), self);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
show_rows (DenCalendarList *self)
{
  GPtrArray *records = get_records (self);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  den_box_clear (self->rows);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (records, i));
  if (self->kind->type != &den_chair_type)
    g_ptr_array_sort (sorted, compare_records);
  for (guint i = 0; i < sorted->len; i++)
    gtk_box_append (self->rows, new_row (self, g_ptr_array_index (sorted, i)));
  if (sorted->len == 0)
    gtk_box_append (self->rows, den_words_new (_ (self->kind->empty)));
}

static void
clinic_changed_cb (DenOffice *office, DenCalendarList *self)
{
  show_rows (self);
}

static void
den_calendar_list_dispose (GObject *object)
{
  DenCalendarList *self = DEN_CALENDAR_LIST (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_calendar_list_parent_class)->dispose (object);
}

static void
den_calendar_list_class_init (DenCalendarListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_calendar_list_dispose;
}

static void
den_calendar_list_init (DenCalendarList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_calendar_list_new (DenOffice *office, const DenRecordType *type)
{
  DenCalendarList *self = g_object_new (DEN_TYPE_CALENDAR_LIST, NULL);
  GtkWidget *button;

  self->office = g_object_ref (office);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == type)
      self->kind = &kinds[i];
  g_return_val_if_fail (self->kind != NULL, GTK_WIDGET (self));
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  button = gtk_button_new_with_label (_ (self->kind->add_label));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self), button);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  show_rows (self);
  return GTK_WIDGET (self);
}
