/* The dialog of an appointment. It opens with the next place by the protocol, offers the free
 * starts of the day, and says beside the field why a booking can not be, before it is tried. */
#include "den-booking-dialog.h"

#include "den-appointment.h"
#include "den-dialog.h"
#include "den-field-row.h"
#include "den-floor-words.h"
#include "den-form-line.h"
#include "den-free-starts.h"
#include "den-message.h"
#include "den-mnemonics.h"
#include "den-patient-picker.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* How long a visit is booked for, until another length is entered. */
#define VISIT_MINUTES 60

#define DEN_TYPE_BOOKING_DIALOG (den_booking_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenBookingDialog, den_booking_dialog, DEN, BOOKING_DIALOG, DenDialog)

typedef enum
{
  ROW_DAY,
  ROW_TIME,
  ROW_MINUTES,
  ROW_CLINICIAN,
  ROW_REASON,
  N_ROWS,
} Row;

struct _DenBookingDialog
{
  DenDialog parent_instance;

  DenAppointment *appointment;
  gboolean showing; /* the controls follow the appointment, not the other way round */
  guint follow_source;

  GtkWidget *details; /* shown when a patient is chosen */
  DenPatientPicker *picker;
  GtkWidget *patient_line;
  GtkWidget *kind_line;
  GtkWidget *no_course; /* with the way to start one */
  GtkWidget *starts_line;
  GtkWidget *starts;
  GtkWidget *chair_line;
  GPtrArray *chairs; /* char *, in the order of the list, behind "the first that is free" */
  DenFieldRow *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (DenBookingDialog, den_booking_dialog, DEN_TYPE_DIALOG)

static const char *
check_time (const char *text)
{
  return den_time_of_day_parse (text) != DEN_UNKNOWN ? NULL : _ ("must be a time such as 09:00");
}

/* What is entered here is of no record before it is booked. */
/* clang-format off */
static const DenField fields[N_ROWS] = {
  [ROW_DAY] = { .column = "day", .label = N_ ("Day"), .type = DEN_FIELD_DAY },
  [ROW_TIME] = { .column = "time", .label = N_ ("Time"), .type = DEN_FIELD_TEXT, .max = 5,
                 .check = check_time },
  [ROW_MINUTES] = { .column = "minutes", .label = N_ ("Length"), .type = DEN_FIELD_INTEGER,
                    .min = 5, .max = 720, .unit = N_ ("min") },
  [ROW_CLINICIAN] = { .column = "clinician", .label = N_ ("With"), .type = DEN_FIELD_TEXT },
  [ROW_REASON] = { .column = "reason", .label = N_ ("Reason"), .type = DEN_FIELD_TEXT },
};
/* clang-format on */

/* ---- showing ---- */

static void
show_value (DenBookingDialog *self, Row row, const char *text, gint64 number)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, fields[row].type);
  if (fields[row].type == DEN_FIELD_TEXT)
    value.text = g_strdup (text);
  else
    value.number = number;
  den_field_row_set_value (self->rows[row], &value);
}

static void
show_starts (DenBookingDialog *self)
{
  DenAppointment *appointment = self->appointment;
  g_autofree char *closed = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GArray) slots = NULL;
  g_autoptr (GError) error = NULL;
  const char *nothing = _ ("None: choose another day, chair or length.");

  if (appointment->kind != DEN_APPOINTMENT_SESSION || appointment->editor == NULL)
    return;
  if (appointment->day == DEN_UNKNOWN)
    nothing = _ ("Choose a day first.");
  else
    slots = den_appointment_free_starts (appointment, &error);
  if (error != NULL)
    closed = den_error_words ("", error);
  if (appointment->day != DEN_UNKNOWN)
    day = den_day_words (appointment->day);
  den_form_line_set_hint (DEN_FORM_LINE (self->starts_line), day);
  den_free_starts_show (DEN_FREE_STARTS (self->starts), slots, closed != NULL ? closed : nothing);
}

