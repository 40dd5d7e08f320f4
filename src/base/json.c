// base/json.c - strict JSON, one function per grammar rule of RFC 8259
//
// Places are asked for in rising order, so line and column are counted on from the last one and the
// whole costs one extra pass over the text, also where a file is a single long line.
#include "base/json.h"

#include "base/limits.h"
#include "base/map.h"

#include <assert.h>

enum { LINEAR_NAMES = 8 };

typedef struct Reader {
    Arena *arena;
    Str text;
    size_t at;
    int depth;
    Place mark;
    Err *err;
} Reader;

static Place place_at(Reader *r, size_t offset) {
    assert(offset >= r->mark.offset);
    for (size_t i = r->mark.offset; i < offset; i++) {
        if (r->text.at[i] == '\n') {
            r->mark.line++;
            r->mark.column = 1;
        } else if (((unsigned char)r->text.at[i] & 0xC0) != 0x80) {
            r->mark.column++;
        }
    }
    r->mark.offset = (uint32_t)offset;
    return r->mark;
}

static bool fault_at(Reader *r, size_t offset, Message message, Message hint) {
    return err_set_at(r->err, ERR_INPUT, place_at(r, offset), message, hint);
}

static bool fault(Reader *r, Message message, Message hint) {
    return fault_at(r, r->at, message, hint);
}

static char peek(const Reader *r) {
    return r->at < r->text.size ? r->text.at[r->at] : '\0';
}

static bool take(Reader *r, char c) {
    if (peek(r) != c || r->at >= r->text.size) return false;
    r->at++;
    return true;
}

