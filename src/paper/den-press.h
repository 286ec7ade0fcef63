/* A PDF document in the making: the one place that calls libharu.
 *
 * Points are 1/72 inch; unlike PDF's, y grows downwards from the top of the page. */
#pragma once

#include "den-print-text.h"

G_BEGIN_DECLS

#define DEN_PAGE_WIDTH 612.0
#define DEN_PAGE_HEIGHT 792.0

typedef struct _DenPress DenPress;

/* Told of each piece of text as it is drawn: its page (from 1), the left end of its baseline, its
 * width and size. For tests. */
typedef void (*DenPressWitness) (int page, double x, double y, double width, double size,
                                 const char *text, gpointer data);

DenPress *den_press_new (GError **error);
void den_press_free (DenPress *press);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenPress, den_press_free)
void den_press_set_witness (DenPress *press, DenPressWitness witness, gpointer data);
void den_press_set_info (DenPress *press, const char *title, const char *author);

void den_press_add_page (DenPress *press);
void den_press_turn_to (DenPress *press, int page);
int den_press_n_pages (DenPress *press);

char *den_press_clean (DenPress *press, const char *text);
char *den_press_replaced (DenPress *press);
double den_press_advance (DenPress *press, gunichar c, double size, DenFace face);
double den_press_measure (DenPress *press, const char *text, gssize length, double size,
                          DenFace face);

void den_press_text (DenPress *press, double x, double y, double size, DenFace face,
                     const char *text, gssize length);
void den_press_line (DenPress *press, double x1, double y1, double x2, double y2, double width);
void den_press_polyline (DenPress *press, const double *points, guint n, double width);
void den_press_dashed_line (DenPress *press, double x1, double y1, double x2, double y2,
                            double width);
void den_press_box (DenPress *press, double x, double y, double width, double height,
                    double line_width);
void den_press_area (DenPress *press, double x, double y, double width, double height, double grey);
void den_press_dot (DenPress *press, double x, double y, double radius, double grey);
void den_press_circle (DenPress *press, double x, double y, double radius, double line_width);

GBytes *den_press_finish (DenPress *press, GError **error);

G_END_DECLS
