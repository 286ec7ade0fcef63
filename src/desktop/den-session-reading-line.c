/* A line of the table of observations. */
#include "den-session-reading-line.h"

#include "den-marks.h"
#include "den-session-words.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMN_TIME,
  COLUMN_MINUTE,
  COLUMN_BP,
  COLUMN_PULSE,
  COLUMN_SPO2,
  COLUMN_RESPIRATION,
  COLUMN_MOAAS,
  COLUMN_CADSS,
  COLUMN_NOTE,
  N_COLUMNS,
} Column;

typedef struct
{
  const char *label;
  const char *keys; /* of the findings that mark it */
  int width_chars;
  float align;
} ColumnRow;

static const ColumnRow column_rows[N_COLUMNS] = {
  { N_ ("Time"), "", 5, 0 },
  { N_ ("Min"), "checkpoint", 5, 1 },
  { N_ ("BP"), "systolic diastolic bp", 9, 1 },
  { N_ ("Pulse"), "pulse", 6, 1 },
  { N_ ("SpO₂"), "spo2", 6, 1 },
  { N_ ("Resp"), "respiration", 6, 1 },
  { N_ ("MOAA/S"), "moaas", 7, 1 },
  { N_ ("CADSS"), "cadss", 9, 1 },
  { N_ ("Note"), "", 8, 0 },
};

/* What one line shows; marks are DenSessionMark, 0 for none. */
struct _DenSessionReading
{
  GObject parent_instance;

  gint64 id;
  char *cells[N_COLUMNS];
  DenSessionMark marks[N_COLUMNS];
  char *words;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (DenSessionReading, den_session_reading, G_TYPE_OBJECT)

static void
den_session_reading_finalize (GObject *object)
{
  DenSessionReading *item = DEN_SESSION_READING (object);

  for (int i = 0; i < N_COLUMNS; i++)
    g_free (item->cells[i]);
  g_free (item->words);
  G_OBJECT_CLASS (den_session_reading_parent_class)->finalize (object);
}

static void
den_session_reading_class_init (DenSessionReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_session_reading_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_session_reading_init (DenSessionReading *item)
{
}

static char *
number_in_words (gint64 number)
{
  return number != DEN_UNKNOWN ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");
}

/* "6 / 14" for both forms of the scale, which are never mixed: the full one is told apart. */
static char *
cadss_in_words (const DenObservation *it)
{
  if (it->cadss23 == DEN_UNKNOWN)
    return number_in_words (it->cadss6);
  if (it->cadss6 == DEN_UNKNOWN)
    return g_strdup_printf (_ ("%d (23)"), (int) it->cadss23);
  return g_strdup_printf (_ ("%d, %d (23)"), (int) it->cadss6, (int) it->cadss23);
}

/* The totals of a discharge scale stand with the note. */
static char *
note_in_words (const DenObservation *it)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const DenScores *scores[] = { &it->aldrete, &it->mpadss };
  static const char *const names[] = { "Aldrete", "MPADSS" };

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      int sum = 0;

      for (int j = 0; j < scores[i]->n; j++)
        sum += scores[i]->item[j];
      if (scores[i]->n > 0)
        g_string_append_printf (words, "%s%s %d", words->len > 0 ? " · " : "", names[i], sum);
    }
  if (it->note != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", it->note);
  return g_strdup (words->str);
}

static void
set_cell (DenSessionReading *item, Column column, char *text)
{
  g_free (item->cells[column]);
  item->cells[column] = text;
}

static void
set_words (DenSessionReading *item)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (int i = 0; i < N_COLUMNS; i++)
    if (*item->cells[i] != '\0')
      g_string_append_printf (words, "%s%s %s%s", words->len > 0 ? ", " : "",
                              _ (column_rows[i].label), item->cells[i],
                              item->marks[i] > DEN_MARK_MISSING ? _ (", over a limit") : "");
  g_free (item->words);
  item->words = g_strdup (words->str);
}

/* ---- marks ---- */

static gboolean
is_of_column (const char *keys, const char *key)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_str_has_prefix (key, words[i]))
      return TRUE;
  return FALSE;
}

/* The highest mark that FINDINGS have for the reading of that instant. */
static DenSessionMark
find_mark (GPtrArray *findings, DenInstant at, Column column)
{
  DenSessionMark highest = DEN_MARK_OK;

  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if (finding->of_at.us == at.us && finding->mark > highest &&
          is_of_column (column_rows[column].keys, finding->key))
        highest = finding->mark;
    }
  return highest;
}

/* How late an observation came that a checkpoint waited for; its real minute stands. */
static char *
minute_in_words (const DenSessionClock *clock, const DenObservation *it, gboolean *late)
{
  g_autofree char *minute =
      den_session_show_minute (den_minutes_between (clock->zero_at, it->taken_at));

  *late = FALSE;
  for (guint i = 0; i < clock->checkpoints->len; i++)
    {
      const DenCheckpointState *state = &g_array_index (clock->checkpoints, DenCheckpointState, i);

      *late = *late || (state->done_by == it && state->due == DEN_DUE_DONE_LATE);
    }
  return g_steal_pointer (&minute);
}

