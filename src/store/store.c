// store/store.c - opening a store, its settings, its failures, its closing
//
// Each setting is made and then read back: SQLite ignores what it does not know. A file is a store
// by its application id; an empty file becomes one if the caller may create it.
#include "store/store_int.h"

#include <assert.h>

int store_point(Store *s, const char *name) {
    return s->sys && sys_disk_point(s->sys, name) ? SQLITE_IOERR : SQLITE_OK;
}

void store_drop(Store *s) {
    for (Query *q = s->queries; q; q = q->older) {
        sqlite3_finalize(q->statement);
        q->statement = NULL;
    }
    int rc = sqlite3_close(s->db);
    assert(rc == SQLITE_OK);
    s->db = NULL;
    s->state = STORE_CLOSED;
    s->batch = BATCH_NONE;
    gate_leave(s);
}

void store_close(Store *s) {
    if (s->db) store_drop(s);
}

bool store_is_open(const Store *s) {
    return s->db != NULL;
}

static void close_deferred(void *store) {
    store_close(store);
}

static const struct {
    int rc; // primary result code
    ErrCode code;
    const char *text, *hint;
} FAILURES[] = {
    {SQLITE_BUSY, ERR_CONFLICT, N_("the store is in use by another process"), N_("try again")},
    {SQLITE_FULL, ERR_STORE, N_("the disk is full"), N_("make room and try again")},
    {SQLITE_READONLY, ERR_DENIED, N_("the store may not be written"), NULL},
    {SQLITE_CANTOPEN, ERR_NOT_FOUND, N_("could not open the store"), NULL},
    {SQLITE_NOTADB, ERR_INPUT, N_("the file is not a softlaw store"), NULL},
    {SQLITE_CORRUPT, ERR_STORE, N_("the store is damaged: {1}"), N_("see: softlaw verify")},
    {SQLITE_CONSTRAINT, ERR_CONFLICT, N_("the store refuses this: {1}"), NULL},
    {SQLITE_ABORT, ERR_STORE, N_("the transaction has failed already"), NULL},
    {SQLITE_MISUSE, ERR_STORE, N_("the store is closed after a failure"), N_("open it again")},
};

static Message failure_message(const char *text, Str argument) {
    return (Message){text, {argument}};
}

bool store_fail(Store *s, int rc, Err *err) {
    if (s->state == STORE_WRITING || s->state == STORE_READING) s->state = STORE_DOOMED;
    batch_fail(s, rc);
    const char *said =
        s->db && sqlite3_errcode(s->db) == rc ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);
    Str detail = str_copy(s->arena, str_from(said));
    for (size_t i = 0; i < sizeof FAILURES / sizeof FAILURES[0]; i++)
        if (FAILURES[i].rc == (rc & 0xff))
            return err_set(err, FAILURES[i].code, failure_message(FAILURES[i].text, detail),
                           failure_message(FAILURES[i].hint, (Str){NULL, 0}));
    return err_set(err, ERR_STORE, MSG("could not use the store: {1}", detail), NO_MSG);
}

bool store_exec(Store *s, const char *sql, Err *err) {
    if (!s->db) return store_fail(s, SQLITE_MISUSE, err);
    int rc = store_point(s, sql);
    if (rc == SQLITE_OK) rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    if (s->sys) sys_kill_point(s->sys, "executed");
    return rc == SQLITE_OK || store_fail(s, rc, err);
}

// ---- settings -----------------------------------------------------------------------------------

static const struct {
    int option, value;
} SWITCHES[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
};

// What must be so before anything is written; `set` makes it so, `get` must then say `want`.
static const struct {
    const char *set, *get, *want, *name;
} SETTINGS[] = {
    {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal", "journal_mode"},
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2", "synchronous"},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1", "foreign_keys"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1", "secure_delete"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1", "cell_size_check"},
};

