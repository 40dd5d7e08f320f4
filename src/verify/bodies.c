// verify/bodies.c - bodies of records read by their layout
//
// A layout names the lines that must stand there, in order: "amount/2" a line with two values,
// "facts*" any number of lines at the end. Written apart from the reader in store and settle.
#include "verify/verify_int.h"

typedef struct Cursor {
    Arena *arena;
    Str body;
    size_t at;
} Cursor;

static bool take_byte(Cursor *c, char byte) {
    if (c->at >= c->body.size || c->body.at[c->at] != byte) return false;
    c->at++;
    return true;
}

// A value up to a tab or a line feed; \\ \t \n \r stand for what they name.
static bool take_value(Cursor *c, Str *ret) {
    char *text = arena_get(c->arena, c->body.size - c->at);
    size_t size = 0;
    for (; c->at < c->body.size; c->at++) {
        char byte = c->body.at[c->at];
        if (byte == '\t' || byte == '\n') break;
        if (byte == '\r') return false;
        if (byte == '\\') {
            if (++c->at == c->body.size) return false;
            switch (c->body.at[c->at]) {
            case '\\': byte = '\\'; break;
            case 't': byte = '\t'; break;
            case 'n': byte = '\n'; break;
            case 'r': byte = '\r'; break;
            default: return false;
            }
        }
        text[size++] = byte;
    }
    *ret = (Str){text, size};
    return true;
}

static bool take_line(Cursor *c, Str name, int count, Str *ret) {
    Str found;
    if (!take_value(c, &found) || !str_is(found, name)) return false;
    for (int i = 0; i < count; i++)
        if (!take_byte(c, '\t') || !take_value(c, &ret[i])) return false;
    return take_byte(c, '\n');
}

static bool take_repeated(Cursor *c, Str name, Fields *ret) {
    struct {
        Str *items;
        size_t count, capacity;
    } found = {0};
    while (c->at < c->body.size)
        if (!take_line(c, name, 1, VEC_ADD(c->arena, &found))) return false;
    ret->repeated = found.items;
    ret->repeated_count = found.count;
    return true;
}

bool body_read(Arena *a, Str body, const char *layout, Fields *ret) {
    Cursor c = {a, body, 0};
    Str rest = str_from(layout), name;
    size_t used = 0;
    *ret = (Fields){.repeated = NULL};
    while (str_next(&rest, ' ', &name)) {
        int64_t slash = str_find(name, STR("/"), 0);
        int count = slash < 0 ? 1 : name.at[slash + 1] - '0';
        if (str_ends_with(name, STR("*")))
            return take_repeated(&c, str_part(name, 0, name.size - 1), ret);
        if (slash >= 0) name.size = (size_t)slash;
        if (!take_line(&c, name, count, ret->values + used)) return false;
        used += (size_t)count;
    }
    return c.at == body.size;
}

bool body_number(Str text, int64_t *ret) {
    int64_t number = 0;
    if (text.size == 0 || text.size > 18 || (text.size > 1 && text.at[0] == '0')) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
        number = number * 10 + text.at[i] - '0';
    }
    *ret = number;
    return true;
}
