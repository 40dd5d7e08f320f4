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

// What the terminal shows up to `end`; to the end of the session if it is NULL.
static Str shown_until(Arena *a, int terminal, const char *end) {
    Buf b = {.arena = a};
    struct pollfd ready = {.fd = terminal, .events = POLLIN};
    char bytes[256];
    while (!end || b.size == 0 || str_find(buf_str(&b), str_from(end), 0) < 0) {
        if (poll(&ready, 1, WAIT_MILLISECONDS) <= 0) fail_msg("no answer: %.*s", (int)b.size, b.at);
        ssize_t size = read(terminal, bytes, sizeof bytes);
        if (size <= 0) break;
        buf_add(&b, (Str){bytes, (size_t)size});
    }
    return b.size ? buf_str(&b) : STR("");
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
    int terminal;
    char *words[] = {"softlaw", "feel", "repl"};
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    if (child == 0) run_session(3, words);
    assert_true(child > 0);
    shown_until(a, terminal, "feel> ");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(write(terminal, rows[i].typed, strlen(rows[i].typed)),
                         strlen(rows[i].typed));
        Str shown = shown_until(a, terminal, rows[i].answer);
        if (str_find(shown, STR("feel> "), (size_t)str_find(shown, str_from(rows[i].answer), 0)) <
            0)
            shown_until(a, terminal, "feel> ");
    }
    assert_int_equal(write(terminal, "\x04", 1), 1);
    shown_until(a, terminal, NULL);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(terminal);
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
    int terminal;
    char *words[] = {"softlaw", "new", "--template", "ecological-compensation"};
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    if (child == 0) run_session(4, words);
    assert_true(child > 0);
    shown_until(a, terminal, "> ");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(write(terminal, rows[i].typed, strlen(rows[i].typed)),
                         strlen(rows[i].typed));
        Str shown = shown_until(a, terminal, rows[i].answer);
        if (str_find(shown, STR("\n> "), (size_t)str_find(shown, str_from(rows[i].answer), 0)) < 0)
            shown_until(a, terminal, "\n> ");
    }
    assert_int_equal(write(terminal, "\x04", 1), 1);
    Str page = shown_until(a, terminal, NULL);
    assert_true(str_find(page, STR("id: ab\r\n"), 0) >= 0);
    assert_true(str_find(page, STR("region-3: {name: \"Region C\""), 0) >= 0);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(terminal);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_edited_completed_and_brought_back),
        cmocka_unit_test(the_interview_asks_what_matters_until_the_input_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
