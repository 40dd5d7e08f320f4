// sim/world_sweep.c - random agreements: what must hold for any, whatever it says
//
// Each world is an agreement written by lot: parties, quantities, pools, payments with formulas and
// rounding, and two sets of facts. It is settled, posted, corrected and rebuilt by the use cases
// that the commands call.
#include "app/ledger.h"
#include "app/settle.h"
#include "sim/sweep.h"

#include "app/app.h"
#include "base/dec.h"
#include "base/file.h"
#include "settle/settle.h"
#include "verify/verify.h"

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

enum { YEARS = 3 };

typedef struct World {
    Arena *arena;
    uint64_t seed;
    int parties, quantities, payments;
} World;

static char folder[64];

static uint64_t draw(World *w, uint64_t below) {
    uint64_t z = w->seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

// ---- an agreement by lot
// --------------------------------------------------------------------------

static void add_formula(World *w, Buf *b, int depth) {
    static const char *const JOINTS[] = {" + ", " - ", " * "};
    uint64_t kind = depth ? draw(w, 6) : draw(w, 2);
    if (kind == 0) {
        buf_add_fmt(b, "q%d", (int)draw(w, (uint64_t)w->quantities));
    } else if (kind == 1) {
        buf_add_fmt(b, "%d.%02d", (int)draw(w, 1000), (int)draw(w, 100));
    } else if (kind <= 3) {
        buf_add_c(b, "(");
        add_formula(w, b, depth - 1);
        buf_add_c(b, JOINTS[draw(w, 3)]);
        add_formula(w, b, depth - 1);
        buf_add_c(b, ")");
    } else if (kind == 4) {
        buf_add_c(b, "max(");
        add_formula(w, b, depth - 1);
        buf_add_c(b, ", ");
        add_formula(w, b, depth - 1);
        buf_add_c(b, ")");
    } else {
        buf_add_fmt(b, "(if q%d > %d then ", (int)draw(w, (uint64_t)w->quantities),
                    (int)draw(w, 500));
        add_formula(w, b, depth - 1);
        buf_add_c(b, " else ");
        add_formula(w, b, depth - 1);
        buf_add_c(b, ")");
    }
}

static void add_payment(World *w, Buf *b, int i) {
    static const char *const STEPS[] = {"1", "0.01", "0.1", "100"};
    static const char *const MODES[] = {"half up", "half even", "down", "up", "floor", "ceiling"};
    int from = (int)draw(w, (uint64_t)w->parties), to = from;
    while (to == from) to = (int)draw(w, (uint64_t)w->parties);
    buf_add_fmt(b, "  payment %d:\n    label: {en: Payment %d}\n", i, i);
    uint64_t kind = draw(w, 3);
    if (kind == 0)
        buf_add_fmt(b, "    between: [p%d, fund]\n", from);
    else
        buf_add_fmt(b, "    between: [p%d, p%d]\n", from, to);
    bool is_in_euros = draw(w, 3) == 0;
    if (is_in_euros) buf_add_c(b, "    currency: EUR\n");
    buf_add_c(b, "    amount: \"");
    add_formula(w, b, 3);
    buf_add_fmt(b, "%s\"\n    rounding: {to: %s, mode: %s}\n", is_in_euros ? " * euro" : " * yuan",
                STEPS[draw(w, 4)], MODES[draw(w, 6)]);
}

static Str agreement_of(World *w) {
    Buf b = {.arena = w->arena};
    buf_add_fmt(&b, "---\nsoftlaw: 1\nid: world\ntitle: {en: World}\nlanguage: en\nkind: other\n"
                    "parties:\n");
    for (int i = 0; i < w->parties; i++) buf_add_fmt(&b, "  p%d: {name: Party %d}\n", i, i);
    buf_add_fmt(&b, "currency: CNY\nterm: {from: 2020-01-01, to: %d-12-31, period: year}\n---\n\n",
                2020 + YEARS - 1);
    buf_add_c(&b, "# Article 1 Payments\n\nThe parties pay as the terms say.\n\n```terms\n");
    buf_add_c(&b, "pools:\n  fund: {label: {en: Fund}}\nquantities:\n");
    for (int i = 0; i < w->quantities; i++)
        buf_add_fmt(&b, "  q%d: {label: {en: Quantity %d}}\n", i, i);
    buf_add_c(&b, "parameters:\n  euro: {label: {en: One euro}, unit: EUR, value: 1}\n"
                  "  yuan: {label: {en: One yuan}, unit: CNY, value: 1}\n");
    buf_add_c(&b, "payments:\n");
    for (int i = 0; i < w->payments; i++) add_payment(w, &b, i);
    buf_add_c(&b, "```\n");
    return buf_str(&b);
}

static Str facts_of(World *w) {
    Buf b = {.arena = w->arena};
    buf_add_c(&b, "quantity,member,period,value,unit,source\n");
    for (int i = 0; i < w->quantities; i++)
        for (int year = 0; year < YEARS; year++)
            buf_add_fmt(&b, "q%d,,%d,%s%d.%d,,lot\n", i, 2020 + year, draw(w, 4) ? "" : "-",
                        (int)draw(w, 2000), (int)draw(w, 10));
    return buf_str(&b);
}

// ---- files
// ----------------------------------------------------------------------------------------

static const char *path_of(World *w, const char *name) {
    return str_c(w->arena, str_fmt(w->arena, "%s/%s", folder, name));
}

static void write_file(World *w, const char *name, Str text) {
    FILE *f = fopen(path_of(w, name), "wb");
    assert(f);
    size_t put = fwrite(text.at, 1, text.size, f);
    assert(put == text.size);
    fclose(f);
}

static void remove_files(World *w) {
    static const char *const NAMES[] = {"a.md",    "1.csv", "2.csv",   "one",    "one-wal",
                                        "one-shm", "two",   "two-wal", "two-shm"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) unlink(path_of(w, NAMES[i]));
}

// ---- what must hold
// -------------------------------------------------------------------------------

static App *app_of(World *w) {
    Sys *sys = sys_fixed(w->arena, INT64_C(1640995200000000), 1);
    return app_new(w->arena, (AppOptions){.sys = sys});
}

static Inputs inputs_of(World *w, const char *facts) {
    Str *list = ARENA_NEW(w->arena, Str);
    *list = str_from(path_of(w, facts));
    return (Inputs){.agreement = str_from(path_of(w, "a.md")), .facts = list, .fact_count = 1};
}

static bool collect(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

static Str settled(World *w) {
    Err err = {0};
    Buf page = {.arena = w->arena};
    Inputs inputs = inputs_of(w, "1.csv");
    App *app = app_of(w);
    const Settlement *s = app_settle(app, &inputs, &err);
    Out out = {.buf = {.arena = w->arena}, .write = collect, .self = &page, .err = &err};
    bool done = s && settlement_json(app, s, true, &out) && out_end(&out);
    return done ? buf_str(&page) : (Str){NULL, 0};
}

// How many runs were written; -1 if something was refused or failed.
static int post(World *w, const char *db, const char *facts, bool is_correction) {
    Err err = {0};
    PostRequest r = {.inputs = inputs_of(w, facts), .is_correction = is_correction};
    const PostList *l = app_post(app_of(w), str_from(path_of(w, db)), &r, &err);
    int written = 0;
    for (size_t i = 0; l && i < l->count; i++) written += l->items[i].entry_count > 0;
    return l && !l->refused_count ? written : -1;
}

static Sha256 content_of(World *w, const char *db) {
    bool is_whole;
    Str content = site_content(w->arena, (Site){path_of(w, db), NULL}, &is_whole);
    return sha256_of(is_whole ? content : STR("damaged"));
}

typedef struct Sums {
    Arena *arena;
    struct {
        int64_t run;
        Str currency;
        Dec sum;
    } items[64];
    size_t count;
    bool is_exact;
} Sums;

static Dec *sum_of(Sums *s, int64_t run, Str currency) {
    for (size_t i = 0; i < s->count; i++)
        if (s->items[i].run == run && str_is(s->items[i].currency, currency))
            return &s->items[i].sum;
    assert(s->count < sizeof s->items / sizeof s->items[0]);
    s->items[s->count].run = run;
    s->items[s->count].currency = str_copy(s->arena, currency);
    s->items[s->count].sum = DEC_ZERO;
    return &s->items[s->count++].sum;
}

static bool add_entry(void *self, const Entry *e) {
    Sums *s = self;
    for (int i = 0; i < 2; i++) {
        Dec amount, *sum = sum_of(s, e->run, e->postings[i].currency);
        s->is_exact = s->is_exact && dec_from_text(e->postings[i].amount, &amount, NULL) &&
                      dec_add(*sum, amount, sum);
    }
    return s->is_exact;
}

static bool do_all_runs_sum_to_zero(World *w) {
    Sums sums = {.arena = w->arena, .is_exact = true};
    Store *s = settle_open(w->arena, str_from(path_of(w, "one")),
                           (StoreOptions){.is_read_only = true}, NULL);
    bool are_zero = s && settle_visit_entries(s, 1, INT32_MAX, add_entry, &sums, NULL);
    for (size_t i = 0; i < sums.count; i++) are_zero = are_zero && dec_is_zero(sums.items[i].sum);
    if (s) store_close(s);
    return are_zero && sums.is_exact && sums.count > 0;
}

static bool is_sound(World *w) {
    Err err = {0};
    const VerifyReport *r =
        verify_run(w->arena, str_from(path_of(w, "one")), (VerifyOptions){.vfs = NULL}, &err);
    return r && r->is_sound;
}

static bool is_rebuilt_the_same(World *w) {
    Err err = {0};
    RebuiltView r;
    Sha256 before = content_of(w, "one");
    return app_rebuild(app_of(w), str_from(path_of(w, "one")), &r, &err) && r.is_same &&
           sha256_is(before, content_of(w, "one"));
}

// NULL, or what does not hold.
static const char *check_world(World *w) {
    Str once = settled(w);
    if (!once.at || str_find(once, STR("\"amount\""), 0) < 0) return "it cannot be settled";
    if (!str_is(once, settled(w))) return "it settles otherwise the second time";
    if (post(w, "one", "1.csv", false) <= 0) return "it cannot be posted";
    Sha256 posted = content_of(w, "one");
    if (post(w, "one", "1.csv", false) != 0 || !sha256_is(posted, content_of(w, "one")))
        return "posting twice changes something";
    if (post(w, "two", "1.csv", false) <= 0 || !sha256_is(posted, content_of(w, "two")))
        return "it posts otherwise into another store";
    if (post(w, "one", "2.csv", true) < 0) return "it cannot be corrected";
    Sha256 corrected = content_of(w, "one");
    if (post(w, "one", "2.csv", true) != 0 || !sha256_is(corrected, content_of(w, "one")))
        return "correcting twice changes something";
    if (!do_all_runs_sum_to_zero(w)) return "a run does not sum to zero";
    if (!is_rebuilt_the_same(w)) return "rebuilding comes to something else";
    return is_sound(w) ? NULL : "verify finds it unsound";
}

static const char *run_world(uint64_t seed) {
    World w = {.arena = arena_new(), .seed = seed};
    w.parties = 2 + (int)draw(&w, 4);
    w.quantities = 1 + (int)draw(&w, 4);
    w.payments = 1 + (int)draw(&w, 6);
    write_file(&w, "a.md", agreement_of(&w));
    write_file(&w, "1.csv", facts_of(&w));
    write_file(&w, "2.csv", facts_of(&w));
    const char *complaint = check_world(&w);
    remove_files(&w);
    arena_free(w.arena);
    return complaint;
}

static Tally run_worlds(Plant plant, uint64_t worlds) {
    Tally t = {.what = "correct and rebuild, random agreements"};
    plant_set(plant);
    for (uint64_t seed = 1; seed <= worlds; seed++) {
        if (plant != PLANT_NONE && t.complaints) break;
        tally_add(&t, seed, run_world(seed));
    }
    plant_set(PLANT_NONE);
    return t;
}

static void what_must_hold_holds_in_every_world(void **state) {
    (void)state;
    Tally t = run_worlds(PLANT_NONE, sweep_is_long() ? 5000 : 200);
    tally_assert_clean(&t);
}

static const struct {
    Plant plant;
    const char *complaint;
} CANARIES[] = {
    {PLANT_UNSTEADY, "posting twice changes something"},
    {PLANT_FORGETFUL, "posting twice changes something"},
    {PLANT_LOPSIDED, "a run does not sum to zero"},
    {PLANT_HASTY, "verify finds it unsound"},
};

static void every_planted_fault_is_caught(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CANARIES / sizeof CANARIES[0]; i++) {
        Tally t = run_worlds(CANARIES[i].plant, 20);
        tally_assert_caught(&t);
        assert_string_equal(t.first_complaint, CANARIES[i].complaint);
    }
}

int main(void) {
    snprintf(folder, sizeof folder, "%s/softlaw-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    char *made = mkdtemp(folder);
    assert(made);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_must_hold_holds_in_every_world),
        cmocka_unit_test(every_planted_fault_is_caught),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
