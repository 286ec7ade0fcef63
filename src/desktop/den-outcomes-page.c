/* The clinic's outcomes: one line a published result, with its own study, scale, endpoint and time
 * point, beside what the clinic's patients reached on the same. Rows are never mixed, and fewer
 * than ten patients are not told as a share. */
#include "den-outcomes-page.h"

#include "den-booking.h"
#include "den-cells.h"
#include "den-drawing-view.h"
#include "den-interval-picture.h"
#include "den-message.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenOutcomesPage
{
  GtkBox parent_instance;

  DenOffice *office;
  DenOutcomeTally *tally;    /* NULL until it is summed up */
  GCancellable *cancellable; /* of the sum that runs, or NULL */
  gint64 patients;           /* of the clinic, as the last sum said */
  GtkLabel *summary;
  GtkProgressBar *progress;
  GtkWidget *busy;
  GtkWidget *again;
  GtkStack *stack;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (DenOutcomesPage, den_outcomes_page, GTK_TYPE_BOX)

enum
{
  CELL_STUDY,
  CELL_ENDPOINT,
  CELL_PUBLISHED,
  CELL_CLINIC,
  N_CELLS,
};

static const DenCellColumn columns[N_CELLS] = {
  [CELL_STUDY] = { .title = N_ ("Study"), .chars = 24, .expands = TRUE, .strong = TRUE },
  [CELL_ENDPOINT] = { .title = N_ ("Endpoint"), .chars = 20, .numeric = TRUE },
  [CELL_PUBLISHED] = { .title = N_ ("Published"), .chars = 12, .numeric = TRUE },
  [CELL_CLINIC] = { .title = N_ ("This clinic"), .chars = 30, .numeric = TRUE, .strong = TRUE },
};

/* One line's picture: which row of the reference it is of. */
typedef struct
{
  DenOutcomesPage *page;
  guint row;
} Line;

/* ---- one line ---- */

static const DenBenchmark *
get_benchmark (DenOutcomesPage *self, guint row)
{
  return g_ptr_array_index (den_office_get_reference (self->office)->benchmarks, row);
}

/* "69.3 %". */
static char *
format_permille (gint64 permille)
{
  return g_strdup_printf ("%d.%d %%", (int) (permille / 10), (int) (permille % 10));
}

static char *
format_endpoint (const DenBenchmark *benchmark)
{
  const char *label = _ (den_endpoint_choices[benchmark->endpoint].label);

  if (benchmark->endpoint != DEN_ENDPOINT_REMISSION || benchmark->remission_at_most == DEN_UNKNOWN)
    return g_strdup (label);
  return g_strdup_printf (_ ("%s (at most %d)"), label, (int) benchmark->remission_at_most);
}

static char *
format_time_point (const DenBenchmark *benchmark)
{
  return g_strdup_printf (benchmark->endpoint == DEN_ENDPOINT_RELAPSE
                              ? _ ("%s, %d days after response")
                              : _ ("%s, day %d"),
                          benchmark->scale, (int) benchmark->day);
}

/* The share, or that there are too few; SECOND gets the numbers behind it. */
static char *
format_clinic (const DenClinicOutcome *clinic, char **second)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  *second = NULL;
  if (clinic->too_few)
    return g_strdup_printf (_ ("Too few (n = %d)"), (int) clinic->n);
  lower = format_permille (clinic->lower_permille);
  upper = format_permille (clinic->upper_permille);
  *second = g_strdup_printf (_ ("%d of n = %d · %s to %s"), (int) clinic->of, (int) clinic->n,
                             lower, upper);
  return format_permille ((clinic->of * 2000 + clinic->n) / (clinic->n * 2));
}

static DenDrawing *
make_drawing (double width, DenMeasure measure, gpointer measure_data, gpointer data)
{
  const Line *line = data;
  DenClinicOutcome clinic;

  if (line->page->tally == NULL)
    return NULL;
  den_outcome_tally_row (line->page->tally, line->row, &clinic);
  return den_interval_picture (get_benchmark (line->page, line->row)->permille, &clinic, width);
}

