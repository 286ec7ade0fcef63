/* Sends a paper to a printer as it is: what is printed is what was made. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a printer; TITLE is the dialog's and the job's. What failed is said in WIDGET's window.
 */
void den_paper_print (GtkWidget *widget, GBytes *pdf, const char *title);
/* Writes PDF to a private file that goes away with the program; its path, to be freed, or NULL. */
char *den_paper_write_scratch (GBytes *pdf, const char *name, GError **error);

G_END_DECLS
