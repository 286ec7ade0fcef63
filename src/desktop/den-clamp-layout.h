/* A layout for one child that a wide window does not spread: questions stay near their answers. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_CLAMP_LAYOUT (den_clamp_layout_get_type ())
G_DECLARE_FINAL_TYPE (DenClampLayout, den_clamp_layout, DEN, CLAMP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *den_clamp_layout_new (void);

G_END_DECLS
