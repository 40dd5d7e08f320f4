// diff/entries.c - terms of two versions key by key
//
// The order of keys and entries, comments, quotes and line breaks mean nothing and are no change.
// Lists are compared as a whole.
#include "diff/diff_int.h"

typedef struct Value {
    Str section, id, key, text;
    Place place;
} Value;

typedef struct Values {
    Arena *arena;
    Value *items;
    size_t count, capacity;
    Map index; // "section\nid\nkey" -> value
} Values;

static void add_text(Buf *b, const YamlNode *n);

static void add_children(Buf *b, const YamlNode *n) {
    for (size_t i = 0; i < n->count; i++) {
        if (i) buf_add_c(b, ", ");
        if (n->kind == YAML_MAP) buf_add_fmt(b, "%.*s: ", STR_ARG(n->keys[i]));
        add_text(b, n->items[i]);
    }
}

static void add_text(Buf *b, const YamlNode *n) {
    if (n->kind == YAML_SCALAR) {
        buf_add(b, n->text);
        return;
    }
    buf_add_byte(b, n->kind == YAML_LIST ? '[' : '{');
    add_children(b, n);
    buf_add_byte(b, n->kind == YAML_LIST ? ']' : '}');
}

static void add_value(Values *v, Value value) {
    Str name = str_fmt(v->arena, "%.*s\n%.*s\n%.*s", STR_ARG(value.section), STR_ARG(value.id),
                       STR_ARG(value.key));
    if (map_add(&v->index, name, (uint32_t)v->count)) *VEC_ADD(v->arena, v) = value;
}

// A map becomes a value for each key below it.
static void add_node(Values *v, Value at, const YamlNode *n) {
    if (n->kind != YAML_MAP) {
        Buf b = {.arena = v->arena};
        add_text(&b, n);
        at.text = b.size ? buf_str(&b) : STR("");
        at.place = n->place;
        add_value(v, at);
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        Value below = at;
        below.key = at.key.size
                        ? str_fmt(v->arena, "%.*s.%.*s", STR_ARG(at.key), STR_ARG(n->keys[i]))
                        : n->keys[i];
        add_node(v, below, n->items[i]);
    }
}

static void add_section(Values *v, Str section, const YamlNode *n) {
    if (n->kind != YAML_MAP) add_node(v, (Value){.section = section, .id = STR("")}, n);
    for (size_t i = 0; n->kind == YAML_MAP && i < n->count; i++)
        add_node(v, (Value){.section = section, .id = n->keys[i]}, n->items[i]);
}

static Values values_of(Arena *a, const Provision *p) {
    Values v = {.arena = a, .index = {.arena = a}};
    for (size_t i = 0; p && i < p->piece_count; i++) {
        const YamlNode *terms = p->pieces[i].kind == TEXT_TERMS ? p->pieces[i].terms : NULL;
        for (size_t k = 0; terms && terms->kind == YAML_MAP && k < terms->count; k++)
            add_section(&v, terms->keys[k], terms->items[k]);
    }
    return v;
}

static TermChange change_of(const Value *before, const Value *after) {
    const Value *some = after ? after : before;
    return (TermChange){.section = some->section,
                        .id = some->id,
                        .key = some->key,
                        .before = before ? before->text : (Str){NULL, 0},
                        .after = after ? after->text : (Str){NULL, 0},
                        .has_before = before != NULL,
                        .has_after = after != NULL,
                        .place = some->place};
}

static void compare(Arena *a, const Values *before, const Values *after, TermChanges *ret) {
    for (size_t i = 0; i < after->count; i++) {
        uint32_t at;
        bool is_old = map_get(&before->index, after->index.keys[i], &at);
        const Value *old = is_old ? &before->items[at] : NULL;
        if (!old || !str_is(old->text, after->items[i].text))
            *VEC_ADD(a, ret) = change_of(old, &after->items[i]);
    }
    for (size_t i = 0; i < before->count; i++)
        if (!map_get(&after->index, before->index.keys[i], NULL))
            *VEC_ADD(a, ret) = change_of(&before->items[i], NULL);
}

void compare_terms(Arena *a, const Provision *before, const Provision *after, TermChanges *ret) {
    Values x = values_of(a, before), y = values_of(a, after);
    compare(a, &x, &y, ret);
}

static Values front_of(Arena *a, const YamlNode *front) {
    Values v = {.arena = a, .index = {.arena = a}};
    if (front) add_node(&v, (Value){.section = STR("front matter"), .id = STR("")}, front);
    return v;
}

void compare_front(Arena *a, const YamlNode *before, const YamlNode *after, TermChanges *ret) {
    Values x = front_of(a, before), y = front_of(a, after);
    compare(a, &x, &y, ret);
}
