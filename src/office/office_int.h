// office/office_int.h - what the files of this room share: requests, forms, routes, answers
#ifndef SOFTLAW_OFFICE_OFFICE_INT_H
#define SOFTLAW_OFFICE_OFFICE_INT_H

#include "app/desk.h"
#include "base/http.h"
#include "office/office.h"
#include "office/share.h"

// ---- visit.c: requests --------------------------------------------------------------------------

typedef enum OfficeStatus {
    OFFICE_OK = 200,
    OFFICE_CREATED = 201,
    OFFICE_SEE_OTHER = 303,
    OFFICE_NOT_MODIFIED = 304,
    OFFICE_BAD_REQUEST = 400,
    OFFICE_WHO = 401,
    OFFICE_FORBIDDEN = 403,
    OFFICE_NOT_FOUND = 404,
    OFFICE_WRONG_METHOD = 405,
    OFFICE_CONFLICT = 409,
    OFFICE_TOO_LARGE = 413,
    OFFICE_WRONG_TYPE = 415,
    OFFICE_UNPROCESSABLE = 422,
    OFFICE_TOO_MANY = 429,
    OFFICE_FAILED = 500,
    OFFICE_UNAVAILABLE = 503,
} OfficeStatus;

typedef struct OfficeRequest {
    Str method, path; // decoded, without what is asked behind `?`
    const HttpField *fields;
    size_t field_count;
    const HttpField *query;
    size_t query_count;
    const HttpField *form; // what the body says, see form.c
    size_t form_count;
    Str body;        // as it came
    Str cookie;      // the token of a session; absent: none
    Str browser;     // by which a login is known that goes on at a provider; absent: none
    Str address;     // of whoever asks
    bool is_garbled; // its header was not sent as it must be, see head.h
    Lang lang;
    Str origin; // of this office: "https://office.example"
} OfficeRequest;

// The value of a parameter behind `?`; absent where there is none.
Str office_query(const OfficeRequest *r, const char *name);
// The value of a header field; absent where there is none.
Str office_header(const OfficeRequest *r, const char *lower_case);
bool office_is_api(Str path);
// Is it a path of this office, to which a browser may be led on? Not "//evil.example".
bool office_is_path(Str path);
// May it be answered at all? OFFICE_OK, or the status that refuses it.
OfficeStatus office_guard(const OfficeRequest *r);
// Was a form sent by a page of this office? By Origin, else by Sec-Fetch-Site; true where a program
// sends neither.
bool office_is_ours(const OfficeRequest *r);
// The language that is asked for: by ?lang=, by the cookie "lang", by Accept-Language (RFC 9110,
// section 12.5.4), or `otherwise`.
Lang office_lang(const OfficeRequest *r, Str cookie, Lang otherwise);

// ---- routes -------------------------------------------------------------------------------------

// An answer that goes on, see events.h.
typedef struct OfficeStream {
    bool is_open;
    Str token; // of its reader
    WhoView who;
    int64_t through; // the last change that he knows of
} OfficeStream;

// What a use case did beside what it wrote: for the answer's header.
typedef struct OfficeEffects {
    OfficeStatus status; // where it is not the usual one
    Str go;              // where a browser is led after a form
    bool sets_cookie;
    Str cookie; // the token of a session; absent: it ends
    bool sets_browser;
    Str browser; // as OfficeRequest; absent: it is forgotten
    int64_t wait;
    OfficeStream stream;
} OfficeEffects;

// What a page may load beside its style (Content-Security-Policy, see send.c).
typedef enum OfficePolicy {
    POLICY_NOTHING,
    POLICY_SCRIPTS,   // those of this office, which may ask it
    POLICY_OWN_STYLE, // a self-contained page
} OfficePolicy;

// What a use case is given, beside the Out it writes to.
typedef struct OfficeCall {
    App *app;
    Arena *arena;
    const Portal *portal;
    OpenPeople *people;   // NULL: this office has none
    Providers *providers; // NULL: nobody logs in elsewhere
    const OfficeRequest *request;
    OfficePolicy policy;  // of the row
    Str id;               // what stands in the path where the route says {id}
    const WhoView *who;   // NULL: nobody is logged in
    Str token;            // by which he is known
    const char *relation; // what his organisation is to the thing that {id} names
    OfficeEffects *effects;
} OfficeCall;
typedef bool OfficeUse(const OfficeCall *c, Out *out, Err *err);

