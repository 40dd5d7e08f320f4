// find/put_db.c - the file of what is found: opened, filled, emptied
#include "find/001_find.sql.h"
#include "find/find_int.h"

static const Migration MIGRATIONS[] = {{"find/001_find", sql_001_find}};

Find *find_open(Arena *a, Str path, Err *err) {
    Find *f = ARENA_NEW(a, Find);
    f->store = store_open(a, path, (StoreOptions){.may_create = true}, err);
    if (!f->store) return NULL;
    return store_migrate(f->store, MIGRATIONS, sizeof MIGRATIONS / sizeof *MIGRATIONS, err) ? f
                                                                                            : NULL;
}

bool find_mark(Arena *a, Find *f, int64_t *ret_seq, Str *ret_version, Err *err) {
    *ret_seq = 0;
    *ret_version = STR("");
    Query *q = store_query(f->store, "SELECT seq, version FROM found ORDER BY seq DESC LIMIT 1");
    if (query_next(q)) {
        *ret_seq = query_int(q, 0);
        *ret_version = str_copy(a, query_text(q, 1));
    }
    return query_end(q, err);
}

bool find_begin(Find *f, Err *err) {
    return store_begin(f->store, err);
}

bool find_commit(Find *f, Err *err) {
    return store_commit(f->store, err);
}

void find_rollback(Find *f) {
    store_rollback(f->store);
}

static bool run_for(Find *f, const char *sql, Str agreement, Err *err) {
    Query *q = store_query(f->store, sql);
    query_bind_text(q, "$1", agreement);
    return query_run(q, err);
}

static bool forget(Find *f, Str agreement, Err *err) {
    return run_for(f,
                   "DELETE FROM found_gram WHERE rowid IN (SELECT number FROM found_provision "
                   "WHERE agreement = $1)",
                   agreement, err) &&
           run_for(f, "DELETE FROM found_provision WHERE agreement = $1", agreement, err) &&
           run_for(f, "DELETE FROM found_side WHERE agreement = $1", agreement, err) &&
           run_for(f, "DELETE FROM found WHERE agreement = $1", agreement, err);
}

bool find_clear(Find *f, Err *err) {
    static const char *const TABLES[] = {"DELETE FROM found_gram", "DELETE FROM found_provision",
                                         "DELETE FROM found_side", "DELETE FROM found"};
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        if (!query_run(store_query(f->store, TABLES[i]), err)) return false;
    return true;
}

static bool put_entry(Find *f, const FindEntry *e, Err *err) {
    Query *q = store_query(f->store, "INSERT INTO found (agreement, version, seq, title_en, "
                                     "title_zh) VALUES ($1, $2, $3, $4, $5)");
    query_bind_text(q, "$1", e->agreement);
    query_bind_text(q, "$2", e->version);
    query_bind_int(q, "$3", e->seq);
    query_bind_text(q, "$4", e->titles[LANG_EN]);
    query_bind_text(q, "$5", e->titles[LANG_ZH]);
    return query_run(q, err);
}

static bool put_side(Find *f, Str agreement, const FindSide *s, Err *err) {
    Query *q =
        store_query(f->store, "INSERT INTO found_side (agreement, what, id, name_en, name_zh) "
                              "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
    query_bind_text(q, "$1", agreement);
    query_bind_text(q, "$2", str_from(s->what));
    query_bind_text(q, "$3", s->id);
    query_bind_text(q, "$4", s->names[LANG_EN]);
    query_bind_text(q, "$5", s->names[LANG_ZH]);
    return query_run(q, err);
}

static bool next_number(Find *f, int64_t *ret, Err *err) {
    *ret = 1;
    Query *q =
        store_query(f->store, "SELECT number FROM found_provision ORDER BY number DESC LIMIT 1");
    if (query_next(q)) *ret = query_int(q, 0) + 1;
    return query_end(q, err);
}

static bool put_grams(Find *f, int64_t number, const FindProvision *p, Err *err) {
    Arena *work = arena_new();
    Buf grams = {.arena = work};
    find_add_grams(&grams, p->heading);
    find_add_grams(&grams, p->body);
    Query *q = store_query(f->store, "INSERT INTO found_gram (rowid, gram) VALUES ($1, $2)");
    query_bind_int(q, "$1", number);
    query_bind_text(q, "$2", buf_str(&grams));
    bool done = query_run(q, err);
    arena_free(work);
    return done;
}

static bool put_provision(Find *f, Str agreement, int64_t number, const FindProvision *p,
                          Err *err) {
    Query *q = store_query(f->store, "INSERT INTO found_provision (number, agreement, article, "
                                     "heading, body) VALUES ($1, $2, $3, $4, $5)");
    query_bind_int(q, "$1", number);
    query_bind_text(q, "$2", agreement);
    query_bind_text(q, "$3", p->article);
    query_bind_text(q, "$4", p->heading);
    query_bind_text(q, "$5", p->body);
    return query_run(q, err) && put_grams(f, number, p, err);
}

bool find_put(Find *f, const FindEntry *e, Err *err) {
    int64_t number;
    if (!forget(f, e->agreement, err) || !put_entry(f, e, err) || !next_number(f, &number, err))
        return false;
    for (size_t i = 0; i < e->side_count; i++)
        if (!put_side(f, e->agreement, &e->sides[i], err)) return false;
    for (size_t i = 0; i < e->provision_count; i++)
        if (!put_provision(f, e->agreement, number + (int64_t)i, &e->provisions[i], err))
            return false;
    return true;
}
