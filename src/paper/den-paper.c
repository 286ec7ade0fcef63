/* What every paper has in common. */
#include "den-paper.h"

G_DEFINE_QUARK (den - paper - error - quark, den_paper_error)

void
den_paper_free (DenPaper *paper)
{
  g_clear_pointer (&paper->pdf, g_bytes_unref);
  g_free (paper->sha256);
  g_free (paper);
}
