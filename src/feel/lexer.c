// feel/lexer.c - the next token: numbers, texts, marks, keywords, and the longest name in scope
#include "feel/syntax.h"

typedef struct Mark {
    const char *text;
    TokenKind kind;
} Mark;

// Longer marks first.
static const Mark MARKS[] = {
    {"**", TOKEN_POWER},
    {"..", TOKEN_DOTS},
    {"!=", TOKEN_NOT_EQUAL},
    {"<=", TOKEN_LESS_EQUAL},
    {">=", TOKEN_GREATER_EQUAL},
    {"(", TOKEN_LEFT_PAREN},
    {")", TOKEN_RIGHT_PAREN},
    {"[", TOKEN_LEFT_BRACKET},
    {"]", TOKEN_RIGHT_BRACKET},
    {"{", TOKEN_LEFT_BRACE},
    {"}", TOKEN_RIGHT_BRACE},
    {",", TOKEN_COMMA},
    {":", TOKEN_COLON},
    {"@", TOKEN_AT},
    {".", TOKEN_DOT},
    {"+", TOKEN_PLUS},
    {"-", TOKEN_MINUS},
    {"*", TOKEN_TIMES},
    {"/", TOKEN_DIVIDE},
    {"=", TOKEN_EQUAL},
    {"<", TOKEN_LESS},
    {">", TOKEN_GREATER},
};

static const Mark KEYWORDS[] = {
    {"and", TOKEN_AND},
    {"or", TOKEN_OR},
    {"between", TOKEN_BETWEEN},
    {"in", TOKEN_IN},
    {"if", TOKEN_IF},
    {"then", TOKEN_THEN},
    {"else", TOKEN_ELSE},
    {"for", TOKEN_FOR},
    {"return", TOKEN_RETURN},
    {"some", TOKEN_SOME},
    {"every", TOKEN_EVERY},
    {"satisfies", TOKEN_SATISFIES},
    {"function", TOKEN_FUNCTION},
    {"true", TOKEN_TRUE},
    {"false", TOKEN_FALSE},
    {"null", TOKEN_NULL},
};

// What people type, and what FEEL wants.
static const struct {
    const char *typed, *wanted;
} SLIPS[] = {
    {"“", "\""}, {"”", "\""},     {"‘", "\""}, {"’", "'"},     {"＂", "\""},    {"（", "("},
    {"）", ")"}, {"，", ","},     {"、", ","}, {"：", ":"},    {"；", ","},     {"。", "."},
    {"＝", "="}, {"＜", "<"},     {"＞", ">"}, {"≤", "<="},    {"≥", ">="},     {"≠", "!="},
    {"−", "-"},  {"–", "-"},      {"－", "-"}, {"＋", "+"},    {"×", "*"},      {"·", "*"},
    {"＊", "*"}, {"÷", "/"},      {"／", "/"}, {"%", "/ 100"}, {"％", "/ 100"}, {"&", "and"},
    {"|", "or"}, {"!", "not(…)"}, {"^", "**"}, {"【", "["},    {"】", "]"},     {";", ","},
};

const char *token_text(TokenKind kind) {
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (MARKS[i].kind == kind) return MARKS[i].text;
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (KEYWORDS[i].kind == kind) return KEYWORDS[i].text;
    return kind == TOKEN_INSTANCE_OF ? "instance of" : "";
}

static TokenKind keyword_of(Str word) {
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (str_is(word, str_from(KEYWORDS[i].text))) return KEYWORDS[i].kind;
    return TOKEN_END;
}

bool lexer_is_keyword(Str word) {
    return keyword_of(word) != TOKEN_END;
}

size_t lexer_words_end(Str text, size_t at) {
    size_t end = name_word_end(text, at);
    for (;;) {
        size_t next = name_skip_blanks(text, end), next_end = name_word_end(text, next);
        if (next == next_end || lexer_is_keyword(str_part(text, next, next_end - next))) return end;
        if (str_is(str_part(text, next, next_end - next), STR("instance"))) return end;
        end = next_end;
    }
}

static Token fault_at(size_t at, size_t end, Message message, Message hint) {
    return (Token){.kind = TOKEN_FAULT,
                   .offset = (uint32_t)at,
                   .end = (uint32_t)end,
                   .fault = message,
                   .hint = hint};
}

// ---- numbers ------------------------------------------------------------------------------------

static bool is_digit(Str text, size_t at) {
    return at < text.size && text.at[at] >= '0' && text.at[at] <= '9';
}

static size_t digits_end(Str text, size_t at) {
    while (is_digit(text, at)) at++;
    return at;
}

static size_t number_end(Str text, size_t at) {
    size_t end = digits_end(text, at);
    if (end < text.size && text.at[end] == '.' && is_digit(text, end + 1))
        end = digits_end(text, end + 1);
    if (end < text.size && (text.at[end] == 'e' || text.at[end] == 'E')) {
        size_t sign = end + 1 < text.size && strchr("+-", text.at[end + 1]) ? 1 : 0;
        if (is_digit(text, end + 1 + sign)) end = digits_end(text, end + 1 + sign);
    }
    return end;
}

