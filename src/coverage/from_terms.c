// coverage/from_terms.c - Terms and Document -> which stages and fields each provision speaks of
//
// A provision's words come first; where they are silent, the duties and guarantees of its terms
// are asked, and the sections that are themselves about a stage: `exit`, `indicators`, `plan`.
#include "coverage/coverage_int.h"
#include "coverage/words.h"

typedef struct Collector {
    Arena *arena;
    const Lexicon *lexicon;
    const Terms *terms;
    ProvisionCover **by_provision; // NULL where a provision speaks of nothing
    Hits hits;                     // of a text of the terms
} Collector;

static void mention(Collector *c, uint32_t provision, unsigned subject, Place place, bool is_term) {
    ProvisionCover **cover = &c->by_provision[provision];
    if (!*cover) {
        *cover = ARENA_NEW(c->arena, ProvisionCover);
        (*cover)->provision = provision;
    }
    Mention *m = &(*cover)->mentions[subject];
    if (!m->size) *m = (Mention){place.offset, place.size, place.line, place.column, is_term};
}

static bool is_mentioned(const Collector *c, uint32_t provision, unsigned subject) {
    const ProvisionCover *cover = c->by_provision[provision];
    return cover && cover->mentions[subject].size;
}

static void take_spot(void *self, const Spot *s) {
    Collector *c = self;
    for (size_t i = 0; i < s->hit_count; i++)
        if (!is_mentioned(c, s->provision, s->hits[i].mark))
            mention(c, s->provision, s->hits[i].mark, spot_place(s, &s->hits[i]), false);
}

// ---- terms --------------------------------------------------------------------------------------

static void take_node(Collector *c, uint32_t provision, const YamlNode *n) {
    for (size_t i = 0; i < n->count; i++) take_node(c, provision, n->items[i]);
    if (n->kind != YAML_SCALAR || !n->place.size) return;
    coverage_scan(c->lexicon, n->text, &c->hits);
    for (size_t i = 0; i < c->hits.count; i++)
        mention(c, provision, c->hits.items[i].mark, n->place, true);
}

static bool is_duty(const char *section) {
    static const char *const DUTIES[] = {"obligations", "permissions",   "prohibitions",
                                         "guarantees",  "liabilities",   "filing",
                                         "exit",        "participation", "data sharing"};
    for (size_t i = 0; i < sizeof DUTIES / sizeof DUTIES[0]; i++)
        if (!strcmp(section, DUTIES[i])) return true;
    return false;
}

static void take_clause(Collector *c, const Clause *clause) {
    static const struct {
        const char *section;
        unsigned subject;
    } OWN[] = {{"exit", LIFE_EXIT}, {"indicators", LIFE_EVALUATION}, {"plan", LIFE_EVALUATION}};
    if (clause->body && is_duty(clause->section)) take_node(c, clause->provision, clause->body);
    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
        if (!strcmp(clause->section, OWN[i].section))
            mention(c, clause->provision, OWN[i].subject, clause->place, true);
}

static void take_terms(Collector *c) {
    for (size_t i = 0; i < c->terms->clause_count; i++) {
        const Clause *clause = &c->terms->clauses[i];
        if (provision_binds(&c->terms->document->provisions[clause->provision]))
            take_clause(c, clause);
    }
}

// ---- what is declared ---------------------------------------------------------------------------

// The stages under `key`, one or a list, as bits from 0; the place of each that is new.
static unsigned declared_stages(const YamlNode *body, const char *key, size_t from, size_t to,
                                Place *places) {
    const YamlNode *n = yaml_find(body, key);
    size_t count = !n ? 0 : n->kind == YAML_LIST ? n->count : 1;
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        const YamlNode *item = n->kind == YAML_LIST ? n->items[i] : n;
        size_t subject = subject_find(str_trim(item->text), from, to);
        if (subject == to) continue;
        bits |= 1U << (subject - from);
        if (!places[subject].line) places[subject] = item->place;
    }
    return bits;
}

