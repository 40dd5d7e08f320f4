// rules/member_name.c - `item.member`: one member's value, by its name
//
// There may be very many such names, so only those that occur in a formula are declared, just
// before it is compiled: at every "." of the text, what stands before it may end in an item's id,
// and what follows may begin with a member of one of its listed sets.
#include "rules/rules_int.h"

static bool has_members(const Set *s) {
    return s->kind != MEMBERS_FACTS;
}

// The longest member of `s` that `text` begins with; false if there is none.
static bool longest_member(const Set *s, Str text, uint32_t *ret) {
    size_t best = 0;
    for (size_t i = 0; i < s->member_count; i++)
        if (s->members[i].size > best && str_starts_with(text, s->members[i])) {
            best = s->members[i].size;
            *ret = (uint32_t)i;
        }
    return best > 0;
}

// One `.member` behind another: each settles one more set.
static void add_from(View *v, Read r, Str name, Str rest) {
    const Terms *t = v->builder->terms;
    const Item *item = &t->items[r.item];
    for (size_t i = 0; i < item->set_count; i++) {
        const Set *s = &t->sets[item->sets[i]];
        uint32_t member;
        if (r.sets[i].from == MEMBER_FIXED || !has_members(s)) continue;
        if (!longest_member(s, rest, &member)) continue;
        Read fixed = r;
        fixed.sets[i] = (ReadSet){MEMBER_FIXED, member, NULL};
        fixed.is_list = grain_is_finer(item->grain, v->grain);
        for (size_t k = 0; k < item->set_count; k++)
            if (fixed.sets[k].from == MEMBER_EACH) fixed.is_list = true;
        fixed.type = fixed.is_list ? &v->builder->list_types[r.item] : &v->builder->types[r.item];
        Str id = s->members[member];
        Str full = str_fmt(v->builder->arena, "%.*s.%.*s", STR_ARG(name), STR_ARG(id));
        if (map_add(&v->member_names, full, 0)) view_add(v, full, fixed);
        Str behind = str_part(rest, id.size, rest.size);
        if (behind.size > 1 && behind.at[0] == '.')
            add_from(v, fixed, full, str_part(behind, 1, behind.size));
    }
}

// Runs of blanks become one, as in names.
static Str with_single_blanks(Arena *a, Str text) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < text.size; i++) {
        bool is_blank = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t';
        if (!is_blank) buf_add_byte(&b, text.at[i]);
        if (is_blank && b.size > 0 && b.at[b.size - 1] != ' ') buf_add_byte(&b, ' ');
    }
    return buf_str(&b);
}

// Ids before a "." are looked for up to this length, and at so many dots of one agreement.
enum { ID_BYTES_MAX = 120, DOTS_MAX = 1 << 20 };

void view_add_member_names(View *v, Str text) {
    const Terms *t = v->builder->terms;
    text = with_single_blanks(v->builder->arena, text);
    for (size_t dot = 1; dot + 1 < text.size; dot++) {
        if (text.at[dot] != '.' || v->builder->dot_count++ > DOTS_MAX) continue;
        size_t first = dot > ID_BYTES_MAX ? dot - ID_BYTES_MAX : 0;
        Str rest = str_part(text, dot + 1, text.size);
        for (size_t from = first; from < dot; from++) {
            uint32_t item;
            Str id = str_part(text, from, dot - from);
            if (map_get(&t->item_index, id, &item)) add_from(v, read_of_item(v, item), id, rest);
        }
    }
}
