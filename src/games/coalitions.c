// games/coalitions.c - games of coalitions: the table of all coalitions, or a formula for them
#include "games/coalitions_int.h"

#include "base/csv.h"

#include <stdlib.h>

enum { WORTH_BITS_MAX = 56 }; // so that sums over 2^20 coalitions and products with 20! fit

typedef struct Entry {
    uint64_t members;
    Place place;
} Entry;

typedef struct Reading {
    Arena *arena;
    Str file;
    CsvReader *csv;
    Coalitions *game;
    struct Names {
        Str *items;
        size_t count, capacity;
    } names;
    struct Entries {
        Entry *items;
        size_t count, capacity;
    } entries;
    struct Lines {
        struct Line {
            Str name, value;
            Place place;
        } * items;
        size_t count, capacity;
    } lines;
    Err *err;
} Reading;

// ---- formulas -----------------------------------------------------------------------------------

static int64_t sum_of(const Coalitions *c, uint64_t members) {
    int64_t sum = 0;
    for (size_t i = 0; i < c->count; i++) sum += members >> i & 1 ? c->weights[i] : 0;
    return sum;
}

// What is left of the estate once all others have their claims (O'Neill 1982).
static int64_t claim_worth(const Coalitions *c, uint64_t members) {
    uint64_t others = ((UINT64_C(1) << c->count) - 1) & ~members;
    int64_t left = c->bar - sum_of(c, others);
    return left > 0 ? left : 0;
}

// Weights and quota are scaled alike, so a win is worth the scale.
static int64_t vote_worth(const Coalitions *c, uint64_t members) {
    return sum_of(c, members) >= c->bar ? (int64_t)mpz_get_si(c->scale) : 0;
}

// Minus the greatest need (Littlechild and Owen 1973).
static int64_t need_worth(const Coalitions *c, uint64_t members) {
    int64_t most = 0;
    for (size_t i = 0; i < c->count; i++)
        if (members >> i & 1 && c->weights[i] > most) most = c->weights[i];
    return -most;
}

static const struct FormRow {
    const char *first, *second;
    const char *bar; // the row that is no player
    int64_t (*formula)(const Coalitions *c, uint64_t members);
    bool is_cost;
} forms[] = {
    {"coalition", "value", NULL, NULL, false},
    {"coalition", "cost", NULL, NULL, true},
    {"player", "claim", "estate", claim_worth, false},
    {"player", "weight", "quota", vote_worth, false},
    {"player", "need", NULL, need_worth, true},
};

static const struct FormRow *form_of(const CsvReader *r) {
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (r->count == 2 && str_is(str_trim(r->fields[0]), str_from(forms[i].first)) &&
            str_is(str_trim(r->fields[1]), str_from(forms[i].second)))
            return &forms[i];
    return NULL;
}

// ---- rows ---------------------------------------------------------------------------------------

static bool add_name(Reading *r, Str name, Place place, size_t most, size_t *ret) {
    for (*ret = 0; *ret < r->names.count; ++*ret)
        if (str_is(r->names.items[*ret], name)) return true;
    if (!name.size)
        return err_set_at(r->err, ERR_INPUT, place, MSG("a player has no name"), NO_MSG);
    if (r->names.count == most)
        return err_set_at(r->err, ERR_LIMIT, place,
                          MSG("more than {1} players", str_fmt(r->arena, "%zu", most)),
                          MSG("more players are possible where the game is a formula"));
    *VEC_ADD(r->arena, &r->names) = str_copy(r->arena, name);
    return true;
}

static bool members_of(Reading *r, const struct Line *line, uint64_t *ret) {
    Str rest = line->name, name;
    *ret = 0;
    while (str_next(&rest, '+', &name)) {
        size_t index;
        if (!add_name(r, str_trim(name), line->place, COALITION_PLAYERS_MAX, &index)) return false;
        if (*ret >> index & 1)
            return err_set_at(r->err, ERR_INPUT, line->place,
                              MSG("\"{1}\" is named twice", str_trim(name)), NO_MSG);
        *ret |= UINT64_C(1) << index;
    }
    return true;
}

