// dmn/tag.c - start tags in the text of well-formed XML, attribute by attribute
#include "dmn/tag.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(Str s, size_t at) {
    while (at < s.size && is_blank(s.at[at])) at++;
    return at;
}

static size_t skip_name(Str s, size_t at) {
    while (at < s.size && !is_blank(s.at[at]) && !strchr("=/><", s.at[at])) at++;
    return at;
}

TagReader tag_open(Str text, size_t offset) {
    return (TagReader){text, skip_name(text, offset + 1)};
}

bool tag_next(TagReader *r, TagAttribute *ret) {
    Str s = r->text;
    size_t name = skip_blanks(s, r->at), name_end = skip_name(s, name);
    size_t equals = skip_blanks(s, name_end);
    if (name == name_end || equals >= s.size || s.at[equals] != '=') return false;
    size_t quote = skip_blanks(s, equals + 1);
    if (quote >= s.size || (s.at[quote] != '"' && s.at[quote] != '\'')) return false;
    size_t close = quote + 1;
    while (close < s.size && s.at[close] != s.at[quote]) close++;
    *ret = (TagAttribute){.start = r->at,
                          .end = close + 1,
                          .name = str_part(s, name, name_end - name),
                          .value = str_part(s, quote + 1, close - quote - 1),
                          .value_at = quote + 1};
    r->at = close + 1;
    return true;
}

bool tag_close(const TagReader *r, size_t *ret_end) {
    size_t at = skip_blanks(r->text, r->at);
    bool is_empty = at < r->text.size && r->text.at[at] == '/';
    *ret_end = at + (is_empty ? 2 : 1);
    if (*ret_end > r->text.size) *ret_end = r->text.size;
    return is_empty;
}

bool tag_is_declaration(const TagAttribute *t, Str *ret_prefix) {
    *ret_prefix = (Str){NULL, 0};
    if (str_is(t->name, STR("xmlns"))) return true;
    if (!str_starts_with(t->name, STR("xmlns:"))) return false;
    *ret_prefix = str_part(t->name, 6, t->name.size);
    return true;
}
