/* The picture of one session: blood pressure, oxygen saturation and dissociation over the minutes
 * since the first dose, with doses, due checkpoints, limits and adverse events. */
#include "den-outcomes.h"
#include "den-picture-axis.h"

#define HEAD 20.0      /* dose marks and their words */
#define FOOT 22.0      /* due marks, minutes */
#define EVENT_ROW 10.0 /* one adverse event under the axis */
#define MOST_EVENT_ROWS 4
#define GAP 9.0         /* between two panels */
#define LABEL_ROOM 74.0 /* at the right */
/* A session that was never closed is shown so long, not to the present day. */
#define LONGEST_US (300 * DEN_US_PER_MINUTE)

/* One measure drawn in a panel. */
typedef struct
{
  DenMeasureKind measure;
  gsize offset; /* of the DenObservation's member */
  const char *label;
} Curve;

/* The height that a panel takes of what there is, and the range of its axis. */
typedef struct
{
  const Curve *curves;
  guint n_curves;
  gint64 min, max; /* shown at least */
  double share;
} Panel;

static const Curve pressure_curves[] = {
  { DEN_MEASURE_SYSTOLIC, offsetof (DenObservation, systolic), "systolic" },
  { DEN_MEASURE_DIASTOLIC, offsetof (DenObservation, diastolic), "diastolic" },
};
static const Curve oxygen_curves[] = {
  { DEN_MEASURE_SPO2, offsetof (DenObservation, spo2), "SpO₂ %" },
};
static const Curve cadss6_curves[] = {
  { DEN_MEASURE_CADSS_6, offsetof (DenObservation, cadss6), "CADSS-6" },
};
static const Curve cadss23_curves[] = {
  { DEN_MEASURE_CADSS_23, offsetof (DenObservation, cadss23), "CADSS-23" },
};
static const Panel panels[] = {
  { pressure_curves, G_N_ELEMENTS (pressure_curves), 60, 160, 4 },
  { oxygen_curves, G_N_ELEMENTS (oxygen_curves), 90, 100, 1.6 },
  { cadss6_curves, G_N_ELEMENTS (cadss6_curves), 0, 8, 1.6 },
  { cadss23_curves, G_N_ELEMENTS (cadss23_curves), 0, 12, 1.6 },
};

typedef struct
{
  const DenSessionCase *at;
  DenSessionClock *clock;
  DenPicture picture;
  gint64 zero_us;
  gint64 first_minute;
  gint64 last_minute;
  double left, right;
  double top, bottom; /* of all panels */
} Plot;

/* One panel as it is drawn now. */
typedef struct
{
  const Panel *panel;
  gint64 min, max;
  double top, bottom;
} Frame;

static double
x_of_us (const Plot *plot, gint64 us)
{
  double minute = (double) (us - plot->zero_us) / (double) DEN_US_PER_MINUTE;
  double part = (minute - (double) plot->first_minute) /
                (double) MAX (plot->last_minute - plot->first_minute, 1);

  return plot->left + CLAMP (part, 0, 1) * (plot->right - plot->left);
}

static double
x_of_minute (const Plot *plot, gint64 minute)
{
  return x_of_us (plot, plot->zero_us + minute * DEN_US_PER_MINUTE);
}

static double
y_of (const Frame *frame, gint64 value)
{
  return frame->bottom - (double) (CLAMP (value, frame->min, frame->max) - frame->min) /
                             (double) MAX (frame->max - frame->min, 1) *
                             (frame->bottom - frame->top);
}

static gint64
reading (const DenObservation *observation, const Curve *curve)
{
  return *(const gint64 *) (gconstpointer) ((const char *) observation + curve->offset);
}

static const DenObservation *
nth_observation (const Plot *plot, guint i)
{
  return g_ptr_array_index (plot->at->session->observations, i);
}

/* ---- the limits ---- */

/* The lowest upper (or, BELOW, highest lower) alert limit of the measure that holds from the first
 * minute on; unknown for none. */
static gint64
alert_limit (const Plot *plot, DenMeasureKind measure, gboolean below)
{
  GPtrArray *limits = plot->at->protocol != NULL ? plot->at->protocol->limits : NULL;
  gint64 found = DEN_UNKNOWN;

  for (guint i = 0; limits != NULL && i < limits->len; i++)
    {
      const DenProtocolLimit *limit = g_ptr_array_index (limits, i);
      gint64 value = below ? limit->at_most : limit->at_least;

      if (limit->measure != (gint64) measure || limit->stage != DEN_STAGE_DURING ||
          limit->level != DEN_LIMIT_ALERT || value == DEN_UNKNOWN ||
          (limit->from_minute != DEN_UNKNOWN && limit->from_minute > 0))
        continue;
      if (found == DEN_UNKNOWN || (below ? value > found : value < found))
        found = value;
    }
  return found;
}

