// feel/pattern_fuzz.c - any pattern is refused or becomes one that PCRE2 takes
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/fuzz.h"
#include "feel/pattern.h"

#include <assert.h>
#include <pcre2.h>

// The first byte chooses the flags. PCRE2 has limits of its own (a range too large, a pattern too
// long), but no syntax that the translation lets through may be wrong to it.
static void must_be_taken(Str pattern, uint32_t groups) {
    int code = 0;
    PCRE2_SIZE at = 0;
    uint32_t captures = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern.at, pattern.size,
                                         PCRE2_UTF | PCRE2_UCP, &code, &at, NULL);
    assert(compiled || code == PCRE2_ERROR_QUANTIFIER_TOO_BIG ||
           code == PCRE2_ERROR_PATTERN_TOO_LARGE || code == PCRE2_ERROR_PATTERN_TOO_COMPLICATED);
    if (!compiled) return;
    pcre2_pattern_info(compiled, PCRE2_INFO_CAPTURECOUNT, &captures);
    assert(captures == groups);
    pcre2_code_free(compiled);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    Arena *a = fuzz_arena();
    PatternFlags flags = {.dot_all = data[0] & 1,
                          .multi_line = data[0] & 2,
                          .ignore_case = data[0] & 4,
                          .ignore_blanks = data[0] & 8};
    Str pattern = {(const char *)data + 1, size - 1}, translated;
    uint32_t groups;
    Message fault = NO_MSG;
    if (utf8_find_fault(pattern) >= 0) return 0;
    if (pattern_translate(a, pattern, flags, &translated, &groups, &fault))
        must_be_taken(translated.size ? translated : STR("(?:)"), groups);
    else
        assert(fault.text);
    return 0;
}