static void
show_refusal (DenBookingDialog *self)
{
  DenAppointmentPlace place;
  g_autofree char *refusal = self->appointment->editor != NULL
                                 ? den_appointment_refusal (self->appointment, &place)
                                 : NULL;

  den_field_row_set_error (self->rows[ROW_DAY],
                           refusal != NULL && place == DEN_AT_DAY ? refusal : NULL);
  den_field_row_set_error (self->rows[ROW_TIME],
                           refusal != NULL && place == DEN_AT_TIME ? refusal : NULL);
  den_form_line_set_error (DEN_FORM_LINE (self->chair_line),
                           refusal != NULL && place == DEN_AT_CHAIR ? refusal : NULL);
  den_dialog_set_problem (DEN_DIALOG (self), NULL);
}

static void
show_chair (DenBookingDialog *self)
{
  GtkDropDown *list = GTK_DROP_DOWN (den_form_line_get_control (DEN_FORM_LINE (self->chair_line)));
  guint selected = 0;

  for (guint i = 0; i < self->chairs->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->chairs, i), self->appointment->chair) == 0)
      selected = i + 1;
  gtk_drop_down_set_selected (list, selected);
}

/* What is asked for follows from what the appointment is for. */
static void
show_lines (DenBookingDialog *self)
{
  DenAppointment *appointment = self->appointment;
  gboolean session = appointment->kind == DEN_APPOINTMENT_SESSION;
  gboolean moved = appointment->session_row != 0;
  gboolean has_patient = appointment->editor != NULL;
  gboolean can = has_patient && (!session || den_appointment_get_course (appointment) != NULL);
  g_autofree char *hint = session ? den_appointment_course_words (appointment)
                                  : den_appointment_therapy_words (appointment);

  gtk_widget_set_visible (self->kind_line, has_patient && !moved);
  den_form_line_set_hint (DEN_FORM_LINE (self->kind_line), hint);
  gtk_widget_set_visible (self->no_course, has_patient && !can);
  gtk_widget_set_visible (self->details, can);
  gtk_widget_set_visible (self->starts_line, session);
  gtk_widget_set_visible (self->chair_line, session);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_MINUTES]), !moved);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_CLINICIAN]), !session);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_REASON]), moved);
  gtk_widget_set_sensitive (den_dialog_get_accept_button (DEN_DIALOG (self)), can);
}

/* Everything from the appointment. */
static void
show_all (DenBookingDialog *self)
{
  DenAppointment *appointment = self->appointment;
  g_autofree char *time =
      appointment->minute != DEN_UNKNOWN ? den_minute_show_time (appointment->minute) : NULL;

  self->showing = TRUE;
  show_lines (self);
  show_value (self, ROW_DAY, NULL, appointment->day);
  show_value (self, ROW_TIME, time, 0);
  show_value (self, ROW_MINUTES, NULL, appointment->minutes);
  show_chair (self);
  self->showing = FALSE;
  show_starts (self);
  show_refusal (self);
}

/* ---- what was entered ---- */

/* A start that had the focus and is not free any more gives it to the first that is, or to the
 * time. */
static gboolean
show_what_follows (gpointer data)
{
  DenBookingDialog *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean in_starts = focus != NULL && gtk_widget_is_ancestor (focus, self->starts);

  self->follow_source = 0;
  show_starts (self);
  show_refusal (self);
  if (in_starts && !gtk_widget_child_focus (self->starts, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->rows[ROW_TIME]));
  return G_SOURCE_REMOVE;
}

static gboolean
commit_cb (DenFieldRow *field_row, const DenValue *value, gpointer data, GError **error)
{
  DenBookingDialog *self = data;
  DenAppointment *appointment = self->appointment;
  const DenField *field = den_field_row_get_field (field_row);

  switch ((Row) (field - fields))
    {
    case ROW_DAY:
      appointment->day = value->number;
      break;
    case ROW_TIME:
      appointment->minute = den_time_of_day_parse (value->text);
      break;
    case ROW_MINUTES:
      appointment->minutes = value->number;
      break;
    case ROW_CLINICIAN:
      g_free (appointment->clinician);
      appointment->clinician = g_strdup (value->text);
      return TRUE;
    case ROW_REASON:
      g_free (appointment->reason);
      appointment->reason = g_strdup (value->text);
      return TRUE;
    case N_ROWS:
    default:
      g_return_val_if_reached (TRUE);
    }
  /* The focus is on its way to another control, and the row itself takes its words away when this
   * returns: what follows is shown after that. */
  if (self->follow_source == 0)
    self->follow_source = g_idle_add (show_what_follows, self);
  return TRUE;
}

