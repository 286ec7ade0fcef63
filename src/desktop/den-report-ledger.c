/* The REMS ledger. */
#include "den-report-ledger.h"

#include "den-booking.h"
#include "den-cells.h"
#include "den-floor-words.h"
#include "den-line-item.h"
#include "den-message.h"
#include "den-paper-print.h"
#include "den-patient-cells.h"
#include "den-report-dialog.h"
#include "den-session-window.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* How many patients are named when several forms are marked at once. */
#define MOST_NAMES 6

enum
{
  STANDING,
  DUE,
  PATIENT,
  TREATED,
  SENT,
  N_COLUMNS,
};

static const DenCellColumn columns[N_COLUMNS] = {
  [STANDING] = { .title = N_ ("Form"), .chars = 11, .strong = TRUE, .marked = TRUE },
  [DUE] = { .title = N_ ("Due"), .chars = 24, .numeric = TRUE },
  [PATIENT] = { .title = N_ ("Patient"), .chars = 22, .expands = TRUE, .strong = TRUE },
  [TREATED] = { .title = N_ ("Treated"), .chars = 22, .expands = TRUE, .numeric = TRUE },
  [SENT] = { .title = N_ ("Sent"), .chars = 12, .numeric = TRUE },
};

struct _DenReportLedger
{
  GtkBox parent_instance;

  DenOffice *office;
  GListStore *lines;
  GtkSelectionModel *selection;
  GtkStack *stack;
  GtkLabel *error_words;
  GtkWidget *sent_button;
  GtkWidget *print_button;
};

G_DEFINE_FINAL_TYPE (DenReportLedger, den_report_ledger, GTK_TYPE_BOX)

static const struct
{
  const char *label;
  const char *icon;
  const char *css_class;
} standings[] = {
  [DEN_REPORT_NOT_OWED] = { N_ ("Not owed"), "list-remove-symbolic", "den-muted" },
  [DEN_REPORT_DUE] = { N_ ("Due"), "document-open-recent-symbolic", NULL },
  [DEN_REPORT_OVERDUE] = { N_ ("Late"), "dialog-error-symbolic", "den-danger" },
  [DEN_REPORT_SENT] = { N_ ("Sent"), "object-select-symbolic", "den-good" },
  [DEN_REPORT_SENT_LATE] = { N_ ("Sent late"), "dialog-warning-symbolic", "den-caution" },
};

static gboolean
is_open (const DenLedgerLine *line)
{
  return line->standing == DEN_REPORT_DUE || line->standing == DEN_REPORT_OVERDUE;
}

/* "11/27/2026, in 3 days". */
static char *
format_due (const DenLedgerLine *line, DenDay today)
{
  g_autofree char *day = den_day_to_us (line->due_on);
  int days = (int) (line->due_on - today);

  if (!is_open (line))
    return g_strdup (day);
  if (days == 0)
    return g_strdup_printf (_ ("%s, today"), day);
  if (days > 0)
    return g_strdup_printf (ngettext ("%s, in %d day", "%s, in %d days", (gulong) days), day, days);
  return g_strdup_printf (ngettext ("%s, %d day ago", "%s, %d days ago", (gulong) -days), day,
                          -days);
}

static void
show_line (DenCells *cells, const DenLedgerLine *line, DenDay today)
{
  const DenSessionRow *row = line->row;
  g_autofree char *due = format_due (line, today);
  g_autofree char *name = den_name_with_preferred (row->name, row->preferred_name);
  g_autofree char *who = den_session_row_who (row);
  g_autofree char *treated = den_day_to_us (line->treated_on);
  g_autofree char *title = den_session_row_title (row);
  g_autofree char *sent =
      row->report_sent_on != DEN_UNKNOWN ? den_day_to_us (row->report_sent_on) : NULL;

  den_cells_set (cells, STANDING, _ (standings[line->standing].label), NULL);
  den_cells_set_mark (cells, STANDING, standings[line->standing].icon,
                      standings[line->standing].css_class);
  den_cells_set_classes (cells, STANDING, standings[line->standing].css_class, NULL);
  den_cells_set (cells, DUE, due, NULL);
  den_cells_set (cells, PATIENT, name, who);
  den_cells_set (cells, TREATED, treated, title);
  den_cells_set (cells, SENT, sent, NULL);
  den_cells_tell (cells);
}

