// settle/settle_int.h - what the files of this room share: bodies of records, and applying them
#ifndef SOFTLAW_SETTLE_SETTLE_INT_H
#define SOFTLAW_SETTLE_SETTLE_INT_H

#include "settle/settle.h"

// ---- bodies.c: what settle's records say
// ----------------------------------------------------------

#define KIND_FILE STR("file")
#define KIND_AGREEMENT STR("agreement")
#define KIND_RUN STR("run")
#define KIND_ENTRY STR("entry")
#define KIND_CLOSE STR("close")

typedef struct FileBody {
    Str hash, name; // of the whole file
    int64_t part, parts;
    Str text; // of this part
} FileBody;

typedef struct RunBody {
    int64_t number;
    Str agreement, version, period, key;
    Str content; // SHA-256 of what the run was asked to post
    int64_t corrects;
    int64_t first_entry, entry_count;
    Str *facts;
    size_t fact_count;
} RunBody;

typedef struct CloseBody {
    Str agreement, period;
} CloseBody;

Str file_to_body(Arena *a, const FileBody *f);
Str agreement_to_body(Arena *a, const AgreementInfo *i);
Str run_to_body(Arena *a, const RunBody *r);
Str entry_to_body(Arena *a, const Entry *e);
Str close_to_body(Arena *a, const CloseBody *c);
// False if the body is not of this form.
bool file_from_body(Arena *a, Str body, FileBody *ret);
bool agreement_from_body(Arena *a, Str body, AgreementInfo *ret);
bool run_from_body(Arena *a, Str body, RunBody *ret);
bool entry_from_body(Arena *a, Str body, Entry *ret);
bool close_from_body(Arena *a, Str body, CloseBody *ret);

// ---- entries.c: lines become entries
// ----------------------------------------------------------------

// With these bounds sums stay exact in 34 digits: ten thousand of the largest amounts.
enum { AMOUNT_DECIMALS = 12, AMOUNT_DIGITS = 18 };

// "Agreements:g"
Str agreement_account(Arena *a, Str agreement);
// The sum, if it is exact in 34 digits.
bool amount_add(Dec a, Dec b, Dec *ret);
// PostOutcome of a statement by itself: POST_DONE if it may be posted.
PostOutcome statement_check(Arena *a, const Statement *s, Message *ret_why);
Entry entry_from_line(Arena *a, const Statement *s, const StatementLine *line);
Entry entry_reversing(Arena *a, const Entry *e);
// SHA-256 of version, facts and all lines.
Str statement_content(Arena *a, const Statement *s);

// ---- apply_db.c: records become rows
// ------------------------------------------------------------------

// Applies records within one transaction; balances are kept here until ledger_end writes them.
typedef struct Ledger Ledger;
Ledger *ledger_begin(Arena *a, Store *s);
bool ledger_apply(Ledger *l, const Record *r, Err *err);
bool ledger_end(Ledger *l, Err *err);
// Append a record and apply it.
bool ledger_append(Ledger *l, Str kind, Str at, Str body, Err *err);

// ---- run_db.c: runs and entries found
// ------------------------------------------------------------------

typedef struct RunMark {
    int64_t number; // 0 = there is none
    Str content;
    int64_t first_entry, entry_count;
    int64_t line_count; // of its entries, those that are not reversals
} RunMark;
bool run_find_current(Arena *a, Store *s, const Statement *st, RunMark *ret, Err *err);
bool run_find_key(Arena *a, Store *s, const Statement *st, Str key, RunMark *ret, Err *err);
bool run_find_next(Store *s, int64_t *ret_run, int64_t *ret_entry, Err *err);
bool entry_read(Arena *a, Store *s, int64_t number, Entry *ret, Err *err);

// ---- source_db.c
// --------------------------------------------------------------------------------------

// Whether all parts of the file are there.
bool source_is_there(Store *s, Str hash, bool *ret, Err *err);

#endif
