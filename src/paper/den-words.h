/* Values in a paper's words: English on purpose, since payers read them. Functions give NULL for
 * what is not known; the strings live as long as the words they are kept with. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

/* Owns the strings made on the way. */
typedef GPtrArray DenWords;

DenWords *den_words_make (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenWords, g_ptr_array_unref)

const char *den_words_keep (DenWords *kept, char *owned);
const char *den_words_print (DenWords *kept, const char *format, ...) G_GNUC_PRINTF (2, 3);
const char *den_words_day (DenWords *kept, DenDay day);
const char *den_words_time (DenWords *kept, DenInstant instant);
const char *den_words_number (DenWords *kept, gint64 number);
const char *den_words_dose (DenWords *kept, gint64 ug);
const char *den_words_percent (DenWords *kept, gint64 permille);
const char *den_words_period (DenWords *kept, DenDay first, DenDay last, gboolean running);
const char *den_words_address (DenWords *kept, const char *street, const char *street2,
                               const char *city, const char *state, const char *zip);
const char *den_words_days_as_time (DenWords *kept, gint64 days);
const char *den_words_choice (const DenChoice *choices, gint64 value);
char *den_words_small_start (const char *words);
const char *den_words_capital_start (DenWords *kept, const char *words);
void den_words_append (GString *text, const char *format, const char *words);

G_END_DECLS
