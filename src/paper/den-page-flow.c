/* The page flow: pages, headings, paragraphs, and what stands on every page. */
#include "den-page-flow.h"

#include "den-lines.h"

#define FIRST_TOP 46.0 /* of the first page, which has no header */
#define TOP 62.0
#define BOTTOM 736.0
#define HEADER_BASELINE 46.0
#define HEADER_GAP 18.0
#define FOOTER_BASELINE 757.0
#define MARK_BASELINE 28.0
#define FURNITURE_SIZE 8.0

#define SECTION_SIZE 12.5
#define SECTION_HEIGHT 21.0
#define SECTION_GAP 14.0
#define HEADING_SIZE 9.5
#define HEADING_HEIGHT 13.5
#define HEADING_GAP 6.0

#define ITEM_INDENT 13.0
#define MIN_LINES 2 /* of a paragraph on either side of a page break */

static const char demo_mark[] = "SAMPLE - demo clinic, nothing here is real";

typedef struct
{
  gboolean section;
  char *text;
} Heading;

struct _DenPageFlow
{
  DenPress *press;
  char *title;
  char *clinic;
  char *subject;
  char *subject_end;
  char *footer_start;
  char *footer_end;
  gboolean demo;
  char *draft;
  double y;        /* where the next thing begins */
  gboolean at_top; /* nothing is on the page yet */
  GArray *waiting; /* Heading */
};

static void
clear_heading (gpointer data)
{
  g_free (((Heading *) data)->text);
}

double
den_text_size (DenTextStyle style)
{
  static const double sizes[] = { 9.5, 8.5, 8.0 };

  return sizes[style];
}

double
den_text_leading (DenTextStyle style)
{
  static const double leadings[] = { 12.6, 10.8, 10.2 };

  return leadings[style];
}

static void
add_page (DenPageFlow *flow)
{
  den_press_add_page (flow->press);
  flow->y = den_press_n_pages (flow->press) == 1 ? FIRST_TOP : TOP;
  flow->at_top = TRUE;
}

/* A flow at the top of its first page. */
DenPageFlow *
den_page_flow_new (const DenPageDress *dress, GError **error)
{
  DenPress *press = den_press_new (error);
  DenPageFlow *flow;

  if (press == NULL)
    return NULL;
  flow = g_new0 (DenPageFlow, 1);
  flow->press = press;
  flow->title = den_press_clean (press, dress->title);
  flow->clinic = den_press_clean (press, dress->clinic);
  flow->subject = den_press_clean (press, dress->subject);
  flow->subject_end = den_press_clean (press, dress->subject_end);
  flow->footer_start = den_press_clean (press, dress->footer_start);
  flow->footer_end = den_press_clean (press, dress->footer_end);
  flow->demo = dress->demo;
  flow->draft = g_strdup (dress->draft);
  flow->waiting = g_array_new (FALSE, FALSE, sizeof (Heading));
  g_array_set_clear_func (flow->waiting, clear_heading);
  den_press_set_info (press, dress->title, dress->clinic);
  add_page (flow);
  return flow;
}

void
den_page_flow_free (DenPageFlow *flow)
{
  den_press_free (flow->press);
  g_free (flow->title);
  g_free (flow->clinic);
  g_free (flow->subject);
  g_free (flow->subject_end);
  g_free (flow->footer_start);
  g_free (flow->footer_end);
  g_free (flow->draft);
  g_array_unref (flow->waiting);
  g_free (flow);
}

DenPress *
den_page_flow_get_press (DenPageFlow *flow)
{
  return flow->press;
}

static double
heading_height (const Heading *heading, gboolean at_top)
{
  double gap = heading->section ? SECTION_GAP : HEADING_GAP;

  return (at_top ? 0 : gap) + (heading->section ? SECTION_HEIGHT : HEADING_HEIGHT);
}

static double
waiting_height (DenPageFlow *flow, gboolean at_top)
{
  double height = 0;

  for (guint i = 0; i < flow->waiting->len; i++)
    height += heading_height (&g_array_index (flow->waiting, Heading, i), at_top && i == 0);
  return height;
}

