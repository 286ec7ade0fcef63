/* The dialog of a chair, of opening hours or of closed days. */
#include "den-calendar-dialog.h"

#include "den-booking.h"
#include "den-dialog.h"
#include "den-form-line.h"
#include "den-message.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* Most choices that one kind asks for beside its fields: the days of a week. */
#define MOST_CHECKS DEN_SUNDAY + 1

static const char *const chair_columns[] = { "name", "rank", "out_of_use", NULL };
static const char *const opening_columns[] = { "opens", "closes", NULL };
static const char *const closure_columns[] = { "from_on", "to_on", "reason", NULL };

/* One dialog; it belongs to its window. */
typedef struct
{
  DenOffice *office;
  GtkWidget *dialog;
  DenRecordForm *form;
  DenFormLine *line;              /* of the checks or the list of chairs */
  GtkWidget *checks[MOST_CHECKS]; /* modalities of a chair, weekdays of new hours; else NULL */
  GtkDropDown *chairs;            /* of closed days; else NULL */
} Entering;

static void
entering_free (gpointer data)
{
  Entering *entering = data;

  g_object_unref (entering->office);
  g_free (entering);
}

static const DenRecordType *
get_type_of (Entering *entering)
{
  return ((const DenRecord *) den_record_form_get_record (entering->form))->type;
}

/* ---- taking ---- */

/* The modalities that are checked, as words; NULL for none or all: the chair is for every one. */
static char *
take_modalities (Entering *entering)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0, i;

  for (i = 0; den_modality_choices[i].word != NULL; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (entering->checks[i])))
      {
        g_string_append_printf (words, "%s%s", n > 0 ? " " : "", den_modality_choices[i].word);
        n++;
      }
  return n == 0 || n == i ? NULL : g_strdup (words->str);
}

static gboolean
save_chair (Entering *entering, DenChair *chair, GError **error)
{
  g_free (chair->modalities);
  chair->modalities = take_modalities (entering);
  return den_office_save_calendar_record (entering->office, chair, error);
}

/* New hours are kept for each weekday that is checked. */
static gboolean
save_openings (Entering *entering, DenOpening *opening, GError **error)
{
  gboolean any = FALSE;

  if (opening->record.id != 0)
    return den_office_save_calendar_record (entering->office, opening, error);
  for (int day = 0; day < MOST_CHECKS; day++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (entering->checks[day])))
      {
        DenOpening *copy = den_record_copy (opening);
        gboolean saved;

        copy->weekday = day;
        saved = den_office_save_calendar_record (entering->office, copy, error);
        den_record_free (copy);
        if (!saved)
          return FALSE;
        /* What was kept is not kept twice where a later day fails and the button is pressed again.
         */
        gtk_check_button_set_active (GTK_CHECK_BUTTON (entering->checks[day]), FALSE);
        any = TRUE;
      }
  if (!any)
    g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT, "%s",
                 _ ("Choose the weekdays first."));
  return any;
}

static gboolean
save_closure (Entering *entering, DenClosure *closure, GError **error)
{
  GtkStringObject *chair = gtk_drop_down_get_selected_item (entering->chairs);

  g_free (closure->chair);
  closure->chair = gtk_drop_down_get_selected (entering->chairs) > 0
                       ? g_strdup (gtk_string_object_get_string (chair))
                       : NULL;
  return den_office_save_calendar_record (entering->office, closure, error);
}

static void
accepted_cb (DenDialog *dialog, Entering *entering)
{
  gpointer record = den_record_form_get_record (entering->form);
  const DenRecordType *type = get_type_of (entering);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean saved;

  /* The weekday of new hours comes from the checks; the form's check of the record wants one. */
  if (type == &den_opening_type && ((DenOpening *) record)->weekday == DEN_UNKNOWN)
    ((DenOpening *) record)->weekday = DEN_MONDAY;
  if (!den_record_form_take (entering->form))
    return;
  if (type == &den_chair_type)
    saved = save_chair (entering, record, &error);
  else if (type == &den_opening_type)
    saved = save_openings (entering, record, &error);
  else
    saved = save_closure (entering, record, &error);
  if (saved)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  words = den_error_words_beside (error);
  den_dialog_set_problem (dialog, words);
}

static void
remove_cb (GtkButton *button, Entering *entering)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (den_office_remove_calendar_record (entering->office,
                                         den_record_form_get_record (entering->form), &error))
    {
      gtk_window_destroy (GTK_WINDOW (entering->dialog));
      return;
    }
  words = den_error_words_beside (error);
  den_dialog_set_problem (DEN_DIALOG (entering->dialog), words);
}