// The first column of the first row as text; absent if the query failed.
static Str ask(Store *s, const char *sql) {
    sqlite3_stmt *statement = NULL;
    Str answer = {NULL, 0};
    if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        answer = str_copy(s->arena, str_from((const char *)sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    return answer;
}

static bool configure(Store *s, Err *err) {
    for (size_t i = 0; i < sizeof SWITCHES / sizeof SWITCHES[0]; i++) {
        int now = -1;
        int rc = sqlite3_db_config(s->db, SWITCHES[i].option, SWITCHES[i].value, &now);
        if (rc != SQLITE_OK) return store_fail(s, rc, err);
        assert(now == SWITCHES[i].value);
    }
    int rc = sqlite3_busy_timeout(s->db, STORE_BUSY_MS);
    if (rc != SQLITE_OK) return store_fail(s, rc, err);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    if (s->is_read_only) return store_exec(s, "PRAGMA query_only = ON", err);
    for (size_t i = 0; i < sizeof SETTINGS / sizeof SETTINGS[0]; i++) {
        if (!store_exec(s, SETTINGS[i].set, err)) return false;
        Str now = ask(s, SETTINGS[i].get);
        if (!str_is(now, str_from(SETTINGS[i].want)))
            return err_set(err, ERR_STORE,
                           MSG("the database refuses the setting {1} = {2} (it says \"{3}\")",
                               str_from(SETTINGS[i].name), str_from(SETTINGS[i].want), now),
                           NO_MSG);
    }
    return true;
}

// ---- opening ------------------------------------------------------------------------------------

static bool identify(Store *s, bool may_create, Err *err) {
    Str id = ask(s, "PRAGMA application_id"), format = ask(s, "PRAGMA user_version");
    Str tables = ask(s, "SELECT count(*) FROM sqlite_schema");
    if (!id.at || !format.at || !tables.at) return store_fail(s, sqlite3_errcode(s->db), err);
    if (str_is(tables, STR("0")) && str_is(id, STR("0"))) {
        if (may_create) return true;
        return err_set(err, ERR_INPUT, MSG("the file is not a softlaw store"), NO_MSG);
    }
    if (!str_is(id, str_fmt(s->arena, "%d", STORE_APPLICATION_ID)))
        return err_set(err, ERR_INPUT, MSG("the file is not a softlaw store"), NO_MSG);
    s->has_log = str_is(format, str_fmt(s->arena, "%d", STORE_FORMAT));
    if (s->has_log) return true;
    return err_set(err, ERR_INPUT, MSG("the store has format {1}, which is not known here", format),
                   MSG("use the softlaw that wrote it, or a newer one"));
}

static bool open_database(Store *s, Str path, StoreOptions o, Err *err) {
    if (sqlite3_libversion_number() < STORE_OLDEST_LIBRARY)
        return err_set(err, ERR_STORE,
                       MSG("SQLite {1} may damage a store; 3.51.3 or newer is needed",
                           str_from(sqlite3_libversion())),
                       NO_MSG);
    int flags = SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    flags |= o.is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (o.may_create) flags |= SQLITE_OPEN_CREATE;
    int rc = sqlite3_open_v2(str_c(s->arena, path), &s->db, flags, o.vfs);
    if (rc == SQLITE_OK) return true;
    store_fail(s, rc, err);
    sqlite3_close(s->db);
    s->db = NULL;
    return false;
}

Store *store_open(Arena *a, Str path, StoreOptions o, Err *err) {
    assert(!(o.may_create && o.is_read_only));
    Store *s = ARENA_NEW(a, Store);
    *s = (Store){.arena = a, .sys = o.sys, .gate = o.gate, .is_read_only = o.is_read_only};
    s->hasher = sha256_new(a);
    if (open_database(s, path, o, err)) {
        arena_defer(a, close_deferred, s);
        if (identify(s, o.may_create, err) && configure(s, err) &&
            (o.is_read_only || store_migrate(s, STORE_MIGRATIONS, STORE_MIGRATION_COUNT, err)))
            return s;
        store_close(s);
    }
    err_while(err, MSG("while opening the store {1}", str_copy(a, path)));
    return NULL;
}
