// cli/cmd_game.c - softlaw game: what follows from a game
#include "app/game.h"
#include "cli/rows.h"

enum { GAME_HUMAN, GAME_JSON };
enum { COLUMNS_MAX = 32, TEXT_COLUMNS = 80, TABLE_INDENT = 2 };

static void print_table(const Cli *c, Buf *b, const GameTable *t) {
    bool is_right[COLUMNS_MAX] = {false};
    TextGrid grid = {.arena = c->arena, .column_count = t->columns.count, .is_right = is_right};
    for (size_t i = 0; i < t->columns.count; i++) {
        is_right[i] = t->columns.items[i].is_right;
        grid_add(&grid, t->columns.items[i].head);
    }
    for (size_t i = 0; i < t->cells.count; i++) grid_add(&grid, t->cells.items[i]);
    buf_add_byte(b, '\n');
    buf_add(b, t->title);
    buf_add_byte(b, '\n');
    grid_print(b, &grid, TABLE_INDENT, 1);
}

static void print_human(const Cli *c, Buf *b, const GameReport *r) {
    if (r->title.size) {
        buf_add(b, r->title);
        buf_add_byte(b, '\n');
    }
    for (size_t i = 0; i < r->said.count; i++)
        print_wrapped(b, r->said.items[i].text, 0, TEXT_COLUMNS);
    for (size_t i = 0; i < r->tables.count; i++)
        if (r->tables.items[i].cells.count) print_table(c, b, &r->tables.items[i]);
}

static int print_report(Cli *c, const GameReport *r, Err *err) {
    if (!r) return print_failure(c, err);
    Out *out = print_out(c, err);
    bool is_json = cli_choice(c, "format") == GAME_JSON;
    if (!is_json) print_human(c, &out->buf, r);
    bool is_written = is_json ? game_report_json(r, out) : out_end(out);
    return is_written ? EXIT_CLEAN : print_failure(c, err);
}

static int game(Cli *c) {
    Err err = {.code = ERR_NONE};
    return print_report(c, app_game(c->app, c->arguments[0], &err), &err);
}

static int game_repeated(Cli *c) {
    Err err = {.code = ERR_NONE};
    GameQuestion q = {.path = c->arguments[0],
                      .discount = cli_option(c, "discount"),
                      .has_transfers = cli_has(c, "transfers")};
    return print_report(c, app_game_repeated(c->app, &q, &err), &err);
}

const CliCommand cmd_game = {
    .name = "game",
    .purpose = N_("find what follows from a game: equilibria, or fair shares of a coalition"),
    .text = N_(
        "A game says who can choose what, and what each gets from it. Its file tells its kind:\n\n"
        ".nfg: each chooses once, without seeing the others (Gambit's format, in which a "
        "strategic game is a list of payoffs). Printed are all equilibria, at which nobody gains "
        "by choosing otherwise alone; of two players every one, of more players the pure "
        "ones.\n\n"
        ".csv: what members make, or pay, together. Two columns, coalition and value (or cost), "
        "members joined by +; or player and claim with a row named estate, player and weight "
        "with a row named quota, player and need. Printed are the Shapley value, the "
        "nucleolus, and whether the core is empty, so that some members would rather go alone.\n\n"
        "Every number is exact, and every result was verified before it is printed; where an "
        "answer is not complete, it is said."),
    .arguments = {{.name = "FILE", .text = N_("a game: .nfg or .csv")}},
    .options = {ROW_FORMAT("human json")},
    .examples = {{"softlaw game examples/games/treatment.nfg",
                  N_("will two regions keep a promise that nobody enforces?")},
                 {"softlaw game examples/games/basin.csv --format json",
                  N_("shares of a common work, for programs")}},
    .run = game,
};

const CliCommand cmd_game_repeated = {
    .name = "game repeated",
    .purpose = N_("find how patient the players must be for an agreement to hold"),
    .text =
        N_("The game of a .nfg file is played again and again. The agreement is the outcome with "
           "the largest sum among those that are better for all than the worst pure equilibrium; "
           "who breaks it gains D - C once and is punished by that equilibrium, which brings P "
           "instead of C. The discount factor is what a yuan of the next round is worth now; "
           "printed is the least one with which keeping the agreement pays, for each player and "
           "each way to punish.\n\n"
           "With --discount also the least bond: a deposit that is lost by breaking the agreement, "
           "and large enough to hold it at that discount factor. With --transfers the players may "
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