void
den_session_reading_fill (DenSessionReading *item, const DenObservation *it,
                          const DenSessionClock *clock, GPtrArray *before, GPtrArray *alerts)
{
  gboolean late;

  item->id = it->record.id;
  set_cell (item, COLUMN_TIME, den_instant_show_time (it->taken_at));
  set_cell (item, COLUMN_MINUTE, minute_in_words (clock, it, &late));
  set_cell (item, COLUMN_BP,
            it->systolic != DEN_UNKNOWN
                ? g_strdup_printf ("%d/%d", (int) it->systolic, (int) it->diastolic)
                : g_strdup (""));
  set_cell (item, COLUMN_PULSE, number_in_words (it->pulse));
  set_cell (item, COLUMN_SPO2, number_in_words (it->spo2));
  set_cell (item, COLUMN_RESPIRATION, number_in_words (it->respiration));
  set_cell (item, COLUMN_MOAAS, number_in_words (it->moaas));
  set_cell (item, COLUMN_CADSS, cadss_in_words (it));
  set_cell (item, COLUMN_NOTE, note_in_words (it));
  for (int i = 0; i < N_COLUMNS; i++)
    item->marks[i] = MAX (find_mark (before, it->taken_at, (Column) i),
                          find_mark (alerts, it->taken_at, (Column) i));
  if (late)
    item->marks[COLUMN_MINUTE] = MAX (item->marks[COLUMN_MINUTE], DEN_MARK_REVIEW);
  set_words (item);
  g_signal_emit (item, changed_signal, 0);
}

DenSessionReading *
den_session_reading_new (void)
{
  return g_object_new (DEN_TYPE_SESSION_READING, NULL);
}

gint64
den_session_reading_get_id (DenSessionReading *item)
{
  return item->id;
}

const char *
den_session_reading_get_words (DenSessionReading *item)
{
  return item->words;
}

/* ---- the widget of a line ---- */

struct _DenSessionReadingLine
{
  GtkBox parent_instance;

  DenSessionReading *item;
  gulong handler;
  GtkWidget *cells[N_COLUMNS];
  GtkWidget *icons[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (DenSessionReadingLine, den_session_reading_line, GTK_TYPE_BOX)

static GtkWidget *
make_cell (Column column, GtkWidget **icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (NULL);

  *icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (*icon), 12);
  /* An unseen symbol keeps its place, so that numbers stand in columns. */
  gtk_widget_set_opacity (*icon, 0);
  gtk_label_set_width_chars (GTK_LABEL (label), column_rows[column].width_chars);
  gtk_label_set_xalign (GTK_LABEL (label), column_rows[column].align);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_visible (*icon, *column_rows[column].keys != '\0');
  if (column == COLUMN_NOTE)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), *icon);
  gtk_box_append (GTK_BOX (box), label);
  /* The symbol takes its place before the number, not from it. */
  gtk_widget_set_size_request (box, column == COLUMN_NOTE || column == COLUMN_TIME ? -1 : 62, -1);
  gtk_widget_set_halign (label, column_rows[column].align > 0 ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_hexpand (box, column == COLUMN_NOTE);
  return box;
}

static void
show_line (DenSessionReading *item, DenSessionReadingLine *line)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      DenSessionFinding finding = { .mark = item->marks[i] };
      gboolean marked = item->marks[i] > DEN_MARK_MISSING;

      den_session_set_words (line->cells[i], item->cells[i]);
      gtk_widget_set_opacity (line->icons[i], marked ? 1 : 0);
      if (marked)
        gtk_image_set_from_icon_name (GTK_IMAGE (line->icons[i]), den_session_mark_icon (&finding));
      den_mark_set_class (line->cells[i],
                          marked ? den_session_mark_class (&finding) : "den-normal");
      den_mark_set_class (line->icons[i],
                          marked ? den_session_mark_class (&finding) : "den-normal");
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (line), item->cells[COLUMN_NOTE]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, item->words,
                                  -1);
}

void
den_session_reading_line_set (DenSessionReadingLine *line, DenSessionReading *item)
{
  if (line->item != NULL)
    g_clear_signal_handler (&line->handler, line->item);
  g_set_object (&line->item, item);
  if (item == NULL)
    return;
  line->handler = g_signal_connect (item, "changed", G_CALLBACK (show_line), line);
  show_line (item, line);
}

static void
den_session_reading_line_dispose (GObject *object)
{
  den_session_reading_line_set (DEN_SESSION_READING_LINE (object), NULL);
  G_OBJECT_CLASS (den_session_reading_line_parent_class)->dispose (object);
}

static void
den_session_reading_line_class_init (DenSessionReadingLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_reading_line_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_session_reading_line_init (DenSessionReadingLine *line)
{
  gtk_box_set_spacing (GTK_BOX (line), 6);
  gtk_widget_add_css_class (GTK_WIDGET (line), "den-session-reading");
  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *cell = make_cell ((Column) i, &line->icons[i]);

      line->cells[i] = gtk_widget_get_last_child (cell);
      gtk_box_append (GTK_BOX (line), cell);
    }
}

GtkWidget *
den_session_reading_headings_new (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (line, "den-session-reading");
  gtk_widget_add_css_class (line, "den-session-headings");
  gtk_widget_set_tooltip_text (line, _ ("Return or a double click corrects an entry"));
  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *icon;
      GtkWidget *cell = make_cell ((Column) i, &icon);

      gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (cell)), _ (column_rows[i].label));
      gtk_box_append (GTK_BOX (line), cell);
    }
  return line;
}
