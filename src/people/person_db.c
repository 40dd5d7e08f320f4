// people/person_db.c - people and their passwords
#include "people/people_int.h"

#define ACCOUNTS                                                                                   \
    "SELECT id, name, must_change, is_disabled, password, totp, totp_new, totp_step, "             \
    "(SELECT count(*) FROM passkey WHERE person = person.id), totp_session FROM person "
static const char ALL[] = ACCOUNTS "ORDER BY id";
static const char ONE[] = ACCOUNTS "WHERE id = $1";

static bool secret_from(Arena *a, Query *q, int column, Str *ret) {
    return base32_parse(a, str_copy(a, query_text(q, column)), ret);
}

static bool read_account(Arena *a, Query *q, Account *ret) {
    *ret = (Account){.person = {.id = str_copy(a, query_text(q, 0)),
                                .name = str_copy(a, query_text(q, 1)),
                                .must_change = query_int(q, 2),
                                .is_disabled = query_int(q, 3)},
                     .password = str_copy(a, query_text(q, 4)),
                     .totp_step = query_int(q, 7),
                     .passkey_count = query_int(q, 8),
                     .totp_session = str_copy(a, query_text(q, 9))};
    bool is_sound = secret_from(a, q, 5, &ret->totp) && secret_from(a, q, 6, &ret->totp_new);
    ret->person.has_factor = ret->totp.size > 0 || ret->passkey_count > 0;
    return is_sound;
}

bool account_of(Arena *a, People *p, Str id, Account *ret, bool *ret_found, Err *err) {
    bool is_sound = true;
    *ret_found = false;
    if (!id.size) return true;
    Query *q = store_query(p->store, ONE);
    query_bind_text(q, "$1", id);
    if (query_next(q)) *ret_found = is_sound = read_account(a, q, ret);
    if (!query_end(q, err)) return false;
    return is_sound || err_set(err, ERR_STORE, MSG("a second factor in the store is damaged"),
                               MSG("reset it: softlaw people reset"));
}

