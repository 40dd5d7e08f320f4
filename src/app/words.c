// app/words.c - names of things as a reader knows them: labels, members, kinds
#include "app/app_int.h"

#include <assert.h>
#include <stdlib.h>

NameView name_of(Lang lang, Str id, const Localised *label) {
    Str text = localised_in(label, lang_name(lang));
    return (NameView){id, text.size ? text : id};
}

NameView name_of_item(const Terms *t, Lang lang, uint32_t item) {
    assert(item < t->item_count);
    return name_of(lang, t->items[item].id, &t->items[item].label);
}

static NameView name_of_member(const Terms *t, Lang lang, const PayActor *actor) {
    const Set *set = &t->sets[actor->set];
    uint32_t member;
    if (!set->member_labels || !map_get(&set->member_index, actor->id, &member))
        return (NameView){actor->id, actor->id};
    return name_of(lang, actor->id, &set->member_labels[member]);
}

NameView name_of_actor(const Terms *t, Lang lang, const PayActor *actor) {
    switch (actor->kind) {
    case ACTOR_PARTY: return name_of(lang, actor->id, &t->parties[actor->index].label);
    case ACTOR_POOL: return name_of(lang, actor->id, &t->pools[actor->index].label);
    case ACTOR_MEMBER: return name_of_member(t, lang, actor);
    case ACTOR_ITEM: break;
    }
    return (NameView){actor->id, actor->id};
}

static Str member_id(const Terms *t, const Outcome *o, uint32_t set, uint32_t member) {
    const Set *s = &t->sets[set];
    if (s->kind != MEMBERS_FACTS && member < s->member_count) return s->members[member];
    return o ? outcome_member_id(o, set, member) : STR("");
}

Str member_text(Arena *a, const Terms *t, const Outcome *o, const Item *item,
                const uint32_t *members) {
    if (item->set_count == 1) return member_id(t, o, item->sets[0], members[0]);
    Buf b = {.arena = a};
    for (size_t i = 0; i < item->set_count; i++) {
        if (i) buf_add_byte(&b, '/');
        buf_add(&b, member_id(t, o, item->sets[i], members[i]));
    }
    return b.size ? buf_str(&b) : STR("");
}

static bool find_in_set(const Terms *t, Facts facts, uint32_t set, Str id, uint32_t *ret) {
    const Set *s = &t->sets[set];
    if (s->kind != MEMBERS_FACTS) return map_get(&s->member_index, id, ret);
    size_t count = facts.member_count(facts.self, set);
    for (uint32_t i = 0; i < count; i++)
        if (str_is(facts.member_id(facts.self, set, i), id)) return *ret = i, true;
    return false;
}

bool member_find(const Terms *t, Facts facts, const Item *item, Str text,
                 uint32_t members[LIMIT_SET_DIMENSIONS]) {
    Str rest = text, piece;
    for (size_t i = 0; i < item->set_count; i++) {
        bool is_last = i + 1 == item->set_count;
        if (is_last)
            piece = rest;
        else if (!str_next(&rest, '/', &piece))
            return false;
        if (!find_in_set(t, facts, item->sets[i], str_trim(piece), &members[i])) return false;
    }
    return item->set_count || !text.size;
}

static bool has_label(const Localised *label, Str word) {
    for (size_t i = 0; i < label->count; i++)
        if (str_is(label->texts[i], word)) return true;
    return false;
}

bool item_find(const Terms *t, Str word, uint32_t *ret_item) {
    if (map_get(&t->item_index, word, ret_item)) return true;
    for (uint32_t i = 0; i < t->item_count; i++)
        if (has_label(&t->items[i].label, word)) return *ret_item = i, true;
    return false;
}

const char *item_kind_name(ItemKind kind) {
    switch (kind) {
    case ITEM_PARAMETER: return N_("parameter");
    case ITEM_QUANTITY: return N_("quantity");
    case ITEM_FORMULA: return N_("formula");
    case ITEM_TABLE: return N_("table");
    case ITEM_PAYMENT: return N_("payment");
    }
    abort();
}
