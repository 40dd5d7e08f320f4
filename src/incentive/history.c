// incentive/history.c - what everyone earns in all periods of a world, where state is carried over
//
// A world is played as often as there are ways it can go: once all perform to the end, and once for
// each action and period in which it alone is taken, while all perform before and after. All ways
// of many worlds are members of one more set, over which every item of the agreement varies, and
// the evaluator goes over the term once. What a way earns in the period of its action is what the
// action brings; what it earns later, beside the way without it, is what the action changes by
// itself. Facts and formulas that an action changes become choices by a quantity that says which is
// taken.
#include "incentive/plays_int.h"

#include <math.h>

enum { MEMBERS_MAX = 4096, NOT_GIVEN = -1 };

typedef struct HistoryBook {
    const Rulebook *rules;
    uint32_t set;   // of all ways
    uint32_t taken; // the quantity that says which action is taken
    int16_t *given; // [item]: index of the variable, or behind these of the parameter
} HistoryBook;

struct History {
    const Plays *plays;
    const HistoryBook *book;
    const double *parameters, *discounts;
    Arena *work;
    size_t actions, parties, periods, ways; // ways: of a world
    Period first;
    Days days;
    WorldBlock block;    // that is run now
    size_t from, worlds; // the first of those that are evaluated now, and how many
    double *earned;      // [(member * periods + t) * parties + i]
    double *without;     // [(world * periods + t) * others + i], and after the end
    size_t others;       // items of that
};

// ---- the book -----------------------------------------------------------------------------------

static uint32_t add_ways(Arena *a, Terms *t) {
    Set *sets = ARENA_ARRAY(a, Set, t->set_count + 1);
    memcpy(sets, t->sets, t->set_count * sizeof *sets);
    Set *ways = &sets[t->set_count];
    *ways =
        (Set){.id = plays_free_name(a, &t->set_index, STR("ways to play")), .kind = MEMBERS_FACTS};
    ways->member_index = (Map){.arena = a};
    t->set_index = (Map){.arena = a};
    t->sets = sets;
    t->set_count++;
    for (size_t i = 0; i < t->set_count; i++) map_add(&t->set_index, sets[i].id, (uint32_t)i);
    return (uint32_t)(t->set_count - 1);
}

static uint32_t add_taken(Arena *a, Terms *t, size_t room) {
    Item *items = ARENA_ARRAY(a, Item, room);
    memcpy(items, t->items, t->item_count * sizeof *items);
    Str id = plays_free_name(a, &t->item_index, STR("action that is taken"));
    items[t->item_count] = (Item){.kind = ITEM_QUANTITY, .id = id, .grain = t->period};
    t->item_index = (Map){.arena = a};
    t->items = items;
    t->item_count++;
    for (size_t i = 0; i < t->item_count; i++) map_add(&t->item_index, items[i].id, (uint32_t)i);
    return (uint32_t)(t->item_count - 1);
}

static Str text_of(const Item *i) {
    return i->kind == ITEM_QUANTITY ? i->missing.text : i->is.text;
}

// "if taken = 1 then … else if taken = 2 then … else …"
static void choose(Arena *a, const Plays *p, Item *item, uint32_t index, Str taken) {
    Buf b = {.arena = a};
    for (size_t k = 1; k < p->book_count; k++) {
        Str text = text_of(&p->books[k].rules->terms->items[index]);
        if (p->books[k].is_changed[index])
            buf_add_fmt(&b, "if %.*s = %zu then (%.*s\n) else ", STR_ARG(taken), k, STR_ARG(text));
    }
    if (!b.size) return;
    Str text = text_of(item);
    buf_add_fmt(&b, "(%.*s\n)", STR_ARG(text));
    if (item->kind == ITEM_QUANTITY) item->kind = ITEM_FORMULA;
    item->missing = item->within = (Formula){.text = {NULL, 0}};
    item->is.text = buf_str(&b);
    if (!item->is.place.line) item->is.place = item->place;
}

static bool is_of_worlds(const Plays *p, const Item *item, uint32_t index) {
    for (size_t i = 0; i < p->scenario->parameter_count; i++)
        if (p->scenario->parameters[i].item == index) return false;
    return item->kind != ITEM_PARAMETER;
}

static bool vary(Item *item, uint32_t set) {
    if (item->set_count == LIMIT_SET_DIMENSIONS) return false;
    memmove(item->sets + 1, item->sets, item->set_count * sizeof *item->sets);
    item->sets[0] = set;
    item->set_count++;
    return true;
}

static void note_given(Arena *a, const Scenario *s, size_t items, HistoryBook *b) {
    b->given = ARENA_ARRAY(a, int16_t, items);
    for (size_t i = 0; i < items; i++) b->given[i] = NOT_GIVEN;
    for (size_t i = 0; i < s->variable_count; i++) b->given[s->variables[i].item] = (int16_t)i;
    for (size_t i = 0; i < s->parameter_count; i++)
        b->given[s->parameters[i].item] = (int16_t)(s->variable_count + i);
}

