/* What is asked of the payer under the chart's policy: the request that the packet would bear.
 * Nothing is taken over from another day; the codes of a product are filled in when they are asked
 * for. */
#include "den-request-form.h"

#include "den-field-row.h"
#include "den-message.h"
#include "den-scroll.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DenRequestForm
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GPtrArray *rows; /* DenFieldRow, not owned */
  GtkWidget *fill_button;
  GtkWidget *new_button;
};

G_DEFINE_FINAL_TYPE (DenRequestForm, den_request_form, GTK_TYPE_BOX)

static const char *const left_columns[] = { "kind", "product", "dose_ug",  "hcpcs",
                                            "ndc",  "units",   "sessions", NULL };
static const char *const right_columns[] = { "start_on",     "duration_days", "acquisition",
                                             "requested_on", "urgency",       NULL };
static const char *const wide_columns[] = { "frequency", "urgency_reason", "rationale", NULL };

static const char *
get_policy_id (DenRequestForm *self)
{
  const DenPolicy *policy = den_chart_editor_get_policy (self->editor);

  return policy != NULL ? policy->policy_id : NULL;
}

static const DenAuthorization *
get_request (DenRequestForm *self)
{
  return den_office_find_request (den_chart_editor_get_chart (self->editor), get_policy_id (self));
}

/* A request for the present policy, of today. */
static DenAuthorization *
make_request (DenRequestForm *self)
{
  DenAuthorization *request = den_record_new (&den_authorization_type);

  request->policy = g_strdup (get_policy_id (self));
  request->requested_on = den_office_get_today (den_chart_editor_get_office (self->editor));
  return request;
}

static gboolean
set_values (DenRequestForm *self, const DenField *const *fields, const DenValue *values, guint n,
            GError **error)
{
  const DenAuthorization *request = get_request (self);
  DenAuthorization *made;

  if (request != NULL)
    return den_chart_editor_set_values (self->editor, request, fields, values, n, error);
  made = make_request (self);
  for (guint i = 0; i < n; i++)
    den_field_set (fields[i], made, &values[i]);
  return den_chart_editor_add (self->editor, made, NULL, error) != 0;
}

static gboolean
commit_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  const DenField *field = den_field_row_get_field (row);

  return set_values (data, &field, value, 1, error);
}

/* The modality's word of the request's drug, NULL where it is not known. */
static const char *
get_product_word (const DenAuthorization *request)
{
  if (request == NULL || request->product == DEN_UNKNOWN)
    return NULL;
  return den_modality_choices[request->product].word;
}

static gboolean
is_sold (const DenProduct *product, const char *word, DenDay on)
{
  return g_strcmp0 (product->product, word) == 0 &&
         (product->from_on == DEN_UNKNOWN || product->from_on <= on) &&
         (product->to_on == DEN_UNKNOWN || product->to_on >= on);
}

/* "84 mg: G2083, NDC 50458002803"; a vial has no dose of its own. */
static char *
format_product (const DenProduct *product)
{
  g_autofree char *dose = NULL;

  if (product->dose_ug == DEN_UNKNOWN)
    return g_strdup_printf (_ ("%s, %s: %s, NDC %s"), product->name, product->strength,
                            product->hcpcs, product->ndc);
  dose = den_field_format_record (den_record_type_find (&den_product_type, "dose_ug"), product);
  return g_strdup_printf (_ ("%s mg: %s, NDC %s"), dose, product->hcpcs, product->ndc);
}

/* The codes that the request's drug has on its first day. */
static void
show_products (DenRequestForm *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenReference *reference = den_office_get_reference (office);
  const DenAuthorization *request = get_request (self);
  const char *word = get_product_word (request);
  DenDay on = request != NULL && request->start_on != DEN_UNKNOWN ? request->start_on
                                                                  : den_office_get_today (office);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; word != NULL && i < reference->products->len; i++)
    {
      const DenProduct *product = g_ptr_array_index (reference->products, i);
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;

      if (!is_sold (product, word, on))
        continue;
      label = format_product (product);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "prior-auth.fill", "u", i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->fill_button), G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (self->fill_button, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

/* Sets, in one change, what the product knows of the request's fields of the same name. */
static gboolean
fill_codes (DenRequestForm *self, const DenProduct *product, GError **error)
{
  static const char *const columns[] = { "hcpcs", "ndc", "dose_ug", "units" };
  const DenField *fields[G_N_ELEMENTS (columns)];
  DenValue values[G_N_ELEMENTS (columns)];
  gboolean filled;
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      values[n] = DEN_VALUE_INIT;
      den_field_get (den_record_type_find (&den_product_type, columns[i]), product, &values[n]);
      fields[n] = den_record_type_find (&den_authorization_type, columns[i]);
      if (den_value_is_known (&values[n]))
        n++;
    }
  filled = set_values (self, fields, values, n, error);
  for (guint i = 0; i < n; i++)
    den_value_clear (&values[i]);
  return filled;
}

