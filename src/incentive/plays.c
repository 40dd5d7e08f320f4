// incentive/plays.c - the agreement's terms with what a scenario says among them, compiled
//
// A quantity of which the scenario tells the facts becomes a formula; variables and parameters
// become quantities; what each party earns becomes a formula in the agreement's currency. So the
// rules of the agreement check names, types and units of the scenario as they do those of the text.
#include "incentive/plays_int.h"

typedef struct BookMaker {
    Arena *arena;
    const Scenario *scenario;
    Terms *terms;
    bool *is_changed;
    const uint32_t *actions;
    size_t action_count;
    bool is_plain; // facts of a member are taken for all: their places are then those of the file
} BookMaker;

// ---- items --------------------------------------------------------------------------------------

Str plays_free_name(Arena *a, const Map *names, Str wanted) {
    uint32_t at;
    while (map_get(names, wanted, &at)) wanted = str_fmt(a, "%.*s x", STR_ARG(wanted));
    return wanted;
}

static Item *add_item(BookMaker *m, Str id, Place place) {
    Terms *t = m->terms;
    Item *i = &t->items[t->item_count];
    *i = (Item){.id = id, .place = place, .grain = t->period};
    map_add(&t->item_index, id, (uint32_t)t->item_count++);
    return i;
}

static void add_variables(BookMaker *m) {
    const Scenario *s = m->scenario;
    for (size_t i = 0; i < s->variable_count; i++) {
        const ScenarioVariable *v = &s->variables[i];
        if (v->item < s->terms->item_count) continue;
        Item *item = add_item(m, v->id, v->place);
        item->kind = ITEM_QUANTITY;
        item->unit = v->unit;
    }
    for (size_t i = 0; i < s->parameter_count; i++) {
        Item *item = add_item(m, s->parameters[i].id, s->parameters[i].place);
        item->kind = ITEM_QUANTITY;
        item->grain = GRAIN_ONCE;
        item->unit = s->parameters[i].unit;
    }
}

// What holds of one member, and of the others what held before. What was not said of them has no
// value.
static Str of_member(const BookMaker *m, const ScenarioFact *fact, const Item *item) {
    const Terms *t = m->terms;
    Formula before = item->kind == ITEM_QUANTITY ? item->missing : item->is;
    Buf b = {.arena = m->arena};
    for (size_t k = 0; k < item->set_count; k++) {
        const Set *set = &t->sets[item->sets[k]];
        Str id = feel_to_text(m->arena, feel_string(set->members[fact->members[k]]));
        buf_add_fmt(&b, "%s%.*s = %.*s", k ? " and " : "if ", STR_ARG(set->id), STR_ARG(id));
    }
    buf_add_fmt(&b, " then (%.*s) else (%.*s)", STR_ARG(fact->is.text),
                STR_ARG(before.text.size ? before.text : STR("null")));
    return buf_str(&b);
}

static void add_members(BookMaker *m) {
    Formula members = m->scenario->members;
    if (!members.text.size) return;
    Item *item = add_item(m, STR("members"), members.place);
    item->kind = ITEM_FORMULA;
    item->type = (Formula){STR("list<string>"), members.place};
    item->is = members;
}

static void set_facts(BookMaker *m, const ScenarioFacts *facts, bool is_change) {
    for (size_t i = 0; i < facts->count; i++) {
        const ScenarioFact *fact = &facts->items[i];
        Item *item = &m->terms->items[fact->item];
        Formula is = fact->is;
        if (fact->is_of_member && !m->is_plain) is.text = of_member(m, fact, item);
        item->kind = ITEM_FORMULA;
        item->is = is;
        item->within = item->missing = (Formula){.text = {NULL, 0}};
        m->is_changed[fact->item] |= is_change;
    }
}

// A quantity of which the agreement says within what it lies is checked after it is given. All
// books have the same items, whether there is something to check or not.
static void hold_within(BookMaker *m) {
    const Terms *from = m->scenario->terms;
    for (size_t i = 0; i < from->item_count; i++) {
        Str within = from->items[i].within.text;
        if (from->items[i].kind != ITEM_QUANTITY || !within.size) continue;
        Item *item = &m->terms->items[i];
        Str id = str_fmt(m->arena, "%.*s as given", STR_ARG(item->id));
        id = plays_free_name(m->arena, &m->terms->item_index, id);
        Item *given = add_item(m, id, item->place);
        *given = *item;
        given->id = id;
        if (item->kind != ITEM_FORMULA) continue;
        m->is_changed[given - m->terms->items] = m->is_changed[i];
        item->is.text = str_fmt(m->arena, "if %.*s then %.*s else null",
                                STR_ARG(bounds_condition(m->arena, within, id)), STR_ARG(id));
    }
}

