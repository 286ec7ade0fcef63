/* Text broken into lines, first fit. */
#include "den-lines.h"

#include <string.h>

/* Where the breaking stands. The line that began at start is width long by now. blanks_from is
 * where the blanks at its end begin, and width_before them its length without them. A line could
 * end at fit_end, and the next would then begin at next, next_width into this one. */
typedef struct
{
  DenPress *press;
  double size;
  DenFace face;
  double limit;
  GArray *lines;
  guint start;
  gboolean start_bold;
  double width;
  gboolean bold;
  gboolean in_blanks;
  guint blanks_from;
  double width_before;
  gboolean can_break;
  guint fit_end;
  double fit_width;
  guint next;
  double next_width;
  gboolean next_bold;
} Breaker;

static void
end_line (Breaker *breaker, guint end, double width, guint next, double next_width,
          gboolean next_bold)
{
  DenLine line = { breaker->start, end, width, breaker->start_bold };

  g_array_append_val (breaker->lines, line);
  breaker->start = next;
  breaker->start_bold = next_bold;
  breaker->width -= next_width;
  breaker->can_break = FALSE;
}

/* Ends the line at AT, where the text or a paragraph of it ends. */
static void
end_paragraph (Breaker *breaker, guint at, guint next)
{
  end_line (breaker, breaker->in_blanks ? breaker->blanks_from : at,
            breaker->in_blanks ? breaker->width_before : breaker->width, next, breaker->width,
            breaker->bold);
  breaker->in_blanks = FALSE;
}

static void
note_break (Breaker *breaker, guint fit_end, double fit_width, guint next)
{
  breaker->can_break = TRUE;
  breaker->fit_end = fit_end;
  breaker->fit_width = fit_width;
  breaker->next = next;
  breaker->next_width = breaker->width;
  breaker->next_bold = breaker->bold;
}

static void
take_blank (Breaker *breaker, guint at, double advance)
{
  if (!breaker->in_blanks)
    {
      breaker->in_blanks = TRUE;
      breaker->blanks_from = at;
      breaker->width_before = breaker->width;
    }
  breaker->width += advance;
  note_break (breaker, breaker->blanks_from, breaker->width_before, at + 1);
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == '/' || c == 0x2010 || c == 0x2013 || c == 0x2014;
}

/* Whether a line may end after the dash at P: between letters, never inside a date, a phone number
 * or an NDC. */
static gboolean
may_break_after_dash (const char *text, const char *p)
{
  return p > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p))) &&
         g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (p)));
}

/* Breaks before the character C at AT, which does not fit: at the last place that allows it, else
 * inside the word, but never before a combining mark. FALSE where the line can not be broken. */
static gboolean
break_before (Breaker *breaker, guint at, gunichar c)
{
  if (breaker->can_break)
    end_line (breaker, breaker->fit_end, breaker->fit_width, breaker->next, breaker->next_width,
              breaker->next_bold);
  else if (at > breaker->start && !g_unichar_ismark (c))
    end_line (breaker, at, breaker->width, at, breaker->width, breaker->bold);
  else
    return FALSE;
  return TRUE;
}

static void
take_character (Breaker *breaker, const char *text, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  guint at = (guint) (p - text), after = (guint) (g_utf8_next_char (p) - text);
  double advance;

  if (c == (gunichar) DEN_BOLD_ON[0] || c == (gunichar) DEN_BOLD_OFF[0])
    {
      breaker->bold = c == (gunichar) DEN_BOLD_ON[0];
      return;
    }
  if (c == '\n')
    {
      end_paragraph (breaker, at, after);
      return;
    }

  advance = den_press_advance (breaker->press, c, breaker->size,
                               breaker->bold ? DEN_FACE_BOLD : breaker->face);
  if (c == ' ')
    {
      take_blank (breaker, at, advance);
      return;
    }
  breaker->in_blanks = FALSE;
  while (breaker->width + advance > breaker->limit + 0.001)
    if (!break_before (breaker, at, c))
      break;
  breaker->width += advance;
  if (is_dash (c) && may_break_after_dash (text, p))
    note_break (breaker, after, breaker->width, after);
}

/* Breaks clean TEXT into lines of at most WIDTH: DenLine, at least one. A newline ends a line; a
 * word wider than WIDTH is broken inside. */
GArray *
den_lines_break (DenPress *press, const char *text, double size, DenFace face, double width)
{
  Breaker breaker = { .press = press, .size = size, .face = face, .limit = width };

  breaker.lines = g_array_new (FALSE, FALSE, sizeof (DenLine));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    take_character (&breaker, text, p);
  end_paragraph (&breaker, (guint) strlen (text), 0);
  return breaker.lines;
}

/* Draws LINE of TEXT with its baseline beginning at (X, Y). */
void
den_line_draw (DenPress *press, const char *text, const DenLine *line, double x, double y,
               double size, DenFace face)
{
  gboolean bold = line->bold;
  guint from = line->start;

  for (guint at = line->start; at <= line->end; at++)
    {
      gboolean at_switch =
          at < line->end && (text[at] == DEN_BOLD_ON[0] || text[at] == DEN_BOLD_OFF[0]);
      DenFace piece_face = bold ? DEN_FACE_BOLD : face;

      if (at < line->end && !at_switch)
        continue;
      if (at > from)
        {
          den_press_text (press, x, y, size, piece_face, text + from, at - from);
          x += den_press_measure (press, text + from, at - from, size, piece_face);
        }
      bold = at_switch ? text[at] == DEN_BOLD_ON[0] : bold;
      from = at + 1;
    }
}