static void
draw_heading (DenPageFlow *flow, const Heading *heading)
{
  double bottom = flow->y + heading_height (heading, flow->at_top);

  if (heading->section)
    {
      den_press_text (flow->press, DEN_FLOW_LEFT, bottom - 8.5, SECTION_SIZE, DEN_FACE_BOLD,
                      heading->text, -1);
      den_press_line (flow->press, DEN_FLOW_LEFT, bottom - 4, DEN_FLOW_RIGHT, bottom - 4, 0.9);
    }
  else
    den_press_text (flow->press, DEN_FLOW_LEFT, bottom - 4.5, HEADING_SIZE, DEN_FACE_BOLD,
                    heading->text, -1);
  flow->y = bottom;
  flow->at_top = FALSE;
}

/* What is left of the page under the headings that wait. */
double
den_page_flow_room (DenPageFlow *flow)
{
  return BOTTOM - flow->y - waiting_height (flow, flow->at_top);
}

/* Takes HEIGHT of the page and says where it begins. Unless KEEP (at least HEIGHT) is left on the
 * page, it begins on the next. Headings that wait are drawn above it. */
double
den_page_flow_take (DenPageFlow *flow, double height, double keep)
{
  double y;

  if (den_page_flow_room (flow) < keep - 0.001 && !flow->at_top)
    add_page (flow);
  for (guint i = 0; i < flow->waiting->len; i++)
    draw_heading (flow, &g_array_index (flow->waiting, Heading, i));
  g_array_set_size (flow->waiting, 0);
  y = flow->y;
  flow->y += height;
  flow->at_top = FALSE;
  return y;
}

/* Goes on at the top of a page; does nothing where it is there already. */
void
den_page_flow_new_page (DenPageFlow *flow)
{
  if (!flow->at_top)
    add_page (flow);
}

/* Leaves HEIGHT empty; at the top of a page nothing. */
void
den_page_flow_gap (DenPageFlow *flow, double height)
{
  if (flow->at_top || flow->waiting->len > 0)
    return;
  flow->y = MIN (flow->y + height, BOTTOM);
}

static void
add_heading (DenPageFlow *flow, gboolean section, const char *text)
{
  Heading heading = { section, den_press_clean (flow->press, text) };

  g_array_append_val (flow->waiting, heading);
}

/* The heading of a part of the paper, over a rule. */
void
den_page_flow_section (DenPageFlow *flow, const char *text)
{
  add_heading (flow, TRUE, text);
}

void
den_page_flow_heading (DenPageFlow *flow, const char *text)
{
  add_heading (flow, FALSE, text);
}

/* How many of LEFT lines go on this page where FIT would: the rest, none, or so many that no fewer
 * than MIN_LINES stand on either side of the break. */
static guint
lines_to_place (guint left, guint fit)
{
  if (left <= fit)
    return left;
  if (left < 2 * MIN_LINES || fit < MIN_LINES)
    return 0;
  return MIN (fit, left - MIN_LINES);
}

static void
place_lines (DenPageFlow *flow, DenTextStyle style, const char *mark, double indent,
             const char *text)
{
  double size = den_text_size (style), leading = den_text_leading (style);
  g_autofree char *clean = den_press_clean (flow->press, text);
  g_autoptr (GArray) lines =
      den_lines_break (flow->press, clean, size, DEN_FACE_REGULAR, DEN_FLOW_WIDTH - indent);

  for (guint i = 0; i < lines->len;)
    {
      guint fit = (guint) MAX (0, (den_page_flow_room (flow) + 0.001) / leading);
      guint n = lines_to_place (lines->len - i, fit);
      double y;

      if (n == 0)
        n = MIN (lines->len - i, 2 * MIN_LINES - 1);
      y = den_page_flow_take (flow, n * leading, n * leading);
      if (i == 0 && mark != NULL)
        den_press_text (flow->press, DEN_FLOW_LEFT, y + size, size, DEN_FACE_REGULAR, mark, -1);
      for (guint k = 0; k < n; k++, i++)
        den_line_draw (flow->press, clean, &g_array_index (lines, DenLine, i),
                       DEN_FLOW_LEFT + indent, y + k * leading + size, size, DEN_FACE_REGULAR);
    }
}