bool people_persons(Arena *a, People *p, Person **ret, size_t *ret_count, Err *err) {
    struct {
        Person *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Account account;
    Query *q = store_query(p->store, ALL);
    while (query_next(q)) {
        read_account(a, q, &account);
        *VEC_ADD(a, &list) = account.person;
    }
    if (!query_end(q, err)) return false;
    *ret = list.items;
    *ret_count = list.count;
    return true;
}

bool people_has_factor(Arena *a, People *p, Str person, bool *ret, Err *err) {
    Account account;
    bool found;
    if (!account_of(a, p, person, &account, &found, err)) return false;
    *ret = found && account.person.has_factor;
    return true;
}

static bool need_person(Arena *a, People *p, Str id, Err *err) {
    Account account;
    bool found;
    if (!account_of(a, p, id, &account, &found, err)) return false;
    return found || err_set(err, ERR_NOT_FOUND, MSG("there is no person \"{1}\"", id), NO_MSG);
}

static bool need_password(Str password, Str person, Err *err) {
    Message why;
    return password_check(password, person, &why) ||
           err_set(err, ERR_INPUT, why,
                   MSG("four words that do not belong together are easy to keep in mind"));
}

// ---- adding -------------------------------------------------------------------------------------

typedef struct PersonWork {
    Doer by;
    Person person;
    Str hash;
    bool forget_factor;
} PersonWork;

static bool insert(People *p, const PersonWork *w, bool *ret_is_new, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO person (id, name, password, must_change, "
                                     "is_disabled, totp, totp_new, totp_step, made_at) "
                                     "VALUES ($1, $2, $3, $4, 0, '', '', 0, $5) "
                                     "ON CONFLICT (id) DO NOTHING RETURNING id");
    query_bind_text(q, "$1", w->person.id);
    query_bind_text(q, "$2", w->person.name);
    query_bind_text(q, "$3", w->hash);
    query_bind_int(q, "$4", w->person.must_change);
    query_bind_int(q, "$5", people_now(p));
    *ret_is_new = query_next(q);
    return query_end(q, err);
}

static bool add(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const PersonWork *w = self;
    bool is_new;
    if (!insert(p, w, &is_new, err)) return false;
    if (!is_new)
        return err_set(err, ERR_CONFLICT, MSG("there is a person \"{1}\" already", w->person.id),
                       NO_MSG);
    return audit_add(p, "person-added", w->by, w->person.id, STR(""), err);
}

bool people_add_person(Arena *a, People *p, Doer by, Person person, Str password, Err *err) {
    PersonWork w = {.by = by, .person = person};
    return id_check(person.id, err) && need_password(password, person.id, err) &&
           password_hash(a, &p->options, password, &w.hash, err) &&
           people_in_transaction(a, p, add, &w, err);
}

// ---- changing -----------------------------------------------------------------------------------

bool account_set_password(People *p, Str id, Str hash, bool must_change, Err *err) {
    Query *q = store_query(p->store, "UPDATE person SET password = $2, must_change = $3 "
                                     "WHERE id = $1");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", hash);
    query_bind_int(q, "$3", must_change);
    return query_run(q, err) && session_end_all(p, id, err);
}

static bool reset(Arena *a, People *p, void *self, Err *err) {
    const PersonWork *w = self;
    Str detail = w->forget_factor ? STR("second-factor") : STR("");
    return need_person(a, p, w->person.id, err) &&
           account_set_password(p, w->person.id, w->hash, true, err) &&
           tokens_end_all(p, w->person.id, err) && links_end_all(p, w->person.id, err) &&
           passkeys_forget(p, w->person.id, err) &&
           (!w->forget_factor || factor_forget(p, w->person.id, err)) &&
           audit_add(p, "person-reset", w->by, w->person.id, detail, err);
}

bool people_reset(Arena *a, People *p, Doer by, Str person, Str password, bool forget_factor,
                  Err *err) {
    PersonWork w = {.by = by, .person = {.id = person}, .forget_factor = forget_factor};
    return need_password(password, person, err) &&
           password_hash(a, &p->options, password, &w.hash, err) &&
           people_in_transaction(a, p, reset, &w, err);
}

static bool disable(Arena *a, People *p, void *self, Err *err) {
    const PersonWork *w = self;
    if (!need_person(a, p, w->person.id, err)) return false;
    Query *q = store_query(p->store, "UPDATE person SET is_disabled = $2 WHERE id = $1");
    query_bind_text(q, "$1", w->person.id);
    query_bind_int(q, "$2", w->person.is_disabled);
    return query_run(q, err) && session_end_all(p, w->person.id, err) &&
           tokens_end_all(p, w->person.id, err) &&
           audit_add(p, w->person.is_disabled ? "person-disabled" : "person-enabled", w->by,
                     w->person.id, STR(""), err);
}

bool people_disable(Arena *a, People *p, Doer by, Str person, bool is_disabled, Err *err) {
    PersonWork w = {.by = by, .person = {.id = person, .is_disabled = is_disabled}};
    return people_in_transaction(a, p, disable, &w, err);
}

// ---- a new password of one's own ----------------------------------------------------------------

typedef struct Renewal {
    SessionRow session;
    Str before, hash, *ret_token; // before: the hash that was looked at
} Renewal;

// What was looked at while no transaction was open is so still.
static bool is_unchanged(Arena *a, People *p, const Renewal *w, Err *err) {
    Account account;
    bool found;
    if (!account_of(a, p, w->session.person, &account, &found, err)) return false;
    return (found && !account.person.is_disabled && str_is(account.password, w->before)) ||
           err_set(err, ERR_CONFLICT, MSG("the account was changed meanwhile"),
                   MSG("log in again"));
}

static bool renew(Arena *a, People *p, void *self, Err *err) {
    const Renewal *w = self;
    Doer by = {w->session.person, w->session.address};
    return is_unchanged(a, p, w, err) && session_take(p, w->session.hash, err) &&
           account_set_password(p, w->session.person, w->hash, false, err) &&
           attempt_forget(a, p, w->session.person, w->session.address, err) &&
           session_begin(a, p, w->session, w->ret_token, err) &&
           audit_add(p, "password-changed", by, w->session.person, STR(""), err);
}

static bool charge(Arena *a, People *p, void *self, Err *err) {
    const Renewal *w = self;
    int64_t person, address;
    if (!attempt_wait(a, p, w->session.person, w->session.address, &person, &address, err))
        return false;
    if (person || address)
        return err_set(err, ERR_DENIED, MSG("there were too many failures; try again later"),
                       NO_MSG);
    return attempt_failed(a, p, w->session.person, w->session.address, err);
}

static bool note_wrong(Arena *a, People *p, void *self, Err *err) {
    const Renewal *w = self;
    Doer by = {w->session.person, w->session.address};
    (void)a;
    return audit_add(p, "password-failed", by, w->session.person, STR(""), err);
}

static bool refuse_old(Arena *a, People *p, Renewal *w, Err *err) {
    return people_in_transaction(a, p, note_wrong, w, err) &&
           err_set(err, ERR_DENIED, MSG("the old password is another one"), NO_MSG);
}

bool people_change_password(Arena *a, People *p, Str token, Str old, Str new, Str *ret_token,
                            Err *err) {
    Renewal w = {.ret_token = ret_token};
    Account account;
    bool found;
    if (!session_need(a, p, token, &w.session, err) ||
        !account_of(a, p, w.session.person, &account, &found, err) ||
        !need_password(new, w.session.person, err))
        return false;
    if (str_is(old, new))
        return err_set(err, ERR_INPUT, MSG("the new password is the old one"), NO_MSG);
    if (!people_in_transaction(a, p, charge, &w, err)) return false;
    if (!found || !password_is(account.password, old)) return refuse_old(a, p, &w, err);
    w.before = account.password;
    return password_hash(a, &p->options, new, &w.hash, err) &&
           people_in_transaction(a, p, renew, &w, err);
}
