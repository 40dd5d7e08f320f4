// desk/desk.h - what organisations work on together: drafts, remarks, facts and proposals
//
// A draft belongs to the organisation that began it; others are invited as partners, who write too,
// or as observers. Every saving is a version, numbered from 1 without gaps, and takes the number of
// the version that the writer has seen: where another has saved meanwhile, it is refused, and
// nothing is lost on either side.
//
// What binds or pays is a proposal here, until a second person approves it; the record log takes
// it up then. Times are seconds since 1970.
#ifndef SOFTLAW_DESK_DESK_H
#define SOFTLAW_DESK_DESK_H

#include "store/store.h"

typedef struct Desk Desk;
// Brings the tables along; the store stays the caller's. NULL with err.
Desk *desk_open(Arena *a, Store *s, Sys *sys, Err *err);

// Who does it.
typedef struct DeskActor {
    Str person, organisation;
} DeskActor;

enum { DESK_TEXT_BYTES = 8 << 20, DESK_WORDS_BYTES = 16 << 10 };

// ---- drafts -------------------------------------------------------------------------------------

typedef struct DeskDraft {
    Str id, owner, title, changed_by;
    int64_t version;   // the last one
    int64_t published; // that stands in the ledger; 0: none
    int64_t changed_at;
} DeskDraft;
typedef struct DeskVersion {
    int64_t number, made_at;
    Str text, summary, author, organisation; // text absent in lists
} DeskVersion;

// ERR_CONFLICT where the id is taken.
bool desk_draft_add(Desk *d, DeskActor by, Str id, Str title, Str text, Err *err);
// On top of `seen`; ERR_CONFLICT where that is not the last version any more, naming who saved.
bool desk_draft_save(Arena *a, Desk *d, DeskActor by, Str id, int64_t seen, Str title, Str text,
                     Str summary, int64_t *ret_version, Err *err);
bool desk_draft_published(Desk *d, Str id, int64_t version, Err *err);
// ERR_NOT_FOUND.
bool desk_draft(Arena *a, Desk *d, Str id, DeskDraft *ret, Err *err);
// What of a list is wanted; what is absent or 0 wants all.
typedef struct DeskWanted {
    Str state, act, owner, kind; // state of drafts: "unpublished", "published", "changed"
    Str words;                   // stand in its title or name, in this order
    Str after;                   // of drafts: the id behind which it goes on
    int64_t from;                // of all else: the number behind or before which it goes on
    size_t limit;
} DeskWanted;
// Those that the organisation owns or is invited to, in order of id.
bool desk_drafts(Arena *a, Desk *d, Str organisation, const DeskWanted *w, DeskDraft **ret,
                 size_t *ret_count, Err *err);
// `number` 0: the last one.
bool desk_version(Arena *a, Desk *d, Str id, int64_t number, DeskVersion *ret, Err *err);
// The latest first.
bool desk_versions(Arena *a, Desk *d, Str id, DeskVersion **ret, size_t *ret_count, Err *err);

// ---- who is invited -----------------------------------------------------------------------------

typedef struct DeskInvitation {
    Str organisation, relation, made_by;
    int64_t made_at;
} DeskInvitation;
// "partner" or "observer"; anew where it is invited already.
bool desk_invite(Desk *d, DeskActor by, Str id, Str organisation, Str relation, Err *err);
bool desk_uninvite(Desk *d, Str id, Str organisation, Err *err);
bool desk_invitations(Arena *a, Desk *d, Str id, DeskInvitation **ret, size_t *ret_count, Err *err);
// "own", "partner", "observer", "other"; ERR_NOT_FOUND where there is no such draft.
bool desk_relation(Desk *d, Str id, Str organisation, const char **ret, Err *err);

// ---- remarks ------------------------------------------------------------------------------------

typedef struct DeskRemark {
    int64_t number, version, made_at, closed_at; // closed_at 0: open
    Str anchor;                                  // an article's id; "" = the whole
    Str text, author, organisation, closed_by;
} DeskRemark;
bool desk_remark_add(Desk *d, DeskActor by, Str id, Str anchor, Str text, int64_t *ret_number,
                     Err *err);
bool desk_remark_close(Desk *d, DeskActor by, Str id, int64_t number, Err *err);
// The latest first.
bool desk_remarks(Arena *a, Desk *d, Str id, const DeskWanted *w, DeskRemark **ret,
                  size_t *ret_count, Err *err);

// ---- facts that await confirmation --------------------------------------------------------------

typedef struct DeskUpload {
    int64_t number, made_at;
    Str name, source, text, author, organisation, state; // text absent in lists
} DeskUpload;
bool desk_upload_add(Desk *d, DeskActor by, Str id, DeskUpload u, int64_t *ret_number, Err *err);
bool desk_upload(Arena *a, Desk *d, Str id, int64_t number, DeskUpload *ret, Err *err);
// The latest first.
bool desk_uploads(Arena *a, Desk *d, Str id, const DeskWanted *w, DeskUpload **ret,
                  size_t *ret_count, Err *err);
// The confirmed ones, with their texts, in order.
bool desk_facts(Arena *a, Desk *d, Str id, DeskUpload **ret, size_t *ret_count, Err *err);
bool desk_upload_decide(Desk *d, Str id, int64_t number, Str state, Err *err);

// ---- proposals ----------------------------------------------------------------------------------

typedef struct DeskProposal {
    int64_t number, version, made_at, decided_at;
    Str draft, act;
    Str subject; // an upload's number, a period, …
    Str detail;  // a note with a signature, a statement's hash, …
    Str author, organisation, state, decided_by, result;
} DeskProposal;
bool desk_proposal_add(Desk *d, DeskActor by, const DeskProposal *p, int64_t *ret_number, Err *err);
bool desk_proposal(Arena *a, Desk *d, int64_t number, DeskProposal *ret, Err *err);
// Of a draft, the latest first.
bool desk_proposals(Arena *a, Desk *d, Str id, const DeskWanted *w, DeskProposal **ret,
                    size_t *ret_count, Err *err);
