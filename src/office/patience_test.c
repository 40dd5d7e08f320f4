// office/patience_test.c - slow connections are cut, others are not
#include "office/patience.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { TENTHS = 35, MANY = 3 };

typedef struct World {
    Arena *arena;
    Patience *patience;
    struct MHD_Daemon *daemon;
    uint16_t port;
} World;

// ---- a server that says "x" ---------------------------------------------------------------------

static enum MHD_Result on_request(void *self, struct MHD_Connection *c, const char *path,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *size, void **state) {
    static char body[] = "x";
    (void)self, (void)path, (void)method, (void)version, (void)bytes;
    if (!*state) {
        *state = body;
        patience_has_header(c);
        return MHD_YES;
    }
    if (*size) {
        *size = 0;
        return MHD_YES;
    }
    struct MHD_Response *r = MHD_create_response_from_buffer(1, body, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result done = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return done;
}

static void on_end(void *self, struct MHD_Connection *c, void **state,
                   enum MHD_RequestTerminationCode why) {
    (void)self, (void)state, (void)why;
    patience_is_answered(c);
}

static int begin(void **state, PatienceOptions o) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    w->arena = a;
    w->patience = patience_start(a, o);
    assert_non_null(w->patience);
    w->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, NULL, MHD_OPTION_NOTIFY_COMPLETED,
        on_end, NULL, MHD_OPTION_NOTIFY_CONNECTION, patience_notify, w->patience, MHD_OPTION_END);
    assert_non_null(w->daemon);
    w->port = MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    *state = w;
    return 0;
}

static int begin_calm(void **state) {
    return begin(state, (PatienceOptions){{1, 1}, {1, 1}, 100, 100});
}

static int begin_pressed(void **state) {
    return begin(state, (PatienceOptions){{100, 100}, {1, 100}, MANY, 100});
}

static int end(void **state) {
    World *w = *state;
    MHD_stop_daemon(w->daemon);
    arena_free(w->arena);
    return 0;
}

// ---- clients ------------------------------------------------------------------------------------

static int enter(const World *w) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(w->port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    assert_int_equal(connect(s, (struct sockaddr *)&address, sizeof address), 0);
    return s;
}

static void wait_a_tenth(void) {
    struct timespec tenth = {.tv_nsec = 100000000};
    nanosleep(&tenth, NULL);
}

static bool is_cut(int s) {
    char byte;
    ssize_t got = recv(s, &byte, 1, MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN);
}

// A byte each tenth of a second; how many tenths until the server has enough.
static int drip(int s, const char *first, const char *drop) {
    send(s, first, strlen(first), MSG_NOSIGNAL);
    for (int i = 0; i < TENTHS; i++) {
        wait_a_tenth();
        if (send(s, drop, 1, MSG_NOSIGNAL) < 0 || is_cut(s)) return i;
    }
    return TENTHS;
}

// ---- tests --------------------------------------------------------------------------------------

static void a_header_that_drips_is_cut(void **state) {
    int s = enter(*state);
    assert_in_range(drip(s, "GET / HTTP/1.1\r\nHost: a\r\nX: ", "y"), 5, TENTHS - 1);
    close(s);
}

static void a_body_that_drips_is_cut(void **state) {
    int s = enter(*state);
    const char *header = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
    assert_in_range(drip(s, header, "y"), 5, TENTHS - 1);
    close(s);
}

static void who_asks_again_and_again_is_not_cut(void **state) {
    static const char REQUEST[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    char answer[512];
    int s = enter(*state);
    for (int i = 0; i < TENTHS; i += 5) {
        assert_true(send(s, REQUEST, sizeof REQUEST - 1, MSG_NOSIGNAL) > 0);
        assert_true(recv(s, answer, sizeof answer, 0) > 0);
        for (int k = 0; k < 5; k++) wait_a_tenth();
    }
    close(s);
}

static void many_are_waited_for_less(void **state) {
    int s[MANY];
    for (int i = 0; i + 1 < MANY; i++) s[i] = enter(*state);
    for (int i = 0; i < TENTHS; i++) wait_a_tenth();
    for (int i = 0; i + 1 < MANY; i++) assert_false(is_cut(s[i]));
    s[MANY - 1] = enter(*state);
    for (int i = 0; i < TENTHS; i++) wait_a_tenth();
    for (int i = 0; i + 1 < MANY; i++) assert_true(is_cut(s[i]));
    for (int i = 0; i < MANY; i++) close(s[i]);
}

#define CALM(name) cmocka_unit_test_setup_teardown(name, begin_calm, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        CALM(a_header_that_drips_is_cut),
        CALM(a_body_that_drips_is_cut),
        CALM(who_asks_again_and_again_is_not_cut),
        cmocka_unit_test_setup_teardown(many_are_waited_for_less, begin_pressed, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