static bool compile(Arena *a, HistoryBook *b, const Terms *t, Message *ret_why) {
    Findings found = {.arena = a};
    b->rules = rules_from_terms(a, t, &found);
    for (size_t i = 0; i < found.count; i++)
        if (found.items[i].severity == SEVERITY_ERROR) {
            *ret_why = found.items[i].message;
            return false;
        }
    return true;
}

const HistoryBook *history_book(Arena *a, const Plays *p, Message *ret_why) {
    HistoryBook *b = ARENA_NEW(a, HistoryBook);
    Terms *t = ARENA_NEW(a, Terms);
    *t = *p->books[0].rules->terms;
    b->set = add_ways(a, t);
    b->taken = add_taken(a, t, t->item_count + 1);
    for (uint32_t i = 0; i < t->item_count; i++) {
        Item *item = &t->items[i];
        if (i != b->taken) choose(a, p, item, i, t->items[b->taken].id);
        if (is_of_worlds(p, item, i) && !vary(item, b->set)) {
            *ret_why = MSG("\"{1}\" varies over too many sets for what is carried over", item->id);
            return NULL;
        }
    }
    note_given(a, p->scenario, t->item_count, b);
    return compile(a, b, t, ret_why) ? b : NULL;
}

// ---- facts --------------------------------------------------------------------------------------

static size_t member_count(void *self, uint32_t set) {
    const History *h = self;
    return set == h->book->set ? h->worlds * h->ways
                               : h->book->rules->terms->sets[set].member_count;
}

static Str member_id(void *self, uint32_t set, uint32_t member) {
    const History *h = self;
    return set == h->book->set ? str_fmt(h->work, "%u", member)
                               : h->book->rules->terms->sets[set].members[member];
}

static bool span(void *self, int64_t *ret_first_day, int64_t *ret_last_day) {
    const History *h = self;
    *ret_first_day = h->days.first;
    *ret_last_day = h->days.last;
    return true;
}

static size_t period_of(const History *h, Period period) {
    return period.grain == GRAIN_ONCE ? 0 : (size_t)(period.index - h->first.index);
}

// Way 0: nothing ever; 1 + action * periods + t: the action in period t.
static size_t taken_in(const History *h, size_t member, size_t t) {
    size_t way = member % h->ways;
    if (way == 0 || (way - 1) % h->periods != t) return 0;
    return 1 + (way - 1) / h->periods;
}

static double variable_of(const History *h, size_t variable, size_t member, size_t t) {
    size_t world = h->from + member / h->ways;
    return h->block.variables[t * h->block.step + variable * h->block.count + world];
}

static double parameter_of(const History *h, size_t parameter) {
    return h->parameters ? h->parameters[parameter]
                         : h->plays->scenario->parameters[parameter].value;
}

// Ways of one world follow each other, and a number is made a decimal once for all of them.
static void fill_variable(const History *h, size_t variable, uint32_t first, size_t count, size_t t,
                          FeelValue *ret) {
    double last = NAN;
    for (size_t i = 0; i < count; i++) {
        double value = variable_of(h, variable, first + i, t);
        ret[i] = i && value == last ? ret[i - 1] : feel_number(dec_from_double(value));
        last = value;
    }
}

static size_t fill(void *self, uint32_t item, size_t along, const uint32_t *members, uint32_t first,
                   size_t count, Period period, FeelValue *ret) {
    const History *h = self;
    size_t t = period_of(h, period), variables = h->plays->scenario->variable_count;
    int given = h->book->given[item];
    (void)along;
    (void)members;
    if (item == h->book->taken)
        for (size_t i = 0; i < count; i++)
            ret[i] = feel_number(dec_from_int((int64_t)taken_in(h, first + i, t)));
    else if (given >= (int)variables)
        for (size_t i = 0; i < count; i++)
            ret[i] = feel_number(dec_from_double(parameter_of(h, (size_t)given - variables)));
    else if (given != NOT_GIVEN)
        fill_variable(h, (size_t)given, first, count, t, ret);
    else
        for (size_t i = 0; i < count; i++) ret[i] = feel_null();
    return item == h->book->taken || given != NOT_GIVEN ? count : 0;
}

// ---- some worlds --------------------------------------------------------------------------------

static const Outcome *evaluate(History *h, Findings *f) {
    Facts facts = {h, member_count, member_id, fill, NULL, ask_no_source, span};
    return ask_evaluator(h->work, h->book->rules, h->days, facts, f);
}

static double money_of(const History *h, const Outcome *o, uint32_t item, size_t member, size_t t) {
    uint32_t members[LIMIT_SET_DIMENSIONS] = {(uint32_t)member};
    Period period = {h->first.grain, h->first.index + (int64_t)t};
    FeelValue v = o ? outcome_value(o, item, members, period) : feel_null();
    return v.kind == FEEL_NUMBER ? dec_to_double(v.number) : (double)NAN;
}

