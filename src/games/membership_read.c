// games/membership_read.c - tables of who gets what with which members, and parameters of models
#include "base/csv.h"
#include "games/games.h"

enum { TABLE_PLAYERS_MAX = 16 }; // n 2^n is at most GAME_PAYOFFS_MAX

typedef struct MemberReading {
    Arena *arena;
    Str file;
    CsvReader *csv;
    MembershipTable *table;
    Err *err;
} MemberReading;

static bool fault(MemberReading *r, size_t field, Message message, Message hint) {
    return err_set_at(r->err, ERR_INPUT, csv_place(r->csv, field), message, hint);
}

static Str field(const MemberReading *r, size_t index) {
    return str_trim(r->csv->fields[index]);
}

static bool take_number(MemberReading *r, size_t index, Rat *ret) {
    if (rat_from_text(field(r, index), ret)) return true;
    return fault(r, index, MSG("\"{1}\" is no number", field(r, index)),
                 MSG("write 3, -1/3 or 0.25, of at most {1} digits", STR("64")));
}

// A payoff, or "-" where there is nobody to get one.
static bool take_payoff(MemberReading *r, size_t index, bool is_nobody, Rat *ret) {
    if (is_nobody && str_is(field(r, index), STR("-"))) return true;
    return take_number(r, index, ret);
}

static bool fault_at_end(MemberReading *r, Message message, Message hint) {
    Place place = {.file = r->file, .line = r->csv->line, .column = 1};
    return r->err->code == ERR_NONE && err_set_at(r->err, ERR_INPUT, place, message, hint);
}

// ---- by size ------------------------------------------------------------------------------------

typedef struct RatList {
    Rat **items; // member, outsider
    size_t count, capacity;
} RatList;

static bool take_sizes(MemberReading *r, RatList *list) {
    while (csv_next(r->csv, r->err)) {
        Str expected = str_fmt(r->arena, "%zu", list->count);
        if (list->count > MEMBERSHIP_SIZES_MAX) return fault(r, 0, MSG("too many rows"), NO_MSG);
        if (!str_is(field(r, 0), expected))
            return fault(r, 0, MSG("expected {1}", expected),
                         MSG("a row for each number of members, from 0 on"));
        Rat *pair = *VEC_ADD(r->arena, list) = rats_new(r->arena, 2);
        if (!take_payoff(r, 1, list->count == 1, &pair[0]) ||
            !take_payoff(r, 2, list->count > 1, &pair[1]))
            return false;
    }
    return r->err->code == ERR_NONE;
}

static bool read_sizes(MemberReading *r) {
    RatList list = {0};
    if (!take_sizes(r, &list)) return false;
    if (list.count < 2) return fault_at_end(r, MSG("the game has no player"), NO_MSG);
    MembershipSizes *s = ARENA_NEW(r->arena, MembershipSizes);
    *s = (MembershipSizes){list.count - 1, rats_new(r->arena, list.count),
                           rats_new(r->arena, list.count)};
    for (size_t k = 0; k < list.count; k++) {
        mpq_set(&s->member[k], &list.items[k][0]);
        mpq_set(&s->outsider[k], &list.items[k][1]);
    }
    r->table->sizes = s;
    return true;
}

// ---- by set -------------------------------------------------------------------------------------

static void cell_payoff(const void *data, uint64_t members, size_t player, Rat *ret) {
    const Membership *m = data;
    const Rat *cells = m->data;
    mpq_set(ret, &cells[members * m->player_count + player]);
}

static bool take_players(MemberReading *r, size_t count) {
    if (count > TABLE_PLAYERS_MAX)
        return fault(r, 0, MSG("more than {1} players", STR("16")), NO_MSG);
    r->table->players = ARENA_ARRAY(r->arena, Str, count);
    for (size_t i = 0; i < count; i++) {
        Str name = r->table->players[i] = str_copy(r->arena, field(r, i + 1));
        if (!name.size) return fault(r, i + 1, MSG("a player has no name"), NO_MSG);
        for (size_t k = 0; k < i; k++)
            if (str_is(r->table->players[k], name))
                return fault(r, i + 1, MSG("\"{1}\" is named twice", name), NO_MSG);
    }
    return true;
}

static bool take_members(MemberReading *r, size_t count, uint64_t *ret) {
    Str rest = field(r, 0), name;
    *ret = 0;
    if (str_is(rest, STR("-"))) return true;
    while (str_next(&rest, '+', &name)) {
        size_t i = 0;
        name = str_trim(name);
        while (i < count && !str_is(r->table->players[i], name)) i++;
        if (i == count)
            return fault(r, 0, MSG("no column is named \"{1}\"", name),
                         MSG("members are named as the columns, joined by +; - for none"));
        *ret |= UINT64_C(1) << i;
    }
    return true;
}

static bool take_cells(MemberReading *r, size_t players, Rat *cells, bool *is_known) {
    while (csv_next(r->csv, r->err)) {
        uint64_t members;
        if (!take_members(r, players, &members)) return false;
        if (is_known[members])
            return fault(r, 0, MSG("the coalition \"{1}\" stands twice", field(r, 0)), NO_MSG);
        is_known[members] = true;
        for (size_t i = 0; i < players; i++)
            if (!take_number(r, i + 1, &cells[members * players + i])) return false;
    }
    return r->err->code == ERR_NONE;
}

