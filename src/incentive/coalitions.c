// incentive/coalitions.c - could some of the parties do better by themselves?
//
// What a coalition is worth in one period, at mean values: of a single party what it earns without
// the agreement, of all of them what they earn together by performing; of the others what the
// scenario says, else what their members get alone. The engine of games/games.h tells the rest, in
// whole cents.
#include "incentive/judge_int.h"
#include "incentive/plays_int.h"

#include <math.h>

static const double CENTS = 100, WORTH_MAX = 1e13;

typedef struct Worth {
    Arena *arena;
    Incentive *incentive;
    const Scenario *scenario;
    CoalitionJudgement *ret;
    Findings *findings;
    size_t count;
} Worth;

static double to_cents(double value) {
    return round(value * CENTS) / CENTS;
}

// ---- what they are worth ------------------------------------------------------------------------

static Str list_of(const Worth *w, uint64_t members) {
    Buf b = {.arena = w->arena};
    buf_add_byte(&b, '[');
    for (size_t i = 0; i < w->count; i++)
        if (members >> i & 1) {
            Str id = feel_to_text(w->arena, feel_string(w->scenario->terms->parties[i].id));
            buf_add_fmt(&b, "%s%.*s", b.size > 1 ? ", " : "", STR_ARG(id));
        }
    buf_add_byte(&b, ']');
    return buf_str(&b);
}

// The formula stands where the first party says what it earns without the agreement, for that is
// computed without payments.
static bool compute(Worth *w, const Formula *formula, uint64_t members, double *ret) {
    const Incentive *i = w->incentive;
    Scenario s = *w->scenario;
    Plays p = *i->setup->plays;
    size_t errors = w->findings->error_count;
    s.parties = arena_copy(w->arena, s.parties, w->count * sizeof *s.parties);
    s.parties[0].without = *formula;
    s.members = (Formula){list_of(w, members), formula->place};
    PlayBook book = play_book(w->arena, &s, NULL, 0, w->findings);
    if (w->findings->error_count > errors) return false;
    p.scenario = &s;
    p.books = &book;
    p.book_count = 1;
    p.item_count = book.rules->rule_count;
    p.without = (uint32_t)(p.item_count - (1 + (size_t)p.has_after) * p.parties);
    p.earns = (uint32_t)(p.without - p.parties);
    double *earned = ARENA_ARRAY(w->arena, double, plays_size(&p));
    PlayMachine *m = play_machine_new(&p, NULL, true);
    play_machine_run(m, 0, i->stage.means, 1, earned);
    play_machine_free(m);
    *ret = earned[p.parties];
    return true;
}

static const Formula *formula_of(const Scenario *s, uint64_t members) {
    for (size_t i = 0; i < s->coalitions.count; i++)
        if (s->coalitions.items[i].members == members) return &s->coalitions.items[i].worth;
    return s->coalitions.worth.text.size ? &s->coalitions.worth : NULL;
}

static double alone_together(const Worth *w, uint64_t members) {
    double sum = 0;
    for (size_t i = 0; i < w->count; i++)
        if (members >> i & 1) sum += w->ret->alone[i];
    return sum;
}

static bool value_of(Worth *w, uint64_t members, double *ret) {
    const Formula *formula = formula_of(w->scenario, members);
    bool is_single = (members & (members - 1)) == 0;
    bool is_all = members + 1 == UINT64_C(1) << w->count;
    *ret = is_all ? w->ret->together : alone_together(w, members);
    bool is_told = formula && (!is_single || formula != &w->scenario->coalitions.worth) &&
                   (!is_all || formula != &w->scenario->coalitions.worth);
    return !is_told || compute(w, formula, members, ret);
}

// What each earns while all perform, and without the agreement.
static bool earn(Worth *w) {
    const Plays *plays = w->incentive->setup->plays;
    double *earned = ARENA_ARRAY(w->arena, double, plays_size(plays));
    PlayMachine *m = play_machine_new(plays, NULL, false);
    play_machine_run(m, 0, w->incentive->stage.means, 1, earned);
    play_machine_free(m);
    for (size_t i = 0; i < w->count; i++) {
        w->ret->given[i] = to_cents(earned[i]);
        w->ret->alone[i] = to_cents(earned[plays->book_count * w->count + i]);
        w->ret->together += w->ret->given[i];
        if (!isfinite(w->ret->given[i]) || !isfinite(w->ret->alone[i])) return false;
    }
    return true;
}

// ---- as a game ----------------------------------------------------------------------------------

// "coalition,value": 0+2,350000.00
static void write_row(Buf *b, uint64_t members, size_t count, double value) {
    const char *before = "";
    for (size_t i = 0; i < count; i++)
        if (members >> i & 1) {
            buf_add_fmt(b, "%s%zu", before, i);
            before = "+";
        }
    buf_add_fmt(b, ",%.2f\n", value);
}

