// app/document_names.c - the names of an agreement, and where each stands in terms and tables
//
// Nothing is compiled for it, so that a formula that is half written has its names too: where a key
// may hold names (the table of sections tells), the longest name is taken at the beginning of each
// word, which is how formulas are read.
#include "app/document_int.h"

#include <stdlib.h>

typedef struct Scan {
    Names *names;
    const Terms *terms;
    Str text;       // of the agreement, or a formula
    bool is_strict; // only where the whole span is the name
} Scan;

// ---- definitions --------------------------------------------------------------------------------

static void add_name(Names *n, Name name) {
    uint32_t index = (uint32_t)n->count;
    if (!map_add(name.kind == NAME_PARTY ? &n->parties : &n->shared, name.id, index)) return;
    *VEC_ADD(n->arena, n) = name;
    if (name.id.size > n->longest) n->longest = name.id.size;
}

static void add_names(Names *n, const Terms *t) {
    for (uint32_t i = 0; i < t->party_count; i++)
        add_name(n, (Name){t->parties[i].id, NAME_PARTY, i, t->parties[i].place});
    for (uint32_t i = 1; i < t->set_count; i++)
        add_name(n, (Name){t->sets[i].id, NAME_SET, i, t->sets[i].place});
    for (uint32_t i = 0; i < t->pool_count; i++)
        add_name(n, (Name){t->pools[i].id, NAME_POOL, i, t->pools[i].place});
    for (uint32_t i = 0; i < t->item_count; i++)
        add_name(n, (Name){t->items[i].id, NAME_ITEM, i, t->items[i].place});
}

static bool find(const Names *n, Str word, uint32_t *ret) {
    return map_get(&n->shared, word, ret) || map_get(&n->parties, word, ret);
}

// ---- words --------------------------------------------------------------------------------------

