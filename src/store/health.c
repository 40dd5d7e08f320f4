// store/health.c - is a store's file well, is it in use, and what is it set to?
#include "store/store_int.h"

// The first row of a query as text; absent at a failure.
static Str first_text(Arena *a, Store *s, const char *sql) {
    Query *q = store_query(s, sql);
    Str text = {NULL, 0};
    if (query_next(q)) text = str_copy(a, query_text(q, 0));
    return query_end(q, NULL) ? text : (Str){NULL, 0};
}

bool store_check_pages(Arena *a, Store *s, Str *ret_fault, Err *err) {
    Query *q = store_query(s, "SELECT integrity_check FROM pragma_integrity_check LIMIT 1");
    Str said = STR("");
    if (query_next(q)) said = str_copy(a, query_text(q, 0));
    if (!query_end(q, err)) return false;
    *ret_fault = str_is(said, STR("ok")) ? STR("") : said;
    return true;
}

StoreHealth store_health(Arena *a, Store *s) {
    return (StoreHealth){
        .library = str_from(sqlite3_libversion()),
        .is_library_sound = sqlite3_libversion_number() >= STORE_OLDEST_LIBRARY,
        .journal = first_text(a, s, "SELECT journal_mode FROM pragma_journal_mode"),
        .last_at = first_text(a, s, "SELECT at FROM record ORDER BY seq DESC LIMIT 1")};
}

// Who has a store in WAL mode open holds a lock on it; alone one may have it exclusively.
bool store_is_in_use(Str path) {
    Arena *a = arena_new();
    sqlite3 *db = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    int rc = sqlite3_open_v2(str_c(a, path), &db, flags, NULL);
    const char *sql = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK";
    if (rc == SQLITE_OK) rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    arena_free(a);
    return (rc & 0xff) == SQLITE_BUSY;
}
