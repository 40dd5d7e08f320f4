// app/remote_fixture_test.h - for the tests: an office that answers what it likes
#ifndef SOFTLAW_APP_REMOTE_FIXTURE_TEST_H
#define SOFTLAW_APP_REMOTE_FIXTURE_TEST_H

#include "app/remote.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { SEED = 7, HEARD_BYTES = 65536, ENDLESS_BYTES = 1 << 20 };

// One answer after the other, the last again and again; "" hangs up. `is_endless`: the body goes
// on.
typedef struct Crook {
    const char *const *answers;
    bool is_endless;
    int socket, calls;
    char heard[HEARD_BYTES]; // of the last request
    pthread_t thread;
    Str url;
} Crook;

static inline bool hear(Crook *c, int from) {
    size_t size = 0, wanted = 0;
    for (;;) {
        ssize_t n = read(from, c->heard + size, sizeof c->heard - 1 - size);
        if (n <= 0) return false;
        c->heard[size += (size_t)n] = '\0';
        const char *body = strstr(c->heard, "\r\n\r\n"), *length = strstr(c->heard, "Length: ");
        if (!body) continue;
        if (!length || sscanf(length, "Length: %zu", &wanted) != 1) wanted = 0;
        if (c->heard + size >= body + 4 + wanted) return true;
    }
}

static inline void answer(Crook *c, int to, const char *text) {
    char more[4096];
    memset(more, ' ', sizeof more);
    if (send(to, text, strlen(text), MSG_NOSIGNAL) < 0) return;
    for (size_t sent = 0; c->is_endless && sent < ENDLESS_BYTES; sent += sizeof more)
        if (send(to, more, sizeof more, MSG_NOSIGNAL) < 0) return;
}

static inline void *crook_run(void *self) {
    Crook *c = self;
    for (size_t next = 0;;) {
        int to = accept(c->socket, NULL, NULL);
        if (to < 0) return NULL;
        c->calls++;
        if (hear(c, to)) answer(c, to, c->answers[next]);
        if (c->answers[next + 1]) next++;
        close(to);
    }
}

static inline void crook_start(Arena *a, Crook *c, const char *const *answers) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    c->answers = answers;
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(c->socket, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(c->socket, 8), 0);
    assert_int_equal(getsockname(c->socket, (struct sockaddr *)&at, &size), 0);
    c->url = str_fmt(a, "http://127.0.0.1:%d", ntohs(at.sin_port));
    assert_int_equal(pthread_create(&c->thread, NULL, crook_run, c), 0);
}

static inline void crook_end(Crook *c) {
    shutdown(c->socket, SHUT_RDWR);
    pthread_join(c->thread, NULL);
    close(c->socket);
}

#define OK_JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
#define PROBLEM(status)                                                                            \
    "HTTP/1.1 " status " x\r\nContent-Type: application/problem+json\r\nConnection: close\r\n\r\n"

static inline App *app_of(Arena *a) {
    return app_new(a, (AppOptions){.sys = sys_fixed(a, 0, SEED)});
}

static inline Remote *open_at(App *app, Str url) {
    RemoteOptions o = {.url = url, .token = STR("a-token"), .pause_milliseconds = 1};
    o.limit = 1000;
    Remote *r = app_remote_open(app, &o, NULL);
    assert_non_null(r);
    return r;
}

#endif
