/* Outcomes: of the clinic beside published ones, summed up beside the window, never as a share of a
 * few; and of one patient, in words and as a picture. */
#include "den-desktop-test.h"

#include "den-drawing-view.h"
#include "den-interval-picture.h"
#include "den-outcomes-page.h"
#include "den-patient-outcomes.h"
#include "den-patient-page.h"

/* A course with a response and a remission, and one that relapsed. */
#define RESPONDED "D-0051"
#define RELAPSED "D-0057"
#define NEVER_TREATED "D-0001"

static gboolean
is_summed_up (gpointer page)
{
  return !den_outcomes_page_is_busy (page);
}

static DenOutcomesPage *
show_section (DenTestDesktop *desktop)
{
  DenOutcomesPage *page;

  den_window_show_section (desktop->window, "outcomes");
  page = DEN_OUTCOMES_PAGE (den_test_find (GTK_WIDGET (desktop->window), DEN_TYPE_OUTCOMES_PAGE));
  den_test_wait (is_summed_up, page);
  den_test_settle ();
  return page;
}

/* Each published row stands with its own scale, time point and citation. */
static void
test_rows (void)
{
  DenTestDesktop desktop;
  GtkWidget *page;

  den_test_desktop_open (&desktop);
  page = GTK_WIDGET (show_section (&desktop));
  g_assert_true (den_test_shows (page, "patients ·"));
  g_assert_true (den_test_shows (page, "sessions delivered"));
  g_assert_true (den_test_shows (page, "Am J Psychiatry 2019;176:428-438"));
  g_assert_nonnull (den_test_find (page, DEN_TYPE_DRAWING_VIEW));
  den_test_desktop_close (&desktop);
}

/* What is given up shows nothing half summed, and can be summed up again. */
static void
test_cancel (void)
{
  DenTestDesktop desktop;
  DenOutcomesPage *page;

  den_test_desktop_open (&desktop);
  page = show_section (&desktop);
  den_outcomes_page_sum_up (page);
  g_assert_true (den_outcomes_page_is_busy (page));
  g_signal_emit_by_name (den_test_find_button (GTK_WIDGET (page), "Cancel"), "clicked");
  g_assert_false (den_outcomes_page_is_busy (page));
  den_test_settle ();
  g_signal_emit_by_name (den_test_find_button (GTK_WIDGET (page), "Sum up again"), "clicked");
  g_assert_true (den_outcomes_page_is_busy (page));
  den_test_wait (is_summed_up, page);
  den_test_desktop_close (&desktop);
}

/* A window that is closed while it sums up goes away. */
static void
test_closed_while_busy (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  den_outcomes_page_sum_up (show_section (&desktop));
  den_test_desktop_close (&desktop);
}

static guint
count_ink (const DenDrawing *drawing, DenInk ink)
{
  guint n = 0;

  for (guint i = 0; i < drawing->strokes->len; i++)
    n += g_array_index (drawing->strokes, DenStroke, i).ink == ink;
  return n;
}

/* Under ten patients nothing of the clinic's is drawn. */
static void
test_interval (void)
{
  static const struct
  {
    DenClinicOutcome clinic;
    guint accents; /* strokes of the clinic's */
  } cases[] = {
    { { .n = 9, .of = 5, .too_few = TRUE }, 0 },
    { { .n = 0, .of = 0, .too_few = TRUE }, 0 },
    { { .n = 10, .of = 5, .lower_permille = 237, .upper_permille = 763 }, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenDrawing) drawing = den_interval_picture (693, &cases[i].clinic, 240);

      g_assert_cmpuint (count_ink (drawing, DEN_INK_ACCENT), ==, cases[i].accents);
      g_assert_cmpuint (count_ink (drawing, DEN_INK_TEXT), ==, 1);
    }
}

/* The words of a cell are those of its accessible name too. */
typedef struct
{
  const char *words;
  gboolean found;
} WordsSearch;

