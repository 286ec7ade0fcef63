/* Decimal numbers as integers. */
#include "den-decimal.h"

/* Read at a scale, and written again. */
static void
test_round_trip (void)
{
  static const struct
  {
    const char *text;
    gint64 scale, value;
    const char *written;
  } cases[] = {
    { "37.5", 1000, 37500, "37.5" },
    { "0", 1000, 0, "0" },
    { "-4", 10, -40, "-4" },
    { "-0.5", 10, -5, "-0.5" },
    { ".5", 1000, 500, "0.5" },
    { "5.", 1000, 5000, "5" },
    { "0.025", 1000, 25, "0.025" },
    { "1.005", 1000, 1005, "1.005" },
    { "1.500000", 1000, 1500, "1.5" },
    { "007", 1, 7, "7" },
    { "12.0", 1, 12, "12" },
    { "2147483647", 1000, G_GINT64_CONSTANT (2147483647000), "2147483647" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;
      g_autofree char *written = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (den_decimal_parse (cases[i].text, cases[i].scale, &value));
      g_assert_cmpint (value, ==, cases[i].value);
      written = den_decimal_to_text (value, cases[i].scale);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    gint64 scale;
  } cases[] = {
    { "", 10 },    { "-", 10 },         { ".", 10 },
    { "1,5", 10 }, { "1.25", 10 },      { "1.5", 1 },
    { "1e3", 10 }, { "+1", 10 },        { " 1", 10 },
    { "1 ", 10 },  { "--1", 10 },       { "1.2.3", 100 },
    { "0x1", 10 }, { "2147483648", 1 }, { "99999999999999999999", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value;

      g_test_message ("%s", cases[i].text);
      g_assert_false (den_decimal_parse (cases[i].text, cases[i].scale, &value));
    }
}

/* Halves go away from zero. */
static void
test_divide (void)
{
  static const struct
  {
    gint64 value, divisor, result;
  } cases[] = { { 135, 8, 17 }, { 9, 2, 5 },   { -9, 2, -5 }, { 7, 3, 2 },
                { 8, 3, 3 },    { -7, 3, -2 }, { 0, 5, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_decimal_divide (cases[i].value, cases[i].divisor), ==, cases[i].result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/round-trip", test_round_trip);
  g_test_add_func ("/decimal/refused", test_refused);
  g_test_add_func ("/decimal/divide", test_divide);
  return g_test_run ();
}
