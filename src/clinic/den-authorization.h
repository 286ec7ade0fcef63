/* What is asked of a payer, what a clinician decided against a rule, and the papers made. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_REQUEST_NEW,
  DEN_REQUEST_CONTINUATION,
} DenRequestKind;

typedef enum
{
  DEN_URGENCY_STANDARD,
  DEN_URGENCY_URGENT,
} DenUrgency;

/* Who buys the drug, which decides what the clinic may bill. */
typedef enum
{
  DEN_ACQUISITION_BUY_AND_BILL,
  DEN_ACQUISITION_ASSIGNMENT_OF_BENEFITS,
  DEN_ACQUISITION_SPECIALTY_PHARMACY,
} DenAcquisition;

/* A prior-authorization request. */
typedef struct
{
  DenRecord record;
  char *policy;   /* a DenPolicy's id */
  gint64 product; /* DenModality */
  char *hcpcs;    /* codes asked for, separated by blanks */
  char *ndc;      /* 11 digits */
  gint64 dose_ug; /* at one session, the highest asked for */
  gint64 units;   /* billed units at one session */
  char *frequency;
  gint64 sessions;
  DenDay start_on;
  gint64 duration_days;
  gint64 kind;    /* DenRequestKind */
  gint64 urgency; /* DenUrgency */
  char *urgency_reason;
  gint64 acquisition; /* DenAcquisition */
  char *rationale;    /* the clinician's own words, for the letter */
  DenDay requested_on;
} DenAuthorization;

/* A clinician's written reason to go on against a finding. */
typedef struct
{
  DenRecord record;
  char *rule;   /* the finding's rule */
  char *policy; /* a DenPolicy's id; unknown: under every policy */
  char *rationale;
  char *decided_by;
  DenDay decided_on;
} DenOverride;

/* A paper that was made. Its bytes are kept beside it in the store. */
typedef struct
{
  DenRecord record;
  char *kind; /* "prior-auth" */
  DenInstant made_at;
  char *made_by;
  DenDay on_day; /* the "today" it was made for */
  char *policy;
  gint64 draft; /* 1: something a payer asks for was missing */
  gint64 pages;
  char *sha256; /* of the facts it was made from, 64 hexadecimal digits */
} DenMadePaper;

extern const DenChoice den_request_kind_choices[];
extern const DenChoice den_urgency_choices[];
extern const DenChoice den_acquisition_choices[];
extern const DenRecordType den_authorization_type;
extern const DenRecordType den_override_type;
extern const DenRecordType den_made_paper_type;

G_END_DECLS
