/* Where a session stands by what was recorded in it, whether it was delivered, and its digest. */
#include "session-fixture.h"

#include <string.h>

/* What was recorded: status, then a: arrived, o: observed, z: a start time, r: refused a device,
 * f: a failed device with some of the dose, F: one with nothing of it, 1 2 3: devices given, S:
 * stopped by decision, i: infusion begun, x: infusion stopped, v: vial drawn, e: left, g: signed.
 * The order is 84 mg. */
static const struct
{
  DenSessionStatus status;
  const char *recorded;
  DenSessionState state;
  gboolean delivered;
  gint64 given_ug;
} cases[] = {
  { DEN_SESSION_PLANNED, "", DEN_STATE_BOOKED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "a", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "o", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "ao", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "ar", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "az", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "av", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "az1", DEN_STATE_IN_TREATMENT, TRUE, 28000 },
  { DEN_SESSION_PLANNED, "az12", DEN_STATE_IN_TREATMENT, TRUE, 56000 },
  { DEN_SESSION_PLANNED, "az123", DEN_STATE_OBSERVED, TRUE, 84000 },
  { DEN_SESSION_PLANNED, "az12r", DEN_STATE_OBSERVED, TRUE, 56000 },
  { DEN_SESSION_PLANNED, "az12f", DEN_STATE_OBSERVED, TRUE, 66000 },
  { DEN_SESSION_PLANNED, "aF", DEN_STATE_ARRIVED, FALSE, 0 },
  { DEN_SESSION_PLANNED, "az1S", DEN_STATE_OBSERVED, TRUE, 28000 },
  { DEN_SESSION_PLANNED, "azi", DEN_STATE_IN_TREATMENT, TRUE, DEN_UNKNOWN },
  { DEN_SESSION_PLANNED, "azvi", DEN_STATE_IN_TREATMENT, TRUE, DEN_UNKNOWN },
  { DEN_SESSION_PLANNED, "azvix", DEN_STATE_OBSERVED, TRUE, 40000 },
  { DEN_SESSION_PLANNED, "az123e", DEN_STATE_DISCHARGED, TRUE, 84000 },
  { DEN_SESSION_COMPLETED, "az123e", DEN_STATE_DISCHARGED, TRUE, 84000 },
  { DEN_SESSION_COMPLETED, "az1e", DEN_STATE_DISCHARGED, TRUE, 28000 },
  { DEN_SESSION_COMPLETED, "az123eg", DEN_STATE_SIGNED, TRUE, 84000 },
  /* from another program, without what was given in it */
  { DEN_SESSION_COMPLETED, "z", DEN_STATE_DISCHARGED, TRUE, DEN_UNKNOWN },
  { DEN_SESSION_COMPLETED, "zg", DEN_STATE_SIGNED, TRUE, DEN_UNKNOWN },
  { DEN_SESSION_COMPLETED, "", DEN_STATE_DISCHARGED, FALSE, 0 },
  /* opened and given up: never delivered, whatever was noted in it */
  { DEN_SESSION_CANCELLED, "ao", DEN_STATE_CANCELLED, FALSE, 0 },
  { DEN_SESSION_CANCELLED, "aoz", DEN_STATE_CANCELLED, FALSE, 0 },
  { DEN_SESSION_CANCELLED, "ar", DEN_STATE_CANCELLED, FALSE, 0 },
  { DEN_SESSION_MISSED, "", DEN_STATE_MISSED, FALSE, 0 },
};

