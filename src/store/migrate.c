// store/migrate.c - the schema in steps: embedded .sql files, each applied once, in a transaction
//
// The files are in the dialect that SQLite and PostgreSQL share. What only SQLite takes stands in
// /*sqlite … */, which is opened here; BIGINT, which PostgreSQL needs for 64 bits, becomes INTEGER,
// which is the only name STRICT tables have for it.
#include "store/001_log.sql.h"
#include "store/store_int.h"

#include <assert.h>
#include <ctype.h>

const Migration STORE_MIGRATIONS[] = {
    {"store/001_log", sql_001_log},
};
const size_t STORE_MIGRATION_COUNT = sizeof STORE_MIGRATIONS / sizeof STORE_MIGRATIONS[0];

static bool is_word(Str sql, size_t at) {
    return at < sql.size && (isalnum((unsigned char)sql.at[at]) || sql.at[at] == '_');
}

static Str in_sqlite_dialect(Arena *a, Str sql) {
    Buf b = {.arena = a};
    bool is_open = false;
    for (size_t i = 0; i < sql.size;) {
        Str rest = str_part(sql, i, sql.size);
        if (str_starts_with(rest, STR("/*sqlite"))) {
            is_open = true;
            i += strlen("/*sqlite");
        } else if (is_open && str_starts_with(rest, STR("*/"))) {
            is_open = false;
            i += 2;
        } else if (str_starts_with(rest, STR("BIGINT")) && !is_word(sql, i + strlen("BIGINT")) &&
                   (i == 0 || !is_word(sql, i - 1))) {
            buf_add_c(&b, "INTEGER");
            i += strlen("BIGINT");
        } else {
            buf_add_byte(&b, sql.at[i++]);
        }
    }
    assert(!is_open);
    return buf_str(&b);
}

// The hash under which a migration was applied; absent if it was not.
static bool find_applied(Arena *a, Store *s, const char *name, Str *ret_hash, Err *err) {
    *ret_hash = (Str){NULL, 0};
    if (!s->has_log) return true;
    Query *q = store_query(s, "SELECT hash FROM migration WHERE name = $1");
    query_bind_text(q, "$1", str_from(name));
    if (query_next(q)) *ret_hash = str_copy(a, query_text(q, 0));
    return query_end(q, err);
}

static bool write_applied(Store *s, const char *name, Str hash, Err *err) {
    Query *q = store_query(s, "INSERT INTO migration (name, hash) VALUES ($1, $2)");
    query_bind_text(q, "$1", str_from(name));
    query_bind_text(q, "$2", hash);
    return query_run(q, err);
}

static bool mark_file(Store *s, Err *err) {
    const char *sql =
        str_c(s->arena, str_fmt(s->arena, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                                STORE_APPLICATION_ID, STORE_FORMAT));
    return store_exec(s, sql, err);
}

// Another process may have made the tables since this one looked: inside the transaction it is
// looked at again.
static bool find_log(Store *s, Err *err) {
    if (s->has_log) return true;
    Query *q = store_query(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'");
    if (query_next(q)) s->has_log = query_int(q, 0) > 0;
    return query_end(q, err);
}

static bool apply(Arena *a, Store *s, const Migration *m, Str hash, Err *err) {
    Str applied;
    if (!find_log(s, err) || !find_applied(a, s, m->name, &applied, err)) return false;
    if (applied.at) return true;
    bool is_first = !s->has_log;
    return store_exec(s, str_c(a, in_sqlite_dialect(a, str_from(m->sql))), err) &&
           (!is_first || mark_file(s, err)) && write_applied(s, m->name, hash, err);
}

static bool migrate_one(Arena *a, Store *s, const Migration *m, Err *err) {
    Str hash = sha256_hex(a, sha256_of(str_from(m->sql))), applied;
    if (!find_applied(a, s, m->name, &applied, err)) return false;
    if (!applied.at) {
        bool done = store_begin(s, err) && apply(a, s, m, hash, err) && store_commit(s, err);
        store_rollback(s);
        s->has_log = s->has_log || done;
        return done;
    }
    if (str_is(applied, hash)) return true;
    return err_set(
        err, ERR_CONFLICT,
        MSG("the schema step {1} is not the one this store was made with", str_from(m->name)),
        NO_MSG);
}

bool store_migrate(Store *s, const Migration *list, size_t count, Err *err) {
    assert(!s->batch);
    Arena *a = arena_new();
    bool done = true;
    for (size_t i = 0; done && i < count; i++) done = migrate_one(a, s, &list[i], err);
    arena_free(a);
    return done;
}
