/* Appointments: made, moved, refused at their place, and patients who come without one. */
#include "today-fixture.h"

#include "den-booking-dialog.h"
#include "den-booking.h"
#include "den-dialog.h"
#include "den-floor-words.h"
#include "den-free-starts.h"
#include "den-patient-picker.h"

#include <string.h>

/* Opens the dialog of a new appointment of the patient. */
static GtkWidget *
open_booking (DenTestDesktop *desktop, const char *mrn)
{
  GtkWidget *dialog, *picker;

  gtk_widget_activate_action (GTK_WIDGET (desktop->window), "win.book", NULL);
  dialog = den_test_get_dialog (desktop);
  picker = den_test_find (dialog, DEN_TYPE_PATIENT_PICKER);
  den_patient_picker_set_patient_id (DEN_PATIENT_PICKER (picker),
                                     den_test_find_patient (desktop, mrn), FALSE);
  den_test_settle ();
  return dialog;
}

/* The MRN of a patient in maintenance, whose next session may be on any later day. */
static char *
find_mrn (DenTestDesktop *desktop)
{
  return g_strdup (den_floor_item_get_mrn (today_state (desktop, DEN_STATE_SIGNED)));
}

/* The dialog opens with the next place by the protocol: accepting it books there. */
static void
test_books_the_proposal (void)
{
  DenTestDesktop desktop;
  g_autofree char *mrn = NULL;
  GtkWidget *dialog;
  DenDay day;

  den_test_desktop_open (&desktop);
  mrn = find_mrn (&desktop);
  dialog = open_booking (&desktop, mrn);
  day = den_field_row_get_value (today_row (dialog, "Day"))->number;
  g_assert_cmpint (day, >, den_office_get_today (desktop.clinic.office));
  g_assert_true (den_value_is_known (den_field_row_get_value (today_row (dialog, "Time"))));
  today_accept (dialog);
  g_assert_false (today_has_dialog (&desktop));
  den_today_page_set_day (today_page (&desktop), day);
  g_assert_cmpint (den_floor_item_get_state (today_item (&desktop, mrn)), ==, DEN_STATE_BOOKED);
  den_test_desktop_close (&desktop);
}

/* Why a booking can not be stands beside the field before it is tried, and holds the dialog. */
static void
test_refusals_at_their_place (void)
{
  static const struct
  {
    const char *day;
    const char *time;
    const char *row;
    const char *words;
  } cases[] = {
    { "11/26/2026", "10:00", "Day", "Thanksgiving" },
    { "12/08/2026", "03:00", "Time", NULL },
    { "12/08/2026", "25:61", "Time", "must be a time such as 09:00" },
    { "12/08/2026", "", "Time", "is needed" },
  };
  DenTestDesktop desktop;
  g_autofree char *mrn = NULL;
  GtkWidget *dialog;

  den_test_desktop_open (&desktop);
  mrn = find_mrn (&desktop);
  dialog = open_booking (&desktop, mrn);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *error;

      g_test_message ("%s %s", cases[i].day, cases[i].time);
      today_type (dialog, "Day", cases[i].day);
      today_type (dialog, "Time", cases[i].time);
      today_accept (dialog);
      g_assert_true (den_test_get_dialog (&desktop) == dialog);
      error = den_field_row_get_error (today_row (dialog, cases[i].row));
      g_assert_nonnull (error);
      g_assert_true (cases[i].words == NULL || strstr (error, cases[i].words) != NULL);
    }
  den_test_desktop_close (&desktop);
}

/* Who has the chair is said beside the chair. */
static void
test_taken_chair (void)
{
  DenTestDesktop desktop;
  g_autofree char *mrn = NULL;
  g_autofree char *time = NULL;
  GtkWidget *dialog, *picker;
  DenFloorItem *item;

  den_test_desktop_open (&desktop);
  mrn = find_mrn (&desktop);
  item = today_state (&desktop, DEN_STATE_BOOKED);
  time = den_instant_show_time (den_floor_item_get_scheduled_at (item));
  den_booking_dialog_show_at (GTK_WINDOW (desktop.window), desktop.clinic.office,
                              den_office_get_today (desktop.clinic.office),
                              den_time_of_day_parse (time), den_floor_item_get_chair (item));
  dialog = den_test_get_dialog (&desktop);
  picker = den_test_find (dialog, DEN_TYPE_PATIENT_PICKER);
  den_patient_picker_set_patient_id (DEN_PATIENT_PICKER (picker),
                                     den_test_find_patient (&desktop, mrn), FALSE);
  den_test_settle ();
  g_assert_true (den_test_shows (dialog, den_floor_item_get_name (item)));
  g_assert_true (den_test_shows (dialog, "is taken then"));
  den_test_desktop_close (&desktop);
}

