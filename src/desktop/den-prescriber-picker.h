/* Chooses who of the clinic prescribes for the patient. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PRESCRIBER_PICKER (den_prescriber_picker_get_type ())
G_DECLARE_FINAL_TYPE (DenPrescriberPicker, den_prescriber_picker, DEN, PRESCRIBER_PICKER, GtkBox)

GtkWidget *den_prescriber_picker_new (DenChartEditor *editor);

G_END_DECLS
