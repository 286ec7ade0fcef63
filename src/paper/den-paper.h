/* A paper as bytes, and what every paper has in common. */
#pragma once

#include "den-eligibility.h"

G_BEGIN_DECLS

#define DEN_PAPER_ERROR (den_paper_error_quark ())
GQuark den_paper_error_quark (void);

typedef enum
{
  DEN_PAPER_ERROR_FONT,   /* no checked font on this machine */
  DEN_PAPER_ERROR_FAILED, /* libharu failed; the message has its first error */
} DenPaperError;

/* pdf is the whole file; sha256 of the facts it was made from, 64 hexadecimal digits. */
typedef struct
{
  GBytes *pdf;
  int pages;
  char *sha256;
} DenPaper;

void den_paper_free (DenPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenPaper, den_paper_free)

G_END_DECLS
