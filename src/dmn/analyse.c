// dmn/analyse.c - gaps, overlaps, unreachable rules and missing outputs of decision tables
//
// Each column falls into regions within which its tests say the same (column.c). The regions of all
// columns are combined; of those that leave the same rules in question only one is followed, so
// that the work grows with the rules and not with the product of the regions.
#include "dmn/analyse.h"

#include "dmn/dmn_int.h"

enum { STEPS_MAX = 200000, GAPS_SHOWN = 3 };

typedef struct Analysis {
    Arena *arena;
    const DmnTable *table;
    Findings *findings;
    size_t *choice;      // the region of each column
    uint64_t *reached;   // a set of rules
    uint64_t *overlaps;  // by rule: the set of those that an overlap was reported with
    uint64_t *left;      // by column: the rules that those before it leave
    uint32_t **followed; // by column: regions that were followed, by hash of what they leave
    size_t gap_count, steps;
} Analysis;

static Str number_text(const Analysis *a, size_t number) {
    return str_fmt(a->arena, "%zu", number);
}

// ---- examples -----------------------------------------------------------------------------------

static const FeelValue *example_of(const Analysis *a, size_t input) {
    const Column *c = &a->table->columns[input];
    return c->is_indexed ? &c->examples[a->choice[input]] : NULL;
}

// "ratio = 1.1, months = 13"
static Str example_text(const Analysis *a) {
    Buf b = {.arena = a->arena};
    for (size_t i = 0; i < a->table->input_count; i++) {
        const FeelValue *v = example_of(a, i);
        if (!v) continue;
        if (b.size) buf_add_c(&b, ", ");
        buf_add(&b, feel_code_text(a->table->inputs[i].code));
        buf_add_c(&b, " = ");
        buf_add(&b, feel_to_text(a->arena, *v));
    }
    return buf_str(&b);
}

// ---- what a combination shows -------------------------------------------------------------------

static bool wants_one(DmnHitPolicy p) {
    return p == DMN_UNIQUE || p == DMN_ANY || p == DMN_PRIORITY || p == DMN_FIRST;
}

static bool has_default(const DmnTable *t) {
    for (size_t i = 0; i < t->output_count; i++)
        if (part_is_written(t->defaults[i])) return true;
    return false;
}

static void report_gap(Analysis *a) {
    const DmnTable *t = a->table;
    if (!wants_one(t->hit_policy) || has_default(t) || a->gap_count++ >= GAPS_SHOWN) return;
    finding_add(a->findings, SEVERITY_WARNING, "table-gap", t->place,
                MSG("no rule of the table \"{1}\" matches {2}", t->name, example_text(a)),
                MSG("add a rule for it, or declare which values can occur"));
}

static bool outputs_agree(const Analysis *a, size_t x, size_t y) {
    const DmnTable *t = a->table;
    for (size_t i = 0; i < t->output_count; i++) {
        const FeelCode *p = t->outputs[x * t->output_count + i].code,
                       *q = t->outputs[y * t->output_count + i].code;
        FeelValue v, w;
        if (!p || !q) return p == q;
        if (str_is(feel_code_text(p), feel_code_text(q))) continue;
        if (!feel_code_constant(a->arena, p, &v) || !feel_code_constant(a->arena, q, &w))
            continue; // not known
        if (!feel_is_identical(v, w)) return false;
    }
    return true;
}

static void report_overlap(Analysis *a, size_t x, size_t y) {
    const DmnTable *t = a->table;
    uint64_t *known = a->overlaps + x * t->word_count;
    if (rules_have(known, y)) return;
    rules_put(known, y);
    bool is_any = t->hit_policy == DMN_ANY;
    if (is_any && outputs_agree(a, x, y)) return;
    finding_add(a->findings, SEVERITY_ERROR, "table-overlap", t->rule_places[y],
                MSG("rules {2} and {3} of the table \"{1}\" both match {4}", t->name,
                    number_text(a, x + 1u), number_text(a, y + 1u), example_text(a)),
                is_any ? MSG("under the hit policy A they must give the same")
                       : MSG("under the hit policy U only one rule may match"));
}

