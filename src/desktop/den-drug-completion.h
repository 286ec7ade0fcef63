/* Offers drug names under an entry while one is typed. */
#pragma once

#include "den-reference.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_DRUG_COMPLETION (den_drug_completion_get_type ())
/* Signal "chosen": a name was put into the entry from the list. */
G_DECLARE_FINAL_TYPE (DenDrugCompletion, den_drug_completion, DEN, DRUG_COMPLETION, GtkPopover)

/* A list for ENTRY, to be made a child of the box that ENTRY stands in. Down and Up choose a name,
 * Enter takes it, Escape closes the list; what was typed is never replaced unasked. */
GtkWidget *den_drug_completion_new (GtkWidget *entry, const DenReference *reference);
void den_drug_completion_close (DenDrugCompletion *completion);
/* The words that a drug is offered in: "fluoxetine (Prozac) · SSRI · from 20 mg a day". */
char *den_drug_completion_describe (const DenDrug *drug);

G_END_DECLS
