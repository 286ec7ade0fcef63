/* A PDF document in the making, by libharu 2.3.0.
 *
 * libharu is told what to draw without asking whether it could: the first error it reports is kept
 * and asked for once, at the end. No dates are written, so the same calls give the same bytes. */
#include "den-press.h"

#include "den-paper.h"

#include <hpdf.h>
#include <math.h>
#include <string.h>

#define N_ADVANCES 0x10000 /* the basic plane */
#define ADVANCE_UNKNOWN 0xffff

/* advances are in thousandths of the font size, asked of libharu once for each character. */
struct _DenPress
{
  HPDF_Doc document;
  HPDF_STATUS first_error;
  HPDF_STATUS first_detail;
  DenFontFile files[DEN_N_FACES];
  HPDF_Font fonts[DEN_N_FACES];
  guint16 *advances[DEN_N_FACES];
  GPtrArray *pages; /* HPDF_Page, the document's */
  HPDF_Page page;
  int page_number;
  GHashTable *replaced;
  DenPressWitness witness;
  gpointer witness_data;
};

static void
error_cb (HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
  DenPress *press = data;

  if (press->first_error != 0)
    return;
  press->first_error = error;
  press->first_detail = detail;
}

static gboolean
load_fonts (DenPress *press, GError **error)
{
  for (int face = 0; face < DEN_N_FACES; face++)
    {
      const char *name =
          HPDF_LoadTTFontFromFile (press->document, press->files[face].path, HPDF_TRUE);

      /* A damaged file can load as the empty name without an error. */
      if (name != NULL && *name != '\0')
        press->fonts[face] = HPDF_GetFont (press->document, name, "UTF-8");
      if (press->fonts[face] == NULL)
        {
          g_set_error (error, DEN_PAPER_ERROR, DEN_PAPER_ERROR_FONT,
                       "The font file %s can not be read.", press->files[face].path);
          return FALSE;
        }
    }
  return TRUE;
}

/* An empty document with its fonts loaded: fonts belong to a document and can not be shared. */
DenPress *
den_press_new (GError **error)
{
  g_autoptr (DenPress) press = g_new0 (DenPress, 1);

  press->replaced = g_hash_table_new (NULL, NULL);
  press->pages = g_ptr_array_new ();
  for (int face = 0; face < DEN_N_FACES; face++)
    {
      press->advances[face] = g_new (guint16, N_ADVANCES);
      memset (press->advances[face], 0xff, N_ADVANCES * sizeof (guint16));
    }
  if (!den_fonts_find (press->files, error))
    return NULL;
  press->document = HPDF_New (error_cb, press);
  if (press->document == NULL)
    {
      g_set_error_literal (error, DEN_PAPER_ERROR, DEN_PAPER_ERROR_FAILED,
                           "There is not enough memory for a paper.");
      return NULL;
    }
  HPDF_SetCompressionMode (press->document, HPDF_COMP_ALL);
  HPDF_UseUTFEncodings (press->document);
  HPDF_SetCurrentEncoder (press->document, "UTF-8");
  if (!load_fonts (press, error))
    return NULL;
  return g_steal_pointer (&press);
}

void
den_press_free (DenPress *press)
{
  if (press->document != NULL)
    HPDF_Free (press->document);
  den_fonts_clear (press->files);
  for (int face = 0; face < DEN_N_FACES; face++)
    g_free (press->advances[face]);
  g_ptr_array_unref (press->pages);
  g_hash_table_unref (press->replaced);
  g_free (press);
}

/* Has WITNESS told of each text drawn from now on. */
void
den_press_set_witness (DenPress *press, DenPressWitness witness, gpointer data)
{
  press->witness = witness;
  press->witness_data = data;
}

/* The document's title and author, as a reader's window shows them. */
void
den_press_set_info (DenPress *press, const char *title, const char *author)
{
  g_autofree char *clean_title = den_press_clean (press, title);
  g_autofree char *clean_author = den_press_clean (press, author);

  HPDF_SetInfoAttr (press->document, HPDF_INFO_TITLE, clean_title);
  HPDF_SetInfoAttr (press->document, HPDF_INFO_AUTHOR, clean_author);
  HPDF_SetInfoAttr (press->document, HPDF_INFO_CREATOR, "Dendra");
}

