// cli/line_test.c - softlaw feel repl on a terminal: editing, completion, history
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
static void run_session(void) {
    char *words[] = {"softlaw", "feel", "repl"};
    setenv("TERM", "xterm", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    CliWorld world = {.in = stdin,
                      .out = stdout,
                      .err = stderr,
                      .in_is_terminal = true,
                      .out_is_terminal = true,
                      .no_color = true};
    int status = cli_run(3, words, world);
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
    pid_t child = forkpty(&s.terminal, NULL, NULL, NULL);
    if (child == 0) run_session();
    assert_true(child > 0);
    wait_for(&s, "feel> ");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(write(s.terminal, rows[i].typed, strlen(rows[i].typed)),
                         strlen(rows[i].typed));
        wait_for(&s, rows[i].answer);
        wait_for(&s, "feel> ");
    }
    assert_int_equal(write(s.terminal, "\x04", 1), 1);
    while (read_more(&s)) continue;
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(s.terminal);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_edited_completed_and_brought_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
