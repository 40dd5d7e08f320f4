// cli/cmd_game.c - softlaw game: what follows from a game
#include "app/game.h"
#include "cli/report.h"
#include "cli/rows.h"

enum { GAME_HUMAN, GAME_JSON };

static int print_report(Cli *c, const GameReport *r, Err *err) {
    if (!r) return print_failure(c, err);
    Out *out = print_out(c, err);
    bool is_json = cli_choice(c, "format") == GAME_JSON;
    if (!is_json) print_game_report(c, &out->buf, r);
    bool is_written = is_json ? game_report_json(r, out) : out_end(out);
    return is_written ? EXIT_CLEAN : print_failure(c, err);
}

static int game(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str path = c->arguments[0];
    if (cli_has(c, "logit") && cli_has(c, "split")) {
        err_set(&err, ERR_INPUT, MSG("--split is for a .csv game, --logit for a .nfg game"),
                NO_MSG);
        return print_failure(c, &err);
    }
    if (cli_has(c, "logit"))
        return print_report(c, app_game_logit(c->app, path, cli_option(c, "logit"), &err), &err);
    return print_report(c, app_game(c->app, path, cli_option(c, "split"), &err), &err);
}

static int game_repeated(Cli *c) {
    Err err = {.code = ERR_NONE};
    GameQuestion q = {.path = c->arguments[0],
                      .discount = cli_option(c, "discount"),
                      .has_transfers = cli_has(c, "transfers")};
    return print_report(c, app_game_repeated(c->app, &q, &err), &err);
}

static int game_membership(Cli *c) {
    Err err = {.code = ERR_NONE};
    return print_report(c, app_game_membership(c->app, c->arguments[0], &err), &err);
}

const CliCommand cmd_game = {
    .name = "game",
    .purpose = N_("find what follows from a game: equilibria, or fair shares of a coalition"),
    .text = N_(
        "A game says who can choose what, and what each gets from it. Its file tells its kind:\n\n"
        ".nfg: each chooses once, without seeing the others (Gambit's format, in which a "
        "strategic game is a list of payoffs). Printed are all equilibria, at which nobody gains "
        "by choosing otherwise alone. Of more than two players the search may leave something "
        "open; then it is said what.\n\n"
        ".efg: they move one after the other, and chance may move too (Gambit's format, in which "
        "a tree is a list of its nodes). Printed is what is best at each node, thought through "
        "from the end, where everyone knows what was done before; and the equilibria of the "
        "strategies that the tree allows, as the chance of each action.\n\n"
        ".csv: what members make, or pay, together. Two columns, coalition and value (or cost), "
        "members joined by +; or player and claim with a row named estate, player and weight "
        "with a row named quota, player and need. Printed are the Shapley value, the "
        "nucleolus, and whether the core is empty, so that some members would rather go alone; of "
        "up to ten players also the nucleolus by head and in proportion to what coalitions "
        "make.\n\n"
        "With --logit it is told how the players of a .nfg choose who err the less the more is at "
        "stake: which of several equilibria they come to as they err less and less.\n\n"
        "Every number but those of --logit is exact, and every result was verified before it is "
        "printed; where an "
        "answer is not complete, it is said."),
    .arguments = {{.name = "FILE", .text = N_("a game: .nfg, .efg or .csv")}},
    .options = {{.name = "split",
                 .kind = OPTION_WORD,
                 .value = "SHARES",
                 .text = N_("also judge this division of a .csv game: a=1,b=2")},
                {.name = "logit",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("of a .nfg game instead: what players choose who err, the less the "
                            "larger the number (logit equilibrium; McKelvey and Palfrey 1995)")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw game examples/games/treatment.nfg",
                  N_("will two regions keep a promise that nobody enforces?")},
                 {"softlaw game examples/games/inspection.efg",
                  N_("how often to inspect, and how often a report will be false")},
                 {"softlaw game examples/games/basin.csv --format json",
                  N_("shares of a common work, for programs")}},
    .run = game,
};

const CliCommand cmd_game_repeated = {
    .name = "game repeated",
    .purpose = N_("find how patient the players must be for an agreement to hold"),
    .text = N_(
        "The game of a .nfg file is played again and again. The agreement is the outcome with "
        "the largest sum among those that are better for all than the worst pure equilibrium; "
        "who breaks it gains D - C once and is punished by that equilibrium, which brings P "
        "instead of C. The discount factor is what a yuan of the next round is worth now; "
        "printed is the least one with which keeping the agreement pays, for each player and "
        "each way to punish.\n\n"
        "With --discount also the least bond: a deposit that is lost by breaking the agreement, "
        "and large enough to hold it at that discount factor. For two players there is also all "
        "that threats alone can reach: the polygon of what both can get on average, whatever the "
        "punishment (Abreu and Sannikov 2014). Lots are drawn in public only. With --transfers the "
        "players may "
        "also pay each other (Goldlücke and Kranz 2012): which outcomes can be kept from which "
        "discount factor on."),
    .arguments = {{.name = "FILE", .text = N_("a game: .nfg")}},
    .options = {{.name = "discount",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("what the next round is worth now, such as 9/10 or 0.9")},
                {.name = "transfers",
                 .kind = OPTION_FLAG,
                 .text = N_("players may pay each other")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw game repeated examples/games/treatment.nfg --discount 0.3",
                  N_("and the bond that would hold it")},
                 {"softlaw game repeated examples/games/treatment.nfg --transfers",
                  N_("what payments between them make possible")}},
    .run = game_repeated,
};

const CliCommand cmd_game_membership = {
    .name = "game membership",
    .purpose = N_("find how many join an agreement that anyone may stay out of"),
    .text = N_(
        "An agreement stands where no member gains by leaving (internally stable) and nobody "
        "outside gains by joining (externally stable); where members may pay each other, it is "
        "enough that together they get what leaving would bring each (potentially stable). Who is "
        "indifferent stays where he is.\n\n"
        "The file has what everyone gets. Players that are alike: columns size, member, outsider, "
        "a row for each number of members from 0 on. Players that differ, at most 16: a column "
        "members (joined by +, - for nobody) and one for each player, a row for each set.\n\n"
        "Or the parameters of a model of abatement, in columns parameter and barrett, or parameter "
        "and linear: countries; slope, the benefit of a unit; cost, of a country's own q cost q q "
        "/ 2; with barrett also choke, the amount from which more brings no benefit, and where "
        "there is one cap, the most that a country can abate. Members act together; with barrett "
        "they act first (Barrett 1994)."),
    .arguments = {{.name = "FILE", .text = N_("what members and outsiders get: .csv")}},
    .options = {ROW_FORMAT("human json")},
    .examples = {{"softlaw game membership examples/games/emissions.csv",
                  N_("how many of ten provinces limit their emissions together?")}},
    .run = game_membership,
};