static bool read_sets(MemberReading *r) {
    size_t players = r->csv->count - 1, missing = 0;
    if (!take_players(r, players)) return false;
    size_t sets = (size_t)1 << players;
    Rat *cells = rats_new(r->arena, sets * players);
    bool *is_known = ARENA_ARRAY(r->arena, bool, sets);
    if (!take_cells(r, players, cells, is_known)) return false;
    for (size_t i = 0; i < sets; i++) missing += !is_known[i];
    if (missing)
        return fault_at_end(r, MSG("rows that are missing: {1}", str_fmt(r->arena, "%zu", missing)),
                            MSG("every set of members has a row, also that of nobody"));
    Membership *m = ARENA_NEW(r->arena, Membership);
    Membership *inner = ARENA_NEW(r->arena, Membership);
    *inner = (Membership){players, NULL, cells};
    *m = (Membership){players, cell_payoff, inner};
    r->table->game = m;
    return true;
}

// ---- models -------------------------------------------------------------------------------------

enum { COUNTRIES, CHOKE, SLOPE, COST, CAP, PARAMETERS };
static const char *const parameters[] = {"countries", "choke", "slope", "cost", "cap"};

static bool take_parameters(MemberReading *r, Rat *values, bool *is_known) {
    while (csv_next(r->csv, r->err)) {
        size_t i = 0;
        while (i < PARAMETERS && !str_is(field(r, 0), str_from(parameters[i]))) i++;
        if (i == PARAMETERS || is_known[i])
            return fault(r, 0,
                         i == PARAMETERS ? MSG("\"{1}\" is no parameter", field(r, 0))
                                         : MSG("\"{1}\" is named twice", field(r, 0)),
                         MSG("countries, choke, slope, cost, cap"));
        is_known[i] = true;
        if (!take_number(r, 1, &values[i])) return false;
        if (mpq_sgn(&values[i]) <= 0)
            return fault(r, 1, MSG("\"{1}\" must be above 0", field(r, 0)), NO_MSG);
    }
    return r->err->code == ERR_NONE;
}

static bool count_countries(MemberReading *r, const Rat *value, size_t *ret) {
    bool is_fine = mpz_cmp_ui(mpq_denref(value), 1) == 0 &&
                   mpz_cmp_ui(mpq_numref(value), MEMBERSHIP_SIZES_MAX) <= 0;
    if (!is_fine)
        return fault_at_end(r,
                            MSG("countries must be a whole number of at most {1}",
                                str_fmt(r->arena, "%d", MEMBERSHIP_SIZES_MAX)),
                            NO_MSG);
    *ret = mpz_get_ui(mpq_numref(value));
    return true;
}

static bool read_model(MemberReading *r, bool is_barrett) {
    Rat *v = rats_new(r->arena, PARAMETERS);
    bool is_known[PARAMETERS] = {false};
    Abatement m = {0, &v[CHOKE], &v[SLOPE], &v[COST], NULL};
    if (!take_parameters(r, v, is_known)) return false;
    for (size_t i = 0; i < CAP; i++)
        if (!is_known[i] && (is_barrett || i != CHOKE))
            return fault_at_end(r, MSG("the parameter \"{1}\" is missing", str_from(parameters[i])),
                                NO_MSG);
    if (!is_barrett && (is_known[CHOKE] || is_known[CAP]))
        return fault_at_end(r, MSG("the linear model has no choke and no cap"), NO_MSG);
    if (is_known[CAP]) m.cap = &v[CAP];
    if (!count_countries(r, &v[COUNTRIES], &m.player_count)) return false;
    r->table->sizes =
        is_barrett ? membership_barrett(r->arena, &m) : membership_linear(r->arena, &m);
    return true;
}

static bool read_table(MemberReading *r) {
    size_t count = r->csv->count;
    Str first = field(r, 0), second = count > 1 ? field(r, 1) : STR("");
    if (count == 3 && str_is(first, STR("size")) && str_is(second, STR("member")) &&
        str_is(field(r, 2), STR("outsider")))
        return read_sizes(r);
    if (count > 1 && str_is(first, STR("members"))) return read_sets(r);
    if (count == 2 && str_is(first, STR("parameter")) &&
        (str_is(second, STR("barrett")) || str_is(second, STR("linear"))))
        return read_model(r, str_is(second, STR("barrett")));
    return fault(r, 0, MSG("the header does not tell what kind of game this is"),
                 MSG("size,member,outsider — members and a column for each player — "
                     "parameter,barrett — parameter,linear"));
}

const MembershipTable *membership_parse(Arena *a, Str file, Str text, Err *err) {
    MemberReading r = {.arena = a, .file = file, .csv = csv_open(a, file, text, ','), .err = err};
    r.table = ARENA_NEW(a, MembershipTable);
    if (!csv_next(r.csv, err)) {
        fault_at_end(&r, MSG("the game has no player"), NO_MSG);
        return NULL;
    }
    return read_table(&r) ? r.table : NULL;
}