// Of what goes from an actor to the party in breach, or the other way, only the other way is left:
// positive amounts are paid by `from`, negative ones by `to`.
static Str left_of(const BookMaker *m, Str amount, Actor actor, uint32_t party, const char *keep) {
    const Terms *t = m->terms;
    Str id = t->parties[party].id;
    if (actor.kind == ACTOR_POOL || (actor.kind == ACTOR_PARTY && actor.index != party))
        return amount;
    Str left = str_fmt(m->arena, "%s(0, (%.*s))", keep, STR_ARG(amount));
    if (actor.kind == ACTOR_PARTY) return left;
    Str name = actor.kind == ACTOR_ITEM ? t->items[actor.index].id : t->sets[actor.index].id;
    return str_fmt(m->arena, "if %.*s = \"%.*s\" then %.*s else (%.*s)", STR_ARG(name), STR_ARG(id),
                   STR_ARG(left), STR_ARG(amount));
}

static void withhold(BookMaker *m, const ScenarioAction *action) {
    for (size_t i = 0; i < action->withheld_count; i++) {
        Item *payment = &m->terms->items[action->withheld[i]];
        Str amount = left_of(m, payment->is.text, payment->from, action->party, "min");
        amount = left_of(m, amount, payment->to, action->party, "max");
        payment->is.text = amount;
        m->is_changed[action->withheld[i]] = true;
    }
}

// A party's own action speaks for it; else the last that speaks of it.
static Formula earned(const BookMaker *m, uint32_t party) {
    Formula is = m->scenario->parties[party].earns;
    bool is_own = false;
    for (size_t i = 0; i < m->action_count; i++) {
        const ScenarioAction *action = &m->scenario->actions[m->actions[i]];
        if (!action->earns[party].text.size || is_own) continue;
        is = action->earns[party];
        is_own = action->party == party;
    }
    return is;
}

static void add_money(BookMaker *m, const char *name, uint32_t party, Formula is) {
    const Terms *t = m->terms;
    Str id = str_fmt(m->arena, "%s of %.*s", name, STR_ARG(t->parties[party].id));
    Item *item = add_item(m, id, is.place);
    item->kind = ITEM_FORMULA;
    item->type = (Formula){STR("number"), is.place};
    if (t->currency.size) item->unit = (Formula){t->currency, is.place};
    item->is = is;
}

static bool scenario_has_after(const Scenario *s) {
    for (size_t i = 0; i < s->terms->party_count; i++)
        if (s->parties[i].after.text.size) return true;
    return false;
}

static void add_parties(BookMaker *m) {
    const Scenario *s = m->scenario;
    for (uint32_t i = 0; i < m->terms->party_count; i++) {
        Formula is = earned(m, i);
        m->is_changed[m->terms->item_count] = is.text.at != s->parties[i].earns.text.at;
        add_money(m, "earnings", i, is);
    }
    for (uint32_t i = 0; i < m->terms->party_count; i++)
        add_money(m, "earnings without the agreement", i, s->parties[i].without);
    for (uint32_t i = 0; i < m->terms->party_count && scenario_has_after(s); i++)
        add_money(m, "earnings after the agreement", i,
                  s->parties[i].after.text.size ? s->parties[i].after : s->parties[i].without);
}

// ---- a book -------------------------------------------------------------------------------------

static void copy_terms(BookMaker *m) {
    const Scenario *s = m->scenario;
    const Terms *from = s->terms;
    size_t room =
        2 * from->item_count + s->variable_count + s->parameter_count + 3 * from->party_count + 1;
    Terms *t = m->terms = ARENA_NEW(m->arena, Terms);
    *t = *from;
    t->items = ARENA_ARRAY(m->arena, Item, room);
    memcpy(t->items, from->items, from->item_count * sizeof *t->items);
    t->item_index = (Map){.arena = m->arena};
    for (size_t i = 0; i < t->item_count; i++) map_add(&t->item_index, t->items[i].id, (uint32_t)i);
    m->is_changed = ARENA_ARRAY(m->arena, bool, room);
}

static bool is_told(const Findings *f, const Finding *x) {
    for (size_t i = 0; i < f->count; i++) {
        const Finding *y = &f->items[i];
        if (x->place.line == y->place.line && x->place.column == y->place.column &&
            str_is(x->place.file, y->place.file) && strcmp(x->rule, y->rule) == 0)
            return true;
    }
    return false;
}

