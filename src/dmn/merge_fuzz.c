// dmn/merge_fuzz.c - any texts as a model and what an editor made of it
//
// The bytes hold the model's own text, the baseline and the edited text, parted by zeros. Where
// they merge, the result is well-formed; where nothing was edited, it is the own text.
#include "base/fuzz.h"
#include "base/xml.h"
#include "dmn/editor.h"

#include <assert.h>

static void check_merge(Arena *a, Str own, Str baseline, Str edited) {
    Err err = {.code = ERR_NONE};
    DmnMerged m;
    DmnSource source = {STR("m.dmn"), own};
    if (!dmn_editor_merge(a, source, baseline, edited, &m, &err)) return;
    if (str_is(baseline, edited)) assert(str_is(m.text, own));
    assert(xml_parse(a, STR("merged"), m.text, &err));
    for (size_t i = 0; i < m.spans.count; i++)
        assert(m.spans.items[i].start < m.spans.items[i].end &&
               m.spans.items[i].end <= m.text.size);
}

// What the editor is given, untouched, and with one byte changed.
static void check_given(Arena *a, Str own, size_t where) {
    Err err = {.code = ERR_NONE};
    Buf given = {.arena = a};
    if (!dmn_editor_text(a, (DmnSource){STR("m.dmn"), own}, &given, &err)) return;
    check_merge(a, own, buf_str(&given), buf_str(&given));
    char *edited = arena_copy(a, given.at, given.size);
    edited[where % given.size] ^= 1;
    check_merge(a, own, buf_str(&given), (Str){edited, given.size});
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Str rest = {(const char *)bytes, size}, own = {"", 0}, baseline = {"", 0};
    str_next(&rest, '\0', &own);
    str_next(&rest, '\0', &baseline);
    check_merge(a, own, baseline, rest);
    check_given(a, own, (size_t)str_hash(rest));
    return 0;
}
