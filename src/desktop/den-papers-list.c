/* The packets that were made for a patient, newest first. */
#include "den-papers-list.h"

#include "den-chart-paper.h"
#include "den-field-control.h"
#include "den-message.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenPapersList
{
  GtkBox parent_instance;

  DenChartEditor *editor;
};

G_DEFINE_FINAL_TYPE (DenPapersList, den_papers_list, GTK_TYPE_BOX)

/* So much of a paper's hash tells it from every other; the footer bears as much. */
#define HASH_DIGITS 12

static gint64
get_paper_id (GtkButton *button)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (button), "paper-id");
}

static void
open_cb (GtkButton *button, DenPapersList *self)
{
  den_chart_paper_open (GTK_WIDGET (self), self->editor, get_paper_id (button));
}

static void
save_cb (GtkButton *button, DenPapersList *self)
{
  den_chart_paper_save_as (GTK_WIDGET (self), self->editor, get_paper_id (button));
}

/* "11/20/2026 09:05 by R. Ortiz, draft", and below it policy, pages and hash. */
static char *
format_paper (const DenMadePaper *paper)
{
  g_autofree char *at = den_field_show_instant (paper->made_at);

  return g_strdup_printf (
      _ ("%s by %s%s\n%s, %d pages, %.*s"), at, paper->made_by != NULL ? paper->made_by : "?",
      paper->draft == 1 ? _ (", draft") : "", paper->policy != NULL ? paper->policy : "",
      paper->pages != DEN_UNKNOWN ? (int) paper->pages : 0, HASH_DIGITS,
      paper->sha256 != NULL ? paper->sha256 : "");
}

static GtkWidget *
make_button (DenPapersList *self, const DenMadePaper *paper, const char *label, const char *name,
             GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "paper-id",
                          g_memdup2 (&paper->record.id, sizeof (gint64)), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_row (DenPapersList *self, const DenMadePaper *paper)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *words = format_paper (paper);
  g_autofree char *at = den_field_show_instant (paper->made_at);
  g_autofree char *open = g_strdup_printf (_ ("Open the paper of %s"), at);
  g_autofree char *save = g_strdup_printf (_ ("Save the paper of %s"), at);
  GtkWidget *label = den_words_new (words);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), make_button (self, paper, _ ("Open"), open, G_CALLBACK (open_cb)));
  gtk_box_append (GTK_BOX (row),
                  make_button (self, paper, _ ("Save…"), save, G_CALLBACK (save_cb)));
  return row;
}

void
den_papers_list_update (DenPapersList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers =
      den_office_load_papers (den_chart_editor_get_office (self->editor),
                              den_chart_editor_get_patient_id (self->editor), &error);

  den_box_clear (GTK_BOX (self));
  if (papers == NULL)
    {
      g_autofree char *words = den_error_words (_ ("The papers can not be shown."), error);

      gtk_box_append (GTK_BOX (self), den_words_new (words));
      return;
    }
  for (guint i = 0; i < papers->len; i++)
    gtk_box_append (GTK_BOX (self), make_row (self, g_ptr_array_index (papers, i)));
  if (papers->len == 0)
    gtk_box_append (GTK_BOX (self), den_words_new (_ ("No paper was made yet.")));
}

static void
den_papers_list_dispose (GObject *object)
{
  g_clear_object (&DEN_PAPERS_LIST (object)->editor);

  G_OBJECT_CLASS (den_papers_list_parent_class)->dispose (object);
}

static void
den_papers_list_class_init (DenPapersListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_papers_list_dispose;
}

static void
den_papers_list_init (DenPapersList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_papers_list_new (DenChartEditor *editor)
{
  DenPapersList *self = g_object_new (DEN_TYPE_PAPERS_LIST, NULL);

  self->editor = g_object_ref (editor);
  den_papers_list_update (self);
  return GTK_WIDGET (self);
}
