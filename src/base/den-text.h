/* Text: folded for searching, cleaned for printing, joined into sentences. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *den_text_fold (const char *text);
char *den_text_clean (const char *text);
gboolean den_text_is_blank (const char *text);
char *den_text_sentence_case (const char *words);
char *den_text_join (GPtrArray *words, const char *conjunction);
void den_text_append (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);
void den_text_append_valist (GString *text, const char *format, va_list args) G_GNUC_PRINTF (2, 0);

G_END_DECLS
