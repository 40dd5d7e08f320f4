// dmn/merge.c - what a person changed in an editor, applied to the model's own text
//
// Four trees are walked together: the model's own text, the same as it was given to the editor
// (with ids), what the editor gave back untouched, and what it gave back changed. Where the last
// two agree the own text is copied byte for byte. Else the start tag gets the changed attributes,
// text that changed is replaced, children that the person removed go with the comment before them,
// and new ones are written behind the sibling they follow. Children that only the own text has are
// unknown to the editor, and stay. The depth of XML is bounded: all this may recurse.
#include "dmn/editor_int.h"
#include "dmn/tag.h"

// The same element in the own text, as given, as it came back, and changed.
typedef struct Four {
    const XmlNode *own, *given, *base, *edited;
} Four;

// ---- comparing ----------------------------------------------------------------------------------

static const XmlAttribute *attribute_like(const XmlNode *n, const XmlAttribute *x) {
    for (size_t i = 0; i < n->attribute_count; i++)
        if (str_is(n->attributes[i].name, x->name) && str_is(n->attributes[i].space, x->space))
            return &n->attributes[i];
    return NULL;
}

static bool has_value(const XmlAttribute *x, const XmlAttribute *y) {
    return !x == !y && (!x || str_is(x->value, y->value));
}

static bool is_same_tag(const XmlNode *x, const XmlNode *y) {
    if (x->attribute_count != y->attribute_count) return false;
    for (size_t i = 0; i < x->attribute_count; i++)
        if (!has_value(&x->attributes[i], attribute_like(y, &x->attributes[i]))) return false;
    return true;
}

static bool is_same_text(const XmlNode *x, const XmlNode *y) {
    return x->first || y->first ? str_is(x->text, y->text) : str_is(x->whole, y->whole);
}

static bool is_same(const XmlNode *x, const XmlNode *y) {
    const XmlNode *c = x->first, *d = y->first;
    if (!str_is(x->name, y->name) || !str_is(x->space, y->space)) return false;
    if (!is_same_tag(x, y) || !is_same_text(x, y)) return false;
    for (; c && d; c = c->next, d = d->next)
        if (!is_same(c, d)) return false;
    return !c && !d;
}

// ---- children by key ----------------------------------------------------------------------------

typedef struct Children {
    const XmlNode **items;
    Str *keys; // namespace, name, id; or the number among those without id
    size_t count;
    Map index;
} Children;

// How many children without id there were so far of each kind.
typedef struct Numbers {
    Map slots;
    uint32_t *counts;
} Numbers;

static Str key_of(Arena *a, const XmlNode *n, Numbers *numbers) {
    Str id = xml_attribute(n, "id");
    Str kind = str_fmt(a, "%.*s|%.*s|", STR_ARG(n->space), STR_ARG(n->name));
    if (id.at) return str_fmt(a, "%.*s=%.*s", STR_ARG(kind), STR_ARG(id));
    uint32_t slot = (uint32_t)numbers->slots.count;
    if (!map_get(&numbers->slots, kind, &slot)) map_add(&numbers->slots, kind, slot);
    return str_fmt(a, "%.*s%u", STR_ARG(kind), numbers->counts[slot]++);
}

static Children children_of(Arena *a, const XmlNode *parent) {
    Children c = {.index = {.arena = a}};
    for (const XmlNode *n = parent->first; n; n = n->next) c.count++;
    Numbers numbers = {.slots = {.arena = a}, .counts = ARENA_ARRAY(a, uint32_t, c.count + 1)};
    c.items = ARENA_ARRAY(a, const XmlNode *, c.count + 1);
    c.keys = ARENA_ARRAY(a, Str, c.count + 1);
    size_t i = 0;
    for (const XmlNode *n = parent->first; n; n = n->next, i++) {
        c.items[i] = n;
        c.keys[i] = key_of(a, n, &numbers);
        map_add(&c.index, c.keys[i], (uint32_t)i);
    }
    return c;
}

