// incentive/tape.c - all ways to play a period, by columns of doubles
//
// The rules that plays need, in order of dependence, each once: what an action does not change is
// taken over from where all perform, and what depends on no variable is computed when the tape is
// made. The rest runs on a block of worlds, one column after the other.
#include "base/wide.h"
#include "incentive/plays_int.h"

#include <math.h>

enum { ROWS = WORLDS_BLOCK };
_Static_assert((int)WORLDS_BLOCK <= (int)FEEL_COLUMN_ROWS, "a block is at most a column");

typedef struct TapeStep {
    const Rule *rule;
    uint32_t book, column;
    double factor, step; // step 0: not rounded
} TapeStep;

struct Tape {
    Arena *arena;
    const Plays *plays;
    FeelMachine *machine;
    const double *parameters;
    struct TapeSteps {
        TapeStep *items;
        size_t count, capacity;
    } steps;
    uint32_t *columns; // [book * items + item]: 1 + column
    uint8_t *changes;  // [book * items + item]: is it as where all perform?
    uint32_t column_count;
    bool *is_same;       // [column]
    double *values;      // [column * ROWS]
    FeelDoubles **slots; // [book]
    double *when;
};

enum { CHANGE_UNKNOWN, CHANGE_NONE, CHANGE_OWN };

static const Rule *rule_of(const Tape *t, size_t book, uint32_t item) {
    return &t->plays->books[book].rules->rules[item];
}

static uint32_t item_of(const Tape *t, const TapeStep *s) {
    return (uint32_t)(s->rule - t->plays->books[s->book].rules->rules);
}

static uint32_t read_item(const Tape *t, size_t book, const Rule *rule, size_t k) {
    return t->plays->books[book].rules->reads[rule->slots[k]].item;
}

// ---- making the list ----------------------------------------------------------------------------

static bool is_own(Tape *t, size_t book, uint32_t item) {
    uint8_t *change = &t->changes[book * t->plays->item_count + item];
    const Rule *rule = rule_of(t, book, item);
    if (*change != CHANGE_UNKNOWN) return *change == CHANGE_OWN;
    bool is = book == 0 || t->plays->books[book].is_changed[item];
    for (size_t k = 0; k < rule->slot_count && !is; k++)
        is = is_own(t, book, read_item(t, book, rule, k));
    *change = is ? CHANGE_OWN : CHANGE_NONE;
    return is;
}

static double rounding_of(const Tape *t, const Rule *rule) {
    FeelValue step;
    if (!rule->step || !feel_code_constant(t->arena, rule->step, &step)) return 0;
    return step.kind == FEEL_NUMBER ? dec_to_double(step.number) : 0;
}

static void add_step(Tape *t, uint32_t book, const Rule *rule, uint32_t column) {
    *VEC_ADD(t->arena, &t->steps) =
        (TapeStep){.rule = rule,
                   .book = book,
                   .column = column,
                   .factor = dec_to_double(rule->factor.up) / dec_to_double(rule->factor.down),
                   .step = rounding_of(t, rule)};
}

// The column of an item in a book; what it reads gets its columns first.
static uint32_t column_of(Tape *t, uint32_t book, uint32_t item) {
    uint32_t *column = &t->columns[book * t->plays->item_count + item];
    const Rule *rule = rule_of(t, book, item);
    if (*column) return *column - 1;
    if (!is_own(t, book, item)) {
        *column = column_of(t, 0, item) + 1;
        return *column - 1;
    }
    for (size_t k = 0; k < rule->slot_count; k++) column_of(t, book, read_item(t, book, rule, k));
    *column = ++t->column_count;
    add_step(t, book, rule, *column - 1);
    return *column - 1;
}

static void list_columns(Tape *t) {
    const Plays *p = t->plays;
    for (uint32_t b = 0; b < p->book_count; b++) {
        for (size_t i = 0; i < p->tape_payment_count; i++) column_of(t, b, p->payments[i]);
        for (uint32_t i = 0; i < p->parties; i++) column_of(t, b, p->earns + i);
    }
    for (uint32_t i = (uint32_t)p->parties; i < plays_money(p); i++) column_of(t, 0, p->earns + i);
    for (size_t i = 0; i < p->scenario->variable_count; i++)
        column_of(t, 0, p->scenario->variables[i].item);
}

// ---- running a step -----------------------------------------------------------------------------

