/* The prior-authorization packet of an open chart: made, kept, opened, saved, printed. */
#include "den-chart-paper.h"

#include "den-file-chooser.h"
#include "den-message.h"
#include "den-paper-print.h"

#include <glib/gi18n-lib.h>

/* The newest kept paper of the policy where it bears the hash; 0 for none. */
static gint64
find_kept (DenChartEditor *editor, const char *policy_id, const char *sha256)
{
  g_autoptr (GPtrArray) papers = den_office_load_papers (
      den_chart_editor_get_office (editor), den_chart_editor_get_patient_id (editor), NULL);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      const DenMadePaper *paper = g_ptr_array_index (papers, i);

      if (g_strcmp0 (paper->policy, policy_id) == 0)
        return g_strcmp0 (paper->sha256, sha256) == 0 ? paper->record.id : 0;
    }
  return 0;
}

gint64
den_chart_paper_make (GtkWidget *widget, DenChartEditor *editor)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  const DenChart *chart = den_chart_editor_get_chart (editor);
  const char *policy_id = den_chart_editor_get_policy (editor)->policy_id;
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) paper = den_office_make_prior_auth (office, chart, policy_id, NULL, &error);
  gint64 id = 0;

  if (paper != NULL)
    id = find_kept (editor, policy_id, paper->sha256);
  if (paper != NULL && id == 0)
    id = den_office_keep_prior_auth (office, chart, policy_id, &error);
  if (id == 0)
    den_show_error (widget, _ ("The packet was not made."), error);
  return id;
}

/* Writes the paper to a private file that goes away with the program; its path, or NULL. */
static char *
write_scratch (GtkWidget *widget, DenChartEditor *editor, gint64 paper_id, GError **error)
{
  DenStore *store = den_office_get_store (den_chart_editor_get_office (editor));
  const char *mrn = den_chart_editor_get_chart (editor)->patient->mrn;
  g_autoptr (GBytes) pdf = den_store_load_paper (store, paper_id, error);
  g_autofree char *name = g_strdup_printf ("prior-authorization-%s.pdf", mrn);

  return pdf != NULL ? den_paper_write_scratch (pdf, name, error) : NULL;
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    den_show_error (widget, _ ("No program shows the paper: save it to a file instead."), error);
}

void
den_chart_paper_open (GtkWidget *widget, DenChartEditor *editor, gint64 paper_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_scratch (widget, editor, paper_id, &error);
  g_autofree char *uri = NULL;
  g_autoptr (GAppLaunchContext) context = NULL;

  if (path == NULL)
    {
      den_show_error (widget, _ ("The paper can not be shown."), error);
      return;
    }
  uri = g_filename_to_uri (path, NULL, NULL);
  context =
      G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gtk_widget_get_display (widget)));
  g_app_info_launch_default_for_uri_async (uri, context, NULL, launched_cb, g_object_ref (widget));
}

static void
save_chosen_cb (GListModel *files, gpointer data)
{
  GtkWidget *widget = data;
  GBytes *pdf = g_object_get_data (G_OBJECT (widget), "pdf-to-save");
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || pdf == NULL)
    return;
  if (!den_write_file (path, pdf, &error))
    {
      den_show_error (widget, _ ("The paper was not saved."), error);
      return;
    }
  words = g_strdup_printf (_ ("Saved to %s"), path);
  den_show_note (widget, words);
}

void
den_chart_paper_save_as (GtkWidget *widget, DenChartEditor *editor, gint64 paper_id)
{
  DenStore *store = den_office_get_store (den_chart_editor_get_office (editor));
  const char *mrn = den_chart_editor_get_chart (editor)->patient->mrn;
  g_autofree char *name = g_strdup_printf ("prior-authorization-%s.pdf", mrn);
  g_autoptr (GError) error = NULL;
  GBytes *pdf = den_store_load_paper (store, paper_id, &error);

  if (pdf == NULL)
    {
      den_show_error (widget, _ ("The paper can not be read."), error);
      return;
    }
  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  g_object_set_data_full (G_OBJECT (widget), "pdf-to-save", pdf, (GDestroyNotify) g_bytes_unref);
  den_choose_file_to_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the paper"), name,
                           save_chosen_cb, widget);
}

void
den_chart_paper_print (GtkWidget *widget, DenChartEditor *editor)
{
  gint64 paper_id = den_chart_paper_make (widget, editor);
  DenStore *store = den_office_get_store (den_chart_editor_get_office (editor));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (paper_id == 0)
    return;
  pdf = den_store_load_paper (store, paper_id, &error);
  if (pdf != NULL)
    den_paper_print (widget, pdf, _ ("Print the prior authorization"));
  else
    den_show_error (widget, _ ("The paper can not be printed."), error);
}
