// cli/remote.c - commands that ask an office: opening it, its lists as tables, its answers
#include "cli/remote.h"

enum { LIMIT_MOST = 1000000 };

Remote *remote_open(Cli *c, Err *err) {
    const CliWorld *w = &c->world;
    // Set beside SOFTLAW_REMOTE it is for that office, and not for whichever --remote names.
    bool is_for_another = w->remote && !str_is(c->remote, str_from(w->remote));
    RemoteOptions o = {.url = c->remote,
                       .token = w->token && !is_for_another ? str_from(w->token) : STR(""),
                       .folder = w->settings ? str_from(w->settings) : STR("")};
    return app_remote_open(c->app, &o, err);
}

int remote_failure(Cli *c, const Err *err) {
    int status = print_failure(c, err);
    return err->code == ERR_DENIED ? EXIT_FOUND : status;
}

int remote_tell(Cli *c, Str answer, Message message) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    if (cli_has(c, "json")) {
        buf_add(&out->buf, answer);
    } else {
        buf_add(&out->buf, say_message(c, message));
        buf_add_byte(&out->buf, '\n');
    }
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

void remote_note(Cli *c, Message message) {
    Str text = say_message(c, message);
    print_error_text(c, str_fmt(c->arena, "softlaw: %.*s\n", STR_ARG(text)));
}

// ---- lists --------------------------------------------------------------------------------------

// Words by which an office names a state.
static Str word_of(const Cli *c, Str word) {
    static const struct {
        const char *word, *text;
    } WORDS[] = {
        {"true", N_("yes")},          {"false", N_("no")},        {"partner", N_("partner")},
        {"observer", N_("observer")}, {"note", N_("note")},       {"warning", N_("warning")},
        {"error", N_("error")},       {"waiting", N_("waiting")}, {"confirmed", N_("confirmed")},
        {"refused", N_("refused")}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_is(word, str_from(WORDS[i].word))) return say(c, WORDS[i].text);
    return word;
}

// A cell is one line.
static Str cell_of(const Cli *c, const JsonNode *item, const RemoteColumn *column) {
    Str text = remote_member(c->arena, item, column->member);
    if (column->is_word) return word_of(c, text);
    char *line = arena_copy(c->arena, text.at, text.size);
    for (size_t i = 0; i < text.size; i++)
        if (line[i] == '\n' || line[i] == '\t') line[i] = ' ';
    return str_trim((Str){line, text.size});
}

void remote_table_print(const Cli *c, Buf *b, const RemoteColumn *columns,
                        const JsonNode *const *items, size_t count) {
    bool is_right[REMOTE_COLUMNS_MAX];
    size_t width = 0;
    for (; columns[width].title; width++) is_right[width] = columns[width].is_right;
    TextGrid grid = {.arena = c->arena, .column_count = width, .is_right = is_right};
    for (size_t i = 0; i < width; i++) grid_add(&grid, say(c, columns[i].title));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < width; k++) grid_add(&grid, cell_of(c, items[i], &columns[k]));
    grid_print(b, &grid, 0, 1);
}

void remote_tell_partial(Cli *c, const RemoteList *l) {
    if (l->is_partial) remote_note(c, MSG("the office has left some out: ask for less"));
}

bool remote_limit(const Cli *c, size_t *ret, Err *err) {
    int64_t limit = 0;
    if (!cli_number(c, "limit", 1, LIMIT_MOST, &limit, err)) return false;
    *ret = (size_t)limit;
    return true;
}

int remote_table_run(Cli *c, const RemoteTable *t, const RemoteCall *call) {
    Err err = {.code = ERR_NONE};
    RemoteList l;
    RemoteListCall lc = {.call = *call, .list = t->list, .cursor = t->cursor};
    Remote *r = remote_limit(c, &lc.limit, &err) ? remote_open(c, &err) : NULL;
    lc.call.path = t->path;
    if (!r || !app_remote_list(c->app, r, &lc, &l, &err)) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_has(c, "json"))
        return remote_list_json(&lc, &l, out) ? EXIT_CLEAN : print_failure(c, &err);
    if (l.count)
        remote_table_print(c, &out->buf, t->columns, l.items, l.count);
    else
        print_error_text(c, str_fmt(c->arena, "%.*s\n", STR_ARG(say(c, N_("there is nothing")))));
    remote_tell_partial(c, &l);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}
