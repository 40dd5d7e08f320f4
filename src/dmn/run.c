// dmn/run.c - evaluate a decision table: match its rules, then apply the hit policy
#include "dmn/dmn_int.h"

#include <stdlib.h>

typedef struct Run {
    Arena *arena;
    FeelMachine *machine;
    const DmnTable *table;
    const FeelValue *slots;
    const FeelValue *const *inputs;
    uint32_t *fired;
    size_t fired_count;
} Run;

static bool is_true(FeelValue v) {
    return v.kind == FEEL_BOOLEAN && v.boolean;
}

static bool test_passes(const Run *r, size_t rule, size_t input) {
    Part test = r->table->tests[rule * r->table->input_count + input];
    if (!part_is_written(test)) return true;
    return test.code &&
           is_true(feel_run_test_more(r->machine, test.code, *r->inputs[input], r->slots));
}

// ---- large tables: rule by rule -----------------------------------------------------------------

static bool rule_matches(const Run *r, size_t rule) {
    for (size_t i = 0; i < r->table->input_count; i++)
        if (!test_passes(r, rule, i)) return false;
    return true;
}

static void match_rules(Run *r) {
    r->fired = ARENA_ARRAY(r->arena, uint32_t, r->table->rule_count);
    for (size_t rule = 0; rule < r->table->rule_count; rule++) {
        if (!rule_matches(r, rule)) continue;
        r->fired[r->fired_count++] = (uint32_t)rule;
        if (r->table->hit_policy == DMN_FIRST) return;
    }
}

// ---- others: sets of rules ----------------------------------------------------------------------

static void drop_failing(const Run *r, size_t input, uint64_t *rules) {
    const DmnTable *t = r->table;
    for (size_t rule = rules_next(t, rules, 0); rule < t->rule_count;
         rule = rules_next(t, rules, rule + 1))
        if (!test_passes(r, rule, input)) rules_drop(rules, rule);
}

static uint64_t *matching_set(const Run *r) {
    const DmnTable *t = r->table;
    uint64_t *rules = rules_all(r->arena, t);
    for (size_t i = 0; i < t->input_count; i++) {
        if (!column_knows(&t->columns[i], r->inputs[i])) continue;
        const uint64_t *set = column_set(t, &t->columns[i], r->inputs[i]);
        for (size_t word = 0; word < t->word_count; word++) rules[word] &= set[word];
    }
    for (size_t i = 0; i < t->input_count; i++)
        if (!column_knows(&t->columns[i], r->inputs[i])) drop_failing(r, i, rules);
    return rules;
}

static size_t count_rules(const DmnTable *t, const uint64_t *rules) {
    size_t count = 0;
    for (size_t word = 0; word < t->word_count; word++)
        count += (size_t)__builtin_popcountll(rules[word]);
    return count;
}

static void look_up_rules(Run *r) {
    const DmnTable *t = r->table;
    const uint64_t *rules = matching_set(r);
    size_t count = count_rules(t, rules);
    if (t->hit_policy == DMN_FIRST && count > 1) count = 1;
    r->fired = ARENA_ARRAY(r->arena, uint32_t, count);
    for (size_t rule = 0; r->fired_count < count; rule++) {
        rule = rules_next(t, rules, rule);
        r->fired[r->fired_count++] = (uint32_t)rule;
    }
}

// ---- values -------------------------------------------------------------------------------------

static FeelValue null_of(const Run *r, const char *code, Message message, Place place,
                         FeelValue cause) {
    FeelReason reason = {.code = code, .message = message, .place = place};
    return feel_machine_null(r->machine, reason, cause);
}

static Str number_text(const Run *r, size_t number) {
    return str_fmt(feel_machine_arena(r->machine), "%zu", number);
}

// A null that has its reason says in which cell it came about; one that was meant stays plain.
static FeelValue in_cell(const Run *r, FeelValue v, size_t rule, size_t output) {
    const DmnTable *t = r->table;
    if (v.kind != FEEL_NULL || !v.reason || feel_machine_is_stopped(r->machine)) return v;
    if (rule >= t->rule_count)
        return null_of(
            r, "in-rule",
            MSG("table \"{1}\", default of \"{2}\" is null", t->name, t->output_names[output]),
            t->place, v);
    return null_of(r, "in-rule",
                   MSG("table \"{1}\", rule {2}, column \"{3}\" is null", t->name,
                       number_text(r, rule + 1), t->output_names[output]),
                   t->rule_places[rule], v);
}

