/* What is said of courses. */
#include "den-course-words.h"

#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

static const char *const short_weekdays[] = {
  N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun"),
};

/* What the field calls the indications for short, in the order of their choices. */
static const char *const short_indications[] = { "TRD", "MDSI" };

char *
den_course_show_day (DenDay day)
{
  g_autofree char *words = NULL;

  if (day == DEN_UNKNOWN)
    return g_strdup ("");
  words = den_day_to_us (day);
  return g_strdup_printf ("%s %s", _ (short_weekdays[den_day_weekday (day)]), words);
}

char *
den_course_show_dose (gint64 dose_ug)
{
  return den_session_show_number (&den_session_type, "ordered_ug", dose_ug);
}

const char *
den_course_short_indication (gint64 indication)
{
  return indication != DEN_UNKNOWN ? short_indications[indication] : NULL;
}

char *
den_course_show_frequency (gint64 per_week, gint64 interval_days)
{
  if (per_week == 2)
    return g_strdup (_ ("twice a week"));
  if (per_week != DEN_UNKNOWN && per_week > 2)
    return g_strdup_printf (_ ("%d times a week"), (int) per_week);
  if (interval_days == 7)
    return g_strdup (_ ("weekly"));
  if (interval_days == 14)
    return g_strdup (_ ("every two weeks"));
  if (interval_days % 7 == 0)
    return g_strdup_printf (_ ("every %d weeks"), (int) (interval_days / 7));
  return g_strdup_printf (ngettext ("every day", "every %d days", (gulong) interval_days),
                          (int) interval_days);
}

char *
den_course_show_title (const DenCourse *course)
{
  g_autoptr (GString) words = g_string_new (_ (den_modality_choices[course->modality].label));
  g_autofree char *from = den_day_to_us (course->started_on);
  g_autofree char *to = den_day_to_us (course->ended_on);
  g_autofree char *status =
      den_field_format_record (den_record_type_find (&den_course_type, "status"), course);

  if (course->indication != DEN_UNKNOWN)
    g_string_append_printf (words, ", %s", den_course_short_indication (course->indication));
  if (from != NULL && to != NULL)
    g_string_append_printf (words, _ (" · from %s to %s"), from, to);
  else if (from != NULL)
    g_string_append_printf (words, _ (" · since %s"), from);
  if (status != NULL && *status != '\0')
    g_string_append_printf (words, " · %s", status);
  return g_strdup (words->str);
}

GtkWidget *
den_course_patient_words_new (const DenChart *chart)
{
  const DenPatient *patient = chart->patient;
  g_autofree char *name = den_patient_name (patient);
  g_autofree char *born = den_day_to_us (patient->birth_date);
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (born != NULL)
    words = g_strdup_printf (_ ("%s · born %s · MRN %s"), name, born, patient->mrn);
  else
    words = g_strdup_printf (_ ("%s · birth date unknown · MRN %s"), name, patient->mrn);
  label = den_words_new (words);
  gtk_widget_add_css_class (label, "den-strong");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static gboolean
is_newer (const DenCourse *course, const DenCourse *than)
{
  return than == NULL || course->started_on >= than->started_on;
}

const DenCourse *
den_course_running (const DenChart *chart, DenDay on)
{
  const DenCourse *running = NULL, *planned = NULL;

  for (guint i = 0; i < chart->courses->len; i++)
    {
      const DenCourse *course = g_ptr_array_index (chart->courses, i);

      if (den_course_is_running (course, on))
        running = is_newer (course, running) ? course : running;
      else if (course->ended_on == DEN_UNKNOWN && course->status != DEN_COURSE_COMPLETED &&
               course->status != DEN_COURSE_STOPPED)
        planned = is_newer (course, planned) ? course : planned;
    }
  return running != NULL ? running : planned;
}

const DenProtocol *
den_course_protocol (DenOffice *office, const DenCourse *course, DenDay on)
{
  return course->protocol != NULL ? den_office_find_protocol (office, course->protocol, on) : NULL;
}

/* ---- ways to go on ---- */

static void
option_clear (gpointer data)
{
  g_free (((DenCourseOption *) data)->words);
}

static void
add_option (GArray *options, const char *name, gint64 phase, gint64 per_week, gint64 interval_days)
{
  g_autofree char *frequency = den_course_show_frequency (per_week, interval_days);
  DenCourseOption option = {
    .phase = phase,
    .interval_days = interval_days,
    .words = g_strdup_printf ("%s: %s", name, frequency),
  };

  g_array_append_val (options, option);
}

GArray *
den_course_options (const DenProtocol *protocol, gboolean reinduction)
{
  GArray *options = g_array_new (FALSE, FALSE, sizeof (DenCourseOption));
  const DenProtocolPhase *first =
      protocol->phases->len > 0 ? g_ptr_array_index (protocol->phases, 0) : NULL;

  g_array_set_clear_func (options, option_clear);
  for (guint i = 0; i < protocol->phases->len; i++)
    {
      const DenProtocolPhase *phase = g_ptr_array_index (protocol->phases, i);

      add_option (options, phase->name, phase->phase, phase->per_week, phase->interval_days);
      if (phase->interval_days_max != DEN_UNKNOWN &&
          phase->interval_days_max != phase->interval_days && phase->phase != DEN_PHASE_INDUCTION)
        add_option (options, phase->name, phase->phase, DEN_UNKNOWN, phase->interval_days_max);
    }
  if (reinduction && first != NULL)
    add_option (options, _ ("Re-induction, from its first session"), DEN_PHASE_REINDUCTION,
                first->per_week, first->interval_days);
  return options;
}

GtkWidget *
den_course_options_drop_down_new (const GArray *options)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, "—");
  for (guint i = 0; i < options->len; i++)
    gtk_string_list_append (words, g_array_index (options, DenCourseOption, i).words);
  return gtk_drop_down_new (G_LIST_MODEL (words), NULL);
}

const DenCourseOption *
den_course_options_get_chosen (const GArray *options, GtkWidget *drop_down)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
    return NULL;
  return &g_array_index (options, DenCourseOption, chosen - 1);
}
