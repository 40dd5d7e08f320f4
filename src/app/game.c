// app/game.c - what follows from a game: in words first, then in exact numbers
#include "app/game_int.h"

#include "base/file.h"
#include "base/json.h"

enum { GAME_BYTES = 64 << 20 };

Reporter reporter_new(App *app, const char *kind, Str title) {
    GameReport *report = ARENA_NEW(app->arena, GameReport);
    report->kind = kind;
    report->title = title;
    return (Reporter){app, app->arena, report, app->options.lang};
}

Str report_word(const Reporter *r, const char *english) {
    return str_from(lang_text(r->lang, english));
}

void report_say(Reporter *r, const char *id, Message message) {
    Str text = lang_render(r->arena, r->lang, message);
    *VEC_ADD(r->arena, &r->report->said) = (GameSentence){id, text};
}

void report_table(Reporter *r, const char *id, const char *title) {
    *VEC_ADD(r->arena, &r->report->tables) = (GameTable){.id = id, .title = report_word(r, title)};
}

static GameTable *last_table(Reporter *r) {
    return &r->report->tables.items[r->report->tables.count - 1];
}

void report_head(Reporter *r, const char *id, Str head, bool is_right) {
    *VEC_ADD(r->arena, &last_table(r)->columns) = (GameColumn){id, head, is_right};
}

void report_cell(Reporter *r, Str cell) {
    *VEC_ADD(r->arena, &last_table(r)->cells) = cell;
}

void report_rat(Reporter *r, const Rat *value) {
    report_cell(r, rat_text(r->arena, value));
}

Str report_count(Reporter *r, size_t count) {
    return str_fmt(r->arena, "%zu", count);
}

Str profile_text(Arena *a, const Game *g, size_t profile) {
    size_t choices[GAME_PLAYERS_MAX];
    Buf b = {.arena = a};
    game_choices(g, profile, choices);
    for (size_t p = 0; p < g->player_count; p++) {
        const GamePlayer *player = &g->players[p];
        buf_add_fmt(&b, "%s%.*s: %.*s", p ? "; " : "", STR_ARG(player->name),
                    STR_ARG(player->strategies[choices[p]]));
    }
    return buf_str(&b);
}

// ---- files --------------------------------------------------------------------------------------

static bool read_text(App *app, Str path, Str *ret, Err *err) {
    return file_read_text(app->arena, path, GAME_BYTES, ret, err);
}

static bool refuse_split(Str split, Err *err) {
    return !split.size || err_set(err, ERR_INPUT, MSG("only a game of coalitions can be split"),
                                  MSG("leave --split out"));
}

static const GameReport *strategic(App *app, Str path, Str text, Str split, Err *err) {
    if (!refuse_split(split, err)) return NULL;
    const Game *g = nfg_parse(app->arena, path, text, err);
    if (!g) return NULL;
    Reporter r = reporter_new(app, "strategic", g->title);
    report_strategic(&r, g);
    return r.report;
}

static const GameReport *extensive(App *app, Str path, Str text, Str split, Err *err) {
    if (!refuse_split(split, err)) return NULL;
    const Tree *t = efg_parse(app->arena, path, text, err);
    if (!t) return NULL;
    Reporter r = reporter_new(app, "extensive", t->title);
    report_tree(&r, t);
    return r.report;
}

static const GameReport *coalitions(App *app, Str path, Str text, Str split, Err *err) {
    const Coalitions *c = coalitions_parse(app->arena, path, text, err);
    if (!c) return NULL;
    Reporter r = reporter_new(app, "coalitions", STR(""));
    return report_coalitions(&r, c, split, err) ? r.report : NULL;
}

static const struct FormRow {
    const char *ending;
    const GameReport *(*report)(App *app, Str path, Str text, Str split, Err *err);
} forms[] = {
    {".nfg", strategic},
    {".efg", extensive},
    {".csv", coalitions},
};

const GameReport *app_game(App *app, Str path, Str split, Err *err) {
    Str text;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (!str_ends_with(path, str_from(forms[i].ending))) continue;
        return read_text(app, path, &text, err) ? forms[i].report(app, path, text, split, err)
                                                : NULL;
    }
    err_set_at(
        err, ERR_INPUT, (Place){.file = path}, MSG("not known as a game"),
        MSG("its name ends in .nfg (strategies and payoffs), .efg (moves one after the other) "
            "or .csv (coalitions)"));
    return NULL;
}

const GameReport *app_game_repeated(App *app, const GameQuestion *q, Err *err) {
    Str text;
    if (!read_text(app, q->path, &text, err)) return NULL;
    const Game *g = nfg_parse(app->arena, q->path, text, err);
    if (!g) return NULL;
    Reporter r = reporter_new(app, "repeated", g->title);
    return report_repeated(&r, g, q, err) ? r.report : NULL;
}

const GameReport *app_game_logit(App *app, Str path, Str precision, Err *err) {
    Str text;
    if (!read_text(app, path, &text, err)) return NULL;
    const Game *g = nfg_parse(app->arena, path, text, err);
    if (!g) return NULL;
    Reporter r = reporter_new(app, "logit", g->title);
    return report_logit(&r, g, precision, err) ? r.report : NULL;
}

const GameReport *app_game_membership(App *app, Str path, Err *err) {
    Str text;
    if (!read_text(app, path, &text, err)) return NULL;
    const MembershipTable *t = membership_parse(app->arena, path, text, err);
    if (!t) return NULL;
    Reporter r = reporter_new(app, "membership", STR(""));
    report_membership(&r, t);
    return r.report;
}

// ---- JSON ---------------------------------------------------------------------------------------

static void add_said(Buf *b, const GameReport *r) {
    json_add_name(b, "said");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < r->said.count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", str_from(r->said.items[i].id));
        json_add_text(b, "text", r->said.items[i].text);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_strings(Buf *b, const Str *items, size_t count) {
    buf_add_byte(b, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, items[i]);
    }
    buf_add_byte(b, ']');
}

static void add_columns(Arena *a, Buf *b, const GameTable *t) {
    Str *ids = ARENA_ARRAY(a, Str, t->columns.count),
        *heads = ARENA_ARRAY(a, Str, t->columns.count);
    for (size_t i = 0; i < t->columns.count; i++) {
        ids[i] = str_from(t->columns.items[i].id);
        heads[i] = t->columns.items[i].head;
    }
    json_add_name(b, "columns");
    add_strings(b, ids, t->columns.count);
    json_add_name(b, "heads");
    add_strings(b, heads, t->columns.count);
}

static void add_table(Arena *a, Buf *b, const GameTable *t) {
    buf_add_byte(b, '{');
    json_add_text(b, "id", str_from(t->id));
    add_columns(a, b, t);
    json_add_name(b, "rows");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < t->cells.count; i += t->columns.count) {
        buf_add_c(b, i ? ",\n    " : "\n    ");
        add_strings(b, t->cells.items + i, t->columns.count);
    }
    buf_add_c(b, "]}");
}

bool game_report_json(const GameReport *r, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "kind", str_from(r->kind));
    json_add_text(b, "title", r->title);
    add_said(b, r);
    json_add_name(b, "tables");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < r->tables.count; i++) {
        buf_add_c(b, i ? ",\n  " : "\n  ");
        add_table(b->arena, b, &r->tables.items[i]);
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}
