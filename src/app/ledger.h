// app/ledger.h - what is posted, kept, shown again and verified
#ifndef SOFTLAW_APP_LEDGER_H
#define SOFTLAW_APP_LEDGER_H

#include "app/explain.h"
#include "app/settle.h"

typedef struct PostRequest {
    Inputs inputs;
    Str period; // only this one; absent = all
    Str key;    // names the run for a retry; may be absent
    bool is_correction;
} PostRequest;
typedef struct PostView {
    Str period;
    const char *outcome; // "done", "already-posted", …
    bool is_refused;
    Message why;
    int64_t run, corrects, entry_count;
} PostView;
typedef struct PostList {
    PostView *items;
    size_t count, refused_count;
} PostList;

// Settle and post each period in a transaction of its own. NULL without an error where the
// agreement or its facts have errors, which are findings.
const PostList *app_post(App *app, Str db, const PostRequest *r, Err *err);
bool post_json(App *app, const PostList *l, Out *out);

typedef struct BalanceView {
    Str account, currency, amount;
} BalanceView;
typedef struct BalanceList {
    BalanceView *items;
    size_t count;
} BalanceList;
const BalanceList *app_balance(App *app, Str db, Str agreement, Err *err);
bool balance_json(const BalanceList *l, Out *out);
bool balance_csv(const BalanceList *l, Out *out);

// The lines that hold for an agreement in the ledger; `period` absent = all.
const Settlement *app_statement(App *app, Str db, Str agreement, Str period, Err *err);
// Explain a posted payment from the store alone.
const ExplanationList *app_explain_posted(App *app, Str db, Str agreement, ExplainQuestion q,
                                          Err *err);

typedef struct FaultView {
    const char *kind; // "altered", "missing", …
    int64_t record;   // 0 = none
    Str table;
    Message message;
} FaultView;
typedef struct Verified {
    bool is_sound;
    FaultView *faults;
    size_t count, fault_count;
    int64_t record_count, entry_count, posting_count;
    Str root;
} Verified;
// `known_head` is "SIZE:ROOT", a head kept elsewhere, or absent.
const Verified *app_verify(App *app, Str db, Str known_head, Err *err);
bool verified_json(App *app, const Verified *v, Out *out);

typedef struct RebuiltView {
    bool is_same;
    Str before, after;
    int64_t record_count;
} RebuiltView;
bool app_rebuild(App *app, Str db, RebuiltView *ret, Err *err);

typedef enum AppExport { APP_EXPORT_LEDGER, APP_EXPORT_HLEDGER, APP_EXPORT_CSV } AppExport;
bool app_export(App *app, Str db, AppExport format, Out *out, Err *err);

#endif