static void
record_one (Floor *floor, char what)
{
  DenSessionFinding about = { .key = (char *) "order", .of_at = DEN_INSTANT_UNKNOWN };

  switch (what)
    {
    case 'a':
      floor->session->arrived_at = floor_minute (floor, -30);
      break;
    case 'o':
      floor_well (floor, -5);
      break;
    case 'z':
      floor->session->started_at = floor_minute (floor, 0);
      break;
    case 'r':
      floor_device (floor, 10, DEN_DOSE_REFUSED, 0);
      break;
    case 'f':
      floor_device (floor, 10, DEN_DOSE_FAILED, 10000);
      break;
    case 'F':
      floor_device (floor, 10, DEN_DOSE_FAILED, 0);
      break;
    case '1':
    case '2':
    case '3':
      floor_device (floor, 5 * (what - '1'), DEN_DOSE_GIVEN, 28000);
      break;
    case 'S':
      floor_decide (floor, 6, &about, DEN_DECISION_STOP, "vomits");
      break;
    case 'v':
      floor_device (floor, -10, DEN_DOSE_GIVEN, DEN_UNKNOWN)->drawn_ug = 50000;
      break;
    case 'i':
      floor_infuse (floor, 0, DEN_INFUSION_START, 1000);
      break;
    case 'x':
      floor_infuse (floor, 40, DEN_INFUSION_STOP, DEN_UNKNOWN);
      break;
    case 'e':
      floor->session->ended_at = floor_minute (floor, 125);
      break;
    case 'g':
      floor->session->signed_at = floor_minute (floor, 200);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
begin_empty (Floor *floor)
{
  floor_begin (floor, "esketamine-trd", ZERO);
  floor->session->arrived_at = DEN_INSTANT_UNKNOWN;
  floor->session->ordered_ug = 84000;
  g_ptr_array_set_size (floor->session->observations, 0);
}

static void
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };

      begin_empty (&floor);
      floor.session->status = cases[i].status;
      for (const char *p = cases[i].recorded; *p != '\0'; p++)
        record_one (&floor, *p);
      g_test_message ("%d \"%s\"", (int) cases[i].status, cases[i].recorded);
      g_assert_cmpint (den_session_state (floor.session), ==, cases[i].state);
      g_assert_cmpint (den_session_is_delivered (floor.session), ==, cases[i].delivered);
      g_assert_cmpint (den_session_given_ug (floor.session), ==, cases[i].given_ug);
    }
}

/* Time 0 is the first dose that reached the patient, whatever started_at says. */
static void
test_zero (void)
{
  g_auto (Floor) floor = { 0 };

  begin_empty (&floor);
  g_assert_false (den_instant_is_known (den_session_zero (floor.session)));
  floor_device (&floor, -3, DEN_DOSE_REFUSED, 0);
  g_assert_false (den_instant_is_known (den_session_zero (floor.session)));
  floor_device (&floor, 7, DEN_DOSE_GIVEN, 28000);
  floor_device (&floor, 2, DEN_DOSE_GIVEN, 28000);
  floor.session->started_at = floor_minute (&floor, -20);
  g_assert_cmpint (den_session_zero (floor.session).us, ==, floor_minute (&floor, 2).us);
}

/* A start that is left of a dose taken back starts no clock. */
static void
test_zero_of_nothing (void)
{
  g_auto (Floor) floor = { 0 };

  begin_empty (&floor);
  floor.session->started_at = floor_minute (&floor, 0);
  g_assert_false (den_instant_is_known (den_session_zero (floor.session)));
  floor.session->status = DEN_SESSION_COMPLETED;
  g_assert_cmpint (den_session_zero (floor.session).us, ==, floor.zero.us);
}

/* A vial drawn up before the infusion starts is not time 0. */
static void
test_zero_of_infusion (void)
{
  g_auto (Floor) floor = { 0 };

  begin_empty (&floor);
  floor_device (&floor, -12, DEN_DOSE_GIVEN, 38000)->drawn_ug = 50000;
  floor_infuse (&floor, 0, DEN_INFUSION_START, 1000);
  g_assert_cmpint (den_session_zero (floor.session).us, ==, floor.zero.us);
  g_assert_false (
      den_instant_is_known (den_session_giving_ended_at (floor.session, floor.at.protocol)));
  floor_infuse (&floor, 40, DEN_INFUSION_STOP, DEN_UNKNOWN);
  g_assert_cmpint (den_session_giving_ended_at (floor.session, floor.at.protocol).us, ==,
                   floor_minute (&floor, 40).us);
  /* the vial's own account goes before the rates */
  g_assert_cmpint (den_session_given_ug (floor.session), ==, 38000);
}

/* A given device whose amount nobody noted is given, and its amount unknown. */
static void
test_unknown_amount (void)
{
  g_auto (Floor) floor = { 0 };

  begin_empty (&floor);
  floor_device (&floor, 0, DEN_DOSE_GIVEN, DEN_UNKNOWN);
  g_assert_true (den_session_is_delivered (floor.session));
  g_assert_cmpint (den_session_given_ug (floor.session), ==, DEN_UNKNOWN);
}

static void
test_find (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  g_assert_true (den_chart_find_session (floor.chart, "S-1") == floor.session);
  g_assert_null (den_chart_find_session (floor.chart, "S-2"));
  g_assert_null (den_chart_find_session (floor.chart, NULL));
  g_assert_cmpstr (den_chart_find_course (floor.chart, "C-1")->protocol, ==, "esketamine-trd");
  g_assert_null (den_chart_find_course (floor.chart, NULL));
}

