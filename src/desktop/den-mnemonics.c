/* Alt and a letter for every field of a page. The labels come from the field tables, which know
 * nothing of the page they will stand on: their letters are chosen here. */
#include "den-mnemonics.h"

#include "den-field-row.h"

#include <glib/gi18n-lib.h>

/* Letters that are taken, as small code points. */
static void
take_letters (GtkWidget *widget, GHashTable *taken)
{
  if (GTK_IS_LABEL (widget))
    {
      guint key = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));

      if (key != GDK_KEY_VoidSymbol)
        g_hash_table_add (taken,
                          GUINT_TO_POINTER (gdk_keyval_to_unicode (gdk_keyval_to_lower (key))));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    take_letters (child, taken);
}

/* Where in LABEL the first letter stands that is still free, which is taken; NULL for none. */
static const char *
choose_letter (const char *label, GHashTable *taken)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (p));

      if (g_unichar_isalpha (letter) && g_hash_table_add (taken, GUINT_TO_POINTER (letter)))
        return p;
    }
  return NULL;
}

/* Cells of a table have no label, and some labels brought their own letter. */
static gboolean
wants_letter (GtkWidget *row)
{
  GtkWidget *label = gtk_widget_get_first_child (row);

  return GTK_IS_LABEL (label) &&
         gtk_label_get_mnemonic_keyval (GTK_LABEL (label)) == GDK_KEY_VoidSymbol;
}

static void
give_letter (DenFieldRow *row, GHashTable *taken)
{
  const char *label = _ (den_field_row_get_field (row)->label);
  const char *letter = choose_letter (label, taken);
  g_autofree char *marked = NULL;

  if (letter == NULL)
    return;
  marked = g_strdup_printf ("%.*s_%s", (int) (letter - label), label, letter);
  den_field_row_set_label (row, marked);
}

static void
give_letters (GtkWidget *widget, GHashTable *taken)
{
  if (DEN_IS_FIELD_ROW (widget))
    {
      if (wants_letter (widget))
        give_letter (DEN_FIELD_ROW (widget), taken);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    give_letters (child, taken);
}

void
den_mnemonics_assign (GtkWidget *root, const char *reserved)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (const char *p = reserved; *p != '\0'; p++)
    g_hash_table_add (taken, GUINT_TO_POINTER ((guint) *p));
  take_letters (root, taken);
  give_letters (root, taken);
}
