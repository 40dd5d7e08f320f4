// app/remote.h - an office asked over the network: softlaw --remote URL
//
// The client of the API that src/office/routes.c tells. Only https, and http to this machine; no
// redirect is followed and every answer is bounded. What changes something carries a key of its own
// (Idempotency-Key), so that it may be sent again, three times at most, when no answer came back,
// and is done once; but logging in and out and one's password are sent once only. What an office
// says is never trusted: texts are freed of control characters before a person sees them, and an
// answer that is not what was asked for is ERR_PEER.
//
// Problems (RFC 9457) become an Err with the office's own words: ERR_DENIED, ERR_CONFLICT,
// ERR_NOT_FOUND, ERR_INPUT, ERR_LIMIT; ERR_PEER where there is no office, or it does not work.
#ifndef SOFTLAW_APP_REMOTE_H
#define SOFTLAW_APP_REMOTE_H

#include "app/diff.h"
#include "app/explain.h"
#include "app/ledger.h"
#include "app/seal.h"
#include "app/show.h"
#include "base/json.h"

typedef struct RemoteOptions {
    Str url;                // "https://office.example"
    Str token;              // of a program; absent: the one that logging in has left
    Str folder;             // where logins are kept, "…/softlaw"; absent: nowhere
    size_t limit;           // bytes of an answer; 0: LIMIT_REMOTE_BYTES
    int pause_milliseconds; // before it is asked again, then twice as long; 0: half a second
} RemoteOptions;
typedef struct Remote Remote;
// ERR_INPUT where the address is refused, or others may read the file of the login.
Remote *app_remote_open(App *app, const RemoteOptions *o, Err *err);
Str app_remote_address(const Remote *r);
bool app_remote_is_known(const Remote *r); // has it a token?

// ---- requests (remote.c) ------------------------------------------------------------------------

typedef struct RemoteField {
    const char *name; // NULL ends the row
    Str value;        // absent: the field is left out
} RemoteField;
enum { REMOTE_FIELDS_MAX = 6 };
typedef struct RemoteCall {
    const char *path; // "/drafts/{id}/save", behind /api/v1
    const char *type; // of the file that is asked for: "text/csv"
    Str id;
    bool is_post;
    bool is_once; // is not sent again: an office remembers what was done for whoever is known to it
    RemoteField fields[REMOTE_FIELDS_MAX + 1]; // of the query, or of the body of a POST
} RemoteCall;

// A file as it comes, for example a text.
bool app_remote_file(App *app, const Remote *r, const RemoteCall *call, Str *ret, Err *err);
// An object. *ret_text, where it is not NULL, is the answer as it came.
const JsonNode *app_remote_ask(App *app, const Remote *r, const RemoteCall *call, Str *ret_text,
                               Err *err);

// A member of an answer, fit to be shown: a text, a number, "true" or "false"; else "".
Str remote_member(Arena *a, const JsonNode *object, const char *name);
// A text of strangers without control characters, apart from line ends and tabs.
Str remote_printable(Arena *a, Str text);

// ---- lists (remote_list.c) ----------------------------------------------------------------------

typedef struct RemoteListCall {
    RemoteCall call;
    const char *list;   // the member that holds the items
    const char *cursor; // the parameter that goes on where `next` says; "skip" counts the items
    size_t limit;       // 0: to the end
} RemoteListCall;
typedef struct RemoteList {
    const JsonNode **items;
    Str *texts; // each as it came
    size_t count, capacity;
    Str next;        // where it goes on; "" at the end
    bool is_partial; // the office says that it left something out
} RemoteList;
bool app_remote_list(App *app, const Remote *r, const RemoteListCall *c, RemoteList *ret, Err *err);
// {"agreements":[…],"next":null}, and "partial":true where the office left something out.
bool remote_list_json(const RemoteListCall *c, const RemoteList *l, Out *out);
// The same without its braces.
bool remote_list_members(const RemoteListCall *c, const RemoteList *l, Out *out);

// ---- being known (remote_login.c) ---------------------------------------------------------------

typedef struct RemoteLogin {
    Str person, password;
    Str organisation; // to work for; absent: that of the account
} RemoteLogin;
typedef struct RemoteSession {
    Str person, token;
    bool needs_code, must_change;
} RemoteSession;
// The password; then, where it needs one, the code of the second factor.
bool app_remote_login(App *app, Remote *r, const RemoteLogin *l, RemoteSession *ret, Err *err);
bool app_remote_code(App *app, Remote *r, Str code, RemoteSession *s, Err *err);
// Another organisation or password: a new token.
bool app_remote_organisation(App *app, Remote *r, Str organisation, RemoteSession *s, Err *err);
bool app_remote_password(App *app, Remote *r, Str before, Str after, RemoteSession *s, Err *err);
// Keep the token in a file that its owner alone may read, and end the session that was kept there
// before; absent folder: ERR_INPUT. What is not kept should be given up.
bool app_remote_keep(App *app, const Remote *r, const RemoteSession *s, Err *err);
void app_remote_give_up(App *app, const Remote *r, const RemoteSession *s);
// Ends the session at the office, and forgets it here in any case.
bool app_remote_logout(App *app, const Remote *r, Err *err);

// ---- drafts (remote_draft.c) --------------------------------------------------------------------

// Which version a file was begun from is remembered beside the logins; where that fails, what was
// done at the office is done all the same.
typedef struct RemoteDraftText {
    Str id, text, version;
    bool is_forgotten; // the version could not be remembered
} RemoteDraftText;
bool app_remote_draft_new(App *app, const Remote *r, Str file, RemoteDraftText *ret, Err *err);
// `version` absent: the last one. Remembered for `file`, where that is given.
bool app_remote_draft_text(App *app, const Remote *r, Str id, Str version, Str file,
                           RemoteDraftText *ret, Err *err);

typedef struct RemoteSave {
    Str id, file, summary;
    Str version; // that was seen; absent: the remembered one
} RemoteSave;
typedef struct RemoteChange {
    Str version, by, at, summary;
} RemoteChange;
typedef struct RemoteSaved {
    Str version;       // the new one, or the last one of others
    bool is_conflict;  // others have saved since `seen`
    bool is_forgotten; // the new version could not be remembered
    Str seen;
    RemoteChange *changes; // what they saved, the latest first
    size_t change_count;
    const DiffView *diff; // what they changed since `seen`; NULL if it is not known
} RemoteSaved;
bool app_remote_save(App *app, const Remote *r, const RemoteSave *s, RemoteSaved *ret, Err *err);

// ---- siblings of commands on files (remote_show.c) ----------------------------------------------

// `cited` is an id, or ID#art_3.
const AgreementView *app_remote_show(App *app, const Remote *r, Str cited, Err *err);
// What was posted; what the facts of a draft come to.
const Settlement *app_remote_statement(App *app, const Remote *r, Str id, Str period, Str *ret_text,
                                       Err *err);
const Settlement *app_remote_settle(App *app, const Remote *r, Str id, Str *ret_text, Err *err);
const BalanceList *app_remote_balance(App *app, const Remote *r, Str id, Str *ret_text, Err *err);
const ExplanationList *app_remote_explain(App *app, const Remote *r, Str id, ExplainQuestion q,
                                          Str *ret_text, Err *err);
// NULL without an error where there is but one version.
const DiffView *app_remote_diff(App *app, const Remote *r, Str id, Str before, Str after,
                                Str *ret_text, Err *err);
// Downloaded, and then checked here.
const ProofView *app_remote_verify(App *app, const Remote *r, Str id, Str trust, Err *err);

#endif