static bool fill(Worth *w, Buf *rows) {
    uint64_t all = (UINT64_C(1) << w->count) - 1;
    buf_add_c(rows, "coalition,value\n");
    for (size_t i = 0; i < w->count; i++)
        write_row(rows, UINT64_C(1) << i, w->count, w->ret->alone[i]);
    for (uint64_t members = 1; members <= all; members++) {
        double value;
        if ((members & (members - 1)) == 0) continue;
        if (!value_of(w, members, &value)) return false;
        if (!(fabs(value) <= WORTH_MAX)) {
            w->ret->why_not = MSG("some coalition has no value");
            return true;
        }
        if (members == all) w->ret->together = value;
        write_row(rows, members, w->count, value);
    }
    return true;
}

static double *to_doubles(Worth *w, const Rat *shares) {
    double *ret = ARENA_ARRAY(w->arena, double, w->count);
    for (size_t i = 0; i < w->count; i++) ret[i] = mpq_get_d(&shares[i]);
    return ret;
}

static void object(Worth *w, const Coalitions *c, Rat *shares, Rat *gain) {
    for (size_t i = 0; i < w->count; i++)
        rat_from_int(&shares[i], llround(w->ret->given[i] * CENTS), (int64_t)CENTS);
    coalitions_object(c, shares, &w->ret->objector, gain);
    w->ret->objection = mpq_get_d(gain);
}

static void divide(Worth *w, const Coalitions *c) {
    CoalitionJudgement *j = w->ret;
    Rat *shares = rats_new(w->arena, w->count + 1);
    const Nucleolus *nucleolus = nucleolus_of(w->arena, c, NUCLEOLUS_PLAIN);
    object(w, c, shares, &shares[w->count]);
    j->least = mpq_get_d(least_core(w->arena, c)->epsilon);
    shapley_exact(c, shares);
    j->shapley = to_doubles(w, shares);
    surplus_equal(c, shares);
    j->bargained = to_doubles(w, shares);
    if (share_proportional(c, shares)) j->proportional = to_doubles(w, shares);
    if (nucleolus && nucleolus->has_imputations) j->nucleolus = to_doubles(w, nucleolus->shares);
}

// ---- joining and leaving ------------------------------------------------------------------------

// Members share what they gain equally; who stays out has what it has without the agreement.
static void payoff(const void *data, uint64_t members, size_t player, Rat *ret) {
    const Coalitions *c = data;
    size_t count = 0;
    coalitions_value(c, UINT64_C(1) << player, ret);
    if (!(members >> player & 1)) return;
    mpq_t sum, alone;
    mpq_inits(sum, alone, NULL);
    coalitions_value(c, members, sum);
    for (size_t i = 0; i < coalitions_player_count(c); i++) {
        if (!(members >> i & 1)) continue;
        coalitions_value(c, UINT64_C(1) << i, alone);
        mpq_sub(sum, sum, alone);
        count++;
    }
    mpq_set_ui(alone, count, 1);
    mpq_div(sum, sum, alone);
    mpq_add(ret, ret, sum);
    mpq_clears(sum, alone, NULL);
}

static void join(Worth *w, const Coalitions *c) {
    Membership m = {w->count, payoff, c};
    uint8_t *stable = membership_judge(w->arena, &m);
    w->ret->stability = stable[(UINT64_C(1) << w->count) - 1];
    for (uint64_t members = 1; members < UINT64_C(1) << w->count; members++)
        if ((stable[members] & STABLE_INTERNALLY) && (stable[members] & STABLE_EXTERNALLY) &&
            (members & (members - 1)))
            w->ret->stable_count++;
}

bool judge_coalitions(Arena *a, Incentive *i, Findings *f) {
    const Scenario *s = i->setup->scenario;
    Worth w = {.arena = a, .incentive = i, .scenario = s, .findings = f};
    Buf rows = {.arena = a};
    Err err = {.code = ERR_NONE};
    if (!s->coalitions.is_asked) return true;
    w.count = s->terms->party_count;
    w.ret = ARENA_NEW(a, CoalitionJudgement);
    w.ret->given = ARENA_ARRAY(a, double, w.count);
    w.ret->alone = ARENA_ARRAY(a, double, w.count);
    i->coalitions = w.ret;
    if (plays_are_carried(i->setup->plays)) {
        w.ret->why_not = MSG("what the agreement carries over makes each period another game");
        return true;
    }
    if (!earn(&w)) {
        w.ret->why_not = MSG("some coalition has no value");
        return true;
    }
    if (!fill(&w, &rows)) return false;
    const Coalitions *c =
        w.ret->why_not.text ? NULL : coalitions_parse(a, s->file, buf_str(&rows), &err);
    if (!c) return true;
    w.ret->is_known = true;
    divide(&w, c);
    join(&w, c);
    return true;
}
