// people/people.h - who works here, what each may do, and how they prove who they are
//
// Organisations have members, and a member has roles in an organisation, for ever or until a day.
// What a role may do is one table (rights.c), asked by a pure function: people_may. Whatever binds
// or pays takes two people, of whom the second did not prepare it: people_may_approve.
//
// A person logs in by password (Argon2id) and, where one is set up, a second factor (TOTP, RFC
// 6238). The token of a session is 256 random bits, of which the store keeps the SHA-256. Rights
// are read anew for each request, so that what was revoked is gone at the next one.
//
// That a login is refused is no error of the program but an outcome; the same for an unknown name,
// a wrong password and a wrong code, in text and in the work it takes. Times are seconds since
// 1970.
#ifndef SOFTLAW_PEOPLE_PEOPLE_H
#define SOFTLAW_PEOPLE_PEOPLE_H

#include "store/store.h"

// ---- words --------------------------------------------------------------------------------------

typedef enum Role {
    ROLE_DRAFTER,
    ROLE_FINANCE,
    ROLE_REVIEWER,
    ROLE_SIGNATORY,
    ROLE_EVALUATOR,
    ROLE_DATA_PROVIDER,
    ROLE_CREDIT_OFFICER,
    ROLE_OFFICE,
    ROLE_AUDITOR,
    ROLE_ADMINISTRATOR,
    ROLE_COUNT
} Role;
typedef uint32_t RoleSet; // 1 << Role

typedef enum Act {
    ACT_READ,            // agreements, facts, settlements
    ACT_COMMENT,         // remarks on a draft
    ACT_DRAFT,           // write and change a draft
    ACT_SHARE,           // invite another organisation
    ACT_REVIEW,          // give an opinion as reviewer
    ACT_SIGN,            // bind the organisation
    ACT_WRITE_FACTS,     // upload measurements
    ACT_CONFIRM_FACTS,   // accept them
    ACT_EVALUATE,        // an evaluator's opinion
    ACT_PREPARE_PAYMENT, // compute a settlement and propose it
    ACT_PAY,             // post a settlement
    ACT_RATE_CREDIT,     // records of who kept promises
    ACT_PUBLISH,         // show to the public
    ACT_READ_AUDIT,
    ACT_MANAGE_PEOPLE,        // of the own organisation
    ACT_MANAGE_ORGANISATIONS, // all of them
    ACT_COUNT
} Act;
typedef uint32_t ActSet; // 1 << Act
enum { ACTS_ALL = (1 << ACT_COUNT) - 1 };

// What the actor's organisation is to a thing: its owner, another party of it, invited to look at
// it, or nothing.
typedef enum Relation {
    RELATION_OWN,
    RELATION_PARTNER,
    RELATION_OBSERVER,
    RELATION_OTHER,
    RELATION_COUNT
} Relation;

// "data-provider", "write-facts", "own"; false if there is no such word.
const char *role_name(Role r);
bool role_from_text(Str text, Role *ret);
const char *act_name(Act a);
bool act_from_text(Str text, Act *ret);
const char *relation_name(Relation r);
bool relation_from_text(Str text, Relation *ret);
bool organisation_kind_is(Str text); // "region", "department", …
// Words parted by blanks.
Str roles_text(Arena *a, RoleSet roles);
Str acts_text(Arena *a, ActSet acts);
bool acts_from_text(Str text, ActSet *ret);

// ---- rights: pure -------------------------------------------------------------------------------

typedef struct PeopleActor {
    Str person, organisation;
    RoleSet roles;   // in that organisation, now
    ActSet scope;    // of an API token; ACTS_ALL of a session
    bool has_factor; // proved a second factor in this session
} PeopleActor;

bool people_may(const PeopleActor *actor, Act act, Relation relation);
bool act_is_binding(Act act);   // binds or pays: takes a second person and a second factor
bool act_takes_factor(Act act); // that, and whatever could give one the rights of others

