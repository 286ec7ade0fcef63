/* A list of findings that keeps its rows. */
#include "den-session-findings.h"

struct _DenSessionFindings
{
  GtkBox parent_instance;

  DenLiveSession *live;
  DenFindingsMode mode;
  GHashTable *rows; /* key and reading -> row */
};

G_DEFINE_FINAL_TYPE (DenSessionFindings, den_session_findings, GTK_TYPE_BOX)

/* An alert is of one reading; before the dose the newest reading takes the place of the one before,
 * with the reason that is being typed. */
static char *
name_of (DenSessionFindings *self, const DenSessionFinding *finding)
{
  if (self->mode != DEN_FINDINGS_ALERTS || !den_instant_is_known (finding->of_at))
    return g_strdup (finding->key);
  return g_strdup_printf ("%s@%" G_GINT64_FORMAT, finding->key, finding->of_at.us);
}

static void
drop_others (DenSessionFindings *self, GHashTable *kept)
{
  GHashTableIter iter;
  gpointer name, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &name, &row))
    if (!g_hash_table_contains (kept, name))
      {
        gtk_box_remove (GTK_BOX (self), row);
        g_hash_table_iter_remove (&iter);
      }
}

/* Two findings of one key and reading are told apart by how often it came before. */
static char *
take_name (DenSessionFindings *self, const DenSessionFinding *finding, GHashTable *kept)
{
  char *name = name_of (self, finding);

  while (g_hash_table_contains (kept, name))
    {
      char *next = g_strconcat (name, "+", NULL);

      g_free (name);
      name = next;
    }
  return name;
}

void
den_session_findings_set (DenSessionFindings *self, GPtrArray *findings)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *before = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);
      char *name = take_name (self, finding, kept);
      GtkWidget *row = g_hash_table_lookup (self->rows, name);

      if (row == NULL)
        {
          row = den_session_finding_row_new (self->live, self->mode);
          g_hash_table_insert (self->rows, g_strdup (name), row);
          gtk_box_append (GTK_BOX (self), row);
        }
      den_session_finding_row_set (DEN_SESSION_FINDING_ROW (row), finding);
      if (gtk_widget_get_prev_sibling (row) != before)
        gtk_box_reorder_child_after (GTK_BOX (self), row, before);
      before = row;
      g_hash_table_add (kept, name);
    }
  drop_others (self, kept);
}

static void
den_session_findings_dispose (GObject *object)
{
  DenSessionFindings *self = DEN_SESSION_FINDINGS (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->live);
  G_OBJECT_CLASS (den_session_findings_parent_class)->dispose (object);
}

static void
den_session_findings_class_init (DenSessionFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_findings_dispose;
}

static void
den_session_findings_init (DenSessionFindings *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
}

GtkWidget *
den_session_findings_new (DenLiveSession *live, DenFindingsMode mode)
{
  DenSessionFindings *self = g_object_new (DEN_TYPE_SESSION_FINDINGS, NULL);

  self->live = g_object_ref (live);
  self->mode = mode;
  return GTK_WIDGET (self);
}