// A parameter behind `?`, or a field of a form.
typedef struct OfficeParameter {
    const char *name;   // NULL ends the row
    const char *schema; // JSON
    const char *text;
    bool is_required;
} OfficeParameter;
enum { OFFICE_PARAMETERS = 7 };

// Which thing {id} names: what one's organisation is to it decides what one may do.
typedef enum OfficeThing { THING_NONE, THING_DRAFT } OfficeThing;
// Where it is answered: at once; or in a line, so that it keeps no thread from the others.
typedef enum OfficeLane {
    LANE_HERE,
    LANE_WRITER,  // of the one writer
    LANE_SLOW,    // passwords
    LANE_JUDGING, // texts that are being typed
    LANE_ASKING,  // other servers, which may be slow
    LANE_LONG,    // settlements, whose progress is told
    LANE_COUNT
} OfficeLane;

#define OFFICE_ANYBODY ""
#define OFFICE_COOKIE "softlaw"               // of a session
#define OFFICE_BROWSER_COOKIE "softlaw-login" // of a login that goes on at a provider

// A row with POST is a form of the pages under its path and, under "/api/v1" before it, the same
// for programs, as JSON.
typedef struct OfficeRoute {
    const char *method, *path, *type; // path: "/agreements/{id}"; type of a form: NULL
    OfficeUse *use;
    const char *purpose; // one line
    OfficeParameter parameters[OFFICE_PARAMETERS + 1];
    const char *schema; // of what is answered, JSON; NULL: a text
    const char *act;    // who may: NULL: everybody; OFFICE_ANYBODY: whoever is logged in
    OfficeThing thing;
    OfficeLane lane;
    bool is_unkept; // made anew each time
    OfficePolicy policy;
    bool is_large;        // its body may be of several megabytes
    bool needs_witness;   // binds or pays: only under the eyes of a witness, where there are some
    bool needs_people;    // asks their store though everybody may
    bool is_for_all;      // also for who must change his password first
    bool is_always;       // also for who has used up his share
    bool tells_secret;    // or is told one: neither is kept for who sends the request again
    bool is_for_programs; // what concerns one's account, and programs may do in one's name too
} OfficeRoute;
extern const OfficeRoute office_routes[];
extern const size_t office_route_count;

// The row for a method and path, or NULL with the status that says why not. *ret_id: as OfficeCall.
const OfficeRoute *office_find(Str method, Str path, Str *ret_id, OfficeStatus *ret_status);
// "GET, HEAD": what can be done at a path.
Str office_methods(Arena *a, Str path);

// ---- use.c: files to take along, and JSON -------------------------------------------------------

OfficeUse use_list, use_agreement, use_text, use_akn, use_statement_page, use_statement,
    use_statement_csv, use_head, use_health, use_style;

// ---- form.c -------------------------------------------------------------------------------------

// A field of the form; absent where there is none.
Str office_field(const OfficeCall *c, const char *name);
// All values of a field, in order; never NULL.
Str *office_fields(const OfficeCall *c, const char *name, size_t *ret_count);
// The body of a program as fields: an object of texts, numbers, truth values and lists of them.
bool office_form_json(Arena *a, Str body, const HttpField **ret, size_t *ret_count, Err *err);
// Does the form have what the row wants, and nothing else?
bool office_form_check(const OfficeRoute *route, const OfficeRequest *r, Err *err);

// ---- actor.c ------------------------------------------------------------------------------------

typedef struct OfficeActor {
    bool is_known;
    bool by_cookie;
    Str token;
    WhoView who;
} OfficeActor;
// Who asks: by Authorization: Bearer (a program, or a session), or by the cookie. False with err
// where a token is given that is none; a cookie that has expired is nobody's.
bool office_actor(App *app, OpenPeople *people, const OfficeRequest *r, OfficeActor *ret, Err *err);
// Whose token is it? Of a session or of a program.
bool office_know(App *app, OpenPeople *people, Str token, WhoView *ret, Err *err);
// The token of a request, of its cookie or its header; absent where there is none.
Str office_token(const OfficeRequest *r);
// May he? OFFICE_OK, or the status that refuses him, with err. A thing that he may not even read is
// not there for him. c->relation becomes what his organisation is to it.
OfficeStatus office_permit(OfficeCall *c, const OfficeRoute *route, const OfficeActor *actor,
                           Err *err);

// ---- answer.c -----------------------------------------------------------------------------------

