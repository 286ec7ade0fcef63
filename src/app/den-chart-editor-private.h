/* What the files of the chart editor share: the open chart, its writing, its undo. */
#pragma once

#include "den-chart-editor.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_CHANGE_SET,    /* undone by setting the fields to what they were */
  DEN_CHANGE_ADD,    /* undone by removing the record */
  DEN_CHANGE_REMOVE, /* undone by adding the record again, under its id */
  DEN_CHANGE_GROUP,  /* undone by undoing its parts, last first */
} DenChangeKind;

typedef struct
{
  DenChangeKind kind;
  char *label;
  const DenRecordType *type; /* of a GROUP of several types NULL: the whole chart */
  gint64 id;
  gint64 owner_id;
  GPtrArray *fields; /* DenField, not owned, of a SET */
  GArray *before;    /* DenValue, of the fields */
  GArray *after;
  gpointer record;  /* of a REMOVE; of an ADD as it was added */
  GPtrArray *parts; /* DenChange, of a GROUP */
} DenChange;

/* What was begun and not yet committed: one transaction. */
typedef struct
{
  DenTransaction *transaction; /* NULL once it failed */
  DenChange *change;           /* the GROUP as far as it is */
  gboolean touched;            /* the chart in memory is ahead of the database */
  guint inner;                 /* begun within it and not ended yet */
  GError *failure;
} DenChangeGroup;

struct _DenChartEditor
{
  GObject parent_instance;

  DenOffice *office;
  gint64 patient_id;
  DenChart *chart;
  char *policy_id; /* NULL: the one for the chart's coverage */
  DenVerdict *verdict;
  DenDay verdict_on;
  GPtrArray *changes;    /* DenChange, newest last */
  DenChangeGroup *group; /* NULL: nothing is begun */
  GPtrArray *conflict;   /* DenConflict, or NULL */
  gboolean telling;      /* the change that is being told is our own */
  gint64 seen;           /* the audit entry up to which the chart in memory goes */
  gboolean behind; /* there are entries of others beside our own: the chart is to be read again */
};

/* Where a record stands: its list, its place in it, the row that owns it. list is NULL for the
 * patient, who stands in none. */
typedef struct
{
  DenRecord *record;
  GPtrArray *list;
  guint index;
  gint64 owner_id;
} DenSeat;

/* ---- the open chart (den-chart-editor.c) ---- */

/* Reads the whole chart again, after a change from elsewhere, and tells its pages. */
gboolean den_chart_editor_reload (DenChartEditor *self, GError **error);
gboolean den_chart_editor_find_seat (DenChartEditor *self, const DenRecordType *type, gint64 id,
                                     DenSeat *seat);
/* The list of OWNER (NULL: the chart) that holds records of TYPE. */
GPtrArray *den_chart_editor_list_of (DenChartEditor *self, gconstpointer owner,
                                     const DenRecordType *type);
/* The chart's prescriber is PRESCRIBER, who is taken over, from now on. */
void den_chart_editor_take_prescriber (DenChartEditor *self, DenPrescriber *prescriber);
/* Tells the pages of this chart, then the rest of the program. LISTED as for the office. */
void den_chart_editor_tell (DenChartEditor *self, const DenRecordType *type, gboolean listed);

/* ---- writing (den-chart-write.c) ---- */

/* Rolls back what is not committed. */
void den_change_group_free (DenChangeGroup *group);
/* Opens a group for a single change, OWN, unless one is open already. */
gboolean den_chart_editor_open (DenChartEditor *self, gboolean *own, GError **error);
/* Ends the open group: commits it where it is DONE, remembers and tells what it changed; else gives
 * it up, after whoever failed has set ERROR. UNDONE is what it took back, NULL for nothing. */
gboolean den_chart_editor_close (DenChartEditor *self, gboolean done, const DenChange *undone,
                                 GError **error);
/* All three need an open group, and tell nobody. */
gboolean den_chart_editor_write_fields (DenChartEditor *self, const DenSeat *seat,
                                        const DenField *const *fields, const DenValue *values,
                                        guint n, GError **error);
/* Writes RECORD as OWNER's (NULL: the patient's) and seats it; it is freed on failure. */
gboolean den_chart_editor_write_record (DenChartEditor *self, DenRecord *record,
                                        gconstpointer owner, GError **error);
/* Removes the record at SEAT from the store and the chart; GONE, where not NULL, gets it. */
gboolean den_chart_editor_erase_record (DenChartEditor *self, const DenSeat *seat, gpointer *gone,
                                        GError **error);
/* What RECORD's FIELDS hold now: DenValue. */
GArray *den_record_get_values (gconstpointer record, const DenField *const *fields, guint n);

/* ---- what can be undone (den-chart-undo.c) ---- */

/* RECORD and WHAT name the change: "Trial: added". */
DenChange *den_change_new (DenChangeKind kind, const DenRecord *record, gint64 owner_id,
                           const char *what);
DenChange *den_change_group_new (const char *label);
void den_change_free (gpointer change);
/* Keeps CHANGE, which is taken over, as the newest. */
void den_chart_editor_remember (DenChartEditor *self, DenChange *change);

G_END_DECLS
