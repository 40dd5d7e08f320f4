// settle/settle.h - statements become entries, and entries stay
//
// What an agreement makes its parties owe in one period is a Statement: lines. Posting makes of
// each line one balanced entry, all of them in one transaction, each a record of the log. Nothing
// is edited: a correction reverses every entry of the run it replaces and posts anew. Agreements'
// texts and fact files are records too, so that every amount can be explained from the store alone.
// All tables here are derived from the records; settle_rebuild makes them again.
//
// A posting that must not happen is no failure but a named outcome (PostOutcome).
//
// Accounts (all decimal text, all currencies): a line of 5 EUR from a to b under agreement g posts
//     Agreements:g:a:Payable     -5 EUR
//     Agreements:g:b:Receivable   5 EUR
// a pool is Agreements:g:Clearing:pool, a member of an open set Agreements:g:set:member:Payable,
// and what is left over Agreements:g:Residue:pool. Amounts owed are negative, due to one positive.
#ifndef SOFTLAW_SETTLE_SETTLE_H
#define SOFTLAW_SETTLE_SETTLE_H

#include "eval/eval.h"
#include "store/store.h"

// ---- statements ---------------------------------------------------------------------------------

typedef enum SideKind {
    SIDE_PARTY,
    SIDE_POOL,
    SIDE_MEMBER,   // of an open set
    SIDE_RESIDUE,  // what a pool kept, what rounding left over
    SIDE_ROUNDING, // the counterpart of a residue of rounding
} SideKind;

typedef struct Side {
    SideKind kind;
    Str set; // of SIDE_MEMBER
    Str id;  // of the party, pool or member; of what is left over or rounded
} Side;

typedef enum LineKind {
    LINE_PAYMENT,
    LINE_RESIDUE,  // clears a pool: what it kept goes to its residue account
    LINE_ROUNDING, // exact sum - rounded sum of a payment: reported, owed by nobody
} LineKind;

typedef struct StatementLine {
    LineKind kind;
    Str item;   // the payment's id; the pool's for LINE_RESIDUE
    Str member; // "", "E1", "九里/CODMn"
    Side from, to;
    Dec amount;   // >= 0
    Str currency; // "CNY", or another unit: "acre_ft"
    Str due;      // "YYYY-MM-DD" or ""
    Str exact;    // before rounding, with the formula's sign; "" if not known
} StatementLine;

typedef struct Statement {
    Str agreement; // id
    Str version;   // SHA-256 of its text, 64 hex digits
    Str period;    // "2021", "2021-05", … "" for once
    Str *facts;    // SHA-256 of each fact file used, in the order read
    size_t fact_count;
    StatementLine *lines;
    size_t line_count;
} Statement;

// The lines of one settled period, with what pools kept and rounding left. `hashes` name the fact
// files. Text and fact files are recorded apart (settle_add_…).
const Statement *settle_from_eval(Arena *a, const Rulebook *r, const Outcome *o, Period period,
                                  const Str *fact_hashes, size_t fact_count);
// Add the residue lines that bring every pool to zero, per currency; `lines` is replaced.
bool settle_clear_pools(Arena *a, Statement *s, Err *err);
// "Agreements:g:a:Payable"; `is_payer` picks Payable or Receivable.
Str settle_account(Arena *a, Str agreement, Side side, bool is_payer);

// ---- posting ------------------------------------------------------------------------------------

// Open a store with this room's tables in place (migrated unless read-only).
Store *settle_open(Arena *a, Str path, StoreOptions options, Err *err);

typedef enum PostOutcome {
    POST_DONE,           // the run and its entries are in the ledger
    POST_ALREADY_POSTED, // they were before: nothing changed
    // refused:
    POST_OTHER_CONTENT,      // the key stands for a run with other content
    POST_PERIOD_SETTLED,     // the period has a run with other content: correct it
    POST_NOTHING_TO_CORRECT, // a correction, but the period has no run
    POST_PERIOD_CLOSED,
    POST_UNKNOWN_AGREEMENT, // this version's text is not in the store
    POST_UNKNOWN_FACTS,     // a fact file named is not in the store
    POST_UNBALANCED,        // a pool does not come to zero: state the residue
    POST_BAD_LINE,          // a line without currency, with a negative amount …
    POST_OUTCOME_COUNT,
} PostOutcome;

const char *post_outcome_name(PostOutcome o); // "already-posted"
bool post_outcome_is_refusal(PostOutcome o);

typedef struct PostOptions {
    Str at;  // now, "YYYY-MM-DDTHH:MM:SSZ"
    Str key; // names this run for a retry; "" = after the period's current run
    bool is_correction;
} PostOptions;

typedef struct PostResult {
    PostOutcome outcome;
    Message why;         // of a refusal; else empty
    int64_t run;         // the run posted or met; 0 if none
    int64_t corrects;    // the run it replaced; 0 if none
    int64_t entry_count; // entries written, reversals included
} PostResult;

