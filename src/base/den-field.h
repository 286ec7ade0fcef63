/* Field tables: the one description of each kind of record.
 *
 * A record is a plain struct that begins with a DenRecord; its DenRecordType lists its fields.
 * Storing, loading, comparing, the audit's before and after, the chart file and the checks of a
 * form all read that list. Adding a field is adding a line here and a column in a migration. */
#pragma once

#include "den-day.h"
#include "den-instant.h"
#include "den-problems.h"

#include <stddef.h>

G_BEGIN_DECLS

#define DEN_FIELD_ERROR (den_field_error_quark ())
GQuark den_field_error_quark (void);

/* Input that a field does not take; the message says what would be right. */
typedef enum
{
  DEN_FIELD_ERROR_INVALID,
} DenFieldError;

typedef enum
{
  DEN_FIELD_TEXT,    /* char *, UTF-8, NULL when unknown */
  DEN_FIELD_INTEGER, /* gint64 */
  DEN_FIELD_DECIMAL, /* gint64: the number in the chart file and on screen x scale */
  DEN_FIELD_FLAG,    /* gint64: 0 no, 1 yes */
  DEN_FIELD_CHOICE,  /* gint64: index into choices */
  DEN_FIELD_DAY,     /* DenDay */
  DEN_FIELD_INSTANT, /* DenInstant */
  DEN_FIELD_SCORES,  /* DenScores */
  DEN_FIELD_LIST,    /* GPtrArray of records of type of; never NULL */
  DEN_FIELD_RECORD,  /* one record of type of, or NULL */
} DenFieldType;

#define DEN_MAX_SCORES 24
#define DEN_SCORE_MISSING (-1)

/* The answers to a rating scale's items in their order; n is 0 when they are not known. */
typedef struct
{
  int n;
  int item[DEN_MAX_SCORES];
} DenScores;

/* A word of the chart file and what the screen says for it. Tables end with a NULL word. */
typedef struct
{
  const char *word;
  const char *label;
} DenChoice;

/* A further check of a text: NULL where TEXT is right, else a translated sentence, owned by the
 * program, that says what would be. */
typedef const char *(*DenTextCheck) (const char *text);

typedef struct _DenRecordType DenRecordType;

typedef struct
{
  const char *column; /* the member's name and the database's */
  const char *key;    /* the chart file's, NULL for the same; "a.b" lies in an object "a" */
  const char *label;  /* on screen, N_() */
  DenFieldType type;
  gsize offset;
  gboolean required;
  gboolean internal;        /* the store's own: not in chart files, forms or the audit's text */
  gint64 min;               /* bounds of a number or day in the stored unit; both 0 for none */
  gint64 max;               /* of a TEXT the most characters, 0 for 200 */
  gint64 scale;             /* of a DECIMAL, a power of ten */
  const char *unit;         /* shown beside the value, N_() */
  const DenChoice *choices; /* of a CHOICE */
  DenTextCheck check;       /* of a TEXT */
  gboolean multiline;       /* of a TEXT */
  const DenRecordType *of;  /* of a LIST or RECORD */
} DenField;

struct _DenRecordType
{
  const char *name;  /* the database's table, the audit's word */
  const char *label; /* on screen, N_(), singular */
  gsize size;
  const DenField *fields;
  guint n_fields;
  /* What no single field can tell (an end before its start), or NULL. */
  void (*check) (gconstpointer record, const char *place, DenProblems *problems);
};

/* The head of every record. id is 0 until it is stored; revision counts its changes. */
typedef struct
{
  const DenRecordType *type;
  gint64 id;
  gint64 revision;
} DenRecord;

/* Lines of a field table: DEN_TEXT (DenTrial, drug, N_("Drug"), .required = TRUE). */
#define DEN_FIELD_LINE(TYPE, S, MEMBER, LABEL, ...)                                                \
  {                                                                                                \
    .column = #MEMBER, .label = LABEL, .type = TYPE, .offset = offsetof (S, MEMBER), __VA_ARGS__   \
  }