// The outputs of one row: the value itself, or a context of all.
static FeelValue row_value(const Run *r, const Part *parts, size_t rule) {
    const DmnTable *t = r->table;
    if (t->output_count == 1) return in_cell(r, part_run(r->machine, parts[0], r->slots), rule, 0);
    if (!feel_room(r->machine, sizeof(FeelValue) * t->output_count)) return feel_null();
    FeelValue *values = ARENA_ARRAY(feel_machine_arena(r->machine), FeelValue, t->output_count);
    for (size_t i = 0; i < t->output_count; i++)
        values[i] = in_cell(r, part_run(r->machine, parts[i], r->slots), rule, i);
    return feel_context(t->output_names, values, t->output_count, feel_machine_arena(r->machine));
}

static FeelValue rule_value(const Run *r, size_t rule) {
    const FeelValue *constant = &r->table->constants[rule * r->table->output_count];
    if (r->table->output_count == 1 && constant->kind != FEEL_NULL) return *constant;
    return row_value(r, r->table->outputs + rule * r->table->output_count, rule);
}

static bool has_defaults(const DmnTable *t) {
    for (size_t i = 0; i < t->output_count; i++)
        if (part_is_written(t->defaults[i])) return true;
    return false;
}

// Where a rule stands by the allowed values of its outputs, first output first; smaller is better.
static size_t rank_of_output(const DmnTable *t, size_t output, FeelValue v) {
    FeelValue allowed = t->allowed[output];
    if (allowed.kind != FEEL_LIST) return 0;
    for (size_t i = 0; i < allowed.list->count; i++)
        if (feel_is_identical(allowed.list->items[i], v)) return i;
    return allowed.list->count;
}

static FeelValue output_of(const DmnTable *t, FeelValue row, size_t output) {
    return t->output_count == 1 ? row : row.context->values[output];
}

static int compare_rank(const DmnTable *t, FeelValue a, FeelValue b) {
    for (size_t i = 0; i < t->output_count; i++) {
        size_t x = rank_of_output(t, i, output_of(t, a, i));
        size_t y = rank_of_output(t, i, output_of(t, b, i));
        if (x != y) return x < y ? -1 : 1;
    }
    return 0;
}

static FeelValue *fired_values(const Run *r) {
    FeelValue *values = ARENA_ARRAY(feel_machine_arena(r->machine), FeelValue, r->fired_count);
    for (size_t i = 0; i < r->fired_count; i++) values[i] = rule_value(r, r->fired[i]);
    return values;
}

static void sort_by_rank(const DmnTable *t, FeelValue *values, size_t count) {
    for (size_t i = 1; i < count; i++) {
        FeelValue moving = values[i];
        size_t j = i;
        for (; j > 0 && compare_rank(t, values[j - 1], moving) > 0; j--) values[j] = values[j - 1];
        values[j] = moving;
    }
}

static Message fault_message(const Run *r, const char *code) {
    static const struct {
        const char *code, *text;
    } texts[] = {
        {"no-rule", N_("no rule of the table \"{1}\" matches")},
        {"several-rules", N_("rules {2} and {3} of the table \"{1}\" match, and only one may")},
        {"rules-differ", N_("rules of the table \"{1}\" match and give different results")},
        {"not-a-number", N_("rules of the table \"{1}\" give what is no number")},
        {"out-of-range", N_("the sum of the table \"{1}\" is out of range")},
    };
    size_t i = 0;
    while (strcmp(texts[i].code, code) != 0) i++;
    Message message = {texts[i].text, {r->table->name}};
    for (size_t fired = 0; fired < 2 && fired < r->fired_count; fired++)
        message.args[fired + 1] = number_text(r, r->fired[fired] + 1u);
    return message;
}

static DmnResult fault_from(const Run *r, const char *code, FeelValue cause) {
    FeelValue v = null_of(r, code, fault_message(r, code), r->table->place, cause);
    return (DmnResult){v, r->fired, r->fired_count, code, 0};
}

static DmnResult fault(const Run *r, const char *code) {
    return fault_from(r, code, feel_boolean(false));
}

static DmnResult result(const Run *r, FeelValue value) {
    return (DmnResult){value, r->fired, r->fired_count, NULL, 0};
}

