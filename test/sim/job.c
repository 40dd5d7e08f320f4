// sim/job.c - what is disturbed, and what must be so afterwards
#include "sim/job.h"

#include "settle/settle.h"
#include "verify/verify.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>

#define AT STR("2022-03-01T09:00:00Z")
#define TEXT STR("# Article 1\n\nThe downstream side pays.\n")
#define FACTS STR("quantity,period,value\nclass,2021,2\n")
#define NEW_FACTS STR("quantity,period,value\nclass,2021,1\n")
#define LAST_FACTS STR("quantity,period,value\nclass,2021,3\n")

// ---- content
// --------------------------------------------------------------------------------------

static void add_column(Buf *b, sqlite3_stmt *s, int column) {
    buf_add_fmt(b, "%d:%d:", sqlite3_column_type(s, column), sqlite3_column_bytes(s, column));
    const void *bytes = sqlite3_column_blob(s, column);
    if (bytes) buf_add(b, (Str){bytes, (size_t)sqlite3_column_bytes(s, column)});
}

static bool add_rows(Buf *b, sqlite3 *db, const char *sql) {
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        for (int i = 0; rc == SQLITE_ROW && i < sqlite3_column_count(s); i++) add_column(b, s, i);
        buf_add_byte(b, '\n');
    }
    sqlite3_finalize(s);
    return rc == SQLITE_DONE;
}

static bool add_tables(Arena *a, Buf *b, sqlite3 *db) {
    Buf names = {.arena = a};
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(
        db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc != SQLITE_ROW) break;
        buf_add(&names, str_from((const char *)sqlite3_column_text(s, 0)));
        buf_add_byte(&names, '\n');
    }
    sqlite3_finalize(s);
    bool is_whole = rc == SQLITE_DONE;
    Str list = buf_str(&names), name;
    while (str_next(&list, '\n', &name)) {
        if (!name.size) continue;
        Str sql = str_fmt(a, "SELECT * FROM \"%.*s\"", STR_ARG(name));
        is_whole = add_rows(b, db, str_c(a, sql)) && is_whole;
    }
    return is_whole;
}

static bool add_all(Arena *a, Buf *b, sqlite3 *db) {
    static const char *const HEAD[] = {"PRAGMA application_id", "PRAGMA user_version",
                                       "PRAGMA encoding",
                                       "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                       "ORDER BY name"};
    bool is_whole = true;
    for (size_t i = 0; i < sizeof HEAD / sizeof HEAD[0]; i++)
        is_whole = add_rows(b, db, HEAD[i]) && is_whole;
    return add_tables(a, b, db) && is_whole;
}

Str site_content(Arena *a, Site site, bool *ret_is_whole) {
    sqlite3 *db;
    Buf b = {.arena = a};
    *ret_is_whole = true;
    int rc = sqlite3_open_v2(site.path, &db, SQLITE_OPEN_READWRITE, site.vfs);
    if (rc == SQLITE_OK) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        *ret_is_whole = add_all(a, &b, db);
    } else {
        *ret_is_whole = rc == SQLITE_CANTOPEN;
    }
    sqlite3_close(db);
    return buf_str(&b);
}

// ---- the steps
// ------------------------------------------------------------------------------------

typedef struct Work {
    Arena *arena;
    const Job *job;
    Store *store;
    Sys *sys;
    Str version, facts;
} Work;

typedef bool (*Step)(Work *w);

static StoreOptions options_of(const Work *w, bool may_create) {
    return (StoreOptions){.may_create = may_create, .vfs = w->job->site.vfs, .sys = w->sys};
}

static bool open_as(Work *w, bool may_create,
                    Store *(*open)(Arena *, Str, StoreOptions, Err *err)) {
    Err err = {0};
    if (w->store) store_close(w->store);
    w->store = open(w->arena, str_from(w->job->site.path), options_of(w, may_create), &err);
    return w->store != NULL;
}

// Its own tables first, then settle's: two transactions.
static bool make_log(Work *w) {
    return open_as(w, true, store_open);
}
static bool make_books(Work *w) {
    return open_as(w, true, settle_open);
}
static bool open_books(Work *w) {
    return open_as(w, false, settle_open);
}

