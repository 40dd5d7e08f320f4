// games/gambit.c - the words of Gambit's files: braces, quoted texts, bare words
#include "games/gambit.h"

bool gambit_fault(GambitText *l, Message message, Message hint) {
    Place place = place_in(l->file, l->text, l->token_at, l->at - l->token_at);
    return err_set_at(l->err, ERR_INPUT, place, message, hint);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

static bool ends_word(char c) {
    return is_blank(c) || c == '{' || c == '}' || c == '"';
}

// The end of a quoted text; a backslash keeps the next byte.
static size_t quote_end(Str text, size_t at) {
    while (at < text.size && text.at[at] != '"') at += text.at[at] == '\\' ? 2 : 1;
    return at;
}

static Str unescaped(Arena *a, Str raw) {
    if (str_find(raw, STR("\\"), 0) < 0) return raw;
    Buf b = {.arena = a};
    for (size_t i = 0; i < raw.size; i++) {
        if (raw.at[i] == '\\' && i + 1 < raw.size) i++;
        buf_add_byte(&b, raw.at[i]);
    }
    return buf_str(&b);
}

static bool take_quoted(GambitText *l) {
    size_t end = quote_end(l->text, l->at + 1);
    if (end >= l->text.size) {
        l->at = l->token_at + 1;
        return gambit_fault(l, MSG("the quoted text has no end"), MSG("close it with \""));
    }
    l->kind = TOKEN_TEXT;
    l->token = unescaped(l->arena, str_part(l->text, l->at + 1, end - l->at - 1));
    l->at = end + 1;
    return true;
}

static void take_word(GambitText *l) {
    while (l->at < l->text.size && !ends_word(l->text.at[l->at])) l->at++;
    l->kind = TOKEN_WORD;
    l->token = str_part(l->text, l->token_at, l->at - l->token_at);
}

bool gambit_next(GambitText *l) {
    while (l->at < l->text.size && is_blank(l->text.at[l->at])) l->at++;
    l->token_at = l->at;
    l->token = (Str){NULL, 0};
    l->kind = TOKEN_END;
    if (l->at == l->text.size) return true;
    char c = l->text.at[l->at];
    if (c == '"') return take_quoted(l);
    if (c != '{' && c != '}') {
        take_word(l);
        return true;
    }
    l->kind = c == '{' ? TOKEN_OPEN : TOKEN_CLOSE;
    l->at++;
    return true;
}

bool gambit_open(GambitText *l, Arena *a, Str file, Str text, Err *err) {
    *l = (GambitText){.arena = a, .file = file, .text = text, .err = err};
    int64_t fault = utf8_find_fault(text);
    if (fault < 0) return gambit_next(l);
    l->token_at = l->at = (size_t)fault;
    return gambit_fault(l, MSG("the text is not UTF-8"), NO_MSG);
}

bool gambit_take(GambitText *l, TokenKind kind, const char *what) {
    if (l->kind == kind) return gambit_next(l);
    return gambit_fault(l, MSG("expected {1}", str_from(what)), NO_MSG);
}

bool gambit_take_text(GambitText *l, Str *ret) {
    Str text = l->token;
    if (!gambit_take(l, TOKEN_TEXT, "\"…\"")) return false;
    *ret = text.at ? text : STR("");
    return true;
}

bool gambit_take_rat(GambitText *l, Rat *ret) {
    if (l->kind == TOKEN_WORD && rat_from_text(l->token, ret)) return gambit_next(l);
    return gambit_fault(l, MSG("expected a number"),
                        MSG("write 3, -1/3 or 0.25, of at most {1} digits", STR("64")));
}

static bool count_of(Str word, size_t *ret) {
    size_t value = 0;
    if (!word.size || word.size > 9) return false;
    for (size_t i = 0; i < word.size; i++) {
        if (word.at[i] < '0' || word.at[i] > '9') return false;
        value = value * 10 + (size_t)(word.at[i] - '0');
    }
    *ret = value;
    return true;
}

bool gambit_take_count(GambitText *l, size_t least, size_t most, size_t *ret) {
    size_t value = 0;
    if (l->kind == TOKEN_WORD && count_of(l->token, &value) && value >= least && value <= most) {
        *ret = value;
        return gambit_next(l);
    }
    return gambit_fault(l,
                        MSG("expected a whole number from {1} to {2}",
                            str_fmt(l->arena, "%zu", least), str_fmt(l->arena, "%zu", most)),
                        NO_MSG);
}

static bool is_word(const GambitText *l, Str word) {
    return l->kind == TOKEN_WORD && str_is(l->token, word);
}

bool gambit_take_head(GambitText *l, Str name, Str version) {
    const Str words[] = {name, version, STR("R")};
    for (size_t i = 0; i < 3; i++) {
        bool is_fine = is_word(l, words[i]) || (i == 2 && is_word(l, STR("D")));
        if (!is_fine)
            return gambit_fault(l, MSG("expected {1}", words[i]),
                                MSG("the file begins like: {1} {2} R \"title\"", name, version));
        if (!gambit_next(l)) return false;
    }
    return true;
}

bool gambit_take_texts(GambitText *l, size_t most, TextList *ret) {
    if (!gambit_take(l, TOKEN_OPEN, "{")) return false;
    while (l->kind == TOKEN_TEXT) {
        if (ret->count == most)
            return gambit_fault(l, MSG("more than {1} names", str_fmt(l->arena, "%zu", most)),
                                NO_MSG);
        if (!gambit_take_text(l, VEC_ADD(l->arena, ret))) return false;
    }
    return gambit_take(l, TOKEN_CLOSE, "}");
}

void gambit_write_text(Buf *b, Str text) {
    buf_add_byte(b, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') buf_add_byte(b, '\\');
        buf_add_byte(b, text.at[i]);
    }
    buf_add_byte(b, '"');
}
