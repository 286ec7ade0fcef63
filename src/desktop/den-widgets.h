/* Small pieces that pages are put together from, so that all pages have one look. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page that scrolls. NAME is for those who do not see it; CONTENT gets the box to fill. */
GtkWidget *den_page_new (const char *name, GtkBox **content);
/* CHILD under a heading. */
GtkWidget *den_group_new (const char *title, GtkWidget *child);
/* Words that wrap. */
GtkWidget *den_words_new (const char *words);
/* Words on one line, cut where there is no room for all; CSS_CLASS may be NULL. */
GtkWidget *den_line_new (const char *words, const char *css_class);
/* A symbol and words beside it. CSS_CLASS ("den-good", "den-caution", "den-danger") may be NULL. */
GtkWidget *den_marked_words_new (const char *icon, const char *words, const char *css_class);
/* What stands in the middle of a place with nothing in it: what belongs there, and WORDS about it,
 * either may be NULL. LABEL, which may be NULL, gets the words' label; more is appended to the box.
 */
GtkWidget *den_nothing_new (const char *title, const char *words, GtkLabel **label);
void den_box_clear (GtkBox *box);
/* What CONTROL is called for those who do not see it. */
void den_control_set_name (GtkWidget *control, const char *name);

G_END_DECLS
