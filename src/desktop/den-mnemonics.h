/* Alt and a letter for every field of a page. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The letters of the window around a page: New patient, Set up your clinic, Open your clinic. */
#define DEN_WINDOW_MNEMONICS "nso"

/* Gives each DenFieldRow under ROOT a letter of its label that no other label under ROOT has, while
 * there are letters; RESERVED are letters of what stands around ROOT, small. */
void den_mnemonics_assign (GtkWidget *root, const char *reserved);

G_END_DECLS
