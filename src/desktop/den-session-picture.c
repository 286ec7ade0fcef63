/* The curve of blood pressure, saturation and dissociation. It is drawn anew with each entry and
 * each minute. */
#include "den-session-picture.h"

#include "den-drawing-view.h"
#include "den-outcomes.h"
#include "den-session-words.h"

#include <glib/gi18n-lib.h>

/* Points high; the table of observations has the rest of the column. */
#define HEIGHT 176.0

struct _DenSessionPicture
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *view;
  gint64 minute; /* that was drawn last */
};

G_DEFINE_FINAL_TYPE (DenSessionPicture, den_session_picture, GTK_TYPE_BOX)

static DenDrawing *
make_drawing (double width, DenMeasure measure, gpointer measure_data, gpointer data)
{
  DenSessionPicture *self = data;
  DenSessionCase at;

  if (self->live == NULL || den_live_session_get_session (self->live) == NULL)
    return NULL;
  den_live_session_get_case (self->live, &at);
  return den_picture_session (&at, width, HEIGHT, measure, measure_data);
}

/* The newest readings in words, for those who do not see the curve. */
static char *
describe (const DenSession *session)
{
  const DenObservation *last =
      session->observations->len > 0
          ? g_ptr_array_index (session->observations, session->observations->len - 1)
          : NULL;
  g_autofree char *time = last != NULL ? den_instant_show_time (last->taken_at) : NULL;

  if (last == NULL)
    return g_strdup (_ ("No observation yet."));
  if (last->systolic == DEN_UNKNOWN)
    return g_strdup_printf (_ ("%u observations, the last at %s."), session->observations->len,
                            time);
  return g_strdup_printf (_ ("%u observations, the last at %s with %d/%d mmHg."),
                          session->observations->len, time, (int) last->systolic,
                          (int) last->diastolic);
}

static void
draw (DenSessionPicture *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  g_autofree char *words = NULL;
  DenSessionCase at;

  if (session == NULL)
    return;
  den_live_session_get_case (self->live, &at);
  self->minute = at.now.us / DEN_US_PER_MINUTE;
  words = describe (session);
  den_drawing_view_update (DEN_DRAWING_VIEW (self->view), words);
}

static void
changed_cb (DenLiveSession *live, DenSessionPicture *self)
{
  draw (self);
}

static void
tick_cb (DenLiveSession *live, DenSessionPicture *self)
{
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  if (at.now.us / DEN_US_PER_MINUTE != self->minute)
    draw (self);
}

static void
den_session_picture_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_PICTURE (object)->live);
  G_OBJECT_CLASS (den_session_picture_parent_class)->dispose (object);
}

static void
den_session_picture_class_init (DenSessionPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_picture_dispose;
}

static void
den_session_picture_init (DenSessionPicture *self)
{
}

GtkWidget *
den_session_picture_new (DenLiveSession *live)
{
  DenSessionPicture *self = g_object_new (DEN_TYPE_SESSION_PICTURE, NULL);

  self->live = g_object_ref (live);
  self->view = den_drawing_view_new (_ ("Course of the session"), make_drawing, self);
  gtk_widget_set_margin_start (self->view, 12);
  gtk_box_append (GTK_BOX (self), self->view);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  draw (self);
  return GTK_WIDGET (self);
}