static void
visit_inscription (GtkWidget *widget, gpointer data)
{
  WordsSearch *search = data;
  const char *text =
      GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : NULL;

  search->found |= text != NULL && g_str_has_prefix (text, search->words);
}

/* The demo has no ten patients of ketamine: their share is not told, only how many they are. */
static void
test_too_few (void)
{
  DenTestDesktop desktop;
  WordsSearch search = { .words = "Too few (n = " };

  den_test_desktop_open (&desktop);
  den_test_walk (GTK_WIDGET (show_section (&desktop)), visit_inscription, &search);
  g_assert_true (search.found);
  den_test_desktop_close (&desktop);
}

/* ---- one patient ---- */

static GtkWidget *
open_outcomes (DenTestDesktop *desktop, const char *mrn)
{
  GtkWidget *page;

  den_test_desktop_open (desktop);
  den_window_open_patient (desktop->window, den_test_find_patient (desktop, mrn));
  page = den_test_find (GTK_WIDGET (desktop->window), DEN_TYPE_PATIENT_PAGE);
  den_patient_page_show_tab (DEN_PATIENT_PAGE (page), "outcomes");
  den_test_settle ();
  return den_test_find (page, DEN_TYPE_PATIENT_OUTCOMES);
}

static void
test_words (void)
{
  DenTestDesktop desktop;
  GtkWidget *outcomes = open_outcomes (&desktop, RESPONDED);

  den_patient_outcomes_set_scale (DEN_PATIENT_OUTCOMES (outcomes), "MADRS");
  den_test_settle ();
  g_assert_true (den_test_shows (outcomes, "Response"));
  g_assert_true (den_test_shows (outcomes, "First reached on "));
  g_assert_true (den_test_shows (outcomes, "None confirmed"));
  g_assert_true (den_test_shows (outcomes, "Maintenance"));
  den_patient_outcomes_set_scale (DEN_PATIENT_OUTCOMES (outcomes), "PHQ-9");
  den_test_settle ();
  g_assert_false (den_test_shows (outcomes, "Maintenance"));
  den_test_desktop_close (&desktop);
}

static void
test_relapse (void)
{
  DenTestDesktop desktop;
  GtkWidget *outcomes = open_outcomes (&desktop, RELAPSED);

  den_patient_outcomes_set_scale (DEN_PATIENT_OUTCOMES (outcomes), "MADRS");
  den_test_settle ();
  g_assert_true (den_test_shows (outcomes, "Confirmed on "));
  den_test_desktop_close (&desktop);
}

/* Who was never treated has no response, no surveillance, and is told so. */
static void
test_never_treated (void)
{
  DenTestDesktop desktop;
  GtkWidget *outcomes = open_outcomes (&desktop, NEVER_TREATED);

  g_assert_true (den_test_shows (outcomes, "Not reached"));
  g_assert_true (den_test_shows (outcomes, "Nothing is due: no course is running."));
  den_test_desktop_close (&desktop);
}

static void
test_function_and_surveillance (void)
{
  DenTestDesktop desktop;
  GtkWidget *outcomes = open_outcomes (&desktop, RESPONDED);

  g_assert_true (den_test_shows (outcomes, "Concentration"));
  g_assert_true (den_test_shows (outcomes, "PHQ-9: baseline "));
  g_assert_true (den_test_shows (outcomes, "Weight: due on "));
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/outcomes/rows", test_rows);
  g_test_add_func ("/desktop/outcomes/cancel", test_cancel);
  g_test_add_func ("/desktop/outcomes/closed-while-busy", test_closed_while_busy);
  g_test_add_func ("/desktop/outcomes/interval", test_interval);
  g_test_add_func ("/desktop/outcomes/too-few", test_too_few);
  g_test_add_func ("/desktop/outcomes/words", test_words);
  g_test_add_func ("/desktop/outcomes/relapse", test_relapse);
  g_test_add_func ("/desktop/outcomes/never-treated", test_never_treated);
  g_test_add_func ("/desktop/outcomes/function-and-surveillance", test_function_and_surveillance);
  return g_test_run ();
}
