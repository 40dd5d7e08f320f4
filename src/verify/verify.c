// verify/verify.c - the report, the reading of rows, and the order of the checks
//
// The database is opened for reading, distrusted (no views, no triggers, no functions of the
// schema) and read in one transaction, so that a writer beside does not disturb.
#include "verify/verify_int.h"

#include "base/limits.h"

#include <assert.h>

static const char *const KIND_NAMES[] = {
    [VERIFY_HEADER] = "header",   [VERIFY_SCHEMA] = "schema",   [VERIFY_STRUCTURE] = "structure",
    [VERIFY_MISSING] = "missing", [VERIFY_ALTERED] = "altered", [VERIFY_REORDERED] = "reordered",
    [VERIFY_HEAD] = "head",       [VERIFY_PREFIX] = "prefix",   [VERIFY_ENTRY] = "entry",
    [VERIFY_DERIVED] = "derived",
};

const char *verify_kind_name(VerifyKind k) {
    assert((size_t)k < sizeof KIND_NAMES / sizeof KIND_NAMES[0]);
    return KIND_NAMES[k];
}

// ---- faults
// ---------------------------------------------------------------------------------------

static void copy_texts(Arena *a, Message *m) {
    for (size_t i = 0; i < sizeof m->args / sizeof m->args[0]; i++)
        m->args[i] = str_copy(a, m->args[i]);
}

void fault_add(Check *c, VerifyKind kind, int64_t seq, const char *table, Message message) {
    VerifyReport *r = c->report;
    r->is_sound = false;
    if (seq && (!r->first_seq || seq < r->first_seq)) r->first_seq = seq;
    if (r->fault_count++ >= LIMIT_VERIFY_FAULTS) return;
    copy_texts(c->arena, &message);
    r->faults[r->fault_count - 1] = (VerifyFault){kind, seq, str_from(table), message};
}

Str number_text(Check *c, int64_t number) {
    return str_fmt(c->scratch, "%lld", (long long)number);
}

// ---- rows
// -----------------------------------------------------------------------------------------

Rows rows_open(Check *c, const char *table, const char *sql) {
    Rows r = {c, table, NULL, SQLITE_OK};
    r.rc = sqlite3_prepare_v2(c->db, sql, -1, &r.statement, NULL);
    return r;
}

bool rows_next(Rows *r) {
    if (r->rc != SQLITE_OK && r->rc != SQLITE_ROW) return false;
    r->rc = sqlite3_step(r->statement);
    return r->rc == SQLITE_ROW;
}

bool rows_close(Rows *r, int64_t seq) {
    bool is_whole = r->rc == SQLITE_OK || r->rc == SQLITE_ROW || r->rc == SQLITE_DONE;
    if (!is_whole)
        fault_add(r->check, VERIFY_STRUCTURE, seq, r->table,
                  MSG("the table {1} cannot be read: {2}", str_from(r->table),
                      str_from(sqlite3_errmsg(r->check->db))));
    sqlite3_finalize(r->statement);
    r->statement = NULL;
    return is_whole;
}

bool rows_text(const Rows *r, int column, Str *ret) {
    bool is_text = sqlite3_column_type(r->statement, column) == SQLITE_TEXT;
    const void *text = is_text ? sqlite3_column_text(r->statement, column) : NULL;
    *ret = text ? (Str){text, (size_t)sqlite3_column_bytes(r->statement, column)} : STR("");
    return text != NULL;
}

bool rows_int(const Rows *r, int column, int64_t *ret) {
    *ret = sqlite3_column_int64(r->statement, column);
    return sqlite3_column_type(r->statement, column) == SQLITE_INTEGER;
}

// ---- the whole
// ------------------------------------------------------------------------------------

static void close_database(void *db) {
    sqlite3_close(db);
}

static bool settle_in(Check *c) {
    static const struct {
        int option, value;
    } SWITCHES[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    };
    bool done = true;
    for (size_t i = 0; i < sizeof SWITCHES / sizeof SWITCHES[0]; i++)
        done = done &&
               sqlite3_db_config(c->db, SWITCHES[i].option, SWITCHES[i].value, NULL) == SQLITE_OK;
    return done && sqlite3_busy_timeout(c->db, 10000) == SQLITE_OK &&
           sqlite3_exec(c->db, "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; BEGIN", NULL,
                        NULL, NULL) == SQLITE_OK;
}

static bool open_database(Check *c, Str path, const char *vfs, Err *err) {
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    int rc = sqlite3_open_v2(str_c(c->arena, path), &c->db, flags, vfs);
    arena_defer(c->arena, close_database, c->db);
    if (rc == SQLITE_OK && settle_in(c)) return true;
    ErrCode code = (rc & 0xff) == SQLITE_CANTOPEN ? ERR_NOT_FOUND : ERR_STORE;
    Str why = str_copy(c->arena, str_from(sqlite3_errmsg(c->db)));
    return err_set(err, code, MSG("could not open the store {1}: {2}", path, why), NO_MSG);
}

static void check_all(Check *c, VerifyOptions options) {
    check_header(c);
    check_schema(c);
    check_structure(c);
    check_log(c, options);
    if (c->is_log_sound) check_derived(c);
    char root[64];
    digest_to_hex(tree_root(&c->tree), root);
    c->report->record_count = c->tree.leaves;
    c->report->root = str_copy(c->arena, (Str){root, sizeof root});
}

const VerifyReport *verify_run(Arena *a, Str path, VerifyOptions options, Err *err) {
    Arena *work = arena_new(), *scratch = arena_new();
    VerifyReport *report = ARENA_NEW(a, VerifyReport);
    report->faults = ARENA_ARRAY(a, VerifyFault, LIMIT_VERIFY_FAULTS);
    report->is_sound = true;
    Check c = {.arena = work, .scratch = scratch, .report = report};
    bool is_open = open_database(&c, path, options.vfs, err);
    if (is_open) {
        c.arena = a;
        check_all(&c, options);
    }
    err_keep(a, err);
    arena_free(scratch);
    arena_free(work);
    return is_open ? report : NULL;
}