static const XmlNode *child_like(const Children *c, Str key) {
    uint32_t i;
    return map_get(&c->index, key, &i) ? c->items[i] : NULL;
}

// ---- copying what stays -------------------------------------------------------------------------

static void note_spans(Merge *m, const XmlNode *own, const XmlNode *given, size_t shift) {
    merge_note_span(m, own->place.offset + shift, own->end + shift, xml_attribute(given, "id"));
    for (const XmlNode *c = own->first, *g = given->first; c && g; c = c->next, g = g->next)
        note_spans(m, c, g, shift);
}

static void copy_own(Merge *m, const XmlNode *own, const XmlNode *given) {
    note_spans(m, own, given, m->out.size - own->place.offset);
    buf_add(&m->out, str_part(m->own, own->place.offset, own->end - own->place.offset));
}

// The line feed and blanks before a byte of the own text; empty where something else is before it.
static Str indent_before(const Merge *m, size_t offset) {
    size_t at = offset;
    while (at > 0 && (m->own.at[at - 1] == ' ' || m->own.at[at - 1] == '\t')) at--;
    if (at == 0 || m->own.at[at - 1] != '\n') return STR("");
    at--;
    if (at > 0 && m->own.at[at - 1] == '\r') at--;
    return str_part(m->own, at, offset - at);
}

// ---- the start tag ------------------------------------------------------------------------------

// An id that only the editor knows is not written, unless something refers to it.
static bool is_unwritten(const Merge *m, const XmlAttribute *x) {
    uint32_t unused;
    return str_is(x->name, STR("id")) && str_starts_with(x->value, m->prefix) &&
           !map_get(&m->referred, x->value, &unused);
}

static void merge_own_attribute(Merge *m, const Four *f, const TagAttribute *t,
                                const XmlAttribute *x) {
    const XmlAttribute *base = attribute_like(f->base, x), *edited = attribute_like(f->edited, x);
    Str written = str_part(m->own, t->start, t->end - t->start);
    if (has_value(base, edited)) {
        buf_add(&m->out, written);
    } else if (edited) {
        buf_add(&m->out, str_part(m->own, t->start, t->value_at - 1 - t->start));
        buf_add_byte(&m->out, '"');
        merge_add_escaped(&m->out, edited->value, true);
        buf_add_byte(&m->out, '"');
    }
}

// All but the `>` or `/>`; returns whether it is `/>`.
static bool merge_tag(Merge *m, const Four *f, size_t *ret_end) {
    TagReader r = tag_open(m->own, f->own->place.offset);
    Str prefix;
    size_t index = 0;
    buf_add(&m->out, str_part(m->own, f->own->place.offset, r.at - f->own->place.offset));
    for (TagAttribute t; tag_next(&r, &t);) {
        if (tag_is_declaration(&t, &prefix))
            buf_add(&m->out, str_part(m->own, t.start, t.end - t.start));
        else if (index < f->own->attribute_count)
            merge_own_attribute(m, f, &t, &f->own->attributes[index++]);
    }
    for (size_t i = 0; i < f->edited->attribute_count; i++) {
        const XmlAttribute *x = &f->edited->attributes[i];
        bool is_new = !has_value(attribute_like(f->base, x), x) || attribute_like(f->given, x);
        if (is_new && !attribute_like(f->own, x) && !is_unwritten(m, x)) merge_add_attribute(m, x);
    }
    return tag_close(&r, ret_end);
}

// ---- the content --------------------------------------------------------------------------------

static void merge(Merge *m, const Four *f);

// A child of the merged element: one of the own ones, or a new one.
typedef struct Kept {
    Str key;
    const XmlNode *own, *given;
    size_t before; // where the blanks and comments before it begin
    const XmlNode *added;
} Kept;

typedef struct Content {
    Children own, given, base, edited;
    Kept *items;
    size_t count;
    Map place; // key -> index in items
} Content;

