// templates/template_fuzz.c - any bytes as a template: faults, or a text in either language
#include "base/fuzz.h"
#include "templates/templates_int.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    const Template *t = template_parse(a, STR("t"), (Str){(const char *)data, size}, &f);
    assert((t != NULL) == (f.error_count == 0));
    if (!t) return 0;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        Answers *w = answers_new(a, t, lang);
        for (const TemplateQuestion *q; (q = answers_next(w));)
            assert(answers_give(w, q->key, answers_fallback(a, w, q), NULL));
        size_t before = f.error_count;
        Str text = template_fill(a, w, &f);
        assert((text.at == NULL) == (f.error_count > before));
        assert(text.size <= (size_t)FILLED_BYTES_MAX * 2);
    }
    return 0;
}
