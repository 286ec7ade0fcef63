/* The picture of trials against time, as a reviewer reads them: a bar a trial, as high as its dose,
 * with the least adequate dose as a dashed line, before the current episode. */
#include "den-decimal.h"
#include "den-picture-axis.h"
#include "den-pictures.h"
#include "den-text.h"

#define HEAD 15.0 /* over the first row, for the episode's label */
#define FOOT 16.0 /* the time axis */
#define ROW 27.0  /* of a trial */
#define BAR 13.0  /* the highest dose of a trial */
#define AUGMENTATION_INDENT 8.0
#define THIN_BAR 5.0    /* of an augmentation */
#define GAP 9.0         /* between the columns */
#define LONGEST_YEARS 6 /* longer, the axis begins later and older trials are told in words */

/* One line of the picture. host is the row that an augmentation belongs under, or -1. */
typedef struct
{
  const DenTrialJudgement *judgement;
  int host;
  gboolean placed;
} Row;

typedef struct
{
  DenPicture picture;
  DenTimeAxis axis;
  DenDay on;
  gboolean asked; /* the policy asks for trials, so that one can count */
  double label_width;
  double verdict_x;
  double verdict_width;
} Frame;

static gboolean
is_running (const DenTrial *trial)
{
  return trial->started_on != DEN_UNKNOWN && trial->ended_on == DEN_UNKNOWN &&
         trial->stop_reason == DEN_STOP_ONGOING;
}

static gboolean
has_bar (const DenTrial *trial)
{
  return trial->started_on != DEN_UNKNOWN && (trial->ended_on != DEN_UNKNOWN || is_running (trial));
}

static gboolean
is_augmentation (const DenTrial *trial)
{
  return !den_text_is_blank (trial->augments);
}

static DenDay
last_day (const DenTrial *trial, DenDay on)
{
  return trial->ended_on != DEN_UNKNOWN ? trial->ended_on : on;
}

/* ---- rows ---- */

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *one = den_text_fold (a), *other = den_text_fold (b);

  return g_str_equal (one, other);
}

static gboolean
is_called (const DenTrialJudgement *judgement, const char *name)
{
  g_auto (GStrv) brands = NULL;

  if (is_same_name (judgement->trial->drug, name))
    return TRUE;
  if (judgement->drug == NULL)
    return FALSE;
  if (is_same_name (judgement->drug->name, name))
    return TRUE;
  brands = g_strsplit (judgement->drug->brands != NULL ? judgement->drug->brands : "", ",", -1);
  for (guint i = 0; brands[i] != NULL; i++)
    if (is_same_name (brands[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
overlap (const DenTrial *a, const DenTrial *b, DenDay on)
{
  return has_bar (a) && has_bar (b) && a->started_on <= last_day (b, on) &&
         b->started_on <= last_day (a, on);
}

/* The trial that AUGMENTATION was added to: of that drug, and at that time if one is. */
static int
find_host (const DenVerdict *verdict, const DenTrial *augmentation, DenDay on)
{
  int host = -1;

  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);

      if (is_augmentation (judgement->trial) || !is_called (judgement, augmentation->augments))
        continue;
      if (overlap (judgement->trial, augmentation, on))
        return (int) i;
      if (host < 0)
        host = (int) i;
    }
  return host;
}

/* The first row that is not placed yet and belongs under HOST: the earliest, undated ones last. */
static int
next_row (GArray *rows, int host)
{
  int next = -1;
  DenDay earliest = G_MAXINT64;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      DenDay start = row->judgement->trial->started_on;

      if (row->placed || row->host != host)
        continue;
      if (start == DEN_UNKNOWN)
        start = G_MAXINT64 - 1;
      if (start < earliest)
        {
          earliest = start;
          next = (int) i;
        }
    }
  return next;
}

static void
place_rows (GArray *rows, int host, GArray *ordered)
{
  for (int next = next_row (rows, host); next >= 0; next = next_row (rows, host))
    {
      Row *row = &g_array_index (rows, Row, next);

      row->placed = TRUE;
      g_array_append_val (ordered, *row);
      if (host < 0)
        place_rows (rows, next, ordered);
    }
}

/* The verdict's trials in the order of the picture: by their start, each followed by what was added
 * to it. */
static GArray *
order_rows (const DenVerdict *verdict, DenDay on)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GArray *ordered = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);
      Row row = { judgement, -1, FALSE };

      if (is_augmentation (judgement->trial))
        row.host = find_host (verdict, judgement->trial, on);
      g_array_append_val (rows, row);
    }
  place_rows (rows, -1, ordered);
  return ordered;
}