static GtkWidget *
make_picture (DenOutcomesPage *self, guint row, const char *description)
{
  Line *line = g_new (Line, 1);
  GtkWidget *picture;

  *line = (Line){ self, row };
  picture = den_drawing_view_new (_ ("Interval"), make_drawing, line);
  g_object_set_data_full (G_OBJECT (picture), "line", line, g_free);
  gtk_widget_set_hexpand (picture, FALSE);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  den_drawing_view_update (DEN_DRAWING_VIEW (picture), description);
  return picture;
}

/* Whom the study treated, beside what, and where it says so. */
static GtkWidget *
make_citation (const DenBenchmark *benchmark)
{
  const char *const parts[] = { benchmark->population, benchmark->comparator, benchmark->citation };
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *citation;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ". " : "", parts[i]);
  citation = den_words_new (words->str);
  gtk_widget_add_css_class (citation, "den-hint");
  if (benchmark->source != NULL)
    gtk_widget_set_tooltip_text (citation, benchmark->source);
  return citation;
}

static GtkWidget *
make_line (DenOutcomesPage *self, guint row)
{
  const DenBenchmark *benchmark = get_benchmark (self, row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *cells = den_cells_new (columns, N_CELLS, TRUE);
  GtkWidget *citation = make_citation (benchmark);
  DenClinicOutcome clinic;
  g_autofree char *endpoint = format_endpoint (benchmark);
  g_autofree char *time_point = format_time_point (benchmark);
  g_autofree char *percent = format_permille (benchmark->permille);
  g_autofree char *published =
      benchmark->n != DEN_UNKNOWN ? g_strdup_printf ("n = %d", (int) benchmark->n) : NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *share = NULL;

  den_outcome_tally_row (self->tally, row, &clinic);
  share = format_clinic (&clinic, &numbers);
  den_cells_set (DEN_CELLS (cells), CELL_STUDY, benchmark->study, NULL);
  den_cells_set (DEN_CELLS (cells), CELL_ENDPOINT, endpoint, time_point);
  den_cells_set (DEN_CELLS (cells), CELL_PUBLISHED, percent, published);
  den_cells_set (DEN_CELLS (cells), CELL_CLINIC, share, numbers);
  den_cells_tell (DEN_CELLS (cells));
  gtk_box_append (GTK_BOX (cells), make_picture (self, row, numbers != NULL ? numbers : share));
  gtk_widget_add_css_class (box, "den-outcome-line");
  gtk_box_append (GTK_BOX (box), cells);
  gtk_box_append (GTK_BOX (box), citation);
  return box;
}

/* ---- the table ---- */

/* "1,204 patients · 311 treated · 4,120 sessions delivered". */
static char *
summarize (DenOutcomesPage *self)
{
  gint64 added, treated, sessions;

  den_outcome_tally_totals (self->tally, &added, &treated, &sessions);
  return g_strdup_printf (_ ("%d patients · %d treated · %d sessions delivered"),
                          (int) MAX (self->patients, added), (int) treated, (int) sessions);
}

static void
show_tally (DenOutcomesPage *self)
{
  guint n = den_office_get_reference (self->office)->benchmarks->len;
  g_autofree char *summary = summarize (self);
  const char *modality = NULL;
  gint64 added, treated, sessions;

  den_box_clear (self->rows);
  gtk_label_set_label (self->summary, summary);
  for (guint i = 0; i < n; i++)
    {
      const DenBenchmark *benchmark = get_benchmark (self, i);

      if (g_strcmp0 (modality, benchmark->modality) != 0)
        {
          GtkWidget *heading = NULL;

          modality = benchmark->modality;
          for (const DenChoice *choice = den_modality_choices; choice->word != NULL; choice++)
            if (g_strcmp0 (choice->word, modality) == 0)
              heading = den_words_new (_ (choice->label));
          if (heading != NULL)
            {
              gtk_widget_add_css_class (heading, "heading");
              gtk_box_append (self->rows, heading);
            }
        }
      gtk_box_append (self->rows, make_line (self, i));
    }
  den_outcome_tally_totals (self->tally, &added, &treated, &sessions);
  gtk_stack_set_visible_child_name (self->stack, treated > 0 ? "table" : "empty");
}

/* ---- summing up ---- */

static void
follow_busy (DenOutcomesPage *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_widget_set_visible (self->busy, busy);
  gtk_widget_set_visible (self->again, !busy);
}

static void
progress_cb (gint64 done, gint64 of, gpointer data)
{
  DenOutcomesPage *self = data;
  g_autofree char *words = g_strdup_printf (_ ("%d of %d patients"), (int) done, (int) of);

  self->patients = of;
  gtk_progress_bar_set_fraction (self->progress, of > 0 ? (double) done / (double) of : 1);
  gtk_progress_bar_set_text (self->progress, words);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DenOutcomesPage) self = data;
  g_autoptr (GError) error = NULL;
  DenOutcomeTally *tally = den_outcome_report_finish (DEN_OFFICE (source), result, &error);

  /* Given up, and perhaps another one began. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->office == NULL)
    {
      g_clear_pointer (&tally, den_outcome_tally_free);
      return;
    }
  g_clear_object (&self->cancellable);
  follow_busy (self);
  if (tally == NULL)
    {
      den_show_error (GTK_WIDGET (self), _ ("The outcomes can not be summed up."), error);
      return;
    }
  g_clear_pointer (&self->tally, den_outcome_tally_free);
  self->tally = tally;
  show_tally (self);
}

static void
give_up (DenOutcomesPage *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
cancel_cb (DenOutcomesPage *self)
{
  give_up (self);
  follow_busy (self);
  gtk_widget_grab_focus (self->again);
  if (self->tally == NULL)
    gtk_label_set_label (self->summary, _ ("Not summed up."));
}

void
den_outcomes_page_sum_up (DenOutcomesPage *self)
{
  give_up (self);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  follow_busy (self);
  den_outcome_report_start (self->office, self->cancellable, progress_cb, done_cb,
                            g_object_ref (self));
}

gboolean
den_outcomes_page_is_busy (DenOutcomesPage *self)
{
  return self->cancellable != NULL;
}

/* ---- the widget ---- */

static GtkWidget *
make_toolbar (DenOutcomesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->summary = GTK_LABEL (den_words_new (NULL));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->again = gtk_button_new_with_mnemonic (_ ("Sum up _again"));
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_progress_bar_set_show_text (self->progress, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 220, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Summing up"), -1);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (den_outcomes_page_sum_up), self);
  gtk_box_append (GTK_BOX (self->busy), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self->busy), cancel);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), self->busy);
  gtk_box_append (GTK_BOX (box), self->again);
  gtk_widget_add_css_class (box, "den-toolbar");
  return box;
}

