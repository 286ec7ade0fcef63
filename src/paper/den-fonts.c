/* Finds the one font family that was checked for what libharu 2.3.0 makes of it: Liberation Sans
 * from version 2 on has no glyph built of composites of composites, which libharu would drop, in
 * Latin (Vietnamese too), Greek or Cyrillic. */
#include "den-fonts.h"

#include "den-paper.h"

#define FAMILY "Liberation Sans"
#define FIRST_CHECKED_VERSION 0x20000 /* FC_FONTVERSION is 16.16 fixed point */

static const int weights[DEN_N_FACES] = { FC_WEIGHT_REGULAR, FC_WEIGHT_BOLD };

/* Takes PATTERN's file where it is a better one than FILE: newer, and of equals the first by path,
 * so that one machine always takes the same. */
static void
take_if_better (const FcPattern *pattern, DenFontFile *file)
{
  FcChar8 *path, *format;
  FcCharSet *glyphs;
  int version;

  if (FcPatternGetString (pattern, FC_FILE, 0, &path) != FcResultMatch ||
      FcPatternGetString (pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch ||
      FcPatternGetInteger (pattern, FC_FONTVERSION, 0, &version) != FcResultMatch ||
      FcPatternGetCharSet (pattern, FC_CHARSET, 0, &glyphs) != FcResultMatch)
    return;
  if (g_strcmp0 ((const char *) format, "TrueType") != 0 || version < FIRST_CHECKED_VERSION)
    return;
  if (file->path != NULL &&
      (version < file->version ||
       (version == file->version && g_strcmp0 ((const char *) path, file->path) >= 0)))
    return;

  g_free (file->path);
  g_clear_pointer (&file->glyphs, FcCharSetDestroy);
  file->path = g_strdup ((const char *) path);
  file->version = version;
  file->glyphs = FcCharSetCopy (glyphs);
}

static void
find_face (int weight, DenFontFile *file)
{
  FcPattern *wanted =
      FcPatternBuild (NULL, FC_FAMILY, FcTypeString, FAMILY, FC_WEIGHT, FcTypeInteger, weight,
                      FC_SLANT, FcTypeInteger, FC_SLANT_ROMAN, NULL);
  FcObjectSet *asked = FcObjectSetBuild (FC_FILE, FC_FONTFORMAT, FC_FONTVERSION, FC_CHARSET, NULL);
  FcFontSet *found = FcFontList (NULL, wanted, asked);

  for (int i = 0; found != NULL && i < found->nfont; i++)
    take_if_better (found->fonts[i], file);
  if (found != NULL)
    FcFontSetDestroy (found);
  FcObjectSetDestroy (asked);
  FcPatternDestroy (wanted);
}

/* Fills FILES, which the caller clears, with the newest regular and bold file; DEN_PAPER_ERROR_FONT
 * where one is not installed. */
gboolean
den_fonts_find (DenFontFile files[DEN_N_FACES], GError **error)
{
  for (int face = 0; face < DEN_N_FACES; face++)
    {
      files[face] = (DenFontFile){ NULL, 0, NULL };
      find_face (weights[face], &files[face]);
    }
  for (int face = 0; face < DEN_N_FACES; face++)
    if (files[face].path == NULL)
      {
        g_set_error_literal (error, DEN_PAPER_ERROR, DEN_PAPER_ERROR_FONT,
                             "Papers are set in Liberation Sans 2, which is not installed: install "
                             "the package fonts-liberation2 (fonts-liberation on newer systems).");
        den_fonts_clear (files);
        return FALSE;
      }
  return TRUE;
}

void
den_fonts_clear (DenFontFile files[DEN_N_FACES])
{
  for (int face = 0; face < DEN_N_FACES; face++)
    {
      g_clear_pointer (&files[face].path, g_free);
      g_clear_pointer (&files[face].glyphs, FcCharSetDestroy);
    }
}