// Own children that the person has not removed; what comes before the first begins at `from`.
static void keep_own(Content *c, size_t from) {
    for (size_t i = 0; i < c->own.count; i++) {
        Str key = c->given.keys[i];
        bool is_removed = child_like(&c->base, key) && !child_like(&c->edited, key);
        if (!is_removed)
            c->items[c->count++] = (Kept){key, c->own.items[i], c->given.items[i], from, NULL};
        from = c->own.items[i]->end;
    }
}

static void index_items(Arena *a, Content *c) {
    c->place = (Map){.arena = a};
    for (size_t i = 0; i < c->count; i++) map_add(&c->place, c->items[i].key, (uint32_t)i);
}

// Those that the editor knows take the order in which it has them; the others keep their places.
static void reorder(Arena *a, Content *c) {
    Kept *before = arena_copy(a, c->items, c->count * sizeof *before);
    size_t at = 0;
    uint32_t from;
    index_items(a, c);
    for (size_t i = 0; i < c->edited.count; i++) {
        if (!map_get(&c->place, c->edited.keys[i], &from)) continue;
        while (at < c->count && !child_like(&c->edited, before[at].key)) at++;
        c->items[at++] = before[from];
    }
}

// New children stand behind the one that they follow in the editor, or before the first it knows.
static void add_edited(Arena *a, Content *c) {
    Kept *list = ARENA_ARRAY(a, Kept, c->count + c->edited.count + 1);
    size_t count = 0, at = 0;
    uint32_t place;
    while (at < c->count && !child_like(&c->edited, c->items[at].key))
        list[count++] = c->items[at++];
    index_items(a, c);
    for (size_t i = 0; i < c->edited.count; i++) {
        Str key = c->edited.keys[i];
        const XmlNode *n = c->edited.items[i], *base = child_like(&c->base, key);
        if (map_get(&c->place, key, &place))
            while (at <= place) list[count++] = c->items[at++];
        else if (!base || !is_same(base, n))
            list[count++] = (Kept){.key = key, .added = n};
    }
    while (at < c->count) list[count++] = c->items[at++];
    c->items = list;
    c->count = count;
}

static Str child_indent(const Merge *m, const Four *f, const Content *c) {
    if (c->own.count) return indent_before(m, c->own.items[0]->place.offset);
    Str outer = indent_before(m, f->own->place.offset);
    return outer.size ? str_fmt(m->arena, "%.*s  ", STR_ARG(outer)) : outer;
}

static void merge_child(Merge *m, const Content *c, const Kept *k, Str indent) {
    if (k->added) {
        buf_add(&m->out, indent);
        merge_add_new(m, k->added, indent);
        return;
    }
    Four f = {k->own, k->given, child_like(&c->base, k->key), child_like(&c->edited, k->key)};
    buf_add(&m->out, str_part(m->own, k->before, k->own->place.offset - k->before));
    merge(m, &f);
}

// From behind the start tag to before the end tag.
static void merge_children(Merge *m, const Four *f, size_t from, size_t to) {
    Arena *a = m->arena;
    Content c = {.own = children_of(a, f->own),
                 .given = children_of(a, f->given),
                 .base = children_of(a, f->base),
                 .edited = children_of(a, f->edited)};
    c.items = ARENA_ARRAY(a, Kept, c.own.count + 1);
    Str indent = child_indent(m, f, &c);
    keep_own(&c, from);
    reorder(a, &c);
    add_edited(a, &c);
    for (size_t i = 0; i < c.count; i++) merge_child(m, &c, &c.items[i], indent);
    size_t tail = c.own.count ? c.own.items[c.own.count - 1]->end : from;
    if (c.own.count)
        buf_add(&m->out, str_part(m->own, tail, to - tail));
    else if (c.count)
        buf_add(&m->out, indent_before(m, f->own->place.offset));
}