static void
draw_limit (const Plot *plot, const Frame *frame, gint64 limit)
{
  g_autofree char *words = NULL;

  if (limit == DEN_UNKNOWN || limit < frame->min || limit > frame->max)
    return;
  words = g_strdup_printf ("%" G_GINT64_FORMAT " alert", limit);
  den_drawing_dashed_line (plot->picture.drawing, DEN_INK_CAUTION, plot->left, y_of (frame, limit),
                           plot->right, y_of (frame, limit), 0.7);
  den_drawing_words (plot->picture.drawing, DEN_INK_CAUTION, plot->right + 5,
                     y_of (frame, limit) + 2.6, DEN_ALIGN_LEFT, DEN_PICTURE_SMALL, FALSE, words);
}

/* ---- panels ---- */

/* Widens the range to what was measured, and leaves room over the highest reading for its figure:
 * the more, the lower the panel is. */
static void
set_range (const Plot *plot, Frame *frame)
{
  gint64 step = frame->panel->max > 100 ? 20 : frame->panel->min > 0 ? 5 : 4;
  gint64 room_percent = frame->panel->share > 2 ? 10 : 60;

  frame->min = frame->panel->min;
  frame->max = frame->panel->max;
  for (guint c = 0; c < frame->panel->n_curves; c++)
    for (guint i = 0; i < plot->at->session->observations->len; i++)
      {
        gint64 value = reading (nth_observation (plot, i), &frame->panel->curves[c]), high;

        if (value == DEN_UNKNOWN)
          continue;
        frame->min = MIN (frame->min, value / step * step);
        if (frame->panel->curves == oxygen_curves)
          continue;
        high = value + (value - frame->min) * room_percent / 100;
        frame->max = MAX (frame->max, (high + step - 1) / step * step);
      }
  if (frame->panel->curves == pressure_curves)
    frame->max = MAX (frame->max, alert_limit (plot, DEN_MEASURE_SYSTOLIC, FALSE));
}

static void
draw_number (const Plot *plot, const Frame *frame, gint64 value)
{
  g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, plot->left - 4, y_of (frame, value) + 2.6,
                     DEN_ALIGN_RIGHT, DEN_PICTURE_SMALL, FALSE, words);
}

static void
draw_frame (const Plot *plot, const Frame *frame)
{
  DenDrawing *drawing = plot->picture.drawing;

  den_drawing_line (drawing, DEN_INK_FAINT, plot->left, frame->top, plot->left, frame->bottom, 0.4);
  den_drawing_line (drawing, DEN_INK_FAINT, plot->left, frame->bottom, plot->right, frame->bottom,
                    0.4);
  draw_number (plot, frame, frame->min);
  draw_number (plot, frame, frame->max);
  if (frame->max - frame->min >= 60)
    for (gint64 value = (frame->min / 20 + 1) * 20; value < frame->max; value += 20)
      den_drawing_line (drawing, DEN_INK_FAINT, plot->left - 2, y_of (frame, value), plot->left,
                        y_of (frame, value), 0.4);
}

/* The line through the readings, their dots, and the highest (of saturation the lowest) and last
 * value in figures. */
static void
draw_curve (const Plot *plot, const Frame *frame, const Curve *curve)
{
  DenDrawing *drawing = plot->picture.drawing;
  const DenObservation *before = NULL, *extreme = NULL;
  gboolean low = curve->measure == DEN_MEASURE_SPO2;

  for (guint i = 0; i < plot->at->session->observations->len; i++)
    {
      const DenObservation *observation = nth_observation (plot, i);
      gint64 value = reading (observation, curve);
      double x, y;

      if (value == DEN_UNKNOWN)
        continue;
      x = x_of_us (plot, observation->taken_at.us);
      y = y_of (frame, value);
      if (before != NULL)
        den_drawing_line (drawing, DEN_INK_ACCENT, x_of_us (plot, before->taken_at.us),
                          y_of (frame, reading (before, curve)), x, y, 1);
      den_drawing_dot (drawing, DEN_INK_ACCENT, x, y, 1.8);
      before = observation;
      if (extreme == NULL ||
          (low ? value < reading (extreme, curve) : value > reading (extreme, curve)))
        extreme = observation;
    }
  if (extreme != NULL)
    {
      g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, reading (extreme, curve));
      gboolean under = low || curve->measure == DEN_MEASURE_DIASTOLIC;
      double y = y_of (frame, reading (extreme, curve));

      y = under ? MIN (y + DEN_PICTURE_SIZE + 2, frame->bottom - 1) : MAX (y - 4, frame->top + 4);
      den_drawing_words (
          drawing, DEN_INK_TEXT,
          CLAMP (x_of_us (plot, extreme->taken_at.us), plot->left + 8, plot->right - 8), y,
          DEN_ALIGN_CENTER, DEN_PICTURE_SMALL, TRUE, words);
    }
}

