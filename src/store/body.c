// store/body.c - the canonical body of a record: lines of a name and its values
//
// There is exactly one way to write a list of lines, so that equal content has equal hashes and a
// body that was read can be written again byte for byte.
#include "store/store_int.h"

#include <assert.h>

static const char ESCAPED[] = "\\\t\n\r", LETTERS[] = "\\tnr";

static void add_value(Buf *b, Str value) {
    size_t kept = 0;
    for (size_t i = 0; i < value.size; i++) {
        const char *special = value.at[i] ? strchr(ESCAPED, value.at[i]) : NULL;
        if (!special) continue;
        buf_add(b, str_part(value, kept, i - kept));
        buf_add_byte(b, '\\');
        buf_add_byte(b, LETTERS[special - ESCAPED]);
        kept = i + 1;
    }
    buf_add(b, str_part(value, kept, value.size - kept));
}

void body_add(Buf *b, const char *name, const Str *values, size_t count) {
    assert(count >= 1 && count <= BODY_VALUES);
    buf_add_c(b, name);
    for (size_t i = 0; i < count; i++) {
        buf_add_byte(b, '\t');
        add_value(b, values[i]);
    }
    buf_add_byte(b, '\n');
}

void body_add_1(Buf *b, const char *name, Str value) {
    body_add(b, name, &value, 1);
}

void body_add_int(Buf *b, const char *name, int64_t value) {
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do text[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0) text[--at] = '-';
    body_add_1(b, name, (Str){text + at, sizeof text - at});
}

static bool unfold(Arena *a, Str raw, Str *ret) {
    if (!raw.size || !memchr(raw.at, '\\', raw.size)) {
        *ret = raw;
        return true;
    }
    char *text = arena_get(a, raw.size);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        if (raw.at[i] != '\\') {
            text[size++] = raw.at[i];
            continue;
        }
        const char *letter = ++i < raw.size && raw.at[i] ? strchr(LETTERS, raw.at[i]) : NULL;
        if (!letter) return false;
        text[size++] = ESCAPED[letter - LETTERS];
    }
    *ret = (Str){text, size};
    return true;
}

bool body_next(Arena *a, Str *rest, BodyLine *ret) {
    if (!rest->size) return false;
    int64_t end = str_find(*rest, STR("\n"), 0);
    if (end < 0) return false;
    Str line = str_part(*rest, 0, (size_t)end), raw;
    BodyLine found = {0};
    if (!str_next(&line, '\t', &found.name) || !found.name.size) return false;
    while (str_next(&line, '\t', &raw)) {
        if (found.count == BODY_VALUES || memchr(raw.at, '\r', raw.size)) return false;
        if (!unfold(a, raw, &found.values[found.count++])) return false;
    }
    if (!found.count) return false;
    *rest = str_part(*rest, (size_t)end + 1, rest->size);
    *ret = found;
    return true;
}