typedef enum Verdict {
    VERDICT_YES,
    VERDICT_NO_RIGHT,
    VERDICT_NO_FACTOR, // log in with a second factor first
    VERDICT_OWN_WORK,  // who prepared does not approve
    VERDICT_TWICE,     // approved it already
} Verdict;
// May the actor approve what `initiator` prepared and `approvers` have approved before?
Verdict people_may_approve(const PeopleActor *actor, Act act, Relation relation, Str initiator,
                           const Str *approvers, size_t approver_count);
// May one person have all of these roles in one organisation? If not, the two that exclude each
// other. Whoever keeps the accounts of people does not bind or pay; who audits does nothing else.
bool roles_are_compatible(RoleSet roles, Role ret[2]);

// ---- secrets: pure ------------------------------------------------------------------------------

enum {
    PASSWORD_MIN =
        12, // characters (OWASP ASVS 5, 6.2: at least 8, 15 advised, at least 64 allowed)
    PASSWORD_MAX = 128,
    TOTP_SECRET_BYTES = 20, // RFC 4226, section 4, R6
    TOTP_DIGITS = 6,
    TOTP_SECONDS = 30,
    RECOVERY_CODES = 10,
};
// Is it long enough, and not what everybody takes? No rules of composition. `person` is the name
// by which it must not be guessed.
bool password_check(Str password, Str person, Message *ret_why);

// RFC 4226: the code of a counter, of 6 to 8 digits.
uint32_t hotp(Str secret, uint64_t counter, int digits);
// Does the code hold at `now`, or a step before or after it, and is its step later than `last`?
bool totp_check(Str secret, Str code, int64_t now, int64_t last, int64_t *ret_step);
Str base32_text(Arena *a, Str bytes); // RFC 4648, without padding
bool base32_parse(Arena *a, Str text, Str *ret);
// What an authenticator reads from a picture: otpauth://totp/…
Str totp_uri(Arena *a, Str issuer, Str person, Str secret);

typedef enum TokenKind { TOKEN_SESSION, TOKEN_API } TokenKind;
bool token_is(TokenKind kind, Str text); // has it the form of one?
Str token_hash(Arena *a, Str text);      // as the store keeps it
Str csrf_token(Arena *a, Str session);   // HMAC-SHA-256 of the session's token
bool csrf_check(Str session, Str csrf);  // in constant time
int64_t person_wait(int64_t failures);   // seconds after so many failures in a row
int64_t address_wait(int64_t failures);

// ---- people in a store --------------------------------------------------------------------------

typedef struct People People;

typedef struct PeopleOptions {
    Sys *sys;
    uint64_t passes; // of Argon2id; 0 = 2
    size_t memory;   // in bytes; 0 = 64 MiB
    int64_t idle;    // seconds a session lasts without use; 0 = 30 minutes
    int64_t longest; // and at all; 0 = 12 hours
} PeopleOptions;

// Brings the tables along; the store stays the caller's. NULL with err.
People *people_open(Arena *a, Store *s, PeopleOptions options, Err *err);

// Who does it, for the audit: person "" is whoever runs softlaw on this machine.
typedef struct Doer {
    Str person, address;
} Doer;

typedef struct Organisation {
    Str id, kind, name;
} Organisation;
bool people_add_organisation(People *p, Doer by, Organisation o, Err *err);
bool people_organisations(Arena *a, People *p, Organisation **ret, size_t *ret_count, Err *err);

typedef struct Person {
    Str id, name;
    bool must_change, is_disabled, has_factor;
} Person;
// A password that its owner has chosen; with `must_change`, one that he must replace.
bool people_add_person(Arena *a, People *p, Doer by, Person person, Str password, Err *err);
bool people_has_factor(Arena *a, People *p, Str person, bool *ret, Err *err);
bool people_persons(Arena *a, People *p, Person **ret, size_t *ret_count, Err *err);
// The first organisation with its administrator, both or neither.
bool people_begin(Arena *a, People *p, Organisation o, Person first, Str password, Err *err);

