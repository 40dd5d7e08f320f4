// review/from_terms.c - what the terms add to the words: duties, exit, guarantees, and who is paid
// for what
//
// A payment is judged by its structure: from a party or pool to enterprises is what the norms on
// aid look for, between governments it is not. What decides its amount is followed through the
// formulas that it names; the ids, labels and notes of all of them are read.
#include "review/review_int.h"

// ---- texts --------------------------------------------------------------------------------------

// The keys whose texts are judged. What is bound, allowed or forbidden is told by the section of
// duties; texts of the others decide themselves.
static const struct {
    const char *section, *keys;
    bool is_duty, is_negative;
} SECTIONS[] = {{"prohibitions", "action", true, true},
                {"obligations", "action|standard|procedure", true, false},
                {"permissions", "action|standard|procedure", true, false},
                {"guarantees", "trigger|release", false, false},
                {"exit", "conditions|settlement", false, false}};

enum { NAME_BYTES_MAX = 400 };

static bool is_operator(Judge *j, Str text) {
    arena_reset(j->scratch);
    LintHits hits = {.arena = j->scratch};
    bool found = false;
    lint_scan(j->corpus->automaton, str_part(text, 0, NAME_BYTES_MAX), &hits);
    for (size_t i = 0; i < hits.count; i++) found |= hits.items[i].mark == WORD_OPERATOR;
    return found;
}

// An id says something only where there is no label: a party may be called operator for its role.
static bool are_operators(Judge *j, Str id, const Localised *label) {
    bool found = (!label || !label->count) && is_operator(j, id);
    for (size_t i = 0; !found && label && i < label->count; i++)
        found = is_operator(j, label->texts[i]);
    return found;
}

// Who bears the duty: enterprises where a set or party of that kind is named.
static uint32_t bearer_of(Judge *j, const YamlNode *bearer) {
    uint32_t index;
    Str name = bearer && bearer->kind == YAML_SCALAR ? str_trim(bearer->text) : STR("");
    const Localised *label = NULL;
    if (map_get(&j->terms->set_index, name, &index))
        label = &j->terms->sets[index].label;
    else if (map_get(&j->terms->party_index, name, &index))
        label = &j->terms->parties[index].label;
    return are_operators(j, name, label) ? WORD_OPERATOR : WORD_GOVERNMENT;
}

// With escapes in it a text does not stand in the document as it is meant, so it has no places.
static void judge_scalar(Judge *j, const YamlNode *n, ClauseRead like) {
    if (n->is_escaped) {
        j->escaped++;
        return;
    }
    like.text = lint_mask(j->arena, n->source);
    like.offset = n->place.offset;
    if (n->source.size) review_text(j, like, NULL);
}

static void judge_body(Judge *j, const YamlNode *n, ClauseRead like, unsigned depth) {
    if (n->kind == YAML_SCALAR) judge_scalar(j, n, like);
    for (size_t i = 0; n->kind != YAML_SCALAR && depth < 3 && i < n->count; i++)
        judge_body(j, n->items[i], like, depth + 1);
}

static void judge_texts(Judge *j, const Clause *c, size_t section) {
    Lead lead = {.is_open = SECTIONS[section].is_duty,
                 .has_sign = SECTIONS[section].is_duty,
                 .is_negative = SECTIONS[section].is_negative};
    lead.subject = bearer_of(j, yaml_find(c->body, "bearer"));
    ClauseRead like = {.provision = c->provision, .lead = lead, .is_terms = true};
    Str rest = str_from(SECTIONS[section].keys);
    for (Str key; str_next(&rest, '|', &key);) {
        const YamlNode *n = yaml_find(c->body, str_c(j->arena, key));
        if (n) judge_body(j, n, like, 0);
    }
    review_end_paragraph(j);
}

// ---- payments -----------------------------------------------------------------------------------

typedef struct Follow {
    Judge *judge;
    Arena *arena;
    bool *is_seen; // by item
    struct Queue {
        uint32_t *items;
        size_t count, capacity;
    } queue;
    Buf words; // ids, labels, notes and texts of all that decides the amount
} Follow;

enum { NAME_WORDS_MAX = 6, FOLLOW_ITEMS_MAX = 200, FOLLOW_BYTES_MAX = 1 << 14 };

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || (unsigned char)c >= 0x80;
}

static size_t word_end(Str s, size_t at) {
    while (at < s.size && is_name_byte(s.at[at])) at++;
    return at;
}

// What may be read of a text. All payments together have a budget, so that many of them with one
// large formula stay linear.
static Str part_of(Follow *f, Str text) {
    Str part = str_part(text, 0, FOLLOW_BYTES_MAX);
    if (part.size > f->judge->follow_left) return STR("");
    f->judge->follow_left -= part.size;
    return part;
}

