/* Decimal numbers kept as integers: 37.5 mg is 37500 at a scale of 1000. No floating point. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean den_decimal_parse (const char *text, gint64 scale, gint64 *value);
char *den_decimal_to_text (gint64 value, gint64 scale);
gint64 den_decimal_divide (gint64 value, gint64 divisor);

G_END_DECLS
