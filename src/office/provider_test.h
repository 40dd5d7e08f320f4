// office/provider_test.h - for the tests: a provider of logins (OpenID Connect) on this machine
//
// It tells what it is told to tell: the next ID token, and its keys. It remembers what it was
// asked.
#ifndef SOFTLAW_OFFICE_PROVIDER_TEST_H
#define SOFTLAW_OFFICE_PROVIDER_TEST_H

#include "base/signer_test.h"
#include "office/fixture_test.h"

#include <pthread.h>

typedef struct Idp {
    Arena *arena;
    int socket, port;
    pthread_t thread;
    pthread_mutex_t gate;
    Str issuer, keys, token; // keys and token: JSON, and what the next code is exchanged for
    char asked[8192];        // the last exchange
    int documents, key_sets, exchanges;
} Idp;

static inline void idp_say(int to, int status, Str body) {
    char head[200];
    int size = snprintf(head, sizeof head,
                        "HTTP/1.1 %d x\r\nContent-Type: application/json\r\n"
                        "Content-Length: %zu\r\nConnection: close\r\n\r\n",
                        status, body.size);
    if (write(to, head, (size_t)size) < 0 || write(to, body.at, body.size) < 0) return;
}

static inline Str idp_document(Arena *a, const Idp *p) {
    Str i = p->issuer;
    return str_fmt(a,
                   "{\"issuer\":\"%.*s\",\"authorization_endpoint\":\"%.*s/auth\","
                   "\"token_endpoint\":\"%.*s/token\",\"jwks_uri\":\"%.*s/keys\","
                   "\"authorization_response_iss_parameter_supported\":true}",
                   STR_ARG(i), STR_ARG(i), STR_ARG(i), STR_ARG(i));
}

// A whole request: its header, and a body as long as it says.
static inline bool idp_hear(int from, char *text, size_t room) {
    size_t size = 0, wanted = 0;
    for (ssize_t n; (n = read(from, text + size, room - 1 - size)) > 0;) {
        size += (size_t)n;
        text[size] = '\0';
        const char *body = strstr(text, "\r\n\r\n"), *length = strstr(text, "Content-Length: ");
        if (!body) continue;
        if (length && length < body && sscanf(length, "Content-Length: %zu", &wanted) != 1)
            return false;
        if (text + size >= body + 4 + wanted) return true;
    }
    return false;
}

static inline void idp_answer(Idp *p, int to) {
    static const char TOKEN[] = "{\"token_type\":\"Bearer\",\"id_token\":\"%.*s\"}";
    char text[8192];
    Arena *a = arena_new();
    if (idp_hear(to, text, sizeof text)) {
        pthread_mutex_lock(&p->gate);
        if (strstr(text, "/.well-known/openid-configuration")) {
            p->documents++;
            idp_say(to, 200, idp_document(a, p));
        } else if (strncmp(text, "GET /realm/keys ", 16) == 0) {
            p->key_sets++;
            idp_say(to, 200, p->keys);
        } else if (strncmp(text, "POST /realm/token ", 18) == 0) {
            p->exchanges++;
            memcpy(p->asked, text, sizeof text);
            idp_say(to, p->token.size ? 200 : 400,
                    p->token.size ? str_fmt(a, TOKEN, STR_ARG(p->token))
                                  : STR("{\"error\":\"invalid_grant\"}"));
        } else {
            idp_say(to, 404, STR("{}"));
        }
        pthread_mutex_unlock(&p->gate);
    }
    arena_free(a);
}

static inline void *idp_run(void *self) {
    Idp *p = self;
    for (;;) {
        int to = accept(p->socket, NULL, NULL);
        if (to < 0) return NULL;
        idp_answer(p, to);
        close(to);
    }
}

static inline Idp *idp_start(Arena *a) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    Idp *p = ARENA_NEW(a, Idp);
    *p = (Idp){.arena = a, .socket = socket(AF_INET, SOCK_STREAM, 0)};
    pthread_mutex_init(&p->gate, NULL);
    assert_int_equal(bind(p->socket, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(p->socket, 8), 0);
    assert_int_equal(getsockname(p->socket, (struct sockaddr *)&at, &size), 0);
    p->port = ntohs(at.sin_port);
    p->issuer = str_fmt(a, "http://127.0.0.1:%d/realm", p->port);
    assert_int_equal(pthread_create(&p->thread, NULL, idp_run, p), 0);
    return p;
}

static inline void idp_end(Idp *p) {
    shutdown(p->socket, SHUT_RDWR);
    pthread_join(p->thread, NULL);
    close(p->socket);
}

static inline void idp_set(Idp *p, Str token, Str keys) {
    pthread_mutex_lock(&p->gate);
    p->token = token;
    if (keys.at) p->keys = keys;
    pthread_mutex_unlock(&p->gate);
}

#endif