static bool add_text(Work *w) {
    w->version = sha256_hex(w->arena, sha256_of(TEXT));
    AgreementInfo info = {
        .id = STR("river"), .version = w->version, .label = STR("2021"), .title = STR("River")};
    SourceFile file = {STR("river.md"), TEXT};
    return w->store && settle_add_agreement(w->arena, w->store, info, file, AT, NULL);
}

static bool add_facts(Work *w) {
    SourceFile file = {STR("facts.csv"), FACTS};
    return w->store && settle_add_facts(w->arena, w->store, file, AT, &w->facts, NULL);
}

static bool add_new_facts(Work *w) {
    SourceFile file = {STR("facts.csv"), NEW_FACTS};
    return w->store && settle_add_facts(w->arena, w->store, file, AT, &w->facts, NULL);
}

static StatementLine line_of(Side from, Side to, int64_t amount, const char *currency) {
    return (StatementLine){.item = STR("basic"),
                           .from = from,
                           .to = to,
                           .amount = dec_from_int(amount),
                           .currency = str_from(currency),
                           .due = STR("2022-03-31")};
}

// Two currencies, and a pool that is left with something.
static bool post(Work *w, const char *period, int64_t amount, bool is_correction) {
    Side upper = {SIDE_PARTY, STR(""), STR("henan")},
         lower = {SIDE_PARTY, STR(""), STR("shandong")};
    Side pool = {SIDE_POOL, STR(""), STR("fund")};
    StatementLine lines[] = {line_of(lower, upper, amount, "CNY"), line_of(lower, pool, 10, "CNY"),
                             line_of(pool, upper, 9, "CNY"), line_of(upper, lower, 7, "acre_ft")};
    Statement st = {.agreement = STR("river"),
                    .version = sha256_hex(w->arena, sha256_of(TEXT)),
                    .period = str_from(period),
                    .facts = &w->facts,
                    .fact_count = 1,
                    .lines = lines,
                    .line_count = sizeof lines / sizeof lines[0]};
    PostResult r = {0};
    PostOptions o = {AT, STR(""), is_correction};
    return w->store && w->facts.size && settle_clear_pools(w->arena, &st, NULL) &&
           settle_post(w->arena, w->store, &st, o, &r, NULL) && !post_outcome_is_refusal(r.outcome);
}

static bool post_2020(Work *w) {
    return post(w, "2020", 100, false);
}
static bool post_2021(Work *w) {
    return post(w, "2021", 200, false);
}
static bool correct_2021(Work *w) {
    return post(w, "2021", 120, true);
}

static bool close_2020(Work *w) {
    PostResult r = {0};
    return w->store &&
           settle_close_period(w->arena, w->store, STR("river"), STR("2020"), AT, &r, NULL) &&
           !post_outcome_is_refusal(r.outcome);
}

static bool add_last_facts(Work *w) {
    SourceFile file = {STR("facts.csv"), LAST_FACTS};
    return settle_add_facts(w->arena, w->store, file, AT, &w->facts, NULL);
}

// A write that has begun when its caller gives it up.
static bool give_up(Work *w) {
    int64_t seq;
    bool done = store_begin(w->store, NULL) &&
                store_append(w->store, STR("test"), AT, STR("x\ty\n"), &seq, NULL);
    store_rollback(w->store);
    return done;
}

// The first period is closed, so that its correction is refused; the others must not feel it.
static bool batch(Work *w) {
    if (!w->store || !store_batch_begin(w->store, NULL)) return false;
    bool done = add_last_facts(w) && post(w, "2021", 130, true) && !post(w, "2020", 5, true) &&
                give_up(w) && post(w, "2022", 300, false) && store_batch_commit(w->store, NULL);
    store_batch_rollback(w->store);
    return done;
}

static bool rebuild(Work *w) {
    Rebuilt r = {0};
    return w->store && settle_rebuild(w->arena, w->store, &r, NULL);
}