/* A free start fills the time; what was chosen is kept when it is booked. */
static void
test_free_starts (void)
{
  DenTestDesktop desktop;
  g_autofree char *mrn = NULL;
  GtkWidget *dialog, *starts;

  den_test_desktop_open (&desktop);
  mrn = find_mrn (&desktop);
  dialog = open_booking (&desktop, mrn);
  today_type (dialog, "Day", "12/08/2026");
  starts = den_test_find (dialog, DEN_TYPE_FREE_STARTS);
  g_signal_emit_by_name (den_test_find_button (starts, "10:00"), "clicked");
  g_assert_cmpstr (den_field_row_get_value (today_row (dialog, "Time"))->text, ==, "10:00");
  today_accept (dialog);
  g_assert_false (today_has_dialog (&desktop));
  den_today_page_set_day (today_page (&desktop), den_test_day ("2026-12-08"));
  den_test_settle ();
  g_assert_cmpstr (den_cells_get_first (today_cells (&desktop, today_item (&desktop, mrn)), TIME),
                   ==, "10:00");
  den_test_desktop_close (&desktop);
}

/* Without a running course nothing can be booked but a visit, and the dialog says what is to be
 * done first. */
static void
test_no_course (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog;

  den_test_desktop_open (&desktop);
  dialog = open_booking (&desktop, "D-0001");
  g_assert_true (den_test_shows (dialog, "No course of treatment is running"));
  g_assert_false (gtk_widget_get_sensitive (den_dialog_get_accept_button (DEN_DIALOG (dialog))));
  den_test_desktop_close (&desktop);
}

/* A session is moved with a reason, and only with one. */
static void
test_moves (void)
{
  DenTestDesktop desktop;
  g_autofree char *mrn = NULL;
  DenFloorItem *item;
  GtkWidget *dialog;

  den_test_desktop_open (&desktop);
  item = today_state (&desktop, DEN_STATE_BOOKED);
  mrn = g_strdup (den_floor_item_get_mrn (item));
  today_press (today_select (&desktop, item), GDK_KEY_m, 0);
  dialog = den_test_get_dialog (&desktop);
  today_type (dialog, "Day", "12/09/2026");
  today_type (dialog, "Time", "10:00");
  today_accept (dialog);
  g_assert_cmpstr (den_field_row_get_error (today_row (dialog, "Reason")), ==, "is needed");
  today_type (dialog, "Reason", "The escort is away");
  today_accept (dialog);
  g_assert_false (today_has_dialog (&desktop));
  den_today_page_set_day (today_page (&desktop), den_test_day ("2026-12-09"));
  g_assert_cmpint (den_floor_item_get_state (today_item (&desktop, mrn)), ==, DEN_STATE_BOOKED);
  den_test_desktop_close (&desktop);
}

static void
test_missed_asks (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  today_press (today_select (&desktop, today_state (&desktop, DEN_STATE_BOOKED)), GDK_KEY_x, 0);
  g_assert_true (today_has_dialog (&desktop));
  den_test_desktop_close (&desktop);
}

/* Who has a session today is not taken twice: the dialog says so and stays. */
static void
test_walk_in_refused (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog, *picker;

  den_test_desktop_open (&desktop);
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.walk-in", NULL);
  dialog = den_test_get_dialog (&desktop);
  today_accept (dialog);
  g_assert_true (den_test_shows (dialog, "Choose the patient first."));
  picker = den_test_find (dialog, DEN_TYPE_PATIENT_PICKER);
  den_patient_picker_set_patient_id (
      DEN_PATIENT_PICKER (picker),
      den_floor_item_get_patient_id (today_state (&desktop, DEN_STATE_SIGNED)), FALSE);
  today_accept (dialog);
  g_assert_true (den_test_get_dialog (&desktop) == dialog);
  den_test_desktop_close (&desktop);
}

/* The picker finds by typing and takes the first with Return. */
static void
test_picks_by_typing (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog, *picker, *entry;

  den_test_desktop_open (&desktop);
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.book", NULL);
  dialog = den_test_get_dialog (&desktop);
  picker = den_test_find (dialog, DEN_TYPE_PATIENT_PICKER);
  entry = den_test_find (picker, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody at all");
  g_assert_true (den_test_shows (picker, "No patient matches."));
  gtk_editable_set_text (GTK_EDITABLE (entry), "D-0042");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (den_patient_picker_get_patient_id (DEN_PATIENT_PICKER (picker)), ==,
                   den_test_find_patient (&desktop, "D-0042"));
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  /* Where the demo clinic is. */
  g_setenv ("TZ", "America/Chicago", TRUE);
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/booking/books-the-proposal", test_books_the_proposal);
  g_test_add_func ("/desktop/booking/refusals-at-their-place", test_refusals_at_their_place);
  g_test_add_func ("/desktop/booking/taken-chair", test_taken_chair);
  g_test_add_func ("/desktop/booking/free-starts", test_free_starts);
  g_test_add_func ("/desktop/booking/no-course", test_no_course);
  g_test_add_func ("/desktop/booking/moves", test_moves);
  g_test_add_func ("/desktop/booking/missed-asks", test_missed_asks);
  g_test_add_func ("/desktop/booking/walk-in-refused", test_walk_in_refused);
  g_test_add_func ("/desktop/booking/picks-by-typing", test_picks_by_typing);
  return g_test_run ();
}
