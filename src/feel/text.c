// feel/text.c - values as JSON, as FEEL literals, as plain text, and back
#include "base/json.h"
#include "feel/temporal.h"

typedef enum Style { JSON, LITERAL, PLAIN } Style;

static void add_value(Buf *b, FeelValue v, Style style);

// ---- writing ------------------------------------------------------------------------------------

static void add_escaped(Buf *b, char c) {
    static const char plain[] = "\"\\\n\r\t", marks[] = "\"\\nrt";
    const char *at = c ? strchr(plain, c) : NULL;
    if (at) {
        buf_add_byte(b, '\\');
        buf_add_byte(b, marks[at - plain]);
    } else if ((unsigned char)c < 0x20) {
        buf_add_fmt(b, "\\u%04x", (unsigned char)c);
    } else {
        buf_add_byte(b, c);
    }
}

static void add_quoted(Buf *b, Str s) {
    buf_add_byte(b, '"');
    for (size_t i = 0; i < s.size; i++) add_escaped(b, s.at[i]);
    buf_add_byte(b, '"');
}

static bool is_name_start(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

// A key that may stand without quotes: words with single blanks between them.
static bool is_plain_name(Str key) {
    bool blank = true;
    for (size_t i = 0; i < key.size; i++) {
        unsigned char c = (unsigned char)key.at[i];
        if (c == ' ' && blank) return false;
        if (c != ' ' && !is_name_start(c) && (i == 0 || c < '0' || c > '9')) return false;
        blank = c == ' ';
    }
    return !blank;
}

static void add_key(Buf *b, Str key, Style style) {
    if (style == JSON)
        json_add_string(b, key);
    else if (is_plain_name(key))
        buf_add(b, key);
    else
        add_quoted(b, key);
    buf_add_c(b, style == JSON ? ":" : ": ");
}

static void add_list(Buf *b, const FeelList *list, Style style) {
    buf_add_byte(b, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i) buf_add_c(b, style == JSON ? "," : ", ");
        add_value(b, list->items[i], style);
    }
    buf_add_byte(b, ']');
}

static void add_context(Buf *b, const FeelContext *context, Style style) {
    buf_add_byte(b, '{');
    for (size_t i = 0; i < context->count; i++) {
        if (i) buf_add_c(b, style == JSON ? "," : ", ");
        add_key(b, context->keys[i], style);
        add_value(b, context->values[i], style);
    }
    buf_add_byte(b, '}');
}

static void add_half_range(Buf *b, char mark, bool included, FeelValue end) {
    buf_add_byte(b, mark);
    buf_add_c(b, included ? "= " : " ");
    add_value(b, end, LITERAL);
}

static void add_range(Buf *b, const FeelRange *r) {
    if (r->low.kind == FEEL_NULL && r->high.kind != FEEL_NULL) {
        add_half_range(b, '<', r->high_included, r->high);
    } else if (r->high.kind == FEEL_NULL && r->low.kind != FEEL_NULL) {
        add_half_range(b, '>', r->low_included, r->low);
    } else {
        buf_add_byte(b, r->low_included ? '[' : '(');
        add_value(b, r->low, LITERAL);
        buf_add_c(b, "..");
        add_value(b, r->high, LITERAL);
        buf_add_byte(b, r->high_included ? ']' : ')');
    }
}

static void add_function(Buf *b, const FeelFunction *f) {
    buf_add_c(b, f && f->builtin ? f->builtin->doc.name : "function");
}

static void add_string(Buf *b, Str s, Style style) {
    if (style == JSON)
        json_add_string(b, s);
    else if (style == LITERAL)
        add_quoted(b, s);
    else
        buf_add(b, s);
}

static void add_number(Buf *b, Dec d) {
    char text[DEC_TEXT_BYTES];
    buf_add(b, (Str){text, dec_to_text(d, text)});
}

// What has no literal of its own stands in quotes in JSON, behind @ in FEEL, bare in plain text.
static void add_temporal(Buf *b, FeelValue v, Style style) {
    if (style == LITERAL) buf_add_byte(b, '@');
    if (style != PLAIN) buf_add_byte(b, '"');
    temporal_add_text(b, v);
    if (style != PLAIN) buf_add_byte(b, '"');
}

static void add_compound(Buf *b, FeelValue v, Style style) {
    Style inner = style == JSON ? JSON : LITERAL;
    Buf text = {.arena = b->arena};
    if (v.kind == FEEL_LIST) add_list(b, v.list, inner);
    if (v.kind == FEEL_CONTEXT) add_context(b, v.context, inner);
    if (v.kind == FEEL_RANGE) add_range(&text, v.range);
    if (v.kind == FEEL_FUNCTION) add_function(&text, v.function);
    if (v.kind == FEEL_RANGE || v.kind == FEEL_FUNCTION)
        add_string(b, buf_str(&text), style == JSON ? JSON : PLAIN);
}

