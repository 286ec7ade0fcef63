/* The prior-authorization packet: golden files byte for byte, and what keeps a packet a draft.
 *
 * The golden files were made with libharu 2.3.0 and Liberation Sans 2.1.5 (Debian 12); with others
 * their bytes differ and the comparison is skipped. After a wanted change of the packet, make them
 * anew with "DEN_UPDATE_GOLDEN=1 meson test prior-auth" and look at every page before committing.
 */
#include "fixture.h"

#include <locale.h>
#include <string.h>
#include <time.h>

typedef struct
{
  const char *name;
  gboolean demo;
  gboolean confirmed;
  gboolean draft;
} Golden;

static const Golden goldens[] = {
  { "eligible", FALSE, TRUE, FALSE },
  { "sparse", TRUE, FALSE, TRUE },
  { "long", FALSE, FALSE, FALSE },
  { "names", FALSE, FALSE, FALSE },
};

/* Where and when a paper is made must not show in it. The two outer zones are never on the same
 * day. */
static const struct
{
  const char *zone;
  const char *locale;
} places[] = {
  { "UTC", "C" },
  { "Etc/GMT+12", "de_DE.UTF-8" },
  { "Pacific/Kiritimati", "C.UTF-8" },
  { "America/Chicago", "fr_FR.UTF-8" },
};

static DenPacketCase *
open_golden (const Golden *golden)
{
  DenPacketCase *packet = den_packet_case_new (golden->name, "cigna-trd");

  packet->clinic->demo = golden->demo;
  if (golden->confirmed)
    {
      packet->confirmed = den_record_new (&den_policy_confirmation_type);
      packet->confirmed->policy = g_strdup ("cigna-trd");
      packet->confirmed->policy_effective_on = packet->verdict->policy->effective_on;
      packet->confirmed->confirmed_on = packet->verdict->on - 14;
      packet->confirmed->confirmed_by = g_strdup ("Sam Sample");
      packet->facts.confirmed = packet->confirmed;
    }
  return packet;
}

static DenPaper *
make_paper (DenPacketCase *packet)
{
  g_autoptr (GError) error = NULL;
  DenPaper *paper = den_prior_auth_make (&packet->facts, &error);

  g_assert_no_error (error);
  g_assert_nonnull (paper);
  return paper;
}

static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr (DenPacketCase) packet = open_golden (golden);
  g_autoptr (DenPaper) first = NULL;

  g_assert_cmpint (packet->facts.missing->len > 0, ==, golden->draft);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (DenPaper) paper = NULL;

      g_setenv ("TZ", places[i].zone, TRUE);
      tzset ();
      /* A locale that is not installed leaves the one before: no harm. */
      setlocale (LC_ALL, places[i].locale);
      paper = make_paper (packet);
      if (first == NULL)
        first = g_steal_pointer (&paper);
      else
        g_assert_true (g_bytes_equal (first->pdf, paper->pdf));
    }
  setlocale (LC_ALL, "C");
  den_compare_with_golden (golden->name, first->pdf);
}

/* The hash is that of the facts: it changes with each of them and with nothing else. */
static void
test_facts_hash (void)
{
  g_autoptr (DenPacketCase) packet = open_golden (&goldens[0]);
  g_autoptr (DenPaper) paper = make_paper (packet), again = make_paper (packet);
  g_autoptr (DenPaper) other = NULL, another = NULL;

  g_assert_cmpuint (strlen (paper->sha256), ==, 64);
  g_assert_cmpstr (paper->sha256, ==, again->sha256);

  packet->chart->patient->birth_date++;
  other = make_paper (packet);
  g_assert_cmpstr (paper->sha256, !=, other->sha256);

  packet->facts.confirmed = NULL;
  another = make_paper (packet);
  g_assert_cmpstr (other->sha256, !=, another->sha256);
}

static void
test_complete_packet_misses_nothing (void)
{
  g_autoptr (DenPacketCase) packet = open_golden (&goldens[0]);

  g_assert_cmpuint (packet->facts.missing->len, ==, 0);
}

