// main.c - where the program starts: the one file that sees every door
#include "cli/cli.h"
#include "lsp/lsp.h"
#include "office/office.h"
#include "web/web.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int terminal_columns(void) {
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size)) return 0;
    return size.ws_col;
}

static const char *locale_of_messages(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return value;
    }
    return NULL;
}

static const char *value_of(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

// Where a user's programs keep what he has set (XDG Base Directory Specification).
static const char *folder_of_settings(char *path, size_t size) {
    const char *own = value_of("XDG_CONFIG_HOME"), *home = value_of("HOME");
    if (!own && !home) return NULL;
    int length = own ? snprintf(path, size, "%s/softlaw", own)
                     : snprintf(path, size, "%s/.config/softlaw", home);
    return length > 0 && (size_t)length < size ? path : NULL;
}

int main(int argc, char **argv) {
    const char *no_color = getenv("NO_COLOR");
    char settings[PATH_MAX];
    return cli_run(argc, argv,
                   (CliWorld){.in = stdin,
                              .out = stdout,
                              .err = stderr,
                              .in_is_terminal = isatty(STDIN_FILENO) == 1,
                              .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                              .err_is_terminal = isatty(STDERR_FILENO) == 1,
                              .columns = terminal_columns(),
                              .locale = locale_of_messages(),
                              .no_color = no_color && *no_color,
                              .remote = value_of("SOFTLAW_REMOTE"),
                              .token = value_of("SOFTLAW_TOKEN"),
                              .settings = folder_of_settings(settings, sizeof settings),
                              .edit = web_edit,
                              .serve = office_serve,
                              .serve_editor = lsp_serve});
}