/* Moves Y, where words are to stand, off the words of the limits that the panel shows. */
static double
clear_of_limits (const Plot *plot, const Frame *frame, double y)
{
  const double apart = DEN_PICTURE_SMALL + 2;

  for (guint c = 0; c < frame->panel->n_curves; c++)
    for (int below = 0; below <= 1; below++)
      {
        gint64 limit = alert_limit (plot, frame->panel->curves[c].measure, below);
        double at = limit != DEN_UNKNOWN ? y_of (frame, limit) : 0;

        if (limit == DEN_UNKNOWN || ABS (y - at) >= apart)
          continue;
        y = y < at || at + apart > frame->bottom ? at - apart : at + apart;
      }
  return y;
}

/* The curve's name at the height of its last reading, or in the middle of its part of the panel. */
static void
label_curve (const Plot *plot, const Frame *frame, guint c)
{
  const Curve *curve = &frame->panel->curves[c];
  double height = (frame->bottom - frame->top) / (double) frame->panel->n_curves;
  double y = frame->top + height * ((double) c + 0.5);

  for (guint i = plot->at->session->observations->len; i-- > 0;)
    {
      gint64 value = reading (nth_observation (plot, i), curve);

      if (value == DEN_UNKNOWN)
        continue;
      y = y_of (frame, value);
      break;
    }
  y = clear_of_limits (plot, frame, CLAMP (y, frame->top + 2, frame->bottom - 4));
  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, plot->right + 5, y + 2.6, DEN_ALIGN_LEFT,
                     DEN_PICTURE_SMALL, TRUE, curve->label);
}

static void
draw_panel (const Plot *plot, Frame *frame)
{
  set_range (plot, frame);
  draw_frame (plot, frame);
  for (guint c = 0; c < frame->panel->n_curves; c++)
    {
      draw_limit (plot, frame, alert_limit (plot, frame->panel->curves[c].measure, FALSE));
      draw_limit (plot, frame, alert_limit (plot, frame->panel->curves[c].measure, TRUE));
      draw_curve (plot, frame, &frame->panel->curves[c]);
      label_curve (plot, frame, c);
    }
}

static gboolean
has_readings (const Plot *plot, const Panel *panel)
{
  for (guint i = 0; i < plot->at->session->observations->len; i++)
    for (guint c = 0; c < panel->n_curves; c++)
      if (reading (nth_observation (plot, i), &panel->curves[c]) != DEN_UNKNOWN)
        return TRUE;
  return FALSE;
}

/* Blood pressure and saturation always have their panels, so that a missing one shows as empty; of
 * the two dissociation scales, which are never mixed, those that were used, and the short one where
 * none was. */
static void
draw_panels (const Plot *plot)
{
  gboolean shown[G_N_ELEMENTS (panels)];
  double shares = 0, room, y = plot->top;
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (panels); i++)
    shown[i] = i < 2 || has_readings (plot, &panels[i]);
  if (!shown[3])
    shown[2] = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (panels); i++)
    if (shown[i])
      {
        shares += panels[i].share;
        n++;
      }
  room = plot->bottom - plot->top - GAP * (double) (n - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      Frame frame = { &panels[i], 0, 0, y, y + room * panels[i].share / shares };

      if (!shown[i])
        continue;
      draw_panel (plot, &frame);
      y = frame.bottom + GAP;
    }
}

/* ---- what happened when ---- */

/* An upright line through the panels, with its words above. */
static void
draw_mark (const Plot *plot, gint64 us, DenInk ink, gboolean dashed, const char *words,
           double *free_from)
{
  double x = x_of_us (plot, us), width, left;

  if (dashed)
    den_drawing_dashed_line (plot->picture.drawing, ink, x, plot->top - 4, x, plot->bottom, 0.6);
  else
    den_drawing_line (plot->picture.drawing, ink, x, plot->top - 4, x, plot->bottom, 0.8);
  if (words == NULL)
    return;
  width = den_picture_measure (&plot->picture, words, DEN_PICTURE_SMALL, FALSE);
  left = MAX (x - width / 2, plot->left);
  if (left < *free_from)
    left = *free_from;
  if (left + width > plot->picture.drawing->width)
    return;
  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, left, plot->top - 7, DEN_ALIGN_LEFT,
                     DEN_PICTURE_SMALL, FALSE, words);
  *free_from = left + width + 4;
}