// A new password to be replaced at once; all sessions, tokens, links and passkeys end. With
// `forget_factor` the codes of the second factor go too.
bool people_reset(Arena *a, People *p, Doer by, Str person, Str password, bool forget_factor,
                  Err *err);
bool people_disable(Arena *a, People *p, Doer by, Str person, bool is_disabled, Err *err);
// Sixteen letters and digits in groups of four, of 80 random bits.
Str people_make_password(Arena *a, People *p);

typedef struct Membership {
    Str person, organisation;
    Role role;
    int64_t ends_at; // 0 = no end
    Str granted_by;
} Membership;
// Refused: to oneself, an end that is past, roles that exclude each other.
bool people_grant(Arena *a, People *p, Doer by, Membership m, Err *err);
bool people_revoke(Arena *a, People *p, Doer by, Membership m, Err *err);
// The organisations in which he has a role; where he has none any more, those in which he had.
bool people_belongs(Arena *a, People *p, Str person, Str **ret, size_t *ret_count, Err *err);
// Those that hold now; `person` absent = of all.
bool people_memberships(Arena *a, People *p, Str person, Membership **ret, size_t *ret_count,
                        Err *err);
// Those that hold now in one organisation, of people whose accounts are open; the roles of one
// person stand together.
bool people_members(Arena *a, People *p, Str organisation, Membership **ret, size_t *ret_count,
                    Err *err);

// ---- logging in ---------------------------------------------------------------------------------

typedef enum LoginOutcome {
    LOGIN_DONE,
    LOGIN_NEEDS_FACTOR, // the token is good for people_login_factor only
    LOGIN_REFUSED,
    LOGIN_WAIT, // too many failures: not looked at
} LoginOutcome;
typedef struct LoginTry {
    Str person, password;
    Str code;    // of the second factor, if given at once: with the right password it passes a lock
                 // that others have caused
    Str address; // where it comes from
    Str before;  // the session that the browser had: it ends
} LoginTry;
typedef struct LoginResult {
    LoginOutcome outcome;
    Str token;    // new at each step
    int64_t wait; // seconds, of LOGIN_WAIT
    bool must_change;
    Str person;       // whose account it is; absent where it is none
    const char *told; // what he should be told of it: "account-recovery", "account-copied"; NULL
} LoginResult;
bool people_login(Arena *a, People *p, const LoginTry *t, LoginResult *ret, Err *err);
// A code of the authenticator or a recovery code.
bool people_login_factor(Arena *a, People *p, Str token, Str code, Str address, LoginResult *ret,
                         Err *err);

typedef struct Session {
    PeopleActor actor;
    bool must_change;
    int64_t made_at, seen_at, ends_at;
    Str address;
    Str via;      // the issuer through which it began; absent: by password
    bool is_this; // of people_sessions: that of the token
} Session;
// Who it is; counts as use. ERR_DENIED: none, expired, half logged in, or the person is disabled.
bool people_session(Arena *a, People *p, Str token, Session *ret, Err *err);
// Work for another of one's organisations; a new token. ERR_DENIED where one has no role.
bool people_choose(Arena *a, People *p, Str token, Str organisation, Str *ret_token, Err *err);
bool people_logout(Arena *a, People *p, Str token, Err *err);
// All sessions of the same person but this one end.
bool people_logout_others(Arena *a, People *p, Str token, Err *err);
// Those of the person whose session this is, by when they began.
bool people_sessions(Arena *a, People *p, Str token, Session **ret, size_t *ret_count, Err *err);

// After the store was taken from a backup, of which `detail` tells: all sessions end, for some of
// them may have been ended since; the audit says so.
bool people_restored(Arena *a, People *p, Str detail, Err *err);

// All sessions end, and a new one begins. ERR_DENIED: the old one is wrong; ERR_INPUT: the new one
// is too weak.
bool people_change_password(Arena *a, People *p, Str token, Str old, Str new, Str *ret_token,
                            Err *err);