// Letters, digits and Chinese characters, not the punctuation of either script.
static bool is_word(uint32_t c) {
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '_';
    bool is_mark = (c >= 0x2000 && c <= 0x206F) || (c >= 0x2190 && c <= 0x22FF) ||
                   (c >= 0x3000 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301F) ||
                   (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
                   (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65);
    return !is_mark && c != 0xA0 && c != 0xD7 && c != 0xF7;
}

static size_t point_at(Str s, size_t at, uint32_t *ret) {
    size_t size = at < s.size ? utf8_get(s, at, ret) : 0;
    if (size) return size;
    *ret = 0;
    return 1;
}

static bool is_word_at(Str s, size_t at) {
    uint32_t c;
    return at < s.size && point_at(s, at, &c) && is_word(c);
}

// The end of the longest name at `at`; `at` itself if there is none.
static size_t longest_at(const Scan *s, size_t at, size_t end, uint32_t *ret_name) {
    size_t best = at;
    bool is_inside = false; // of a word
    for (size_t i = at; i < end && i - at <= s->names->longest;) {
        uint32_t c;
        size_t size = point_at(s->text, i, &c);
        i += size;
        is_inside = is_word(c);
        if (is_inside && i < end && is_word_at(s->text, i)) continue;
        if (i <= end && find(s->names, str_part(s->text, at, i - at), ret_name)) best = i;
    }
    if (best > at) find(s->names, str_part(s->text, at, best - at), ret_name);
    return best;
}

static void add_use(const Scan *s, uint32_t name, size_t from, size_t to) {
    *VEC_ADD(s->names->arena, &s->names->uses) = (NameUse){name, from, to - from};
}

// A text in quotes may be the id of a party.
static size_t take_quoted(const Scan *s, size_t at, size_t end) {
    int64_t close = str_find(str_part(s->text, 0, end), STR("\""), at + 1);
    uint32_t party;
    if (close < 0) return end;
    if (map_get(&s->names->parties, str_part(s->text, at + 1, (size_t)close - at - 1), &party))
        add_use(s, party, at + 1, (size_t)close);
    return (size_t)close + 1;
}

static size_t skip_word(const Scan *s, size_t at, size_t end) {
    uint32_t c;
    do at += point_at(s->text, at, &c);
    while (at < end && is_word(c) && is_word_at(s->text, at));
    return at;
}

// A word behind a dot is a member of what stands before it.
static bool is_member(const Scan *s, size_t from, size_t at) {
    return at > from && s->text.at[at - 1] == '.';
}

static void scan_span(const Scan *s, size_t from, size_t end) {
    uint32_t name = 0;
    for (size_t at = from; at < end;) {
        if (s->text.at[at] == '"') {
            at = take_quoted(s, at, end);
            continue;
        }
        bool starts = is_word_at(s->text, at) && !is_member(s, from, at);
        size_t to = starts ? longest_at(s, at, end, &name) : at;
        bool is_whole = at == from && to == end;
        if (to > at && (is_whole || !s->is_strict)) add_use(s, name, at, to);
        at = to > at ? to : skip_word(s, at, end);
    }
}

// ---- where names may stand ----------------------------------------------------------------------

static void scan_tree(const Scan *s, const YamlNode *n, bool has_party_keys) {
    if (!n) return;
    uint32_t party;
    if (n->kind == YAML_SCALAR) scan_span(s, n->place.offset, n->place.offset + n->source.size);
    for (size_t i = 0; i < n->count; i++) {
        bool is_party = has_party_keys && n->kind == YAML_MAP &&
                        map_get(&s->names->parties, n->keys[i], &party);
        Place p = is_party ? n->key_places[i] : (Place){.line = 0};
        if (is_party) add_use(s, party, p.offset, p.offset + p.size);
        scan_tree(s, n->items[i], has_party_keys);
    }
}

static bool may_name(const Field *f) {
    switch (f->type) {
    case FIELD_FORMULA:
    case FIELD_FORMULAS:
    case FIELD_PER:
    case FIELD_VALUES:
    case FIELD_DUE:
    case FIELD_LIMIT:
    case FIELD_ACTOR:
    case FIELD_ACTORS:
    case FIELD_PARTIES:
    case FIELD_ITEM: return true;
    case FIELD_WORDS: return !strcmp(f->key, "of");
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_WORD:
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_DATES:
    case FIELD_DURATION:
    case FIELD_GRAIN:
    case FIELD_UNIT:
    case FIELD_MEMBERS:
    case FIELD_ROUNDING:
    case FIELD_MAP: break;
    }
    return false;
}

static void scan_field(const Scan *s, const Section *section, Str key, const YamlNode *value) {
    for (size_t i = 0; i < section->field_count; i++) {
        const Field *f = &section->fields[i];
        if (!str_is(key, str_from(f->key))) continue;
        if (f->type == FIELD_ROUNDING) scan_tree(s, yaml_find(value, "to"), false);
        if (may_name(f)) scan_tree(s, value, f->type == FIELD_VALUES);
    }
}

static void scan_entry(const Scan *s, const Section *section, const YamlNode *entry) {
    bool is_short = entry->kind != YAML_MAP;
    bool holds_formula = section->kind == SECTION_PARAMETERS || section->kind == SECTION_FORMULAS;
    if (is_short && holds_formula) scan_tree(s, entry, false);
    for (size_t i = 0; !is_short && i < entry->count; i++)
        scan_field(s, section, entry->keys[i], entry->items[i]);
}

static void scan_block(const Scan *s, const YamlNode *block) {
    for (size_t i = 0; block && block->kind == YAML_MAP && i < block->count; i++) {
        const Section *section = section_find(block->keys[i]);
        const YamlNode *entries = block->items[i];
        if (!section || entries->kind != YAML_MAP) continue;
        if (section->may_be_single) scan_entry(s, section, entries);
        for (size_t k = 0; k < entries->count; k++) scan_entry(s, section, entries->items[k]);
    }
}

static void scan_table(Scan *s, const TextTable *t) {
    for (size_t i = 0; t && i < t->row_count * t->column_count; i++) {
        Place p = t->cells[i].place;
        s->is_strict = i < t->column_count; // the header is for people
        scan_span(s, p.offset, p.offset + p.size);
    }
    s->is_strict = false;
}

static int by_offset(const void *a, const void *b) {
    const NameUse *x = a, *y = b;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static void drop_doubles(struct NameUses *u) {
    size_t kept = 0;
    if (u->count) qsort(u->items, u->count, sizeof *u->items, by_offset);
    for (size_t i = 0; i < u->count; i++)
        if (!kept || u->items[kept - 1].offset != u->items[i].offset)
            u->items[kept++] = u->items[i];
    u->count = kept;
}

const Names *names_of(Arena *a, const Terms *t) {
    Names *n = ARENA_NEW(a, Names);
    *n = (Names){.arena = a, .shared = {.arena = a}, .parties = {.arena = a}};
    Scan s = {.names = n, .terms = t, .text = t->document->source};
    add_names(n, t);
    for (uint32_t i = 0; i < n->count; i++) {
        Place p = n->items[i].place;
        add_use(&s, i, p.offset, p.offset + p.size);
    }
    for (size_t i = 0; i < t->document->provision_count; i++) {
        const Provision *p = &t->document->provisions[i];
        for (size_t k = 0; k < p->piece_count; k++) scan_block(&s, p->pieces[k].terms);
    }
    for (size_t i = 0; i < t->item_count; i++) scan_table(&s, t->items[i].table);
    drop_doubles(&n->uses);
    return n;
}

const NameUse *names_at(const Names *n, size_t offset) {
    for (size_t i = 0; i < n->uses.count; i++) {
        const NameUse *u = &n->uses.items[i];
        if (offset >= u->offset && offset <= u->offset + u->size) return u;
    }
    return NULL;
}

struct NameUses names_in(Arena *a, const Names *n, Str formula) {
    Names own = *n;
    own.arena = a;
    own.uses = (struct NameUses){0};
    Scan s = {.names = &own, .text = formula};
    scan_span(&s, 0, formula.size);
    return own.uses;
}

// ---- what a name is -----------------------------------------------------------------------------

NameView name_view(const Terms *t, Lang lang, const Name *name) {
    switch (name->kind) {
    case NAME_PARTY: return name_of(lang, name->id, &t->parties[name->index].label);
    case NAME_SET: return name_of(lang, name->id, &t->sets[name->index].label);
    case NAME_POOL: return name_of(lang, name->id, &t->pools[name->index].label);
    case NAME_ITEM: break;
    }
    return name_of_item(t, lang, name->index);
}

const char *name_kind(const Terms *t, const Name *name) {
    switch (name->kind) {
    case NAME_PARTY: return N_("party");
    case NAME_SET: return N_("set");
    case NAME_POOL: return N_("pool");
    case NAME_ITEM: break;
    }
    return item_kind_name(t->items[name->index].kind);
}