static void judge(Analysis *a, const uint64_t *rules) {
    const DmnTable *t = a->table;
    DmnHitPolicy p = t->hit_policy;
    size_t end = t->rule_count, first = rules_next(t, rules, 0);
    if (p == DMN_FIRST) rules_put(a->reached, first);
    for (size_t word = 0; p != DMN_FIRST && word < t->word_count; word++)
        a->reached[word] |= rules[word];
    if (p != DMN_UNIQUE && p != DMN_ANY) return;
    for (; first < end; first = rules_next(t, rules, first + 1))
        for (size_t y = rules_next(t, rules, first + 1); y < end; y = rules_next(t, rules, y + 1)) {
            report_overlap(a, first, y);
            if (++a->steps > STEPS_MAX) return;
        }
}

// ---- combinations -------------------------------------------------------------------------------

static void walk(Analysis *a, size_t input, bool is_listed);

static uint64_t *left_of(const Analysis *a, size_t input) {
    return a->left + input * a->table->word_count;
}

// The rules that column `input` leaves in its region.
static void leave(Analysis *a, size_t input, size_t region) {
    const DmnTable *t = a->table;
    const uint64_t *set = t->columns[input].sets + region * t->word_count;
    for (size_t word = 0; word < t->word_count; word++)
        left_of(a, input + 1)[word] = left_of(a, input)[word] & set[word];
}

static bool leaves_the_same(const Analysis *a, size_t input, size_t region) {
    const DmnTable *t = a->table;
    const uint64_t *set = t->columns[input].sets + region * t->word_count;
    for (size_t word = 0; word < t->word_count; word++)
        if (left_of(a, input + 1)[word] != (left_of(a, input)[word] & set[word])) return false;
    return true;
}

static size_t followed_size(const Column *c) {
    size_t size = 4;
    while (size < 2 * c->region_count) size *= 2;
    return size;
}

// Was a region followed that leaves the same rules? If not, this one is from now on.
static bool is_repeated(Analysis *a, size_t input, size_t region) {
    const Column *c = &a->table->columns[input];
    size_t mask = followed_size(c) - 1;
    Str bytes = {(const char *)left_of(a, input + 1), a->table->word_count * sizeof(uint64_t)};
    size_t at = str_hash(bytes) & mask;
    for (; a->followed[input][at]; at = (at + 1) & mask)
        if (leaves_the_same(a, input, a->followed[input][at] - 1)) return true;
    a->followed[input][at] = (uint32_t)region + 1;
    return false;
}

// Texts that no rule is made for.
static bool is_unwanted(const Analysis *a, const Column *c, size_t region) {
    const DmnTable *t = a->table;
    return c->is_open && region + 1 == c->region_count &&
           rules_next(t, c->sets + region * t->word_count, 0) == t->rule_count;
}

static void walk_column(Analysis *a, size_t input, bool is_listed) {
    const Column *c = &a->table->columns[input];
    memset(a->followed[input], 0, sizeof(uint32_t) * followed_size(c));
    for (size_t i = 0; i < c->region_count && a->steps <= STEPS_MAX; i++) {
        bool is_other = is_unwanted(a, c, i);
        if (c->examples[i].kind == FEEL_NULL) continue;
        leave(a, input, i);
        if (is_repeated(a, input, i) && !is_other) continue;
        a->choice[input] = i;
        walk(a, input + 1, is_listed && !is_other);
    }
}

// `is_listed`: no column has a text that no rule is made for. What is not said of such texts is no
// gap.
static void walk(Analysis *a, size_t input, bool is_listed) {
    const DmnTable *t = a->table;
    const uint64_t *rules = left_of(a, input);
    bool is_empty = rules_next(t, rules, 0) == t->rule_count;
    if (++a->steps > STEPS_MAX || (is_empty && !is_listed)) return;
    if (input == t->input_count) {
        if (is_empty)
            report_gap(a);
        else
            judge(a, rules);
    } else if (t->columns[input].is_indexed) {
        walk_column(a, input, is_listed);
    } else {
        memcpy(left_of(a, input + 1), rules, sizeof *rules * t->word_count);
        walk(a, input + 1, is_listed);
    }
}

