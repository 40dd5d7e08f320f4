// tools/transcript.c - runs transcripts: what was typed and what it printed
//
// Usage: transcript [--accept] PROGRAM FILE…
// Runs the commands of each FILE anew and prints a diff where they print something else; with
// --accept the file is rewritten instead. Exits with 1 if a file differed. In a FILE
//     # comment
//     $ command         run by sh in an empty folder that lasts for the file
//     > more of it      for here-documents
//     output            standard output and standard error as they came
//     ? 2               the exit status where it is not 0
// Blank lines at the end of an output do not count. A line of output that looks like one of the
// above has a backslash in front. $ROOT is the repository; PROGRAM is found as softlaw; the clock
// stands still.
#include "base/file.h"
#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILE_BYTES = 16 << 20 };

typedef struct Run {
    Arena *arena;
    Sys *sys;
    Str folder; // holds the command, and the folder "here" in which it runs
} Run;

static void die(const char *what) {
    perror(what);
    exit(2);
}

static void must_write(Run *r, Str path, Str content) {
    Err err = {0};
    if (file_write(r->arena, r->sys, path, content, &err)) return;
    Str text = lang_err(r->arena, LANG_EN, &err);
    fwrite(text.at, 1, text.size, stderr);
    exit(2);
}

static bool is_mark(Str line) {
    return line.size && strchr("$>#?\\", line.at[0]) &&
           (line.size == 1 || line.at[0] == '\\' || line.at[1] == ' ');
}

// What the command printed, and its exit status.
static Str run_command(Run *r, Str command, int *ret_status) {
    Str path = str_fmt(r->arena, "%.*s/command", STR_ARG(r->folder));
    must_write(r, path, command);
    Str line = str_fmt(r->arena, "cd %.*s/here && exec timeout 120 sh ../command 2>&1 </dev/null",
                       STR_ARG(r->folder));
    FILE *pipe = popen(str_c(r->arena, line), "r");
    if (!pipe) die("sh");
    Buf output = {.arena = r->arena};
    char bytes[4096];
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        buf_add(&output, (Str){bytes, got});
    int status = pclose(pipe);
    *ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return buf_str(&output);
}

static Str without_blank_end(Str text) {
    while (text.size && (text.at[text.size - 1] == '\n' || text.at[text.size - 1] == ' '))
        text.size--;
    return text;
}

static void add_output(Buf *b, Str output, int status) {
    Str rest = without_blank_end(output), line;
    while (rest.size && str_next(&rest, '\n', &line)) {
        if (is_mark(line)) buf_add_byte(b, '\\');
        buf_add(b, line);
        buf_add_byte(b, '\n');
    }
    if (status) buf_add_fmt(b, "? %d\n", status);
}

static Str peek_line(Str rest) {
    Str line = {"", 0};
    str_next(&rest, '\n', &line);
    return line;
}

// The old output up to the next command or comment; returns how many blank lines end it.
static size_t skip_output(Str *rest) {
    size_t blank = 0;
    Str line;
    while (rest->size) {
        line = peek_line(*rest);
        if (is_mark(line) && (line.at[0] == '$' || line.at[0] == '#')) break;
        str_next(rest, '\n', &line);
        blank = line.size ? 0 : blank + 1;
    }
    return blank;
}

static void run_block(Run *r, Str first, Str *rest, Buf *fresh) {
    Buf command = {.arena = r->arena};
    Str line;
    int status;
    buf_add(&command, str_part(first, 2, first.size));
    buf_add_byte(&command, '\n');
    while (rest->size && is_mark(peek_line(*rest)) && rest->at[0] == '>') {
        str_next(rest, '\n', &line);
        buf_add(fresh, line);
        buf_add_byte(fresh, '\n');
        buf_add(&command, str_part(line, 2, line.size));
        buf_add_byte(&command, '\n');
    }
    size_t blank = skip_output(rest);
    Str output = run_command(r, buf_str(&command), &status);
    add_output(fresh, output, status);
    for (; blank; blank--) buf_add_byte(fresh, '\n');
}

// The transcript as it would be written today.
static Str run_all(Run *r, Str old) {
    Buf fresh = {.arena = r->arena};
    Str rest = old, line;
    while (rest.size && str_next(&rest, '\n', &line)) {
        buf_add(&fresh, line);
        buf_add_byte(&fresh, '\n');
        if (is_mark(line) && line.at[0] == '$') run_block(r, line, &rest, &fresh);
    }
    return buf_str(&fresh);
}

static void show_difference(Run *r, const char *file, Str fresh) {
    Str path = str_fmt(r->arena, "%.*s/fresh", STR_ARG(r->folder));
    must_write(r, path, fresh);
    Str command = str_fmt(r->arena, "diff -u --label '%s' --label 'as run' '%s' %.*s", file, file,
                          STR_ARG(path));
    fflush(stdout);
    if (system(str_c(r->arena, command)) < 0) die("diff");
}

static void remove_folder(Run *r) {
    Str command = str_fmt(r->arena, "rm -rf %.*s", STR_ARG(r->folder));
    if (system(str_c(r->arena, command)) < 0) die("rm");
}

static bool run_file(const char *file, bool accept) {
    Arena *a = arena_new();
    char *folder = str_c(a, STR("/tmp/softlaw-transcript-XXXXXX"));
    if (!mkdtemp(folder)) die(folder);
    Run r = {a, sys_from_environment(a), str_from(folder)};
    if (mkdir(str_c(a, str_fmt(a, "%s/here", folder)), 0777) != 0) die(folder);
    Str old;
    Err err = {0};
    if (!file_read(a, str_from(file), FILE_BYTES, &old, &err)) die(file);
    Str fresh = run_all(&r, old);
    bool same = str_is(old, fresh);
    if (!same && accept)
        must_write(&r, str_from(file), fresh);
    else if (!same)
        show_difference(&r, file, fresh);
    remove_folder(&r);
    arena_free(a);
    return same || accept;
}

static void set_environment(const char *program) {
    char root[4096], binary[4096];
    Arena *a = arena_new();
    if (!getcwd(root, sizeof root) || !realpath(program, binary)) die(program);
    char *slash = strrchr(binary, '/');
    *slash = '\0';
    setenv("PATH", str_c(a, str_fmt(a, "%s:%s", binary, getenv("PATH"))), 1);
    setenv("ROOT", root, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    setenv("NO_COLOR", "1", 1);
    setenv("SOFTLAW_NOW", "2026-01-01T00:00:00Z", 0);
    setenv("SOFTLAW_SEED", "1", 0);
    arena_free(a);
}

int main(int argc, char **argv) {
    bool accept = argc > 1 && strcmp(argv[1], "--accept") == 0;
    int first = accept ? 2 : 1, differing = 0;
    if (argc < first + 2) {
        fputs("usage: transcript [--accept] PROGRAM FILE…\n", stderr);
        return 2;
    }
    set_environment(argv[first]);
    for (int i = first + 1; i < argc; i++) differing += !run_file(argv[i], accept);
    return differing > 0;
}
