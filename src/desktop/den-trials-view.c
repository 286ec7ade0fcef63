/* Timeline and list of trials. */
#include "den-trials-view.h"

#include "den-drawing-view.h"
#include "den-fact-lists.h"
#include "den-pictures.h"

#include <glib/gi18n-lib.h>

struct _DenTrialsView
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkWidget *picture;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (DenTrialsView, den_trials_view, GTK_TYPE_BOX)

static DenDrawing *
make_drawing (double width, DenMeasure measure, gpointer measure_data, gpointer data)
{
  DenTrialsView *view = data;
  const DenVerdict *verdict = den_chart_editor_get_verdict (view->editor);

  if (verdict == NULL)
    return NULL;
  return den_picture_trials (den_chart_editor_get_chart (view->editor), verdict, verdict->on, width,
                             measure, measure_data);
}

/* "4 trials, 2 of them count." */
static char *
describe (DenTrialsView *view)
{
  const DenChart *chart = den_chart_editor_get_chart (view->editor);
  const DenVerdict *verdict = den_chart_editor_get_verdict (view->editor);

  return g_strdup_printf (_ ("%u trials, of which %d count."), chart->trials->len,
                          verdict != NULL ? verdict->counted_trials : 0);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenTrialsView *view)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);
  g_autofree char *description = NULL;

  if (type != NULL && type != &den_trial_type && type != &den_dose_segment_type &&
      type != &den_episode_type && type != &den_policy_type)
    return;
  description = describe (view);
  gtk_widget_set_visible (view->picture, chart->trials->len > 0);
  den_drawing_view_update (DEN_DRAWING_VIEW (view->picture), description);
}

static void
den_trials_view_dispose (GObject *object)
{
  DenTrialsView *view = DEN_TRIALS_VIEW (object);

  G_OBJECT_CLASS (den_trials_view_parent_class)->dispose (object);
  g_clear_object (&view->editor);
}

static void
den_trials_view_class_init (DenTrialsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_trials_view_dispose;
}

static void
den_trials_view_init (DenTrialsView *view)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (view), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (view), 6);
}

GtkWidget *
den_trials_view_new (DenChartEditor *editor)
{
  DenTrialsView *view = g_object_new (DEN_TYPE_TRIALS_VIEW, NULL);

  view->editor = g_object_ref (editor);
  view->picture = den_drawing_view_new (_ ("Timeline of the trials"), make_drawing, view);
  view->list = den_record_list_new (editor, &den_trial_list);
  gtk_box_append (GTK_BOX (view), view->list);
  gtk_box_append (GTK_BOX (view), view->picture);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), view, 0);
  changed_cb (editor, NULL, view);
  return GTK_WIDGET (view);
}

DenRecordList *
den_trials_view_get_list (DenTrialsView *view)
{
  return DEN_RECORD_LIST (view->list);
}
