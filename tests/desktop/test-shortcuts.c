/* The table of keys: no key twice, no key for an action that is not there. */
#include "den-desktop-test.h"

#include "den-shortcuts-window.h"

#include <string.h>

static void
test_no_key_twice (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const DenShortcut *shortcut = den_shortcuts; shortcut->label != NULL; shortcut++)
    for (gsize i = 0; shortcut->action != NULL && shortcut->accelerators[i] != NULL; i++)
      {
        g_test_message ("%s", shortcut->accelerators[i]);
        g_assert_true (g_hash_table_add (seen, (gpointer) shortcut->accelerators[i]));
      }
}

/* The window tells the keys group by group. */
static void
test_groups_stay_together (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *group = NULL;

  for (const DenShortcut *shortcut = den_shortcuts; shortcut->label != NULL; shortcut++)
    if (g_strcmp0 (group, shortcut->group) != 0)
      {
        group = shortcut->group;
        g_test_message ("%s", group);
        g_assert_true (g_hash_table_add (seen, (gpointer) group));
      }
}

static void
test_keys_can_be_read (void)
{
  for (const DenShortcut *shortcut = den_shortcuts; shortcut->label != NULL; shortcut++)
    for (gsize i = 0; shortcut->accelerators[i] != NULL; i++)
      {
        guint key;
        GdkModifierType modifiers;

        g_test_message ("%s", shortcut->accelerators[i]);
        g_assert_true (gtk_accelerator_parse (shortcut->accelerators[i], &key, &modifiers));
      }
}

static gboolean
has_action (DenTestDesktop *desktop, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  gboolean found = FALSE;
  GType owner;
  const char *action, *property;
  const GVariantType *parameter;

  g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, NULL));
  if (g_str_has_prefix (name, "app."))
    return g_action_group_has_action (G_ACTION_GROUP (desktop->application), name + 4);
  for (guint i = 0;
       !found && gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (desktop->window), i, &owner,
                                                &action, &parameter, &property);
       i++)
    found = strcmp (action, name) == 0;
  return found;
}

static void
test_actions_are_there (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  for (const DenShortcut *shortcut = den_shortcuts; shortcut->label != NULL; shortcut++)
    if (shortcut->action != NULL)
      {
        g_test_message ("%s", shortcut->action);
        g_assert_true (has_action (&desktop, shortcut->action));
      }
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/shortcuts/no-key-twice", test_no_key_twice);
  g_test_add_func ("/desktop/shortcuts/groups-stay-together", test_groups_stay_together);
  g_test_add_func ("/desktop/shortcuts/keys-can-be-read", test_keys_can_be_read);
  g_test_add_func ("/desktop/shortcuts/actions-are-there", test_actions_are_there);
  return g_test_run ();
}