// A second factor in two steps: a secret to show, then a first code that proves it was taken over.
bool people_factor_begin(Arena *a, People *p, Str token, Str *ret_uri, Err *err);
bool people_factor_confirm(Arena *a, People *p, Str token, Str code, Str ret_codes[RECOVERY_CODES],
                           Err *err);

// ---- logging in at a provider (OpenID Connect) -------------------------------------------------

// Who a person is at a provider.
typedef struct Link {
    Str person, issuer, subject;
    int64_t made_at;
    Str made_by;
} Link;
// ERR_CONFLICT: the person is linked at this issuer, or the subject is, to anybody.
bool people_link(Arena *a, People *p, Doer by, Link l, Err *err);
// The sessions end that began through it.
bool people_unlink(Arena *a, People *p, Doer by, Str person, Str issuer, Err *err);
// `person` absent = of all.
bool people_links(Arena *a, People *p, Str person, Link **ret, size_t *ret_count, Err *err);

// A login that goes on at a provider, for ten minutes.
typedef struct ProviderTry {
    Str provider, next, address;
    Str session;         // the token of who links his account; absent: a login
    Str state, browser;  // what comes back in the address, and what stays in a cookie
    Str nonce, verifier; // what the provider repeats, and what it is told at last
} ProviderTry;
// Makes the secrets. *ret_wait: seconds, where the address has begun or failed too often.
bool people_try_begin(Arena *a, People *p, ProviderTry *t, int64_t *ret_wait, Err *err);
// What comes back: provider, address, state, browser, and the session that the browser has. It is
// taken up, once, and filled in: LOGIN_DONE. LOGIN_REFUSED where nothing of the kind was begun in
// this browser. A failure is charged until people_login_provider takes it back.
bool people_try_take(Arena *a, People *p, ProviderTry *t, LoginResult *ret, Err *err);
// It failed at the provider, or what came from there is not believed: for the audit.
bool people_try_refuse(Arena *a, People *p, Str address, Str why, Err *err);

// What a provider has proved.
typedef struct ProviderProof {
    Str issuer, subject;
    Str organisation; // whose people the provider knows
    bool has_factor;  // it has asked for a second factor that counts here
    Str address, before;
} ProviderProof;
// Whoever is linked and has a role in the provider's organisation. The session is for that
// organisation only. Its second factor counts where he made the link himself, or whoever runs the
// office did: an administrator cannot make one for himself by which he signs for another.
bool people_login_provider(Arena *a, People *p, const ProviderProof *proof, LoginResult *ret,
                           Err *err);
// Link the account of a session, in which a second factor was proved if there is one. ERR_DENIED
// where he has no role in the provider's organisation, or logged in through that of another.
bool people_link_own(Arena *a, People *p, Str token, const ProviderProof *proof, Err *err);
// The time zone in which a person is told times, a name of the IANA database; "": UTC.
bool people_zone(Arena *a, People *p, Str person, Str *ret, Err *err);
bool people_set_zone(Arena *a, People *p, Str person, Str zone, Err *err);

// ---- passkeys -----------------------------------------------------------------------------------

// A public key of an authenticator (W3C WebAuthn); a second factor like the codes, and, where it
// makes sure who uses it, the whole login. What an authenticator answers is judged elsewhere; here
// stands what was asked, each time for one answer, and whose the keys are. Bytes are base64url.
typedef struct PeoplePasskey {
    int64_t number;
    Str person, name, id, key;
    int algorithm;
    int64_t uses, made_at, used_at;
    int backup; // -1 not known, 0 on its device alone, 1 may be backed up, 2 is
} PeoplePasskey;
enum { PEOPLE_CHALLENGE_BYTES = 32 };
// A question for an authenticator, good for five minutes and for who shows *ret_token: that of his
// session, whole or half; where there is none, a new one, by which nobody is logged in.
// *ret_challenge: random bytes.
bool people_passkey_ask(Arena *a, People *p, Str token, Str address, Str *ret_token,
                        Str *ret_challenge, Err *err);