static bool read_lines(Reading *r) {
    while (csv_next(r->csv, r->err)) {
        if (r->lines.count > 1 << COALITION_PLAYERS_MAX)
            return err_set_at(r->err, ERR_LIMIT, csv_place(r->csv, 0), MSG("too many rows"),
                              NO_MSG);
        *VEC_ADD(r->arena, &r->lines) =
            (struct Line){str_copy(r->arena, str_trim(r->csv->fields[0])),
                          str_copy(r->arena, str_trim(r->csv->fields[1])), csv_place(r->csv, 0)};
    }
    return r->err->code == ERR_NONE;
}

static bool read_numbers(Reading *r, Rat *ret) {
    for (size_t i = 0; i < r->lines.count; i++)
        if (!rat_from_text(r->lines.items[i].value, &ret[i]))
            return err_set_at(r->err, ERR_INPUT, r->lines.items[i].place,
                              MSG("\"{1}\" is no number", r->lines.items[i].value),
                              MSG("write 3, -1/3 or 0.25, of at most {1} digits", STR("64")));
    return true;
}

// All numbers over one denominator, as integers of 56 bits.
static bool scale_numbers(Reading *r, const Rat *numbers, int64_t *ret) {
    size_t count = r->lines.count;
    Big *bigs = bigs_new(r->arena, count);
    rats_to_integers(numbers, count, bigs, r->game->scale);
    for (size_t i = 0; i < count; i++) {
        if (mpz_sizeinbase(&bigs[i], 2) > WORTH_BITS_MAX ||
            mpz_sizeinbase(r->game->scale, 2) > WORTH_BITS_MAX)
            return err_set_at(r->err, ERR_LIMIT, r->lines.items[i].place,
                              MSG("the values have too many digits together"),
                              MSG("round them: at most 16 digits over a common denominator"));
        ret[i] = (int64_t)mpz_get_si(&bigs[i]);
    }
    return true;
}

// ---- tables -------------------------------------------------------------------------------------

static bool name_coalitions(Reading *r, uint64_t *ret) {
    for (size_t i = 0; i < r->lines.count; i++)
        if (!members_of(r, &r->lines.items[i], &ret[i])) return false;
    return true;
}

static bool fill_table(Reading *r, const int64_t *numbers) {
    Coalitions *c = r->game;
    uint64_t *members = ARENA_ARRAY(r->arena, uint64_t, r->lines.count);
    if (!name_coalitions(r, members)) return false;
    size_t size = (size_t)1 << r->names.count;
    bool *is_known = ARENA_ARRAY(r->arena, bool, size);
    c->values = ARENA_ARRAY(r->arena, int64_t, size);
    for (size_t i = 0; i < r->lines.count; i++) {
        if (is_known[members[i]])
            return err_set_at(r->err, ERR_INPUT, r->lines.items[i].place,
                              MSG("the coalition \"{1}\" stands twice", r->lines.items[i].name),
                              NO_MSG);
        is_known[members[i]] = true;
        c->values[members[i]] = c->is_cost ? -numbers[i] : numbers[i];
    }
    c->missing = size - 1 - r->lines.count;
    return true;
}

static bool needs_more(Reading *r, const char *bar, size_t bars) {
    if (bar && bars != 1)
        return err_set_at(r->err, ERR_INPUT, r->lines.items[0].place,
                          MSG("one row must be named \"{1}\"", str_from(bar)), NO_MSG);
    return r->names.count || err_set_at(r->err, ERR_INPUT, r->lines.items[0].place,
                                        MSG("the game has no player"), NO_MSG);
}

static bool fill_formula(Reading *r, const struct FormRow *form, const int64_t *numbers) {
    Coalitions *c = r->game;
    size_t bars = 0, index;
    c->weights = ARENA_ARRAY(r->arena, int64_t, r->lines.count);
    for (size_t i = 0; i < r->lines.count; i++) {
        const struct Line *line = &r->lines.items[i];
        if (numbers[i] < 0)
            return err_set_at(r->err, ERR_INPUT, line->place,
                              MSG("\"{1}\" must not be below 0", line->name), NO_MSG);
        if (form->bar && str_is(line->name, str_from(form->bar))) {
            c->bar = numbers[i];
            bars++;
            continue;
        }
        size_t before = r->names.count;
        if (!add_name(r, line->name, line->place, COALITION_SAMPLED_MAX, &index)) return false;
        if (index < before)
            return err_set_at(r->err, ERR_INPUT, line->place,
                              MSG("\"{1}\" is named twice", line->name), NO_MSG);
        c->weights[index] = numbers[i];
    }
    c->formula = form->formula;
    return needs_more(r, form->bar, bars);
}

