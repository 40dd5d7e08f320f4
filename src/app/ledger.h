// app/ledger.h - what is posted, kept, shown again and verified
#ifndef SOFTLAW_APP_LEDGER_H
#define SOFTLAW_APP_LEDGER_H

#include "app/explain.h"
#include "app/settle.h"

// A ledger that is there, kept open by one thread that writes for many; every App may use it, one
// after the other. It closes with the App that opened it. While a batch is open, what is written
// into it is kept or undone one by one, and comes true with one sync when the batch is committed:
// only then is anybody told. Where that fails nothing of it was kept, and each write is to be done
// again, alone. After a failure of the disk it may no longer be open: open it anew, in a new App.
// Nothing else may write to the same ledger by its path in the batch's thread: it would wait for
// itself. Other threads wait for the batch, in their order where the Apps have gates (app/app.h).
typedef struct OpenLedger OpenLedger;
OpenLedger *app_ledger_open(App *app, Str db, Err *err);
bool app_ledger_is_open(const OpenLedger *l);
bool app_ledger_batch_begin(App *app, OpenLedger *l, Err *err);
bool app_ledger_batch_commit(App *app, OpenLedger *l, Err *err);
void app_ledger_batch_rollback(OpenLedger *l); // nothing if no batch is open

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
// The same in two steps: what takes long, in any thread and without a ledger; and the writing, with
// the same App. `r` lasts until then.
typedef struct PostDraft PostDraft;
const PostDraft *app_post_prepare(App *app, const PostRequest *r, Err *err);
const PostList *app_post_write(App *app, OpenLedger *l, const PostDraft *d, Err *err);
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
