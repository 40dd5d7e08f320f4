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
// `step`: only in stores that have taken this step of the schema; what records say of its tables is
// checked in any case.
static const struct {
    const char *type, *name, *table, *digest, *step;
} OBJECTS[] = {
    {"table", "agreement", "agreement",
     "9fffaafd1dcc301e683b9debe2d7104f9a0720b921319b26a3ee40c5f7dffe07", NULL},
    {"table", "balance", "balance",
     "2dc21b35832d93c9d181b5178c3f79ebec49c05d0fb63e9f73ff8d030f121c6f", NULL},
    {"table", "closing", "closing",
     "51976843ecfd61cb8a9d8df50ee1d5dfd0bb3318c4084bc298ba716b51894b75", NULL},
    {"table", "entry", "entry", "f9f43649faf01c73b0ed994c25765e4c23d4159f7c6beccf16e94f65f515b439",
     NULL},
    {"table", "head", "head", "d72ac49c4655db0baa0b646728e626fef9bb4f609eabcdc338403b7f9c46a8e1",
     NULL},
    {"trigger", "head_is_not_deleted", "head",
     "07c221fc0876e78052e25b26ace6f9c2a3f74a73bdc9038795a49c5eca49a978", NULL},
    {"trigger", "head_is_not_updated", "head",
     "e6570b78b0773e4c897c33dd3086d33c85eef862bd0cee37e58d046b3ebe114a", NULL},
    {"table", "log_edge", "log_edge",
     "cee0e54dc3cc65510dc13afd4296a6453299abef69195f41537cf6134b00f0a0", NULL},
    {"table", "migration", "migration",
     "ab51a8a9e4a3913ab4d2e176d62e8e13871380ac38c642d43f06342ce095a5e1", NULL},
    {"table", "posting", "posting",
     "4e226e35d9a46a0fa25957a44821e8718ea754bfa7a77dfd85e36fdc8bf7ead1", NULL},
    {"table", "record", "record",
     "29fcc8c2a0b98359b1e7f318eea6929d2f88c5edbb924bc8e836619b8d94770e", NULL},
    {"trigger", "record_is_not_deleted", "record",
     "8bec504fb64aeeede155e2739fb1de0bf71d5049246d7d1c13bee30d27c4e3c4", NULL},
    {"trigger", "record_is_not_updated", "record",
     "9360519370c2e27d31b4cb70842aec22ec8dad05c4a24ffb72fda31e78887944", NULL},
    {"table", "run", "run", "9461a4ebc6808750d4ed0b937300127c722c3e972d3da5f3aff72d9ee9179a50",
     NULL},
    {"table", "signature", "signature",
     "e356e9413186abf49351a8550bb396c0671c3b8467a82afb0bff2e36901cd9a0", "evidence/001_signature"},
    {"table", "source", "source",
     "0019c3445fe43df19575f257aa0d14e08a7317e1ca203431fc19c485a089c9c0", NULL},
    {"index", "sqlite_autoindex_run_1", "run", "", NULL},
    {"table", "statement", "statement",
     "7c4b2a113f456590c71474df0440ccba1bd0f5dad4bd040d678ad9a45c1cbe1f", NULL},
};
enum { OBJECT_COUNT = sizeof OBJECTS / sizeof OBJECTS[0] };

static const struct {
    const char *name, *digest;
    bool is_optional;
} MIGRATIONS[] = {
    {"evidence/001_signature", "8a2d9cff96edd4bf3fcd472fbe795ee19ba27ae56329767d0a7521ff71260bd5",
     true},
    {"settle/001_ledger", "403dfc99434e291e3964a063e5f3389848201163c29cc0d9d900d96957d2b14d",
     false},
    {"store/001_log", "e00181be3963362a39caece1c5384c81c20793b2d557d92c95019228cd3ce9fb", false},
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

static bool has_step(Check *c, const char *step) {
    Str name;
    bool is_there = false;
    Rows r = rows_open(c, "migration", "SELECT name FROM migration ORDER BY name");
    while (rows_next(&r)) is_there |= rows_text(&r, 0, &name) && str_is(name, str_from(step));
    rows_close(&r, 0);
    return is_there;
}

// The next object that must be there.
static size_t next_object(Check *c, size_t i) {
    while (i < OBJECT_COUNT && OBJECTS[i].step && !has_step(c, OBJECTS[i].step)) i++;
    return i;
}

static void check_objects(Check *c) {
    Str name;
    size_t next = next_object(c, 0);
    Rows r = rows_open(c, "sqlite_schema",
                       "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                       "ORDER BY name");
    while (rows_next(&r)) {
        bool is_text = rows_text(&r, 1, &name);
        for (; next < OBJECT_COUNT && str_compare(str_from(OBJECTS[next].name), name) < 0;
             next = next_object(c, next + 1))
            fault_object(c, str_from(OBJECTS[next].name), N_("{1} is missing from the schema"));
        if (!is_text || next == OBJECT_COUNT || !str_is(name, str_from(OBJECTS[next].name))) {
            fault_object(c, name, N_("{1} does not belong into the schema"));
            continue;
        }
        if (!object_is(c, &r, next)) fault_object(c, name, N_("{1} is not as softlaw makes it"));
        next = next_object(c, next + 1);
    }
    if (!rows_close(&r, 0)) return;
    for (; next < OBJECT_COUNT; next = next_object(c, next + 1))
        fault_object(c, str_from(OBJECTS[next].name), N_("{1} is missing from the schema"));
}

// Passes over steps that a store may be without, up to `name`.
static size_t next_step(size_t i, Str name) {
    while (i < MIGRATION_COUNT && MIGRATIONS[i].is_optional &&
           !str_is(name, str_from(MIGRATIONS[i].name)))
        i++;
    return i;
}

static void check_migrations(Check *c) {
    Str name = {NULL, 0}, digest;
    size_t next = 0;
    Rows r = rows_open(c, "migration", "SELECT name, hash FROM migration ORDER BY name");
    for (; rows_next(&r); next++) {
        bool is_text = rows_text(&r, 0, &name) && rows_text(&r, 1, &digest);
        next = next_step(next, name);
        bool is_same = is_text && next < MIGRATION_COUNT &&
                       str_is(name, str_from(MIGRATIONS[next].name)) &&
                       str_is(digest, str_from(MIGRATIONS[next].digest));
        if (!is_same)
            fault_add(c, VERIFY_SCHEMA, 0, "migration",
                      MSG("the schema step {1} is not as softlaw makes it", name));
    }
    if (rows_close(&r, 0) && next_step(next, STR("")) < MIGRATION_COUNT)
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