// What is not due is zero, whatever the formula gave.
static bool mask(Tape *t, const TapeStep *s, size_t count, double *ret) {
    if (!s->rule->when) return true;
    if (!feel_estimate(t->machine, s->rule->when, t->slots[s->book], count, t->when)) return false;
    for (size_t i = 0; i < count; i++)
        if (t->when[i] != 1) ret[i] = t->when[i] == 0 ? 0 : (double)NAN;
    return true;
}

static bool run_step(Tape *t, const TapeStep *s, size_t count) {
    double *ret = t->values + (size_t)s->column * ROWS;
    if (!feel_estimate(t->machine, s->rule->is, t->slots[s->book], count, ret)) return false;
    if (!s->rule->factor.is_one)
        for (size_t i = 0; i < count; i++) ret[i] *= s->factor;
    if (s->step > 0) round_column(ret, count, s->step, s->rule->item->rounding.mode);
    return mask(t, s, count, ret);
}

// ---- what does not vary -------------------------------------------------------------------------

static void set_same(Tape *t, uint32_t column, double value) {
    t->is_same[column] = true;
    for (size_t i = 0; i < ROWS; i++) t->values[(size_t)column * ROWS + i] = value;
}

static double number_of(FeelValue v) {
    if (v.kind == FEEL_NUMBER) return dec_to_double(v.number);
    return v.kind == FEEL_BOOLEAN ? (double)v.boolean : (double)NAN;
}

// A given number: a parameter of the scenario or of the agreement, or what stands for a missing
// fact. False for a variable.
static bool given(const Tape *t, const TapeStep *s, double *ret) {
    const Scenario *scenario = t->plays->scenario;
    const Rule *rule = s->rule;
    uint32_t item = item_of(t, s);
    for (size_t i = 0; i < scenario->variable_count; i++)
        if (scenario->variables[i].item == item) return false;
    *ret = rule->item->kind == ITEM_PARAMETER && rule->item->value_count
               ? number_of(rule->values[0])
               : number_of(rule->missing);
    for (size_t i = 0; i < scenario->parameter_count; i++)
        if (scenario->parameters[i].item == item)
            *ret = t->parameters ? t->parameters[i] : scenario->parameters[i].value;
    return true;
}

static void fill_slots(Tape *t, const TapeStep *s, bool *ret_is_same) {
    const Rule *rule = s->rule;
    *ret_is_same = true;
    for (size_t k = 0; k < rule->slot_count; k++) {
        uint32_t column = column_of(t, s->book, read_item(t, s->book, rule, k));
        const double *values = t->values + (size_t)column * ROWS;
        *ret_is_same = *ret_is_same && t->is_same[column];
        t->slots[s->book][rule->slots[k]] = (FeelDoubles){values, 0};
    }
}

static bool is_alike(const Tape *t, uint32_t column, uint32_t other) {
    const double *a = t->values + (size_t)column * ROWS, *b = t->values + (size_t)other * ROWS;
    return column == other || (t->is_same[column] && t->is_same[other] && !memcmp(a, b, sizeof *a));
}

// Does what an action changed leave what the rule reads as where all perform? If what is computed
// there comes first, it is the same.
static bool is_repeated(Tape *t, const TapeStep *s) {
    uint32_t item = item_of(t, s), column = t->columns[item]; // 1 +
    const Rule *first = rule_of(t, 0, item);
    bool is_changed = s->book == 0 || t->plays->books[s->book].is_changed[item];
    if (is_changed || !column || column > s->column) return false;
    if (first->slot_count != s->rule->slot_count) return false;
    for (size_t k = 0; k < first->slot_count; k++) {
        uint32_t read = read_item(t, s->book, s->rule, k);
        if (read != read_item(t, 0, first, k) ||
            !is_alike(t, column_of(t, s->book, read), column_of(t, 0, read)))
            return false;
    }
    return true;
}

// Is there something to run for each block? False where the step is not for doubles.
static bool settle(Tape *t, const TapeStep *s, bool *ret_is_live) {
    double value;
    bool is_same;
    *ret_is_live = false;
    if (!s->rule->is) {
        if (given(t, s, &value)) set_same(t, s->column, value);
        return true;
    }
    if (is_repeated(t, s)) {
        uint32_t item = item_of(t, s);
        t->columns[s->book * t->plays->item_count + item] = t->columns[item];
        return true;
    }
    fill_slots(t, s, &is_same);
    if (!run_step(t, s, 1)) return false;
    if (is_same) set_same(t, s->column, t->values[(size_t)s->column * ROWS]);
    *ret_is_live = !is_same;
    return true;
}