/* Each fact that payers send packets back for, when it is taken away. */
static void
test_missing (void)
{
  g_autoptr (DenPacketCase) packet = open_golden (&goldens[0]);
  DenAuthorization *request = g_ptr_array_index (packet->chart->authorizations, 0);
  DenCoverage *coverage = g_ptr_array_index (packet->chart->coverages, 0);

  packet->chart->patient->birth_date = DEN_UNKNOWN;
  g_clear_pointer (&packet->chart->patient->street, g_free);
  g_clear_pointer (&coverage->member_id, g_free);
  g_clear_pointer (&packet->clinic->npi, g_free);
  g_clear_pointer (&packet->clinic->fax, g_free);
  g_clear_pointer (&packet->chart->prescriber->npi, g_free);
  g_clear_pointer (&request->hcpcs, g_free);
  g_clear_pointer (&request->urgency_reason, g_free);
  request->dose_ug = DEN_UNKNOWN;
  request->start_on = DEN_UNKNOWN;
  g_ptr_array_set_size (packet->chart->diagnoses, 0);
  g_ptr_array_set_size (packet->chart->enrollments, 0);
  den_packet_case_judge (packet);

  g_assert_true (den_packet_case_misses (packet, "patient.birth_date", "birth date"));
  g_assert_true (den_packet_case_misses (packet, "patient.address", "patient’s address"));
  g_assert_true (den_packet_case_misses (packet, "coverages[0].member_id", "member ID"));
  g_assert_true (den_packet_case_misses (packet, "clinic.npi", "clinic’s NPI"));
  g_assert_true (den_packet_case_misses (packet, "clinic.fax", "clinic’s fax"));
  g_assert_true (den_packet_case_misses (packet, "prescriber.npi", "prescriber’s NPI"));
  g_assert_true (den_packet_case_misses (packet, "authorizations[0].hcpcs", "codes asked for"));
  g_assert_true (den_packet_case_misses (packet, "authorizations[0].dose_mg", "dose"));
  g_assert_true (den_packet_case_misses (packet, "authorizations[0].start_on", "start"));
  g_assert_true (
      den_packet_case_misses (packet, "authorizations[0].urgency_reason", "reason for urgency"));
  g_assert_true (den_packet_case_misses (packet, "diagnoses", "diagnosis code"));
  g_assert_true (den_packet_case_misses (packet, "enrollments", "REMS enrollment"));
}

/* Before a request is entered its fields are what is missing, and the packet can still be made. */
static void
test_without_request (void)
{
  g_autoptr (DenPacketCase) packet = open_golden (&goldens[1]);
  g_autoptr (DenPaper) paper = NULL;

  g_assert_null (packet->facts.request);
  g_assert_true (den_packet_case_misses (packet, "authorizations[0].product", "drug asked for"));
  g_assert_true (den_packet_case_misses (packet, "coverages", "coverage"));
  paper = make_paper (packet);
  g_assert_cmpint (paper->pages, >=, 2);
}

/* Every shipped policy makes a packet of every chart of these tests. */
static void
test_every_policy (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autoptr (DenPacketCase) first = open_golden (&goldens[i]);

      for (guint k = 0; k < first->reference->policies->len; k++)
        {
          const DenPolicy *policy = g_ptr_array_index (first->reference->policies, k);
          g_autoptr (DenPacketCase) packet =
              den_packet_case_new (goldens[i].name, policy->policy_id);
          g_autoptr (DenPaper) paper = make_paper (packet);

          g_assert_cmpint (paper->pages, >=, 2);
          g_assert_cmpmem ("%PDF-", 5, g_bytes_get_data (paper->pdf, NULL), 5);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/prior-auth/golden/%s", goldens[i].name);

      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  g_test_add_func ("/prior-auth/facts-hash", test_facts_hash);
  g_test_add_func ("/prior-auth/complete-packet-misses-nothing",
                   test_complete_packet_misses_nothing);
  g_test_add_func ("/prior-auth/missing", test_missing);
  g_test_add_func ("/prior-auth/without-request", test_without_request);
  g_test_add_func ("/prior-auth/every-policy", test_every_policy);
  return g_test_run ();
}
