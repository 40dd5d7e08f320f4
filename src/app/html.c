// app/html.c - HTML with escaping as the default
#include "base/html.h"
#include "app/app_int.h"

#include <assert.h>

void html_fill(Buf *b, const char *template, const Str *values, size_t count) {
    size_t used = 0;
    for (const char *hole; (hole = strstr(template, "{}")); template = hole + 2) {
        buf_add(b, (Str){template, (size_t)(hole - template)});
        assert(used < count);
        html_add(b, values[used++]);
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
