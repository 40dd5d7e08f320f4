// terms/set.c - sets: listed members, some of the parties, or whoever the facts name
#include "terms/terms_int.h"

static void add_member(TermsReader *r, Set *s, Str id, Place place, Localised label) {
    if (!map_add(&s->member_index, id, (uint32_t)s->member_count)) {
        terms_fault(r, "duplicate-word", place, MSG("the member \"{1}\" is named twice", id),
                    MSG("keep one of the two"));
        return;
    }
    s->members[s->member_count] = id;
    s->member_labels[s->member_count++] = label;
}

static void make_room(TermsReader *r, Set *s, size_t count) {
    s->members = ARENA_ARRAY(r->arena, Str, count);
    s->member_labels = ARENA_ARRAY(r->arena, Localised, count);
    s->member_index = (Map){.arena = r->arena};
}

void terms_read_party_set(TermsReader *r) {
    Terms *t = r->terms;
    Set *s = &t->sets[0];
    *s = (Set){.id = STR("party"), .kind = MEMBERS_PARTIES};
    s->label = terms_label(r, s->id, NULL, NULL);
    make_room(r, s, t->party_count);
    for (size_t i = 0; i < t->party_count; i++)
        add_member(r, s, t->parties[i].id, t->parties[i].place, t->parties[i].label);
}

static void read_list(TermsReader *r, Set *s, const YamlNode *list) {
    make_room(r, s, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const YamlNode *n = list->items[i];
        if (terms_is_word(n))
            add_member(r, s, n->text, n->place, terms_label(r, n->text, NULL, NULL));
        else
            terms_fault(r, "wrong-type", n->place, MSG("a member is a word"),
                        MSG("write [first, second], or a map of id to label"));
    }
}

static void read_map(TermsReader *r, Set *s, const YamlNode *map) {
    make_room(r, s, map->count);
    for (size_t i = 0; i < map->count; i++)
        add_member(r, s, map->keys[i], map->key_places[i],
                   terms_label(r, map->keys[i], NULL, map->items[i]));
}

static void read_parties(TermsReader *r, Set *s, const YamlNode *of) {
    const Terms *t = r->terms;
    s->kind = MEMBERS_PARTIES;
    size_t count = terms_each_count(of);
    make_room(r, s, count ? count : t->party_count);
    for (size_t i = 0; !count && i < t->party_count; i++)
        add_member(r, s, t->parties[i].id, s->place, t->parties[i].label);
    for (size_t i = 0; i < count; i++) {
        const YamlNode *n = terms_each(of, i);
        uint32_t party;
        if (!terms_is_word(n)) continue;
        if (map_get(&t->party_index, n->text, &party)) {
            add_member(r, s, n->text, n->place, t->parties[party].label);
        } else if (r->has_parties) {
            Known known = {.arena = r->arena};
            known_add_map(&known, &t->party_index);
            terms_fault(r, "unknown-party", n->place,
                        MSG("\"{1}\" is no party of this agreement", n->text),
                        known_hint(&known, n->text));
        }
    }
}

static bool is_members_word(const YamlNode *n, const char *word) {
    return n->kind == YAML_SCALAR && !n->is_quoted && str_is(n->text, str_from(word));
}

static void read_members(TermsReader *r, Set *s, const YamlNode *members, const YamlNode *of) {
    bool is_of_parties = is_members_word(members, "parties");
    if (members->kind == YAML_LIST)
        read_list(r, s, members);
    else if (members->kind == YAML_MAP)
        read_map(r, s, members);
    else if (is_of_parties)
        read_parties(r, s, of);
    else if (is_members_word(members, "facts"))
        s->kind = MEMBERS_FACTS;
    else
        terms_fault(r, "wrong-type", members->place,
                    MSG("\"members\" wants a list, a map, \"parties\" or \"facts\""),
                    MSG("write [first, second]"));
    if (of && !is_of_parties)
        terms_fault(r, "unknown-key", of->place, MSG("\"of\" belongs to \"members: parties\" only"),
                    NO_MSG);
    bool is_empty = s->kind != MEMBERS_FACTS && s->member_count == 0;
    if (is_empty && (members->kind != YAML_SCALAR || is_of_parties) && r->has_parties)
        terms_fault(r, "empty-set", members->place, MSG("the set \"{1}\" has no members", s->id),
                    MSG("name at least one"));
}

void terms_read_set(TermsReader *r, const Entry *e) {
    Set *s = &r->terms->sets[e->index];
    const YamlNode *members = e->node->kind == YAML_LIST ? e->node : yaml_find(e->node, "members");
    *s = (Set){.id = e->id, .place = e->place, .label = terms_entry_label(r, e->id, e->node)};
    s->member_index = (Map){.arena = r->arena};
    if (!terms_is_empty(members)) read_members(r, s, members, yaml_find(e->node, "of"));
}