typedef struct OfficeAnswer {
    OfficeStatus status;
    const char *type;
    Str body;
    OfficePolicy policy;
    bool is_private; // for whoever is logged in: nobody keeps it
    Str allow;       // of OFFICE_WRONG_METHOD
    OfficeEffects effects;
} OfficeAnswer;
// `shares` says whether it is his turn.
OfficeAnswer office_run(Arena *a, const OfficeOptions *o, Shares *shares, OpenPeople *people,
                        const OfficeRoute *route, const OfficeRequest *r, Str id);
// A failure: RFC 9457 for programs, a page for people.
OfficeAnswer office_problem(Arena *a, const OfficeRequest *r, OfficeStatus status, Message title,
                            Message hint);

// ---- pages --------------------------------------------------------------------------------------

typedef struct Page {
    Lang lang;
    const OfficeRequest *request;
    const WhoView *who;         // NULL: nobody is logged in, or the page is the same for all
    Str csrf;                   // for its forms
    bool has_session;           // the browser has one, but it is not said whose
    bool may_load;              // scripts: its row has POLICY_SCRIPTS
    const char *const *scripts; // as "editor.js", up to NULL
    const char *live; // kinds of changes on which it is shown anew, parted by blanks; NULL: none
    Str thing;        // only those of this draft
    Str after;        // the last change of which it knows
    Arena *arena;
} Page;
typedef struct Heading {
    Str title;
    bool has_language_links;
} Heading;

// May the reader do this to the thing of the page?
bool page_may(const OfficeCall *c, const char *act);
// A form is done: a browser is led to `go`, a program is told so, with a number where there is one.
bool page_done(const OfficeCall *c, Str go, int64_t number, Out *out);
// A number of a form or behind `?`; 0 where there is none, ERR_INPUT where it is none.
bool page_number(Str text, const char *name, int64_t *ret, Err *err);
// The errors found so far, the first hundred of them.
DraftFinding *page_faults(const OfficeCall *c, size_t *ret_count);
Page page_of(const OfficeCall *c);
// Show it anew on changes of these kinds, of a draft or (absent) of any; before what it shows is
// read.
bool page_go_live(const OfficeCall *c, Page *p, const char *kinds, Str thing, Err *err);
// Does it sign its log? ERR_PEER.
bool office_has_key(const OfficeCall *c, Err *err);
Str page_say(const OfficeCall *c, const char *english);
Str page_other_language(const Page *p);
// "?q=water&lang=zh": the address that was asked for, with another value of a name.
Str page_address_with(Arena *a, const OfficeRequest *r, const char *name, Str value);
Str page_in_other_language(const Page *p);
// Roles, as words of the program, in the reader's language; several are parted by blanks.
Str page_role(const Page *p, Str role);
Str page_roles(const Page *p, Str roles);
Str page_acts(const Page *p, Str acts); // the same of acts
// The acts that programs may be let do in his name.
Str *page_program_acts(const OfficeCall *c, size_t *ret_count);
Str page_relation(const Page *p, Str relation); // "partner"
Str page_state(const Page *p, Str state);       // of facts: "proposed"
// pages.c
OfficeUse page_use_list, page_use_agreement;
void page_problem_write(Buf *b, const OfficeRequest *r, Str title, Str hint);
const char *office_style(void); // CSS
// portal_*.c: what is published, for whom it concerns
OfficeUse page_use_calendar, use_calendar, use_calendar_ics, page_use_calendar_for,
    use_calendar_for, use_calendar_ics_for, page_use_search, use_search, page_use_for, use_for,
    page_use_ledger, use_balances, page_use_explanation, use_explanation, page_use_versions,
    use_versions, use_data, page_use_map, use_map;
// account.c: logging in and out, one's own account
OfficeUse page_use_login, page_use_code, page_use_account, page_use_password, use_login,
    use_login_factor, use_logout, use_password, use_factor_begin, use_factor_confirm, use_choose,
    use_zone, use_me;
Str page_next(Str wanted);         // a path of this office; otherwise where one begins
Str page_why(const OfficeCall *c); // the reason that ?why= names, in words; absent: none
// provider.c: logging in at a provider, and who is linked to whom there
OfficeUse use_provider, use_provider_back, use_link_begin, use_link_end, use_person_link,
    use_person_unlink;
// staff.c: accounts of one's organisation, and the audit
OfficeUse page_use_people, page_use_audit, use_people, use_person_add, use_person_reset,
    use_person_close, use_role_grant, use_role_revoke, use_audit;