// It was asked of who shows this token, not long ago, and not answered yet: now it is. Else
// ERR_DENIED.
bool people_passkey_answered(Arena *a, People *p, Str token, Str challenge, Err *err);
// By what an authenticator knows the person; where nothing is kept yet it becomes `made`, unless
// that is "".
bool people_passkey_handle(Arena *a, People *p, Str person, Str made, Str *ret, Err *err);
// May another be added in this session? Asked before an authenticator makes one.
bool people_passkey_may_add(Arena *a, People *p, Str token, Err *err);
// To the person of the session, who has proved a second factor if he has one; his other sessions
// end. The first factor brings recovery codes, told once; else *ret_code_count is 0.
bool people_passkey_add(Arena *a, People *p, Str token, PeoplePasskey k, int64_t *ret_number,
                        Str ret_codes[RECOVERY_CODES], size_t *ret_code_count, Err *err);
bool people_passkey_rename(Arena *a, People *p, Str token, int64_t number, Str name, Err *err);
bool people_passkey_end(Arena *a, People *p, Str token, int64_t number, Err *err);
bool people_passkeys(Arena *a, People *p, Str person, PeoplePasskey **ret, size_t *ret_count,
                     Err *err);
bool people_passkey_find(Arena *a, People *p, Str id, PeoplePasskey *ret, bool *ret_found,
                         Err *err);

// Who waits for a second factor in this session; "" where nobody does.
bool people_half_person(Arena *a, People *p, Str token, Str *ret, Err *err);

typedef struct PasskeyLogin {
    Str id, person, address;
    int64_t uses;
    int backup;
    bool is_good;   // the answer of the authenticator holds
    bool is_person; // and it has made sure who uses it
    bool is_copied; // its counter went back
} PasskeyLogin;
// `token` is of a session that waits for the second factor, or any other. A failure is charged like
// a wrong password; who shows a good key passes a lock that others have caused.
bool people_login_passkey(Arena *a, People *p, Str token, const PasskeyLogin *k, LoginResult *ret,
                          Err *err);

// ---- tokens of programs -------------------------------------------------------------------------

typedef struct ApiToken {
    int64_t number;
    Str name, person, organisation;
    ActSet scope;
    int64_t ends_at; // at most a year ahead
} ApiToken;
// The token is told once. It never carries more than its person has, and nothing that binds.
bool people_token_add(Arena *a, People *p, Doer by, ApiToken t, Str *ret_token, Err *err);
bool people_token_actor(Arena *a, People *p, Str token, PeopleActor *ret, Err *err);
bool people_tokens(Arena *a, People *p, Str person, ApiToken **ret, size_t *ret_count, Err *err);
// `person` absent = of anybody; otherwise only a token of his.
bool people_token_end(Arena *a, People *p, Doer by, Str person, int64_t number, Err *err);

// ---- four eyes ----------------------------------------------------------------------------------

// Note who prepared what is to be approved; `id` names it. Once: ERR_CONFLICT.
bool people_prepare(Arena *a, People *p, const PeopleActor *actor, Str id, Act act, Err *err);
// Approve it. *ret tells why not; only VERDICT_YES was recorded.
bool people_approve(Arena *a, People *p, const PeopleActor *actor, Str id, Relation relation,
                    Verdict *ret, Err *err);

// ---- the audit ----------------------------------------------------------------------------------

typedef struct AuditEvent {
    int64_t number, at;
    Str what, who, whom, address, detail;
} AuditEvent;
// Which are wanted; what is absent or 0 wants all.
typedef struct AuditFilter {
    Str organisation; // it and its members of now
    int64_t first;    // the number to begin with
    size_t limit;
    Str what, who;       // who: did it, or was it done to
    int64_t from, until; // seconds since 1970; not `until` itself
} AuditFilter;
bool people_audit(Arena *a, People *p, const AuditFilter *f, AuditEvent **ret, size_t *ret_count,
                  Err *err);

#endif