static size_t end_tag(const Merge *m, const XmlNode *own) {
    size_t at = own->end;
    while (at > own->place.offset && m->own.at[at - 1] != '<') at--;
    return at ? at - 1 : 0;
}

static void merge_content(Merge *m, const Four *f, size_t from, size_t to) {
    bool has_children = f->own->first || f->base->first || f->edited->first;
    if (has_children)
        merge_children(m, f, from, to);
    else if (is_same_text(f->base, f->edited))
        buf_add(&m->out, str_part(m->own, from, to - from));
    else
        merge_add_escaped(&m->out, f->edited->whole, false);
}

static Str name_of_tag(const Merge *m, const XmlNode *own) {
    TagReader r = tag_open(m->own, own->place.offset);
    return str_part(m->own, own->place.offset + 1, r.at - own->place.offset - 1);
}

static void merge_changed(Merge *m, const Four *f) {
    size_t outer = m->spaces.count, start = m->out.size, from;
    merge_enter_spaces(m, f->own);
    bool is_empty = merge_tag(m, f, &from);
    bool has_content = f->edited->first || f->edited->whole.size;
    if (is_empty && !has_content) {
        buf_add_c(&m->out, "/>");
    } else {
        size_t to = is_empty ? from : end_tag(m, f->own);
        buf_add_byte(&m->out, '>');
        merge_content(m, f, from, to);
        buf_add_c(&m->out, "</");
        buf_add(&m->out, name_of_tag(m, f->own));
        buf_add_byte(&m->out, '>');
    }
    merge_note_span(m, start, m->out.size, xml_attribute(f->given, "id"));
    m->spaces.count = outer;
}

static void merge(Merge *m, const Four *f) {
    bool is_known = f->base && f->edited;
    if (!is_known || (!m->referred.count && is_same(f->base, f->edited)))
        copy_own(m, f->own, f->given);
    else
        merge_changed(m, f);
}

// ---- the whole ----------------------------------------------------------------------------------

// Ids that the own text lacks, and to which something refers that it will hold.
static void find_referred(Merge *m, const XmlNode *n) {
    for (size_t i = 0; i < n->attribute_count; i++) {
        const XmlAttribute *x = &n->attributes[i];
        Str value = x->value;
        if (str_starts_with(value, STR("#"))) value = str_part(value, 1, value.size);
        if (str_starts_with(value, m->prefix) && !str_is(x->name, STR("id")))
            map_add(&m->referred, value, 0);
    }
    for (const XmlNode *c = n->first; c; c = c->next) find_referred(m, c);
}

bool dmn_editor_merge(Arena *a, DmnSource own, Str baseline, Str edited, DmnMerged *ret, Err *err) {
    EditorText given;
    if (!editor_text_make(a, own, &given, err)) return false;
    Four f = {given.own, xml_parse(a, own.file, given.text, err),
              xml_parse(a, own.file, baseline, err), xml_parse(a, own.file, edited, err)};
    if (!f.given || !f.base || !f.edited) return false;
    Merge m = {.arena = a,
               .own = own.text,
               .prefix = given.prefix,
               .version = given.version,
               .referred = {.arena = a},
               .out = {.arena = a}};
    if (!is_same(f.base, f.edited)) find_referred(&m, f.edited);
    buf_add(&m.out, str_part(own.text, 0, f.own->place.offset));
    merge(&m, &f);
    buf_add(&m.out, str_part(own.text, f.own->end, own.text.size));
    *ret = (DmnMerged){buf_str(&m.out), m.spans};
    return true;
}

Str dmn_merged_element(const DmnMerged *m, size_t offset) {
    const DmnSpan *best = NULL;
    for (size_t i = 0; i < m->spans.count; i++) {
        const DmnSpan *s = &m->spans.items[i];
        bool holds = s->start <= offset && offset < s->end;
        if (holds && (!best || s->end - s->start < best->end - best->start)) best = s;
    }
    return best ? best->id : (Str){NULL, 0};
}
