/* The session window on a computer whose clock the test sets. */
#include "session-desk.h"

#include "den-booking.h"
#include "den-dialog.h"
#include "den-session-doses.h"

GtkWidget *
session_desk_open (SessionDesk *desk, gint64 patient_id, const char *session_id)
{
  DenOffice *office = desk->clinic.clinic.office;
  gint64 row = session_row (office, patient_id, session_id);

  den_session_window_show (desk->parent, office, patient_id, row);
  den_test_settle ();
  return GTK_WIDGET (den_session_window_find (office, row));
}

void
session_desk_set_up (SessionDesk *desk, gconstpointer data)
{
  session_fixture_set_up (&desk->clinic, NULL);
  desk->application = den_application_new (desk->clinic.clinic.office);
  g_assert_true (g_application_register (G_APPLICATION (desk->application), NULL, NULL));
  desk->parent = GTK_WINDOW (gtk_application_window_new (GTK_APPLICATION (desk->application)));
  desk->window = session_desk_open (desk, desk->clinic.ada, "1001-S1");
}

void
session_desk_tear_down (SessionDesk *desk, gconstpointer data)
{
  GList *window;

  while ((window = gtk_application_get_windows (GTK_APPLICATION (desk->application))) != NULL)
    {
      gpointer alive = window->data;

      g_object_add_weak_pointer (alive, &alive);
      gtk_window_destroy (alive);
      den_test_settle ();
      g_assert_null (alive);
    }
  g_clear_object (&desk->application);
  /* GTK holds an application that was never run, and with it the office: its clock must not look at
   * this test's computer any more. */
  den_clock_leave_store (desk->clinic.clock);
  session_fixture_tear_down (&desk->clinic, NULL);
}

/* Time goes by, and the clock is looked at. */
void
session_desk_run (SessionDesk *desk, gint64 minutes)
{
  den_test_computer_run (&desk->clinic.computer, minutes * 60);
  den_clock_beat (desk->clinic.clock);
  den_test_settle ();
}

void
session_desk_go (SessionDesk *desk, const char *place)
{
  gtk_widget_activate_action (desk->window, "session.go", "s", place);
  den_test_settle ();
}

const DenSession *
session_desk_get_session (SessionDesk *desk)
{
  return den_live_session_get_session (desk->clinic.live);
}

DenSessionEntry *
session_desk_get_entry (GtkWidget *window)
{
  return DEN_SESSION_ENTRY (den_test_find (window, DEN_TYPE_SESSION_ENTRY));
}

DenSessionDoseEntry *
session_desk_get_dose_entry (SessionDesk *desk)
{
  session_desk_go (desk, "dose");
  return den_session_doses_get_entry (
      DEN_SESSION_DOSES (den_test_find (desk->window, DEN_TYPE_SESSION_DOSES)));
}

void
session_desk_type (GtkWidget *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

const char *
session_desk_shown (GtkWidget *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (field));
}

GtkWidget *
session_desk_find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (DEN_IS_DIALOG (toplevel))
        return toplevel;
    }
  return NULL;
}

void
session_desk_arrive (SessionDesk *desk)
{
  session_assert (den_live_session_arrive (desk->clinic.live,
                                           den_office_now (desk->clinic.clinic.office), &error));
  den_test_settle ();
}

void
session_desk_begin_treatment (SessionDesk *desk)
{
  session_make_ready (desk->clinic.live);
  session_assert (den_live_session_add (desk->clinic.live, session_device ("A1234"), &error));
  session_desk_run (desk, 5);
  session_assert (den_live_session_add (desk->clinic.live, session_device ("A1234"), &error));
  den_test_settle ();
}

/* A patient whose infusion is computed from the ideal weight: 0.5 mg/kg of 65.94 kg are 33 mg
 * (Sanacora 2017; Devine 1974). */
static const char infused[] =
    "{ \"format\": \"dendra-chart\", \"version\": 1,\n"
    "  \"patient\": { \"mrn\": \"2001\", \"family_name\": \"Rowan\", \"given_name\": \"Cy\",\n"
    "    \"birth_date\": \"1968-03-05\", \"sex\": \"male\", \"height_cm\": 170 },\n"
    "  \"vitals\": [{ \"taken_at\": \"2026-11-18T09:00:00Z\", \"weight_kg\": 100 }],\n"
    "  \"screenings\": [\n"
    "    { \"item\": \"aneurysmal_vascular_disease\", \"answer\": \"no\",\n"
    "      \"noted_on\": \"2026-11-20\" },\n"
    "    { \"item\": \"arteriovenous_malformation\", \"answer\": \"no\",\n"
    "      \"noted_on\": \"2026-11-20\" },\n"
    "    { \"item\": \"intracerebral_hemorrhage\", \"answer\": \"no\",\n"
    "      \"noted_on\": \"2026-11-20\" },\n"
    "    { \"item\": \"hypersensitivity\", \"answer\": \"no\", \"noted_on\": \"2026-11-20\" }],\n"
    "  \"assessments\": [{ \"scale\": \"C-SSRS\", \"taken_at\": \"2026-11-20T08:30:00Z\",\n"
    "    \"items\": [0, 0, 0, 0, 0, 0, 0] }],\n"
    "  \"checks\": [{ \"kind\": \"pdmp\", \"done_on\": \"2026-11-20\" }],\n"
    "  \"courses\": [{ \"id\": \"C1\", \"modality\": \"ketamine_iv\", \"indication\": \"trd\",\n"
    "    \"protocol\": \"ketamine-iv\", \"status\": \"planned\" }],\n"
    "  \"sessions\": [{ \"id\": \"2001-S1\", \"course\": \"C1\", \"number\": 1,\n"
    "    \"phase\": \"induction\", \"scheduled_at\": \"2026-11-20T09:00:00Z\", \"minutes\": 150,\n"
    "    \"status\": \"planned\" }] }\n";

/* Opens that patient's session in place of the first. */
void
session_desk_use_infusion (SessionDesk *desk)
{
  DenOffice *office = desk->clinic.clinic.office;
  g_autofree char *path = g_build_filename (desk->clinic.clinic.folder, "infused.json", NULL);
  g_autoptr (DenProblems) problems = den_problems_new ();
  gint64 patient;

  g_assert_true (g_file_set_contents (path, infused, -1, NULL));
  g_assert_true (den_office_import_file (office, path, problems, NULL, NULL));
  patient = den_store_find_patient (den_office_get_store (office), "2001", NULL);
  gtk_window_close (GTK_WINDOW (desk->window));
  den_test_settle ();
  g_assert_finalize_object (desk->clinic.live);
  desk->clinic.live = session_open (office, patient, "2001-S1");
  desk->window = session_desk_open (desk, patient, "2001-S1");
}
