/* The page of the facts that eligibility rests on. */
#include "den-eligibility-page.h"

#include "den-clamp-layout.h"
#include "den-fact-lists.h"
#include "den-field-row.h"
#include "den-prescriber-picker.h"
#include "den-safety-prompt.h"
#include "den-scores-view.h"
#include "den-screening-view.h"
#include "den-scroll.h"
#include "den-trials-view.h"
#include "den-verdict-view.h"

#include <glib/gi18n-lib.h>

#define SCREENER "C-SSRS"

struct _DenEligibilityPage
{
  GtkWidget parent_instance;

  DenChartEditor *editor;
  GtkWidget *content;
  GtkWidget *safety_place;
  GtkWidget *facts;
  GtkWidget *verdict_place;
  GtkWidget *safety;
  GtkWidget *scores;
  GtkWidget *screening;
  GtkWidget *prescriber;
  GPtrArray *lists; /* DenRecordList, not owned */
};

enum
{
  ELSEWHERE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenEligibilityPage, den_eligibility_page, GTK_TYPE_WIDGET)

/* ---- going to a fact ---- */

static gboolean
go_to_list (DenEligibilityPage *page, const DenChartPlace *place)
{
  const DenRecord *record = place->record;

  for (guint i = 0; i < page->lists->len; i++)
    {
      DenRecordList *list = g_ptr_array_index (page->lists, i);

      if (den_record_list_get_record_type (list) == place->type)
        return den_record_list_focus (list, record != NULL ? record->id : 0, place->column);
    }
  return FALSE;
}

static gboolean
go_to_screening (DenEligibilityPage *page, const DenChartPlace *place, const char *rule)
{
  const DenScreening *screening = place->record;
  const char *item = screening != NULL ? screening->item : NULL;

  if (item == NULL && rule != NULL && g_str_has_prefix (rule, "contraindication."))
    item = rule + strlen ("contraindication.");
  if (item == NULL || !den_screening_view_focus (DEN_SCREENING_VIEW (page->screening), item))
    return den_screening_view_focus (DEN_SCREENING_VIEW (page->screening), NULL);
  return TRUE;
}

/* The scale that the rule asks for and the chart has not. */
static const char *
scale_of_rule (DenEligibilityPage *page, const char *rule)
{
  const DenPolicy *policy = den_chart_editor_get_policy (page->editor);

  if (g_strcmp0 (rule, "severity") == 0 && policy != NULL && policy->severities->len > 0)
    return ((DenPolicySeverity *) g_ptr_array_index (policy->severities, 0))->scale;
  if (g_strcmp0 (rule, "suicidality") == 0)
    return SCREENER;
  return den_scores_view_get_scale (DEN_SCORES_VIEW (page->scores))->name;
}

static gboolean
go_to_scores (DenEligibilityPage *page, const DenChartPlace *place, const char *rule)
{
  const DenRecord *record = place->record;

  if (record == NULL)
    den_eligibility_page_enter_scale (page, scale_of_rule (page, rule));
  else
    den_scores_view_focus (DEN_SCORES_VIEW (page->scores), record->id);
  return TRUE;
}

gboolean
den_eligibility_page_go_to (DenEligibilityPage *page, const DenChartPlace *place, const char *rule)
{
  GtkWidget *focus;
  gboolean found;

  g_return_val_if_fail (DEN_IS_ELIGIBILITY_PAGE (page), FALSE);

  if (place->type == &den_screening_type)
    found = go_to_screening (page, place, rule);
  else if (place->type == &den_assessment_type)
    return go_to_scores (page, place, rule);
  else if (place->type == &den_prescriber_type)
    found = gtk_widget_grab_focus (page->prescriber);
  else
    found = go_to_list (page, place);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (page)));
  if (found && focus != NULL)
    den_scroll_to (focus);
  return found;
}

void
den_eligibility_page_enter_scale (DenEligibilityPage *page, const char *scale)
{
  if (den_scores_view_choose (DEN_SCORES_VIEW (page->scores), scale))
    den_scores_view_enter (DEN_SCORES_VIEW (page->scores));
}

