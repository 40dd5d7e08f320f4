// diff/pair.c - which provision of the new version an old one became
//
// In stages, each over what the earlier ones left: the same text and terms; the same heading; a
// word defined in both; the same id with like words; like words anywhere. A text or heading that
// stands twice in a version pairs in order. The last stage compares all with all and is left out
// where that would take too long.
#include "diff/diff_int.h"

enum { ALL_PAIRS_MAX = 40000, GRAMS = 1024 };
static const unsigned LIKE_PER_CENT = 50, LIKE_ANYWHERE_PER_CENT = 60;

typedef struct Pairing {
    Arena *arena;
    const Document *before, *after;
    size_t *to;     // of each old provision
    bool *is_taken; // of each new one
} Pairing;

typedef Str (*KeyOf)(Arena *a, const Provision *p);

Str heading_words(const Provision *p) {
    Str rest = str_part(p->heading, p->number.size, p->heading.size);
    bool is_numbered = str_starts_with(p->heading, p->number) && p->number.size;
    return str_trim(is_numbered ? rest : p->heading);
}

Str provision_text(Arena *a, const Provision *p) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < p->piece_count; i++) {
        if (p->pieces[i].kind == TEXT_TERMS) continue;
        if (b.size) buf_add_c(&b, "\n\n");
        buf_add(&b, p->pieces[i].source);
    }
    return b.size ? buf_str(&b) : STR("");
}

// Never empty: provisions without heading and words pair too.
static Str whole_text(Arena *a, const Provision *p) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '#');
    buf_add(&b, heading_words(p));
    for (size_t i = 0; i < p->piece_count; i++) {
        buf_add_byte(&b, '\n');
        buf_add(&b, p->pieces[i].source);
    }
    return buf_str(&b);
}

static Str title_text(Arena *a, const Provision *p) {
    (void)a;
    return heading_words(p);
}

static void pair(Pairing *x, size_t before, size_t after) {
    x->to[before] = after;
    x->is_taken[after] = true;
}

// ---- by a key -----------------------------------------------------------------------------------

// New provisions with the same key in order, as chains.
typedef struct Chains {
    Map keys;      // key -> chain
    size_t *heads; // of each chain
    size_t *next;  // of each provision
} Chains;

static Chains chains_of(const Pairing *x, KeyOf key_of) {
    size_t count = x->after->provision_count;
    Chains c = {.keys = {.arena = x->arena},
                .heads = ARENA_ARRAY(x->arena, size_t, count),
                .next = ARENA_ARRAY(x->arena, size_t, count)};
    for (size_t i = count; i-- > 1;) {
        Str key = key_of(x->arena, &x->after->provisions[i]);
        uint32_t chain = (uint32_t)c.keys.count;
        if (x->is_taken[i] || !key.size) continue;
        if (map_add(&c.keys, key, chain))
            c.heads[chain] = NO_PROVISION;
        else
            map_get(&c.keys, key, &chain);
        c.next[i] = c.heads[chain];
        c.heads[chain] = i;
    }
    return c;
}

static void pair_by(Pairing *x, KeyOf key_of) {
    Chains c = chains_of(x, key_of);
    for (size_t i = 1; i < x->before->provision_count; i++) {
        uint32_t chain;
        if (x->to[i] != NO_PROVISION) continue;
        if (!map_get(&c.keys, key_of(x->arena, &x->before->provisions[i]), &chain)) continue;
        size_t after = c.heads[chain];
        if (after == NO_PROVISION) continue;
        c.heads[chain] = c.next[after];
        pair(x, i, after);
    }
}

// ---- by a word that both define -----------------------------------------------------------------

static Str entry_key(Arena *a, Str section, Str id) {
    return str_fmt(a, "%.*s/%.*s", STR_ARG(section), STR_ARG(id));
}

static const YamlNode *terms_of_piece(const TextPiece *piece) {
    bool is_map = piece->kind == TEXT_TERMS && piece->terms && piece->terms->kind == YAML_MAP;
    return is_map ? piece->terms : NULL;
}