// Those of the organisation, the first first; where no state is wanted, those that wait.
bool desk_waiting(Arena *a, Desk *d, Str organisation, const DeskWanted *w, DeskProposal **ret,
                  size_t *ret_count, Err *err);
// How many wait for a second person, and since when the first of them does.
bool desk_oldest_open(Desk *d, int64_t *ret_made_at, int64_t *ret_count, Err *err);
// From "open" or "approved" on; ERR_CONFLICT where it was decided already.
bool desk_proposal_decide(Desk *d, DeskActor by, int64_t number, Str state, Str result, Err *err);

// ---- keys of organisations ----------------------------------------------------------------------

bool desk_key_add(Desk *d, DeskActor by, Str verifier, Err *err);
bool desk_key_end(Desk *d, DeskActor by, Str verifier, Err *err);
bool desk_keys(Arena *a, Desk *d, Str organisation, Str **ret, size_t *ret_count, Err *err);

// ---- notices ------------------------------------------------------------------------------------

enum { DESK_NOTICE_WORDS = 4 };
typedef struct DeskNotice {
    int64_t number, made_at, read_at; // read_at 0: not yet
    Str person, organisation;         // person "": the organisation's programs
    Str kind, thing;                  // which sentence, and of which draft
    Str words[DESK_NOTICE_WORDS];     // what stands in the sentence
    Str once;                         // what was told under this name is not told again; may be ""
} DeskNotice;
// All of them or none, with a delivery for each channel of whom they are for.
bool desk_notices_add(Arena *a, Desk *d, const DeskNotice *list, size_t count, Err *err);
// The latest first. A kind also stands for those that begin with it and a hyphen.
bool desk_notices(Arena *a, Desk *d, DeskActor of, const DeskWanted *w, DeskNotice **ret,
                  size_t *ret_count, Err *err);
bool desk_notices_unread(Desk *d, DeskActor of, int64_t *ret, Err *err);
// All up to this number; again changes nothing.
bool desk_notices_read(Desk *d, DeskActor of, int64_t through, Err *err);

// Where notices go besides: "mail" of a person, "hook" of an organisation.
typedef struct DeskChannel {
    int64_t number, digest; // digest: seconds for which notices are collected; 0: at once
    Str person, organisation, kind, address, secret, lang;
} DeskChannel;
bool desk_channel_add(Desk *d, DeskActor by, const DeskChannel *c, int64_t *ret_number, Err *err);
bool desk_channel_end(Desk *d, DeskActor of, int64_t number, Err *err);
// Those of the person and those of the organisation; secrets absent.
bool desk_channels(Arena *a, Desk *d, DeskActor of, DeskChannel **ret, size_t *ret_count, Err *err);

typedef struct DeskDelivery {
    DeskChannel channel;
    DeskNotice notice;
    int64_t tries; // that failed
} DeskDelivery;
// Those whose time has come, by channel and number.
bool desk_deliveries_due(Arena *a, Desk *d, size_t limit, DeskDelivery **ret, size_t *ret_count,
                         Err *err);
// "sent", "failed", or "waiting" until `next_at`; counts the try.
bool desk_deliveries_note(Desk *d, const DeskDelivery *list, size_t count, Str state,
                          int64_t next_at, Str why, Err *err);

// Drafts that are published, in order of id behind `after`.
bool desk_published_drafts(Arena *a, Desk *d, Str after, size_t limit, DeskDraft **ret,
                           size_t *ret_count, Err *err);

// ---- what has changed ---------------------------------------------------------------------------

// A change, for one of those whom it concerns; person "": whoever may read it in the organisation.
typedef struct DeskChange {
    int64_t number;
    Str kind, thing; // "draft", "proposal", "facts", "remark", "settlement", "notice"; a draft's id
    Str person, organisation, relation; // relation "": to nothing but himself
} DeskChange;
// The numbers of the first and the last change that are kept; 0 where there is none.
bool desk_changes_kept(Desk *d, int64_t *ret_first, int64_t *ret_last, Err *err);
// Those after a number, in order, of at most `limit` numbers; *ret_through is the last looked at.
bool desk_changes(Arena *a, Desk *d, int64_t after, size_t limit, DeskChange **ret,
                  size_t *ret_count, int64_t *ret_through, Err *err);

// ---- what witnesses have cosigned ---------------------------------------------------------------

typedef struct DeskCosignature {
    Str witness;
    int64_t size, signed_at; // records of the log; when
    Str note;                // the head with the cosignature
} DeskCosignature;
// The last of each witness is kept.
bool desk_cosign(Desk *d, const DeskCosignature *c, Err *err);
// That of each witness, the latest first.
bool desk_cosignatures(Arena *a, Desk *d, DeskCosignature **ret, size_t *ret_count, Err *err);

// ---- requests that are sent again ---------------------------------------------------------------

typedef struct DeskAnswer {
    int64_t status;
    Str go, body;
} DeskAnswer;
enum { DESK_KEY_BYTES = 128, DESK_KEY_SECONDS = 48 * 60 * 60 };
// What was answered to this key; *ret_found false where it is new. ERR_CONFLICT where another
// request (`hash`) had the same key.
bool desk_answer_find(Arena *a, Desk *d, Str person, Str key, Str hash, DeskAnswer *ret,
                      bool *ret_found, Err *err);
// Keeps an answer; what is older than DESK_KEY_SECONDS goes.
bool desk_answer_keep(Desk *d, Str person, Str key, Str hash, const DeskAnswer *answer, Err *err);

#endif
