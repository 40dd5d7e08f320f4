// cli/line_test.c - softlaw feel repl and the interview of softlaw new on a terminal
//
// The session runs in a child on a pseudo-terminal; what is typed waits for the prompt.
#include "cli/cli.h"

#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WAIT_MILLISECONDS = 20000 };

// The child leaves without looking for leaks: libedit keeps the names of its functions.
static void run_session(int count, char **words) {
    setenv("TERM", "xterm", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    CliWorld world = {.in = stdin,
                      .out = stdout,
                      .err = stderr,
                      .in_is_terminal = true,
                      .out_is_terminal = true,
                      .no_color = true};
    int status = cli_run(count, words, world);
    fflush(stdout);
    _exit(status);
}

// What the terminal has shown, and how much of that was waited for.
typedef struct Session {
    int terminal;
    Buf shown;
    size_t seen;
} Session;

// False at the end of the session.
static bool read_more(Session *s) {
    struct pollfd ready = {.fd = s->terminal, .events = POLLIN};
    char bytes[256];
    if (poll(&ready, 1, WAIT_MILLISECONDS) <= 0)
        fail_msg("no answer after: %.*s", (int)s->shown.size, s->shown.at);
    ssize_t size = read(s->terminal, bytes, sizeof bytes);
    if (size > 0) buf_add(&s->shown, (Str){bytes, (size_t)size});
    return size > 0;
}

static void wait_for(Session *s, const char *wanted) {
    for (;;) {
        int64_t at = s->shown.size ? str_find(buf_str(&s->shown), str_from(wanted), s->seen) : -1;
        if (at >= 0) {
            s->seen = (size_t)at + strlen(wanted);
            return;
        }
        if (!read_more(s)) fail_msg("the session ended before: %s", wanted);
    }
}

// Control-D, again and again: libedit shows its prompt just before it takes the terminal's line
// mode away, in which one that comes too early is lost.
static void leave(Session *s) {
    enum { AGAIN_MILLISECONDS = 500 };
    struct pollfd ready = {.fd = s->terminal, .events = POLLIN};
    for (int waited = 0; waited < WAIT_MILLISECONDS;) {
        ssize_t written = write(s->terminal, "\x15\x04", 2);
        while (poll(&ready, 1, AGAIN_MILLISECONDS) > 0)
            if (!read_more(s)) return;
        waited += written < 0 ? WAIT_MILLISECONDS : AGAIN_MILLISECONDS;
    }
    fail_msg("the session does not end: %.*s", (int)s->shown.size, s->shown.at);
}

typedef struct Row {
    const char *typed, *answer;
} Row;

static void a_line_is_edited_completed_and_brought_back(void **state) {
    (void)state;
    static const Row rows[] = {
        {"1 + 1\r", "\r\n2\r\n"},
        {"string le\t(\"水质\")\r", "\r\n2\r\n"}, // one completion
        {"subst\t\t(\"abc\", 2)\r", "substring, substring after, substring before"},
        {"3 * 5\x01(\x05)\r", "\r\n15\r\n"}, // to the start and to the end of the line
        {"\x1b[A\x1b[A\x1b[A\x1b[A\r", "\r\n2\r\n"},
        {"1 / 0\r", "cannot divide by"},
    };
    Arena *a = arena_new();
    Session s = {.shown = {.arena = a}};
    char *words[] = {"softlaw", "feel", "repl"};
    pid_t child = forkpty(&s.terminal, NULL, NULL, NULL);
    if (child == 0) run_session(3, words);
    assert_true(child > 0);
    wait_for(&s, "feel> ");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(write(s.terminal, rows[i].typed, strlen(rows[i].typed)),
                         strlen(rows[i].typed));
        wait_for(&s, rows[i].answer);
        wait_for(&s, "feel> ");
    }
    leave(&s);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(s.terminal);
    arena_free(a);
}

// What is typed, and what is shown before the next answer can be typed.
static void the_interview_asks_what_matters_until_the_input_ends(void **state) {
    (void)state;
    static const Row rows[] = {
        {"ab 1\x7f\x7f\r", "Two regions, or a fund of several?"}, // taken back: "ab"
        {"three\r", "is no answer to \"form\""},
        {"fund\r", "Which river, in which stretch?"},
        {"\r", "Which regions form the fund"}, // upstream and downstream are not asked
    };
    Arena *a = arena_new();
    Session s = {.shown = {.arena = a}};
    char *words[] = {"softlaw", "new", "--template", "ecological-compensation"};
    pid_t child = forkpty(&s.terminal, NULL, NULL, NULL);
    if (child == 0) run_session(4, words);
    assert_true(child > 0);
    wait_for(&s, "> ");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(write(s.terminal, rows[i].typed, strlen(rows[i].typed)),
                         strlen(rows[i].typed));
        wait_for(&s, rows[i].answer);
        wait_for(&s, "\n> ");
    }
    leave(&s);
    Str page = buf_str(&s.shown);
    assert_true(str_find(page, STR("id: ab\r\n"), 0) >= 0);
    assert_true(str_find(page, STR("region-3: {name: \"Region C\""), 0) >= 0);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(s.terminal);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_edited_completed_and_brought_back),
        cmocka_unit_test(the_interview_asks_what_matters_until_the_input_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
