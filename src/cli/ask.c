// cli/ask.c - a secret asked for: on the terminal without showing it, or from a file
#include "cli/ask.h"

#include "base/file.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_BYTES = 1024 };

static Str first_line(Str text) {
    return str_part(text, 0, str_line_end(text, 0));
}

// One line, without its end.
static bool read_line(Cli *c, Str *ret, Err *err) {
    char *line = arena_get(c->arena, SECRET_BYTES);
    if (!fgets(line, SECRET_BYTES, c->world.in))
        return err_set(err, ERR_CANCELLED, MSG("nothing was typed"), NO_MSG);
    Str text = str_from(line);
    if (text.size + 1 == SECRET_BYTES && !str_ends_with(text, STR("\n")))
        return err_set(err, ERR_INPUT, MSG("what was typed is too long"), NO_MSG);
    *ret = first_line(text);
    return true;
}

// ---- hidden -------------------------------------------------------------------------------------

static volatile sig_atomic_t ended_by;

static void note_end(int signal) {
    ended_by = signal;
}

static const int ENDS[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { END_COUNT = sizeof ENDS / sizeof *ENDS };

// A signal that would end the program ends the reading instead, and is sent again once the terminal
// shows what is typed.
static void hold_ends(struct sigaction before[END_COUNT]) {
    struct sigaction note = {.sa_handler = note_end};
    ended_by = 0;
    for (size_t i = 0; i < END_COUNT; i++) sigaction(ENDS[i], &note, &before[i]);
}

static void let_go_ends(const struct sigaction before[END_COUNT]) {
    for (size_t i = 0; i < END_COUNT; i++) sigaction(ENDS[i], &before[i], NULL);
    if (ended_by) raise(ended_by);
}

static bool read_hidden(Cli *c, Str *ret, Err *err) {
    struct termios before, hidden;
    struct sigaction actions[END_COUNT];
    int terminal = fileno(c->world.in);
    if (tcgetattr(terminal, &before) != 0)
        return err_set(err, ERR_INPUT, MSG("the terminal cannot hide what is typed"), NO_MSG);
    hidden = before;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    hidden.c_cc[VSUSP] = _POSIX_VDISABLE;
    hold_ends(actions);
    tcsetattr(terminal, TCSAFLUSH, &hidden);
    bool is_read = read_line(c, ret, err);
    tcsetattr(terminal, TCSAFLUSH, &before);
    print_error_text(c, STR("\n"));
    let_go_ends(actions);
    return is_read;
}

bool ask_line(Cli *c, const char *question, Str *ret, Err *err) {
    print_error_text(c, say(c, question));
    print_error_text(c, STR(" "));
    if (!read_line(c, ret, err)) return false;
    *ret = str_trim(*ret);
    return true;
}

static bool ask(Cli *c, const char *question, Str *ret, Err *err) {
    print_error_text(c, say(c, question));
    print_error_text(c, STR(" "));
    return read_hidden(c, ret, err);
}

static bool ask_twice(Cli *c, const char *question, Str *ret, Err *err) {
    Str again;
    if (!ask(c, question, ret, err) || !ask(c, N_("The same again:"), &again, err)) return false;
    return str_is(*ret, again) ||
           err_set(err, ERR_INPUT, MSG("the two are not the same"), MSG("try once more"));
}

bool ask_secret(Cli *c, const char *question, const char *option, bool is_new, Str *ret, Err *err) {
    Str text, path = cli_option(c, option);
    if (path.size) {
        if (!file_read_text(c->arena, path, SECRET_BYTES, &text, err)) return false;
        *ret = first_line(text);
        return true;
    }
    if (!c->world.in_is_terminal)
        return err_set(
            err, ERR_INPUT, MSG("there is no terminal to ask on"),
            MSG("write the secret into a file and name it with --{1}", str_from(option)));
    return is_new ? ask_twice(c, question, ret, err) : ask(c, question, ret, err);
}
