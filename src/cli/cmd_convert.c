// cli/cmd_convert.c - softlaw convert: an agreement in another form
#include "app/convert.h"
#include "cli/rows.h"

static int convert(Cli *c) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    Conversion conversion = {.path = c->arguments[0],
                             .form = (ConvertForm)cli_choice(c, "to"),
                             .output = cli_option(c, "output")};
    bool is_done = app_convert(c->app, &conversion, out, &err);
    int status = findings_end(c);
    return is_done ? status : print_failure(c, &err);
}

const CliCommand cmd_convert = {
    .name = "convert",
    .purpose = N_("turn an agreement into Akoma Ntoso, Markdown, a page, Word or PDF"),
    .text = N_("akn is Akoma Ntoso 1.0 (OASIS, namespace akn/3.0), the format of registers of "
               "legislation: articles, numbers, headings, paragraphs, lists and tables with "
               "stable ids, such as art_3, by which they are cited; the terms and the front "
               "matter stand there too. Written back with md, every byte comes again; where words "
               "were changed in it, the change comes. A document of another producer comes as far "
               "as Markdown goes, and what is not kept is told.\n\n"
               "html, docx and pdf are for reading and signing: title, parties, the words, "
               "beneath each article its terms in small print, lines for signatures. docx needs "
               "pandoc, pdf needs chromium, both from Debian; nothing is fetched that the "
               "agreement links to.\n\n"
               "A file given with --output is written whole or not at all."),
    .arguments = {{.name = "FILE", .text = N_("the agreement, in Markdown or Akoma Ntoso")}},
    .options = {{.name = "to",
                 .kind = OPTION_CHOICE,
                 .value = "FORM",
                 .choices = "akn md html docx pdf",
                 .text = N_("the form to write")},
                ROW_OUTPUT},
    .examples = {{"softlaw convert examples/yellow-river.md --to akn -o yellow-river.xml",
                  N_("for a register of legislation")},
                 {"softlaw convert yellow-river.xml --to md -o yellow-river.md", N_("and back")},
                 {"softlaw convert examples/yellow-river.md --to pdf -o yellow-river.pdf",
                  N_("to sign")}},
    .run = convert,
};
