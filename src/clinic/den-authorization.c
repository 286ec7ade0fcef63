/* Field tables of authorization requests, overrides and papers made. */
#include "den-authorization.h"

#include "den-course.h"
#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

const DenChoice den_request_kind_choices[] = {
  { "new", N_ ("New treatment") },
  { "continuation", N_ ("Continuation") },
  { NULL, NULL },
};

const DenChoice den_urgency_choices[] = {
  { "standard", N_ ("Standard") },
  { "urgent", N_ ("Urgent (expedited)") },
  { NULL, NULL },
};

const DenChoice den_acquisition_choices[] = {
  { "buy_and_bill", N_ ("Buy and bill") },
  { "assignment_of_benefits", N_ ("Assignment of benefits") },
  { "specialty_pharmacy", N_ ("Specialty pharmacy") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField authorization_fields[] = {
  DEN_TEXT (DenAuthorization, policy, N_ ("Policy"), .max = 80),
  DEN_CHOICE (DenAuthorization, product, N_ ("Drug"), .choices = den_modality_choices),
  DEN_TEXT (DenAuthorization, hcpcs, N_ ("HCPCS and CPT codes"), .max = 120),
  DEN_TEXT (DenAuthorization, ndc, N_ ("NDC"), .check = den_check_ndc),
  DEN_DECIMAL (DenAuthorization, dose_ug, N_ ("Dose a session"), .key = "dose_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 1000, .max = 1000000),
  DEN_INTEGER (DenAuthorization, units, N_ ("Units a session"), .min = 1, .max = 10000),
  DEN_TEXT (DenAuthorization, frequency, N_ ("Frequency")),
  DEN_INTEGER (DenAuthorization, sessions, N_ ("Sessions"), .min = 1, .max = 1000),
  DEN_DAY (DenAuthorization, start_on, N_ ("Start"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INTEGER (DenAuthorization, duration_days, N_ ("Duration"), .unit = N_ ("days"), .min = 1,
               .max = 1000),
  DEN_CHOICE (DenAuthorization, kind, N_ ("Request"), .choices = den_request_kind_choices),
  DEN_CHOICE (DenAuthorization, urgency, N_ ("Urgency"), .choices = den_urgency_choices),
  DEN_TEXT (DenAuthorization, urgency_reason, N_ ("Reason for urgency"), .max = 2000,
            .multiline = TRUE),
  DEN_CHOICE (DenAuthorization, acquisition, N_ ("Drug comes by"),
              .choices = den_acquisition_choices),
  DEN_TEXT (DenAuthorization, rationale, N_ ("Clinician’s rationale"), .max = 8000,
            .multiline = TRUE),
  DEN_DAY (DenAuthorization, requested_on, N_ ("Requested on"), .min = FIRST_DAY, .max = LAST_DAY),
};
/* clang-format on */
const DenRecordType den_authorization_type =
    DEN_RECORD_TYPE ("authorization_request", N_ ("Authorization request"), DenAuthorization,
                     authorization_fields, NULL);

/* clang-format off */
static const DenField override_fields[] = {
  DEN_TEXT (DenOverride, rule, N_ ("Finding"), .required = TRUE, .max = 80),
  DEN_TEXT (DenOverride, policy, N_ ("Policy"), .max = 80),
  DEN_TEXT (DenOverride, rationale, N_ ("Rationale"), .required = TRUE, .max = 4000,
            .multiline = TRUE),
  DEN_TEXT (DenOverride, decided_by, N_ ("Decided by")),
  DEN_DAY (DenOverride, decided_on, N_ ("Decided on"), .min = FIRST_DAY, .max = LAST_DAY),
};
/* clang-format on */
const DenRecordType den_override_type =
    DEN_RECORD_TYPE ("override", N_ ("Override"), DenOverride, override_fields, NULL);

/* clang-format off */
static const DenField made_paper_fields[] = {
  DEN_TEXT (DenMadePaper, kind, N_ ("Paper"), .required = TRUE, .max = 40),
  DEN_INSTANT (DenMadePaper, made_at, N_ ("Made"), .required = TRUE),
  DEN_TEXT (DenMadePaper, made_by, N_ ("By")),
  DEN_DAY (DenMadePaper, on_day, N_ ("For")),
  DEN_TEXT (DenMadePaper, policy, N_ ("Policy"), .max = 80),
  DEN_FLAG (DenMadePaper, draft, N_ ("Draft")),
  DEN_INTEGER (DenMadePaper, pages, N_ ("Pages")),
  DEN_TEXT (DenMadePaper, sha256, N_ ("SHA-256 of its facts"), .max = 64),
};
/* clang-format on */
const DenRecordType den_made_paper_type =
    DEN_RECORD_TYPE ("made_paper", N_ ("Paper"), DenMadePaper, made_paper_fields, NULL);
