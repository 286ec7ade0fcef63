/* Text: folded for searching, cleaned for printing, joined into sentences. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *den_text_fold (const char *text);
char *den_text_clean (const char *text);
gboolean den_text_is_blank (const char *text);
char *den_text_join (GPtrArray *words, const char *conjunction);

G_END_DECLS
