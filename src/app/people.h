// app/people.h - people of an office: accounts, roles, logging in, what each may do
//
// A door opens the people of a store once for each thread (app_people_open). A page or an API asks
// app_who with the token of its cookie, or app_who_program with that of a program, and then
// app_may with the words of its route. Changes of accounts take who makes them (`by`); NULL is
// whoever runs softlaw on the machine of the store. Refused: ERR_DENIED.
//
// `db` is the ledger of the office. Its people stand in a store of their own beside it, DB.people:
// a ledger is handed to outsiders, who verify it; passwords and sessions are not.
#ifndef SOFTLAW_APP_PEOPLE_H
#define SOFTLAW_APP_PEOPLE_H

#include "app/app.h"

typedef struct OpenPeople OpenPeople;
OpenPeople *app_people_open(App *app, Str db, Err *err);
// Changes of many at once, as app/ledger.h tells of a ledger. What a use case below gives back, a
// token or a refusal, is told only when the batch is committed; also where it has failed something
// may be kept, as an attempt that was charged.
bool app_people_is_open(const OpenPeople *p);
bool app_people_batch_begin(App *app, OpenPeople *p, Err *err);
bool app_people_batch_commit(App *app, OpenPeople *p, Err *err);
void app_people_batch_rollback(OpenPeople *p);

typedef struct OfficeStart {
    Str db;
    Str organisation, organisation_name; // the office itself
    Str person, person_name;             // its administrator
    Str password;                        // absent: made, and told in *ret_password
} OfficeStart;
// Makes a ledger, if there is none, and its people with a first administrator. ERR_CONFLICT where
// it has people already.
bool app_office_init(App *app, const OfficeStart *start, Str *ret_password, Err *err);

// ---- who is here --------------------------------------------------------------------------------

typedef struct WhoView {
    Str person, organisation;
    Str roles; // parted by blanks
    uint32_t role_set, scope;
    bool has_factor, must_change;
    int64_t ends_at;
    Str via;     // the issuer through which he logged in; absent: by password
    Str address; // from which he asks, for the audit
} WhoView;
bool app_who(App *app, OpenPeople *p, Str token, WhoView *ret, Err *err);
bool app_who_program(App *app, OpenPeople *p, Str token, WhoView *ret, Err *err);
bool app_is_person(const WhoView *who); // and no program
// `act` and `relation` are words of the program, as "sign" and "partner" (people/people.h). Who
// must change his password may nothing before.
bool app_may(const WhoView *who, const char *act, const char *relation);
// The organisations in which he has a role.
bool app_own_organisations(App *app, OpenPeople *p, const WhoView *who, Str **ret,
                           size_t *ret_count, Err *err);
Str app_csrf(App *app, Str token);
bool app_csrf_check(Str token, Str csrf);

// ---- logging in ---------------------------------------------------------------------------------

typedef struct LoginForm {
    Str person, password;
    Str code;    // of the second factor; may be absent
    Str address; // of the browser
    Str before;  // the token of its cookie
} LoginForm;
typedef struct LoginView {
    const char *outcome; // "done", "needs-factor", "refused", "wait"
    Str token;
    int64_t wait; // seconds
    bool must_change;
} LoginView;
bool app_login(App *app, OpenPeople *p, const LoginForm *form, LoginView *ret, Err *err);
bool app_login_factor(App *app, OpenPeople *p, Str token, Str code, Str address, LoginView *ret,
                      Err *err);
bool app_logout(App *app, OpenPeople *p, Str token, Err *err);
// Work for another of one's organisations; a new token.
bool app_choose(App *app, OpenPeople *p, Str token, Str organisation, Str *ret_token, Err *err);
bool app_password_change(App *app, OpenPeople *p, Str token, Str old, Str new, Str *ret_token,
                         Err *err);
// An address for a picture (QR), then the first code; ten recovery codes, told once.
bool app_factor_begin(App *app, OpenPeople *p, Str token, Str *ret_uri, Err *err);
bool app_factor_confirm(App *app, OpenPeople *p, Str token, Str code, Str ret_codes[10], Err *err);

