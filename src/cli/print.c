// cli/print.c - pages to a stream or a file, messages to the error stream, progress on a terminal
#include "base/file.h"
#include "cli/cli_int.h"

#include <errno.h>

static bool write_stream(void *self, Str text, Err *err) {
    FILE *f = self;
    if (fwrite(text.at, 1, text.size, f) == text.size && !fflush(f)) return true;
    return err_set(err, ERR_STORE, MSG("could not write: {1}", str_from(strerror(errno))), NO_MSG);
}

Out *print_out(Cli *c, Err *err) {
    Out *out = ARENA_NEW(c->arena, Out);
    *out =
        (Out){.buf = {.arena = c->arena}, .write = write_stream, .self = c->world.out, .err = err};
    return out;
}

static void close_stream(void *stream) {
    fclose(stream);
}

Out *print_out_to(Cli *c, Str path, Err *err) {
    Out *out = print_out(c, err);
    if (!path.at || str_is(path, STR("-"))) return out;
    FILE *f = fopen(str_c(c->arena, path), "wb");
    if (!f) {
        err_set_at(err, ERR_STORE, (Place){.file = path},
                   MSG("could not write: {1}", str_from(strerror(errno))), NO_MSG);
        return NULL;
    }
    arena_defer(c->arena, close_stream, f);
    out->self = f;
    return out;
}

bool print_text_to(Cli *c, Str path, Str text, Err *err) {
    if (path.size && !str_is(path, STR("-"))) return file_write(c->arena, c->sys, path, text, err);
    Out *out = print_out(c, err);
    return out_pass(out, text) && out_end(out);
}

void print_error_text(Cli *c, Str text) {
    if (text.size) fwrite(text.at, 1, text.size, c->world.err);
}

// How an operation's failure ends the program. Findings alone decide between 0 and 1.
static const struct ExitRow {
    ErrCode code;
    CliExit status;
} exit_rows[] = {
    {ERR_NONE, EXIT_CLEAN},   {ERR_INPUT, EXIT_USAGE}, {ERR_NOT_FOUND, EXIT_USAGE},
    {ERR_DENIED, EXIT_USAGE}, {ERR_LIMIT, EXIT_USAGE}, {ERR_CONFLICT, EXIT_FOUND},
    {ERR_STORE, EXIT_USAGE},  {ERR_PEER, EXIT_USAGE},  {ERR_CANCELLED, EXIT_USAGE},
};

int print_failure(Cli *c, const Err *err) {
    Str text = lang_err(c->arena, c->lang, err);
    print_error_text(c, STR("softlaw: "));
    print_error_text(c, text);
    for (size_t i = 0; i < sizeof exit_rows / sizeof exit_rows[0]; i++)
        if (exit_rows[i].code == err->code) return (int)exit_rows[i].status;
    return EXIT_USAGE;
}

static void show_progress(void *self, size_t done, size_t all) {
    Cli *c = self;
    if (!all) return;
    fprintf(c->world.err, done < all ? "\r%3zu %%" : "\r     \r", done * 100 / all);
    fflush(c->world.err);
}

void print_progress(Cli *c, AppOptions *options) {
    if (!c->world.err_is_terminal) return;
    options->progress = show_progress;
    options->progress_self = c;
}

Str say(const Cli *c, const char *english) {
    return str_from(lang_text(c->lang, english));
}

Str say_message(const Cli *c, Message message) {
    return lang_render(c->arena, c->lang, message);
}
