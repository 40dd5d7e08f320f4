// people/words.c - roles, acts and relations by name
#include "people/people_int.h"

static const char *const role_names[ROLE_COUNT] = {
    "drafter",       "finance",        "reviewer", "signatory", "evaluator",
    "data-provider", "credit-officer", "office",   "auditor",   "administrator"};

static const char *const act_names[ACT_COUNT] = {"read",          "comment",
                                                 "draft",         "share",
                                                 "review",        "sign",
                                                 "write-facts",   "confirm-facts",
                                                 "evaluate",      "prepare-payment",
                                                 "pay",           "rate-credit",
                                                 "publish",       "read-audit",
                                                 "manage-people", "manage-organisations"};

static const char *const relation_names[RELATION_COUNT] = {"own", "partner", "observer", "other"};

static const char *const kind_names[] = {"region",    "department", "reviewer",
                                         "evaluator", "enterprise", "public-body"};

// Where the word stands in a list; its size if it does not.
static size_t find(const char *const *names, size_t count, Str text) {
    size_t i = 0;
    while (i < count && !str_is(str_from(names[i]), text)) i++;
    return i;
}

const char *role_name(Role r) {
    return role_names[r];
}

bool role_from_text(Str text, Role *ret) {
    size_t i = find(role_names, ROLE_COUNT, text);
    if (i < ROLE_COUNT) *ret = (Role)i;
    return i < ROLE_COUNT;
}

const char *act_name(Act a) {
    return act_names[a];
}

bool act_from_text(Str text, Act *ret) {
    size_t i = find(act_names, ACT_COUNT, text);
    if (i < ACT_COUNT) *ret = (Act)i;
    return i < ACT_COUNT;
}

const char *relation_name(Relation r) {
    return relation_names[r];
}

bool relation_from_text(Str text, Relation *ret) {
    size_t i = find(relation_names, RELATION_COUNT, text);
    if (i < RELATION_COUNT) *ret = (Relation)i;
    return i < RELATION_COUNT;
}

bool organisation_kind_is(Str text) {
    size_t count = sizeof kind_names / sizeof kind_names[0];
    return find(kind_names, count, text) < count;
}

static Str set_text(Arena *a, uint32_t set, const char *const *names, size_t count) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < count; i++)
        if (set >> i & 1) buf_add_fmt(&b, b.size ? " %s" : "%s", names[i]);
    return buf_str(&b);
}

Str roles_text(Arena *a, RoleSet roles) {
    return set_text(a, roles, role_names, ROLE_COUNT);
}

Str acts_text(Arena *a, ActSet acts) {
    return set_text(a, acts, act_names, ACT_COUNT);
}

bool acts_from_text(Str text, ActSet *ret) {
    ActSet acts = 0;
    Act act;
    for (Str word; str_next(&text, ' ', &word);) {
        if (!act_from_text(word, &act)) return false;
        acts |= (ActSet)1 << act;
    }
    *ret = acts;
    return true;
}