static void
start_chosen_cb (DenFreeStarts *starts, gint64 minute, DenBookingDialog *self)
{
  self->appointment->minute = minute;
  show_all (self);
  gtk_widget_grab_focus (den_dialog_get_accept_button (DEN_DIALOG (self)));
}

static void
chair_cb (GtkDropDown *list, GParamSpec *pspec, DenBookingDialog *self)
{
  guint selected = gtk_drop_down_get_selected (list);

  if (self->showing)
    return;
  g_free (self->appointment->chair);
  self->appointment->chair =
      selected > 0 ? g_strdup (g_ptr_array_index (self->chairs, selected - 1)) : NULL;
  show_starts (self);
  show_refusal (self);
}

/* The place by the protocol where no day was asked for, else only its length. */
static void
propose (DenBookingDialog *self)
{
  DenAppointment *appointment = self->appointment;
  DenDay today = den_clock_today (den_office_get_clock (appointment->office));
  const DenProtocol *protocol = den_appointment_get_protocol (appointment);
  DenSlot slot;

  if (appointment->session_row != 0)
    return;
  if (appointment->kind != DEN_APPOINTMENT_SESSION)
    {
      appointment->minutes = VISIT_MINUTES;
      return;
    }
  appointment->minutes = protocol != NULL ? protocol->booking_minutes : DEN_UNKNOWN;
  if (appointment->day != DEN_UNKNOWN || !den_appointment_propose (appointment, today, &slot))
    return;
  appointment->day = slot.day;
  appointment->minute = slot.minute;
  appointment->minutes = slot.minutes;
  g_free (appointment->chair);
  appointment->chair = g_strdup (slot.chair);
}

static void
kind_cb (GtkDropDown *list, GParamSpec *pspec, DenBookingDialog *self)
{
  if (self->showing)
    return;
  self->appointment->kind = (DenAppointmentKind) gtk_drop_down_get_selected (list);
  propose (self);
  show_all (self);
}

static void
patient_cb (DenPatientPicker *picker, DenBookingDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!den_appointment_set_patient (self->appointment, den_patient_picker_get_patient_id (picker),
                                    &error))
    {
      g_autofree char *words = den_error_words (_ ("The chart can not be shown."), error);

      den_dialog_set_problem (DEN_DIALOG (self), words);
      return;
    }
  den_form_line_set_error (DEN_FORM_LINE (self->patient_line), NULL);
  if (self->appointment->editor != NULL)
    propose (self);
  show_all (self);
  if (gtk_widget_get_visible (self->details))
    gtk_widget_grab_focus (
        GTK_WIDGET (self->rows[self->appointment->minute == DEN_UNKNOWN ? ROW_TIME : ROW_DAY]));
}

/* Courses are started on the patient's page. */
static void
start_course_cb (GtkButton *button, DenBookingDialog *self)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  gint64 patient_id = den_patient_picker_get_patient_id (self->picker);

  g_object_ref (parent);
  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action (parent, "win.open-patient", "x", patient_id);
  gtk_widget_activate_action (parent, "win.page", "s", "treatment");
  g_object_unref (parent);
}

/* ---- keeping ---- */

static gboolean
need (DenBookingDialog *self, Row row, gboolean known)
{
  if (known)
    return TRUE;
  den_field_row_set_error (self->rows[row], _ ("is needed"));
  gtk_widget_grab_focus (GTK_WIDGET (self->rows[row]));
  return FALSE;
}

