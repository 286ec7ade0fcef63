/* The patients that a search finds, as a list model that keeps ids and fetches rows in blocks. */
#pragma once

#include "den-office.h"

G_BEGIN_DECLS

#define DEN_TYPE_PATIENT_ITEM (den_patient_item_get_type ())
G_DECLARE_FINAL_TYPE (DenPatientItem, den_patient_item, DEN, PATIENT_ITEM, GObject)
const DenPatientRow *den_patient_item_get_row (DenPatientItem *item);

#define DEN_TYPE_PATIENT_LIST (den_patient_list_get_type ())
/* A GListModel of DenPatientItem. Follows the office's "patients-changed". */
G_DECLARE_FINAL_TYPE (DenPatientList, den_patient_list, DEN, PATIENT_LIST, GObject)

DenPatientList *den_patient_list_new (DenOffice *office);
/* Shows the first N patients of all and sets MORE where there are others: enough for a screen, long
 * before all are known. A search tells the rest. FALSE with ERROR where the store failed. */
gboolean den_patient_list_show_first (DenPatientList *list, guint n, gboolean *more,
                                      GError **error);
/* What is searched for; blank shows all. FALSE with ERROR where the store failed; the list then
 * keeps what it had. */
gboolean den_patient_list_set_search (DenPatientList *list, const char *text, GError **error);
const char *den_patient_list_get_search (DenPatientList *list);
/* Where the patient stands in the list, or GTK_INVALID_LIST_POSITION's value, G_MAXUINT. */
guint den_patient_list_find (DenPatientList *list, gint64 patient_id);

G_END_DECLS
