// base/html.c - text that becomes part of a page
#include "base/html.h"

void html_add(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        switch (text.at[i]) {
        case '&': buf_add_c(b, "&amp;"); break;
        case '<': buf_add_c(b, "&lt;"); break;
        case '>': buf_add_c(b, "&gt;"); break;
        case '"': buf_add_c(b, "&quot;"); break;
        case '\'': buf_add_c(b, "&#39;"); break;
        default: buf_add_byte(b, text.at[i]);
        }
    }
}

static bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void html_add_url(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        if (is_unreserved(text.at[i]))
            buf_add_byte(b, text.at[i]);
        else
            buf_add_fmt(b, "%%%02X", (unsigned char)text.at[i]);
    }
}