static bool settle_all(Tape *t) {
    size_t kept = 0;
    for (size_t i = 0; i < t->steps.count; i++) {
        bool is_live;
        TapeStep s = t->steps.items[i];
        if (!settle(t, &s, &is_live)) return false;
        if (is_live) t->steps.items[kept++] = s;
    }
    t->steps.count = kept;
    return true;
}

static void free_machine(void *machine) {
    feel_machine_free(machine);
}

Tape *tape_new(Arena *a, const Plays *p, const double *parameters) {
    Tape *t = ARENA_NEW(a, Tape);
    size_t cells = p->book_count * p->item_count;
    *t = (Tape){.arena = a, .plays = p, .parameters = parameters};
    t->machine = feel_machine_new((FeelLimits){0});
    arena_defer(a, free_machine, t->machine);
    t->columns = ARENA_ARRAY(a, uint32_t, cells);
    t->changes = ARENA_ARRAY(a, uint8_t, cells);
    list_columns(t);
    t->is_same = ARENA_ARRAY(a, bool, t->column_count);
    t->values = ARENA_ARRAY(a, double, (size_t)t->column_count *ROWS);
    t->when = ARENA_ARRAY(a, double, ROWS);
    t->slots = ARENA_ARRAY(a, FeelDoubles *, p->book_count);
    for (size_t i = 0; i < p->book_count; i++)
        t->slots[i] = ARENA_ARRAY(a, FeelDoubles, p->books[i].rules->slot_count);
    return settle_all(t) ? t : NULL;
}

// ---- a block ------------------------------------------------------------------------------------

static const double *values_of(Tape *t, uint32_t book, uint32_t item) {
    return t->values + (size_t)column_of(t, book, item) * ROWS;
}

// May be in place.
WIDE static void add(const double *to, const double *values, double sign, size_t count,
                     double *ret) {
    for (size_t i = 0; i < count; i++) ret[i] = to[i] + sign * values[i];
}

// What a party has so far stands in `ret`, or still where its earnings are.
static void add_to(const double **so_far, const double *values, double sign, size_t count,
                   double *ret) {
    add(*so_far, values, sign, count, ret);
    *so_far = ret;
}

static void add_payment(Tape *t, uint32_t book, uint32_t item, size_t count, const double **so_far,
                        double *ret) {
    const Item *i = rule_of(t, book, item)->item;
    const double *values = values_of(t, book, item);
    uint32_t from = i->from.index, to = i->to.index;
    if (i->from.kind == ACTOR_PARTY) add_to(&so_far[from], values, -1, count, ret + from * count);
    if (i->to.kind == ACTOR_PARTY) add_to(&so_far[to], values, 1, count, ret + to * count);
}

static void add_book(Tape *t, uint32_t book, size_t count, double *ret) {
    const Plays *p = t->plays;
    const double *so_far[WORLDS_PARTIES_MAX];
    for (uint32_t i = 0; i < p->parties; i++) so_far[i] = values_of(t, book, p->earns + i);
    for (size_t i = 0; i < p->tape_payment_count; i++)
        add_payment(t, book, p->payments[i], count, so_far, ret);
    for (uint32_t i = 0; i < p->parties; i++)
        if (so_far[i] != ret + i * count) memcpy(ret + i * count, so_far[i], count * sizeof *ret);
}

static void add_fixed(const Plays *p, size_t period, size_t count, double *ret) {
    size_t width = p->book_count * p->parties;
    const double *fixed = p->fixed + (period < p->fixed_periods ? period : 0) * width;
    for (size_t k = 0; k < width; k++)
        for (size_t w = 0; w < count; w++) ret[k * count + w] += fixed[k];
}

void tape_run(Tape *t, size_t period, const double *variables, size_t count, double *ret) {
    const Plays *p = t->plays;
    const Scenario *s = p->scenario;
    size_t width = p->parties * count;
    for (size_t i = 0; i < s->variable_count; i++)
        memcpy(t->values + (size_t)column_of(t, 0, s->variables[i].item) * ROWS,
               variables + i * count, count * sizeof *variables);
    for (size_t i = 0; i < t->steps.count; i++) run_step(t, &t->steps.items[i], count);
    for (uint32_t b = 0; b < p->book_count; b++) add_book(t, b, count, ret + b * width);
    for (uint32_t i = 0; i < plays_money(p) - p->parties; i++)
        memcpy(ret + p->book_count * width + i * count, values_of(t, 0, p->without + i),
               count * sizeof *ret);
    if (p->fixed) add_fixed(p, period, count, ret);
}
