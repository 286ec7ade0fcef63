/* One field on the screen: it shows and takes values, answers wrong input beside itself and keeps
 * it to be corrected. */
#include "den-field-control.h"
#include "den-field-row.h"

#include <gtk/gtk.h>

/* Counts what is committed and refuses what it is told to. */
typedef struct
{
  int commits;
  gint64 last;
  const char *refusal;
} Keeper;

static gboolean
keep (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  Keeper *keeper = data;

  if (keeper->refusal != NULL)
    {
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID, keeper->refusal);
      return FALSE;
    }
  keeper->commits++;
  keeper->last = value->number;
  return TRUE;
}

static DenFieldRow *
new_row (const DenRecordType *type, const char *column, Keeper *keeper)
{
  DenFieldRow *row =
      DEN_FIELD_ROW (g_object_ref_sink (den_field_row_new (den_record_type_find (type, column))));

  den_field_row_set_commit (row, keep, keeper, NULL);
  return row;
}

static void
type_text (DenFieldRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (den_field_row_get_control (row)), text);
}

static const char *
shown (DenFieldRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (den_field_row_get_control (row)));
}

static const struct
{
  const char *column;
  const char *typed;
  gint64 value;
  const char *shown;
} right[] = {
  { "started_on", "2026-11-05", 20762, "11/05/2026" },
  { "started_on", "11/5/2026", 20762, "11/05/2026" },
  { "started_on", "11052026", 20762, "11/05/2026" },
  { "max_daily_dose_ug", " 37.5 ", 37500, "37.5" },
  { "adherence_permille", "95", 950, "95" },
  { "improvement_permille", "-10", -100, "-10" },
};

static void
test_takes_and_shows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      Keeper keeper = { 0 };
      g_autoptr (DenFieldRow) row = new_row (&den_trial_type, right[i].column, &keeper);

      type_text (row, right[i].typed);
      g_assert_true (den_field_row_is_pending (row));
      g_assert_true (den_field_row_take (row));
      g_assert_cmpint (keeper.commits, ==, 1);
      g_assert_cmpint (keeper.last, ==, right[i].value);
      g_assert_cmpstr (shown (row), ==, right[i].shown);
      g_assert_false (den_field_row_is_pending (row));
    }
}

static const struct
{
  const char *column;
  const char *typed;
} wrong[] = {
  { "started_on", "13/45/2026" }, { "started_on", "yesterday" },   { "max_daily_dose_ug", "much" },
  { "max_daily_dose_ug", "-3" },  { "adherence_permille", "101" }, { "drug", "" },
};

static void
test_answers_wrong_input (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      Keeper keeper = { 0 };
      g_autoptr (DenFieldRow) row = new_row (&den_trial_type, wrong[i].column, &keeper);
      GtkWidget *control = den_field_row_get_control (row);
      g_auto (DenValue) drug = DEN_VALUE_INIT;

      if (g_str_equal (wrong[i].column, "drug"))
        {
          drug.text = g_strdup ("sertraline");
          den_field_row_set_value (row, &drug);
        }
      type_text (row, wrong[i].typed);
      g_assert_false (den_field_row_take (row));
      g_assert_cmpint (keeper.commits, ==, 0);
      g_assert_nonnull (den_field_row_get_error (row));
      g_assert_true (gtk_widget_has_css_class (control, "error"));
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
      /* What was typed stays, to be corrected. */
      g_assert_cmpstr (shown (row), ==, wrong[i].typed);
    }
}

static void
test_corrected (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "started_on", &keeper);

  type_text (row, "soon");
  g_assert_false (den_field_row_take (row));
  type_text (row, "01/02/2026");
  g_assert_true (den_field_row_take (row));
  g_assert_null (den_field_row_get_error (row));
  g_assert_false (gtk_widget_has_css_class (den_field_row_get_control (row), "error"));
}

static void
test_refused (void)
{
  Keeper keeper = { .refusal = "must not be before the start" };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "ended_on", &keeper);

  type_text (row, "12/31/2025");
  g_assert_false (den_field_row_take (row));
  g_assert_cmpstr (den_field_row_get_error (row), ==, keeper.refusal);
  g_assert_cmpstr (shown (row), ==, "12/31/2025");
  den_field_row_restore (row);
  g_assert_cmpstr (shown (row), ==, "");
  g_assert_null (den_field_row_get_error (row));
}