/* ---- the digest ---- */

/* What is added after the signature, and the signature itself. */
static gboolean
is_left_out (const char *column)
{
  return g_str_has_prefix (column, "signed_") || strcmp (column, "record_sha256") == 0 ||
         strcmp (column, "addenda") == 0 || strcmp (column, "reports") == 0;
}

/* Changes the field to something else; a list gets one more record. */
static void
change_field (const DenField *field, gpointer record)
{
  if (field->type == DEN_FIELD_LIST)
    {
      g_ptr_array_add (den_field_list (field, record), den_record_new (field->of));
      return;
    }
  if (field->type == DEN_FIELD_TEXT)
    {
      char **text = den_field_text (field, record);

      g_free (*text);
      *text = g_strdup ("changed");
      return;
    }
  if (field->type == DEN_FIELD_INSTANT)
    {
      g_auto (DenValue) value = DEN_VALUE_INIT;

      den_field_get (field, record, &value);
      value.instant = floor_instant ("2026-11-20T23:59:00-05:00");
      den_field_set (field, record, &value);
      return;
    }
  *den_field_number (field, record) = *den_field_number (field, record) == 1 ? 0 : 1;
}

/* Each field of the session on its own: the digest tells a change of what is signed, and nothing
 * else. */
static void
test_digest (void)
{
  g_auto (Floor) floor = { 0 };
  g_autofree char *before = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  before = den_session_digest (floor.session);
  g_assert_cmpuint (strlen (before), ==, 64);
  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *field = &den_session_type.fields[i];
      DenSession *changed = den_record_copy (floor.session);
      g_autofree char *after = NULL;

      change_field (field, changed);
      after = den_session_digest (changed);
      g_test_message ("%s", field->column);
      if (is_left_out (field->column))
        g_assert_cmpstr (after, ==, before);
      else
        g_assert_cmpstr (after, !=, before);
      den_record_free (changed);
    }
}

/* Each field of each record in the session's lists. */
static void
test_digest_of_lists (void)
{
  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *list = &den_session_type.fields[i];

      for (guint j = 0; list->type == DEN_FIELD_LIST && j < list->of->n_fields; j++)
        {
          DenSession *session = den_record_new (&den_session_type);
          gpointer record = den_record_new (list->of);
          g_autofree char *before = NULL, *after = NULL;

          if (list->of->fields[j].type == DEN_FIELD_SCORES)
            {
              den_record_free (record);
              den_record_free (session);
              continue;
            }
          g_ptr_array_add (den_field_list (list, session), record);
          before = den_session_digest (session);
          change_field (&list->of->fields[j], record);
          after = den_session_digest (session);
          g_test_message ("%s.%s", list->column, list->of->fields[j].column);
          if (is_left_out (list->column))
            g_assert_cmpstr (after, ==, before);
          else
            g_assert_cmpstr (after, !=, before);
          den_record_free (session);
        }
    }
}

/* The digest is in the records that clinics keep: it must stay the same from version to version. */
static void
test_digest_is_stable (void)
{
  DenSession *session = den_record_new (&den_session_type);
  g_autofree char *digest = NULL, *wanted = NULL;

  session->session_id = g_strdup ("S-1");
  session->started_at = floor_instant (ZERO);
  session->status = DEN_SESSION_COMPLETED;
  session->ordered_ug = 56000;
  session->escort_here = 1;
  digest = den_session_digest (session);
  wanted = g_compute_checksum_for_string (
      G_CHECKSUM_SHA256,
      "{\"id\":\"S-1\",\"started_at\":\"2026-11-20T09:30:00-05:00\",\"status\":\"completed\","
      "\"ordered_mg\":56,\"discharge\":{\"escort_here\":true}}",
      -1);
  g_assert_cmpstr (digest, ==, wanted);
  den_record_free (session);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-state/states", test_states);
  g_test_add_func ("/session-state/zero", test_zero);
  g_test_add_func ("/session-state/zero-of-nothing", test_zero_of_nothing);
  g_test_add_func ("/session-state/zero-of-infusion", test_zero_of_infusion);
  g_test_add_func ("/session-state/unknown-amount", test_unknown_amount);
  g_test_add_func ("/session-state/find", test_find);
  g_test_add_func ("/session-state/digest", test_digest);
  g_test_add_func ("/session-state/digest-of-lists", test_digest_of_lists);
  g_test_add_func ("/session-state/digest-is-stable", test_digest_is_stable);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
