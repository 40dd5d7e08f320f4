// cli/cmd_design.c - softlaw incentive design: the least numbers with which an agreement holds
#include "app/design.h"
#include "cli/report.h"
#include "cli/rows.h"

enum { DESIGN_HUMAN, DESIGN_JSON };

static int print_design(Cli *c, const DesignView *v, Err *err) {
    Out *out = print_out(c, err);
    bool is_json = cli_choice(c, "format") == DESIGN_JSON;
    Str patch = design_patch(v);
    if (!is_json) print_game_report(c, &out->buf, design_report(c->app, v, c->lang));
    if (!is_json && patch.size) buf_add_byte(&out->buf, '\n');
    if (!is_json) buf_add(&out->buf, patch);
    bool is_written = is_json ? design_json(c->app, v, out) : out_end(out);
    if (!is_written) return print_failure(c, err);
    return design_is_verified(v) ? EXIT_CLEAN : EXIT_FOUND;
}

static int incentive_design(Cli *c) {
    Err err = {.code = ERR_NONE};
    DesignQuestion q = {.incentive = {.path = c->arguments[0],
                                      .scenario = cli_option(c, "scenario"),
                                      .seed = cli_option(c, "seed"),
                                      .worlds = cli_option(c, "worlds"),
                                      .share = cli_option(c, "share")},
                        .has_bonds = cli_has(c, "bonds"),
                        .has_transfers = cli_has(c, "transfers"),
                        .most = cli_option(c, "most"),
                        .step = cli_option(c, "step"),
                        .output = cli_option(c, "output")};
    q.vary = cli_options(c, "vary", &q.vary_count);
    q.weights = cli_options(c, "weight", &q.weight_count);
    if (!cli_threads(c, &q.incentive.threads, &err)) return print_failure(c, &err);
    const DesignView *v = app_design(c->app, &q, &err);
    if (v) return print_design(c, v, &err);
    return err.code ? print_failure(c, &err) : findings_end(c);
}

const CliCommand cmd_incentive_design = {
    .name = "incentive design",
    .purpose = N_("find the least bond, penalty, share or payment with which an agreement is kept"),
    .text = N_(
        "Searches numbers of the agreement or of its scenario with which it is kept in enough "
        "worlds. --vary names them: a parameter or a guarantee of the agreement, a parameter of "
        "the scenario, or the chance that an action is seen (ACTION.detection), perhaps with a "
        "range and a step: NAME:LOW..HIGH..STEP. One number is searched by halves; for two or "
        "three, the least "
        "last one is found for values of the others, and of those the cheapest is taken. A bond "
        "costs what it loses by lying idle; what others cost, --weight says.\n\n"
        "--bonds and --transfers search all bonds and all payments between the parties at once, by "
        "linear programs over what tempts each party; what these propose is tried by playing it, "
        "and asked for more strictly until it is enough. What the text lacks is added as an "
        "article "
        "of its own.\n\n"
        "Each trial is the text with that number in it, in the terms and in the words, read and "
        "compiled anew, on the same random numbers. What was found is offered as an edit of the "
        "text, with what it does to the parties, played again on other random numbers, and "
        "judged by check. Figures in the words that a person must look at are counted.\n\n"
        "Exit status: 0 if such numbers were found and held again, otherwise 1."),
    .arguments = {{.name = "FILE", .text = N_("an agreement")}},
    .options = {{.name = "scenario",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .is_required = true,
                 .text = N_("a scenario: YAML that begins with softlaw scenario: 1")},
                {.name = "vary",
                 .kind = OPTION_WORD,
                 .value = "NAME",
                 .is_many = true,
                 .text = N_("what may be another number: NAME, NAME:LOW..HIGH or "
                            "NAME:LOW..HIGH..STEP; otherwise from 0 "
                            "to 100 %, or to ten times what it is")},
                {.name = "bonds",
                 .kind = OPTION_FLAG,
                 .text = N_("instead: the least bonds, those of all parties at once; a party that "
                            "could break it and deposits none gets a new one")},
                {.name = "transfers",
                 .kind = OPTION_CHOICE,
                 .value = "HOW",
                 .choices = "balanced",
                 .text = N_("instead, or with --bonds: the least payments between the parties in "
                            "each period with which each is at least as well off as without the "
                            "agreement")},
                {.name = "most",
                 .kind = OPTION_WORD,
                 .value = "AMOUNT",
                 .text = N_("no bond is larger, and no party pays or gets more in a period")},
                {.name = "step",
                 .kind = OPTION_WORD,
                 .value = "S",
                 .text = N_("in such steps; otherwise three significant digits")},
                {.name = "weight",
                 .kind = OPTION_WORD,
                 .value = "NAME=COST",
                 .is_many = true,
                 .text = N_("what a unit of it costs, to weigh one number against the other")},
                {.name = "share",
                 .kind = OPTION_WORD,
                 .value = "P",
                 .text = N_("in how many of them it must be kept; 0.95 otherwise")},
                {.name = "seed",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("other random numbers; 0 otherwise")},
                {.name = "worlds",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("how many futures; otherwise 20,000, or 512 where each payment is "
                            "evaluated exactly")},
                {.name = "threads",
                 .kind = OPTION_WORD,
                 .value = "N",
                 .text = N_("at most so many at once; all processors otherwise")},
                ROW_FORMAT("human json"),
                {.name = "output",
                 .letter = 'o',
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("write the edited agreement there, never over what is read")}},
    .examples =
        {{"softlaw incentive design examples/incentive/coal.clauses.md --scenario "
          "examples/incentive/coal.scenario.yaml --vary 'performance bond'",
          N_("the least bond with which a supply contract is kept")},
         {"softlaw incentive design examples/incentive/coal.clauses.md --scenario "
          "examples/incentive/coal.scenario.yaml --vary 'share passed on:0..100..10' "
          "'performance bond'",
          N_("for each share of a price change that is passed on the least bond")},
         {"softlaw incentive design examples/incentive/coal.md --scenario "
          "examples/incentive/coal.scenario.yaml --bonds -o coal.bonds.md",
          N_("the least bond of each party, as a new article of a contract that has none")}},
    .run = incentive_design,
};
