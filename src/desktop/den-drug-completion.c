/* Completion of drug names. */
#include "den-drug-completion.h"

#include "den-decimal.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 8
#define UG_PER_MG 1000

struct _DenDrugCompletion
{
  GtkPopover parent_instance;

  GtkWidget *entry; /* outlives the list: they stand in one box */
  const DenReference *reference;
  GtkWidget *list;
  gboolean choosing;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenDrugCompletion, den_drug_completion, GTK_TYPE_POPOVER)

char *
den_drug_completion_describe (const DenDrug *drug)
{
  g_autoptr (GString) words = g_string_new (drug->name);
  g_autofree char *dose = NULL;

  if (drug->brands != NULL)
    g_string_append_printf (words, " (%s)", drug->brands);
  if (drug->drug_class != NULL)
    g_string_append_printf (words, " · %s", drug->drug_class);
  if (drug->kind == DEN_DRUG_ANTIDEPRESSANT && drug->min_daily_ug != DEN_UNKNOWN)
    {
      dose = den_decimal_to_text (drug->min_daily_ug, UG_PER_MG);
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("from %s mg a day"), dose);
    }
  return g_strdup (words->str);
}

void
den_drug_completion_close (DenDrugCompletion *completion)
{
  gtk_popover_popdown (GTK_POPOVER (completion));
}

static void
choose (DenDrugCompletion *completion, GtkListBoxRow *row)
{
  const DenDrug *drug = g_object_get_data (G_OBJECT (row), "drug");

  completion->choosing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (completion->entry), drug->name);
  gtk_editable_set_position (GTK_EDITABLE (completion->entry), -1);
  completion->choosing = FALSE;
  den_drug_completion_close (completion);
  g_signal_emit (completion, signals[CHOSEN], 0);
}

static GtkWidget *
new_row (const DenDrug *drug)
{
  g_autofree char *words = den_drug_completion_describe (drug);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (row), "drug", (gpointer) drug);
  return row;
}

/* A list can not hang on an entry that was scrolled out of the window. */
static gboolean
is_in_view (GtkWidget *entry)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (entry));
  graphene_rect_t bounds;

  return root != NULL && gtk_widget_compute_bounds (entry, root, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (root);
}

/* Offers what begins as TYPED does; nothing where that is the whole name already. */
static void
offer (DenDrugCompletion *completion, const char *typed)
{
  g_autoptr (GPtrArray) drugs = den_reference_complete_drug (completion->reference, typed);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (completion->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (completion->list), GTK_WIDGET (row));
  for (guint i = 0; i < MIN (drugs->len, MOST_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (completion->list), new_row (g_ptr_array_index (drugs, i)));
  if (drugs->len > 0 && is_in_view (completion->entry))
    gtk_popover_popup (GTK_POPOVER (completion));
  else
    den_drug_completion_close (completion);
}

static void
typed_cb (GtkEditable *entry, DenDrugCompletion *completion)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);
  const char *typed = gtk_editable_get_text (entry);

  if (completion->choosing || !gtk_widget_has_focus (GTK_WIDGET (text)))
    return;
  if (*typed == '\0')
    den_drug_completion_close (completion);
  else
    offer (completion, typed);
}

static gboolean
move (DenDrugCompletion *completion, int step)
{
  GtkListBox *list = GTK_LIST_BOX (completion->list);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : -1);

  /* Above the first is what was typed. */
  if (index < 0)
    gtk_list_box_unselect_all (list);
  else if ((row = gtk_list_box_get_row_at_index (list, index)) != NULL)
    gtk_list_box_select_row (list, row);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenDrugCompletion *completion)
{
  GtkListBoxRow *row;

  if (!gtk_widget_get_visible (GTK_WIDGET (completion)))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (completion, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (completion, -1);
    case GDK_KEY_Escape:
      den_drug_completion_close (completion);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      row = gtk_list_box_get_selected_row (GTK_LIST_BOX (completion->list));
      if (row == NULL)
        return GDK_EVENT_PROPAGATE;
      choose (completion, row);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, DenDrugCompletion *completion)
{
  choose (completion, row);
}

static void
den_drug_completion_class_init (DenDrugCompletionClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_drug_completion_init (DenDrugCompletion *completion)
{
  completion->list = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (completion->list), TRUE);
  gtk_widget_set_can_focus (completion->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (completion->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Drug names"), -1);
  g_signal_connect (completion->list, "row-activated", G_CALLBACK (row_activated_cb), completion);
  gtk_popover_set_child (GTK_POPOVER (completion), completion->list);
  gtk_popover_set_autohide (GTK_POPOVER (completion), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (completion), FALSE);
  gtk_popover_set_position (GTK_POPOVER (completion), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (completion), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (completion), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (completion), "menu");
}

GtkWidget *
den_drug_completion_new (GtkWidget *entry, const DenReference *reference)
{
  DenDrugCompletion *completion = g_object_new (DEN_TYPE_DRUG_COMPLETION, NULL);
  GtkEventController *key = gtk_event_controller_key_new ();

  completion->entry = entry;
  completion->reference = reference;
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), completion, 0);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_cb), completion, 0);
  gtk_widget_add_controller (entry, key);
  return GTK_WIDGET (completion);
}