/* Adds a US Letter page and turns to it. */
void
den_press_add_page (DenPress *press)
{
  HPDF_Page page = HPDF_AddPage (press->document);

  HPDF_Page_SetWidth (page, (HPDF_REAL) DEN_PAGE_WIDTH);
  HPDF_Page_SetHeight (page, (HPDF_REAL) DEN_PAGE_HEIGHT);
  g_ptr_array_add (press->pages, page);
  den_press_turn_to (press, (int) press->pages->len);
}

/* Draws on page PAGE, counted from 1, from now on. */
void
den_press_turn_to (DenPress *press, int page)
{
  press->page = g_ptr_array_index (press->pages, page - 1);
  press->page_number = page;
}

int
den_press_n_pages (DenPress *press)
{
  return (int) press->pages->len;
}

/* TEXT as the fonts can show it (den_print_text); what they lack is remembered. */
char *
den_press_clean (DenPress *press, const char *text)
{
  return den_print_text (text, press->files, press->replaced);
}

static int
compare_code_points (gconstpointer a, gconstpointer b)
{
  guint one = GPOINTER_TO_UINT (a), other = GPOINTER_TO_UINT (b);

  return one < other ? -1 : one > other;
}

/* The characters that could not be shown, "U+1F600, U+1F601" in their order; NULL for none. */
char *
den_press_replaced (DenPress *press)
{
  g_autoptr (GList) found = g_hash_table_get_keys (press->replaced);
  GString *list = g_string_new (NULL);

  found = g_list_sort (found, compare_code_points);
  for (GList *l = found; l != NULL; l = l->next)
    g_string_append_printf (list, "%sU+%04X", list->len > 0 ? ", " : "",
                            GPOINTER_TO_UINT (l->data));
  return g_string_free (list, list->len == 0);
}

/* How far C moves the pen. */
double
den_press_advance (DenPress *press, gunichar c, double size, DenFace face)
{
  guint16 *advance;

  if (c >= N_ADVANCES)
    return 0;
  advance = &press->advances[face][c];
  if (*advance == ADVANCE_UNKNOWN)
    *advance = (guint16) MAX (HPDF_Font_GetUnicodeWidth (press->fonts[face], (HPDF_UNICODE) c), 0);
  return *advance * size / 1000;
}

/* The width of the first LENGTH bytes (-1: all) of clean TEXT. Switches of boldness have none, and
 * are not followed: FACE holds for all of it. */
double
den_press_measure (DenPress *press, const char *text, gssize length, double size, DenFace face)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;
  double width = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if ((guchar) *p >= ' ')
      width += den_press_advance (press, g_utf8_get_char (p), size, face);
  return width;
}

/* Coordinates are kept to a thousandth of a point: libharu writes five decimals, and later versions
 * of it trip over more. */
static HPDF_REAL
rounded (double value)
{
  return (HPDF_REAL) (floor (value * 1000 + 0.5) / 1000);
}

static HPDF_REAL
from_top (double y)
{
  return rounded (DEN_PAGE_HEIGHT - y);
}

/* Draws the first LENGTH bytes (-1: all) of clean TEXT with its baseline beginning at (X, Y). */
void
den_press_text (DenPress *press, double x, double y, double size, DenFace face, const char *text,
                gssize length)
{
  g_autoptr (GString) drawn = g_string_new_len (text, length);

  g_string_replace (drawn, DEN_TIE, " ", 0);
  if (drawn->len == 0)
    return;
  if (press->witness != NULL)
    press->witness (press->page_number, x, y, den_press_measure (press, drawn->str, -1, size, face),
                    size, drawn->str, press->witness_data);
  HPDF_Page_BeginText (press->page);
  HPDF_Page_SetFontAndSize (press->page, press->fonts[face], rounded (size));
  HPDF_Page_TextOut (press->page, rounded (x), from_top (y), drawn->str);
  HPDF_Page_EndText (press->page);
}

