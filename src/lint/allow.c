// lint/allow.c - remarks that silence a rule where they stand: <!-- allow RULE: reason -->
#include "lint/lint_int.h"

static bool cut(Str *rest, Str separator, Str *ret_piece) {
    int64_t at = str_find(*rest, separator, 0);
    if (at < 0) return false;
    *ret_piece = str_trim(str_part(*rest, 0, (size_t)at));
    *rest = str_part(*rest, (size_t)at + separator.size, rest->size);
    return true;
}

// Rules that other rooms judge, which also see whether a remark on them is needed.
static bool is_elsewhere(Str rule) {
    static const char *const RULES[] = {
        "words-differ",     "words-without-term", "term-without-words",
        "currency-differs", "party-differs",      "languages-differ",
        "languages-lack",   "bearer-differs",     NULL};
    for (size_t i = 0; RULES[i]; i++)
        if (str_is(rule, str_from(RULES[i]))) return true;
    return false;
}

static LintRemark remark_from(Str remark, size_t offset, size_t size) {
    Str id, reason = remark;
    if (!cut(&reason, STR(":"), &id) && !cut(&reason, STR("："), &id)) {
        id = str_trim(remark);
        reason = STR("");
    }
    return (LintRemark){.rule = id, .reason = str_trim(reason), .offset = offset, .size = size};
}

bool lint_remark_next(Str text, size_t *at, LintRemark *ret) {
    static const Str OPEN = {"<!--", 4}, CLOSE = {"-->", 3}, WORD = {"allow ", 6};
    for (int64_t open; (open = str_find(text, OPEN, *at)) >= 0;) {
        int64_t close = str_find(text, CLOSE, (size_t)open);
        if (close < 0) return false;
        size_t inside = (size_t)open + OPEN.size;
        Str remark = str_trim(str_part(text, inside, (size_t)close - inside));
        *at = (size_t)close + CLOSE.size;
        if (!str_starts_with(remark, WORD)) continue;
        *ret =
            remark_from(str_part(remark, WORD.size, remark.size), (size_t)open, *at - (size_t)open);
        return true;
    }
    return false;
}

void allow_read(Allows *all, Str paragraph, size_t offset) {
    LintRemark r;
    for (size_t at = 0; lint_remark_next(paragraph, &at, &r);) {
        bool has_reason = r.reason.size > 0;
        if (has_reason && is_elsewhere(r.rule)) continue;
        *VEC_ADD(all->arena, all) = (Allow){.rule = rule_find(r.rule),
                                            .has_reason = has_reason,
                                            .id = r.rule,
                                            .offset = offset + r.offset,
                                            .size = r.size};
    }
}