static void add_value(Buf *b, FeelValue v, Style style) {
    switch ((FeelKind)v.kind) {
    case FEEL_NULL:
    case FEEL_ANY: buf_add_c(b, "null"); return;
    case FEEL_BOOLEAN: buf_add_c(b, v.boolean ? "true" : "false"); return;
    case FEEL_NUMBER: add_number(b, v.number); return;
    case FEEL_STRING: add_string(b, v.string, style); return;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_DURATION:
    case FEEL_YEARS_DURATION: add_temporal(b, v, style); return;
    case FEEL_LIST:
    case FEEL_CONTEXT:
    case FEEL_RANGE:
    case FEEL_FUNCTION: break;
    }
    if (v.depth > FEEL_VALUE_DEPTH_MAX)
        buf_add_c(b, "null");
    else
        add_compound(b, v, style);
}

static Str value_text(Arena *a, FeelValue v, Style style) {
    Buf b = {.arena = a};
    add_value(&b, v, style);
    return buf_str(&b);
}

Str feel_to_json(Arena *a, FeelValue v) {
    return value_text(a, v, JSON);
}

Str feel_to_text(Arena *a, FeelValue v) {
    return value_text(a, v, LITERAL);
}

Str feel_to_string(Arena *a, FeelValue v) {
    return value_text(a, v, PLAIN);
}

// ---- reading ------------------------------------------------------------------------------------

static bool from_node(Arena *a, const JsonNode *node, FeelValue *ret, Err *err);

static bool number_from_node(const JsonNode *node, FeelValue *ret, Err *err) {
    bool inexact;
    Dec d;
    if (!dec_from_text(node->text, &d, &inexact))
        return err_set_at(err, ERR_INPUT, node->place, MSG("the number is out of range"), NO_MSG);
    if (inexact)
        return err_set_at(err, ERR_INPUT, node->place,
                          MSG("the number has more than 34 significant digits"),
                          MSG("round it before it is sent, so that nothing is lost unseen"));
    *ret = feel_number(d);
    return true;
}

static bool list_from_node(Arena *a, const JsonNode *node, FeelValue *ret, Err *err) {
    FeelValue *items = ARENA_ARRAY(a, FeelValue, node->count);
    size_t i = 0;
    for (const JsonNode *n = node->first; n; n = n->next)
        if (!from_node(a, n, &items[i++], err)) return false;
    *ret = feel_list(items, i, a);
    return true;
}

static bool context_from_node(Arena *a, const JsonNode *node, FeelValue *ret, Err *err) {
    FeelValue *values = ARENA_ARRAY(a, FeelValue, node->count);
    Str *keys = ARENA_ARRAY(a, Str, node->count);
    size_t i = 0;
    for (const JsonNode *n = node->first; n; n = n->next, i++) {
        keys[i] = str_copy(a, n->name);
        if (!from_node(a, n, &values[i], err)) return false;
    }
    *ret = feel_context(keys, values, i, a);
    return true;
}

static bool from_node(Arena *a, const JsonNode *node, FeelValue *ret, Err *err) {
    switch (node->kind) {
    case JSON_NULL: *ret = feel_null(); return true;
    case JSON_FALSE: *ret = feel_boolean(false); return true;
    case JSON_TRUE: *ret = feel_boolean(true); return true;
    case JSON_STRING: *ret = feel_string(str_copy(a, node->text)); return true;
    case JSON_NUMBER: return number_from_node(node, ret, err);
    case JSON_ARRAY: return list_from_node(a, node, ret, err);
    case JSON_OBJECT: return context_from_node(a, node, ret, err);
    }
    return false;
}

bool feel_from_json(Arena *a, Str json, Str file, FeelValue *ret, Err *err) {
    const JsonNode *node = json_parse(a, file, json, err);
    return node && from_node(a, node, ret, err);
}

FeelValue feel_from_text(Arena *a, Str text, FeelKind kind) {
    FeelValue v = feel_null();
    bool inexact;
    Dec d;
    if (kind == FEEL_STRING) return feel_string(str_copy(a, text));
    if (kind == FEEL_BOOLEAN)
        return str_is(text, STR("true"))    ? feel_boolean(true)
               : str_is(text, STR("false")) ? feel_boolean(false)
                                            : v;
    if (kind == FEEL_NUMBER)
        return dec_from_text(text, &d, &inexact) && !inexact ? feel_number(d) : v;
    if (kind == FEEL_DATE_TIME) return temporal_parse_date_time(text, &v) ? v : feel_null();
    v = feel_temporal_literal(text);
    return v.kind == kind ? v : feel_null();
}
