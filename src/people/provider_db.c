// people/provider_db.c - logging in at a provider: begun here, gone on with there, and back
//
// What was begun is known by two secrets: the state goes to the provider and comes back in an
// address, the other stays in a cookie. So nobody ends in his browser what another has begun, and
// nothing is ended twice. Failures are charged to the address before the provider is asked, as a
// password is before it is looked at.
#include "people/people_int.h"

#include "base/limits.h"

enum { TRY_SECONDS = 10 * 60 };

static Str make_secret(Arena *a, const People *p) {
    Sha256 bytes;
    sys_random(p->options.sys, bytes.bytes, sizeof bytes.bytes);
    return sha256_hex(a, bytes);
}

// ---- beginning ----------------------------------------------------------------------------------

typedef struct Beginning {
    ProviderTry *t;
    int64_t wait;
} Beginning;

static bool forget_old(People *p, Err *err) {
    Query *old = store_query(p->store, "DELETE FROM provider_try WHERE ends_at <= $1");
    query_bind_int(old, "$1", people_now(p));
    if (!query_run(old, err)) return false;
    Query *most = store_query(p->store, "DELETE FROM provider_try WHERE state IN (SELECT state "
                                        "FROM provider_try ORDER BY ends_at DESC, state LIMIT "
                                        "1000 OFFSET $1)");
    query_bind_int(most, "$1", LIMIT_OIDC_TRIES_ALL - 1);
    return query_run(most, err);
}

static bool count_of(People *p, Str address, int64_t *ret, Err *err) {
    Query *q = store_query(p->store, "SELECT count(*) FROM provider_try WHERE address = $1");
    query_bind_text(q, "$1", address);
    *ret = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, err);
}