static void
fill_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenRequestForm *self = DEN_REQUEST_FORM (widget);
  const DenReference *reference =
      den_office_get_reference (den_chart_editor_get_office (self->editor));
  guint index = g_variant_get_uint32 (parameter);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (index < reference->products->len);

  if (!fill_codes (self, g_ptr_array_index (reference->products, index), &error))
    den_show_error (widget, _ ("The codes were not filled in."), error);
}

static void
new_request_cb (GtkButton *button, DenRequestForm *self)
{
  g_autoptr (GError) error = NULL;

  if (den_chart_editor_add (self->editor, make_request (self), NULL, &error) == 0)
    den_show_error (GTK_WIDGET (self), _ ("No new request was begun."), error);
  else
    den_request_form_focus (self, left_columns[0]);
}

static void
show_request (DenRequestForm *self)
{
  const DenAuthorization *request = get_request (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);
      const DenField *field = den_field_row_get_field (row);
      g_auto (DenValue) value = DEN_VALUE_INIT;

      den_value_init (&value, field->type);
      if (request != NULL)
        den_field_get (field, request, &value);
      den_field_row_set_value (row, &value);
    }
  gtk_widget_set_sensitive (self->new_button, request != NULL);
  show_products (self);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenRequestForm *self)
{
  if (type == NULL || type == &den_authorization_type || type == &den_policy_type)
    show_request (self);
}

gboolean
den_request_form_focus (DenRequestForm *self, const char *column)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);

      if (column != NULL && strcmp (den_field_row_get_field (row)->column, column) != 0)
        continue;
      den_scroll_to (GTK_WIDGET (row));
      return gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return FALSE;
}

static void
den_request_form_dispose (GObject *object)
{
  DenRequestForm *self = DEN_REQUEST_FORM (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (den_request_form_parent_class)->dispose (object);
}

static void
den_request_form_class_init (DenRequestFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_request_form_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "prior-auth.fill", "u", fill_cb);
}

static void
den_request_form_init (DenRequestForm *self)
{
  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static GtkWidget *
make_column (DenRequestForm *self, const char *const *columns, GtkSizeGroup *labels)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (gsize i = 0; columns[i] != NULL; i++)
    {
      GtkWidget *row =
          den_field_row_new (den_record_type_find (&den_authorization_type, columns[i]));

      den_field_row_set_commit (DEN_FIELD_ROW (row), commit_cb, self, NULL);
      den_field_row_set_label_group (DEN_FIELD_ROW (row), labels);
      gtk_box_append (GTK_BOX (box), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_buttons (DenRequestForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->fill_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->fill_button), _ ("Fill in the _codes for"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->fill_button), TRUE);
  self->new_button = gtk_button_new_with_mnemonic (_ ("Ne_w request"));
  gtk_widget_set_tooltip_text (self->new_button,
                               _ ("Begins a request of its own; the one before is kept"));
  g_signal_connect (self->new_button, "clicked", G_CALLBACK (new_request_cb), self);
  gtk_box_append (GTK_BOX (box), self->fill_button);
  gtk_box_append (GTK_BOX (box), self->new_button);
  return box;
}

GtkWidget *
den_request_form_new (DenChartEditor *editor)
{
  DenRequestForm *self = g_object_new (DEN_TYPE_REQUEST_FORM, NULL);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  g_autoptr (GtkSizeGroup) left = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) right = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->editor = g_object_ref (editor);
  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_box_append (GTK_BOX (columns), make_column (self, left_columns, left));
  gtk_box_append (GTK_BOX (columns), make_column (self, right_columns, right));
  gtk_box_append (GTK_BOX (self), make_buttons (self));
  gtk_box_append (GTK_BOX (self), columns);
  gtk_box_append (GTK_BOX (self), make_column (self, wide_columns, left));
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  show_request (self);
  return GTK_WIDGET (self);
}
