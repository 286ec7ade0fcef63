/* That the monitoring forms of one or several sessions were sent: when, how, by whom. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* WHOSE tells in words which forms; ROWS are N rows of sessions. */
void den_report_dialog_show (GtkWindow *parent, DenOffice *office, const char *whose,
                             const gint64 *rows, guint n);

G_END_DECLS
