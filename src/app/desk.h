// app/desk.h - what organisations work on together: drafts, remarks, facts, and what binds or pays
//
// A door asks first whether he may (app_may), with what his organisation is to the draft
// (app_draft_relation). What is settled here are the rules of the thing itself: the version one has
// seen, four eyes, what can be published. Texts of views are in the App's language.
//
// What binds or pays is proposed by one person and approved by another (app/people.h); only then
// does the ledger take it up. Approving what was approved already completes what a crash has left.
#ifndef SOFTLAW_APP_DESK_H
#define SOFTLAW_APP_DESK_H

#include "app/people.h"
#include "app/portal.h"

// ---- drafts -------------------------------------------------------------------------------------

typedef struct DraftRow {
    Str id, owner, title, changed_by, changed_at; // changed_at: "2026-01-31 12:00"
    int64_t version, published;                   // published 0: not in the ledger
} DraftRow;
typedef struct DraftList {
    DraftRow *items;
    size_t count;
    Str next; // the id to go on behind; "" at the end
} DraftList;
enum { DESK_PAGE = 50 };
// What of a list is wanted; what is absent or 0 wants all, and DESK_PAGE at most.
typedef struct ListWanted {
    Str state; // of drafts "unpublished", "published", "changed"; of facts "proposed", "confirmed",
               // "refused"; of proposals "open", "approved", "done", "refused"
    Str act, owner;
    Str words;    // stand in its title or name, in this order
    Str after;    // of drafts: the id behind which it goes on
    int64_t from; // of all else: the number behind or before which it goes on
    size_t limit;
} ListWanted;
// Those of his organisation and those to which it is invited.
bool app_drafts(App *app, OpenPeople *p, const WhoView *who, const ListWanted *w, DraftList *ret,
                Err *err);
bool app_draft_row(App *app, OpenPeople *p, Str id, DraftRow *ret, Err *err);
// What an organisation is to it: "own", "partner", "observer", "other"; ERR_NOT_FOUND.
bool app_draft_relation(App *app, OpenPeople *p, Str id, Str organisation, const char **ret,
                        Err *err);

// From a text, or a template by its name (all questions answered by what stands without an answer).
// *ret_id is the agreement's id in the text, by which the draft goes.
bool app_draft_begin(App *app, OpenPeople *p, const WhoView *who, Str template, Str text,
                     Str *ret_id, Err *err);
// On top of version `seen`; ERR_CONFLICT where another has saved meanwhile.
bool app_draft_save(App *app, OpenPeople *p, const WhoView *who, Str id, int64_t seen, Str text,
                    Str summary, int64_t *ret_version, Err *err);

typedef struct DraftVersion {
    Str number, at, author, organisation, summary;
} DraftVersion;
typedef struct DraftFinding {
    Str file, line, column, severity, rule, message, hint;
    bool is_error;
} DraftFinding;
typedef struct DraftView {
    DraftRow row;
    Str version, text, language; // of the version that is shown
    bool is_last;
    const AgreementView *view; // NULL where its terms cannot be read
    PortalProvision *provisions;
    size_t provision_count;
    DraftVersion *versions; // the latest first
    size_t version_count;
    DraftFinding *findings;
    size_t finding_count, error_count;
    unsigned percent; // how precise its wording is
} DraftView;
// `version` 0: the last one.
const DraftView *app_draft(App *app, OpenPeople *p, Str id, int64_t version, Err *err);
bool draft_view_json(App *app, const DraftView *v, Out *out);

// ---- who takes part, and what they remark -------------------------------------------------------

typedef struct InvitationView {
    Str organisation, relation, by;
} InvitationView;
typedef struct RemarkView {
    Str number, version, anchor, text, author, organisation, at, closed_by;
} RemarkView;
typedef struct TalkView {
    InvitationView *invitations;
    size_t invitation_count;
    RemarkView *remarks; // the latest first
    size_t remark_count;
    Str next; // the number before which the remarks go on; "" at the end
} TalkView;
bool app_talk(App *app, OpenPeople *p, Str id, const ListWanted *w, TalkView *ret, Err *err);
bool app_invite(App *app, OpenPeople *p, const WhoView *who, Str id, Str organisation, Str relation,
                Err *err);
