// cli/line.c - lines from a terminal, with editing, history and completion, or from a file
#include "cli/line.h"

#include "cli/complete.h"

#include <histedit.h>
#include <locale.h>

enum { HISTORY_LINES = 1000 };

struct LineReader {
    Cli *cli;
    const char *prompt;
    const FeelSession *session;
    EditLine *editor; // NULL: lines come from a file
    History *history;
    locale_t locale; // of the editor, which asks for the width of characters
    Arena *line;     // of the line read from a file
};

static void close_reader(void *reader) {
    LineReader *r = reader;
    if (r->history) history_end(r->history);
    if (r->editor) el_end(r->editor);
    if (r->locale) uselocale(LC_GLOBAL_LOCALE), freelocale(r->locale);
    arena_free(r->line);
}

static char *show_prompt(EditLine *editor) {
    LineReader *r = NULL;
    el_get(editor, EL_CLIENTDATA, &r);
    return str_c(r->cli->arena, str_from(r->prompt));
}

static void show_matches(const LineReader *r, Arena *a, const Completion *found) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '\n');
    for (size_t i = 0; i < found->count; i++) {
        if (i) buf_add_c(&b, ", ");
        buf_add(&b, found->matches[i]);
    }
    buf_add_byte(&b, '\n');
    fwrite(b.at, 1, b.size, r->cli->world.out);
    fflush(r->cli->world.out);
}

static unsigned char complete(EditLine *editor, int key) {
    (void)key;
    LineReader *r = NULL;
    el_get(editor, EL_CLIENTDATA, &r);
    const LineInfo *line = el_line(editor);
    Arena *a = arena_new();
    size_t count = feel_session_word_count(r->session);
    Str *words = ARENA_ARRAY(a, Str, count);
    for (size_t i = 0; i < count; i++) words[i] = feel_session_word(r->session, i);
    Str before = {line->buffer, (size_t)(line->cursor - line->buffer)};
    Completion found = complete_words(a, before, words, count);
    unsigned char done = found.count ? CC_REDISPLAY : CC_ERROR;
    if (found.count > 1 && found.common.size == found.begun) show_matches(r, a, &found);
    Str rest = str_part(found.common, found.begun, found.common.size);
    if (rest.size) el_insertstr(editor, str_c(a, rest));
    arena_free(a);
    return done;
}

static void open_editor(LineReader *r) {
    r->locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (r->locale) uselocale(r->locale);
    r->editor = el_init("softlaw", r->cli->world.in, r->cli->world.out, r->cli->world.err);
    if (!r->editor) return;
    HistEvent event;
    r->history = history_init();
    history(r->history, &event, H_SETSIZE, HISTORY_LINES);
    history(r->history, &event, H_SETUNIQUE, 1);
    el_set(r->editor, EL_CLIENTDATA, r);
    el_set(r->editor, EL_PROMPT, show_prompt);
    el_set(r->editor, EL_EDITOR, "emacs");
    el_set(r->editor, EL_HIST, history, r->history);
    if (!r->session) return;
    el_set(r->editor, EL_ADDFN, "complete", "complete the word", complete);
    el_set(r->editor, EL_BIND, "^I", "complete", NULL);
}

LineReader *line_reader_new(Cli *c, const char *prompt, const FeelSession *session) {
    LineReader *r = ARENA_NEW(c->arena, LineReader);
    *r = (LineReader){.cli = c, .prompt = prompt, .session = session, .line = arena_new()};
    arena_defer(c->arena, close_reader, r);
    if (c->world.in_is_terminal && c->world.out_is_terminal) open_editor(r);
    return r;
}

static Str next_typed(LineReader *r) {
    HistEvent event;
    int size = 0;
    const char *line = el_gets(r->editor, &size);
    if (line && size > 1) history(r->history, &event, H_ENTER, line);
    if (!line) fputc('\n', r->cli->world.out);
    return (Str){line, line && size > 0 ? (size_t)size : 0};
}

// With its end; absent when the input has ended.
static Str next_read(LineReader *r) {
    char part[4096];
    arena_reset(r->line);
    Buf b = {.arena = r->line};
    while (fgets(part, sizeof part, r->cli->world.in)) {
        buf_add_c(&b, part);
        if (b.at[b.size - 1] == '\n') break;
    }
    return buf_str(&b);
}

bool line_reader_next(LineReader *r, Str *ret) {
    Str line = r->editor ? next_typed(r) : next_read(r);
    if (!line.at) return false;
    while (line.size && strchr("\r\n", line.at[line.size - 1])) line.size--;
    *ret = line;
    return true;
}
