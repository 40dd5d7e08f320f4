// app/html.c - HTML with escaping as the default
#include "app/app_int.h"

#include <assert.h>

static void add_escaped(Buf *b, Str text) {
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

void html_fill(Buf *b, const char *template, const Str *values, size_t count) {
    size_t used = 0;
    for (const char *hole; (hole = strstr(template, "{}")); template = hole + 2) {
        buf_add(b, (Str){template, (size_t)(hole - template)});
        assert(used < count);
        add_escaped(b, values[used++]);
    }
    assert(used == count);
    buf_add_c(b, template);
}

void html_add_names(Buf *b, Str english, Str chinese) {
    if (str_is(english, chinese))
        HTML(b, "{}", english);
    else
        HTML(b, "<span class=en lang=en>{}</span><span class=zh lang=zh>{}</span>", english,
             chinese);
}

void html_add_both(Buf *b, const char *english) {
    html_add_names(b, str_from(lang_text(LANG_EN, english)), str_from(lang_text(LANG_ZH, english)));
}
