/* Says in the window what failed and what to do about it, or what was just done. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The sentences of the message bar: WHAT failed ("The telephone number was not kept."), why, and
 * what the desk can do. To be freed. */
char *den_error_words (const char *what, const GError *error);

/* The same in few words, for the place beside a field: what can be done where that says it all,
 * else what failed. An error of a field comes as it is, to stand behind the field's label ("must be
 * a date"); any other is a sentence. To be freed. */
char *den_error_words_beside (const GError *error);

/* Shows them in the message bar of the window that WIDGET is in (of a dialog: its parent's). WHAT
 * may be NULL. */
void den_show_error (GtkWidget *widget, const char *what, const GError *error);
/* The same with words that are ready. */
void den_show_problem (GtkWidget *widget, const char *words);
/* A quiet line that goes away by itself: "Undone: Trial: Highest daily dose". */
void den_show_note (GtkWidget *widget, const char *words);

G_END_DECLS