static void follow_name(Follow *f, Str name) {
    uint32_t index;
    if (f->queue.count == FOLLOW_ITEMS_MAX) return;
    if (!map_get(&f->judge->terms->item_index, name, &index) || f->is_seen[index]) return;
    f->is_seen[index] = true;
    *VEC_ADD(f->arena, &f->queue) = index;
}

// Names may hold blanks: every run of a few words is looked up.
static void follow_text(Follow *f, Str whole) {
    Str text = part_of(f, whole);
    for (size_t at = 0; at < text.size; at++) {
        if (!is_name_byte(text.at[at])) continue;
        size_t end = at;
        for (size_t i = 0; i < NAME_WORDS_MAX && end < text.size; i++) {
            size_t next = word_end(text, end);
            if (next == end) break;
            follow_name(f, str_part(text, at, next - at));
            end = next + 1;
        }
        at = word_end(text, at);
    }
}

static void add_words(Follow *f, Str text) {
    buf_add(&f->words, part_of(f, text));
    buf_add_c(&f->words, " ; ");
}

static void add_localised(Follow *f, const Localised *l) {
    for (size_t i = 0; i < l->count; i++) add_words(f, l->texts[i]);
}

static void add_item(Follow *f, const Item *item) {
    const Formula *formulas[] = {&item->is, &item->when};
    add_words(f, item->id);
    add_localised(f, &item->label);
    add_localised(f, &item->note);
    for (size_t i = 0; i < 2; i++) {
        add_words(f, formulas[i]->text);
        follow_text(f, formulas[i]->text);
    }
    for (size_t i = 0; i < item->input_count; i++) follow_text(f, item->inputs[i].text);
}

static bool actor_is_operator(Judge *j, const Actor *actor) {
    const Terms *t = j->terms;
    if (actor->index == ACTOR_UNKNOWN) return false;
    if (actor->kind == ACTOR_PARTY)
        return are_operators(j, t->parties[actor->index].id, &t->parties[actor->index].label);
    if (actor->kind != ACTOR_MEMBER) return false;
    const Set *set = &t->sets[actor->index];
    return set->kind != MEMBERS_PARTIES && are_operators(j, set->id, &set->label);
}

// From one enterprise to another it is trade.
static bool is_aid(Judge *j, const Item *item) {
    return actor_is_operator(j, &item->to) && !actor_is_operator(j, &item->from);
}

static bool pay_matches(Judge *j, const Norm *n, const LintHits *hits, Str words,
                        ReviewItem *item) {
    for (size_t i = 0; i < hits->count; i++)
        for (size_t k = 0; k < n->inside->pays.count; k++) {
            const LintHit *h = &hits->items[i];
            if (h->mark != n->inside->pays.items[k]) continue;
            item->words[1] = str_copy(j->arena, str_part(words, h->start, h->end - h->start));
            item->word_count = 2;
            return true;
        }
    return false;
}

static void judge_payment_by(Judge *j, const Norm *n, const Item *payment, const LintHits *hits,
                             Str words) {
    ReviewItem item = {.norm = n, .provision = payment->provision, .clause = payment->id};
    if (n->kind != NORM_PROHIBITS || !review_applies(j, n)) return;
    item.words[0] = payment->id;
    item.word_count = 1;
    item.why = &n->inside->pays_why;
    bool is_case = pay_matches(j, n, hits, words, &item);
    if (!is_case && !n->inside->pays_anyway) return;
    item.verdict = is_case ? REVIEW_VIOLATES : REVIEW_DOUBTFUL;
    item.confidence = is_case ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    review_add(j, item, payment->place.offset, payment->place.size);
}

static void judge_payment(Judge *j, const Item *payment) {
    if (j->follow_left < FOLLOW_BYTES_MAX) {
        j->dropped++;
        return;
    }
    Follow f = {.judge = j, .arena = arena_new()};
    f.words.arena = f.arena;
    f.is_seen = ARENA_ARRAY(f.arena, bool, j->terms->item_count);
    add_item(&f, payment);
    for (size_t i = 0; i < f.queue.count; i++) add_item(&f, &j->terms->items[f.queue.items[i]]);
    LintHits hits = {.arena = f.arena};
    lint_scan(j->corpus->automaton, buf_str(&f.words), &hits);
    for (size_t i = 0; i < j->corpus->norms.count; i++)
        judge_payment_by(j, &j->corpus->norms.items[i], payment, &hits, buf_str(&f.words));
    arena_free(f.arena);
}

void review_terms(Judge *j) {
    const Terms *t = j->terms;
    for (size_t i = 0; i < t->clause_count; i++)
        for (size_t k = 0; k < sizeof SECTIONS / sizeof SECTIONS[0]; k++)
            if (!strcmp(t->clauses[i].section, SECTIONS[k].section))
                judge_texts(j, &t->clauses[i], k);
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT && is_aid(j, &t->items[i]))
            judge_payment(j, &t->items[i]);
}
