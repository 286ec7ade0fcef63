/* The REMS ledger: the monitoring form of each esketamine session, what is due, late, sent. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far back forms that were sent are listed; those that were not are listed however old. */
#define DEN_LEDGER_DAYS 60

#define DEN_TYPE_REPORT_LEDGER (den_report_ledger_get_type ())
G_DECLARE_FINAL_TYPE (DenReportLedger, den_report_ledger, DEN, REPORT_LEDGER, GtkBox)

GtkWidget *den_report_ledger_new (DenOffice *office);
/* Reads the ledger anew; what is selected stays so. */
void den_report_ledger_show (DenReportLedger *self);

G_END_DECLS
