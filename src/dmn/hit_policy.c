// dmn/hit_policy.c - the names of hit policies (DMN 1.5, table 27)
#include "dmn/table.h"

static const struct HitPolicyName {
    const char *mark, *word;
} hit_policies[] = {
    [DMN_UNIQUE] = {"U", "UNIQUE"},
    [DMN_ANY] = {"A", "ANY"},
    [DMN_PRIORITY] = {"P", "PRIORITY"},
    [DMN_FIRST] = {"F", "FIRST"},
    [DMN_RULE_ORDER] = {"R", "RULE ORDER"},
    [DMN_OUTPUT_ORDER] = {"O", "OUTPUT ORDER"},
    [DMN_COLLECT] = {"C", "COLLECT"},
    [DMN_COLLECT_SUM] = {"C+", "COLLECT SUM"},
    [DMN_COLLECT_MIN] = {"C<", "COLLECT MIN"},
    [DMN_COLLECT_MAX] = {"C>", "COLLECT MAX"},
    [DMN_COLLECT_COUNT] = {"C#", "COLLECT COUNT"},
};

static bool is_same_word(Str text, const char *word) {
    if (text.size != strlen(word)) return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i] >= 'a' && text.at[i] <= 'z' ? (char)(text.at[i] - 32) : text.at[i];
        if (c != word[i]) return false;
    }
    return true;
}

bool dmn_hit_policy_parse(Str text, DmnHitPolicy *ret) {
    for (size_t i = 0; i < sizeof hit_policies / sizeof hit_policies[0]; i++) {
        if (!is_same_word(text, hit_policies[i].mark) && !is_same_word(text, hit_policies[i].word))
            continue;
        *ret = (DmnHitPolicy)i;
        return true;
    }
    return false;
}

const char *dmn_hit_policy_mark(DmnHitPolicy p) {
    return hit_policies[p].mark;
}