bool app_uninvite(App *app, OpenPeople *p, Str id, Str organisation, Err *err);
bool app_remark(App *app, OpenPeople *p, const WhoView *who, Str id, Str anchor, Str text,
                int64_t *ret_number, Err *err);
bool app_remark_close(App *app, OpenPeople *p, const WhoView *who, Str id, int64_t number,
                      Err *err);

// ---- facts --------------------------------------------------------------------------------------

typedef struct UploadView {
    Str number, name, source, author, organisation, at, state;
} UploadView;
typedef struct UploadList {
    UploadView *items;
    size_t count;
    Str next; // the number to go on before; "" at the end
} UploadList;
// The latest first.
bool app_uploads(App *app, OpenPeople *p, Str id, const ListWanted *w, UploadList *ret, Err *err);
bool app_upload_text(App *app, OpenPeople *p, Str id, int64_t number, UploadView *ret,
                     Str *ret_text, Err *err);
// Files of a published agreement, all from one source; the names may be given twice, the end of a
// name says what it is. With errors in any of them nothing is kept, and *ret_number is 0: they are
// findings. What is kept waits to be confirmed, as one proposal; *ret_number: of the first file.
typedef struct UploadFile {
    Str name, text; // name: "stations.csv"
} UploadFile;
bool app_upload(App *app, OpenPeople *p, const WhoView *who, Str id, Str source,
                const UploadFile *files, size_t count, int64_t *ret_number, Err *err);

// ---- what binds or pays -------------------------------------------------------------------------

typedef struct ProposalView {
    int64_t number;
    Str draft, act, act_text, subject, version, author, organisation, at;
    Str state, state_text, decided_by, result;
    bool is_open;
} ProposalView;
typedef struct ProposalList {
    ProposalView *items;
    size_t count;
    int64_t next; // the number to go on before, or behind; 0 at the end
} ProposalList;
// Of a draft, the latest first; `id` absent = those of his organisation, the first first, which
// wait where no state is wanted.
bool app_proposals(App *app, OpenPeople *p, const WhoView *who, Str id, const ListWanted *w,
                   ProposalList *ret, Err *err);
bool app_proposal(App *app, OpenPeople *p, int64_t number, ProposalView *ret, Err *err);

// The last version is to become public, in the ledger. ERR_CONFLICT where it has errors.
bool app_propose_publish(App *app, OpenPeople *p, const WhoView *who, Str id, int64_t *ret_number,
                         Err *err);
// His organisation is to be bound by a note that its key has signed (softlaw seal sign).
bool app_propose_sign(App *app, OpenPeople *p, const WhoView *who, Str id, Str note,
                      int64_t *ret_number, Err *err);
// A period is to be posted as the confirmed facts have it.
bool app_propose_pay(App *app, OpenPeople *p, const WhoView *who, Str id, Str period,
                     int64_t *ret_number, Err *err);
// What a payment comes to at present; NULL where facts have errors, which are findings.
const Settlement *app_draft_settle(App *app, OpenPeople *p, Str id, Err *err);

// Approve: *ret_verdict is "yes", and done, or tells why not ("own-work", …, as app_approve).
bool app_proposal_approve(App *app, OpenPeople *p, const WhoView *who, int64_t number,
                          const char **ret_verdict, Err *err);
bool app_proposal_refuse(App *app, OpenPeople *p, const WhoView *who, int64_t number, Str why,
                         Err *err);

// ---- keys by which an organisation signs --------------------------------------------------------

typedef struct KeyList {
    Str *items;
    size_t count;
} KeyList;
bool app_keys(App *app, OpenPeople *p, Str organisation, KeyList *ret, Err *err);
bool app_key_add(App *app, OpenPeople *p, const WhoView *who, Str verifier, Err *err);
bool app_key_end(App *app, OpenPeople *p, const WhoView *who, Str verifier, Err *err);

// ---- requests that are sent again ---------------------------------------------------------------

typedef struct KeptReply {
    int64_t status;
    Str go, body;
} KeptReply;
// What was answered to a request of `person` under this key; ERR_CONFLICT: to another one.
bool app_reply_find(App *app, OpenPeople *p, Str person, Str key, Str request, KeptReply *ret,
                    bool *ret_found, Err *err);
bool app_reply_keep(App *app, OpenPeople *p, Str person, Str key, Str request,
                    const KeptReply *reply, Err *err);

#endif
