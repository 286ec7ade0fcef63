/* Reads the reference data that the program carries. */
#pragma once

#include "den-reference.h"

G_BEGIN_DECLS

#define DEN_REFERENCE_DATA_ERROR (den_reference_data_error_quark ())
GQuark den_reference_data_error_quark (void);

DenReference *den_reference_data_load (GError **error);

G_END_DECLS
