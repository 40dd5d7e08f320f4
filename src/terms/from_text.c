// terms/from_text.c - things start here: Document -> Terms
//
// First all words are entered, in the order of the text; then sets, items, payments and clauses are
// read, each kind after those it may refer to. Payments come after the other items because they ask
// for the types of these.
#include "terms/terms_int.h"

// ---- entering the words -------------------------------------------------------------------------

static bool has_key_of(const Section *s, const YamlNode *n) {
    for (size_t i = 0; i < s->field_count; i++)
        if (yaml_find(n, s->fields[i].key)) return true;
    return false;
}

static bool is_item(SectionKind kind) {
    return kind >= SECTION_PARAMETERS && kind <= SECTION_PAYMENTS;
}

// Words that formulas and actors can name must be readable and unique in the whole agreement;
// others only within their section.
static bool enter(TermsReader *r, const Entry *e) {
    SectionKind kind = e->section->kind;
    bool is_shared = kind == SECTION_SETS || kind == SECTION_POOLS || is_item(kind);
    const char *space = is_shared ? "" : e->section->key;
    return terms_enter_word(r, space, e->id, e->place, e->section->key) &&
           (!is_shared || terms_check_name(r, e->id, e->place, kind));
}

static void add_entry(TermsReader *r, Entry e) {
    if (enter(r, &e)) *VEC_ADD(r->arena, &r->entries) = e;
}

static void gather_section(TermsReader *r, Entry base, Str key, Place place, const YamlNode *n) {
    base.section = section_find(key);
    if (!base.section) {
        Known known = {.arena = r->arena};
        for (size_t i = 0; i < section_count(); i++)
            known_add(&known, str_from(section_at(i)->key));
        Str near = known_nearest(&known, key);
        terms_fault(r, "unknown-section", place, MSG("there is no section \"{1}\"", key),
                    near.at ? MSG("did you mean \"{1}\"?", near)
                            : MSG("softlaw help format lists the sections"));
        return;
    }
    if (terms_is_empty(n)) return;
    if (n->kind != YAML_MAP) {
        terms_fault(r, "wrong-type", n->place, MSG("the section \"{1}\" wants entries", key),
                    MSG("write a name and a colon for each, indented below the section"));
        return;
    }
    if (base.section->may_be_single && has_key_of(base.section, n)) {
        base.id = key, base.place = place, base.node = n;
        add_entry(r, base);
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        base.id = n->keys[i], base.place = n->key_places[i], base.node = n->items[i];
        add_entry(r, base);
    }
}

static void gather_block(TermsReader *r, Entry base, const YamlNode *block) {
    if (terms_is_empty(block)) return;
    if (block->kind != YAML_MAP) {
        terms_fault(r, "wrong-type", block->place, MSG("a terms block wants sections"),
                    MSG("begin it with a line such as \"payments:\""));
        return;
    }
    for (size_t i = 0; i < block->count; i++)
        gather_section(r, base, block->keys[i], block->key_places[i], block->items[i]);
}

static void gather(TermsReader *r) {
    const Document *d = r->document;
    for (uint32_t p = 0; p < d->provision_count; p++)
        for (size_t i = 0; i < d->provisions[p].piece_count; i++) {
            const TextPiece *piece = &d->provisions[p].pieces[i];
            if (piece->kind == TEXT_TERMS && piece->terms)
                gather_block(r, (Entry){.provision = p, .piece = i}, piece->terms);
        }
}

// ---- making room --------------------------------------------------------------------------------

static void report_too_many(TermsReader *r, const Entry *e) {
    terms_fault(
        r, "limit", e->place,
        MSG("the agreement defines more than {1} words", str_fmt(r->arena, "%d", LIMIT_ITEMS)),
        MSG("use sets instead of one word for each member"));
}

// Give each entry its index; the words become known.
static void number_entries(TermsReader *r) {
    Terms *t = r->terms;
    size_t kept = 0;
    t->set_count = 1;
    for (size_t i = 0; i < r->entries.count; i++) {
        Entry *e = &r->entries.items[kept];
        *e = r->entries.items[i];
        SectionKind kind = e->section->kind;
        if (is_item(kind) && t->item_count == LIMIT_ITEMS) {
            report_too_many(r, e);
            break;
        }
        kept++;
        if (kind == SECTION_SETS)
            e->index = (uint32_t)t->set_count++;
        else if (kind == SECTION_POOLS)
            e->index = (uint32_t)t->pool_count++;
        else if (kind == SECTION_QUESTIONS)
            e->index = (uint32_t)t->question_count++;
        else if (kind == SECTION_CLAUSES)
            e->index = (uint32_t)t->clause_count++;
        else if (is_item(kind))
            e->index = (uint32_t)t->item_count++;
        if (kind == SECTION_SETS)
            map_add(&t->set_index, e->id, e->index);
        else if (kind == SECTION_POOLS)
            map_add(&t->pool_index, e->id, e->index);
        else if (is_item(kind))
            map_add(&t->item_index, e->id, e->index);
    }
    r->entries.count = kept;
    t->sets = ARENA_ARRAY(r->arena, Set, t->set_count);
    t->items = ARENA_ARRAY(r->arena, Item, t->item_count);
    t->pools = ARENA_ARRAY(r->arena, Pool, t->pool_count);
    t->questions = ARENA_ARRAY(r->arena, Question, t->question_count);
    t->clauses = ARENA_ARRAY(r->arena, Clause, t->clause_count);
}

// ---- reading the entries ------------------------------------------------------------------------

