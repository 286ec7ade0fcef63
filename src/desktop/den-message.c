/* The one place where an error becomes words for the desk. */
#include "den-message.h"

#include "den-office.h"
#include "den-session-window.h"
#include "den-window.h"

#include <glib/gi18n-lib.h>

/* What can be done about an error of the store; NULL where its own message says it all. */
static const char *
get_store_advice (int code)
{
  switch ((DenStoreError) code)
    {
    case DEN_STORE_ERROR_BUSY:
      return _ ("Another program is writing to the clinic’s file. Nothing is lost: wait a moment "
                "and try again.");
    case DEN_STORE_ERROR_FULL:
      return _ ("There is no room left on the disk. What was stored before is safe: make room, "
                "then enter this again.");
    case DEN_STORE_ERROR_READ_ONLY:
      return _ ("The clinic’s file or its folder can not be written. Ask whoever looks after this "
                "computer for the right to write there, then enter this again.");
    case DEN_STORE_ERROR_STALE:
      return _ ("Somebody else changed this record meanwhile. What they entered is shown now: look "
                "at it, then enter yours again if it still holds.");
    case DEN_STORE_ERROR_NEWER:
      return _ ("A newer Dendra wrote this file. Update Dendra on this computer, then open it.");
    case DEN_STORE_ERROR_NOT_DATABASE:
      return _ ("The file is damaged or is no Dendra clinic. Restore the last backup with “dendra "
                "restore”.");
    case DEN_STORE_ERROR_FAILED:
      return _ ("Check the clinic’s file on the page “Clinic” before going on.");
    case DEN_STORE_ERROR_NOT_FOUND:
    case DEN_STORE_ERROR_EXISTS:
    default:
      return NULL;
    }
}

char *
den_error_words (const char *what, const GError *error)
{
  g_autoptr (GString) words = g_string_new (what);
  const char *advice = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, error->message);
  if (words->len > 0 && g_unichar_isalnum (g_utf8_get_char (
                            g_utf8_find_prev_char (words->str, words->str + words->len))))
    g_string_append_c (words, '.');
  if (error->domain == DEN_STORE_ERROR)
    advice = get_store_advice (error->code);
  if (advice != NULL)
    g_string_append_printf (words, "\n%s", advice);
  return g_strdup (words->str);
}

char *
den_error_words_beside (const GError *error)
{
  const char *advice = error->domain == DEN_STORE_ERROR ? get_store_advice (error->code) : NULL;

  if (advice != NULL)
    return g_strdup (advice);
  return error->domain == DEN_FIELD_ERROR ? g_strdup (error->message) : den_error_words ("", error);
}

/* The window with a message bar that WIDGET is in, or whose dialog it is in: a main window or a
 * session's; NULL for a lone dialog. */
static GtkRoot *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  while (root != NULL && !DEN_IS_WINDOW (root) && !DEN_IS_SESSION_WINDOW (root))
    root =
        GTK_IS_WINDOW (root) ? GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;
  return root;
}

void
den_show_problem (GtkWidget *widget, const char *words)
{
  GtkRoot *window = find_window (widget);

  if (DEN_IS_WINDOW (window))
    den_window_show_problem (DEN_WINDOW (window), words);
  else if (DEN_IS_SESSION_WINDOW (window))
    den_session_window_show_problem (DEN_SESSION_WINDOW (window), words);
  else
    g_warning ("%s", words);
}

void
den_show_error (GtkWidget *widget, const char *what, const GError *error)
{
  g_autofree char *words = den_error_words (what, error);

  den_show_problem (widget, words);
}

void
den_show_note (GtkWidget *widget, const char *words)
{
  GtkRoot *window = find_window (widget);

  if (DEN_IS_WINDOW (window))
    den_window_show_note (DEN_WINDOW (window), words);
  else if (DEN_IS_SESSION_WINDOW (window))
    den_session_window_show_note (DEN_SESSION_WINDOW (window), words);
}
