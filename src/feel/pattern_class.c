// feel/pattern_class.c - the character classes of XML Schema patterns as ranges and categories
#include "feel/pattern.h"

#include <ctype.h>
#include <unicode/uchar.h>
#include <unicode/uset.h>

enum { POINT_MOST = 0x10FFFF, SURROGATE_FIRST = 0xD800, SURROGATE_LAST = 0xDFFF };

typedef struct Range {
    uint32_t first, last;
} Range;

// Characters that may begin a name (\i) and stand in a name (\c) in XML 1.0, fifth edition.
static const Range name_start[] = {
    {0x3A, 0x3A},     {0x41, 0x5A},     {0x5F, 0x5F},     {0x61, 0x7A},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
static const Range name_part[] = {
    {0x2D, 0x2E},     {0x30, 0x3A},     {0x41, 0x5A},       {0x5F, 0x5F},     {0x61, 0x7A},
    {0xB7, 0xB7},     {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x37D},    {0x37F, 0x1FFF},
    {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F},   {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
static const Range blanks[] = {{0x9, 0xA}, {0xD, 0xD}, {0x20, 0x20}};

// Surrogates are no characters, and PCRE2 does not take them as ends of a range.
static void add_range(Buf *b, uint32_t first, uint32_t last) {
    if (first >= SURROGATE_FIRST && first <= SURROGATE_LAST) first = SURROGATE_LAST + 1;
    if (last >= SURROGATE_FIRST && last <= SURROGATE_LAST) last = SURROGATE_FIRST - 1;
    if (first <= last) buf_add_fmt(b, "\\x{%x}-\\x{%x}", first, last);
}

static void add_ranges(Buf *b, const Range *ranges, size_t count, bool negated) {
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (!negated) add_range(b, ranges[i].first, ranges[i].last);
        if (negated && ranges[i].first > next) add_range(b, next, ranges[i].first - 1);
        next = ranges[i].last + 1;
    }
    if (negated && next <= POINT_MOST) add_range(b, next, POINT_MOST);
}

#define ADD_RANGES(b, ranges, negated)                                                             \
    add_ranges(b, ranges, sizeof ranges / sizeof *ranges, negated)

bool pattern_add_class(Buf *b, char letter) {
    switch (letter) {
    case 's': ADD_RANGES(b, blanks, false); return true;
    case 'S': ADD_RANGES(b, blanks, true); return true;
    case 'i': ADD_RANGES(b, name_start, false); return true;
    case 'I': ADD_RANGES(b, name_start, true); return true;
    case 'c': ADD_RANGES(b, name_part, false); return true;
    case 'C': ADD_RANGES(b, name_part, true); return true;
    case 'd': buf_add_c(b, "\\p{Nd}"); return true;
    case 'D': buf_add_c(b, "\\P{Nd}"); return true;
    case 'w': buf_add_c(b, "\\p{L}\\p{M}\\p{N}\\p{S}"); return true;
    case 'W': buf_add_c(b, "\\p{P}\\p{Z}\\p{C}"); return true;
    default: return false;
    }
}

static bool is_category(Str name) {
    static const char names[] = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po "
                                "Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn ";
    if (name.size < 1 || name.size > 2) return false;
    char wanted[5] = {' ', name.at[0], name.size > 1 ? name.at[1] : ' ', ' ', 0};
    if (name.size == 1) wanted[2] = ' ', wanted[3] = 0;
    return strstr(names, wanted) != NULL;
}

static bool add_block(Buf *b, Str name, bool negated) {
    enum { NAME_MOST = 63 };
    char c_name[NAME_MOST + 1] = {0};
    if (name.size > NAME_MOST || !str_starts_with(name, STR("Is"))) return false;
    memcpy(c_name, name.at + 2, name.size - 2);
    int32_t block = u_getPropertyValueEnum(UCHAR_BLOCK, c_name);
    if (block == UCHAR_INVALID_CODE) return false;
    UErrorCode error = U_ZERO_ERROR;
    UChar32 first, last;
    USet *set = uset_openEmpty();
    uset_applyIntPropertyValue(set, UCHAR_BLOCK, block, &error);
    bool ok = U_SUCCESS(error) && uset_getItemCount(set) > 0 &&
              uset_getItem(set, 0, &first, &last, NULL, 0, &error) == 0;
    uset_close(set);
    if (ok) add_ranges(b, &(Range){(uint32_t)first, (uint32_t)last}, 1, negated);
    return ok;
}

static bool is_word(Str name) {
    for (size_t i = 0; i < name.size; i++)
        if (!isalnum((unsigned char)name.at[i]) && name.at[i] != '-') return false;
    return true;
}

bool pattern_add_property(Buf *b, Str name, bool negated) {
    if (!is_word(name)) return false;
    if (!is_category(name)) return add_block(b, name, negated);
    buf_add_fmt(b, "\\%c{%.*s}", negated ? 'P' : 'p', STR_ARG(name));
    return true;
}
