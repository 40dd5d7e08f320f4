// office/tokens.c - tokens of programs that act in one's name
#include "base/civil.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

#include <stdlib.h>

enum { DAY = 24 * 60 * 60 };

typedef struct TokenRow {
    const ProgramView *view;
    Str number, until;
} TokenRow;

typedef struct TokensPage {
    Heading heading;
    TokenRow *rows;
    size_t count;
    Str token; // that was just made
    Str *acts; // that can be given
    size_t act_count;
} TokensPage;

#include "office/layout.html.h"

#include "office/tokens.html.h"

static bool find_tokens(const OfficeCall *c, TokensPage *v, Err *err) {
    ProgramList list;
    if (!app_programs(c->app, c->people, c->who, &list, err)) return false;
    v->rows = ARENA_ARRAY(c->arena, TokenRow, list.count);
    v->count = list.count;
    for (size_t i = 0; i < list.count; i++)
        v->rows[i] =
            (TokenRow){&list.items[i], str_fmt(c->arena, "%lld", (long long)list.items[i].number),
                       civil_text(c->arena, civil_from_days(list.items[i].ends_at / DAY - 1))};
    return true;
}

static bool write_tokens(const OfficeCall *c, Str token, Out *out, Err *err) {
    Page p = page_of(c);
    TokensPage v = {.heading = {page_say(c, N_("Tokens of programs")), true}, .token = token};
    v.acts = page_program_acts(c, &v.act_count);
    if (!find_tokens(c, &v, err)) return false;
    page_tokens(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_tokens(const OfficeCall *c, Out *out, Err *err) {
    return write_tokens(c, STR(""), out, err);
}

bool use_tokens(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    TokensPage v = {.count = 0};
    if (!find_tokens(c, &v, err)) return false;
    buf_add_c(b, "{\"tokens\":[");
    for (size_t i = 0; i < v.count; i++) {
        const ProgramView *t = v.rows[i].view;
        buf_add_c(b, i ? ",{" : "{");
        json_add_int(b, "number", t->number);
        json_add_text(b, "name", t->name);
        json_add_text(b, "organisation", t->organisation);
        json_add_text(b, "scope", t->scope);
        json_add_text(b, "until", v.rows[i].until);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

// A page sends each act by itself.
static Str scope_of(const OfficeCall *c) {
    size_t count;
    Buf b = {.arena = c->arena};
    const Str *acts = office_fields(c, "scope", &count);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, acts[i]);
    }
    return buf_str(&b);
}

bool use_token_add(const OfficeCall *c, Out *out, Err *err) {
    CivilDate day;
    Str token, until = office_field(c, "until");
    if (!civil_parse(until, &day))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no date", until),
                       MSG("a date reads 2026-12-31"));
    ProgramView v = {.name = office_field(c, "name"),
                     .scope = scope_of(c),
                     .ends_at = (civil_to_days(day) + 1) * DAY};
    if (!app_program_add(c->app, c->people, c->who, &v, &token, err)) return false;
    if (!office_is_api(c->request->path)) return write_tokens(c, token, out, err);
    buf_add_byte(&out->buf, '{');
    json_add_text(&out->buf, "token", token);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool use_token_end(const OfficeCall *c, Out *out, Err *err) {
    int64_t number = strtoll(str_c(c->arena, c->id), NULL, 10);
    if (!app_program_end(c->app, c->people, c->who, number, err)) return false;
    c->effects->go = STR("/account/tokens");
    buf_add_c(&out->buf, "{\"outcome\":\"done\"}\n");
    return out_end(out);
}
