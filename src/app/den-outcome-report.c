/* The clinic's outcomes, summed up in another thread over a connection of its own that only reads,
 * so that the window goes on while hundreds of thousands of sessions are looked at. */
#include "den-booking.h"
#include "den-office-private.h"

/* Told of progress so often, in charts. */
#define CHARTS_A_STEP 200

typedef struct
{
  char *path;
  const DenReference *reference; /* the office's, which the task keeps */
  DenDay on;
  DenOutcomeProgress progress;
  gpointer data;
} Job;

/* Progress on its way to the main thread. */
typedef struct
{
  GTask *task;
  gint64 done;
  gint64 of;
} Step;

/* A sum on its way. */
typedef struct
{
  GTask *task;
  DenOutcomeTally *tally;
  GArray *ids; /* gint64, rising: every patient's */
  guint charts;
} Sum;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static gboolean
tell_progress_cb (gpointer data)
{
  const Step *step = data;
  const Job *job = g_task_get_task_data (step->task);

  if (!g_task_get_completed (step->task) &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (step->task)))
    job->progress (step->done, step->of, job->data);
  return G_SOURCE_REMOVE;
}

static void
tell_progress (GTask *task, gint64 done, gint64 of)
{
  const Job *job = g_task_get_task_data (task);
  Step *step;

  if (job->progress == NULL)
    return;
  step = g_new (Step, 1);
  *step = (Step){ g_object_ref (task), done, of };
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, tell_progress_cb, step,
                              step_free);
}

/* How many of IDS are at most ID. */
static guint
count_up_to (const GArray *ids, gint64 id)
{
  guint low = 0, high = ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (ids, gint64, middle) <= id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
add_chart (DenChart *chart, gpointer data, GError **error)
{
  Sum *sum = data;
  const Job *job = g_task_get_task_data (sum->task);

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (sum->task), error))
    return FALSE;
  den_outcome_tally_add (sum->tally, chart, job->on);
  if (++sum->charts % CHARTS_A_STEP == 0)
    tell_progress (sum->task, count_up_to (sum->ids, chart->patient->record.id), sum->ids->len);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static DenOutcomeTally *
sum_up (GTask *task, const Job *job, GError **error)
{
  g_autoptr (DenStore) store = den_store_open (job->path, DEN_STORE_READ, error);
  g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (job->reference);
  g_autoptr (GArray) ids = store != NULL ? den_store_first_patients (store, -1, error) : NULL;
  Sum sum = { task, tally, ids, 0 };

  if (ids == NULL)
    return NULL;
  g_array_sort (ids, compare_ids);
  if (!den_store_each_treated_chart (store, add_chart, &sum, error))
    return NULL;
  tell_progress (task, ids->len, ids->len);
  return g_steal_pointer (&tally);
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  DenOutcomeTally *tally = sum_up (task, data, &error);

  if (tally != NULL)
    g_task_return_pointer (task, tally, (GDestroyNotify) den_outcome_tally_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
den_outcome_report_start (DenOffice *office, GCancellable *cancellable, DenOutcomeProgress progress,
                          GAsyncReadyCallback done, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (office, cancellable, done, data);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (den_store_get_path (office->store));
  /* Read here, on the thread that owns it; the other only looks things up. */
  job->reference = den_office_get_reference (office);
  job->on = den_clock_today (den_office_get_clock (office));
  job->progress = progress;
  job->data = data;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_cb);
}

DenOutcomeTally *
den_outcome_report_finish (DenOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