static char *
milligrams (gint64 ug)
{
  if (ug % 1000 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " mg", ug / 1000);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " mg", ug / 1000,
                          ug % 1000 / 100);
}

static void
draw_doses (const Plot *plot, double *free_from)
{
  const DenSession *session = plot->at->session;

  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (session->doses, i);
      g_autofree char *given =
          dose->given_ug != DEN_UNKNOWN ? milligrams (dose->given_ug) : g_strdup ("dose");
      const char *words = dose->outcome == DEN_DOSE_REFUSED  ? "refused"
                          : dose->outcome == DEN_DOSE_FAILED ? "failed"
                                                             : given;

      /* What came from a vial is told by the infusion. */
      if (session->infusion->len == 0)
        draw_mark (plot, dose->given_at.us, DEN_INK_TEXT, dose->outcome != DEN_DOSE_GIVEN, words,
                   free_from);
    }
}

/* The infusion as a bar over the panels, broken where it was paused. */
static void
draw_infusion (const Plot *plot, double *free_from)
{
  const DenSession *session = plot->at->session;
  gint64 running_from = DEN_UNKNOWN;

  for (guint i = 0; i <= session->infusion->len; i++)
    {
      const DenInfusionStep *step =
          i < session->infusion->len ? g_ptr_array_index (session->infusion, i) : NULL;
      gboolean ends =
          step == NULL || step->action == DEN_INFUSION_PAUSE || step->action == DEN_INFUSION_STOP;

      if (running_from != DEN_UNKNOWN && ends)
        den_drawing_rectangle (
            plot->picture.drawing, DEN_INK_ACCENT, x_of_us (plot, running_from), plot->top - 5,
            x_of_us (plot, step != NULL ? step->at.us : plot->at->now.us), plot->top - 2);
      if (step == NULL)
        break;
      if (step->action == DEN_INFUSION_START)
        draw_mark (plot, step->at.us, DEN_INK_TEXT, FALSE, "infusion", free_from);
      if (ends)
        running_from = DEN_UNKNOWN;
      else if (running_from == DEN_UNKNOWN)
        running_from = step->at.us;
    }
}

/* A mark under the axis for each checkpoint: done, late, or still to come; its minute beside. */
static void
draw_checkpoints (const Plot *plot)
{
  DenDrawing *drawing = plot->picture.drawing;
  double free_from = 0;

  for (guint i = 0; i < plot->clock->checkpoints->len; i++)
    {
      const DenCheckpointState *state =
          &g_array_index (plot->clock->checkpoints, DenCheckpointState, i);
      double x = x_of_minute (plot, state->checkpoint->minute), width;
      g_autofree char *minute = g_strdup_printf ("%" G_GINT64_FORMAT, state->checkpoint->minute);
      DenInk ink = state->due == DEN_DUE_DONE    ? DEN_INK_GOOD
                   : state->due == DEN_DUE_LATER ? DEN_INK_FAINT
                   : state->due == DEN_DUE_LATE  ? DEN_INK_DANGER
                                                 : DEN_INK_CAUTION;

      den_drawing_rectangle (drawing, ink, x - 1.5, plot->bottom + 1, x + 1.5, plot->bottom + 6);
      width = den_picture_measure (&plot->picture, minute, DEN_PICTURE_SMALL, FALSE);
      if (x - width / 2 < free_from)
        continue;
      den_drawing_words (drawing, DEN_INK_TEXT, x, plot->bottom + 6 + DEN_PICTURE_SMALL,
                         DEN_ALIGN_CENTER, DEN_PICTURE_SMALL, FALSE, minute);
      free_from = x + width / 2 + 4;
    }
  den_drawing_words (drawing, DEN_INK_TEXT, plot->right + 5, plot->bottom + 6 + DEN_PICTURE_SMALL,
                     DEN_ALIGN_LEFT, DEN_PICTURE_SMALL, FALSE, "min, checks due");
}

