/* One session on the floor board: what the rules say of it now, in the board's short words. */
#include "den-floor-private.h"

#include <glib/gi18n-lib.h>

/* What of an item moves with the time and with what is recorded. */
typedef struct
{
  DenSessionState state;
  char *due;
  gint64 due_minutes;
  GStrv missing;
  guint open_alerts;
  const char *step; /* translated, the program's */
} Standing;

struct _DenFloorItem
{
  GObject parent_instance;

  DenSessionRow *row;
  char *title;
  char *allergies;
  Standing standing;

  DenSessionCase at; /* records of the floor's chart; session is NULL when they are gone */
  gint64 minute;     /* the last look's */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (DenFloorItem, den_floor_item, G_TYPE_OBJECT)

static void
standing_clear (Standing *standing)
{
  g_clear_pointer (&standing->due, g_free);
  g_clear_pointer (&standing->missing, g_strfreev);
}

static void
den_floor_item_finalize (GObject *object)
{
  DenFloorItem *self = DEN_FLOOR_ITEM (object);

  g_clear_pointer (&self->row, den_session_row_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->allergies, g_free);
  standing_clear (&self->standing);
  G_OBJECT_CLASS (den_floor_item_parent_class)->finalize (object);
}

static void
den_floor_item_class_init (DenFloorItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_floor_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_floor_item_init (DenFloorItem *self)
{
}

DenFloorItem *
den_floor_item_new (void)
{
  return g_object_new (DEN_TYPE_FLOOR_ITEM, NULL);
}

/* ---- looking ---- */

/* Whole minutes to US, counted towards zero: 0 from a minute before to a minute after. */
static gint64
minutes_until (gint64 us, DenInstant now)
{
  return (us - now.us) / DEN_US_PER_MINUTE;
}

static gboolean
is_before_dose (DenSessionState state)
{
  return state == DEN_STATE_BOOKED || state == DEN_STATE_ARRIVED;
}

/* A booked patient is due to arrive, today; anyone later as the protocol says. */
static void
look_at_due (const DenSessionCase *at, gboolean is_today, Standing *standing)
{
  DenInstant due_at;
  gboolean late;

  if (standing->state == DEN_STATE_BOOKED)
    {
      if (!is_today || !den_instant_is_known (at->session->scheduled_at))
        return;
      standing->due = g_strdup (_ ("Arrival"));
      standing->due_minutes = minutes_until (at->session->scheduled_at.us, at->now);
    }
  else if (standing->state < DEN_STATE_DISCHARGED &&
           den_session_next_due (at, &standing->due, &due_at, &late))
    standing->due_minutes = minutes_until (due_at.us, at->now);
}

static GStrv
list_missing (const DenSessionCase *at, DenSessionState state)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_autoptr (GPtrArray) findings = NULL;

  if (is_before_dose (state) && at->protocol != NULL)
    findings = den_session_before_dose (at);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if ((!finding->passes || finding->mark == DEN_MARK_MISSING) &&
          (state == DEN_STATE_ARRIVED ||
           den_session_finding_can_be_prepared (finding, at->protocol)))
        g_strv_builder_add (missing, finding->label);
    }
  return g_strv_builder_end (missing);
}

/* Alerts that nobody said anything about. */
static guint
count_open_alerts (const DenSessionCase *at)
{
  g_autoptr (GPtrArray) alerts = at->protocol != NULL ? den_session_alerts (at) : NULL;
  guint n = 0;

  for (guint i = 0; alerts != NULL && i < alerts->len; i++)
    n += !((const DenSessionFinding *) g_ptr_array_index (alerts, i))->passes;
  return n;
}

static const char *
usual_step (const DenSessionCase *at, DenSessionState state, gboolean is_today)
{
  switch (state)
    {
    case DEN_STATE_BOOKED:
      return is_today ? _ ("Arrived") : NULL;
    case DEN_STATE_ARRIVED:
    case DEN_STATE_IN_TREATMENT:
      return _ ("Open session");
    case DEN_STATE_OBSERVED:
      return at->protocol != NULL && den_session_may_release (at) ? _ ("Release")
                                                                  : _ ("Open session");
    case DEN_STATE_DISCHARGED:
      return _ ("Sign");
    default:
      return NULL;
    }
}

static void
look (const DenSessionCase *at, gboolean is_today, Standing *standing)
{
  *standing = (Standing){ .state = den_session_state (at->session), .due_minutes = DEN_UNKNOWN };
  look_at_due (at, is_today, standing);
  standing->missing = list_missing (at, standing->state);
  if (standing->state == DEN_STATE_IN_TREATMENT || standing->state == DEN_STATE_OBSERVED ||
      standing->state == DEN_STATE_DISCHARGED)
    standing->open_alerts = count_open_alerts (at);
  standing->step = usual_step (at, standing->state, is_today);
}

