// people/people_int.h - what the files of this room share
#ifndef SOFTLAW_PEOPLE_PEOPLE_INT_H
#define SOFTLAW_PEOPLE_PEOPLE_INT_H

#include "people/people.h"

struct People {
    Store *store;
    PeopleOptions options;
    bool is_working; // a transaction is open: what is called within joins it
    Str nobody;      // the hash of a password that nobody has, for names that are unknown
};

static inline int64_t people_now(const People *p) {
    return sys_now(p->options.sys) / 1000000;
}

enum { ID_MAX = 64, PASSWORD_BYTES = 4 * PASSWORD_MAX + 1 };

// organisation_db.c
bool id_check(Str id, Err *err);

// password.c: the text of PHC, "$argon2id$v=19$m=…".
bool password_hash(Arena *a, const PeopleOptions *o, Str password, Str *ret, Err *err);
// One that no password has, for names that are unknown.
Str password_of_nobody(Arena *a, const PeopleOptions *o);
bool password_is(Str hash, Str password);

// token.c
Str token_make(Arena *a, Sys *sys, TokenKind kind);

// What follows runs within the caller's transaction.

// audit_db.c
bool audit_add(People *p, const char *what, Doer by, Str whom, Str detail, Err *err);

// attempt_db.c: how long to wait yet; charge one more; all of the person and this one of the
// address are taken back. Where no person is given it is the address alone.
bool attempt_wait(Arena *a, People *p, Str person, Str address, int64_t *ret_person,
                  int64_t *ret_address, Err *err);
bool attempt_failed(Arena *a, People *p, Str person, Str address, Err *err);
bool attempt_forget(Arena *a, People *p, Str person, Str address, Err *err);
// Of second factors that were tried, with the right password, on a locked account.
bool attempt_factor_wait(Arena *a, People *p, Str person, int64_t *ret, Err *err);
bool attempt_factor_failed(Arena *a, People *p, Str person, Err *err);

// A row of session_db.c
typedef struct SessionRow {
    Str hash, person, organisation, address;
    Str via; // the issuer through which it began; absent: by password
    bool is_whole, has_factor;
    int64_t made_at, seen_at, ends_at;
} SessionRow;

// person_db.c
typedef struct Account {
    Person person;
    Str password, totp, totp_new; // bytes of the secrets
    Str totp_session;             // the hash of that in which a new one was begun
    int64_t totp_step;
    int64_t passkey_count;
} Account;
// *ret_found false where there is none.
bool account_of(Arena *a, People *p, Str id, Account *ret, bool *ret_found, Err *err);
bool account_set_password(People *p, Str id, Str hash, bool must_change, Err *err);

// factor_db.c: takes the code up, so that it works once.
typedef enum FactorUse { FACTOR_WRONG, FACTOR_CODE, FACTOR_RECOVERY } FactorUse;
bool factor_check(Arena *a, People *p, const Account *account, Str code, Str address,
                  FactorUse *ret, Err *err);
// Who changes a factor has logged in by his own password or passkey, and has proved one if there is
// one; all other sessions end.
bool factor_may_change(const Account *account, const SessionRow *session, Err *err);
bool factor_forget(People *p, Str person, Err *err); // codes and passkeys
bool factor_add_codes(Arena *a, People *p, Str person, Str ret_codes[RECOVERY_CODES], Err *err);
bool factor_prove(People *p, Str session, Err *err); // by the hash of its token

// passkey_db.c
bool passkeys_forget(People *p, Str person, Err *err);
bool passkey_used(People *p, const PasskeyLogin *k, Err *err);

// member_db.c
bool roles_of(Arena *a, People *p, Str person, Str organisation, RoleSet *ret, Err *err);

// session_db.c
bool session_begin(Arena *a, People *p, SessionRow row, Str *ret_token, Err *err);
// Also a half one; *ret_found false where it is unknown or over.
bool session_find(Arena *a, People *p, Str token, SessionRow *ret, bool *ret_found, Err *err);
bool session_end(People *p, Str hash, Err *err);
bool session_end_of(Arena *a, People *p, Str token, Err *err); // by its token, if it is one
bool session_end_all(People *p, Str person, Err *err);
bool session_end_others(People *p, Str person, Str hash, Err *err);
// It is there still, and ends now; ERR_DENIED where it has ended meanwhile.
bool session_take(People *p, Str hash, Err *err);
// The session of a token, whole and alive, or ERR_DENIED.
bool session_need(Arena *a, People *p, Str token, SessionRow *ret, Err *err);

// link_db.c: the person is absent where nobody is linked.
bool link_find(Arena *a, People *p, Str issuer, Str subject, Link *ret, Err *err);
bool links_end_all(People *p, Str person, Err *err);

// token_db.c
bool tokens_end_all(People *p, Str person, Err *err);

// A change as one transaction: `work` runs in it with `self`; within another it joins that.
typedef bool (*PeopleWork)(Arena *a, People *p, void *self, Err *err);
bool people_in_transaction(Arena *a, People *p, PeopleWork work, void *self, Err *err);

#endif
