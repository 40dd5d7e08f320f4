// lint/replacement.c - what could be written in place of a vague wording
//
// Only where one word can stand for another: most wordings are mended by deciding something, which
// is for the parties. A time limit is a skeleton, whose number they choose.
#include "lint/lint_int.h"

typedef struct Replacement {
    const char *rule, *wording; // wording NULL: any
    bool is_chinese;
    const char *text;
} Replacement;

static const Replacement REPLACEMENTS[] = {
    {"vague-time", NULL, false, "within 30 days"},
    {"vague-time", NULL, true, "在30日内"},
    {"ambiguous-connective", NULL, false, "and"},
    {"ambiguous-connective", NULL, false, "or"},
    {"ambiguous-connective", NULL, true, "和"},
    {"ambiguous-connective", NULL, true, "或"},
    {"weak-modality", "should", false, "shall"},
    {"weak-modality", "宜", true, "应当"},
    {"weak-modality", "不宜", true, "不得"},
    {"confusable", "till", false, "until"},
    {"confusable", "bimonthly", false, "every two months"},
    {"confusable", "bimonthly", false, "twice a month"},
    {"confusable", "biweekly", false, "every two weeks"},
    {"confusable", "biweekly", false, "twice a week"},
    {"confusable", "帐户", true, "账户"},
    {"confusable", "帐目", true, "账目"},
    {"confusable", "帐簿", true, "账簿"},
    {"confusable", "对帐", true, "对账"},
    {"confusable", "抵消", true, "抵销"},
    {"confusable", "交纳", true, "缴纳"},
    {"confusable", "做出决定", true, "作出决定"},
    {"confusable", "做出规定", true, "作出规定"},
};

static bool fits(const Replacement *r, Str rule, Str wording) {
    bool is_chinese = wording.size && (unsigned char)wording.at[0] >= 0x80;
    return str_is(rule, str_from(r->rule)) && r->is_chinese == is_chinese &&
           (!r->wording || str_is(wording, str_from(r->wording)));
}

bool lint_replacement(Str rule, Str wording, size_t index, Str *ret) {
    for (size_t i = 0; i < sizeof REPLACEMENTS / sizeof REPLACEMENTS[0]; i++) {
        if (!fits(&REPLACEMENTS[i], rule, wording) || index--) continue;
        *ret = str_from(REPLACEMENTS[i].text);
        return true;
    }
    return false;
}

bool lint_may_allow(Str rule) {
    return rule_find(rule) < RULE_ALLOW_REASON;
}