/* A change elsewhere comes with the same value again: what is being typed is not lost. */
static void
test_typing_is_not_lost (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "started_on", &keeper);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, DEN_FIELD_DAY);
  value.number = 20762;
  den_field_row_set_value (row, &value);
  type_text (row, "11/0");
  den_field_row_set_value (row, &value);
  g_assert_cmpstr (shown (row), ==, "11/0");
  value.number = 20763;
  den_field_row_set_value (row, &value);
  g_assert_cmpstr (shown (row), ==, "11/06/2026");
}

static void
test_same_is_not_committed (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "max_daily_dose_ug", &keeper);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, DEN_FIELD_DECIMAL);
  value.number = 20000;
  den_field_row_set_value (row, &value);
  type_text (row, "20.0");
  g_assert_true (den_field_row_take (row));
  g_assert_cmpint (keeper.commits, ==, 0);
  g_assert_cmpstr (shown (row), ==, "20");
}

static void
test_blank_is_unknown (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "max_daily_dose_ug", &keeper);
  g_auto (DenValue) zero = DEN_VALUE_INIT;

  den_value_init (&zero, DEN_FIELD_DECIMAL);
  zero.number = 0;
  den_field_row_set_value (row, &zero);
  g_assert_cmpstr (shown (row), ==, "0");
  type_text (row, " ");
  g_assert_true (den_field_row_take (row));
  g_assert_true (keeper.last == DEN_UNKNOWN);
}

/* The first choice is the unknown. */
static void
test_choices (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "stop_reason", &keeper);
  GtkDropDown *control = GTK_DROP_DOWN (den_field_row_get_control (row));

  g_assert_cmpuint (gtk_drop_down_get_selected (control), ==, 0);
  gtk_drop_down_set_selected (control, 2);
  g_assert_cmpint (keeper.commits, ==, 1);
  g_assert_cmpint (keeper.last, ==, DEN_STOP_INTOLERANCE);
  gtk_drop_down_set_selected (control, 0);
  g_assert_true (keeper.last == DEN_UNKNOWN);
}

static void
test_flags (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_prescriber_type, "rems_certified", &keeper);
  GtkDropDown *control = GTK_DROP_DOWN (den_field_row_get_control (row));

  gtk_drop_down_set_selected (control, 1);
  g_assert_cmpint (keeper.last, ==, 0);
  gtk_drop_down_set_selected (control, 2);
  g_assert_cmpint (keeper.last, ==, 1);
}

static void
test_instants (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_assessment_type, "taken_at", &keeper);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, DEN_FIELD_INSTANT);
  g_assert_true (den_instant_parse ("2026-11-20T09:05:00-05:00", &value.instant));
  den_field_row_set_value (row, &value);
  /* The clock on the wall where it was taken. */
  g_assert_cmpstr (shown (row), ==, "11/20/2026 09:05");
  type_text (row, "11/19/2026");
  g_assert_true (den_field_row_take (row));
  g_assert_cmpint (den_instant_day (den_field_row_get_value (row)->instant), ==, 20776);
  type_text (row, "11/19/2026 25:00");
  g_assert_false (den_field_row_take (row));
}

static void
test_has_a_name (void)
{
  Keeper keeper = { 0 };
  g_autoptr (DenFieldRow) row = new_row (&den_trial_type, "max_daily_dose_ug", &keeper);
  GtkWidget *cell =
      g_object_ref_sink (den_field_row_new_cell (den_record_type_find (&den_trial_type, "drug")));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (den_field_row_get_control (row)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Highest daily dose");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (den_field_row_get_control (DEN_FIELD_ROW (cell))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Drug");
  g_object_unref (cell);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-row/takes-and-shows", test_takes_and_shows);
  g_test_add_func ("/field-row/answers-wrong-input", test_answers_wrong_input);
  g_test_add_func ("/field-row/corrected", test_corrected);
  g_test_add_func ("/field-row/refused", test_refused);
  g_test_add_func ("/field-row/typing-is-not-lost", test_typing_is_not_lost);
  g_test_add_func ("/field-row/same-is-not-committed", test_same_is_not_committed);
  g_test_add_func ("/field-row/blank-is-unknown", test_blank_is_unknown);
  g_test_add_func ("/field-row/choices", test_choices);
  g_test_add_func ("/field-row/flags", test_flags);
  g_test_add_func ("/field-row/instants", test_instants);
  g_test_add_func ("/field-row/has-a-name", test_has_a_name);
  return g_test_run ();
}
