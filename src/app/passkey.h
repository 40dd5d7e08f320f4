// app/passkey.h - passkeys of people: made, used to log in, ended
//
// A browser is asked (…_begin), and what its authenticator answers is handed in (…_finish); bytes
// are base64url both ways. `origin` is that of the office, as browsers see it.
#ifndef SOFTLAW_APP_PASSKEY_H
#define SOFTLAW_APP_PASSKEY_H

#include "app/people.h"

typedef struct PasskeyAsk {
    Str challenge, site, user, user_name; // user: the handle; site: rp id
    Str token; // whoever shows it may answer; that of the session where there is one
    Str *ids;  // those of the person: not to be made again, or to choose from
    size_t id_count;
} PasskeyAsk;

// Can browsers have passkeys of this office at all? ERR_PEER where its address does not allow it.
bool app_passkey_site(Str origin, Err *err);

// A new one for whoever has this session.
bool app_passkey_add_begin(App *app, OpenPeople *p, Str token, Str origin, PasskeyAsk *ret,
                           Err *err);
typedef struct PasskeyMade {
    Str name, client_data, attestation;
} PasskeyMade;
// With the first factor come recovery codes, told once.
bool app_passkey_add_finish(App *app, OpenPeople *p, Str token, Str origin, const PasskeyMade *made,
                            int64_t *ret_number, Str ret_codes[10], size_t *ret_code_count,
                            Err *err);

typedef struct PasskeyView {
    int64_t number;
    Str name, made_at, used_at; // "2026-01-31 12:00"; used_at absent: never
    const char *backup;         // "unknown", "never", "possible", "made"
} PasskeyView;
typedef struct PasskeyList {
    PasskeyView *items;
    size_t count;
} PasskeyList;
bool app_passkeys(App *app, OpenPeople *p, const WhoView *who, PasskeyList *ret, Err *err);
bool app_passkey_rename(App *app, OpenPeople *p, Str token, int64_t number, Str name, Err *err);
bool app_passkey_end(App *app, OpenPeople *p, Str token, int64_t number, Err *err);

// To log in. With the token of a session that waits for its second factor any passkey of that
// person will do; with another, or none, a passkey that tells whose it is and whose authenticator
// makes sure who uses it.
bool app_passkey_login_begin(App *app, OpenPeople *p, Str token, Str address, Str origin,
                             PasskeyAsk *ret, Err *err);
typedef struct PasskeyGiven {
    Str id, user, client_data, authenticator_data, signature;
} PasskeyGiven;
bool app_passkey_login_finish(App *app, OpenPeople *p, Str token, Str address, Str origin,
                              const PasskeyGiven *given, LoginView *ret, Err *err);

#endif
