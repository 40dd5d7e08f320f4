// people/factor_db.c - the second factor: set up, checked once per code, forgotten
#include "people/people_int.h"

static bool take_step(People *p, Str person, int64_t step, bool *ret, Err *err) {
    Query *q = store_query(p->store, "UPDATE person SET totp_step = $2 WHERE id = $1 "
                                     "AND totp_step < $2 RETURNING id");
    query_bind_text(q, "$1", person);
    query_bind_int(q, "$2", step);
    *ret = query_next(q);
    return query_end(q, err);
}

static bool take_recovery(Arena *a, People *p, Str person, Str code, Str address, bool *ret,
                          Err *err) {
    Query *q = store_query(p->store, "DELETE FROM recovery_code WHERE person = $1 AND hash = $2 "
                                     "RETURNING hash");
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", token_hash(a, code));
    *ret = query_next(q);
    if (!query_end(q, err)) return false;
    return !*ret ||
           audit_add(p, "recovery-code-used", (Doer){person, address}, person, STR(""), err);
}

bool factor_check(Arena *a, People *p, const Account *account, Str code, Str address,
                  FactorUse *ret, Err *err) {
    int64_t step;
    bool is_good = false;
    Str person = account->person.id;
    bool is_code = totp_check(account->totp, code, people_now(p), account->totp_step, &step);
    if (!(is_code ? take_step(p, person, step, &is_good, err)
                  : take_recovery(a, p, person, code, address, &is_good, err)))
        return false;
    *ret = !is_good ? FACTOR_WRONG : is_code ? FACTOR_CODE : FACTOR_RECOVERY;
    return true;
}

bool factor_may_change(const Account *account, const SessionRow *session, Err *err) {
    if (session->via.size)
        return err_set(err, ERR_DENIED,
                       MSG("who logged in through \"{1}\" changes no second factor", session->via),
                       MSG("log in with your password"));
    return !account->person.has_factor || session->has_factor ||
           err_set(err, ERR_DENIED, MSG("log in with the second factor to change it"), NO_MSG);
}

static bool forget_codes(People *p, Str person, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM recovery_code WHERE person = $1");
    query_bind_text(q, "$1", person);
    return query_run(q, err);
}

bool factor_forget(People *p, Str person, Err *err) {
    Query *q = store_query(p->store, "UPDATE person SET totp = '', totp_new = '', totp_step = 0 "
                                     "WHERE id = $1");
    query_bind_text(q, "$1", person);
    return query_run(q, err) && forget_codes(p, person, err) && passkeys_forget(p, person, err);
}

// ---- setting it up ------------------------------------------------------------------------------

typedef struct FactorWork {
    SessionRow session;
    Account account;
    Str token, secret, code, *codes;
} FactorWork;

static bool need_account(Arena *a, People *p, FactorWork *w, Err *err) {
    bool found;
    return session_need(a, p, w->token, &w->session, err) &&
           account_of(a, p, w->session.person, &w->account, &found, err) && found &&
           factor_may_change(&w->account, &w->session, err);
}

static bool begin(Arena *a, People *p, void *self, Err *err) {
    FactorWork *w = self;
    if (!need_account(a, p, w, err)) return false;
    Query *q = store_query(p->store, "UPDATE person SET totp_new = $2, totp_session = $3 "
                                     "WHERE id = $1");
    query_bind_text(q, "$1", w->session.person);
    query_bind_text(q, "$2", base32_text(a, w->secret));
    query_bind_text(q, "$3", w->session.hash);
    return query_run(q, err);
}

bool people_factor_begin(Arena *a, People *p, Str token, Str *ret_uri, Err *err) {
    FactorWork w = {.token = token};
    char *secret = arena_get(a, TOTP_SECRET_BYTES);
    sys_random(p->options.sys, secret, TOTP_SECRET_BYTES);
    w.secret = (Str){secret, TOTP_SECRET_BYTES};
    if (!people_in_transaction(a, p, begin, &w, err)) return false;
    *ret_uri = totp_uri(a, STR("softlaw"), w.session.person, w.secret);
    return true;
}

static bool add_code(Arena *a, People *p, Str person, Str code, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO recovery_code (person, hash) VALUES ($1, $2)");
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", token_hash(a, code));
    return query_run(q, err);
}

bool factor_add_codes(Arena *a, People *p, Str person, Str ret_codes[RECOVERY_CODES], Err *err) {
    bool done = forget_codes(p, person, err);
    for (size_t i = 0; done && i < RECOVERY_CODES; i++) {
        ret_codes[i] = people_make_password(a, p);
        done = add_code(a, p, person, ret_codes[i], err);
    }
    return done;
}

static bool put(Arena *a, People *p, const FactorWork *w, int64_t step, Err *err) {
    Query *q = store_query(
        p->store, "UPDATE person SET totp = $2, totp_new = '', totp_session = '', totp_step = $3 "
                  "WHERE id = $1");
    query_bind_text(q, "$1", w->session.person);
    query_bind_text(q, "$2", base32_text(a, w->account.totp_new));
    query_bind_int(q, "$3", step);
    return query_run(q, err);
}

bool factor_prove(People *p, Str hash, Err *err) {
    Query *q = store_query(p->store, "UPDATE session SET has_factor = 1 WHERE hash = $1");
    query_bind_text(q, "$1", hash);
    return query_run(q, err);
}

static bool confirm(Arena *a, People *p, void *self, Err *err) {
    FactorWork *w = self;
    int64_t step;
    if (!need_account(a, p, w, err)) return false;
    Doer by = {w->session.person, w->session.address};
    if (!str_is(w->account.totp_session, w->session.hash))
        return err_set(err, ERR_DENIED, MSG("this authenticator was begun in another session"),
                       MSG("begin again"));
    if (!totp_check(w->account.totp_new, w->code, people_now(p), 0, &step))
        return err_set(err, ERR_DENIED, MSG("this is not the code that is shown now"),
                       MSG("is the clock of the device right?"));
    return put(a, p, w, step, err) && factor_add_codes(a, p, w->session.person, w->codes, err) &&
           factor_prove(p, w->session.hash, err) &&
           session_end_others(p, w->session.person, w->session.hash, err) &&
           audit_add(p, "second-factor-set", by, w->session.person, STR(""), err);
}

bool people_factor_confirm(Arena *a, People *p, Str token, Str code, Str ret_codes[RECOVERY_CODES],
                           Err *err) {
    FactorWork w = {.token = token, .code = code, .codes = ret_codes};
    return people_in_transaction(a, p, confirm, &w, err);
}
