// base/width.c - how many columns text takes where every character is as wide as another
#include "base/width.h"

#include <unicode/uchar.h>

static bool is_wide(uint32_t c) {
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

static bool is_mark(uint32_t c) {
    int8_t type = u_charType((UChar32)c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
           type == U_CONTROL_CHAR;
}

int width_of_point(uint32_t c) {
    if (c >= 0x20 && c < 0x7F) return 1;
    return is_mark(c) ? 0 : is_wide(c) ? 2 : 1;
}

int width_of(Str s) {
    int width = 0;
    for (size_t at = 0; at < s.size;) {
        uint32_t c = 0;
        size_t size = utf8_get(s, at, &c);
        width += size ? width_of_point(c) : 1;
        at += size ? size : 1;
    }
    return width;
}
