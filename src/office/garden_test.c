// office/garden_test.c - requests that servers read in different ways: one answer, and an end
//
// The rows are in test/office/garden.txt. Answers are counted as a client reads them: libmicrohttpd
// 0.9.75 tells a wrong Content-Length in a body that repeats the header of its answer.
#include "office/fixture_test.h"

#include <errno.h>
#include <time.h>

enum { ANSWERS_MAX = 4, ROWS_MIN = 250 };

typedef struct Row {
    Str name, wanted, request;
} Row;

// ---- the rows -----------------------------------------------------------------------------------

static int hex(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

// \r \n \t \xHH
static Str unescape(Arena *a, Str text) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (c == '\\' && text.at[++i] == 'x') {
            c = (char)(hex(text.at[i + 1]) * 16 + hex(text.at[i + 2]));
            i += 2;
        } else if (c == '\\') {
            c = text.at[i] == 'r' ? '\r' : text.at[i] == 'n' ? '\n' : '\t';
        }
        buf_add_byte(&b, c);
    }
    return buf_str(&b);
}

static bool cut(Str *rest, Str *ret) {
    int64_t at = str_find(*rest, STR(" | "), 0);
    if (at < 0) return false;
    *ret = str_part(*rest, 0, (size_t)at);
    *rest = str_part(*rest, (size_t)at + 3, rest->size);
    return true;
}

static bool read_row(Arena *a, Str line, Row *ret) {
    if (str_starts_with(line, STR("#")) || !cut(&line, &ret->name)) return false;
    assert_true(cut(&line, &ret->wanted));
    ret->request = unescape(a, line);
    return true;
}

// ---- answers ------------------------------------------------------------------------------------

static size_t length_of(Str head) {
    Reply r = {.head = head};
    return (size_t)strtoul(header_of(&r, "Content-Length: ").at, NULL, 10);
}

// "400", "200 404", "none": the statuses of the answers one behind the other.
static Str statuses(Arena *a, Str all) {
    Buf b = {.arena = a};
    for (int i = 0; i < ANSWERS_MAX && str_starts_with(all, STR("HTTP/1.1 ")); i++) {
        int64_t gap = str_find(all, STR("\r\n\r\n"), 0);
        assert_true(gap > 0);
        if (b.size) buf_add_byte(&b, ' ');
        buf_add(&b, str_part(all, 9, 3));
        Str head = str_part(all, 0, (size_t)gap + 2);
        all = str_part(all, (size_t)gap + 4 + length_of(head), all.size);
    }
    return b.size ? buf_str(&b) : STR("none");
}

// Until the server closes; false where it stays open for a second.
static bool is_closed(const World *w, Str request, Str *ret) {
    Buf b = {.arena = w->arena};
    char bytes[4096];
    ssize_t got;
    int s = connect_to(w);
    struct timeval patience = {.tv_sec = 1};
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(send(s, request.at, request.size, MSG_NOSIGNAL), request.size);
    while ((got = recv(s, bytes, sizeof bytes, 0)) > 0) buf_add(&b, (Str){bytes, (size_t)got});
    bool is_open = got < 0 && errno == EAGAIN;
    close(s);
    *ret = buf_str(&b);
    return !is_open;
}

static void each_request_gets_one_answer_and_an_end(void **state) {
    World *w = *state;
    Str text, line;
    Row row;
    size_t rows = 0, faults = 0;
    assert_true(file_read(w->arena, STR("test/office/garden.txt"), 1 << 20, &text, NULL));
    while (str_next(&text, '\n', &line)) {
        Str all, met;
        if (!read_row(w->arena, line, &row)) continue;
        rows++;
        met = is_closed(w, row.request, &all) ? STR("") : STR(", open");
        met = str_fmt(w->arena, "%.*s%.*s", STR_ARG(statuses(w->arena, all)), STR_ARG(met));
        if (str_is(met, row.wanted)) continue;
        faults++;
        print_error("%.*s: wanted %.*s, met %.*s\n", STR_ARG(row.name), STR_ARG(row.wanted),
                    STR_ARG(met));
    }
    assert_int_equal(faults, 0);
    assert_true(rows >= ROWS_MIN);
}

// What is pieced together on its way is the same request.
static void a_header_may_come_in_pieces(void **state) {
    World *w = *state;
    Str request = STR("GET /x?a=%20b HTTP/1.1\r\nHost: a\r\nX: y\r\nConnection: close\r\n\r\n");
    for (size_t cut_at = 1; cut_at < request.size; cut_at++) {
        char bytes[64] = "";
        struct timespec moment = {.tv_nsec = 1000000};
        int s = connect_to(w);
        assert_int_equal(send(s, request.at, cut_at, MSG_NOSIGNAL), cut_at);
        nanosleep(&moment, NULL);
        assert_true(send(s, request.at + cut_at, request.size - cut_at, MSG_NOSIGNAL) > 0);
        assert_true(recv(s, bytes, sizeof bytes - 1, 0) > 0);
        assert_memory_equal(bytes, "HTTP/1.1 404", 12);
        close(s);
    }
}

// A header that fills the buffer makes libmicrohttpd move what it has read.
static void a_large_header_is_read_too(void **state) {
    World *w = *state;
    for (size_t size = 100; size < 16000; size += 1300) {
        Buf b = {.arena = w->arena};
        for (size_t i = 0; i < size; i += 100) {
            buf_add_fmt(&b, "X-%zu: ", i);
            for (int k = 0; k < 90; k++) buf_add_byte(&b, 'y');
            buf_add_c(&b, "\r\n");
        }
        assert_int_equal(ask(w, "GET", "/", str_c(w->arena, buf_str(&b))).status, 200);
    }
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(each_request_gets_one_answer_and_an_end),
        SERVED(a_header_may_come_in_pieces),
        SERVED(a_large_header_is_read_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