// The first entry of a provision: "payments/delivery fee".
static Str first_entry(Arena *a, const Provision *p) {
    for (size_t i = 0; i < p->piece_count; i++) {
        const YamlNode *terms = terms_of_piece(&p->pieces[i]);
        for (size_t k = 0; terms && k < terms->count; k++) {
            const YamlNode *section = terms->items[k];
            if (section->kind == YAML_MAP && section->count)
                return entry_key(a, terms->keys[k], section->keys[0]);
        }
    }
    return (Str){NULL, 0};
}

// ---- by like words ------------------------------------------------------------------------------

// How often each pair of neighbouring bytes stands in a text, by hash.
typedef struct Grams {
    uint16_t counts[GRAMS];
    unsigned all;
} Grams;

static void count_grams(Str text, Grams *ret) {
    *ret = (Grams){.all = 0};
    for (size_t i = 0; i + 2 < text.size && ret->all < UINT16_MAX; i++, ret->all++)
        ret->counts[str_hash(str_part(text, i, 3)) % GRAMS]++;
}

// Sorensen and Dice: what both share, twice, over all that they have; in per cent.
static unsigned likeness(const Grams *a, const Grams *b) {
    unsigned shared = 0;
    for (size_t i = 0; i < GRAMS; i++)
        shared += a->counts[i] < b->counts[i] ? a->counts[i] : b->counts[i];
    return a->all + b->all ? 200 * shared / (a->all + b->all) : 0;
}

typedef struct Lost {
    size_t *items;
    size_t count;
    Grams *grams;
} Lost;

static Lost unpaired(const Pairing *x, bool is_after) {
    const Document *d = is_after ? x->after : x->before;
    Lost l = {.items = ARENA_ARRAY(x->arena, size_t, d->provision_count)};
    for (size_t i = 1; i < d->provision_count; i++)
        if (is_after ? !x->is_taken[i] : x->to[i] == NO_PROVISION) l.items[l.count++] = i;
    return l;
}

static void count_all(const Pairing *x, Lost *l, const Document *d) {
    l->grams = ARENA_ARRAY(x->arena, Grams, l->count);
    for (size_t i = 0; i < l->count; i++)
        count_grams(whole_text(x->arena, &d->provisions[l->items[i]]), &l->grams[i]);
}

static void pair_likest(Pairing *x, size_t before, const Grams *grams, const Lost *after) {
    size_t best = NO_PROVISION;
    unsigned best_likeness = 0;
    Str id = x->before->provisions[before].id;
    for (size_t k = 0; k < after->count; k++) {
        if (x->is_taken[after->items[k]]) continue;
        bool is_same_id = str_is(id, x->after->provisions[after->items[k]].id);
        unsigned found = likeness(grams, &after->grams[k]);
        if (found < (is_same_id ? LIKE_PER_CENT : LIKE_ANYWHERE_PER_CENT)) continue;
        if (found > best_likeness) best = after->items[k], best_likeness = found;
    }
    if (best != NO_PROVISION) pair(x, before, best);
}

static void pair_alike(Pairing *x) {
    Lost before = unpaired(x, false), after = unpaired(x, true);
    if (!before.count || !after.count || before.count > ALL_PAIRS_MAX / after.count) return;
    count_all(x, &before, x->before);
    count_all(x, &after, x->after);
    for (size_t i = 0; i < before.count; i++)
        pair_likest(x, before.items[i], &before.grams[i], &after);
}

size_t *pair_provisions(Arena *a, Arena *scratch, const Document *before, const Document *after) {
    Pairing x = {.arena = scratch,
                 .before = before,
                 .after = after,
                 .to = ARENA_ARRAY(a, size_t, before->provision_count)};
    x.is_taken = ARENA_ARRAY(x.arena, bool, after->provision_count);
    for (size_t i = 0; i < before->provision_count; i++) x.to[i] = NO_PROVISION;
    pair(&x, 0, 0);
    static const KeyOf keys[] = {whole_text, title_text, first_entry};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) pair_by(&x, keys[i]);
    pair_alike(&x);
    arena_reset(scratch);
    return x.to;
}
