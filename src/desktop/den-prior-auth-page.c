/* Prior authorization: what is asked for at the left; at the right what is missing before the
 * packet may leave, and the packet. */
#include "den-prior-auth-page.h"

#include "den-chart-paper.h"
#include "den-chart-place.h"
#include "den-mnemonics.h"
#include "den-papers-list.h"
#include "den-patient-page.h"
#include "den-policy-picker.h"
#include "den-request-form.h"
#include "den-text.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* Of the side with the packet. */
#define SIDE_WIDTH 380

struct _DenPriorAuthPage
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  DenRequestForm *form;
  GtkBox *missing;
  DenPapersList *papers;
};

G_DEFINE_FINAL_TYPE (DenPriorAuthPage, den_prior_auth_page, GTK_TYPE_BOX)

static const char *
get_policy_id (DenPriorAuthPage *self)
{
  const DenPolicy *policy = den_chart_editor_get_policy (self->editor);

  return policy != NULL ? policy->policy_id : NULL;
}

/* Leads to where what is missing is entered. */
static void
go_to_cb (GtkButton *button, DenPriorAuthPage *self)
{
  const char *text = g_object_get_data (G_OBJECT (button), "place");
  DenPatientPage *page = den_patient_page_of (GTK_WIDGET (self));
  DenChartPlace place;

  if (!den_chart_place_find (den_chart_editor_get_chart (self->editor), text, &place))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.section", "s", "clinic");
  else if (!den_prior_auth_page_go_to (self, &place) && page != NULL)
    den_patient_page_go_to (page, &place);
}

static GtkWidget *
make_missing_row (DenPriorAuthPage *self, const DenProblem *problem)
{
  g_autofree char *words = den_text_sentence_case (problem->message);
  GtkWidget *line = den_marked_words_new ("dialog-warning-symbolic", words, "den-caution");
  GtkWidget *button;
  g_autofree char *name = NULL;

  if (*problem->place == '\0')
    return line;
  button = gtk_button_new_from_icon_name ("go-next-symbolic");
  name = g_strdup_printf (_ ("Go to: %s"), problem->message);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "place", g_strdup (problem->place), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (go_to_cb), self);
  gtk_widget_set_valign (gtk_widget_get_first_child (line), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), button);
  return line;
}

static void
show_missing (DenPriorAuthPage *self)
{
  g_autoptr (DenProblems) missing = NULL;

  den_box_clear (self->missing);
  if (get_policy_id (self) == NULL)
    return;
  missing = den_office_prior_auth_missing (den_chart_editor_get_office (self->editor),
                                           den_chart_editor_get_chart (self->editor),
                                           get_policy_id (self));
  for (guint i = 0; i < missing->len; i++)
    gtk_box_append (self->missing, make_missing_row (self, g_ptr_array_index (missing, i)));
  if (missing->len == 0)
    gtk_box_append (self->missing,
                    den_marked_words_new ("object-select-symbolic",
                                          _ ("Nothing is missing: the packet may leave."),
                                          "den-good"));
  else
    gtk_box_append (self->missing,
                    den_words_new (_ ("The packet can be made all the same, marked as a draft.")));
}

static void
make_cb (GtkButton *button, DenPriorAuthPage *self)
{
  gint64 paper_id = den_chart_paper_make (GTK_WIDGET (self), self->editor);

  if (paper_id == 0)
    return;
  den_papers_list_update (self->papers);
  den_chart_paper_open (GTK_WIDGET (self), self->editor, paper_id);
}

static void
save_cb (GtkButton *button, DenPriorAuthPage *self)
{
  gint64 paper_id = den_chart_paper_make (GTK_WIDGET (self), self->editor);

  if (paper_id == 0)
    return;
  den_papers_list_update (self->papers);
  den_chart_paper_save_as (GTK_WIDGET (self), self->editor, paper_id);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenPriorAuthPage *self)
{
  show_missing (self);
}

/* Papers are kept by the office, not by the editor: also by Ctrl+P and by another window. */
static void
patient_changed_cb (DenOffice *office, gint64 patient_id, DenPriorAuthPage *self)
{
  if (patient_id == 0 || patient_id == den_chart_editor_get_patient_id (self->editor))
    den_papers_list_update (self->papers);
}

static void
clinic_changed_cb (DenOffice *office, DenPriorAuthPage *self)
{
  show_missing (self);
}

gboolean
den_prior_auth_page_go_to (DenPriorAuthPage *self, const DenChartPlace *place)
{
  return place->type == &den_authorization_type &&
         den_request_form_focus (self->form, place->column);
}

static void
den_prior_auth_page_dispose (GObject *object)
{
  g_clear_object (&DEN_PRIOR_AUTH_PAGE (object)->editor);

  G_OBJECT_CLASS (den_prior_auth_page_parent_class)->dispose (object);
}

static void
den_prior_auth_page_class_init (DenPriorAuthPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_prior_auth_page_dispose;
}

static void
den_prior_auth_page_init (DenPriorAuthPage *self)
{
}

static void
add_button (GtkBox *box, GtkWidget *button)
{
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (box, button);
}

static GtkWidget *
make_buttons (DenPriorAuthPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *make = gtk_button_new_with_mnemonic (_ ("_Make and open"));
  GtkWidget *print = gtk_button_new_with_mnemonic (_ ("_Print…"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("Save _as…"));

  gtk_widget_add_css_class (make, "suggested-action");
  gtk_widget_set_tooltip_text (print, _ ("Print (Ctrl+P)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "win.print");
  g_signal_connect (make, "clicked", G_CALLBACK (make_cb), self);
  g_signal_connect (save, "clicked", G_CALLBACK (save_cb), self);
  add_button (GTK_BOX (box), make);
  add_button (GTK_BOX (box), print);
  add_button (GTK_BOX (box), save);
  return box;
}

static GtkWidget *
make_side (DenPriorAuthPage *self)
{
  GtkBox *content;
  GtkWidget *side = den_page_new (_ ("The packet"), &content);

  self->missing = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->papers = DEN_PAPERS_LIST (den_papers_list_new (self->editor));
  gtk_box_append (content, den_group_new (_ ("Before it may leave"), GTK_WIDGET (self->missing)));
  gtk_box_append (content, den_group_new (_ ("The packet"), make_buttons (self)));
  gtk_box_append (content, den_group_new (_ ("Papers made"), GTK_WIDGET (self->papers)));
  gtk_widget_set_hexpand (side, FALSE);
  gtk_widget_set_size_request (side, SIDE_WIDTH, -1);
  return side;
}

GtkWidget *
den_prior_auth_page_new (DenChartEditor *editor)
{
  DenPriorAuthPage *self = g_object_new (DEN_TYPE_PRIOR_AUTH_PAGE, NULL);
  DenOffice *office = den_chart_editor_get_office (editor);
  GtkBox *content;

  self->editor = g_object_ref (editor);
  self->form = DEN_REQUEST_FORM (den_request_form_new (editor));
  gtk_box_append (GTK_BOX (self), den_page_new (_ ("Request"), &content));
  gtk_box_append (content, den_group_new (_ ("Policy"), den_policy_picker_new (editor)));
  gtk_box_append (content, den_group_new (_ ("Request"), GTK_WIDGET (self->form)));
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self), make_side (self));
  show_missing (self);
  den_mnemonics_assign (GTK_WIDGET (self), DEN_WINDOW_MNEMONICS);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (office, "patient-changed", G_CALLBACK (patient_changed_cb), self, 0);
  g_signal_connect_object (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self, 0);
  return GTK_WIDGET (self);
}
