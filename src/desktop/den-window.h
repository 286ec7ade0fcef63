/* A window on a clinic: the main list, the section's page, and a patient's page above it. */
#pragma once

#include "den-application.h"

G_BEGIN_DECLS

#define DEN_TYPE_WINDOW (den_window_get_type ())
/* Actions of the group "win": section (s: "today", "patients", "policies", "clinic"), open-patient
 * (x: row id), today-view (s: a view of den-today-page.h), back, new-patient, find, book, walk-in,
 * set-up-calendar, undo, print, import, export-patient, new-window. Any widget of the window may activate them. */
G_DECLARE_FINAL_TYPE (DenWindow, den_window, DEN, WINDOW, GtkApplicationWindow)

GtkWidget *den_window_new (DenApplication *application, DenOffice *office);
DenOffice *den_window_get_office (DenWindow *self);

void den_window_show_section (DenWindow *self, const char *name);
/* "today", "patients", "policies", "clinic", or "patient" while a patient's page is open. */
const char *den_window_get_place (DenWindow *self);
void den_window_open_patient (DenWindow *self, gint64 patient_id);
/* The patient whose page is open, 0 for none. */
gint64 den_window_get_patient_id (DenWindow *self);

/* Use den-message.h. */
void den_window_show_problem (DenWindow *self, const char *words);
void den_window_show_note (DenWindow *self, const char *words);

G_END_DECLS