static bool insert(Arena *a, People *p, const ProviderTry *t, Err *err) {
    Query *q = store_query(p->store,
                           "INSERT INTO provider_try (state, browser, provider, nonce, verifier, "
                           "next, session, address, ends_at) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    query_bind_text(q, "$1", token_hash(a, t->state));
    query_bind_text(q, "$2", token_hash(a, t->browser));
    query_bind_text(q, "$3", t->provider);
    query_bind_text(q, "$4", t->nonce);
    query_bind_text(q, "$5", t->verifier);
    query_bind_text(q, "$6", t->next);
    query_bind_text(q, "$7", t->session.size ? token_hash(a, t->session) : STR(""));
    query_bind_text(q, "$8", t->address);
    query_bind_int(q, "$9", people_now(p) + TRY_SECONDS);
    return query_run(q, err);
}

static bool begin_try(Arena *a, People *p, void *self, Err *err) {
    Beginning *w = self;
    int64_t nobody, count;
    if (!attempt_wait(a, p, STR(""), w->t->address, &nobody, &w->wait, err) ||
        !forget_old(p, err) || !count_of(p, w->t->address, &count, err))
        return false;
    if (!w->wait && count >= LIMIT_OIDC_TRIES) w->wait = TRY_SECONDS;
    return w->wait || insert(a, p, w->t, err);
}

bool people_try_begin(Arena *a, People *p, ProviderTry *t, int64_t *ret_wait, Err *err) {
    Beginning w = {.t = t};
    t->state = make_secret(a, p);
    t->browser = make_secret(a, p);
    t->nonce = make_secret(a, p);
    t->verifier = make_secret(a, p);
    if (!people_in_transaction(a, p, begin_try, &w, err)) return false;
    *ret_wait = w.wait;
    return true;
}

// ---- coming back --------------------------------------------------------------------------------

typedef struct Return {
    ProviderTry *t; // as it comes back; as it was begun
    Str session;    // the hash
    LoginResult result;
} Return;

static bool refuse(People *p, Str address, Str whom, Str why, LoginResult *ret, Err *err) {
    ret->outcome = LOGIN_REFUSED;
    return audit_add(p, "login-failed", (Doer){STR(""), address}, whom, why, err);
}

static bool take_row(Arena *a, People *p, Return *w, bool *ret_is_good, Err *err) {
    ProviderTry *t = w->t;
    Query *q = store_query(p->store, "DELETE FROM provider_try WHERE state = $1 RETURNING browser, "
                                     "provider, nonce, verifier, next, session, ends_at");
    query_bind_text(q, "$1", token_hash(a, t->state));
    *ret_is_good = query_next(q) && str_is(query_text(q, 0), token_hash(a, t->browser)) &&
                   str_is(query_text(q, 1), t->provider) && query_int(q, 6) > people_now(p);
    if (*ret_is_good) {
        t->nonce = str_copy(a, query_text(q, 2));
        t->verifier = str_copy(a, query_text(q, 3));
        t->next = str_copy(a, query_text(q, 4));
        w->session = str_copy(a, query_text(q, 5));
    }
    return query_end(q, err);
}

// An account is linked by who began it, as long as he is logged in.
static bool is_same_session(Arena *a, const Return *w) {
    return !w->session.size || str_is(w->session, token_hash(a, w->t->session));
}

static bool take(Arena *a, People *p, void *self, Err *err) {
    Return *w = self;
    int64_t nobody;
    bool is_good;
    Str address = w->t->address;
    w->result.outcome = LOGIN_WAIT;
    if (!attempt_wait(a, p, STR(""), address, &nobody, &w->result.wait, err)) return false;
    if (w->result.wait) return true;
    if (!attempt_failed(a, p, STR(""), address, err) || !take_row(a, p, w, &is_good, err))
        return false;
    if (!is_good || !is_same_session(a, w))
        return refuse(p, address, STR(""), STR("provider state"), &w->result, err);
    w->result.outcome = LOGIN_DONE;
    return true;
}

bool people_try_take(Arena *a, People *p, ProviderTry *t, LoginResult *ret, Err *err) {
    ProviderTry back = *t;
    Return w = {.t = &back};
    if (!people_in_transaction(a, p, take, &w, err)) return false;
    *ret = w.result;
    if (!w.session.size) back.session = STR("");
    if (ret->outcome == LOGIN_DONE) *t = back;
    return true;
}

typedef struct Refusal {
    Str address, why;
    LoginResult result;
} Refusal;

static bool refuse_alone(Arena *a, People *p, void *self, Err *err) {
    Refusal *w = self;
    (void)a;
    return refuse(p, w->address, STR(""), w->why, &w->result, err);
}

bool people_try_refuse(Arena *a, People *p, Str address, Str why, Err *err) {
    Refusal w = {.address = address, .why = why};
    return people_in_transaction(a, p, refuse_alone, &w, err);
}

// ---- logging in ---------------------------------------------------------------------------------

typedef struct Login {
    const ProviderProof *proof;
    Account account;
    bool is_own; // he made the link himself, or whoever runs the office did
    LoginResult result;
} Login;

// Whole, where no second factor is set up or the provider's counts as one.
static bool begin_session(Arena *a, People *p, Login *l, Err *err) {
    const ProviderProof *proof = l->proof;
    bool has_factor = proof->has_factor && l->is_own;
    bool is_whole = has_factor || !l->account.person.has_factor;
    SessionRow row = {.person = l->account.person.id,
                      .organisation = proof->organisation,
                      .address = proof->address,
                      .via = proof->issuer,
                      .is_whole = is_whole,
                      .has_factor = has_factor};
    if (!session_end_of(a, p, proof->before, err) ||
        !session_begin(a, p, row, &l->result.token, err))
        return false;
    l->result.outcome = is_whole ? LOGIN_DONE : LOGIN_NEEDS_FACTOR;
    if (!is_whole)
        return attempt_forget(a, p, STR(""), row.address, err) &&
               audit_add(p, "login-half", (Doer){row.person, row.address}, row.person, row.via,
                         err);
    return attempt_forget(a, p, row.person, row.address, err) &&
           audit_add(p, "login", (Doer){row.person, row.address}, row.person, row.via, err);
}

static bool login(Arena *a, People *p, void *self, Err *err) {
    Login *l = self;
    const ProviderProof *proof = l->proof;
    Link link;
    bool found;
    RoleSet roles = 0;
    if (!link_find(a, p, proof->issuer, proof->subject, &link, err)) return false;
    Str person = link.person;
    l->is_own = !link.made_by.size || str_is(link.made_by, person);
    if (!account_of(a, p, person, &l->account, &found, err) ||
        (found && !roles_of(a, p, person, proof->organisation, &roles, err)))
        return false;
    if (!found)
        return refuse(p, proof->address, STR(""),
                      str_fmt(a, "provider unlinked: %.*s %.*s", STR_ARG(proof->issuer),
                              STR_ARG(proof->subject)),
                      &l->result, err);
    if (l->account.person.is_disabled || !roles)
        return refuse(p, proof->address, person, STR("provider closed"), &l->result, err);
    return begin_session(a, p, l, err);
}

bool people_login_provider(Arena *a, People *p, const ProviderProof *proof, LoginResult *ret,
                           Err *err) {
    Login l = {.proof = proof};
    if (!people_in_transaction(a, p, login, &l, err)) return false;
    *ret = l.result;
    return true;
}

// ---- linking one's own --------------------------------------------------------------------------

typedef struct OwnLink {
    const ProviderProof *proof;
    SessionRow session;
} OwnLink;

static bool link_own(Arena *a, People *p, void *self, Err *err) {
    const OwnLink *w = self;
    const ProviderProof *proof = w->proof;
    RoleSet roles;
    Account account;
    bool found;
    bool is_elsewhere =
        w->session.via.size && !str_is(w->session.organisation, proof->organisation);
    if (is_elsewhere)
        return err_set(err, ERR_DENIED,
                       MSG("who logged in through \"{1}\" works for \"{2}\" only", w->session.via,
                           w->session.organisation),
                       MSG("log in with your password"));
    if (!account_of(a, p, w->session.person, &account, &found, err)) return false;
    if (account.person.has_factor && !w->session.has_factor)
        return err_set(err, ERR_DENIED, MSG("log in with the second factor to link your account"),
                       NO_MSG);
    Doer by = {w->session.person, proof->address};
    Link l = {.person = w->session.person, .issuer = proof->issuer, .subject = proof->subject};
    if (!roles_of(a, p, w->session.person, proof->organisation, &roles, err)) return false;
    if (!roles)
        return err_set(err, ERR_DENIED, MSG("you have no role in \"{1}\"", proof->organisation),
                       NO_MSG);
    return people_link(a, p, by, l, err) && attempt_forget(a, p, STR(""), proof->address, err);
}

bool people_link_own(Arena *a, People *p, Str token, const ProviderProof *proof, Err *err) {
    OwnLink w = {.proof = proof};
    return session_need(a, p, token, &w.session, err) &&
           people_in_transaction(a, p, link_own, &w, err);
}