/* ---- building ---- */

static GtkWidget *
new_checks (Entering *entering, const DenChoice *choices, const char *chosen)
{
  g_auto (GStrv) words = chosen != NULL ? g_strsplit_set (chosen, " ,", -1) : NULL;
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int i = 0; choices[i].word != NULL; i++)
    {
      entering->checks[i] = gtk_check_button_new_with_label (_ (choices[i].label));
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (entering->checks[i]),
          words != NULL && g_strv_contains ((const char *const *) words, choices[i].word));
      gtk_grid_attach (GTK_GRID (grid), entering->checks[i], i % 4, i / 4, 1, 1);
    }
  return grid;
}

static GtkWidget *
new_chairs (Entering *entering, const char *chosen)
{
  const DenCalendar *calendar = den_office_get_calendar (entering->office);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("The whole clinic"));
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      gtk_string_list_append (names, chair->name);
      if (g_strcmp0 (chair->name, chosen) == 0)
        selected = i + 1;
    }
  entering->chairs =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_drop_down_set_selected (entering->chairs, selected);
  gtk_widget_set_halign (GTK_WIDGET (entering->chairs), GTK_ALIGN_START);
  return GTK_WIDGET (entering->chairs);
}

/* The line of what is no plain field; NULL where there is none. */
static GtkWidget *
new_line (Entering *entering, gconstpointer record)
{
  const DenRecordType *type = ((const DenRecord *) record)->type;

  if (type == &den_chair_type)
    {
      GtkWidget *line =
          den_form_line_new (_ ("For"), new_checks (entering, den_modality_choices,
                                                    ((DenChair *) record)->modalities));

      den_form_line_set_hint (DEN_FORM_LINE (line), _ ("None checked: for every treatment."));
      return line;
    }
  if (type == &den_closure_type)
    return den_form_line_new (_ ("C_hair"), new_chairs (entering, ((DenClosure *) record)->chair));
  return ((const DenRecord *) record)->id == 0
             ? den_form_line_new (_ ("Weekdays"), new_checks (entering, den_weekday_choices, NULL))
             : NULL;
}

static void
add_rows (DenRecordForm *form, const DenRecordType *type, gboolean is_new)
{
  if (type == &den_chair_type)
    den_record_form_add_columns (form, chair_columns);
  else if (type == &den_closure_type)
    den_record_form_add_columns (form, closure_columns);
  else
    {
      if (!is_new)
        den_record_form_add (form, "weekday");
      den_record_form_add_columns (form, opening_columns);
    }
}

static GtkWidget *
new_remove_button (Entering *entering)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Remove"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), entering);
  return button;
}

static GtkWidget *
new_content (Entering *entering, gpointer record)
{
  const DenRecordType *type = ((const DenRecord *) record)->type;
  gboolean is_new = ((const DenRecord *) record)->id == 0;
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *line = new_line (entering, record);

  entering->form = DEN_RECORD_FORM (den_record_form_new (record));
  den_record_form_set_label_group (entering->form, labels);
  add_rows (entering->form, type, is_new);
  if (line != NULL)
    den_form_line_set_label_group (DEN_FORM_LINE (line), labels);
  /* The weekdays stand before the hours, the rest behind the fields. */
  if (line != NULL && type == &den_opening_type)
    gtk_box_append (GTK_BOX (content), line);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (entering->form));
  if (line != NULL && type != &den_opening_type)
    gtk_box_append (GTK_BOX (content), line);
  if (!is_new)
    gtk_box_append (GTK_BOX (content), new_remove_button (entering));
  return content;
}

void
den_calendar_dialog_show (GtkWindow *parent, DenOffice *office, gpointer record)
{
  const DenRecordType *type = ((const DenRecord *) record)->type;
  Entering *entering = g_new0 (Entering, 1);

  entering->office = g_object_ref (office);
  entering->dialog = den_dialog_new (parent, _ (type->label), _ ("_Keep"));
  if (type == &den_chair_type && ((DenChair *) record)->rank == DEN_UNKNOWN)
    ((DenChair *) record)->rank = den_office_get_calendar (office)->chairs->len + 1;
  den_dialog_set_content (DEN_DIALOG (entering->dialog), new_content (entering, record));
  gtk_window_set_default_size (GTK_WINDOW (entering->dialog), 520, -1);
  g_object_set_data_full (G_OBJECT (entering->dialog), "entering", entering, entering_free);
  g_signal_connect (entering->dialog, "accepted", G_CALLBACK (accepted_cb), entering);
  gtk_window_present (GTK_WINDOW (entering->dialog));
}