static void take_earned(const History *h, const Outcome *o) {
    size_t members = h->worlds * h->ways;
    for (size_t m = 0; m < members; m++)
        for (size_t t = 0; t < h->periods; t++)
            for (uint32_t i = 0; i < h->parties; i++)
                h->earned[(m * h->periods + t) * h->parties + i] =
                    money_of(h, o, h->plays->earns + i, m, t);
    for (size_t w = 0; w < h->worlds; w++)
        for (size_t t = 0; t < h->periods; t++)
            for (uint32_t i = 0; i < h->others; i++)
                h->without[(w * h->periods + t) * h->others + i] =
                    money_of(h, o, h->plays->without + i, w * h->ways, t);
}

static void add_payment(const History *h, const Payment *p) {
    size_t at = p->members[0] * h->periods + period_of(h, p->period);
    ask_add_payment(h->plays->scenario->terms, p, 1, &h->earned[at * h->parties]);
}

// Where a payment could not be computed, nobody knows what anyone earns.
static void evaluate_worlds(History *h) {
    Findings findings = {.arena = h->work};
    arena_reset(h->work);
    const Outcome *o = evaluate(h, &findings);
    if (findings.error_count) o = NULL;
    take_earned(h, o);
    if (!o) return;
    PaymentCursor cursor = outcome_cursor(o, 0);
    Payment payment;
    while (outcome_next(o, &cursor, &payment)) add_payment(h, &payment);
}

// ---- as worlds/worlds.h wants it ----------------------------------------------------------------

static double earned_by(const History *h, size_t world, size_t way, size_t t, size_t party) {
    return h->earned[((world * h->ways + way) * h->periods + t) * h->parties + party];
}

// What the way earns more after period t, discounted to it.
static double changed_after(const History *h, size_t world, size_t way, size_t t, size_t party) {
    double sum = 0, discount = h->discounts[party];
    for (size_t k = h->periods; k-- > t + 1;)
        sum = discount *
              (sum + earned_by(h, world, way, k, party) - earned_by(h, world, 0, k, party));
    return sum;
}

static void put(const History *h, size_t w, size_t t, size_t party, double *ret) {
    size_t world = h->from + w, step = h->parties * h->block.count;
    double *at = &ret[party * h->block.count + world];
    at[0] = earned_by(h, w, 0, t, party);
    for (size_t k = 0; k * h->parties < h->others; k++)
        at[(1 + h->actions + k) * step] =
            h->without[(w * h->periods + t) * h->others + k * h->parties + party];
    for (size_t a = 0; a < h->actions; a++) {
        size_t way = 1 + a * h->periods + t;
        at[(1 + a) * step] = earned_by(h, w, way, t, party);
        at[(1 + h->actions + a) * step + h->others * h->block.count] =
            changed_after(h, w, way, t, party);
    }
}

static void put_worlds(const History *h, double *ret) {
    size_t row = plays_size(h->plays) * h->block.count;
    for (size_t w = 0; w < h->worlds; w++)
        for (size_t t = 0; t < h->periods; t++)
            for (size_t i = 0; i < h->parties; i++) put(h, w, t, i, ret + t * row);
}

static size_t worlds_at_once(const History *h) {
    return h->ways < MEMBERS_MAX ? MEMBERS_MAX / h->ways : 1;
}

void history_run(History *h, WorldBlock worlds, double *ret) {
    size_t most = worlds_at_once(h);
    h->block = worlds;
    for (h->from = 0; h->from < worlds.count; h->from += most) {
        h->worlds = worlds.count - h->from < most ? worlds.count - h->from : most;
        evaluate_worlds(h);
        put_worlds(h, ret);
    }
}

static void free_arena(void *arena) {
    arena_free(arena);
}

static void find_days(History *h) {
    const Terms *t = h->plays->scenario->terms;
    h->first = period_of_day(t->period_rule, t->period, t->from_day);
    Period last = {h->first.grain, h->first.index + (int64_t)h->periods - 1};
    h->days.first = period_first_day(t->period_rule, h->first);
    h->days.last = period_last_day(t->period_rule, last);
}

History *history_new(Arena *a, const Plays *p, const double *parameters, const double *discounts) {
    History *h = ARENA_NEW(a, History);
    *h = (History){.plays = p,
                   .book = p->history,
                   .parameters = parameters,
                   .discounts = discounts,
                   .work = arena_new(),
                   .actions = p->book_count - 1,
                   .parties = p->parties,
                   .periods = p->scenario->periods};
    h->others = plays_money(p) - p->parties;
    h->ways = 1 + h->actions * h->periods;
    size_t worlds = worlds_at_once(h), values = h->periods * h->parties;
    h->earned = ARENA_ARRAY(a, double, worlds * h->ways * values);
    h->without = ARENA_ARRAY(a, double, worlds * h->periods * h->others);
    find_days(h);
    arena_defer(a, free_arena, h->work);
    return h;
}