static gboolean
standing_equal (const Standing *a, const Standing *b)
{
  return a->state == b->state && g_strcmp0 (a->due, b->due) == 0 &&
         a->due_minutes == b->due_minutes && a->open_alerts == b->open_alerts &&
         a->step == b->step && (a->missing == NULL) == (b->missing == NULL) &&
         (a->missing == NULL ||
          g_strv_equal ((const char *const *) a->missing, (const char *const *) b->missing));
}

/* Looks again; TRUE where what is shown changed. */
static gboolean
look_again (DenFloorItem *self, gboolean is_today)
{
  Standing now;
  gboolean same;

  if (self->at.session == NULL)
    return FALSE;
  look (&self->at, is_today, &now);
  same = standing_equal (&now, &self->standing);
  standing_clear (&self->standing);
  self->standing = now;
  self->minute = self->at.now.us / DEN_US_PER_MINUTE;
  return !same;
}

void
den_floor_item_set (DenFloorItem *self, DenSessionRow *row, const DenSessionCase *at,
                    gboolean is_today)
{
  g_clear_pointer (&self->row, den_session_row_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->allergies, g_free);
  self->row = row;
  self->at = *at;
  if (at->session != NULL)
    {
      self->title = den_session_title (at->chart, at->session, at->protocol);
      self->allergies = den_chart_allergies_in_words (at->chart);
    }
  look_again (self, is_today);
  g_signal_emit (self, changed_signal, 0);
}

/* Sessions that run are looked at each second, those before the dose each minute; the others stand
 * still. */
void
den_floor_item_tick (DenFloorItem *self, DenInstant now, gboolean is_today)
{
  DenSessionState state = self->standing.state;
  gboolean runs = state == DEN_STATE_IN_TREATMENT || state == DEN_STATE_OBSERVED;

  self->at.now = now;
  if ((runs || (is_before_dose (state) && now.us / DEN_US_PER_MINUTE != self->minute)) &&
      look_again (self, is_today))
    g_signal_emit (self, changed_signal, 0);
}

gboolean
den_floor_item_looks_at (DenFloorItem *self, const DenChart *chart)
{
  return self->at.session != NULL && self->at.chart == chart;
}

void
den_floor_item_forget (DenFloorItem *self)
{
  self->at = (DenSessionCase){ 0 };
}

/* ---- what it shows ---- */

gint64
den_floor_item_get_patient_id (DenFloorItem *self)
{
  return self->row->patient_id;
}

gint64
den_floor_item_get_session_row (DenFloorItem *self)
{
  return self->row->id;
}

const char *
den_floor_item_get_name (DenFloorItem *self)
{
  return self->row->name;
}

const char *
den_floor_item_get_preferred_name (DenFloorItem *self)
{
  return self->row->preferred_name;
}

const char *
den_floor_item_get_mrn (DenFloorItem *self)
{
  return self->row->mrn;
}

DenDay
den_floor_item_get_birth_date (DenFloorItem *self)
{
  return self->row->birth_date;
}

const char *
den_floor_item_get_allergies (DenFloorItem *self)
{
  return self->allergies;
}

const char *
den_floor_item_get_chair (DenFloorItem *self)
{
  return self->row->chair;
}

DenInstant
den_floor_item_get_scheduled_at (DenFloorItem *self)
{
  return self->row->scheduled_at;
}

gint64
den_floor_item_get_minutes (DenFloorItem *self)
{
  return self->row->minutes;
}

DenSessionState
den_floor_item_get_state (DenFloorItem *self)
{
  return self->standing.state;
}

const char *
den_floor_item_get_title (DenFloorItem *self)
{
  return self->title;
}

/* Translated; NULL where the session's course is not known. */
const char *
den_floor_item_get_modality (DenFloorItem *self)
{
  return self->row->modality != DEN_UNKNOWN ? _ (den_modality_choices[self->row->modality].label)
                                            : NULL;
}

const char *
den_floor_item_get_due (DenFloorItem *self, gint64 *minutes)
{
  if (minutes != NULL)
    *minutes = self->standing.due_minutes;
  return self->standing.due;
}

/* Never NULL; ends with NULL. */
const char *const *
den_floor_item_get_missing (DenFloorItem *self)
{
  static const char *const none[] = { NULL };

  return self->standing.missing != NULL ? (const char *const *) self->standing.missing : none;
}

guint
den_floor_item_get_open_alerts (DenFloorItem *self)
{
  return self->standing.open_alerts;
}

const char *
den_floor_item_get_step (DenFloorItem *self)
{
  return self->standing.step;
}