static GtkWidget *
make_table (DenOutcomesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *headings = den_cells_new_headings (columns, N_CELLS);
  GtkWidget *legend = gtk_label_new (_ ("Upright: published. Dot and line: this clinic, 95 %."));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "den-outcome-rows");
  gtk_widget_add_css_class (legend, "den-small");
  gtk_label_set_xalign (GTK_LABEL (legend), 0);
  gtk_widget_set_size_request (legend, 320, -1);
  gtk_box_append (GTK_BOX (headings), legend);
  gtk_widget_add_css_class (headings, "den-outcome-headings");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->rows));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outcomes"), -1);
  gtk_box_append (GTK_BOX (box), headings);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("No patient was treated yet"));
  GtkWidget *words = gtk_label_new (
      _ ("Outcomes count patients with a delivered session, a score before the first "
         "and one at the time point of a study."));

  gtk_widget_add_css_class (title, "title-3");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 60);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static void
den_outcomes_page_dispose (GObject *object)
{
  DenOutcomesPage *self = DEN_OUTCOMES_PAGE (object);

  give_up (self);
  G_OBJECT_CLASS (den_outcomes_page_parent_class)->dispose (object);
  g_clear_pointer (&self->tally, den_outcome_tally_free);
  g_clear_object (&self->office);
}

static void
den_outcomes_page_class_init (DenOutcomesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_outcomes_page_dispose;
}

static void
den_outcomes_page_init (DenOutcomesPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
den_outcomes_page_new (DenOffice *office)
{
  DenOutcomesPage *self = g_object_new (DEN_TYPE_OUTCOMES_PAGE, NULL);

  self->office = g_object_ref (office);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_box_append (GTK_BOX (self), make_toolbar (self));
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "waiting");
  gtk_stack_add_named (self->stack, make_table (self), "table");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  den_outcomes_page_sum_up (self);
  return GTK_WIDGET (self);
}