void
den_press_line (DenPress *press, double x1, double y1, double x2, double y2, double width)
{
  const double points[] = { x1, y1, x2, y2 };

  den_press_polyline (press, points, 2, width);
}

/* A line through N points, POINTS holding x and y in turn. */
void
den_press_polyline (DenPress *press, const double *points, guint n, double width)
{
  HPDF_Page_SetLineWidth (press->page, rounded (width));
  HPDF_Page_MoveTo (press->page, rounded (points[0]), from_top (points[1]));
  for (guint i = 1; i < n; i++)
    HPDF_Page_LineTo (press->page, rounded (points[2 * i]), from_top (points[2 * i + 1]));
  HPDF_Page_Stroke (press->page);
}

void
den_press_dashed_line (DenPress *press, double x1, double y1, double x2, double y2, double width)
{
  const HPDF_UINT16 dashes[] = { 3, 2 };

  HPDF_Page_SetDash (press->page, dashes, G_N_ELEMENTS (dashes), 0);
  den_press_line (press, x1, y1, x2, y2, width);
  HPDF_Page_SetDash (press->page, NULL, 0, 0);
}

/* The outline of a rectangle with its top left corner at (X, Y). */
void
den_press_box (DenPress *press, double x, double y, double width, double height, double line_width)
{
  HPDF_Page_SetLineWidth (press->page, rounded (line_width));
  HPDF_Page_Rectangle (press->page, rounded (x), from_top (y + height), rounded (width),
                       rounded (height));
  HPDF_Page_Stroke (press->page);
}

static void
fill (DenPress *press, double grey)
{
  HPDF_Page_Fill (press->page);
  if (grey > 0)
    HPDF_Page_SetGrayFill (press->page, 0);
}

static void
set_fill (DenPress *press, double grey)
{
  if (grey > 0)
    HPDF_Page_SetGrayFill (press->page, rounded (grey));
}

/* A rectangle filled with GREY, 0 black to 1 white. */
void
den_press_area (DenPress *press, double x, double y, double width, double height, double grey)
{
  set_fill (press, grey);
  HPDF_Page_Rectangle (press->page, rounded (x), from_top (y + height), rounded (width),
                       rounded (height));
  fill (press, grey);
}

void
den_press_dot (DenPress *press, double x, double y, double radius, double grey)
{
  set_fill (press, grey);
  HPDF_Page_Circle (press->page, rounded (x), from_top (y), rounded (radius));
  fill (press, grey);
}

void
den_press_circle (DenPress *press, double x, double y, double radius, double line_width)
{
  HPDF_Page_SetLineWidth (press->page, rounded (line_width));
  HPDF_Page_Circle (press->page, rounded (x), from_top (y), rounded (radius));
  HPDF_Page_Stroke (press->page);
}

static GBytes *
read_stream (DenPress *press)
{
  HPDF_UINT32 size = HPDF_GetStreamSize (press->document);
  g_autofree HPDF_BYTE *bytes = g_malloc (size);

  HPDF_ResetStream (press->document);
  if (HPDF_ReadFromStream (press->document, bytes, &size) != HPDF_OK)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

/* The document's bytes; DEN_PAPER_ERROR_FAILED with libharu's first error where it had one. */
GBytes *
den_press_finish (DenPress *press, GError **error)
{
  GBytes *bytes = NULL;

  if (press->first_error == 0 && press->pages->len > 0)
    {
      HPDF_SaveToStream (press->document);
      bytes = press->first_error == 0 ? read_stream (press) : NULL;
    }
  if (bytes == NULL)
    g_set_error (error, DEN_PAPER_ERROR, DEN_PAPER_ERROR_FAILED,
                 "The paper could not be made: libharu reports 0x%04lX, detail 0x%lX.",
                 (gulong) press->first_error, (gulong) press->first_detail);
  return bytes;
}
