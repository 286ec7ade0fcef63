/* A row of the verdict. */
#include "den-finding-row.h"

#include "den-marks.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

struct _DenFindingRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *outcome_words;
  GtkWidget *reason;
  GtkWidget *override_button;
  GtkWidget *lead;
  char *rule;
  char *words;
  DenOutcome outcome;
  gboolean leads;
  gboolean overridden;
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

/* The finding's reason tells who overrode it and why. */
static void
show_override (DenFindingRow *row, const DenFinding *finding, const char *label)
{
  g_autofree char *name = NULL;
  gboolean offered = finding->can_override || finding->override != NULL;

  gtk_widget_set_visible (row->override_button, offered);
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
}

/* Whether the row shows just this already: most findings stay as they are from one verdict to the
 * next. */
static gboolean
shows (DenFindingRow *row, const DenFinding *finding, const char *words)
{
  return g_strcmp0 (row->words, words) == 0 && g_strcmp0 (row->rule, finding->rule) == 0 &&
         row->outcome == finding->outcome && row->leads == (finding->place.type != NULL) &&
         finding->override == NULL && !row->overridden &&
         gtk_widget_get_visible (row->override_button) == finding->can_override;
}

static void
show_outcome (DenFindingRow *row, DenOutcome outcome)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), den_outcome_icon (outcome));
  den_mark_set_class (row->icon, den_outcome_class (outcome));
  den_mark_set_class (row->outcome_words, den_outcome_class (outcome));
  set_label (row->outcome_words, _ (den_outcome_label (outcome)));
}

void
den_finding_row_set (DenFindingRow *row, const DenFinding *finding, const char *label)
{
  const char *reason = finding->reason != NULL ? finding->reason : "";
  g_autofree char *title = den_text_sentence_case (label);
  g_autofree char *words =
      g_strdup_printf ("%s: %s. %s", title, _ (den_outcome_label (finding->outcome)), reason);

  if (shows (row, finding, words))
    return;
  g_free (row->rule);
  row->rule = g_strdup (finding->rule);
  g_free (row->words);
  row->words = g_steal_pointer (&words);
  row->outcome = finding->outcome;
  row->leads = finding->place.type != NULL;
  row->overridden = finding->override != NULL;
  show_outcome (row, finding->outcome);
  set_label (row->title, title);
  set_label (row->reason, reason);
  gtk_widget_set_visible (row->lead, row->leads);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), row->leads);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), row->leads ? _ ("Go to the fact") : NULL);
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
