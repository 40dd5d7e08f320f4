// people/passkey_db.c - passkeys of people, and the questions that authenticators are asked
#include "people/people_int.h"

enum {
    QUESTION_SECONDS = 5 * 60,
    QUESTIONS_OF_ADDRESS = 50, // that wait for an answer
    QUESTIONS_MAX = 10000,     // of all: the oldest go
    PASSKEYS_OF_PERSON = 20,
    NAME_MAX = 64
};

// ---- questions ----------------------------------------------------------------------------------

typedef struct QuestionWork {
    Str token, address, challenge; // challenge: bytes
    Str session;                   // the hash of its token
} QuestionWork;

static bool forget_questions(People *p, Err *err) {
    Query *old = store_query(p->store, "DELETE FROM passkey_question WHERE ends_at <= $1");
    query_bind_int(old, "$1", people_now(p));
    if (!query_run(old, err)) return false;
    Query *most = store_query(p->store, "DELETE FROM passkey_question WHERE hash IN (SELECT hash "
                                        "FROM passkey_question ORDER BY ends_at DESC, hash LIMIT "
                                        "1000 OFFSET $1)");
    query_bind_int(most, "$1", QUESTIONS_MAX - 1);
    return query_run(most, err);
}

static bool count_questions(People *p, Str address, int64_t *ret, Err *err) {
    Query *q = store_query(p->store, "SELECT count(*) FROM passkey_question WHERE address = $1");
    query_bind_text(q, "$1", address);
    *ret = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, err);
}

static bool ask(Arena *a, People *p, void *self, Err *err) {
    const QuestionWork *w = self;
    int64_t own;
    if (!forget_questions(p, err) || !count_questions(p, w->address, &own, err)) return false;
    if (own >= QUESTIONS_OF_ADDRESS)
        return err_set(err, ERR_DENIED, MSG("too many logins have been begun: wait a while"),
                       MSG("they end by themselves after five minutes"));
    Query *q = store_query(p->store, "INSERT INTO passkey_question (hash, session, address, "
                                     "ends_at) VALUES ($1, $2, $3, $4)");
    query_bind_text(q, "$1", token_hash(a, w->challenge));
    query_bind_text(q, "$2", w->session);
    query_bind_text(q, "$3", w->address);
    query_bind_int(q, "$4", people_now(p) + QUESTION_SECONDS);
    return query_run(q, err);
}

bool people_passkey_ask(Arena *a, People *p, Str token, Str address, Str *ret_token,
                        Str *ret_challenge, Err *err) {
    char *bytes = arena_get(a, PEOPLE_CHALLENGE_BYTES);
    QuestionWork w = {.token = token, .address = address};
    SessionRow session;
    bool found;
    sys_random(p->options.sys, bytes, PEOPLE_CHALLENGE_BYTES);
    w.challenge = (Str){bytes, PEOPLE_CHALLENGE_BYTES};
    if (!session_find(a, p, token, &session, &found, err)) return false;
    if (!found) w.token = token_make(a, p->options.sys, TOKEN_SESSION);
    w.session = token_hash(a, w.token);
    if (!people_in_transaction(a, p, ask, &w, err)) return false;
    *ret_token = w.token;
    *ret_challenge = w.challenge;
    return true;
}

bool people_half_person(Arena *a, People *p, Str token, Str *ret, Err *err) {
    SessionRow session;
    bool found;
    if (!session_find(a, p, token, &session, &found, err)) return false;
    *ret = found && !session.is_whole ? session.person : STR("");
    return true;
}

// It is gone afterwards, whatever the answer was.
static bool take(Arena *a, People *p, const QuestionWork *w, bool *ret, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM passkey_question WHERE hash = $1 AND "
                                     "session = $2 AND ends_at > $3 RETURNING hash");
    query_bind_text(q, "$1", token_hash(a, w->challenge));
    query_bind_text(q, "$2", w->session);
    query_bind_int(q, "$3", people_now(p));
    *ret = query_next(q);
    return query_end(q, err);
}

static bool take_alone(Arena *a, People *p, void *self, Err *err) {
    bool found;
    if (!take(a, p, self, &found, err)) return false;
    return found || err_set(err, ERR_DENIED, MSG("the passkey answers no question of this office"),
                            MSG("begin again: a question waits for five minutes and one answer"));
}

bool people_passkey_answered(Arena *a, People *p, Str token, Str challenge, Err *err) {
    QuestionWork w = {.session = token_hash(a, token), .challenge = challenge};
    return people_in_transaction(a, p, take_alone, &w, err);
}

// ---- keys ---------------------------------------------------------------------------------------

