// office/fixture_test.h - for the tests: an office on a port of its own, and requests to it
#ifndef SOFTLAW_OFFICE_FIXTURE_TEST_H
#define SOFTLAW_OFFICE_FIXTURE_TEST_H

#include "app/ledger.h"
#include "base/file.h"
#include "base/json.h"
#include "office/office_int.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct World {
    Arena *arena;
    Str folder, db;
    OfficeOptions options;
    int port;
} World;

static void record(World *w, Str path, Str facts) {
    Err err = {.code = ERR_NONE};
    PostRequest r = {.inputs = {.agreement = path, .facts = &facts, .fact_count = facts.size > 0}};
    App *app = app_new(w->arena, (AppOptions){.sys = w->options.options.sys});
    assert_non_null(app_post(app, w->db, &r, &err));
}

// An office that publishes the Yellow River agreement; with `init`, one with accounts.
static int begin_with(void **state, void (*init)(World *w)) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    char folder[] = "/tmp/softlaw-office-XXXXXX";
    Err err = {.code = ERR_NONE};
    w->arena = a;
    if (!mkdtemp(folder)) return -1;
    w->folder = str_copy(a, str_from(folder));
    w->db = str_fmt(a, "%s/books", folder);
    w->options = (OfficeOptions){.arena = a,
                                 .options = {.sys = sys_fixed(a, 1770000000000000, 7)},
                                 .portal = {.db = w->db},
                                 .address = STR("127.0.0.1"),
                                 .threads = 2};
    record(w, STR("examples/yellow-river.md"), STR("examples/yellow-river.facts.csv"));
    if (init) init(w);
    App *app = app_new(a, w->options.options);
    const Office *f =
        app_portal_prepare(app, w->db, &err) ? office_start(a, &w->options, &err) : NULL;
    if (!f) return -1;
    w->port = (int)strtol(str_c(a, office_origin(f)) + strlen("http://127.0.0.1:"), NULL, 10);
    *state = w;
    return 0;
}

static inline int begin(void **state) {
    return begin_with(state, NULL);
}

static int end(void **state) {
    static const char *const NAMES[] = {"books",        "books-wal",        "books-shm",
                                        "books.people", "books.people-wal", "books.people-shm",
                                        "books.find",   "books.find-wal",   "books.find-shm",
                                        "hostile.md"};
    World *w = *state;
    Arena *names = arena_new();
    Str folder = str_copy(names, w->folder);
    arena_free(w->arena);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        unlink(str_c(names, str_fmt(names, "%.*s/%s", STR_ARG(folder), NAMES[i])));
    rmdir(str_c(names, folder));
    arena_free(names);
    return 0;
}

// ---- over the socket ----------------------------------------------------------------------------

static inline int connect_to(const World *w) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)w->port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    assert_int_equal(connect(s, (struct sockaddr *)&address, sizeof address), 0);
    return s;
}

// All that comes back until the server closes or falls silent.
static inline Str talk(const World *w, Str request) {
    Buf b = {.arena = w->arena};
    char bytes[4096];
    struct timeval patience = {.tv_sec = 2};
    int s = connect_to(w);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(send(s, request.at, request.size, MSG_NOSIGNAL), request.size);
    for (ssize_t got; (got = recv(s, bytes, sizeof bytes, 0)) > 0;) {
        buf_add(&b, (Str){bytes, (size_t)got});
        if (str_find(buf_str(&b), STR("Type: text/event-stream"), 0) >= 0) break; // it does not end
    }
    close(s);
    return buf_str(&b);
}

typedef struct Reply {
    int status;
    Str head, body;
} Reply;

static inline Reply parse(Str all) {
    Reply r = {.status = 0};
    int64_t gap = str_find(all, STR("\r\n\r\n"), 0);
    if (gap < 0 || all.size < 12) return r;
    r.head = str_part(all, 0, (size_t)gap + 2);
    r.body = str_part(all, (size_t)gap + 4, all.size);
    r.status = (all.at[9] - '0') * 100 + (all.at[10] - '0') * 10 + (all.at[11] - '0');
    return r;
}

static inline Reply ask(const World *w, const char *method, const char *path, const char *fields) {
    return parse(
        talk(w, str_fmt(w->arena, "%s %s HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n",
                        method, path, fields)));
}

static inline Reply get(const World *w, const char *path) {
    return ask(w, "GET", path, "");
}

static inline bool has(Str text, const char *part) {
    return str_find(text, str_from(part), 0) >= 0;
}

// The value of a field of the answer's header; absent where there is none.
static inline Str header_of(const Reply *r, const char *name) {
    int64_t at = str_find(r->head, str_from(name), 0);
    if (at < 0) return (Str){NULL, 0};
    size_t from = (size_t)at + strlen(name);
    return str_part(r->head, from, str_line_end(r->head, from) - from);
}

// A form of a page, or what a program sends.
static inline Reply post(const World *w, const char *path, const char *fields, Str body) {
    bool is_api = office_is_api(str_from(path));
    return parse(talk(
        w, str_fmt(w->arena,
                   "POST %s HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\nContent-Type: %s\r\n"
                   "Content-Length: %zu\r\n\r\n%.*s",
                   path, fields, is_api ? "application/json" : "application/x-www-form-urlencoded",
                   body.size, STR_ARG(body))));
}

#endif