// A number may begin with its point.
static Token read_number(Arena *a, Str text, size_t at) {
    size_t end = number_end(text, at);
    Str digits = str_part(text, at, end - at);
    Token t = {.kind = TOKEN_NUMBER, .offset = (uint32_t)at, .end = (uint32_t)end};
    if (digits.at[0] == '.') digits = str_fmt(a, "0%.*s", STR_ARG(digits));
    if (!dec_from_text(digits, &t.number, &t.is_inexact))
        return fault_at(at, end, MSG("the number is too large"), NO_MSG);
    return t;
}

// ---- texts --------------------------------------------------------------------------------------

// `count` hexadecimal digits at `at`; -1 if they are not that.
static int64_t hex_at(Str text, size_t at, size_t count) {
    static const char DIGITS[] = "0123456789abcdef";
    int64_t value = 0;
    for (size_t i = at; i < at + count; i++) {
        char c = i < text.size ? text.at[i] : 0;
        const char *digit = c ? strchr(DIGITS, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
        if (!digit) return -1;
        value = value * 16 + (digit - DIGITS);
    }
    return value;
}

// Reads \uXXXX (a pair of them for code points beyond U+FFFF) or \UXXXXXX; 0 if malformed.
static size_t read_code_escape(Str text, size_t at, uint32_t *ret_code_point) {
    size_t digits = text.at[at + 1] == 'u' ? 4 : 6, size = 2 + digits;
    int64_t c = hex_at(text, at + 2, digits);
    if (c >= 0xD800 && c < 0xDC00 && str_starts_with(str_part(text, at + size, 2), STR("\\u"))) {
        int64_t low = hex_at(text, at + size + 2, 4);
        if (low < 0xDC00 || low > 0xDFFF) return 0;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        size += 6;
    }
    if (c < 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    *ret_code_point = (uint32_t)c;
    return size;
}

// Reads the escape at `at` into `b`; 0 if it is malformed. An unknown one stands for itself, which
// regular expressions rely on.
static size_t read_escape(Buf *b, Str text, size_t at) {
    static const char NAMES[] = "nrt\"'\\", VALUES[] = "\n\r\t\"'\\";
    char c = text.at[at + 1];
    const char *named = c ? strchr(NAMES, c) : NULL;
    if (named) buf_add_byte(b, VALUES[named - NAMES]);
    if (named) return 2;
    if (c != 'u' && c != 'U') {
        buf_add_byte(b, '\\');
        return 1;
    }
    uint32_t code_point;
    char bytes[4];
    size_t size = read_code_escape(text, at, &code_point);
    if (size) buf_add(b, (Str){bytes, utf8_put(code_point, bytes)});
    return size;
}

static Str unescaped(Arena *a, Str raw, size_t *ret_fault_at) {
    Buf b = {.arena = a};
    for (size_t at = 0; at < raw.size;) {
        if (raw.at[at] != '\\') {
            buf_add_byte(&b, raw.at[at++]);
            continue;
        }
        size_t size = read_escape(&b, raw, at);
        if (size == 0) {
            *ret_fault_at = at;
            return (Str){NULL, 0};
        }
        at += size;
    }
    return b.size ? buf_str(&b) : STR("");
}

static Token read_string(Arena *a, Str text, size_t at) {
    size_t end = at + 1;
    bool has_escape = false;
    while (end < text.size && text.at[end] != '"') {
        bool escapes = text.at[end] == '\\' && end + 1 < text.size;
        has_escape |= escapes;
        end += escapes ? 2 : 1;
    }
    if (end >= text.size)
        return fault_at(at, at + 1, MSG("the text that begins here is not closed"),
                        MSG("write {1} behind it", STR("\"")));
    Str raw = str_part(text, at + 1, end - at - 1);
    size_t fault = SIZE_MAX;
    Token t = {.kind = TOKEN_STRING, .offset = (uint32_t)at, .end = (uint32_t)(end + 1)};
    t.string = has_escape ? unescaped(a, raw, &fault) : raw;
    if (fault != SIZE_MAX)
        return fault_at(at + 1 + fault, at + 3 + fault, MSG("the escape is not a character"),
                        MSG("write \\u and four, or \\U and six hexadecimal digits"));
    return t;
}

// ---- names --------------------------------------------------------------------------------------

static Local *match_local(const Names *names, Str text, size_t at, size_t *ret_end) {
    Local *best = NULL;
    for (size_t i = names->locals.count; i-- > 0;) {
        Local *local = &names->locals.items[i];
        size_t end = name_match(local->name, text, at);
        if (end == 0 || (best && end <= *ret_end)) continue;
        *ret_end = end;
        best = local;
    }
    return best;
}

enum { BUILTIN_WORDS_MAX = 6, BUILTIN_NAME_BYTES = 48 };

// The longest run of words that names a builtin.
static const Builtin *match_builtin(Str text, size_t at, size_t *ret_end) {
    char name[BUILTIN_NAME_BYTES];
    size_t size = 0, end = at;
    const Builtin *best = NULL;
    for (int words = 0; words < BUILTIN_WORDS_MAX; words++) {
        size_t from = words ? name_skip_blanks(text, end) : at;
        end = name_word_end(text, from);
        if (end == from || size + 1 + end - from > sizeof name) break;
        if (words) name[size++] = ' ';
        memcpy(name + size, text.at + from, end - from);
        size += end - from;
        const Builtin *found = feel_builtin_find((Str){name, size});
        if (!found) continue;
        best = found;
        *ret_end = end;
    }
    return best;
}

// `instance of` is one token of two words.
static bool is_instance_of(Str text, size_t at, size_t *ret_end) {
    size_t end = name_match(STR("instance of"), text, at);
    if (end) *ret_end = end;
    return end != 0;
}

static Token read_name(const Names *names, Str text, size_t at) {
    size_t word_end = name_word_end(text, at), end = word_end, local_end = 0, builtin_end = 0;
    Token t = {.kind = TOKEN_NAME, .offset = (uint32_t)at};
    t.declared = scope_match(names->scope, text, at, &end);
    t.local = match_local(names, text, at, &local_end);
    if (t.declared) t.name = NAME_DECLARED;
    if (t.local && (!t.declared || local_end >= end)) {
        t.name = NAME_LOCAL;
        end = local_end;
    }
    t.builtin = match_builtin(text, at, &builtin_end);
    if (t.builtin && (t.name == NAME_UNKNOWN || builtin_end > end)) {
        t.name = NAME_BUILTIN;
        end = builtin_end;
    }
    if (builtin_end != end) t.builtin = NULL;
    TokenKind keyword = keyword_of(str_part(text, at, word_end - at));
    size_t keyword_end = word_end;
    if (keyword == TOKEN_END && is_instance_of(text, at, &keyword_end)) keyword = TOKEN_INSTANCE_OF;
    if (keyword != TOKEN_END && (t.name == NAME_UNKNOWN || end <= keyword_end)) {
        t.kind = keyword;
        end = keyword_end;
    }
    t.end = (uint32_t)end;
    return t;
}

static Token read_test_input(const Names *names, Str text, size_t at) {
    size_t end = at;
    Local *local = match_local(names, text, at, &end);
    if (!local) return fault_at(at, at + 1, MSG("\"?\" has a meaning in unary tests only"), NO_MSG);
    return (Token){.kind = TOKEN_NAME,
                   .offset = (uint32_t)at,
                   .end = (uint32_t)end,
                   .name = NAME_LOCAL,
                   .local = local};
}

// ---- the next token -----------------------------------------------------------------------------

static Token read_mark(Str text, size_t at) {
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        Str mark = str_from(MARKS[i].text);
        if (str_is(str_part(text, at, mark.size), mark))
            return (Token){
                .kind = MARKS[i].kind, .offset = (uint32_t)at, .end = (uint32_t)(at + mark.size)};
    }
    uint32_t c;
    size_t size = utf8_get(text, at, &c);
    if (size == 0) size = 1;
    Str found = str_part(text, at, size);
    for (size_t i = 0; i < sizeof SLIPS / sizeof *SLIPS; i++)
        if (str_is(found, str_from(SLIPS[i].typed)))
            return fault_at(at, at + size, MSG("\"{1}\" is not a mark of FEEL", found),
                            MSG("write {1}", str_from(SLIPS[i].wanted)));
    return fault_at(at, at + size, MSG("\"{1}\" is not a mark of FEEL", found), NO_MSG);
}

// Behind the comment at `at`; `at` if there is none, SIZE_MAX if it is not closed.
static size_t comment_end(Str text, size_t at) {
    Str mark = str_part(text, at, 2);
    if (str_is(mark, STR("//"))) {
        int64_t end = str_find(text, STR("\n"), at);
        return end < 0 ? text.size : (size_t)end;
    }
    if (!str_is(mark, STR("/*"))) return at;
    int64_t end = str_find(text, STR("*/"), at + 2);
    return end < 0 ? SIZE_MAX : (size_t)end + 2;
}

Token lexer_next(Arena *a, const Names *names, Str text, size_t at) {
    for (;;) {
        at = name_skip_blanks(text, at);
        size_t end = comment_end(text, at);
        if (end == SIZE_MAX)
            return fault_at(at, at + 2, MSG("the comment that begins here is not closed"),
                            MSG("write {1} behind it", STR("*/")));
        if (end == at) break;
        at = end;
    }
    if (at >= text.size) return (Token){.offset = (uint32_t)text.size, .end = (uint32_t)text.size};
    char c = text.at[at];
    if (c == '"') return read_string(a, text, at);
    if (c == '?') return read_test_input(names, text, at);
    if (is_digit(text, at) || (c == '.' && is_digit(text, at + 1))) {
        size_t end;
        const ScopeName *declared = scope_match(names->scope, text, at, &end);
        if (!declared || end <= number_end(text, at)) return read_number(a, text, at);
        return (Token){.kind = TOKEN_NAME,
                       .offset = (uint32_t)at,
                       .end = (uint32_t)end,
                       .name = NAME_DECLARED,
                       .declared = declared};
    }
    return name_word_end(text, at) > at ? read_name(names, text, at) : read_mark(text, at);
}