static void declare(Coverage *v, unsigned chain, unsigned life) {
    if (!chain && !life) return;
    if (!chain) chain = 1U << CHAIN_NONE;
    if (!life) life = 1U << LIFE_NONE;
    v->has_declaration = true;
    for (size_t i = 0; i <= CHAIN_STAGES; i++)
        for (size_t k = 0; k <= LIFE_STAGES; k++)
            if ((chain >> i & 1) && (life >> k & 1)) v->declared[i][k] = true;
}

static void read_declarations(Coverage *v, Place places[SUBJECT_FIELD]) {
    for (size_t i = 0; i < v->terms->clause_count; i++) {
        const Clause *c = &v->terms->clauses[i];
        if (strcmp(c->section, "coverage") != 0) continue;
        declare(v, declared_stages(c->body, "chain", 0, SUBJECT_LIFE, places),
                declared_stages(c->body, "life", SUBJECT_LIFE, SUBJECT_FIELD, places));
    }
}

static bool is_spoken_of(const Coverage *v, size_t subject) {
    for (size_t i = 0; i < v->provision_count; i++)
        if (v->provisions[i]->mentions[subject].size) return true;
    return false;
}

static void judge_declarations(Coverage *v, Findings *f) {
    Place places[SUBJECT_FIELD] = {{.line = 0}};
    read_declarations(v, places);
    for (size_t s = 0; s < SUBJECT_FIELD; s++)
        if (places[s].line && !is_spoken_of(v, s))
            finding_add(f, SEVERITY_WARNING, "declared-only", places[s],
                        MSG("\"{1}\" is declared as covered, but no provision and no duty speaks "
                            "of it",
                            str_from(coverage_subject(s).id)),
                        MSG("write what the parties do in this stage, or take it out of coverage"));
}

// ---- counting -----------------------------------------------------------------------------------

static bool speaks(const ProvisionCover *p, size_t from, size_t stages, size_t stage) {
    if (stage < stages) return p->mentions[from + stage].size > 0;
    for (size_t i = 0; i < stages; i++)
        if (p->mentions[from + i].size) return false;
    return true;
}

bool coverage_is_in_cell(const ProvisionCover *p, size_t chain, size_t life) {
    if (chain == CHAIN_NONE && life == LIFE_NONE) return false;
    return speaks(p, 0, CHAIN_STAGES, chain) && speaks(p, SUBJECT_LIFE, LIFE_STAGES, life);
}

static void count(Coverage *v, const ProvisionCover *p) {
    for (size_t i = 0; i <= CHAIN_STAGES; i++)
        for (size_t k = 0; k <= LIFE_STAGES; k++)
            if (coverage_is_in_cell(p, i, k)) v->spoken[i][k]++;
    for (size_t i = 0; i < COVERAGE_FIELDS; i++)
        if (p->mentions[SUBJECT_FIELD + i].size) v->fields[i]++;
}

// Provisions that speak of nothing are left out.
static void gather(Coverage *v, ProvisionCover **by_provision, size_t count_all) {
    v->provisions = by_provision;
    for (size_t i = 0; i < count_all; i++) {
        if (!by_provision[i]) continue;
        v->provisions[v->provision_count++] = by_provision[i];
        count(v, by_provision[i]);
    }
}

const Coverage *coverage_from_terms(Arena *a, const CoverageWords *w, const Terms *t, Findings *f) {
    size_t provision_count = t->document->provision_count;
    Collector c = {.arena = a, .lexicon = &w->lexicon, .terms = t, .hits = {.arena = a}};
    Coverage *v = ARENA_NEW(a, Coverage);
    c.by_provision = ARENA_ARRAY(a, ProvisionCover *, provision_count);
    CoverageWalk walk = {t->document, c.lexicon, take_spot, &c, {.arena = a}};
    for (size_t i = 0; i < provision_count; i++) coverage_walk(&walk, i);
    take_terms(&c);
    v->terms = t;
    gather(v, c.by_provision, provision_count);
    judge_declarations(v, f);
    return v;
}