/* ---- what is selected ---- */

/* DenLedgerLine, not owned, of the selected lines; of all of them, or of those not sent yet. */
static GPtrArray *
list_selected (DenReportLedger *self, gboolean only_open)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      guint position = gtk_bitset_get_nth (chosen, i);
      g_autoptr (DenLineItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), position);
      DenLedgerLine *line = item != NULL ? den_line_item_get (item) : NULL;

      if (line != NULL && (!only_open || is_open (line)))
        g_ptr_array_add (lines, line);
    }
  return lines;
}

static void
show_buttons (DenReportLedger *self)
{
  g_autoptr (GPtrArray) open = list_selected (self, TRUE);
  g_autoptr (GPtrArray) all = list_selected (self, FALSE);
  g_autofree char *several = g_strdup_printf (_ ("_Mark %u as sent…"), open->len);

  gtk_widget_set_sensitive (self->sent_button, open->len > 0);
  gtk_button_set_label (GTK_BUTTON (self->sent_button),
                        open->len > 1 ? several : _ ("_Mark as sent…"));
  gtk_widget_set_sensitive (self->print_button, all->len == 1);
}

static void
selection_changed_cb (GtkSelectionModel *selection, guint position, guint n, DenReportLedger *self)
{
  show_buttons (self);
}

/* "The form of Larch, Cirrus (11/20/2026) and …". */
static char *
name_lines (GPtrArray *lines)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (lines->len, MOST_NAMES); i++)
    {
      const DenLedgerLine *line = g_ptr_array_index (lines, i);
      g_autofree char *treated = den_day_to_us (line->treated_on);

      g_string_append_printf (names, _ ("%s%s, treated %s"), i > 0 ? "\n" : "", line->row->name,
                              treated);
    }
  if (lines->len > MOST_NAMES)
    g_string_append_printf (names, _ ("\nand %u more"), lines->len - MOST_NAMES);
  return g_strdup (names->str);
}

static void
mark_sent_cb (DenReportLedger *self)
{
  g_autoptr (GPtrArray) lines = list_selected (self, TRUE);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *names = name_lines (lines);

  if (lines->len == 0)
    return;
  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (rows, ((DenLedgerLine *) g_ptr_array_index (lines, i))->row->id);
  den_report_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->office, names,
                          (const gint64 *) (gconstpointer) rows->data, rows->len);
}

/* The form is kept among the patient's papers, then printed: what leaves the clinic is kept. */
static gboolean
print_form (DenReportLedger *self, const DenSessionRow *row, GError **error)
{
  DenStore *store = den_office_get_store (self->office);
  g_autoptr (DenChart) chart = den_store_load_chart (store, row->patient_id, error);
  g_autoptr (GBytes) pdf = NULL;
  const DenSession *session;
  gint64 paper_id;

  if (chart == NULL)
    return FALSE;
  session = den_chart_find_session_row (chart, row->id);
  if (session == NULL)
    {
      g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND, "%s",
                   _ ("This session was removed meanwhile."));
      return FALSE;
    }
  paper_id = den_office_keep_session_paper (self->office, chart, session, "rems-monitoring", error);
  if (paper_id == 0)
    return FALSE;
  pdf = den_store_load_paper (store, paper_id, error);
  if (pdf == NULL)
    return FALSE;
  den_paper_print (GTK_WIDGET (self), pdf, _ ("Print the monitoring form"));
  return TRUE;
}

static void
print_cb (DenReportLedger *self)
{
  g_autoptr (GPtrArray) lines = list_selected (self, FALSE);
  g_autoptr (GError) error = NULL;

  if (lines->len == 1 &&
      !print_form (self, ((DenLedgerLine *) g_ptr_array_index (lines, 0))->row, &error))
    den_show_error (GTK_WIDGET (self), _ ("The form was not made."), error);
}

static void
activated_cb (GtkListView *view, guint position, DenReportLedger *self)
{
  g_autoptr (DenLineItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), position);
  const DenLedgerLine *line = item != NULL ? den_line_item_get (item) : NULL;

  if (line != NULL)
    den_session_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->office,
                             line->row->patient_id, line->row->id);
}