// What is wrong in the agreement itself was told when it was read.
static void tell(const Scenario *s, const Findings *from, Findings *f) {
    for (size_t i = 0; i < from->count; i++) {
        const Finding *x = &from->items[i];
        bool is_here = str_is(x->place.file, s->file);
        if ((is_here || x->severity == SEVERITY_ERROR) && !is_told(f, x))
            finding_add(f, x->severity, x->rule, x->place, x->message, x->hint);
    }
}

static PlayBook make_book(BookMaker m, Findings *found) {
    const Scenario *s = m.scenario;
    copy_terms(&m);
    add_variables(&m);
    add_members(&m);
    set_facts(&m, &s->facts, false);
    for (size_t i = 0; i < m.action_count; i++) {
        set_facts(&m, &s->actions[m.actions[i]].facts, true);
        withhold(&m, &s->actions[m.actions[i]]);
    }
    hold_within(&m);
    add_parties(&m);
    return (PlayBook){rules_from_terms(m.arena, m.terms, found), m.is_changed};
}

// Is there a fault in a fact of one member as it stands in the file?
static bool has_plain_fault(BookMaker m, const ScenarioFacts *facts, Findings *f) {
    Scenario s = *m.scenario;
    size_t errors = f->error_count;
    m.scenario = &s;
    m.is_plain = true;
    m.action_count = 0;
    for (size_t i = 0; i < facts->count; i++) {
        if (!facts->items[i].is_of_member) continue;
        Findings found = {.arena = m.arena};
        s.facts = (ScenarioFacts){.items = &facts->items[i], .count = 1};
        make_book(m, &found);
        tell(&s, &found, f);
    }
    return f->error_count > errors;
}

PlayBook play_book(Arena *a, const Scenario *s, const uint32_t *actions, size_t action_count,
                   Findings *f) {
    BookMaker m = {.arena = a, .scenario = s, .actions = actions, .action_count = action_count};
    Findings found = {.arena = a};
    PlayBook book = make_book(m, &found);
    bool is_told = found.error_count && has_plain_fault(m, &s->facts, f);
    for (size_t i = 0; i < action_count && found.error_count && !is_told; i++)
        is_told = has_plain_fault(m, &s->actions[actions[i]].facts, f);
    if (!is_told) tell(s, &found, f);
    return book;
}

// ---- all books ----------------------------------------------------------------------------------

static void list_payments(Arena *a, Plays *p) {
    const Terms *t = p->scenario->terms;
    p->payments = ARENA_ARRAY(a, uint32_t, t->item_count);
    for (uint32_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT) p->payments[p->payment_count++] = i;
}

size_t plays_money(const Plays *p) {
    return (2 + (size_t)p->has_after) * p->parties;
}

const Plays *plays_compile(Arena *a, const Scenario *s, Findings *f) {
    Plays *p = ARENA_NEW(a, Plays);
    size_t errors = f->error_count;
    *p = (Plays){.scenario = s,
                 .parties = s->terms->party_count,
                 .book_count = 1 + s->action_count,
                 .can_run = true,
                 .is_fast = true};
    p->books = ARENA_ARRAY(a, PlayBook, p->book_count);
    list_payments(a, p);
    p->books[0] = play_book(a, s, NULL, 0, f);
    for (uint32_t i = 0; i < s->action_count; i++) p->books[1 + i] = play_book(a, s, &i, 1, f);
    p->item_count = p->books[0].rules->rule_count;
    p->has_after = scenario_has_after(s);
    p->earns = (uint32_t)(p->item_count - plays_money(p));
    p->without = (uint32_t)(p->earns + p->parties);
    if (f->error_count == errors) plays_survey(a, p, f);
    if (f->error_count == errors && p->can_run && !p->is_carried) plays_fix(a, p);
    return f->error_count == errors ? p : NULL;
}

bool plays_are_fast(const Plays *p) {
    return p->is_fast;
}

size_t plays_size(const Plays *p) {
    size_t actions = p->book_count - 1;
    return plays_money(p) + (actions + (p->is_carried ? actions : 0)) * p->parties;
}

bool plays_have_after(const Plays *p) {
    return p->has_after;
}

bool plays_are_carried(const Plays *p) {
    return p->is_carried;
}

Message plays_why_exact(const Plays *p) {
    return p->why_exact;
}

bool plays_can_run(const Plays *p, Message *ret_why) {
    *ret_why = p->why_not;
    return p->can_run;
}