// desk.c: what is one's own to do; draft.c: a draft; draft_forms.c: what is done with it
OfficeUse page_use_desk, page_use_new, use_drafts, use_waiting, use_draft_begin, page_use_draft,
    page_use_edit, use_draft, use_talk, use_proposals, use_draft_text, use_save, use_invite,
    use_uninvite, use_remark, use_remark_close, use_publish, use_sign, use_pay, use_approve,
    use_refuse;
// live.c: a draft while it is typed
OfficeUse use_live_look, use_live_hover, use_live_complete, use_live_format;
Str editor_texts(const Page *p); // the words of the editor, JSON
// table.c: a decision table of a draft
OfficeUse page_use_table, use_table, use_table_save;
// draft_versions.c: two versions of a draft side by side
OfficeUse page_use_draft_versions, use_draft_versions;
// what_if.c: what payments would be if facts were others
OfficeUse page_use_what_if, use_what_if;
// facts.c: facts and what they come to; keys.c: keys by which an organisation signs
OfficeUse page_use_facts, page_use_settle, use_uploads, use_upload, use_upload_text, use_settle,
    page_use_keys, use_keys, use_key_add, use_key_end;
// watch.c: what witnesses have cosigned; OFFICE_OK, or the status that refuses what needs them
OfficeUse use_cosign, use_checkpoint, page_use_log, use_witnesses, use_evidence;
OfficeStatus watch_permit(const OfficeCall *c, const OfficeRoute *route, Err *err);
// scripts.c: scripts of pages, and licences of what they take from others
OfficeUse use_script, use_licence;
Str page_scripts(const Page *p);        // as HTML
extern const char *const page_live[];   // of a page that is shown anew, see live.js
extern const char *const page_charts[]; // of a page whose tables are drawn, see charts.js
// filter.c: what of a list is wanted
typedef struct FilterWord {
    const char *word, *text; // NULL ends the list
} FilterWord;
extern const FilterWord filter_draft_states[], filter_proposal_states[], filter_fact_states[],
    filter_acts[], filter_notices[];
// By state, act, owner, q and limit behind `?`; cursors are left to the caller.
bool filter_read(const OfficeCall *c, const FilterWord *states, ListWanted *ret, Err *err);
bool filter_read_limit(const OfficeCall *c, size_t *ret, Err *err);
// A field of the form, with its label, as HTML.
Str filter_select(const Page *p, const char *name, const char *label, const FilterWord *words);
Str filter_field(const Page *p, const char *name, const char *label);
// "?state=open&after=17": the same list further on; "" where there is nothing more.
Str filter_next(const OfficeCall *c, const char *cursor, Str value);
// watching.c: changes, as they happen
OfficeUse use_events;
// notices.c
OfficeUse page_use_notices, use_notices, use_channels, use_notices_read, use_channel_mail,
    use_channel_hook, use_channel_end;
// passkeys.c
OfficeUse page_use_passkeys, use_passkeys, use_passkey_add_begin, use_passkey_add,
    use_passkey_rename, use_passkey_end, use_passkey_login_begin, use_passkey_login;
bool page_has_passkeys(const Page *p); // may browsers have passkeys of this office?
Str page_unfit(const Page *p);         // why not, and what to do; "" where they may
// The way on after an attempt to log in (account.c).
struct LoginView;
bool account_answer_login(const OfficeCall *c, const struct LoginView *v, Out *out, Err *err);
// sessions.c
OfficeUse page_use_sessions, use_sessions, use_sessions_end;
// tokens.c
OfficeUse page_use_tokens, use_tokens, use_token_add, use_token_end;

// ---- qr.c ---------------------------------------------------------------------------------------

// A picture as SVG, named `label` for those who do not see it; absent where the text is too long.
Str qr_svg(Arena *a, Str text, Str label);

// ---- log.c --------------------------------------------------------------------------------------

// One request as a line of JSON.
Str office_log_line(Arena *a, Sys *sys, const OfficeRequest *r, unsigned status);

// ---- serve.c ------------------------------------------------------------------------------------

typedef struct Office Office;
// Serves from now on, until the arena is freed; the options must last as long.
Office *office_start(Arena *a, const OfficeOptions *o, Err *err);
Str office_origin(const Office *f); // "http://127.0.0.1:8080"

// ---- openapi.c, feed.c --------------------------------------------------------------------------

OfficeUse openapi_use, feed_use;

#endif