/* Whether all that is asked for is there and right. */
static gboolean
take (DenBookingDialog *self)
{
  DenAppointment *appointment = self->appointment;
  DenAppointmentPlace place;
  g_autofree char *refusal = NULL;

  if (appointment->editor == NULL)
    {
      den_form_line_set_error (DEN_FORM_LINE (self->patient_line), _ ("Choose the patient first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->picker));
      return FALSE;
    }
  for (int row = 0; row < N_ROWS; row++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->rows[row])) &&
        !den_field_row_take (self->rows[row]))
      {
        gtk_widget_grab_focus (GTK_WIDGET (self->rows[row]));
        return FALSE;
      }
  if (!need (self, ROW_DAY, appointment->day != DEN_UNKNOWN) ||
      !need (self, ROW_TIME, appointment->minute != DEN_UNKNOWN) ||
      !need (self, ROW_MINUTES, appointment->minutes != DEN_UNKNOWN) ||
      !need (self, ROW_REASON, appointment->session_row == 0 || appointment->reason != NULL))
    return FALSE;
  refusal = den_appointment_refusal (appointment, &place);
  show_refusal (self);
  return refusal == NULL;
}

static void
tell (DenBookingDialog *self, GtkWidget *parent)
{
  DenAppointment *appointment = self->appointment;
  g_autofree char *day = den_day_words (appointment->day);
  g_autofree char *time = den_minute_show_time (appointment->minute);
  const char *name = den_patient_picker_get_name (self->picker);
  g_autofree char *words = appointment->session_row != 0
                               ? g_strdup_printf (_ ("Moved: %s, %s, %s"), name, day, time)
                               : g_strdup_printf (_ ("Booked: %s, %s, %s"), name, day, time);

  den_show_note (parent, words);
}

static void
den_booking_dialog_accepted (DenDialog *dialog)
{
  DenBookingDialog *self = DEN_BOOKING_DIALOG (dialog);
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (den_dialog_get_accept_button (dialog)) || !take (self))
    return;
  if (!den_appointment_keep (self->appointment, &error))
    {
      g_autofree char *words = den_error_words_beside (error);

      den_dialog_set_problem (dialog, words);
      return;
    }
  if (parent != NULL)
    tell (self, parent);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- the dialog ---- */

static void
den_booking_dialog_dispose (GObject *object)
{
  DenBookingDialog *self = DEN_BOOKING_DIALOG (object);

  g_clear_handle_id (&self->follow_source, g_source_remove);
  G_OBJECT_CLASS (den_booking_dialog_parent_class)->dispose (object);
}

static void
den_booking_dialog_finalize (GObject *object)
{
  DenBookingDialog *self = DEN_BOOKING_DIALOG (object);

  g_clear_pointer (&self->appointment, den_appointment_free);
  g_clear_pointer (&self->chairs, g_ptr_array_unref);
  G_OBJECT_CLASS (den_booking_dialog_parent_class)->finalize (object);
}

static void
den_booking_dialog_class_init (DenBookingDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_booking_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = den_booking_dialog_finalize;
  DEN_DIALOG_CLASS (klass)->accepted = den_booking_dialog_accepted;
}

static void
den_booking_dialog_init (DenBookingDialog *self)
{
  self->chairs = g_ptr_array_new_with_free_func (g_free);
}

static GtkWidget *
new_line (const char *label, GtkWidget *control, GtkSizeGroup *labels)
{
  GtkWidget *line = den_form_line_new (label, control);

  den_form_line_set_label_group (DEN_FORM_LINE (line), labels);
  return line;
}

static GtkWidget *
new_kinds (DenBookingDialog *self)
{
  const char *const kinds[] = { _ ("Session"), _ ("Psychotherapy"), _ ("Follow-up"), NULL };
  GtkWidget *list = gtk_drop_down_new_from_strings (kinds);

  gtk_widget_set_halign (list, GTK_ALIGN_START);
  g_signal_connect (list, "notify::selected", G_CALLBACK (kind_cb), self);
  return list;
}

static GtkWidget *
new_chairs (DenBookingDialog *self)
{
  const DenCalendar *calendar = den_office_get_calendar (self->appointment->office);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list;

  gtk_string_list_append (names, _ ("The first that is free"));
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      if (chair->out_of_use == 1)
        continue;
      gtk_string_list_append (names, chair->name);
      g_ptr_array_add (self->chairs, g_strdup (chair->name));
    }
  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_halign (list, GTK_ALIGN_START);
  g_signal_connect (list, "notify::selected", G_CALLBACK (chair_cb), self);
  return list;
}

