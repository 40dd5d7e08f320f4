// base/peer_test.h - for tests: another side that listens on this machine, answers, and
// remembers
#ifndef SOFTLAW_BASE_PEER_TEST_H
#define SOFTLAW_BASE_PEER_TEST_H

#include "base/str.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

// Speaks SMTP, answering `answer` to DATA's end, or HTTP with the status `answer`.
typedef struct Peer {
    bool is_mail;
    int answer, socket, port, calls;
    char heard[65536];
    size_t size;
    pthread_t thread;
} Peer;

static inline void peer_say(int to, const char *line) {
    if (write(to, line, strlen(line)) < 0) return;
}

static inline bool peer_hear(Peer *p, int from) {
    ssize_t n = read(from, p->heard + p->size, sizeof p->heard - 1 - p->size);
    if (n <= 0) return false;
    p->size += (size_t)n;
    p->heard[p->size] = '\0';
    return true;
}

static inline void peer_mail(Peer *p, int to) {
    char line[64];
    bool is_data = false;
    peer_say(to, "220 peer\r\n");
    while (peer_hear(p, to)) {
        if (is_data && !strstr(p->heard, "\r\n.\r\n")) continue;
        snprintf(line, sizeof line, "%d said\r\n", is_data ? p->answer : 250);
        bool begins = !is_data && p->size > 6 && strcmp(p->heard + p->size - 6, "DATA\r\n") == 0;
        peer_say(to, begins ? "354 go\r\n" : line);
        is_data = begins;
    }
}

static inline void peer_http(Peer *p, int to) {
    char line[128];
    while (peer_hear(p, to)) {
        const char *body = strstr(p->heard, "\r\n\r\n"), *length = strstr(p->heard, "Length: ");
        size_t wanted = 0;
        if (!body || !length || sscanf(length, "Length: %zu", &wanted) != 1) continue;
        if (p->heard + p->size < body + 4 + wanted) continue;
        snprintf(line, sizeof line,
                 "HTTP/1.1 %d x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n"
                 "Connection: close\r\n\r\n",
                 p->answer);
        peer_say(to, line);
        return;
    }
}

static inline void *peer_run(void *self) {
    Peer *p = self;
    for (;;) {
        int to = accept(p->socket, NULL, NULL);
        if (to < 0) return NULL;
        p->calls++;
        p->size = 0;
        p->is_mail ? peer_mail(p, to) : peer_http(p, to);
        close(to);
    }
}

static inline void peer_start(Peer *p, bool is_mail, int answer) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    memset(p, 0, sizeof *p);
    p->is_mail = is_mail;
    p->answer = answer;
    p->socket = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(p->socket, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(p->socket, 8), 0);
    assert_int_equal(getsockname(p->socket, (struct sockaddr *)&at, &size), 0);
    p->port = ntohs(at.sin_port);
    assert_int_equal(pthread_create(&p->thread, NULL, peer_run, p), 0);
}

// What was heard may be looked at afterwards.
static inline void peer_end(Peer *p) {
    shutdown(p->socket, SHUT_RDWR);
    pthread_join(p->thread, NULL);
    close(p->socket);
}

#endif
