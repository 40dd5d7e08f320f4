// store/batch_fixture_test.h - two stores side by side, and writes that succeed, fail or are given
// up
#ifndef SOFTLAW_STORE_BATCH_FIXTURE_TEST_H
#define SOFTLAW_STORE_BATCH_FIXTURE_TEST_H

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const Migration PAGES[] = {
    {"test/001", "CREATE TABLE page (n BIGINT NOT NULL PRIMARY KEY, t TEXT NOT NULL)"
                 "/*sqlite STRICT*/;"},
};

typedef struct World {
    Arena *arena;
    char folder[32];
    Str path, twin_path;
    Store *store, *twin;
} World;

static inline Store *open_pages(Arena *a, Str path, StoreOptions o) {
    Store *s = store_open(a, path, o, NULL);
    return s && (o.is_read_only || store_migrate(s, PAGES, 1, NULL)) ? s : NULL;
}

static inline int make_world(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    *w = (World){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    assert_non_null(mkdtemp(w->folder));
    w->path = str_fmt(a, "%s/store", w->folder);
    w->twin_path = str_fmt(a, "%s/twin", w->folder);
    w->store = open_pages(a, w->path, (StoreOptions){.may_create = true});
    w->twin = open_pages(a, w->twin_path, (StoreOptions){.may_create = true});
    assert_true(w->store && w->twin);
    *state = w;
    return 0;
}

static inline void remove_store(Arena *a, Str path) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) unlink(str_c(a, str_fmt(a, "%.*s%s", STR_ARG(path), ENDS[i])));
}

static inline int end_world(void **state) {
    World *w = *state;
    store_close(w->store);
    store_close(w->twin);
    remove_store(w->arena, w->path);
    remove_store(w->arena, w->twin_path);
    assert_int_equal(rmdir(w->folder), 0);
    arena_free(w->arena);
    return 0;
}

// ---- writes -------------------------------------------------------------------------------------

typedef enum WriteKind {
    WRITE_KEPT,     // two records and a page
    WRITE_CONFLICT, // a record, then a page that is there already
    WRITE_GIVEN_UP, // two records and a page, and the caller thinks better of it
    WRITE_UNDATED,  // a record, then one with a time that is none
    WRITE_KINDS,
} WriteKind;

typedef struct Write {
    WriteKind kind;
    int64_t page;   // no two are the same
    int64_t minute; // of the record; clocks may go back
} Write;

static inline bool put_page(Store *s, int64_t page) {
    Query *q = store_query(s, "INSERT INTO page (n, t) VALUES ($1, 'x')");
    query_bind_int(q, "$1", page);
    return query_run(q, NULL);
}

static inline bool put_record(Store *s, const Write *w, const char *name) {
    Arena *a = arena_new();
    Buf body = {.arena = a};
    int64_t seq;
    body_add_int(&body, name, w->page);
    Str at = str_fmt(a, "2024-01-31T12:%02d:00Z", (int)w->minute);
    bool done = store_append(s, STR("test"), at, buf_str(&body), &seq, NULL);
    arena_free(a);
    return done;
}

static inline bool put_all(Store *s, const Write *w) {
    int64_t seq;
    if (!put_record(s, w, "one")) return false;
    if (w->kind == WRITE_CONFLICT) return put_page(s, -1);
    if (w->kind == WRITE_UNDATED)
        return store_append(s, STR("test"), STR("now"), STR("x\ty\n"), &seq, NULL);
    return put_page(s, w->page) && put_record(s, w, "two") && w->kind != WRITE_GIVEN_UP;
}

// As every room does it: begin, work, commit; roll back what did not come to that.
static inline bool put(Store *s, Write w) {
    bool done = store_begin(s, NULL) && put_all(s, &w) && store_commit(s, NULL);
    store_rollback(s);
    return done;
}

static inline Write kept(int64_t page) {
    return (Write){WRITE_KEPT, page, page % 60};
}

// The page with which WRITE_CONFLICT collides.
static inline void put_first_page(Store *s) {
    assert_true(store_begin(s, NULL) && put_page(s, -1) && store_commit(s, NULL));
}

// ---- what a store holds -------------------------------------------------------------------------

static inline Str content(Arena *a, Store *s) {
    static const char *const TABLES[] = {
        "SELECT seq || kind || at || body || leaf FROM record ORDER BY seq",
        "SELECT number || ' ' || size || root FROM head ORDER BY number",
        "SELECT size || nodes FROM log_edge",
        "SELECT n || t FROM page ORDER BY n",
    };
    Buf b = {.arena = a};
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) {
        Query *q = store_query(s, TABLES[i]);
        while (query_next(q)) {
            buf_add(&b, query_text(q, 0));
            buf_add_byte(&b, '\n');
        }
        assert_true(query_end(q, NULL));
    }
    return buf_str(&b);
}

static inline int64_t count_pages(Store *s) {
    Query *q = store_query(s, "SELECT count(*) FROM page WHERE n >= 0");
    int64_t count = query_next(q) ? query_int(q, 0) : -1;
    return query_end(q, NULL) ? count : -2;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_world, end_world)

#endif