static GtkWidget *
new_no_course (DenBookingDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Start a course…"));

  gtk_box_append (GTK_BOX (box), den_marked_words_new (
                                     "dialog-warning-symbolic",
                                     _ ("No course of treatment is running: a session belongs to a "
                                        "course, which is started on the patient’s page."),
                                     "den-caution"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (start_course_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
append_row (DenBookingDialog *self, Row row, GtkSizeGroup *labels)
{
  GtkWidget *widget = den_field_row_new (&fields[row]);

  self->rows[row] = DEN_FIELD_ROW (widget);
  den_field_row_set_label_group (self->rows[row], labels);
  den_field_row_set_commit (self->rows[row], commit_cb, self, NULL);
  gtk_box_append (GTK_BOX (self->details), widget);
}

static GtkWidget *
new_content (DenBookingDialog *self)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->picker = DEN_PATIENT_PICKER (den_patient_picker_new (self->appointment->office));
  g_signal_connect (self->picker, "chosen", G_CALLBACK (patient_cb), self);
  self->patient_line = new_line (_ ("_Patient"), GTK_WIDGET (self->picker), labels);
  self->kind_line = new_line (_ ("_For"), new_kinds (self), labels);
  self->no_course = new_no_course (self);
  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (content), self->patient_line);
  gtk_box_append (GTK_BOX (content), self->kind_line);
  gtk_box_append (GTK_BOX (content), self->no_course);
  gtk_box_append (GTK_BOX (content), self->details);
  append_row (self, ROW_DAY, labels);
  self->starts = den_free_starts_new ();
  g_signal_connect (self->starts, "chosen", G_CALLBACK (start_chosen_cb), self);
  self->starts_line = new_line (_ ("Free starts"), self->starts, labels);
  gtk_box_append (GTK_BOX (self->details), self->starts_line);
  append_row (self, ROW_TIME, labels);
  append_row (self, ROW_MINUTES, labels);
  self->chair_line = new_line (_ ("C_hair"), new_chairs (self), labels);
  gtk_box_append (GTK_BOX (self->details), self->chair_line);
  append_row (self, ROW_CLINICIAN, labels);
  append_row (self, ROW_REASON, labels);
  return content;
}

static DenBookingDialog *
new_dialog (GtkWindow *parent, DenOffice *office, gboolean move)
{
  DenBookingDialog *self = g_object_new (DEN_TYPE_BOOKING_DIALOG, "transient-for", parent, "modal",
                                         TRUE, "destroy-with-parent", TRUE, "title",
                                         move ? _ ("Move the session") : _ ("Book"),
                                         "default-width", 640, "default-height", 560, NULL);

  self->appointment = den_appointment_new (office);
  den_dialog_set_accept_label (DEN_DIALOG (self), move ? _ ("_Move") : _ ("_Book"));
  den_dialog_set_content (DEN_DIALOG (self), new_content (self));
  return self;
}

void
den_booking_dialog_show (GtkWindow *parent, DenOffice *office, gint64 patient_id,
                         gint64 session_row, DenDay day)
{
  DenBookingDialog *self = new_dialog (parent, office, session_row != 0);
  g_autoptr (GError) error = NULL;

  self->appointment->day = day;
  if (session_row != 0 && (!den_appointment_set_patient (self->appointment, patient_id, &error) ||
                           !den_appointment_set_session (self->appointment, session_row, &error)))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      den_show_error (GTK_WIDGET (parent), _ ("The session can not be moved."), error);
      return;
    }
  if (patient_id != 0)
    den_patient_picker_set_patient_id (self->picker, patient_id, session_row != 0);
  show_all (self);
  gtk_window_present (GTK_WINDOW (self));
  if (patient_id == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}

void
den_booking_dialog_show_at (GtkWindow *parent, DenOffice *office, DenDay day, gint64 minute,
                            const char *chair)
{
  DenBookingDialog *self = new_dialog (parent, office, FALSE);

  self->appointment->day = day;
  self->appointment->minute = minute;
  self->appointment->chair = g_strdup (chair);
  show_all (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}
