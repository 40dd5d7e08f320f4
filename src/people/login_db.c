// people/login_db.c - logging in: charge the attempt, look at the secrets, begin a session
//
// The password is looked at between two transactions, as that takes long: what is charged before it
// is taken back where it was good. A lock that others have caused is passed by who shows a passkey,
// or the code of the second factor with the right password, so that a stranger cannot keep the
// owner out. Such codes have a lock of their own, which only who knows the password can close; and
// as long as an account is locked nobody is told whether a password was right.
#include "people/people_int.h"

typedef struct Login {
    const LoginTry *t;
    Account account;
    bool is_known, is_right, is_locked;
    SessionRow half;         // of people_login_factor
    const PasskeyLogin *key; // of people_login_passkey
    LoginResult result;
} Login;

static bool is_enough(const Login *l) {
    return l->key->is_good && !l->key->is_copied && (l->key->is_person || l->half.hash.size);
}

static void wait(Login *l, int64_t seconds) {
    l->result.outcome = LOGIN_WAIT;
    if (seconds > l->result.wait) l->result.wait = seconds;
}

// The account is locked, and a code is given: it is looked at if the password is right.
static bool charge_locked(Arena *a, People *p, Login *l, int64_t seconds, Err *err) {
    int64_t factor;
    if (!attempt_factor_wait(a, p, l->t->person, &factor, err)) return false;
    l->result.wait = seconds;
    if (factor) return wait(l, factor), true;
    l->is_locked = true;
    return attempt_failed(a, p, STR(""), l->t->address, err);
}

static bool charge(Arena *a, People *p, void *self, Err *err) {
    Login *l = self;
    int64_t person, address;
    if (!account_of(a, p, l->t->person, &l->account, &l->is_known, err) ||
        !attempt_wait(a, p, l->t->person, l->t->address, &person, &address, err))
        return false;
    if (l->key && l->is_known && is_enough(l)) person = 0;
    if (address) return wait(l, person > address ? person : address), true;
    if (person && !l->key && l->is_known && l->account.person.has_factor && l->t->code.size)
        return charge_locked(a, p, l, person, err);
    if (person) return wait(l, person), true;
    return attempt_failed(a, p, l->t->person, l->t->address, err);
}

// The first of the person's organisations, by id.
static bool first_organisation(Arena *a, People *p, Str person, Str *ret, Err *err) {
    Membership *list;
    size_t count;
    if (!people_memberships(a, p, person, &list, &count, err)) return false;
    *ret = count ? list[0].organisation : STR("");
    return true;
}

static bool begin(Arena *a, People *p, Login *l, bool is_whole, Err *err) {
    SessionRow row = {.person = l->account.person.id,
                      .organisation = l->half.organisation,
                      .via = l->half.via,
                      .address = l->t->address,
                      .is_whole = is_whole,
                      .has_factor = is_whole && l->account.person.has_factor};
    Doer by = {row.person, row.address};
    if ((!row.via.size && !first_organisation(a, p, row.person, &row.organisation, err)) ||
        !session_begin(a, p, row, &l->result.token, err))
        return false;
    l->result.outcome = is_whole ? LOGIN_DONE : LOGIN_NEEDS_FACTOR;
    l->result.must_change = l->account.person.must_change && !row.via.size;
    if (!is_whole)
        return attempt_forget(a, p, STR(""), row.address, err) &&
               audit_add(p, "login-half", by, row.person, row.via, err);
    return attempt_forget(a, p, row.person, row.address, err) &&
           audit_add(p, "login", by, row.person, l->key ? STR("passkey") : row.via, err);
}

// `what` was wrong: "password", "code", "passkey".
static bool refuse(People *p, Login *l, const char *what, Err *err) {
    Str whom = l->is_known ? l->account.person.id : STR("");
    l->result.outcome = l->is_locked ? LOGIN_WAIT : LOGIN_REFUSED;
    return audit_add(p, "login-failed", (Doer){STR(""), l->t->address}, whom, str_from(what), err);
}

static bool check_code(Arena *a, People *p, Login *l, bool *ret, Err *err) {
    FactorUse use = FACTOR_WRONG;
    if (l->is_locked && !attempt_factor_failed(a, p, l->account.person.id, err)) return false;
    if (!factor_check(a, p, &l->account, l->t->code, l->t->address, &use, err)) return false;
    if (use == FACTOR_RECOVERY) l->result.told = "account-recovery";
    *ret = use != FACTOR_WRONG;
    return true;
}

