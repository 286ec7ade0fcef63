/* A visit without a dose, placed in the days after a session in which it is thought to do most. */
#include "den-visit-dialog.h"

#include "den-course-words.h"
#include "den-dialog.h"
#include "den-floor-words.h"
#include "den-form-line.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* What the dialog holds; it belongs to the dialog. */
typedef struct
{
  DenChartEditor *editor;
  gint64 visit_row; /* 0: a new one */
  DenRecordForm *form;
  GArray *sessions; /* gint64, rows of the sessions it can follow */
  DenFormLine *after;
} Planning;

static const char *const columns[] = { "scheduled_at", "minutes", "clinician", "note", NULL };

static void
planning_free (gpointer data)
{
  Planning *planning = data;

  g_object_unref (planning->editor);
  g_array_unref (planning->sessions);
  g_free (planning);
}

/* ---- the days after a session ---- */

static const DenSession *
get_session (Planning *planning)
{
  guint chosen =
      gtk_drop_down_get_selected (GTK_DROP_DOWN (den_form_line_get_control (planning->after)));

  if (chosen >= planning->sessions->len)
    return NULL;
  return den_chart_editor_find (planning->editor, &den_session_type,
                                g_array_index (planning->sessions, gint64, chosen));
}

static gboolean
find_window (Planning *planning, DenDay *first, DenDay *last)
{
  DenOffice *office = den_chart_editor_get_office (planning->editor);
  const DenSession *session = get_session (planning);
  const DenProtocol *protocol;

  if (session == NULL)
    return FALSE;
  protocol =
      den_office_protocol_of (office, den_chart_editor_get_chart (planning->editor), session);
  return protocol != NULL && den_booking_therapy_window (session, protocol, first, last);
}

/* When it is best, and whether the day that is entered is. */
static void
tell_window (Planning *planning)
{
  const DenVisit *visit = den_record_form_get_record (planning->form);
  DenDay first, last, day;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *words = NULL;

  if (!find_window (planning, &first, &last))
    {
      den_form_line_set_hint (planning->after, NULL);
      return;
    }
  from = den_course_show_day (first);
  to = den_course_show_day (last);
  day = den_instant_is_known (visit->scheduled_at) ? den_instant_day (visit->scheduled_at)
                                                   : DEN_UNKNOWN;
  if (day != DEN_UNKNOWN && visit->kind == DEN_VISIT_PSYCHOTHERAPY && (day < first || day > last))
    words = g_strdup_printf (_ ("The day entered is outside of the best days, %s to %s (the "
                                "clinic’s default)."),
                             from, to);
  else
    words = g_strdup_printf (_ ("Best from %s to %s (the clinic’s default)."), from, to);
  den_form_line_set_hint (planning->after, words);
}

/* ---- keeping ---- */

/* The course that the visit stands in: its session's. */
static void
take_course (Planning *planning, DenVisit *visit)
{
  const DenSession *session = get_session (planning);

  if (planning->visit_row != 0 || session == NULL)
    return;
  g_free (visit->course);
  visit->course = g_strdup (session->course);
}

static gboolean
change_visit (Planning *planning, const DenVisit *entered, GError **error)
{
  const DenVisit *visit =
      den_chart_editor_find (planning->editor, &den_visit_type, planning->visit_row);
  const DenField *fields[8];
  DenValue values[8];
  gboolean changed;
  guint n = 0;

  if (visit == NULL)
    return TRUE;
  for (guint i = 0; i < den_visit_type.n_fields; i++)
    {
      fields[n] = &den_visit_type.fields[i];
      values[n] = DEN_VALUE_INIT;
      den_field_get (fields[n], entered, &values[n]);
      n++;
    }
  changed = den_chart_editor_set_values (planning->editor, visit, fields, values, n, error);
  for (guint i = 0; i < n; i++)
    den_value_clear (&values[i]);
  return changed;
}

static void
accepted_cb (DenDialog *dialog, Planning *planning)
{
  DenVisit *visit = den_record_form_get_record (planning->form);
  g_autoptr (GError) error = NULL;
  gboolean kept;

  if (!den_record_form_take (planning->form))
    return;
  take_course (planning, visit);
  if (planning->visit_row != 0)
    kept = change_visit (planning, visit, &error);
  else
    kept = den_chart_editor_add (planning->editor, den_record_copy (visit), NULL, &error) != 0;
  if (kept)
    gtk_window_destroy (GTK_WINDOW (dialog));
  else
    den_dialog_set_problem (dialog, error->message);
}