/* The clinic's name over the title, at the head of the first page. */
void
den_page_flow_letterhead (DenPageFlow *flow)
{
  g_autofree char *clinic = den_press_clean (flow->press, flow->clinic);
  g_autofree char *title = den_press_clean (flow->press, flow->title);
  double y = den_page_flow_take (flow, 46, 46);

  den_press_text (flow->press, DEN_FLOW_LEFT, y + 10, 10.5, DEN_FACE_BOLD, clinic, -1);
  den_press_text (flow->press, DEN_FLOW_LEFT, y + 33, 17, DEN_FACE_BOLD, title, -1);
  den_press_line (flow->press, DEN_FLOW_LEFT, y + 41, DEN_FLOW_RIGHT, y + 41, 1.2);
}

/* A paragraph over the width of the page, and a little room under it. TEXT may hold DEN_BOLD. */
void
den_page_flow_paragraph (DenPageFlow *flow, DenTextStyle style, const char *text)
{
  place_lines (flow, style, NULL, 0, text);
  den_page_flow_gap (flow, den_text_leading (style) * 0.45);
}

/* An item of a list behind its MARK, a dot or a number. */
void
den_page_flow_item (DenPageFlow *flow, DenTextStyle style, const char *mark, const char *text)
{
  place_lines (flow, style, mark, ITEM_INDENT, text);
  den_page_flow_gap (flow, den_text_leading (style) * 0.2);
}

/* Measures WORDS as DenMeasure does; FLOW is a DenPageFlow. */
double
den_page_flow_measure (const char *words, double size, gboolean bold, gpointer flow)
{
  DenPress *press = ((DenPageFlow *) flow)->press;
  g_autofree char *clean = den_press_clean (press, words);

  return den_press_measure (press, clean, -1, size, bold ? DEN_FACE_BOLD : DEN_FACE_REGULAR);
}

/* DRAWING, which must be no wider than the page's text and no higher than a page. */
void
den_page_flow_drawing (DenPageFlow *flow, const DenDrawing *drawing)
{
  double y = den_page_flow_take (flow, drawing->height, drawing->height);

  den_drawing_print (drawing, flow->press, DEN_FLOW_LEFT, y);
}

/* Lines to sign on, side by side, and a pen's height above them. */
void
den_page_flow_signatures (DenPageFlow *flow, const DenSignature *signatures, guint n)
{
  double height = 48, x = DEN_FLOW_LEFT;
  double y = den_page_flow_take (flow, height, height);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *caption = den_press_clean (flow->press, signatures[i].caption);

      den_press_line (flow->press, x, y + 30, x + signatures[i].width, y + 30, 0.7);
      den_press_text (flow->press, x, y + 39.5, 8, DEN_FACE_REGULAR, caption, -1);
      x += signatures[i].width + 18;
    }
}

static void
draw_right (DenPageFlow *flow, double baseline, double size, DenFace face, const char *text)
{
  double width = den_press_measure (flow->press, text, -1, size, face);

  den_press_text (flow->press, DEN_FLOW_RIGHT - width, baseline, size, face, text, -1);
}

