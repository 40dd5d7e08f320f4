// tools/bench_data.c - facts for script/bench: relocated enterprises and their taxes
//
//     bench_data COUNT DIRECTORY
//
// writes, from a fixed seed, the same world three times over: facts.csv as softlaw and the script
// read it, and enterprise.csv and tax.csv with whole fen for the table form of the SQL peer.
// The rule is that of examples/jing-jin-ji-tax.md: three base years, five years of sharing.
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { BASE_YEARS = 3, SHARED_YEARS = 5, FIRST_YEAR = 2016 };

typedef struct World {
    FILE *facts, *enterprises, *taxes;
    uint64_t seed;
} World;

// SplitMix64.
static uint64_t world_next(World *w) {
    uint64_t z = w->seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static int64_t world_below(World *w, int64_t bound) {
    return (int64_t)(world_next(w) % (uint64_t)bound);
}

static void write_fact(World *w, const char *quantity, int64_t id, const char *base,
                       const char *period, const char *value) {
    fprintf(w->facts, "%s,E%07" PRId64 ",%s,%s,%s\n", quantity, id, base, period, value);
}

static void write_money(World *w, const char *quantity, int64_t id, const char *base,
                        const char *period, int64_t fen) {
    char value[32];
    int64_t size = fen < 0 ? -fen : fen;
    snprintf(value, sizeof value, "%s%" PRId64 ".%02" PRId64, fen < 0 ? "-" : "", size / 100,
             size % 100);
    write_fact(w, quantity, id, base, period, value);
}

static const char *truth(bool b) {
    return b ? "true" : "false";
}

// A year's taxes: around the base, growing or falling, and now and then a net refund.
static int64_t draw_tax(World *w, int64_t base) {
    return world_below(w, 40) == 0 ? -world_below(w, base / 4) : world_below(w, 2 * base);
}

static void write_enterprise(World *w, int64_t id) {
    static const char *const parties[] = {"beijing", "tianjin", "hebei"};
    static const char *const bases[BASE_YEARS] = {"前三年", "前二年", "前一年"};
    int64_t from = world_below(w, 3), to = (from + 1 + world_below(w, 2)) % 3;
    bool is_led = world_below(w, 20) != 0, is_fit = world_below(w, 20) != 0;
    write_fact(w, "迁出地", id, "", "", parties[from]);
    write_fact(w, "迁入地", id, "", "", parties[to]);
    write_fact(w, "政府主导", id, "", "", truth(is_led));
    write_fact(w, "符合产业布局", id, "", "", truth(is_fit));
    write_fact(w, "达产年度", id, "", "", "2016");
    fprintf(w->enterprises, "%" PRId64 ",%d,%d", id, is_led, is_fit);
    int64_t scale = 1000000000 + world_below(w, 5000000000);
    for (int i = 0; i < BASE_YEARS; i++) {
        int64_t fen = scale / 2 + world_below(w, scale);
        write_money(w, "迁移前三税", id, bases[i], "", fen);
        fprintf(w->enterprises, ",%" PRId64, fen);
    }
    fprintf(w->enterprises, "\n");
    for (int i = 0; i < SHARED_YEARS; i++) {
        char year[8];
        snprintf(year, sizeof year, "%d", FIRST_YEAR + i);
        int64_t fen = draw_tax(w, scale);
        write_money(w, "三税", id, "", year, fen);
        fprintf(w->taxes, "%" PRId64 ",%s,%" PRId64 "\n", id, year, fen);
    }
}

static FILE *open_in(const char *directory, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *f = fopen(path, "w");
    if (!f) {
        perror(path);
        exit(2);
    }
    return f;
}

int main(int argc, char **argv) {
    int64_t count = argc == 3 ? strtoll(argv[1], NULL, 10) : 0;
    if (count < 1 || count > 9999999) {
        fprintf(stderr, "usage: bench_data COUNT DIRECTORY\n");
        return 2;
    }
    World w = {open_in(argv[2], "facts.csv"), open_in(argv[2], "enterprise.csv"),
               open_in(argv[2], "tax.csv"), 20150603};
    fprintf(w.facts, "quantity,企业,基期,period,value\n");
    for (int64_t id = 0; id < count; id++) write_enterprise(&w, id);
    bool is_written = !fclose(w.facts) & !fclose(w.enterprises) & !fclose(w.taxes);
    return is_written ? 0 : 2;
}