// Was the account changed while its password was looked at?
static bool look_again(Arena *a, People *p, Login *l, Err *err) {
    Str before = l->account.password;
    bool is_known;
    if (!l->is_right) return true;
    if (!account_of(a, p, l->t->person, &l->account, &is_known, err)) return false;
    l->is_right = is_known && !l->account.person.is_disabled && str_is(l->account.password, before);
    return true;
}

static bool decide(Arena *a, People *p, void *self, Err *err) {
    Login *l = self;
    if (!look_again(a, p, l, err)) return false;
    bool has_proof = !l->account.person.has_factor;
    if (!l->is_right) return refuse(p, l, "password", err);
    if (!has_proof && l->t->code.size && !check_code(a, p, l, &has_proof, err)) return false;
    if (!has_proof && l->t->code.size) return refuse(p, l, "code", err);
    return session_end_of(a, p, l->t->before, err) && begin(a, p, l, has_proof, err);
}

bool people_login(Arena *a, People *p, const LoginTry *t, LoginResult *ret, Err *err) {
    Login l = {.t = t};
    if (!people_in_transaction(a, p, charge, &l, err)) return false;
    if (l.result.outcome != LOGIN_WAIT) {
        bool is_same = password_is(l.is_known ? l.account.password : p->nobody,
                                   str_part(t->password, 0, PASSWORD_BYTES));
        l.is_right = is_same && l.is_known && !l.account.person.is_disabled;
        if (!people_in_transaction(a, p, decide, &l, err)) return false;
    }
    l.result.person = l.is_known ? l.account.person.id : STR("");
    *ret = l.result;
    return true;
}

// ---- the second step ----------------------------------------------------------------------------

static bool second(Arena *a, People *p, void *self, Err *err) {
    Login *l = self;
    bool is_right = false;
    if (!charge(a, p, l, err)) return false;
    if (l->result.outcome == LOGIN_WAIT) return true;
    bool may = l->is_known && !l->account.person.is_disabled;
    if (may && !check_code(a, p, l, &is_right, err)) return false;
    if (!is_right) return refuse(p, l, "code", err);
    return session_take(p, l->half.hash, err) && begin(a, p, l, true, err);
}

bool people_login_factor(Arena *a, People *p, Str token, Str code, Str address, LoginResult *ret,
                         Err *err) {
    LoginTry t = {.code = code, .address = address};
    Login l = {.t = &t};
    bool found;
    if (!session_find(a, p, token, &l.half, &found, err)) return false;
    if (!found || l.half.is_whole)
        return err_set(err, ERR_DENIED, MSG("there is no such session, or it is over"),
                       MSG("log in again"));
    t.person = l.half.person;
    if (!people_in_transaction(a, p, second, &l, err)) return false;
    l.result.person = l.is_known ? l.account.person.id : STR("");
    *ret = l.result;
    return true;
}

// ---- by passkey ---------------------------------------------------------------------------------

static bool refuse_copy(People *p, const Login *l, Err *err) {
    return audit_add(p, "passkey-copied", (Doer){STR(""), l->t->address}, l->t->person, STR(""),
                     err);
}

// The answer of the authenticator was looked at before; here it is decided what follows. A session
// that waits for a second factor is finished by any passkey of its person; without one, only by a
// key that made sure who uses it, for that is two factors in one.
static bool by_passkey(Arena *a, People *p, void *self, Err *err) {
    Login *l = self;
    const PasskeyLogin *k = l->key;
    if (!charge(a, p, l, err)) return false;
    if (l->result.outcome == LOGIN_WAIT) return true;
    bool is_own = !l->half.hash.size || str_is(l->half.person, l->t->person);
    bool may = l->is_known && !l->account.person.is_disabled && is_own;
    bool is_copied = may && k->is_good && k->is_copied;
    if (is_copied) l->result.told = "account-copied";
    if (is_copied && !refuse_copy(p, l, err)) return false;
    if (!may || !is_enough(l)) return refuse(p, l, "passkey", err);
    return passkey_used(p, k, err) && session_end_of(a, p, l->t->before, err) &&
           begin(a, p, l, true, err);
}

bool people_login_passkey(Arena *a, People *p, Str token, const PasskeyLogin *k, LoginResult *ret,
                          Err *err) {
    LoginTry t = {.person = k->person, .address = k->address, .before = token};
    Login l = {.t = &t, .key = k};
    bool found;
    if (!session_find(a, p, token, &l.half, &found, err)) return false;
    if (!found || l.half.is_whole) l.half = (SessionRow){.hash = STR("")};
    if (!people_in_transaction(a, p, by_passkey, &l, err)) return false;
    l.result.person = l.is_known ? l.account.person.id : STR("");
    *ret = l.result;
    return true;
}
