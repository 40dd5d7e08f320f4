// cli/cmd_fmt.c - softlaw fmt: lay agreements out anew
#include "app/check.h"
#include "cli/cli_int.h"

// Names of files that were, or would be, laid out anew.
static void tell(Cli *c, Str path, bool is_check) {
    Message m = is_check ? MSG("{1} is not laid out", path) : MSG("{1} was laid out anew", path);
    print_error_text(c, say_message(c, m));
    print_error_text(c, STR("\n"));
}

static int format_files(Cli *c) {
    Err err = {.code = ERR_NONE};
    bool is_check = cli_has(c, "check");
    int status = EXIT_CLEAN;
    Out *out = print_out(c, &err);
    for (size_t i = 0; i < c->argument_count; i++) {
        Str path = c->arguments[i];
        Err fault = {.code = ERR_NONE};
        bool is_changed = false, is_stream = str_is(path, STR("-"));
        if (!app_format(c->app, path, is_check, out, &is_changed, &fault)) {
            status = print_failure(c, &fault);
            continue;
        }
        if (is_changed && (is_check || !is_stream)) tell(c, path, is_check);
        if (is_changed && is_check && status == EXIT_CLEAN) status = EXIT_FOUND;
    }
    return out_end(out) ? status : print_failure(c, &err);
}

const CliCommand cmd_fmt = {
    .name = "fmt",
    .purpose = N_("lay agreements out anew, without changing what they say"),
    .text =
        N_("Sets the columns of tables in line, Chinese characters counting for two, indents terms "
           "by two blanks, and leaves one blank line where there are several and none at the ends "
           "of lines. The words of the text and the values of its terms stay as they are: what "
           "was laid out is read again and compared before it is written, whole or not at all.\n\n"
           "The status is 0; with --check it is 1 if a file is not laid out so."),
    .arguments = {{.name = "FILE",
                   .is_many = true,
                   .text = N_("an agreement; - is standard input, laid out to standard output")}},
    .options = {{.name = "check",
                 .kind = OPTION_FLAG,
                 .text = N_("write nothing, and say which files are not laid out")}},
    .examples = {{"softlaw fmt agreement.md", N_("lay a file out anew")},
                 {"softlaw fmt --check examples/*.md", N_("look, and change nothing")}},
    .run = format_files,
};