static void skip_blanks(Reader *r) {
    while (r->at < r->text.size && strchr(" \t\r\n", r->text.at[r->at]) && r->text.at[r->at])
        r->at++;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Four hexadecimal digits at `at`, or -1.
static int32_t unit_at(Str s, size_t at) {
    if (at + 4 > s.size) return -1;
    int32_t unit = 0;
    for (size_t i = at; i < at + 4; i++) {
        int digit = hex_value(s.at[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

// The code point of \uXXXX or of a surrogate pair at `at`, where "\u" begins. Returns how many
// bytes it takes, 0 if malformed.
static size_t read_unicode(Str s, size_t at, uint32_t *ret) {
    int32_t first = unit_at(s, at + 2);
    if (first < 0 || (first >= 0xDC00 && first <= 0xDFFF)) return 0;
    if (first < 0xD800 || first > 0xDFFF) {
        *ret = (uint32_t)first;
        return 6;
    }
    if (at + 12 > s.size || s.at[at + 6] != '\\' || s.at[at + 7] != 'u') return 0;
    int32_t second = unit_at(s, at + 8);
    if (second < 0xDC00 || second > 0xDFFF) return 0;
    *ret = 0x10000 + (((uint32_t)first - 0xD800) << 10) + ((uint32_t)second - 0xDC00);
    return 12;
}

// One escape at `at`, decoded to `out`; *ret_size is what it wrote. Returns how many bytes it took.
static size_t read_escape(Str s, size_t at, char *out, size_t *ret_size) {
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (at + 1 >= s.size) return 0;
    if (s.at[at + 1] == 'u') {
        uint32_t code_point = 0;
        size_t taken = read_unicode(s, at, &code_point);
        if (taken) *ret_size = utf8_put(code_point, out);
        return taken;
    }
    const char *hit = s.at[at + 1] ? strchr(letters, s.at[at + 1]) : NULL;
    if (!hit) return 0;
    *out = meanings[hit - letters];
    *ret_size = 1;
    return 2;
}

// The inside of a string with escapes; `from` is its offset in the whole.
static bool decode(Reader *r, Str raw, size_t from, Str *ret) {
    char *out = arena_get(r->arena, raw.size + 4);
    size_t size = 0;
    for (size_t i = 0; i < raw.size;) {
        if (raw.at[i] != '\\') {
            out[size++] = raw.at[i++];
            continue;
        }
        size_t written = 0, taken = read_escape(raw, i, out + size, &written);
        if (!taken)
            return fault_at(r, from + i, MSG("malformed escape in a string"),
                            MSG("known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX"));
        i += taken;
        size += written;
    }
    *ret = (Str){out, size};
    return true;
}

static bool read_string(Reader *r, Str *ret) {
    size_t start = ++r->at;
    bool escaped = false;
    for (; r->at < r->text.size && r->text.at[r->at] != '"'; r->at++) {
        unsigned char c = (unsigned char)r->text.at[r->at];
        if (c < 0x20)
            return fault(r, MSG("control character in a string"), MSG("write it as \\uXXXX"));
        if (c != '\\') continue;
        escaped = true;
        if (r->at + 1 < r->text.size && (unsigned char)r->text.at[r->at + 1] >= 0x20) r->at++;
    }
    if (r->at >= r->text.size)
        return fault_at(r, start - 1, MSG("string without an end"), MSG("add the closing quote"));
    Str raw = str_part(r->text, start, r->at++ - start);
    if (escaped) return decode(r, raw, start, ret);
    *ret = raw;
    return true;
}

static bool take_digits(Reader *r) {
    if (!is_digit(peek(r))) return false;
    while (is_digit(peek(r))) r->at++;
    return true;
}

static bool read_number(Reader *r, Str *ret) {
    size_t start = r->at;
    take(r, '-');
    bool well = take(r, '0') ? !is_digit(peek(r)) : take_digits(r);
    if (well && take(r, '.')) well = take_digits(r);
    if (well && (take(r, 'e') || take(r, 'E'))) {
        if (!take(r, '+')) take(r, '-');
        well = take_digits(r);
    }
    if (!well)
        return fault(r, MSG("malformed number"), MSG("write numbers like 0, -12, 3.5 or 6e7"));
    *ret = str_part(r->text, start, r->at - start);
    return true;
}

static bool read_word(Reader *r, JsonNode *node) {
    static const struct {
        Str word;
        JsonKind kind;
    } words[] = {{{"null", 4}, JSON_NULL}, {{"true", 4}, JSON_TRUE}, {{"false", 5}, JSON_FALSE}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!str_is(str_part(r->text, r->at, words[i].word.size), words[i].word)) continue;
        node->kind = words[i].kind;
        r->at += words[i].word.size;
        return true;
    }
    return fault(r, MSG("expected a value"),
                 MSG("a value is null, true, false, a number, a \"string\", [ … ] or { … }"));
}

static bool read_value(Reader *r, JsonNode *node);

static bool add_child(Reader *r, JsonNode *parent, JsonNode **last, Str name) {
    JsonNode *child = ARENA_NEW(r->arena, JsonNode);
    child->name = name;
    *(*last ? &(*last)->next : &parent->first) = child;
    *last = child;
    parent->count++;
    return read_value(r, child);
}

static bool read_array(Reader *r, JsonNode *node) {
    JsonNode *last = NULL;
    r->at++;
    skip_blanks(r);
    if (take(r, ']')) return true;
    do {
        if (!add_child(r, node, &last, (Str){NULL, 0})) return false;
    } while (take(r, ','));
    return take(r, ']') || fault(r, MSG("expected \",\" or \"]\" in an array"), NO_MSG);
}

// Is `name` new to the object? Few names are compared one by one, many are kept in a map.
static bool is_new_name(Map *names, const JsonNode *object, Str name) {
    if (object->count < LINEAR_NAMES) return !json_find(object, name);
    if (names->count == 0)
        for (const JsonNode *n = object->first; n; n = n->next) map_add(names, n->name, 0);
    return map_add(names, name, 0);
}

static bool read_name(Reader *r, Map *names, const JsonNode *object, Str *ret) {
    skip_blanks(r);
    if (peek(r) != '"')
        return fault(r, MSG("expected a name in double quotes"),
                     MSG("members are written \"name\": value"));
    Place place = place_at(r, r->at);
    if (!read_string(r, ret)) return false;
    if (!is_new_name(names, object, *ret))
        return err_set_at(r->err, ERR_INPUT, place,
                          MSG("the name \"{1}\" stands twice in an object", *ret),
                          MSG("remove or rename one of them"));
    skip_blanks(r);
    return take(r, ':') || fault(r, MSG("expected \":\" after the name \"{1}\"", *ret), NO_MSG);
}

static bool read_object(Reader *r, JsonNode *node) {
    JsonNode *last = NULL;
    Map names = {.arena = r->arena};
    Str name;
    r->at++;
    skip_blanks(r);
    if (take(r, '}')) return true;
    do {
        if (!read_name(r, &names, node, &name) || !add_child(r, node, &last, name)) return false;
    } while (take(r, ','));
    return take(r, '}') || fault(r, MSG("expected \",\" or \"}\" in an object"), NO_MSG);
}

static bool read_nested(Reader *r, JsonNode *node) {
    if (r->depth == LIMIT_JSON_DEPTH)
        return err_set_at(
            r->err, ERR_LIMIT, place_at(r, r->at),
            MSG("JSON is nested deeper than {1} levels", str_fmt(r->arena, "%d", LIMIT_JSON_DEPTH)),
            NO_MSG);
    r->depth++;
    node->kind = peek(r) == '[' ? JSON_ARRAY : JSON_OBJECT;
    bool done = node->kind == JSON_ARRAY ? read_array(r, node) : read_object(r, node);
    r->depth--;
    return done;
}

static bool read_one(Reader *r, JsonNode *node) {
    char c = peek(r);
    if (c == '[' || c == '{') return read_nested(r, node);
    if (c == '"') {
        node->kind = JSON_STRING;
        return read_string(r, &node->text);
    }
    if (c == '-' || is_digit(c)) {
        node->kind = JSON_NUMBER;
        return read_number(r, &node->text);
    }
    return read_word(r, node);
}

// A value and the blanks around it.
static bool read_value(Reader *r, JsonNode *node) {
    skip_blanks(r);
    size_t start = r->at;
    node->place = place_at(r, start);
    if (!read_one(r, node)) return false;
    node->place.size = (uint32_t)(r->at - start);
    skip_blanks(r);
    return true;
}

const JsonNode *json_parse(Arena *a, Str file, Str text, Err *err) {
    Reader r = {.arena = a, .text = text, .err = err, .mark = {file, 1, 1, 0, 0}};
    if (text.size > UINT32_MAX) {
        err_set(err, ERR_LIMIT, MSG("JSON text of more than 4 GiB"), NO_MSG);
        return NULL;
    }
    int64_t bad = utf8_find_fault(text);
    if (bad >= 0) {
        fault_at(&r, (size_t)bad, MSG("this is not UTF-8"), MSG("save the file as UTF-8"));
        return NULL;
    }
    JsonNode *root = ARENA_NEW(a, JsonNode);
    if (!read_value(&r, root)) return NULL;
    if (r.at == text.size) return root;
    fault(&r, MSG("text after the end of the value"), NO_MSG);
    return NULL;
}

const JsonNode *json_find(const JsonNode *object, Str name) {
    if (!object || object->kind != JSON_OBJECT) return NULL;
    for (const JsonNode *n = object->first; n; n = n->next)
        if (str_is(n->name, name)) return n;
    return NULL;
}

static bool is_plain(unsigned char c) {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static void add_escaped(Buf *b, char c) {
    static const char letters[] = "\"\\bfnrt", meanings[] = "\"\\\b\f\n\r\t";
    const char *hit = c ? strchr(meanings, c) : NULL;
    if (hit)
        buf_add_byte(b, '\\'), buf_add_byte(b, letters[hit - meanings]);
    else
        buf_add_fmt(b, "\\u%04x", (unsigned)(unsigned char)c);
}

void json_add_string(Buf *b, Str s) {
    buf_add_byte(b, '"');
    for (size_t i = 0; i < s.size;) {
        size_t start = i;
        while (i < s.size && is_plain((unsigned char)s.at[i])) i++;
        buf_add(b, str_part(s, start, i - start));
        if (i == s.size) break;
        uint32_t code_point;
        size_t size = utf8_get(s, i, &code_point);
        if (size == 0)
            buf_add_c(b, "\xEF\xBF\xBD");
        else if (size == 1)
            add_escaped(b, s.at[i]);
        else
            buf_add(b, str_part(s, i, size));
        i += size ? size : 1;
    }
    buf_add_byte(b, '"');
}

// ---- members of objects -------------------------------------------------------------------------

void json_add_name(Buf *b, const char *name) {
    if (b->size && b->at[b->size - 1] != '{') buf_add_byte(b, ',');
    json_add_string(b, str_from(name));
    buf_add_byte(b, ':');
}

void json_add_text(Buf *b, const char *name, Str value) {
    json_add_name(b, name);
    json_add_string(b, value);
}

void json_add_text_or_null(Buf *b, const char *name, Str value) {
    json_add_name(b, name);
    if (value.size)
        json_add_string(b, value);
    else
        buf_add_c(b, "null");
}

void json_add_int(Buf *b, const char *name, int64_t value) {
    json_add_name(b, name);
    buf_add_fmt(b, "%lld", (long long)value);
}