/* TEXT, or as many of its letters as fit WIDTH, with an ellipsis. */
static char *
fitted (DenPageFlow *flow, const char *text, DenFace face, double width)
{
  double room = width - den_press_advance (flow->press, 0x2026, FURNITURE_SIZE, face);
  g_autofree char *start = NULL;
  const char *p = text;

  if (den_press_measure (flow->press, text, -1, FURNITURE_SIZE, face) <= width)
    return g_strdup (text);
  for (; *p != '\0' && room > 0; p = g_utf8_next_char (p))
    room -= den_press_advance (flow->press, g_utf8_get_char (p), FURNITURE_SIZE, face);
  start = g_strndup (text, g_utf8_prev_char (p) - text);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

/* On the pages that follow the first: what the paper is and whose, and whom it is about. */
static void
draw_header (DenPageFlow *flow)
{
  double end =
      den_press_measure (flow->press, flow->subject_end, -1, FURNITURE_SIZE, DEN_FACE_BOLD);
  g_autofree char *whose = g_strdup_printf ("%s · %s", flow->title, flow->clinic);
  g_autofree char *subject =
      fitted (flow, flow->subject, DEN_FACE_BOLD, DEN_FLOW_WIDTH * 0.6 - end);
  g_autofree char *right = g_strconcat (subject, flow->subject_end, NULL);
  double taken = den_press_measure (flow->press, right, -1, FURNITURE_SIZE, DEN_FACE_BOLD);
  g_autofree char *left =
      fitted (flow, whose, DEN_FACE_REGULAR, DEN_FLOW_WIDTH - HEADER_GAP - taken);

  den_press_text (flow->press, DEN_FLOW_LEFT, HEADER_BASELINE, FURNITURE_SIZE, DEN_FACE_REGULAR,
                  left, -1);
  draw_right (flow, HEADER_BASELINE, FURNITURE_SIZE, DEN_FACE_BOLD, right);
  den_press_line (flow->press, DEN_FLOW_LEFT, HEADER_BASELINE + 5, DEN_FLOW_RIGHT,
                  HEADER_BASELINE + 5, 0.4);
}

static void
draw_footer (DenPageFlow *flow, int page, int pages)
{
  g_autofree char *words = g_strdup_printf ("%s · page %d of %d · %s", flow->footer_start, page,
                                            pages, flow->footer_end);

  den_press_line (flow->press, DEN_FLOW_LEFT, FOOTER_BASELINE - 12, DEN_FLOW_RIGHT,
                  FOOTER_BASELINE - 12, 0.4);
  den_press_text (flow->press, DEN_FLOW_LEFT, FOOTER_BASELINE, FURNITURE_SIZE, DEN_FACE_REGULAR,
                  words, -1);
}

/* WORDS in a frame that ends at RIGHT; where the next one to its left would end. */
static double
draw_mark (DenPageFlow *flow, const char *words, double right)
{
  double width = den_press_measure (flow->press, words, -1, FURNITURE_SIZE, DEN_FACE_BOLD) + 10;

  den_press_box (flow->press, right - width, MARK_BASELINE - 9.5, width, 13, 0.9);
  den_press_text (flow->press, right - width + 5, MARK_BASELINE, FURNITURE_SIZE, DEN_FACE_BOLD,
                  words, -1);
  return right - width - 8;
}

static void
dress_page (DenPageFlow *flow, int page, int pages)
{
  double right = DEN_FLOW_RIGHT;

  den_press_turn_to (flow->press, page);
  if (page > 1)
    draw_header (flow);
  draw_footer (flow, page, pages);
  if (flow->draft != NULL)
    right = draw_mark (flow, flow->draft, right);
  if (flow->demo)
    draw_mark (flow, demo_mark, right);
}

/* Says which characters the fonts could not show, so that no reader takes the sign that stands for
 * them for what was written. */
static void
tell_of_replaced (DenPageFlow *flow)
{
  g_autofree char *replaced = den_press_replaced (flow->press);
  g_autofree char *words = NULL;

  if (replaced == NULL)
    return;
  words = g_strdup_printf (
      "Characters that this paper’s typeface does not have are printed as an empty square: %s.",
      replaced);
  den_page_flow_gap (flow, 8);
  den_page_flow_paragraph (flow, DEN_TEXT_NOTE, words);
}

/* The finished paper; SHA256 is kept with it. The flow can only be freed after this. */
DenPaper *
den_page_flow_finish (DenPageFlow *flow, const char *sha256, GError **error)
{
  DenPaper *paper;
  GBytes *pdf;
  int pages;

  tell_of_replaced (flow);
  pages = den_press_n_pages (flow->press);
  for (int page = 1; page <= pages; page++)
    dress_page (flow, page, pages);
  pdf = den_press_finish (flow->press, error);
  if (pdf == NULL)
    return NULL;
  paper = g_new0 (DenPaper, 1);
  paper->pdf = pdf;
  paper->pages = pages;
  paper->sha256 = g_strdup (sha256);
  return paper;
}
