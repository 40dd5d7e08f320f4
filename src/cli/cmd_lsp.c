// cli/cmd_lsp.c - softlaw lsp: agreements in an editor
#include "app/document.h"
#include "cli/cli_int.h"

#include "base/parallel.h"

static int serve(Cli *c) {
    EditorSession s = {
        .options = {.sys = c->sys, .lang = c->lang, .threads = parallel_processors()},
        .is_lang_given = cli_has(c, "lang"),
        .in = fileno(c->world.in),
        .out = fileno(c->world.out)};
    fflush(c->world.out);
    return c->world.serve_editor(&s);
}

const CliCommand cmd_lsp = {
    .name = "lsp",
    .purpose = N_("serve an editor: findings while you type, names, quick fixes"),
    .text =
        N_("Speaks the Language Server Protocol 3.17 on standard input and output. An editor "
           "starts it and shows what softlaw check finds while an agreement is typed, what a name "
           "means and where it is used, what may be written at the cursor, how to mend a finding, "
           "and how precise each article is.\n\n"
           "Messages come in the editor's language, or as --lang says. How to set up VS Code and "
           "Neovim: doc/editors.md."),
    .examples = {{"softlaw lsp", N_("started by the editor, not by hand")}},
    .run = serve,
};