/* ---- the list ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenReportLedger *self)
{
  gtk_list_item_set_child (item, den_cells_new (columns, N_COLUMNS, TRUE));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenReportLedger *self)
{
  show_line (DEN_CELLS (gtk_list_item_get_child (item)),
             den_line_item_get (gtk_list_item_get_item (item)),
             den_clock_today (den_office_get_clock (self->office)));
}

/* Rows of sessions, to select them again after the list was read anew. */
static GHashTable *
remember_selected (DenReportLedger *self)
{
  GHashTable *rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) lines = list_selected (self, FALSE);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (rows, g_memdup2 (&((DenLedgerLine *) g_ptr_array_index (lines, i))->row->id,
                                       sizeof (gint64)));
  return rows;
}

static void
select_again (DenReportLedger *self, GHashTable *rows)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (DenLineItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      const DenLedgerLine *line = den_line_item_get (item);

      if (g_hash_table_contains (rows, &line->row->id))
        gtk_selection_model_select_item (self->selection, i, FALSE);
    }
}

void
den_report_ledger_show (DenReportLedger *self)
{
  g_autoptr (GHashTable) selected = remember_selected (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = den_office_report_ledger (self->office, DEN_LEDGER_DAYS, &error);

  if (lines == NULL)
    {
      g_autofree char *words = den_error_words (_ ("The ledger can not be shown."), error);

      gtk_label_set_label (self->error_words, words);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  den_line_items_fill (self->lines, lines);
  select_again (self, selected);
  gtk_stack_set_visible_child_name (self->stack, lines->len > 0 ? "list" : "empty");
  show_buttons (self);
}

static void
den_report_ledger_dispose (GObject *object)
{
  DenReportLedger *self = DEN_REPORT_LEDGER (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_report_ledger_parent_class)->dispose (object);
}

static void
den_report_ledger_class_init (DenReportLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_report_ledger_dispose;
}

static void
den_report_ledger_init (DenReportLedger *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static GtkWidget *
new_toolbar (DenReportLedger *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = den_words_new (_ ("One form a session goes to the Spravato REMS within seven "
                                       "days. Shift and Ctrl select several."));

  gtk_widget_add_css_class (bar, "den-toolbar");
  gtk_widget_add_css_class (words, "den-muted");
  gtk_widget_set_hexpand (words, TRUE);
  self->print_button = gtk_button_new_with_label (_ ("Print form…"));
  g_signal_connect_swapped (self->print_button, "clicked", G_CALLBACK (print_cb), self);
  self->sent_button = gtk_button_new_with_mnemonic (_ ("_Mark as sent…"));
  gtk_widget_add_css_class (self->sent_button, "suggested-action");
  g_signal_connect_swapped (self->sent_button, "clicked", G_CALLBACK (mark_sent_cb), self);
  gtk_box_append (GTK_BOX (bar), words);
  gtk_box_append (GTK_BOX (bar), self->print_button);
  gtk_box_append (GTK_BOX (bar), self->sent_button);
  return bar;
}

static GtkWidget *
new_list (DenReportLedger *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  view = gtk_list_view_new (g_object_ref (self->selection), g_steal_pointer (&factory));
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_enable_rubberband (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "den-floor");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Monitoring forms"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Monitoring forms"), -1);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), new_toolbar (self));
  gtk_box_append (GTK_BOX (box), den_cells_new_headings (columns, N_COLUMNS));
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

GtkWidget *
den_report_ledger_new (DenOffice *office)
{
  DenReportLedger *self = g_object_new (DEN_TYPE_REPORT_LEDGER, NULL);

  self->office = g_object_ref (office);
  self->lines = g_list_store_new (DEN_TYPE_LINE_ITEM);
  self->selection =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->lines))));
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, new_list (self), "list");
  gtk_stack_add_named (
      self->stack,
      den_nothing_new (_ ("No monitoring form is owed"),
                       _ ("Each esketamine session that was given stands here with the day by "
                          "which its form has to reach the REMS."),
                       NULL),
      "empty");
  gtk_stack_add_named (self->stack, den_nothing_new (NULL, NULL, &self->error_words), "error");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  den_report_ledger_show (self);
  return GTK_WIDGET (self);
}
