/* The prior-authorization packet. */
#pragma once

#include "den-paper.h"

G_BEGIN_DECLS

/* All that the packet is made from. Nothing here is owned. */
typedef struct
{
  const DenChart *chart;
  const DenClinic *clinic;
  const DenReference *reference;
  const DenVerdict *verdict;              /* of the chart under its policy on its day */
  const DenAuthorization *request;        /* or NULL: nothing is asked for yet */
  const DenPolicyConfirmation *confirmed; /* or NULL: nobody has */
  DenProblems *missing; /* what keeps the packet a draft; empty when it may leave */
} DenPriorAuthFacts;

/* What a payer would send the packet back for. Place is like a chart file's, the message is a
 * phrase for the desk: "patient.birth_date", "birth date". */
DenProblems *den_prior_auth_missing (const DenPriorAuthFacts *facts);

DenPaper *den_prior_auth_make (const DenPriorAuthFacts *facts, GError **error);

G_END_DECLS
