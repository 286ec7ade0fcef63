/* Charts from tests/paper/charts, a sample clinic, and packets made of them. */
#include "fixture.h"

#include "den-chart-file.h"
#include "den-fonts.h"
#include "den-reference-data.h"

#include <hpdf.h>
#include <string.h>

#define GOLDEN_FONT_VERSION 0x21999 /* 2.1 */

static DenDay
test_day (void)
{
  DenDay day;

  g_assert_true (den_day_parse_iso (DEN_PACKET_DAY, &day));
  return day;
}

static DenClinic *
make_clinic (void)
{
  DenClinic *clinic = den_record_new (&den_clinic_type);

  clinic->name = g_strdup ("Sample Clinic of Interventional Psychiatry");
  clinic->npi = g_strdup ("1234567893");
  clinic->tax_id = g_strdup ("00-0000000");
  clinic->street = g_strdup ("100 Sample Avenue");
  clinic->street2 = g_strdup ("Suite 200");
  clinic->city = g_strdup ("Sampleton");
  clinic->state = g_strdup ("TX");
  clinic->zip = g_strdup ("00001");
  clinic->phone = g_strdup ("(555) 555-0100");
  clinic->fax = g_strdup ("(555) 555-0101");
  clinic->contact_name = g_strdup ("Prior Authorization Desk");
  clinic->rems_site_id = g_strdup ("SITE-0001");
  clinic->demo = 0;
  return clinic;
}

static DenChart *
read_chart (const char *name, const DenReference *reference)
{
  g_autofree char *file = g_strdup_printf ("%s.json", name);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "paper", "charts", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  DenChart *chart;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  chart = den_chart_file_read (text, length, reference, test_day (), problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s: %s: %s", path, problem->place, problem->message);
    }
  g_assert_nonnull (chart);
  return chart;
}

/* The packet of tests/paper/charts/CHART.json under POLICY, asking for the chart's first request.
 */
DenPacketCase *
den_packet_case_new (const char *chart, const char *policy)
{
  DenPacketCase *packet = g_new0 (DenPacketCase, 1);
  g_autoptr (GError) error = NULL;

  packet->reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  packet->chart = read_chart (chart, packet->reference);
  packet->clinic = make_clinic ();
  packet->facts.chart = packet->chart;
  packet->facts.clinic = packet->clinic;
  packet->facts.reference = packet->reference;
  packet->verdict =
      den_eligibility_judge (packet->chart, den_reference_find_policy (packet->reference, policy),
                             packet->reference, test_day ());
  packet->facts.verdict = packet->verdict;
  packet->facts.request = packet->chart->authorizations->len > 0
                              ? g_ptr_array_index (packet->chart->authorizations, 0)
                              : NULL;
  packet->facts.missing = den_prior_auth_missing (&packet->facts);
  return packet;
}

/* Judges the chart anew after a test has changed it, and tells anew what is missing. */
void
den_packet_case_judge (DenPacketCase *packet)
{
  const DenPolicy *policy = packet->verdict->policy;

  den_verdict_free (packet->verdict);
  packet->verdict = den_eligibility_judge (packet->chart, policy, packet->reference, test_day ());
  packet->facts.verdict = packet->verdict;
  g_ptr_array_unref (packet->facts.missing);
  packet->facts.missing = den_prior_auth_missing (&packet->facts);
}

gboolean
den_packet_case_misses (DenPacketCase *packet, const char *place, const char *message)
{
  for (guint i = 0; i < packet->facts.missing->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (packet->facts.missing, i);

      if (g_str_equal (problem->place, place) && g_str_equal (problem->message, message))
        return TRUE;
    }
  return FALSE;
}

void
den_packet_case_free (DenPacketCase *packet)
{
  g_ptr_array_unref (packet->facts.missing);
  den_verdict_free (packet->verdict);
  if (packet->confirmed != NULL)
    den_record_free (packet->confirmed);
  den_record_free (packet->clinic);
  den_chart_free (packet->chart);
  den_reference_free (packet->reference);
  g_free (packet);
}

/* ---- sessions ---- */

DenSessionPaperCase *
den_session_paper_case_new (const char *chart, const char *session_id)
{
  DenSessionPaperCase *paper = g_new0 (DenSessionPaperCase, 1);
  g_autoptr (GError) error = NULL;
  const DenCourse *course;

  paper->reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  paper->chart = read_chart (chart, paper->reference);
  paper->clinic = make_clinic ();
  paper->session = (DenSession *) den_chart_find_session (paper->chart, session_id);
  g_assert_nonnull (paper->session);
  course = den_chart_find_course (paper->chart, paper->session->course);
  paper->at = (DenSessionCase){
    .chart = paper->chart,
    .session = paper->session,
    .protocol = den_protocol_in_force (paper->reference->protocols, course->protocol, test_day ()),
    .reference = paper->reference,
    .now = paper->session->ended_at,
  };
  paper->facts = (DenSessionFacts){ &paper->at, paper->clinic };
  return paper;
}

void
den_session_paper_case_free (DenSessionPaperCase *paper)
{
  den_chart_free (paper->chart);
  den_record_free (paper->clinic);
  den_reference_free (paper->reference);
  g_free (paper);
}

/* ---- golden files ---- */

static gboolean
has_golden_tools (void)
{
  DenFontFile files[DEN_N_FACES];
  g_autoptr (GError) error = NULL;
  gboolean same;

  g_assert_true (den_fonts_find (files, &error));
  same = files[0].version == GOLDEN_FONT_VERSION && files[1].version == GOLDEN_FONT_VERSION &&
         strcmp (HPDF_GetVersion (), "2.3.0") == 0;
  den_fonts_clear (files);
  return same;
}

void
den_compare_with_golden (const char *name, GBytes *pdf)
{
  g_autofree char *file = g_strdup_printf ("%s.pdf", name);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) wanted = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!has_golden_tools ())
    {
      g_test_skip ("made for libharu 2.3.0 and Liberation Sans 2.1");
      return;
    }
  if (g_getenv ("DEN_UPDATE_GOLDEN") != NULL)
    g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf),
                         &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  wanted = g_bytes_new_take (g_steal_pointer (&text), length);
  if (!g_bytes_equal (wanted, pdf))
    {
      g_autofree char *got = g_build_filename (g_get_tmp_dir (), file, NULL);

      g_file_set_contents (got, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf),
                           NULL);
      g_test_message ("%s differs; what was made is in %s", path, got);
      g_test_fail ();
    }
}
