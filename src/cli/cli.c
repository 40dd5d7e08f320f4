// cli/cli.c - from the words typed to the command that is run
#include "cli/cli_int.h"

#include "base/parallel.h"
#include "base/version.h"

// The language is needed before the line is parsed, because faults of usage are told in it.
static Lang language_of(int argc, char **argv, const CliWorld *world) {
    Lang lang = LANG_EN;
    if (world->locale) lang_from_text(str_from(world->locale), &lang);
    for (int i = 1; i < argc; i++) {
        Str word = str_from(argv[i]);
        if (str_starts_with(word, STR("--lang=")))
            lang_from_text(str_part(word, 7, word.size), &lang);
        if (str_is(word, STR("--lang")) && i + 1 < argc)
            lang_from_text(str_from(argv[i + 1]), &lang);
    }
    return lang;
}

static int print_page(Cli *c, FILE *to, void (*page)(const Cli *, Buf *), int status) {
    Buf b = {.arena = c->arena};
    page(c, &b);
    fwrite(b.at, 1, b.size, to);
    return fflush(to) ? EXIT_USAGE : status;
}

// ---- which office -------------------------------------------------------------------------------

// It decides which command is meant, and so is needed before the line is parsed.
static void find_remote(Cli *c, int argc, char **argv) {
    static const Str WITH_VALUE = {"--remote=", 9};
    if (c->world.remote) c->remote = str_from(c->world.remote);
    for (int i = 1; i < argc; i++) {
        Str word = str_from(argv[i]);
        bool has_next = str_is(word, STR("--remote")) && i + 1 < argc;
        if (!has_next && !str_starts_with(word, WITH_VALUE)) continue;
        c->remote = has_next ? str_from(argv[i + 1]) : str_part(word, WITH_VALUE.size, word.size);
        c->is_remote_given = c->remote.size > 0;
    }
}

static Str remote_names(const Cli *c) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < cli_remote_command_count; i++)
        buf_add_fmt(&b, "%s, ", cli_remote_commands[i]->name);
    buf_add_c(&b, "office");
    return buf_str(&b);
}

// ---- running ------------------------------------------------------------------------------------

static int unknown_command(Cli *c, Str word) {
    Err err = {.code = ERR_NONE};
    const CliCommand *meant = c->command;
    if (!meant)
        err_set(&err, ERR_INPUT, MSG("\"{1}\" is no command", word), MSG("see: softlaw --help"));
    else if (meant->reach == REACH_OFFICE)
        err_set(&err, ERR_INPUT, MSG("softlaw {1} asks an office", str_from(meant->name)),
                MSG("name it with --remote URL, or in SOFTLAW_REMOTE"));
    else
        err_set(&err, ERR_INPUT, MSG("softlaw {1} cannot ask an office", str_from(meant->name)),
                MSG("these can: {1}", remote_names(c)));
    return print_failure(c, &err);
}

static int run_command(Cli *c, int count, char **words) {
    Err err = {.code = ERR_NONE};
    if (!args_parse(c, count, words, &err)) return print_failure(c, &err);
    if (cli_has(c, "help")) return print_page(c, c->world.out, help_command, EXIT_CLEAN);
    c->sys = sys_from_environment(c->arena);
    AppOptions options = {.sys = c->sys, .lang = c->lang, .threads = parallel_processors()};
    print_progress(c, &options);
    c->app = app_new(c->arena, options);
    return c->command->run(c);
}

// Where the command's name stands: after `--lang` and `--remote` if they come first.
static int command_at(int argc, char **argv) {
    int at = 1;
    while (at < argc && (str_starts_with(str_from(argv[at]), STR("--lang")) ||
                         str_starts_with(str_from(argv[at]), STR("--remote"))))
        at += strchr(argv[at], '=') ? 1 : 2;
    return at;
}

static bool asks_for_help(int count, char **words) {
    for (int i = 0; i < count; i++)
        if (str_is(str_from(words[i]), STR("--help")) || str_is(str_from(words[i]), STR("-h")))
            return true;
    return false;
}

// What is to be explained need not work.
static int help_instead(Cli *c, int count, char **words) {
    return c->command && asks_for_help(count, words)
               ? print_page(c, c->world.out, help_command, EXIT_CLEAN)
               : unknown_command(c, str_from(words[0]));
}

// What stands before the command's name, of `used` words, belongs to it as well.
static int run_command_at(Cli *c, int at, int used, int argc, char **argv) {
    char **words = ARENA_ARRAY(c->arena, char *, (size_t)argc);
    int count = 0;
    for (int i = 1; i < argc; i++)
        if (i < at || i >= at + used) words[count++] = argv[i];
    return run_command(c, count, words);
}

static int dispatch(Cli *c, int argc, char **argv) {
    int at = command_at(argc, argv);
    if (at >= argc) return print_page(c, c->world.err, help_overview, EXIT_USAGE);
    Str word = str_from(argv[at]);
    if (str_is(word, STR("--help")) || str_is(word, STR("-h")))
        return print_page(c, c->world.out, help_overview, EXIT_CLEAN);
    if (str_is(word, STR("--version"))) {
        fputs("softlaw " SOFTLAW_VERSION "\n", c->world.out);
        return EXIT_CLEAN;
    }
    int used = cli_command_words(c, argc - at, argv + at, &c->command);
    return used ? run_command_at(c, at, used, argc, argv) : help_instead(c, argc - at, argv + at);
}

int cli_run(int argc, char **argv, CliWorld world) {
    Arena *a = arena_new();
    Cli c = {.arena = a, .world = world, .lang = language_of(argc, argv, &world)};
    find_remote(&c, argc, argv);
    int status = dispatch(&c, argc, argv);
    arena_free(a);
    return status;
}