/* ---- words ---- */

static char *
describe_drug (const DenTrialJudgement *judgement)
{
  const DenDrug *drug = judgement->drug;
  g_autofree char *least = NULL;

  if (is_augmentation (judgement->trial))
    return g_strdup_printf ("added to %s", judgement->trial->augments);
  if (drug == NULL)
    return g_strdup ("not in the formulary");
  if (drug->min_daily_ug == DEN_UNKNOWN)
    return g_strdup (drug->drug_class != NULL ? drug->drug_class : "");
  least = den_decimal_to_text (drug->min_daily_ug, 1000);
  return g_strdup_printf ("%s, from %s mg", drug->drug_class != NULL ? drug->drug_class : "drug",
                          least);
}

/* The first of the reasons against a trial, in few words. */
static const char *
short_reason (guint reasons)
{
  static const struct
  {
    guint reason;
    const char *words;
  } table[] = {
    { DEN_REASON_UNKNOWN_DRUG, "unknown drug" },
    { DEN_REASON_NOT_ANTIDEPRESSANT, "no antidepressant" },
    { DEN_REASON_MISSING_DOSE, "dose not known" },
    { DEN_REASON_MISSING_DATES, "dates not known" },
    { DEN_REASON_INTOLERANCE, "not tolerated" },
    { DEN_REASON_DOSE_BELOW_MINIMUM, "dose too low" },
    { DEN_REASON_TOO_SHORT, "too short" },
    { DEN_REASON_POOR_ADHERENCE, "poor adherence" },
    { DEN_REASON_RESPONSE_ADEQUATE, "responded" },
    { DEN_REASON_MISSING_OUTCOME, "outcome not known" },
    { DEN_REASON_OTHER_EPISODE, "other episode" },
    { DEN_REASON_TOO_OLD, "too long ago" },
    { DEN_REASON_DUPLICATE_DRUG, "same drug again" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (reasons & table[i].reason)
      return table[i].words;
  return NULL;
}

static char *
describe_days (const Frame *frame, const DenTrialJudgement *judgement)
{
  const char *why = judgement->counts || !frame->asked ? NULL : short_reason (judgement->reasons);

  return g_strdup_printf ("%d %s at dose%s%s", judgement->days_at_dose,
                          judgement->days_at_dose == 1 ? "day" : "days", why != NULL ? ", " : "",
                          why != NULL ? why : "");
}

static const char *
verdict_word (const Frame *frame, const DenTrialJudgement *judgement)
{
  if (is_augmentation (judgement->trial))
    return "Augmentation";
  if (!frame->asked)
    return "Tried";
  return judgement->counts ? "Counts" : "Does not count";
}

/* What stands in place of a bar: a trial without its dates, or one before the axis begins. NULL for
 * a trial that has its bar. */
static char *
words_for_bar (const Frame *frame, const DenTrial *trial)
{
  g_autofree char *first = NULL, *last = NULL, *weeks = NULL;

  if (trial->started_on != DEN_UNKNOWN)
    first = den_month_to_text (trial->started_on);
  if (trial->ended_on != DEN_UNKNOWN)
    last = den_month_to_text (trial->ended_on);
  if (has_bar (trial))
    {
      if (last_day (trial, frame->on) >= frame->axis.first)
        return NULL;
      return g_strdup_printf ("%s to %s, before this axis", first, last);
    }
  if (first != NULL)
    return g_strdup_printf ("from %s, end not known", first);
  if (last != NULL)
    return g_strdup_printf ("until %s, start not known", last);
  if (trial->weeks_tenths == DEN_UNKNOWN)
    return g_strdup ("dates not known");
  weeks = den_decimal_to_text (trial->weeks_tenths, 10);
  return g_strdup_printf ("dates not known, %s weeks", weeks);
}

/* ---- drawing ---- */

/* A check, or a cross, SIDE wide with its foot on the baseline Y. */
static void
draw_mark (DenDrawing *drawing, gboolean check, double x, double y, double side)
{
  if (check)
    {
      den_drawing_line (drawing, DEN_INK_TEXT, x, y - side * 0.4, x + side * 0.38, y, 1);
      den_drawing_line (drawing, DEN_INK_TEXT, x + side * 0.38, y, x + side, y - side, 1);
      return;
    }
  den_drawing_line (drawing, DEN_INK_TEXT, x + 0.5, y - side + 0.5, x + side - 0.5, y - 0.5, 1);
  den_drawing_line (drawing, DEN_INK_TEXT, x + 0.5, y - 0.5, x + side - 0.5, y - side + 0.5, 1);
}

static void
draw_labels (const Frame *frame, const DenTrialJudgement *judgement, double base)
{
  const DenPicture *picture = &frame->picture;
  DenDrawing *drawing = picture->drawing;
  gboolean augmentation = is_augmentation (judgement->trial);
  gboolean marked = !augmentation && frame->asked;
  double indent = augmentation ? AUGMENTATION_INDENT : 0, side = marked ? 9 : 0;
  g_autofree char *name = den_picture_fit (picture, judgement->trial->drug, DEN_PICTURE_SIZE,
                                           !augmentation, frame->label_width - indent);
  g_autofree char *about = describe_drug (judgement);
  g_autofree char *fitted_about =
      den_picture_fit (picture, about, DEN_PICTURE_SMALL, FALSE, frame->label_width - indent);
  g_autofree char *days = describe_days (frame, judgement);
  g_autofree char *fitted_days =
      den_picture_fit (picture, days, DEN_PICTURE_SMALL, FALSE, frame->verdict_width);

  den_drawing_words (drawing, DEN_INK_TEXT, indent, base - 9, DEN_ALIGN_LEFT, DEN_PICTURE_SIZE,
                     !augmentation, name);
  den_drawing_words (drawing, DEN_INK_TEXT, indent, base, DEN_ALIGN_LEFT, DEN_PICTURE_SMALL, FALSE,
                     fitted_about);
  if (marked)
    draw_mark (drawing, judgement->counts, frame->verdict_x, base - 9, 6);
  den_drawing_words (drawing, DEN_INK_TEXT, frame->verdict_x + side, base - 9, DEN_ALIGN_LEFT,
                     DEN_PICTURE_SIZE, judgement->counts && marked,
                     verdict_word (frame, judgement));
  if (!augmentation)
    den_drawing_words (drawing, DEN_INK_TEXT, frame->verdict_x, base, DEN_ALIGN_LEFT,
                       DEN_PICTURE_SMALL, FALSE, fitted_days);
}

/* The whole trial as one segment, where its doses are not told one by one. */
static DenDoseSegment
segment_at (const DenTrial *trial, guint i, DenDay on)
{
  DenDoseSegment segment = { .from_on = trial->started_on,
                             .to_on = last_day (trial, on),
                             .daily_ug = trial->max_daily_dose_ug };

  if (trial->doses->len > 0)
    {
      const DenDoseSegment *told = g_ptr_array_index (trial->doses, i);

      segment.daily_ug = told->daily_ug;
      if (told->from_on != DEN_UNKNOWN)
        segment.from_on = told->from_on;
      if (told->to_on != DEN_UNKNOWN)
        segment.to_on = told->to_on;
    }
  return segment;
}

static gint64
highest_dose (const DenTrial *trial)
{
  gint64 highest = trial->doses->len == 0 ? trial->max_daily_dose_ug : DEN_UNKNOWN;

  for (guint i = 0; i < trial->doses->len; i++)
    highest =
        MAX (highest, ((const DenDoseSegment *) g_ptr_array_index (trial->doses, i))->daily_ug);
  return highest;
}

/* The dose of the highest segment, over its middle, inside the axis. */
static void
draw_dose (const Frame *frame, gint64 dose, double x1, double x2, double top)
{
  g_autofree char *number = den_decimal_to_text (dose, 1000);
  g_autofree char *words = g_strdup_printf ("%s mg", number);
  double half = den_picture_measure (&frame->picture, words, DEN_PICTURE_SMALL, FALSE) / 2;
  double x = CLAMP ((x1 + x2) / 2, frame->axis.left + half, frame->axis.right - half);

  den_drawing_words (frame->picture.drawing, DEN_INK_TEXT, x, top - 2, DEN_ALIGN_CENTER,
                     DEN_PICTURE_SMALL, FALSE, words);
}

static void
draw_minimum (const Frame *frame, const DenTrial *trial, double y)
{
  double left = den_time_axis_x (&frame->axis, trial->started_on) - 4;
  double right = den_time_axis_x (&frame->axis, last_day (trial, frame->on)) + 4;

  den_drawing_dashed_line (frame->picture.drawing, DEN_INK_TEXT, MAX (left, frame->axis.left), y,
                           MIN (right, frame->axis.right), y, 0.5);
}

static void
draw_open_end (const Frame *frame, double base, double height)
{
  double x = frame->axis.right, middle = base - height / 2;

  den_drawing_line (frame->picture.drawing, DEN_INK_TEXT, x, middle - 3, x + 4, middle, 0.8);
  den_drawing_line (frame->picture.drawing, DEN_INK_TEXT, x, middle + 3, x + 4, middle, 0.8);
}

static void
draw_bar (const Frame *frame, const DenTrialJudgement *judgement, double base)
{
  const DenTrial *trial = judgement->trial;
  gboolean thin = is_augmentation (trial), told = FALSE;
  double full = thin ? THIN_BAR : BAR;
  gint64 highest = highest_dose (trial);
  gint64 least = judgement->drug == NULL || thin ? DEN_UNKNOWN : judgement->drug->min_daily_ug;
  gint64 scale = MAX (MAX (highest, least), 1);

  for (guint i = 0; i < MAX (trial->doses->len, 1); i++)
    {
      DenDoseSegment segment = segment_at (trial, i, frame->on);
      double x1 = den_time_axis_x (&frame->axis, segment.from_on);
      double x2 = MAX (den_time_axis_x (&frame->axis, segment.to_on + 1), x1 + 1.5);
      double height = segment.daily_ug == DEN_UNKNOWN
                          ? full / 2
                          : full * (double) segment.daily_ug / (double) scale;
      gboolean adequate =
          segment.daily_ug != DEN_UNKNOWN && least != DEN_UNKNOWN && segment.daily_ug >= least;

      den_drawing_rectangle (frame->picture.drawing, adequate ? DEN_INK_ACCENT : DEN_INK_FAINT, x1,
                             base - height, x2, base);
      if (!told && segment.daily_ug != DEN_UNKNOWN && segment.daily_ug == highest)
        {
          double top = least == DEN_UNKNOWN
                           ? base - height
                           : base - MAX (height, full * (double) least / (double) scale);

          draw_dose (frame, highest, x1, x2, top);
          told = TRUE;
        }
    }
  if (least != DEN_UNKNOWN)
    draw_minimum (frame, trial, base - full * (double) least / (double) scale);
  if (is_running (trial))
    draw_open_end (frame, base, full);
}

static void
draw_row (const Frame *frame, const DenTrialJudgement *judgement, double base)
{
  g_autofree char *words = words_for_bar (frame, judgement->trial);

  draw_labels (frame, judgement, base);
  if (words == NULL)
    draw_bar (frame, judgement, base);
  else
    {
      g_autofree char *fitted = den_picture_fit (&frame->picture, words, DEN_PICTURE_SMALL, FALSE,
                                                 frame->axis.right - frame->axis.left - 14);

      den_drawing_words (frame->picture.drawing, DEN_INK_TEXT, frame->axis.left + 10, base - 4,
                         DEN_ALIGN_LEFT, DEN_PICTURE_SMALL, FALSE, fitted);
    }
}

/* The current episode as a band behind the bars, with its first day over it. */
static void
draw_episode (const Frame *frame, const DenEpisode *episode, double bottom)
{
  DenDrawing *drawing = frame->picture.drawing;
  double x = den_time_axis_x (&frame->axis, episode->started_on);
  g_autofree char *day = den_day_to_us (episode->started_on);
  g_autofree char *words = g_strdup_printf ("Current episode since %s", day);
  double width = den_picture_measure (&frame->picture, words, DEN_PICTURE_SMALL, FALSE);

  den_drawing_rectangle (drawing, DEN_INK_SHADE, x, HEAD - 3, frame->axis.right, bottom);
  den_drawing_line (drawing, DEN_INK_TEXT, x, HEAD - 3, x, bottom, 0.5);
  den_drawing_line (drawing, DEN_INK_TEXT, x, HEAD - 3, frame->axis.right, HEAD - 3, 0.5);
  den_drawing_words (drawing, DEN_INK_TEXT, MAX (MIN (x, frame->axis.right - width), 0), HEAD - 6,
                     DEN_ALIGN_LEFT, DEN_PICTURE_SMALL, FALSE, words);
}

/* ---- the frame ---- */

/* Where the axis begins: with the first trial or the current episode; where that is long ago, with
 * the first of the trials of the last years, so that those stay readable. */
static DenDay
first_day (GArray *rows, const DenEpisode *episode, DenDay on)
{
  DenDay limit = den_day_add_years (on, -LONGEST_YEARS), earliest = on, recent = on;

  for (guint i = 0; i < rows->len; i++)
    {
      const DenTrial *trial = g_array_index (rows, Row, i).judgement->trial;

      if (!has_bar (trial))
        continue;
      earliest = MIN (earliest, trial->started_on);
      if (trial->started_on >= limit)
        recent = MIN (recent, trial->started_on);
      else if (last_day (trial, on) >= limit)
        recent = limit;
    }
  if (episode != NULL)
    {
      earliest = MIN (earliest, episode->started_on);
      recent = MIN (recent, MAX (episode->started_on, limit));
    }
  return earliest >= limit || recent == on ? earliest : recent;
}

static double
widest (const Frame *frame, GArray *rows, gboolean verdicts)
{
  double width = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const DenTrialJudgement *judgement = g_array_index (rows, Row, i).judgement;
      g_autofree char *small =
          verdicts ? describe_days (frame, judgement) : describe_drug (judgement);
      const char *large = verdicts ? verdict_word (frame, judgement) : judgement->trial->drug;

      width = MAX (width, den_picture_measure (&frame->picture, small, DEN_PICTURE_SMALL, FALSE) +
                              (is_augmentation (judgement->trial) ? AUGMENTATION_INDENT : 0));
      width = MAX (width, den_picture_measure (&frame->picture, large, DEN_PICTURE_SIZE, TRUE) + 9);
    }
  return width;
}

static void
set_frame (Frame *frame, GArray *rows, const DenEpisode *episode)
{
  double width = frame->picture.drawing->width;

  frame->label_width = MIN (widest (frame, rows, FALSE), width * 0.26);
  frame->verdict_width = MIN (widest (frame, rows, TRUE), width * 0.3);
  frame->verdict_x = width - frame->verdict_width;
  frame->axis.left = frame->label_width + GAP;
  frame->axis.right = frame->verdict_x - GAP;
  frame->axis.last = frame->on;
  frame->axis.first = first_day (rows, episode, frame->on);
  frame->axis.first = MIN (frame->axis.first - (frame->on - frame->axis.first) / 40,
                           den_day_add_months (frame->on, -2));
}

/* The trials that VERDICT judges, WIDTH points wide and as high as it takes. Words are English on
 * screen and paper alike. Free it with den_drawing_free. */
DenDrawing *
den_picture_trials (const DenChart *chart, const DenVerdict *verdict, DenDay on, double width,
                    DenMeasure measure, gpointer measure_data)
{
  g_autoptr (GArray) rows = order_rows (verdict, on);
  const DenEpisode *episode = den_chart_current_episode (chart, on);
  Frame frame = { .on = on,
                  .asked =
                      verdict->policy == NULL || (verdict->policy->trial_count != DEN_UNKNOWN &&
                                                  verdict->policy->trial_count > 0) };
  double bottom = HEAD + rows->len * ROW;

  if (rows->len == 0)
    {
      DenDrawing *empty = den_drawing_new (width, 14);

      den_drawing_words (empty, DEN_INK_TEXT, 0, 10, DEN_ALIGN_LEFT, DEN_PICTURE_SIZE, FALSE,
                         "No medication trial is recorded.");
      return empty;
    }
  frame.picture = (DenPicture){ den_drawing_new (width, bottom + FOOT), measure, measure_data };
  set_frame (&frame, rows, episode);
  if (episode != NULL)
    draw_episode (&frame, episode, bottom);
  for (guint i = 0; i < rows->len; i++)
    draw_row (&frame, g_array_index (rows, Row, i).judgement, HEAD + (i + 1) * ROW - 4);
  den_time_axis_draw (&frame.axis, &frame.picture, bottom);
  return frame.picture.drawing;
}