static DmnResult agree(const Run *r) {
    FeelValue *values = fired_values(r);
    for (size_t i = 1; i < r->fired_count; i++)
        if (!feel_is_identical(values[0], values[i])) return fault(r, "rules-differ");
    return result(r, values[0]);
}

static DmnResult ordered(const Run *r, bool first_only) {
    FeelValue *values = fired_values(r);
    sort_by_rank(r->table, values, r->fired_count);
    return result(r, first_only
                         ? values[0]
                         : feel_list(values, r->fired_count, feel_machine_arena(r->machine)));
}

static const FeelValue *first_not_number(const FeelValue *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (values[i].kind != FEEL_NUMBER) return &values[i];
    return NULL;
}

static DmnResult aggregate(const Run *r) {
    DmnHitPolicy policy = r->table->hit_policy;
    FeelValue *values = fired_values(r);
    const FeelValue *other = first_not_number(values, r->fired_count);
    if (other) return fault_from(r, "not-a-number", *other);
    Dec total = values[0].number;
    for (size_t i = 1; i < r->fired_count; i++) {
        int order = dec_compare(values[i].number, total);
        if (policy == DMN_COLLECT_SUM) {
            if (!dec_add(total, values[i].number, &total)) return fault(r, "out-of-range");
        } else if (policy == DMN_COLLECT_MIN ? order < 0 : order > 0) {
            total = values[i].number;
        }
    }
    return result(r, feel_number(total));
}

static DmnResult apply_hit_policy(const Run *r) {
    switch (r->table->hit_policy) {
    case DMN_UNIQUE:
        if (r->fired_count > 1) return fault(r, "several-rules");
        return result(r, rule_value(r, r->fired[0]));
    case DMN_ANY: return agree(r);
    case DMN_PRIORITY: return ordered(r, true);
    case DMN_FIRST: return result(r, rule_value(r, r->fired[0]));
    case DMN_OUTPUT_ORDER: return ordered(r, false);
    case DMN_RULE_ORDER:
    case DMN_COLLECT:
        return result(r,
                      feel_list(fired_values(r), r->fired_count, feel_machine_arena(r->machine)));
    case DMN_COLLECT_SUM:
    case DMN_COLLECT_MIN:
    case DMN_COLLECT_MAX: return aggregate(r);
    case DMN_COLLECT_COUNT: return result(r, feel_integer((int64_t)r->fired_count));
    }
    abort();
}

static bool read_inputs(Run *r) {
    const DmnTable *t = r->table;
    const FeelValue **inputs = ARENA_ARRAY(r->arena, const FeelValue *, t->input_count);
    for (size_t i = 0; i < t->input_count; i++) {
        if (t->columns && t->columns[i].is_slot) {
            inputs[i] = &r->slots[t->columns[i].slot];
            continue;
        }
        FeelValue v = part_run(r->machine, t->inputs[i], r->slots);
        inputs[i] = arena_copy(r->arena, &v, sizeof v);
    }
    r->inputs = inputs;
    return !feel_machine_is_stopped(r->machine);
}

// An input that is null with a reason, which may be why no rule matches.
static FeelValue null_input(const Run *r) {
    for (size_t i = 0; i < r->table->input_count; i++)
        if (r->inputs[i]->kind == FEEL_NULL && r->inputs[i]->reason) return *r->inputs[i];
    return feel_boolean(false);
}

DmnResult table_run(Arena *a, FeelMachine *m, const DmnTable *t, const FeelValue *slots) {
    Run r = {.arena = a, .machine = m, .table = t, .slots = slots};
    if (!read_inputs(&r)) return fault(&r, "no-rule");
    if (t->columns)
        look_up_rules(&r);
    else
        match_rules(&r);
    if (r.fired_count) return apply_hit_policy(&r);
    if (has_defaults(t)) return result(&r, row_value(&r, t->defaults, t->rule_count));
    if (t->hit_policy == DMN_COLLECT_COUNT) return result(&r, feel_integer(0));
    return fault_from(&r, "no-rule", null_input(&r));
}

DmnResult dmn_table_run(Arena *a, FeelMachine *m, const DmnTable *t, const FeelValue *slots) {
    feel_machine_reset(m);
    DmnResult r = table_run(a, m, t, slots);
    if (r.value.kind == FEEL_NULL) r.reason = r.value.reason;
    r.value = feel_value_copy(a, r.value);
    return r;
}