static void report_unreached(Analysis *a) {
    const DmnTable *t = a->table;
    for (size_t rule = 0; rule < t->rule_count; rule++) {
        if (rules_have(a->reached, rule)) continue;
        finding_add(a->findings, SEVERITY_WARNING, "table-unreachable", t->rule_places[rule],
                    MSG("rule {2} of the table \"{1}\" is never reached", t->name,
                        number_text(a, rule + 1)),
                    t->hit_policy == DMN_FIRST ? MSG("rules before it match whatever it matches")
                                               : MSG("no value passes its tests"));
    }
}

static void report_more_gaps(Analysis *a) {
    const DmnTable *t = a->table;
    if (a->gap_count > GAPS_SHOWN)
        finding_add(a->findings, SEVERITY_NOTE, "table-gap", t->place,
                    MSG("the table \"{1}\" has more such gaps: {2}", t->name,
                        number_text(a, a->gap_count - GAPS_SHOWN)),
                    NO_MSG);
}

// ---- outputs ------------------------------------------------------------------------------------

static bool is_in(const FeelList *list, FeelValue v) {
    for (size_t i = 0; i < list->count; i++)
        if (feel_is_identical(list->items[i], v)) return true;
    return false;
}

static void check_output(Analysis *a, size_t rule, size_t output) {
    const DmnTable *t = a->table;
    Part p = t->outputs[rule * t->output_count + output];
    FeelValue v, allowed = t->allowed[output];
    if (!part_is_written(p))
        finding_add(a->findings, SEVERITY_WARNING, "table-no-output", t->rule_places[rule],
                    MSG("rule {2} of the table \"{1}\" gives no \"{3}\"", t->name,
                        number_text(a, rule + 1), t->output_names[output]),
                    NO_MSG);
    else if (p.code && allowed.kind == FEEL_LIST && feel_code_constant(a->arena, p.code, &v) &&
             !is_in(allowed.list, v))
        finding_add(a->findings, SEVERITY_ERROR, "table-output-not-allowed",
                    feel_code_place(p.code),
                    MSG("{1} is not among the values allowed for \"{2}\"",
                        feel_to_text(a->arena, v), t->output_names[output]),
                    MSG("allowed are {1}", feel_to_text(a->arena, allowed)));
}

// ---- the whole ----------------------------------------------------------------------------------

static bool is_column_known(const DmnTable *t, size_t input) {
    if (t->columns[input].is_indexed) return true;
    for (size_t rule = 0; rule < t->rule_count; rule++)
        if (part_is_written(t->tests[rule * t->input_count + input])) return false;
    return true;
}

static bool is_known(const DmnTable *t) {
    for (size_t i = 0; t->columns && i < t->input_count; i++)
        if (!is_column_known(t, i)) return false;
    return t->columns != NULL;
}

static void judge_rules(Analysis *a) {
    const DmnTable *t = a->table;
    size_t words = t->word_count;
    a->choice = ARENA_ARRAY(a->arena, size_t, t->input_count);
    a->reached = ARENA_ARRAY(a->arena, uint64_t, words);
    a->overlaps = ARENA_ARRAY(a->arena, uint64_t, t->rule_count * words);
    a->left = ARENA_ARRAY(a->arena, uint64_t, (t->input_count + 1) * words);
    a->followed = ARENA_ARRAY(a->arena, uint32_t *, t->input_count);
    for (size_t i = 0; i < t->input_count; i++)
        a->followed[i] = ARENA_ARRAY(a->arena, uint32_t, followed_size(&t->columns[i]));
    memcpy(a->left, rules_all(a->arena, t), sizeof *a->left * words);
    walk(a, 0, true);
    if (a->steps <= STEPS_MAX) report_unreached(a);
    report_more_gaps(a);
}

void dmn_table_analyse(Arena *arena, const DmnTable *t, Findings *f) {
    Analysis a = {.arena = arena, .table = t, .findings = f};
    for (size_t rule = 0; rule < t->rule_count; rule++)
        for (size_t i = 0; i < t->output_count; i++) check_output(&a, rule, i);
    if (is_known(t)) judge_rules(&a);
    if (!is_known(t) || a.steps > STEPS_MAX)
        finding_add(f, SEVERITY_NOTE, "table-not-judged", t->place,
                    MSG("gaps and overlaps of the table \"{1}\" were not judged", t->name),
                    MSG("judged are up to 1024 rules whose cells compare with constants"));
}
