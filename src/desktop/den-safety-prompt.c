/* The safety prompt. */
#include "den-safety-prompt.h"

#include "den-scale.h"

#include <glib/gi18n-lib.h>

#define SCREENER "C-SSRS"

struct _DenSafetyPrompt
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  const DenScale *sheet;
  GtkWidget *words;
};

enum
{
  ASK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSafetyPrompt, den_safety_prompt, GTK_TYPE_BOX)

const DenAssessment *
den_safety_find (const DenChart *chart, const DenReference *reference, DenDay on)
{
  const DenAssessment *screener = den_chart_newest_assessment (chart, SCREENER, on);
  const DenAssessment *positive = NULL;

  for (guint i = 0; i < reference->scales->len; i++)
    {
      const DenScale *scale = g_ptr_array_index (reference->scales, i);
      const DenAssessment *newest = den_chart_newest_assessment (chart, scale->name, on);

      if (newest != NULL && den_scale_raises_safety (scale, &newest->items) &&
          (positive == NULL || newest->taken_at.us > positive->taken_at.us))
        positive = newest;
    }
  if (positive == NULL)
    return NULL;
  if (screener != NULL &&
      den_instant_day (screener->taken_at) >= den_instant_day (positive->taken_at))
    return NULL;
  return positive;
}

static void
show (DenSafetyPrompt *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenReference *reference = den_office_get_reference (office);
  const DenAssessment *positive = den_safety_find (den_chart_editor_get_chart (self->editor),
                                                   reference, den_office_get_today (office));
  const DenScale *scale = self->sheet;
  g_autofree char *day = NULL, *words = NULL;

  if (scale != NULL)
    words = g_strdup_printf (_ ("The answer about suicide on the %s is positive. Ask the C-SSRS "
                                "screener now."),
                             scale->name);
  else if (positive != NULL)
    {
      day = den_day_to_us (den_instant_day (positive->taken_at));
      words = g_strdup_printf (_ ("The answer about suicide on the %s of %s was positive. This "
                                  "stays until a C-SSRS screener of that day or later is "
                                  "recorded."),
                               positive->scale, day);
    }
  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

void
den_safety_prompt_set_sheet (DenSafetyPrompt *self, const DenScale *scale)
{
  self->sheet = scale;
  show (self);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenSafetyPrompt *self)
{
  if (type == NULL || type == &den_assessment_type)
    show (self);
}

static void
ask_cb (GtkWidget *button, DenSafetyPrompt *self)
{
  g_signal_emit (self, signals[ASK], 0);
}

static void
den_safety_prompt_dispose (GObject *object)
{
  DenSafetyPrompt *self = DEN_SAFETY_PROMPT (object);

  G_OBJECT_CLASS (den_safety_prompt_parent_class)->dispose (object);
  g_clear_object (&self->editor);
}

static void
den_safety_prompt_class_init (DenSafetyPromptClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_safety_prompt_dispose;
  signals[ASK] = g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
den_safety_prompt_init (DenSafetyPrompt *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Start C-SS_RS"));

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-safety");
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (ask_cb), self);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_box_append (GTK_BOX (self), self->words);
  gtk_box_append (GTK_BOX (self), button);
}

GtkWidget *
den_safety_prompt_new (DenChartEditor *editor)
{
  DenSafetyPrompt *self = g_object_new (DEN_TYPE_SAFETY_PROMPT, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  show (self);
  return GTK_WIDGET (self);
}