// Does the value of an entry have the shape of its section?
static bool has_shape(const Entry *e) {
    if (e->node->kind == YAML_MAP || terms_is_empty(e->node)) return true;
    switch (e->section->kind) {
    case SECTION_SETS: return e->node->kind == YAML_LIST;
    case SECTION_POOLS: return e->node->kind == YAML_SCALAR;
    case SECTION_PARAMETERS:
    case SECTION_FORMULAS: return true;
    case SECTION_QUANTITIES:
    case SECTION_TABLES:
    case SECTION_PAYMENTS:
    case SECTION_CALENDARS:
    case SECTION_QUESTIONS:
    case SECTION_CLAUSES: break;
    }
    return false;
}

static bool check_entry(TermsReader *r, const Entry *e) {
    const Section *s = e->section;
    if (!has_shape(e))
        return terms_fault(r, "wrong-type", e->node->place,
                           MSG("\"{1}\" wants keys and values", e->id),
                           MSG("write {key: value} or indent \"key: value\" below it"));
    bool is_short = s->brief && e->node->kind != YAML_MAP && !terms_is_empty(e->node);
    if (!is_short)
        terms_check_fields(r, e->node, (FieldTable){s->fields, s->field_count}, true, e->id,
                           e->place);
    return true;
}

static ItemKind item_kind(SectionKind kind) {
    static const ItemKind kinds[] = {
        [SECTION_PARAMETERS] = ITEM_PARAMETER, [SECTION_QUANTITIES] = ITEM_QUANTITY,
        [SECTION_FORMULAS] = ITEM_FORMULA,     [SECTION_TABLES] = ITEM_TABLE,
        [SECTION_PAYMENTS] = ITEM_PAYMENT,
    };
    return kinds[kind];
}

static Item *start_item(TermsReader *r, const Entry *e) {
    Item *item = &r->terms->items[e->index];
    *item = (Item){.kind = item_kind(e->section->kind), .id = e->id, .place = e->place};
    item->provision = e->provision;
    item->grain = r->terms->period;
    item->label = terms_entry_label(r, e->id, e->node);
    item->note = terms_localised(r, yaml_find(e->node, "note"));
    item->from.index = item->to.index = ACTOR_UNKNOWN;
    return item;
}

static void read_item(TermsReader *r, const Entry *e) {
    static void (*const read[])(TermsReader *, const Entry *, Item *) = {
        [SECTION_PARAMETERS] = terms_read_parameter, [SECTION_QUANTITIES] = terms_read_quantity,
        [SECTION_FORMULAS] = terms_read_formula,     [SECTION_TABLES] = terms_read_table,
        [SECTION_PAYMENTS] = terms_read_payment,
    };
    Item *item = start_item(r, e);
    if (check_entry(r, e)) read[e->section->kind](r, e, item);
}

static void read_pool(TermsReader *r, const Entry *e) {
    bool is_map = e->node->kind == YAML_MAP;
    Pool *p = &r->terms->pools[e->index];
    *p = (Pool){.id = e->id, .place = e->place};
    p->label = is_map ? terms_entry_label(r, e->id, e->node) : terms_label(r, e->id, e->node, NULL);
    check_entry(r, e);
}

static void read_entry(TermsReader *r, const Entry *e) {
    Terms *t = r->terms;
    switch (e->section->kind) {
    case SECTION_SETS:
        t->sets[e->index] =
            (Set){.id = e->id, .place = e->place, .member_index = {.arena = r->arena}};
        if (check_entry(r, e)) terms_read_set(r, e);
        break;
    case SECTION_POOLS: read_pool(r, e); break;
    case SECTION_CALENDARS:
        if (check_entry(r, e)) terms_read_calendar(r, e);
        break;
    case SECTION_QUESTIONS:
        t->questions[e->index] = (Question){.id = e->id, .place = e->place};
        if (check_entry(r, e)) terms_read_question(r, e, &t->questions[e->index]);
        break;
    case SECTION_CLAUSES:
        terms_read_clause(r, e, &t->clauses[e->index]);
        check_entry(r, e);
        break;
    case SECTION_PARAMETERS:
    case SECTION_QUANTITIES:
    case SECTION_FORMULAS:
    case SECTION_TABLES:
    case SECTION_PAYMENTS: read_item(r, e); break;
    }
}

// Which kinds are read in which round.
static int round_of(SectionKind kind) {
    if (kind == SECTION_SETS || kind == SECTION_POOLS || kind == SECTION_CALENDARS) return 0;
    if (kind == SECTION_PAYMENTS) return 2;
    return is_item(kind) ? 1 : 3;
}

const Terms *terms_from_text(Arena *a, const Document *d, Findings *f) {
    Terms *t = ARENA_NEW(a, Terms);
    TermsReader r = {.arena = a, .document = d, .terms = t, .findings = f, .words = {.arena = a}};
    t->document = d;
    t->item_index.arena = t->set_index.arena = a;
    t->party_index.arena = t->pool_index.arena = a;
    t->calendar.weekend[6] = t->calendar.weekend[7] = true;
    terms_read_front(&r);
    gather(&r);
    map_add(&t->set_index, STR("party"), 0);
    number_entries(&r);
    terms_read_party_set(&r);
    for (int round = 0; round <= 3; round++)
        for (size_t i = 0; i < r.entries.count; i++)
            if (round_of(r.entries.items[i].section->kind) == round)
                read_entry(&r, &r.entries.items[i]);
    return t;
}