// ---- what one likes -----------------------------------------------------------------------------

// The zone in which he is told times; "": UTC. ERR_INPUT where there is no such zone.
bool app_zone(App *app, OpenPeople *p, const WhoView *who, Str *ret, Err *err);
bool app_choose_zone(App *app, OpenPeople *p, const WhoView *who, Str zone, Err *err);

// ---- tokens of programs: one's own --------------------------------------------------------------

typedef struct ProgramView {
    int64_t number, ends_at;
    Str name, organisation, scope;
} ProgramView;
typedef struct ProgramList {
    ProgramView *items;
    size_t count;
} ProgramList;
// May a token let a program do this in his name? To whose things, is asked when it does.
bool app_program_may(const WhoView *who, const char *act);
bool app_program_add(App *app, OpenPeople *p, const WhoView *who, const ProgramView *v,
                     Str *ret_token, Err *err);
bool app_programs(App *app, OpenPeople *p, const WhoView *who, ProgramList *ret, Err *err);
bool app_program_end(App *app, OpenPeople *p, const WhoView *who, int64_t number, Err *err);

// ---- accounts -----------------------------------------------------------------------------------

typedef struct RoleView {
    Str person, organisation, role;
    Str until; // "2026-12-31", the last day; absent: no end
} RoleView;
typedef struct PersonView {
    Str id, name;
    bool is_closed, must_change, has_factor;
    RoleView *roles;
    size_t role_count;
} PersonView;
typedef struct PeopleList {
    PersonView *items;
    size_t count;
} PeopleList;
const PeopleList *app_people_list(App *app, OpenPeople *p, Err *err);

typedef struct OrganisationView {
    Str id, kind, name;
} OrganisationView;
typedef struct OrganisationList {
    OrganisationView *items;
    size_t count;
} OrganisationList;
bool app_organisations(App *app, OpenPeople *p, OrganisationList *ret, Err *err);
// Only from the machine of the store.
bool app_organisation_add(App *app, OpenPeople *p, const WhoView *by, OrganisationView o, Err *err);
// The passwords are made here, told once, and must be replaced at the first login.
bool app_person_add(App *app, OpenPeople *p, const WhoView *by, Str id, Str name, Str *ret_password,
                    Err *err);
bool app_person_reset(App *app, OpenPeople *p, const WhoView *by, Str id, bool forget_factor,
                      Str *ret_password, Err *err);
bool app_person_close(App *app, OpenPeople *p, const WhoView *by, Str id, bool is_closed, Err *err);
bool app_role_grant(App *app, OpenPeople *p, const WhoView *by, const RoleView *r, Err *err);
bool app_role_revoke(App *app, OpenPeople *p, const WhoView *by, const RoleView *r, Err *err);

// ---- four eyes and the audit --------------------------------------------------------------------

// Note who prepared what binds or pays, once the door has asked whether he may; `id` names it,
// once. Then another approves it: *ret_verdict is "yes", and recorded, or tells why not:
// "no-right", "no-factor", "own-work", "twice".
bool app_prepare(App *app, OpenPeople *p, const WhoView *who, Str id, const char *act, Err *err);
bool app_approve(App *app, OpenPeople *p, const WhoView *who, Str id, const char *relation,
                 const char **ret_verdict, Err *err);

typedef struct AuditView {
    int64_t number;
    Str at; // "2024-01-31T12:00:00Z"
    Str what, who, whom, address, detail;
} AuditView;
typedef struct AuditList {
    AuditView *items;
    size_t count;
} AuditList;
// What of it is wanted; what is absent wants all. `day`: "2024-01-31", in UTC.
typedef struct AuditWanted {
    int64_t first; // the number to begin with
    size_t limit;
    Str what, who, day;
} AuditWanted;
// In order. An auditor reads what concerns his organisation and its members
// of now; `who` NULL, on the machine of the store, all.
bool app_audit(App *app, OpenPeople *p, const WhoView *who, const AuditWanted *w, AuditList *ret,
               Err *err);

#endif