enum { STEPS = 8 };
static const struct {
    const char *name;
    Step steps[STEPS];
} JOBS[JOB_COUNT] = {
    [JOB_POST] = {"post", {make_log, make_books, add_text, add_facts, post_2020, post_2021}},
    [JOB_CORRECT] = {"correct", {open_books, add_new_facts, correct_2021, close_2020}},
    [JOB_REBUILD] = {"rebuild", {open_books, rebuild}},
    [JOB_MEND] = {"mend", {open_books, rebuild}},
    [JOB_BATCH] = {"batch", {open_books, batch}},
};

const char *job_name(JobKind k) {
    return JOBS[k].name;
}

static bool run_steps(const Job *j, JobKind kind, Sys *sys, size_t count, bool insists) {
    Arena *a = arena_new();
    Work w = {.arena = a, .job = j, .sys = sys};
    bool done = true;
    for (size_t i = 0; done && i < count && JOBS[kind].steps[i]; i++) {
        done = JOBS[kind].steps[i](&w);
        if (!done && insists) done = JOBS[kind].steps[i](&w);
    }
    arena_free(a);
    return done;
}

bool job_run(const Job *j, Sys *sys, bool insists) {
    plant_set(j->plant);
    bool done = run_steps(j, j->kind, sys, STEPS, insists);
    plant_set(PLANT_NONE);
    return done;
}

// ---- before and after
// -----------------------------------------------------------------------------

// As somebody with the file at hand would.
static void meddle(Site site) {
    sqlite3 *db;
    int rc = sqlite3_open_v2(site.path, &db, SQLITE_OPEN_READWRITE, site.vfs);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "UPDATE balance SET amount = '1'; DELETE FROM closing", NULL, NULL,
                          NULL);
    assert(rc == SQLITE_OK);
    sqlite3_close(db);
}

void job_prepare(const Job *j) {
    j->clear(j->site);
    bool done = true;
    for (JobKind k = JOB_POST; k < j->kind && k < JOB_REBUILD; k++)
        done = done && run_steps(j, k, NULL, STEPS, false);
    assert(done);
    if (j->kind == JOB_MEND) meddle(j->site);
}

static Sha256 content_hash(const Job *j) {
    Arena *a = arena_new();
    bool is_whole;
    Str content = site_content(a, j->site, &is_whole);
    // Before its first transaction a store is an empty file, or none.
    Sha256 hash = is_whole ? sha256_of(content) : sha256_of(STR("damaged"));
    arena_free(a);
    return hash;
}

void job_learn(Job *j) {
    size_t steps = 0;
    while (steps < STEPS && JOBS[j->kind].steps[steps]) steps++;
    j->state_count = 0;
    for (size_t count = 0; count <= steps; count++) {
        job_prepare(j);
        bool done = run_steps(j, j->kind, NULL, count, false);
        assert(done && j->state_count + 2 < JOB_STATES);
        j->states[j->state_count++] = content_hash(j);
        // An empty file that was opened for writing is a database without tables.
        if (j->kind != JOB_POST || count) continue;
        sqlite3 *db;
        int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        int rc = sqlite3_open_v2(j->site.path, &db, flags, j->site.vfs);
        if (rc == SQLITE_OK) rc = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        assert(rc == SQLITE_OK);
        sqlite3_close(db);
        j->states[j->state_count++] = content_hash(j);
    }
    j->clear(j->site);
}

static bool is_state(const Job *j, Sha256 hash) {
    for (size_t i = 0; i < j->state_count; i++)
        if (sha256_is(j->states[i], hash)) return true;
    return false;
}

bool job_is_done(const Job *j) {
    return sha256_is(content_hash(j), j->states[j->state_count - 1]);
}

static bool is_sound(const Job *j) {
    Arena *a = arena_new();
    Err err = {0};
    const VerifyReport *r =
        verify_run(a, str_from(j->site.path), (VerifyOptions){.vfs = j->site.vfs}, &err);
    bool is_well = r && r->is_sound;
    arena_free(a);
    return is_well;
}

const char *job_judge(const Job *j, bool was_acknowledged) {
    if (!is_state(j, content_hash(j))) return "the store holds a half of something";
    if (was_acknowledged && !job_is_done(j)) return "what was acknowledged is lost";
    if (!job_run(j, NULL, false)) return "doing it again fails";
    if (!job_is_done(j)) return "doing it again comes to something else";
    return is_sound(j) ? NULL : "verify finds it unsound";
}
