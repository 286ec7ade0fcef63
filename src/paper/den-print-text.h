/* Text as the paper's fonts can show it. */
#pragma once

#include "den-fonts.h"

G_BEGIN_DECLS

/* Control characters that stand in a paper's own text: what lies between them is set bold. They
 * can not come from a record, whose text has no control characters. */
#define DEN_BOLD_ON "\016"
#define DEN_BOLD_OFF "\017"
#define DEN_BOLD(TEXT) DEN_BOLD_ON TEXT DEN_BOLD_OFF

/* Stands between words that are not parted at a line's end; drawn as a blank. */
#define DEN_TIE "\302\240"

char *den_print_text (const char *text, const DenFontFile files[DEN_N_FACES], GHashTable *replaced);

G_END_DECLS