// One run, one transaction. False only if the store failed; then try again with the same key.
bool settle_post(Arena *a, Store *s, const Statement *st, PostOptions options, PostResult *ret,
                 Err *err);
// No more runs or corrections for this period. POST_DONE or POST_ALREADY_POSTED.
bool settle_close_period(Arena *a, Store *s, Str agreement, Str period, Str at, PostResult *ret,
                         Err *err);

// A text to keep: an agreement's or a fact file's, as read.
typedef struct SourceFile {
    Str name; // as the user named it, for places in messages
    Str text;
} SourceFile;
typedef struct AgreementInfo {
    Str id, version, label, title; // label: the author's version word; version: SHA-256 in hex
    Str at;                        // when it was recorded; set where it is read
} AgreementInfo;

// Each is one transaction and does nothing if the same is there already. Return the SHA-256.
bool settle_add_agreement(Arena *a, Store *s, AgreementInfo info, SourceFile file, Str at,
                          Err *err);
bool settle_add_facts(Arena *a, Store *s, SourceFile file, Str at, Str *ret_hash, Err *err);

// ---- reading ------------------------------------------------------------------------------------

typedef struct Balance {
    Str account, currency, amount;
} Balance;
typedef struct Run {
    int64_t number;
    Str agreement, version, period, key, at;
    int64_t corrects, corrected_by; // run numbers; 0 = none
    int64_t first_entry, entry_count;
    int64_t seq; // its record
} Run;
typedef struct Posting {
    Str account, currency, amount;
} Posting;
typedef struct Entry {
    int64_t number, run, seq;
    int64_t reverses; // entry number; 0 = none; then amounts are those of that entry, negated
    Str agreement, period;
    LineKind kind;
    Str item, member;
    Side from, to;
    Str amount, currency, due, exact;
    Posting postings[2]; // of from and to; they sum to zero
} Entry;

const char *line_kind_name(LineKind k); // "payment"

// In order of account and currency; `agreement` "" = all. Those at zero are included.
bool settle_balances(Arena *a, Store *s, Str agreement, Balance **ret, size_t *ret_count, Err *err);
bool settle_agreements(Arena *a, Store *s, AgreementInfo **ret, size_t *ret_count, Err *err);
// The last version of each agreement, in order of id, those behind `after` ("" = from the first),
// at most `limit` of them.
bool settle_latest(Arena *a, Store *s, Str after, int64_t limit, AgreementInfo **ret,
                   size_t *ret_count, Err *err);
// The versions recorded last, the latest first.
bool settle_news(Arena *a, Store *s, int64_t limit, AgreementInfo **ret, size_t *ret_count,
                 Err *err);
// Versions in the order in which they were recorded, behind the record `after`.
typedef struct AgreementAt {
    Str id, version, at;
    int64_t seq;
} AgreementAt;
bool settle_since(Arena *a, Store *s, int64_t after, int64_t limit, AgreementAt **ret,
                  size_t *ret_count, Err *err);
// All versions of one agreement, the latest first.
bool settle_versions(Arena *a, Store *s, Str agreement, AgreementAt **ret, size_t *ret_count,
                     Err *err);
// The last version of one agreement. ERR_NOT_FOUND if there is none.
bool settle_latest_of(Arena *a, Store *s, Str agreement, AgreementInfo *ret, Err *err);
// The text of a version.
bool settle_text(Arena *a, Store *s, Str version, SourceFile *ret, Err *err);
bool settle_runs(Arena *a, Store *s, Str agreement, Run **ret, size_t *ret_count, Err *err);
// The run that holds for a period: the last one. ERR_NOT_FOUND if none.
bool settle_current_run(Arena *a, Store *s, Str agreement, Str period, Run *ret, Err *err);
// Entries in order of number; `visit` returns false to stop. Texts last during the visit.
typedef bool (*EntryVisit)(void *self, const Entry *e);
bool settle_visit_entries(Store *s, int64_t first, int64_t count, EntryVisit visit, void *self,
                          Err *err);
// What a run was computed from, for settling or explaining it again.
bool settle_run_text(Arena *a, Store *s, int64_t run, SourceFile *ret, Err *err);
bool settle_run_facts(Arena *a, Store *s, int64_t run, SourceFile **ret, size_t *ret_count,
                      Err *err);

// ---- rebuilding and exporting -------------------------------------------------------------------

typedef struct Rebuilt {
    bool is_same;      // bit for bit
    Str before, after; // SHA-256 over all derived tables
    int64_t record_count;
} Rebuilt;
// Empty all derived tables and make them again from the records, in one transaction.
bool settle_rebuild(Arena *a, Store *s, Rebuilt *ret, Err *err);

typedef enum ExportFormat { EXPORT_LEDGER, EXPORT_CSV } ExportFormat; // ledger and hledger read it
typedef void (*ExportWrite)(void *self, Str text);
bool settle_export(Store *s, ExportFormat format, ExportWrite write, void *self, Err *err);

#endif