static PeoplePasskey read_passkey(Arena *a, Query *q) {
    return (PeoplePasskey){.number = query_int(q, 0),
                           .person = str_copy(a, query_text(q, 1)),
                           .name = str_copy(a, query_text(q, 2)),
                           .id = str_copy(a, query_text(q, 3)),
                           .key = str_copy(a, query_text(q, 4)),
                           .algorithm = (int)query_int(q, 5),
                           .uses = query_int(q, 6),
                           .made_at = query_int(q, 7),
                           .used_at = query_int(q, 8),
                           .backup = (int)query_int(q, 9)};
}

static const char PASSKEYS[] =
    "SELECT number, person, name, id, public_key, algorithm, uses, "
    "made_at, used_at, backup FROM passkey WHERE (person = $1 OR $1 = '') AND "
    "(id = $2 OR $2 = '') ORDER BY number";

bool people_passkeys(Arena *a, People *p, Str person, PeoplePasskey **ret, size_t *ret_count,
                     Err *err) {
    struct {
        PeoplePasskey *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(p->store, PASSKEYS);
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", STR(""));
    while (person.size && query_next(q)) *VEC_ADD(a, &list) = read_passkey(a, q);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool people_passkey_find(Arena *a, People *p, Str id, PeoplePasskey *ret, bool *ret_found,
                         Err *err) {
    Query *q = store_query(p->store, PASSKEYS);
    query_bind_text(q, "$1", STR(""));
    query_bind_text(q, "$2", id);
    *ret_found = id.size && query_next(q);
    if (*ret_found) *ret = read_passkey(a, q);
    return query_end(q, err);
}

bool passkeys_forget(People *p, Str person, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM passkey WHERE person = $1");
    query_bind_text(q, "$1", person);
    return query_run(q, err);
}

// ---- handles ------------------------------------------------------------------------------------

static bool find_handle(Arena *a, People *p, Str person, Str *ret, Err *err) {
    Query *q = store_query(p->store, "SELECT handle FROM passkey_user WHERE person = $1");
    query_bind_text(q, "$1", person);
    *ret = query_next(q) ? str_copy(a, query_text(q, 0)) : STR("");
    return query_end(q, err);
}

typedef struct HandleWork {
    Str person, made, handle;
} HandleWork;

static bool make_handle(Arena *a, People *p, void *self, Err *err) {
    HandleWork *w = self;
    Query *q = store_query(p->store, "INSERT INTO passkey_user (person, handle) VALUES ($1, $2) "
                                     "ON CONFLICT (person) DO NOTHING");
    query_bind_text(q, "$1", w->person);
    query_bind_text(q, "$2", w->made);
    return query_run(q, err) && find_handle(a, p, w->person, &w->handle, err);
}

bool people_passkey_handle(Arena *a, People *p, Str person, Str made, Str *ret, Err *err) {
    HandleWork w = {.person = person, .made = made};
    if (!find_handle(a, p, person, ret, err)) return false;
    if (ret->size || !made.size) return true;
    if (!people_in_transaction(a, p, make_handle, &w, err)) return false;
    *ret = w.handle;
    return true;
}

// ---- adding and ending --------------------------------------------------------------------------

typedef struct PasskeyWork {
    SessionRow session;
    PeoplePasskey key;
    Str *codes;
    size_t code_count;
} PasskeyWork;

static bool insert(People *p, PasskeyWork *w, bool *ret_is_new, Err *err) {
    const PeoplePasskey *k = &w->key;
    Query *q = store_query(
        p->store, "INSERT INTO passkey (id, number, person, name, algorithm, public_key, "
                  "uses, made_at, used_at, backup) SELECT $1, coalesce(max(number), 0) + 1, $2, "
                  "$3, $4, $5, $6, $7, 0, $8 FROM passkey WHERE TRUE ON CONFLICT (id) DO "
                  "NOTHING RETURNING number");
    query_bind_text(q, "$1", k->id);
    query_bind_text(q, "$2", w->session.person);
    query_bind_text(q, "$3", k->name);
    query_bind_int(q, "$4", k->algorithm);
    query_bind_text(q, "$5", k->key);
    query_bind_int(q, "$6", k->uses);
    query_bind_int(q, "$7", people_now(p));
    query_bind_int(q, "$8", k->backup);
    *ret_is_new = query_next(q);
    if (*ret_is_new) w->key.number = query_int(q, 0);
    return query_end(q, err);
}

static bool may_add(Arena *a, People *p, const SessionRow *session, Account *ret, Err *err) {
    bool found;
    if (!account_of(a, p, session->person, ret, &found, err) ||
        !factor_may_change(ret, session, err))
        return false;
    return ret->passkey_count < PASSKEYS_OF_PERSON ||
           err_set(err, ERR_LIMIT, MSG("there are twenty passkeys already"),
                   MSG("end one that is not used any more"));
}

bool people_passkey_may_add(Arena *a, People *p, Str token, Err *err) {
    SessionRow session;
    Account account;
    return session_need(a, p, token, &session, err) && may_add(a, p, &session, &account, err);
}

// The first factor of a person brings codes for when it is lost, and is proved by being made.
static bool add(Arena *a, People *p, void *self, Err *err) {
    PasskeyWork *w = self;
    Account account;
    bool is_new;
    Doer by = {w->session.person, w->session.address};
    if (!may_add(a, p, &w->session, &account, err)) return false;
    if (!insert(p, w, &is_new, err)) return false;
    if (!is_new) return err_set(err, ERR_CONFLICT, MSG("this passkey is here already"), NO_MSG);
    if (!account.person.has_factor) {
        w->code_count = RECOVERY_CODES;
        if (!factor_add_codes(a, p, w->session.person, w->codes, err)) return false;
    }
    return factor_prove(p, w->session.hash, err) &&
           session_end_others(p, w->session.person, w->session.hash, err) &&
           audit_add(p, "passkey-added", by, w->session.person, w->key.name, err);
}

static bool need_name(Str name, Err *err) {
    return (name.size && utf8_count(name) <= NAME_MAX) ||
           err_set(err, ERR_INPUT, MSG("a passkey has a name of at most 64 characters"),
                   MSG("for example that of the device it is kept on"));
}

bool people_passkey_add(Arena *a, People *p, Str token, PeoplePasskey k, int64_t *ret_number,
                        Str ret_codes[RECOVERY_CODES], size_t *ret_code_count, Err *err) {
    PasskeyWork w = {.key = k, .codes = ret_codes};
    if (!need_name(k.name, err) || !session_need(a, p, token, &w.session, err) ||
        !people_in_transaction(a, p, add, &w, err))
        return false;
    *ret_number = w.key.number;
    *ret_code_count = w.code_count;
    return true;
}

static bool need_own(bool found, Err *err) {
    return found || err_set(err, ERR_NOT_FOUND, MSG("there is no such passkey of yours"), NO_MSG);
}

// Who changes a factor has proved one.
static bool need_proof(Arena *a, People *p, Str token, PasskeyWork *w, Err *err) {
    if (!session_need(a, p, token, &w->session, err)) return false;
    return (w->session.has_factor && !w->session.via.size) ||
           err_set(err, ERR_DENIED, MSG("log in with the second factor to change a passkey"),
                   NO_MSG);
}

static bool rename_key(Arena *a, People *p, void *self, Err *err) {
    PasskeyWork *w = self;
    (void)a;
    Doer by = {w->session.person, w->session.address};
    Query *q = store_query(p->store, "UPDATE passkey SET name = $3 WHERE number = $1 AND "
                                     "person = $2 RETURNING number");
    query_bind_int(q, "$1", w->key.number);
    query_bind_text(q, "$2", w->session.person);
    query_bind_text(q, "$3", w->key.name);
    bool found = query_next(q);
    return query_end(q, err) && need_own(found, err) &&
           audit_add(p, "passkey-renamed", by, w->session.person, w->key.name, err);
}

bool people_passkey_rename(Arena *a, People *p, Str token, int64_t number, Str name, Err *err) {
    PasskeyWork w = {.key = {.number = number, .name = name}};
    return need_name(name, err) && need_proof(a, p, token, &w, err) &&
           people_in_transaction(a, p, rename_key, &w, err);
}

static bool end(Arena *a, People *p, void *self, Err *err) {
    PasskeyWork *w = self;
    Doer by = {w->session.person, w->session.address};
    Query *q = store_query(p->store, "DELETE FROM passkey WHERE number = $1 AND person = $2 "
                                     "RETURNING name");
    query_bind_int(q, "$1", w->key.number);
    query_bind_text(q, "$2", w->session.person);
    bool found = query_next(q);
    if (found) w->key.name = str_copy(a, query_text(q, 0));
    return query_end(q, err) && need_own(found, err) &&
           session_end_others(p, w->session.person, w->session.hash, err) &&
           audit_add(p, "passkey-ended", by, w->session.person, w->key.name, err);
}

bool people_passkey_end(Arena *a, People *p, Str token, int64_t number, Err *err) {
    PasskeyWork w = {.key = {.number = number}};
    return need_proof(a, p, token, &w, err) && people_in_transaction(a, p, end, &w, err);
}

// ---- uses ---------------------------------------------------------------------------------------

bool passkey_used(People *p, const PasskeyLogin *k, Err *err) {
    Query *q = store_query(p->store, "UPDATE passkey SET uses = $2, used_at = $3, backup = $4 "
                                     "WHERE id = $1");
    query_bind_text(q, "$1", k->id);
    query_bind_int(q, "$2", k->uses);
    query_bind_int(q, "$3", people_now(p));
    query_bind_int(q, "$4", k->backup);
    return query_run(q, err);
}