static void tabulate(Arena *a, Coalitions *c) {
    if (c->values || c->count > COALITION_PLAYERS_MAX) return;
    size_t size = (size_t)1 << c->count;
    c->values = ARENA_ARRAY(a, int64_t, size);
    for (size_t i = 1; i < size; i++) c->values[i] = c->formula(c, i);
}

static bool read_game(Reading *r, const struct FormRow *form) {
    if (!read_lines(r)) return false;
    if (!r->lines.count)
        return err_set_at(r->err, ERR_INPUT, (Place){.file = r->file, .line = 1, .column = 1},
                          MSG("the game has no player"), NO_MSG);
    Rat *numbers = rats_new(r->arena, r->lines.count);
    int64_t *scaled = ARENA_ARRAY(r->arena, int64_t, r->lines.count);
    r->game->is_cost = form->is_cost;
    r->game->scale = bigs_new(r->arena, 1);
    if (!read_numbers(r, numbers) || !scale_numbers(r, numbers, scaled)) return false;
    if (!(form->formula ? fill_formula(r, form, scaled) : fill_table(r, scaled))) return false;
    r->game->players = r->names.items;
    r->game->count = r->names.count;
    return true;
}

const Coalitions *coalitions_parse(Arena *a, Str file, Str text, Err *err) {
    Reading r = {.arena = a, .file = file, .csv = csv_open(a, file, text, ','), .err = err};
    r.game = ARENA_NEW(a, Coalitions);
    bool has_header = csv_next(r.csv, err);
    if (err->code) return NULL;
    const struct FormRow *form = has_header ? form_of(r.csv) : NULL;
    if (!form) {
        err_set_at(err, ERR_INPUT, (Place){.file = file, .line = 1, .column = 1},
                   MSG("the header does not tell what kind of game this is"),
                   MSG("coalition,value — coalition,cost — player,claim — player,weight — "
                       "player,need"));
        return NULL;
    }
    if (!read_game(&r, form)) return NULL;
    tabulate(a, r.game);
    return r.game;
}

// ---- asked --------------------------------------------------------------------------------------

size_t coalitions_player_count(const Coalitions *c) {
    return c->count;
}
Str coalitions_player(const Coalitions *c, size_t index) {
    return c->players[index];
}
bool coalitions_is_cost(const Coalitions *c) {
    return c->is_cost;
}
size_t coalitions_missing(const Coalitions *c) {
    return c->missing;
}

int64_t coalition_worth(const Coalitions *c, uint64_t members) {
    return c->values ? c->values[members] : c->formula(c, members);
}

static void set_wide(Big *ret, Wide wide) {
    WideBits size = wide < 0 ? -(WideBits)wide : (WideBits)wide;
    mpz_set_ui(ret, (uint64_t)(size >> 64));
    mpz_mul_2exp(ret, ret, 64);
    mpz_add_ui(ret, ret, (uint64_t)size);
    if (wide < 0) mpz_neg(ret, ret);
}

void coalition_unscale(const Coalitions *c, Wide wide, const Big *divisor, Rat *ret) {
    set_wide(mpq_numref(ret), c->is_cost ? -wide : wide);
    mpz_mul(mpq_denref(ret), c->scale, divisor);
    mpq_canonicalize(ret);
}

void coalitions_value(const Coalitions *c, uint64_t members, Rat *ret) {
    mpz_t one;
    mpz_init_set_ui(one, 1);
    coalition_unscale(c, coalition_worth(c, members), one, ret);
    mpz_clear(one);
}

void coalitions_grand(const Coalitions *c, Rat *ret) {
    coalitions_value(c, (UINT64_C(1) << c->count) - 1, ret);
}