#define DEN_TEXT(S, MEMBER, LABEL, ...)                                                            \
  DEN_FIELD_LINE (DEN_FIELD_TEXT, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_INTEGER(S, MEMBER, LABEL, ...)                                                         \
  DEN_FIELD_LINE (DEN_FIELD_INTEGER, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_DECIMAL(S, MEMBER, LABEL, ...)                                                         \
  DEN_FIELD_LINE (DEN_FIELD_DECIMAL, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_FLAG(S, MEMBER, LABEL, ...)                                                            \
  DEN_FIELD_LINE (DEN_FIELD_FLAG, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_CHOICE(S, MEMBER, LABEL, ...)                                                          \
  DEN_FIELD_LINE (DEN_FIELD_CHOICE, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_DAY(S, MEMBER, LABEL, ...) DEN_FIELD_LINE (DEN_FIELD_DAY, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_INSTANT(S, MEMBER, LABEL, ...)                                                         \
  DEN_FIELD_LINE (DEN_FIELD_INSTANT, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_SCORES(S, MEMBER, LABEL, ...)                                                          \
  DEN_FIELD_LINE (DEN_FIELD_SCORES, S, MEMBER, LABEL, __VA_ARGS__)
#define DEN_LIST(S, MEMBER, LABEL, OF) DEN_FIELD_LINE (DEN_FIELD_LIST, S, MEMBER, LABEL, .of = OF)
#define DEN_RECORD_FIELD(S, MEMBER, LABEL, OF)                                                     \
  DEN_FIELD_LINE (DEN_FIELD_RECORD, S, MEMBER, LABEL, .of = OF)

#define DEN_RECORD_TYPE(NAME, LABEL, S, FIELDS, CHECK)                                             \
  {                                                                                                \
    .name = NAME, .label = LABEL, .size = sizeof (S), .fields = FIELDS,                            \
    .n_fields = G_N_ELEMENTS (FIELDS), .check = CHECK                                              \
  }

/* One field's value, apart from any record. */
typedef struct
{
  DenFieldType type;
  char *text;
  gint64 number;
  DenInstant instant;
  DenScores scores;
} DenValue;

#define DEN_VALUE_INIT ((DenValue){ DEN_FIELD_TEXT, NULL, DEN_UNKNOWN, { DEN_UNKNOWN, 0 }, { 0 } })

void den_value_init (DenValue *value, DenFieldType type);
void den_value_clear (DenValue *value);
void den_value_copy (const DenValue *from, DenValue *to);
gboolean den_value_equal (const DenValue *a, const DenValue *b);
gboolean den_value_is_known (const DenValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DenValue, den_value_clear)

const char *den_field_key (const DenField *field);
gboolean den_field_is_scalar (const DenField *field);
gint64 *den_field_number (const DenField *field, gpointer record);
char **den_field_text (const DenField *field, gpointer record);
GPtrArray *den_field_list (const DenField *field, gconstpointer record);
gpointer *den_field_record (const DenField *field, gpointer record);

void den_field_get (const DenField *field, gconstpointer record, DenValue *value);
void den_field_set (const DenField *field, gpointer record, const DenValue *value);
gboolean den_field_check (const DenField *field, const DenValue *value, GError **error);
gboolean den_field_parse (const DenField *field, const char *text, DenValue *value, GError **error);
char *den_field_format (const DenField *field, const DenValue *value);
char *den_field_format_record (const DenField *field, gconstpointer record);

const DenField *den_record_type_find (const DenRecordType *type, const char *column);

gpointer den_record_new (const DenRecordType *type);
void den_record_free (gpointer record);
gpointer den_record_copy (gconstpointer record);
gboolean den_record_equal (gconstpointer a, gconstpointer b);
gboolean den_record_is_empty (gconstpointer record);
void den_record_check (gconstpointer record, const char *place, DenProblems *problems);

char *den_scores_to_text (const DenScores *scores);
gboolean den_scores_parse (const char *text, DenScores *scores);

G_END_DECLS