/* Adverse events as bars from their onset to their end, one a row. */
static void
draw_events (const Plot *plot, guint rows)
{
  GPtrArray *events = plot->at->session->events;

  for (guint i = 0; i < rows; i++)
    {
      const DenSessionEvent *event = g_ptr_array_index (events, i);
      const DenEventKind *kind = den_reference_find_event_kind (plot->at->reference, event->kind);
      const char *label = kind != NULL ? kind->label : event->kind;
      double y = plot->bottom + FOOT + EVENT_ROW * (double) i + 4;
      double from = x_of_us (plot, event->started_at.us), to;
      gint64 until = den_instant_is_known (event->resolved_at) ? event->resolved_at.us
                     : den_instant_is_known (plot->at->session->ended_at)
                         ? plot->at->session->ended_at.us
                         : plot->at->now.us;
      g_autofree char *words = NULL;

      if (i + 1 == rows && events->len > rows)
        words = g_strdup_printf ("%s, and %u more", label, events->len - rows);
      else
        words = g_strdup (label);
      to = MAX (x_of_us (plot, until), from + 3);
      den_drawing_rectangle (plot->picture.drawing,
                             event->severity == DEN_EVENT_SEVERE || event->serious == 1
                                 ? DEN_INK_DANGER
                                 : DEN_INK_CAUTION,
                             from, y - 2, to, y + 2);
      den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, to + 4, y + 2.6, DEN_ALIGN_LEFT,
                         DEN_PICTURE_SMALL, FALSE, words);
    }
}

/* ---- the whole ---- */

/* The minutes shown: from the first reading, a little before time 0, to the end that is planned or
 * that was. Before the first dose, up to now. */
static void
set_minutes (Plot *plot)
{
  const DenSession *session = plot->at->session;
  gboolean started = den_instant_is_known (plot->clock->zero_at);
  gint64 first, last;

  plot->zero_us = started ? plot->clock->zero_at.us : plot->at->now.us;
  first = last = plot->zero_us;
  for (guint i = 0; i < session->observations->len; i++)
    {
      first = MIN (first, nth_observation (plot, i)->taken_at.us);
      last = MAX (last, nth_observation (plot, i)->taken_at.us);
    }
  if (den_instant_is_known (session->ended_at))
    last = MAX (last, session->ended_at.us);
  else if (started)
    last = MAX (last, MIN (plot->at->now.us, plot->zero_us + LONGEST_US));
  plot->first_minute = MAX ((first - plot->zero_us) / DEN_US_PER_MINUTE - 5, -60);
  plot->last_minute = (last - plot->zero_us) / DEN_US_PER_MINUTE + 5;
  if (plot->at->protocol != NULL)
    plot->last_minute = MAX (plot->last_minute, plot->at->protocol->observation_minutes + 5);
}

static void
draw_instants (const Plot *plot)
{
  const DenSession *session = plot->at->session;
  double free_from = plot->left;

  if (!den_instant_is_known (plot->clock->zero_at))
    return;
  draw_infusion (plot, &free_from);
  draw_doses (plot, &free_from);
  if (den_instant_is_known (session->ended_at))
    draw_mark (plot, session->ended_at.us, DEN_INK_TEXT, TRUE, "left", &free_from);
  else if (den_instant_is_known (plot->clock->earliest_release_at))
    draw_mark (plot, plot->clock->earliest_release_at.us, DEN_INK_FAINT, TRUE, "release from here",
               &free_from);
  if (!den_instant_is_known (session->ended_at) &&
      plot->at->now.us <= plot->zero_us + plot->last_minute * DEN_US_PER_MINUTE)
    draw_mark (plot, plot->at->now.us, DEN_INK_ACCENT, FALSE, NULL, &free_from);
  draw_checkpoints (plot);
}

/* See den-outcomes.h. WIDTH x HEIGHT points; words are English. Free it with den_drawing_free. */
DenDrawing *
den_picture_session (const DenSessionCase *at, double width, double height, DenMeasure measure,
                     gpointer measure_data)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  guint rows = MIN (at->session->events->len, MOST_EVENT_ROWS);
  Plot plot = {
    .at = at,
    .clock = clock,
    .picture = { den_drawing_new (width, height), measure, measure_data },
    .top = HEAD,
    .bottom = height - FOOT - EVENT_ROW * (double) rows,
    .right = width - LABEL_ROOM,
  };

  plot.left = 4 + den_picture_measure (&plot.picture, "000", DEN_PICTURE_SMALL, FALSE);
  if (!den_instant_is_known (clock->zero_at) && at->session->observations->len == 0)
    {
      den_drawing_words (plot.picture.drawing, DEN_INK_FAINT, 0, HEAD, DEN_ALIGN_LEFT,
                         DEN_PICTURE_SIZE, FALSE, "No reading is recorded yet.");
      return plot.picture.drawing;
    }
  set_minutes (&plot);
  draw_panels (&plot);
  draw_instants (&plot);
  draw_events (&plot, rows);
  return plot.picture.drawing;
}