static void
go_to_cb (DenVerdictView *view, const DenChartPlace *place, const char *rule,
          DenEligibilityPage *page)
{
  if (!den_eligibility_page_go_to (page, place, rule))
    g_signal_emit (page, signals[ELSEWHERE], 0, place);
}

/* ---- safety ---- */

static void
safety_cb (DenScoresView *view, const char *name, DenEligibilityPage *page)
{
  const DenReference *reference =
      den_office_get_reference (den_chart_editor_get_office (page->editor));

  den_safety_prompt_set_sheet (DEN_SAFETY_PROMPT (page->safety),
                               name != NULL ? den_reference_find_scale (reference, name) : NULL);
}

static void
ask_cb (DenSafetyPrompt *prompt, DenEligibilityPage *page)
{
  den_scores_view_interrupt (DEN_SCORES_VIEW (page->scores), SCREENER);
}

/* ---- the widget ---- */

static void
den_eligibility_page_dispose (GObject *object)
{
  DenEligibilityPage *page = DEN_ELIGIBILITY_PAGE (object);

  g_clear_pointer (&page->content, gtk_widget_unparent);
  g_clear_pointer (&page->lists, g_ptr_array_unref);
  g_clear_object (&page->editor);
  G_OBJECT_CLASS (den_eligibility_page_parent_class)->dispose (object);
}

static void
den_eligibility_page_class_init (DenEligibilityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_eligibility_page_dispose;
  signals[ELSEWHERE] = g_signal_new ("elsewhere", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-eligibility-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DenEligibilityPage, content);
  gtk_widget_class_bind_template_child (widget_class, DenEligibilityPage, safety_place);
  gtk_widget_class_bind_template_child (widget_class, DenEligibilityPage, facts);
  gtk_widget_class_bind_template_child (widget_class, DenEligibilityPage, verdict_place);
}

static void
den_eligibility_page_init (DenEligibilityPage *page)
{
  page->lists = g_ptr_array_new ();
  g_type_ensure (DEN_TYPE_CLAMP_LAYOUT);
  gtk_widget_init_template (GTK_WIDGET (page));
}

static void
add_list (DenEligibilityPage *page, const DenRecordListSpec *spec)
{
  GtkWidget *list = den_record_list_new (page->editor, spec);

  g_ptr_array_add (page->lists, list);
  gtk_box_append (GTK_BOX (page->facts), list);
}

/* In the order a reviewer reads: what it is, what was tried, how bad it is, what speaks against. */
static void
build_facts (DenEligibilityPage *page)
{
  GtkBox *facts = GTK_BOX (page->facts);
  GtkWidget *trials;

  add_list (page, &den_diagnosis_list);
  add_list (page, &den_episode_list);
  trials = den_trials_view_new (page->editor);
  g_ptr_array_add (page->lists, den_trials_view_get_list (DEN_TRIALS_VIEW (trials)));
  gtk_box_append (facts, trials);
  add_list (page, &den_therapy_list);
  page->scores = den_scores_view_new (page->editor);
  g_signal_connect (page->scores, "safety", G_CALLBACK (safety_cb), page);
  gtk_box_append (facts, page->scores);
  page->screening = den_screening_view_new (page->editor);
  gtk_box_append (facts, page->screening);
  add_list (page, &den_medication_list);
  page->prescriber = den_prescriber_picker_new (page->editor);
  gtk_box_append (facts, page->prescriber);
  add_list (page, &den_check_list);
  add_list (page, &den_enrollment_list);
}

GtkWidget *
den_eligibility_page_new (DenChartEditor *editor)
{
  DenEligibilityPage *page = g_object_new (DEN_TYPE_ELIGIBILITY_PAGE, NULL);
  GtkWidget *verdict = den_verdict_view_new (editor);

  page->editor = g_object_ref (editor);
  page->safety = den_safety_prompt_new (editor);
  g_signal_connect (page->safety, "ask", G_CALLBACK (ask_cb), page);
  gtk_box_append (GTK_BOX (page->safety_place), page->safety);
  build_facts (page);
  g_signal_connect (verdict, "go-to", G_CALLBACK (go_to_cb), page);
  gtk_widget_set_vexpand (verdict, TRUE);
  gtk_box_append (GTK_BOX (page->verdict_place), verdict);
  return GTK_WIDGET (page);
}
