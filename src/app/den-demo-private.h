/* What the files of the demo clinic share. */
#pragma once

#include "den-demo.h"

G_BEGIN_DECLS

/* The made clinic's chart of that index: the same every time. */
DenChart *den_demo_make_chart (guint index);

G_END_DECLS