/* ---- what is asked ---- */

static gboolean
can_be_followed (const DenSession *session)
{
  return den_instant_is_known (session->scheduled_at) && session->status != DEN_SESSION_MISSED &&
         session->status != DEN_SESSION_CANCELLED;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const DenSession *one = *(DenSession *const *) a, *other = *(DenSession *const *) b;

  return one->scheduled_at.us > other->scheduled_at.us
             ? -1
             : one->scheduled_at.us < other->scheduled_at.us;
}

/* The sessions to choose from, the newest first. The chosen one is AFTER_ROW, else the last that is
 * not to come. */
static GtkWidget *
make_sessions (Planning *planning, gint64 after_row)
{
  DenOffice *office = den_chart_editor_get_office (planning->editor);
  const DenChart *chart = den_chart_editor_get_chart (planning->editor);
  DenDay today = den_office_get_today (office);
  GtkStringList *words = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) sessions = g_ptr_array_new ();
  guint chosen = GTK_INVALID_LIST_POSITION;
  GtkWidget *drop_down;

  for (guint i = 0; i < chart->sessions->len; i++)
    if (can_be_followed (g_ptr_array_index (chart->sessions, i)))
      g_ptr_array_add (sessions, g_ptr_array_index (chart->sessions, i));
  g_ptr_array_sort (sessions, compare_newest_first);
  for (guint i = 0; i < sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (sessions, i);
      g_autofree char *title =
          den_session_title (chart, session, den_office_protocol_of (office, chart, session));
      g_autofree char *day = den_course_show_day (den_instant_day (session->scheduled_at));
      g_autofree char *line = g_strdup_printf ("%s · %s", title, day);

      gtk_string_list_append (words, line);
      g_array_append_val (planning->sessions, session->record.id);
      if (session->record.id == after_row ||
          (after_row == 0 && chosen == GTK_INVALID_LIST_POSITION &&
           den_instant_day (session->scheduled_at) <= today))
        chosen = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  if (chosen != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (tell_window), planning);
  return drop_down;
}

static DenVisit *
make_visit (Planning *planning)
{
  const DenVisit *visit =
      planning->visit_row != 0
          ? den_chart_editor_find (planning->editor, &den_visit_type, planning->visit_row)
          : NULL;
  DenVisit *made;

  if (visit != NULL)
    return den_record_copy (visit);
  made = den_record_new (&den_visit_type);
  made->kind = DEN_VISIT_PSYCHOTHERAPY;
  made->status = DEN_SESSION_PLANNED;
  return made;
}

GtkWidget *
den_visit_dialog_new (GtkWindow *parent, DenChartEditor *editor, gint64 visit_row, gint64 after_row)
{
  GtkWidget *dialog =
      den_dialog_new (parent, visit_row != 0 ? _ ("Visit") : _ ("Plan a visit"), _ ("_Keep"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  Planning *planning = g_new0 (Planning, 1);

  planning->editor = g_object_ref (editor);
  planning->visit_row = visit_row;
  planning->sessions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_object_set_data_full (G_OBJECT (dialog), "planning", planning, planning_free);
  planning->form = DEN_RECORD_FORM (den_record_form_new (make_visit (planning)));
  planning->after =
      DEN_FORM_LINE (den_form_line_new (_ ("_After"), make_sessions (planning, after_row)));
  den_record_form_set_label_group (planning->form, labels);
  den_form_line_set_label_group (planning->after, labels);
  den_record_form_add (planning->form, "kind");
  gtk_box_append (GTK_BOX (planning->form), GTK_WIDGET (planning->after));
  den_record_form_add_columns (planning->form, columns);
  if (visit_row != 0)
    den_record_form_add (planning->form, "status");
  g_signal_connect_swapped (planning->form, "changed", G_CALLBACK (tell_window), planning);
  gtk_box_append (GTK_BOX (box),
                  den_course_patient_words_new (den_chart_editor_get_chart (editor)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (planning->form));
  den_dialog_set_content (DEN_DIALOG (dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 540, -1);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), planning);
  tell_window (planning);
  return dialog;
}
