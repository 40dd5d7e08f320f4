// feel/name.c - names as FEEL spells them: words and symbols, blanks of no account
#include "feel/name.h"

typedef struct CodeRange {
    uint32_t from, to;
} CodeRange;

// DMN 1.5, grammar rule 28 and 29.
static const CodeRange STARTS[] = {
    {'A', 'Z'},       {'_', '_'},         {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},     {0x37F, 0x167F},  {0x1681, 0x1FFF}, {0x200C, 0x200D},
    {0x2070, 0x218F}, {0x2C00, 0x2FEF},   {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFEFE},
    {0xFF00, 0xFFFD}, {0x10000, 0xEFFFF},
};
static const CodeRange PARTS[] = {{'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};
static const CodeRange BLANKS[] = {
    {'\t', '\r'},     {' ', ' '},       {0x85, 0x85},     {0xA0, 0xA0},
    {0x1680, 0x1680}, {0x2000, 0x200B}, {0x2028, 0x2029}, {0x202F, 0x202F},
    {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
};

// Punctuation of East Asian scripts, which the grammar would admit to names: an officer who types
// it means the mark, not a name. A declared name may still hold it.
static const CodeRange MARKS[] = {
    {0x3001, 0x3003}, {0x3008, 0x3011}, {0x3014, 0x301F}, {0xFF01, 0xFF0F},
    {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
};

static bool is_in(const CodeRange *ranges, size_t count, uint32_t c) {
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].from && c <= ranges[i].to) return true;
    return false;
}

#define IS_IN(table, c) is_in(table, sizeof table / sizeof *table, c)

// Letters of the Latin alphabet and Chinese characters are most of what is asked for.
static bool is_common(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 0x3400 && c <= 0x9FFF);
}

bool name_is_start(uint32_t c) {
    if (is_common(c)) return true;
    return c < 0x80 ? IS_IN(STARTS, c) : IS_IN(STARTS, c) && !IS_IN(MARKS, c);
}

bool name_is_part(uint32_t c) {
    return name_is_start(c) || IS_IN(PARTS, c);
}

bool name_is_blank(uint32_t c) {
    return !is_common(c) && IS_IN(BLANKS, c);
}

bool name_is_symbol(char byte) {
    return byte && strchr("./-'+*", byte) != NULL;
}

size_t name_skip_blanks(Str text, size_t at) {
    uint32_t c;
    while (at < text.size) {
        size_t size = utf8_get(text, at, &c);
        if (!size || !name_is_blank(c)) break;
        at += size;
    }
    return at;
}

size_t name_word_end(Str text, size_t at) {
    uint32_t c;
    size_t from = at;
    while (at < text.size) {
        size_t size = utf8_get(text, at, &c);
        if (!size || !(at == from ? name_is_start(c) : name_is_part(c))) break;
        at += size;
    }
    return at;
}

bool name_walk(NameWalk *w, char ret_bytes[5], size_t *ret_size) {
    size_t at = name_skip_blanks(w->text, w->at);
    uint32_t c;
    size_t size = at < w->text.size ? utf8_get(w->text, at, &c) : 0;
    if (!size) return false;
    bool is_word = name_is_part(c), has_blank = at > w->at && w->is_after_word && is_word;
    if (has_blank) ret_bytes[0] = ' ';
    memcpy(ret_bytes + has_blank, w->text.at + at, size);
    *ret_size = size + has_blank;
    w->at = at + size;
    w->is_after_word = is_word;
    return true;
}

bool name_walk_may_end(const NameWalk *w) {
    uint32_t c;
    if (!w->is_after_word || w->at >= w->text.size) return true;
    return !utf8_get(w->text, w->at, &c) || !name_is_part(c);
}

Str name_normal(Arena *a, Str text) {
    Buf b = {.arena = a};
    NameWalk w = {.text = text};
    char bytes[5];
    size_t size;
    while (name_walk(&w, bytes, &size)) buf_add(&b, (Str){bytes, size});
    return buf_str(&b);
}

size_t name_match(Str normal, Str text, size_t at) {
    NameWalk w = {.text = text, .at = at};
    char bytes[5];
    size_t size, done = 0;
    while (done < normal.size) {
        if (!name_walk(&w, bytes, &size)) return 0;
        if (normal.size - done < size || memcmp(normal.at + done, bytes, size) != 0) return 0;
        done += size;
    }
    return done && name_walk_may_end(&w) ? w.at : 0;
}
