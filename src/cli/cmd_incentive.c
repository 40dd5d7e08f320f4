// cli/cmd_incentive.c - softlaw incentive: is an agreement self-enforcing?
#include "app/incentive.h"
#include "cli/report.h"
#include "cli/rows.h"

enum { INCENTIVE_HUMAN, INCENTIVE_JSON, INCENTIVE_HTML };

static bool write_view(Cli *c, const IncentiveView *v, Out *out) {
    switch (cli_choice(c, "format")) {
    case INCENTIVE_JSON: return incentive_json(c->app, v, out);
    case INCENTIVE_HTML: return incentive_html(c->app, v, out);
    default: break;
    }
    print_game_report(c, &out->buf, incentive_report(c->app, v, c->lang));
    return out_end(out);
}

static int print_view(Cli *c, const IncentiveView *v) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out) return print_failure(c, &err);
    if (!write_view(c, v, out)) return print_failure(c, &err);
    return v->holds ? EXIT_CLEAN : EXIT_FOUND;
}

static bool write_sweep(Cli *c, const SweepView *v, Out *out) {
    switch (cli_choice(c, "format")) {
    case INCENTIVE_JSON: return sweep_json(c->app, v, out);
    case INCENTIVE_HTML: return sweep_html(c->app, v, out);
    default: break;
    }
    print_game_report(c, &out->buf, sweep_report(c->app, v, c->lang));
    return out_end(out);
}

static int print_sweep(Cli *c, const SweepView *v) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    return out && write_sweep(c, v, out) ? EXIT_CLEAN : print_failure(c, &err);
}

// What a rank other than 0 has to tell, rank 0 tells.
static int failed(Cli *c, const IncentiveQuestion *q, const Err *err) {
    if (ranks_own(q->ranks) > 0) return EXIT_CLEAN;
    return err->code ? print_failure(c, err) : findings_end(c);
}

static int incentive(Cli *c) {
    Err err = {.code = ERR_NONE};
    IncentiveQuestion q = {.path = c->arguments[0],
                           .scenario = cli_option(c, "scenario"),
                           .seed = cli_option(c, "seed"),
                           .worlds = cli_option(c, "worlds"),
                           .share = cli_option(c, "share"),
                           .is_exact = cli_has(c, "exact"),
                           .checkpoint = cli_option(c, "checkpoint"),
                           .sweep = cli_option(c, "sweep"),
                           .ranks = ranks_open(c->arena, &err)};
    if (!q.ranks || !cli_threads(c, &q.threads, &err)) return print_failure(c, &err);
    if (q.sweep.size) {
        const SweepView *swept = app_incentive_sweep(c->app, &q, &err);
        return swept ? print_sweep(c, swept) : failed(c, &q, &err);
    }
    const IncentiveView *v = app_incentive(c->app, &q, &err);
    return v ? print_view(c, v) : failed(c, &q, &err);
}

const CliCommand cmd_incentive = {
    .name = "incentive",
    .purpose = N_("is an agreement self-enforcing; if not, who breaks it, when, and where"),
    .text = N_(
        "Reads an agreement and a scenario: what is uncertain, what the parties earn besides, how "
        "they could break the agreement, and what follows. A breach changes facts; what is owed "
        "then follows from the agreement's own terms. Many possible futures are drawn, and in "
        "each period of each of them every party weighs performing against its best breach, "
        "with what follows from either.\n\n"
        "Says in words whether the agreement is kept in enough worlds; which party would break "
        "it first, in how many worlds, when, and in which region of the variables; which clause "
        "that concerns and what the others lose; whether the parties are better off with it; "
        "and on which assumptions the verdict hangs. Where the numbers do not decide, it says "
        "so.\n\n"
        "doc/incentive.md explains the scenario; examples/incentive/ holds some.\n\n"
        "A long run: --checkpoint keeps what was played, and the same command goes on from there. "
        "Under OpenMPI's mpirun the worlds, or the values of a sweep, are shared out among the "
        "ranks. The answer is the same to the byte for any number of threads, ranks and "
        "interruptions.\n\n"
        "Exit status: 0 if the agreement is self-enforcing, or for a sweep; 1 if not, if it is not "
        "decided, or where there are findings."),
    .arguments = {{.name = "FILE", .text = N_("an agreement")}},
    .options = {{.name = "scenario",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .is_required = true,
                 .text = N_("a scenario: YAML that begins with softlaw scenario: 1")},
                {.name = "seed",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("other random numbers; 0 otherwise")},
                {.name = "worlds",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("how many futures; otherwise 100,000, or 512 where each payment "
                            "is evaluated exactly")},
                {.name = "share",
                 .kind = OPTION_WORD,
                 .value = "P",
                 .text = N_("in how many of them it must be kept; 0.95 otherwise")},
                {.name = "exact",
                 .kind = OPTION_FLAG,
                 .text = N_("evaluate each payment as settle does, even where formulas in "
                            "floating point would do")},
                {.name = "threads",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("at most so many at once; all processors otherwise")},
                {.name = "checkpoint",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("keep what has been played here, and go on from it where it is there")},
                {.name = "sweep",
                 .kind = OPTION_WORD,
                 .value = "NAME=FROM..TO/STEPS",
                 .text = N_("instead of the verdict: in how many worlds it is kept at STEPS + 1 "
                            "values of a parameter, or of a party's discount factor")},
                ROW_FORMAT("human json html"),
                ROW_OUTPUT},
    .examples = {{"softlaw incentive examples/incentive/coal.md --scenario "
                  "examples/incentive/coal.scenario.yaml",
                  N_("a supply contract without linkage or bond: who breaks it, at which price?")},
                 {"softlaw incentive examples/incentive/coal.clauses.md --scenario "
                  "examples/incentive/coal.scenario.yaml",
                  N_("the same with both")},
                 {"mpirun -np 8 softlaw incentive examples/incentive/coal.md --scenario "
                  "examples/incentive/coal.scenario.yaml --sweep 'market cost=0..60/12'",
                  N_("on 8 ranks: how the cost of selling elsewhere decides")}},
    .run = incentive,
};
