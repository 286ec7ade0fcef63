/* A row of the verdict. */
#include "den-finding-row.h"

#include "den-field-control.h"
#include "den-marks.h"

#include <glib/gi18n-lib.h>

struct _DenFindingRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *outcome_words;
  GtkWidget *reason;
  GtkWidget *rationale;
  GtkWidget *override_button;
  GtkWidget *lead;
  char *rule;
  char *words;
  DenOutcome outcome;
};

enum
{
  OVERRIDE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenFindingRow, den_finding_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_label (GtkWidget *label, const char *words)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), words) != 0)
    gtk_label_set_text (GTK_LABEL (label), words);
}

static void
show_override (DenFindingRow *row, const DenFinding *finding, const char *label)
{
  g_autofree char *rationale = NULL;
  g_autofree char *name = NULL;
  gboolean offered = finding->can_override || finding->override != NULL;

  gtk_widget_set_visible (row->override_button, offered);
  gtk_widget_set_visible (row->rationale, finding->override != NULL);
  if (!offered)
    return;
  gtk_button_set_icon_name (GTK_BUTTON (row->override_button), finding->override != NULL
                                                                   ? "edit-undo-symbolic"
                                                                   : "document-edit-symbolic");
  name = g_strdup_printf (finding->override != NULL ? _ ("Withdraw the override of: %s")
                                                    : _ ("Override with a written reason: %s"),
                          label);
  gtk_widget_set_tooltip_text (row->override_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->override_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (finding->override == NULL)
    return;
  rationale = g_strdup_printf (_ ("Overridden by %s: “%s”"),
                               finding->override->decided_by != NULL ? finding->override->decided_by
                                                                     : _ ("someone unnamed"),
                               finding->override->rationale);
  set_label (row->rationale, rationale);
}

void
den_finding_row_set (DenFindingRow *row, const DenFinding *finding, const char *label)
{
  g_autofree char *title = den_sentence_case (label);
  const char *outcome = _ (den_outcome_label (finding->outcome));
  gboolean leads = finding->place.type != NULL;

  g_free (row->rule);
  row->rule = g_strdup (finding->rule);
  row->outcome = finding->outcome;
  g_free (row->words);
  row->words = g_strdup_printf ("%s: %s. %s", title, outcome,
                                finding->reason != NULL ? finding->reason : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), den_outcome_icon (finding->outcome));
  den_mark_set_class (row->icon, den_outcome_class (finding->outcome));
  den_mark_set_class (row->outcome_words, den_outcome_class (finding->outcome));
  set_label (row->title, title);
  set_label (row->outcome_words, outcome);
  set_label (row->reason, finding->reason != NULL ? finding->reason : "");
  gtk_widget_set_visible (row->lead, leads);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), leads);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), leads ? _ ("Go to the fact") : NULL);
  show_override (row, finding, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, row->words,
                                  -1);
}

const char *
den_finding_row_get_rule (DenFindingRow *row)
{
  return row->rule;
}

DenOutcome
den_finding_row_get_outcome (DenFindingRow *row)
{
  return row->outcome;
}

const char *
den_finding_row_get_words (DenFindingRow *row)
{
  return row->words;
}

static void
override_cb (GtkWidget *button, DenFindingRow *row)
{
  g_signal_emit (row, signals[OVERRIDE], 0, row->rule);
}

static void
den_finding_row_finalize (GObject *object)
{
  DenFindingRow *row = DEN_FINDING_ROW (object);

  g_free (row->rule);
  g_free (row->words);
  G_OBJECT_CLASS (den_finding_row_parent_class)->finalize (object);
}

static void
den_finding_row_class_init (DenFindingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_finding_row_finalize;
  signals[OVERRIDE] = g_signal_new ("override", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/dendra/Dendra/den-finding-row.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, icon);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, title);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, outcome_words);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, reason);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, rationale);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, override_button);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), DenFindingRow, lead);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), override_cb);
}

static void
den_finding_row_init (DenFindingRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
}

GtkWidget *
den_finding_row_new (void)
{
  return g_object_new (DEN_TYPE_FINDING_ROW, NULL);
}
