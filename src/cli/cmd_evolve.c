// cli/cmd_evolve.c - softlaw evolve: how behaviour spreads in a population
//
// Ctrl-C ends the simulation, not the program: what is known by then is printed. The signal is
// blocked and looked for, so nothing runs in a handler; a second one ends the program as ever.
#include "cli/cli_int.h"

#include <signal.h>

enum { EVOLVE_HUMAN, EVOLVE_JSON, EVOLVE_HTML };
enum { INDENT = 2, COLUMNS_MAX = 90 };

static sigset_t interrupts(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    return set;
}

static bool is_interrupted(void *self) {
    sigset_t pending;
    (void)self;
    sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1;
}

// The signal that ended the simulation is used up.
static void take_interrupt(void) {
    static const struct timespec now = {0, 0};
    sigset_t set = interrupts();
    if (is_interrupted(NULL)) sigtimedwait(&set, NULL, &now);
}

static void print_table(const Cli *c, Buf *b, const EvolutionTable *t) {
    bool *is_right = ARENA_ARRAY(c->arena, bool, t->columns);
    TextGrid grid = {.arena = c->arena, .column_count = t->columns, .is_right = is_right};
    for (size_t i = 0; i < t->columns; i++) grid_add(&grid, t->heads[i].texts[c->lang]);
    for (size_t i = 0; i < t->rows * t->columns; i++) grid_add(&grid, t->cells[i].texts[c->lang]);
    buf_add_byte(b, '\n');
    buf_add(b, t->title.texts[c->lang]);
    buf_add_byte(b, '\n');
    grid_print(b, &grid, INDENT, 1);
}

static void print_human(const Cli *c, Buf *b, const EvolutionView *v) {
    int columns =
        c->world.columns > 0 && c->world.columns < COLUMNS_MAX ? c->world.columns : COLUMNS_MAX;
    if (v->title.texts[c->lang].size) print_wrapped(b, v->title.texts[c->lang], 0, columns);
    for (size_t i = 0; i < v->sentence_count; i++)
        print_wrapped(b, v->sentences[i].texts[c->lang], INDENT, columns);
    for (size_t i = 0; i < v->table_count; i++) print_table(c, b, &v->tables[i]);
}

static int print_view(Cli *c, const EvolutionView *v) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out) return print_failure(c, &err);
    bool is_written = false;
    switch (cli_choice(c, "format")) {
    case EVOLVE_HUMAN:
        print_human(c, &out->buf, v);
        is_written = out_end(out);
        break;
    case EVOLVE_JSON: is_written = evolution_json(c->app, v, out); break;
    case EVOLVE_HTML: is_written = evolution_html(c->app, v, out); break;
    default: break;
    }
    return is_written ? EXIT_CLEAN : print_failure(c, &err);
}

static int evolve(Cli *c) {
    Err err = {.code = ERR_NONE};
    EvolutionQuestion q = {.path = c->arguments[0],
                           .seed = cli_option(c, "seed"),
                           .runs = cli_option(c, "runs"),
                           .is_stopped = is_interrupted};
    if (!cli_threads(c, &q.threads, &err)) return print_failure(c, &err);
    sigset_t set = interrupts(), before;
    pthread_sigmask(SIG_BLOCK, &set, &before);
    const EvolutionView *v = app_evolve(c->app, &q, &err);
    take_interrupt();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (v) return print_view(c, v);
    return err.code ? print_failure(c, &err) : findings_end(c);
}

const CliCommand cmd_evolve = {
    .name = "evolve",
    .purpose = N_("how behaviour spreads: who takes over, what the long run looks like"),
    .text = N_(
        "Reads a model of a population whose members imitate who does better: governments "
        "that keep an agreement or not, cities that share a water table, a centre, a "
        "province and an enterprise that watch one another. Says in words, then in numbers, "
        "who takes over from whom and with what probability, what the long run looks like, "
        "and which states are stable. What has an exact answer is computed exactly; the rest "
        "is simulated with intervals of 95 %, the same for the same seed on any number of "
        "threads.\n\n"
        "A model is a YAML file that begins with evolve: 1; examples/evolve/ holds some. Its "
        "keys:\n\n"
        "title; strategies: their names, each a text or {en: …, zh: …}.\n\n"
        "payoffs: for each strategy what it earns against each, in the same order. With "
        "group: N members play in groups of N, and a strategy's list says what it earns "
        "where 0, 1, … N of the group play the first strategy. Instead of payoffs, repeated: "
        "{rounds: 50, stage: [[3, 0], [5, 1]], rules: {strategy: rule}}; the rules are "
        "\"always comply\", \"always defect\", \"tit for tat\", \"grudger\", \"two strikes\", "
        "\"win stay, lose shift\", \"alternator\".\n\n"
        "process: pairwise comparison (one member takes another's strategy with probability "
        "1 / (1 + exp(intensity x (own payoff - other payoff)))), birth-death, death-birth "
        "(fitness is 1 - intensity + intensity x payoff), or replicator (large populations).\n\n"
        "population; network: well mixed, cycle, star, {torus: [5, 6]} or {links: [[1, 2], "
        "[2, 3]]}; earn: mean or sum over neighbours; intensity (1); mutation (0): the "
        "probability that a step picks any other strategy; start: members with each strategy.\n\n"
        "generations: each is as many steps as there are members; warm-up: generations that "
        "do not count for the long run; runs; seed. For the replicator equation: time, and "
        "shares as start.\n\n"
        "Several large populations: parties with two strategies each, and outcomes, what "
        "each earns for every way to play.\n\n"
        "Members who judge one another: reputation: {norm: stern judging, benefit: 5, cost: 2, "
        "error: 0.01}, nothing else; says whether the norm holds, and at which benefits.\n\n"
        "Ctrl-C ends the simulation; the runs that were done by then are told."),
    .arguments = {{.name = "FILE", .text = N_("a model; - is standard input")}},
    .options = {{.name = "seed",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("other random numbers; the file's, or 0, otherwise")},
                {.name = "runs",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("how many runs, the file's otherwise")},
                {.name = "threads",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("at most so many at once; all processors otherwise")},
                {.name = "format",
                 .kind = OPTION_CHOICE,
                 .value = "FORMAT",
                 .choices = "human json html",
                 .text = N_("how to print it: human to read, html with charts, json for programs")},
                {.name = "output",
                 .letter = 'o',
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("write there instead of to standard output")}},
    .examples = {{"softlaw evolve examples/evolve/compliance.bond.yaml",
                  N_("does keeping an agreement spread if a bond is at stake?")},
                 {"softlaw evolve examples/evolve/supervision.yaml",
                  N_("three populations that watch one another")},
                 {"softlaw evolve examples/evolve/commons.yaml --format html -o commons.html",
                  N_("thirty cities on a lattice, with charts")}},
    .run = evolve,
};
