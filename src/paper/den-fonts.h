/* The font files that papers are set in. */
#pragma once

#include <fontconfig/fontconfig.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEN_FACE_REGULAR,
  DEN_FACE_BOLD,
  DEN_N_FACES,
} DenFace;

/* glyphs is the set of characters that the file can show. */
typedef struct
{
  char *path;
  int version;
  FcCharSet *glyphs;
} DenFontFile;

gboolean den_fonts_find (DenFontFile files[DEN_N_FACES], GError **error);
void den_fonts_clear (DenFontFile files[DEN_N_FACES]);

G_END_DECLS
