// cli/ask.c - a secret asked for: on the terminal without showing it, or from a file
#include "cli/ask.h"

#include "base/file.h"

#include <errno.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_BYTES = 1024 };

static Str first_line(Str text) {
    return str_part(text, 0, str_line_end(text, 0));
}

static bool read_hidden(Cli *c, Str *ret, Err *err) {
    struct termios before, hidden;
    char *line = arena_get(c->arena, SECRET_BYTES);
    int terminal = fileno(c->world.in);
    if (tcgetattr(terminal, &before) != 0)
        return err_set(err, ERR_INPUT, MSG("the terminal cannot hide what is typed"), NO_MSG);
    hidden = before;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(terminal, TCSAFLUSH, &hidden);
    bool is_read = fgets(line, SECRET_BYTES, c->world.in) != NULL;
    tcsetattr(terminal, TCSAFLUSH, &before);
    print_error_text(c, STR("\n"));
    if (is_read) *ret = first_line(str_from(line));
    return is_read || err_set(err, ERR_CANCELLED, MSG("nothing was typed"), NO_MSG);
}

bool ask_line(Cli *c, const char *question, Str *ret, Err *err) {
    char *line = arena_get(c->arena, SECRET_BYTES);
    print_error_text(c, say(c, question));
    print_error_text(c, STR(" "));
    bool is_read = fgets(line, SECRET_BYTES, c->world.in) != NULL;
    if (is_read) *ret = str_trim(first_line(str_from(line)));
    return is_read || err_set(err, ERR_CANCELLED, MSG("nothing was typed"), NO_MSG);
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
