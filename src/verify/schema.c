// verify/schema.c - header, schema and structure of the file
//
// The tables below are this room's own knowledge of what a store looks like: a step of the schema
// must be entered here as well as in the .sql files, and a test holds the two together.
#include "verify/verify_int.h"

#include <stdlib.h>

// ---- header
// ---------------------------------------------------------------------------------------

static const struct {
    const char *pragma, *want;
} HEADER[] = {
    {"application_id", "1397506391"}, // "SLAW"
    {"user_version", "1"},
    {"encoding", "UTF-8"},
    {"journal_mode", "wal"},
    {"auto_vacuum", "0"},
    {"page_size", "4096"},
};

static void check_pragma(Check *c, const char *pragma, const char *want) {
    Str sql = str_fmt(c->scratch, "SELECT CAST(%s AS TEXT) FROM pragma_%s", pragma, pragma), now;
    Rows r = rows_open(c, "sqlite_schema", sql.at);
    if (rows_next(&r) && !(rows_text(&r, 0, &now) && str_is(now, str_from(want))))
        fault_add(
            c, VERIFY_HEADER, 0, NULL,
            MSG("the file's {1} is \"{2}\", not \"{3}\"", str_from(pragma), now, str_from(want)));
    rows_close(&r, 0);
}

void check_header(Check *c) {
    for (size_t i = 0; i < sizeof HEADER / sizeof HEADER[0]; i++)
        check_pragma(c, HEADER[i].pragma, HEADER[i].want);
}

// ---- schema
// ---------------------------------------------------------------------------------------

// Every object of the schema, in order of its name: SHA-256 of its text, "" where SQLite made it.
static const struct {
    const char *type, *name, *table, *digest;
} OBJECTS[] = {
    {"table", "agreement", "agreement", "?"},
};
enum { OBJECT_COUNT = sizeof OBJECTS / sizeof OBJECTS[0] };

static const struct {
    const char *name, *digest;
} MIGRATIONS[] = {
    {"settle/001_ledger", "?"},
    {"store/001_log", "?"},
};
enum { MIGRATION_COUNT = sizeof MIGRATIONS / sizeof MIGRATIONS[0] };

static Str digest_text(Check *c, Str text) {
    Sha s;
    sha_start(&s);
    sha_add(&s, text);
    char *hex = arena_get(c->scratch, 64);
    digest_to_hex(sha_end(&s), hex);
    return (Str){hex, 64};
}

static void fault_object(Check *c, Str name, const char *text) {
    fault_add(c, VERIFY_SCHEMA, 0, "sqlite_schema", (Message){text, {name}});
}

static bool object_is(Check *c, const Rows *r, size_t i) {
    Str type, table, sql;
    bool is_typed = rows_text(r, 0, &type) && rows_text(r, 2, &table);
    bool has_sql = sqlite3_column_type(r->statement, 3) != SQLITE_NULL;
    if (has_sql && !rows_text(r, 3, &sql)) return false;
    Str digest = has_sql ? digest_text(c, sql) : STR("");
    return is_typed && str_is(type, str_from(OBJECTS[i].type)) &&
           str_is(table, str_from(OBJECTS[i].table)) && str_is(digest, str_from(OBJECTS[i].digest));
}

static void check_objects(Check *c) {
    Str name;
    size_t next = 0;
    Rows r = rows_open(c, "sqlite_schema",
                       "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                       "ORDER BY name");
    while (rows_next(&r)) {
        bool is_text = rows_text(&r, 1, &name);
        while (next < OBJECT_COUNT && str_compare(str_from(OBJECTS[next].name), name) < 0)
            fault_object(c, str_from(OBJECTS[next++].name), "{1} is missing from the schema");
        if (!is_text || next == OBJECT_COUNT || !str_is(name, str_from(OBJECTS[next].name)))
            fault_object(c, name, "{1} does not belong into the schema");
        else if (!object_is(c, &r, next++))
            fault_object(c, name, "{1} is not as softlaw makes it");
    }
    if (!rows_close(&r, 0)) return;
    while (next < OBJECT_COUNT)
        fault_object(c, str_from(OBJECTS[next++].name), "{1} is missing from the schema");
}

static void check_migrations(Check *c) {
    Str name, digest;
    size_t next = 0;
    Rows r = rows_open(c, "migration", "SELECT name, hash FROM migration ORDER BY name");
    for (; rows_next(&r); next++) {
        bool is_same = rows_text(&r, 0, &name) && rows_text(&r, 1, &digest) &&
                       next < MIGRATION_COUNT && str_is(name, str_from(MIGRATIONS[next].name)) &&
                       str_is(digest, str_from(MIGRATIONS[next].digest));
        if (!is_same)
            fault_add(c, VERIFY_SCHEMA, 0, "migration",
                      MSG("the schema step {1} is not as softlaw makes it", name));
    }
    if (rows_close(&r, 0) && next < MIGRATION_COUNT)
        fault_add(c, VERIFY_SCHEMA, 0, "migration", MSG("a schema step is missing"));
}

void check_schema(Check *c) {
    check_objects(c);
    check_migrations(c);
}

// ---- structure
// ------------------------------------------------------------------------------------

void check_structure(Check *c) {
    Str found;
    Rows r = rows_open(c, "sqlite_schema", "SELECT integrity_check FROM pragma_integrity_check");
    while (rows_next(&r))
        if (!rows_text(&r, 0, &found) || !str_is(found, STR("ok")))
            fault_add(c, VERIFY_STRUCTURE, 0, NULL, MSG("the database is damaged: {1}", found));
    rows_close(&r, 0);
}
