// cli/cmd_edit.c - softlaw dmn edit: decision tables in the browser
#include "app/dmn_edit.h"
#include "cli/rows.h"

static void show_address(void *self, Str address) {
    Cli *c = self;
    Buf b = {.arena = c->arena};
    buf_add(&b, say_message(c, MSG("open this address in a browser; end with Ctrl-C")));
    buf_add_c(&b, "\n");
    print_error_text(c, buf_str(&b));
    fprintf(c->world.out, "%.*s\n", STR_ARG(address));
    fflush(c->world.out);
}

static int dmn_edit(Cli *c) {
    Err err = {.code = ERR_NONE};
    DmnEditSession s = {.arena = c->arena,
                        .options = {.sys = c->sys, .lang = c->lang},
                        .edit = {c->arguments[0], cli_option(c, "table")},
                        .ready = show_address,
                        .self = c};
    if (str_is(s.edit.path, STR("-")))
        err_set(&err, ERR_INPUT, MSG("the editor wants a file, not standard input"), NO_MSG);
    if (err.code || !cli_port(c, &s.port, &err) || !c->world.edit(&s, &err))
        return print_failure(c, &err);
    return EXIT_CLEAN;
}

const CliCommand cmd_dmn_edit = {
    .name = "dmn edit",
    .purpose = N_("edit decision tables in the browser"),
    .text =
        N_("Serves the editor dmn-js on this machine alone, at an address that is printed and that "
           "nobody else can guess, until it is ended with Ctrl-C. Beside the table stand what "
           "softlaw dmn check finds, while you type, and a panel to try it: inputs, the result, "
           "which rules fired, and why a value is null.\n\n"
           "The file may be a .dmn model of any version, or an agreement, whose decision table is "
           "then edited. Saving changes what you changed and nothing else: comments, layout and "
           "what the editor does not know stay as they are; of an agreement only rows of that "
           "table. Where the file was changed by someone else meanwhile, nothing is written."),
    .arguments = {{.name = "FILE", .text = N_("a .dmn model, or an agreement (.md)")}},
    .options = {{.name = "table",
                 .kind = OPTION_WORD,
                 .value = "NAME",
                 .text = N_("the decision table of the agreement, where it has several")},
                {.name = "port",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("the port to serve on; otherwise one that is free")}},
    .examples = {{"softlaw dmn edit examples/yellow-river.dmn", N_("edit a model")},
                 {"softlaw dmn edit examples/coal-linkage.md --table 合理区间",
                  N_("edit a table of an agreement")}},
    .run = dmn_edit,
};
