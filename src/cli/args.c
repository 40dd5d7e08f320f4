// cli/args.c - the command line against the rows of its command
//
// `--name value`, `--name=value`, `-o value`; `--` ends options. An option that may be repeated
// also takes the bare words that follow once the command's own arguments are there, so that `settle
// FILE --facts a.csv b.csv` and `settle --facts a.csv FILE` both mean what they look like.
#include "cli/cli_int.h"

#include "base/civil.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Reader {
    Cli *cli;
    char **words;
    int count, at;
    const CliOption *open; // a repeatable option that may take bare words
    bool options_ended;
    Err *err;
} Reader;

static const CliOption *row_named(const CliOption *rows, size_t count, Str name) {
    for (size_t i = 0; i < count; i++)
        if (str_is(str_from(rows[i].name), name)) return &rows[i];
    return NULL;
}

static const CliOption *row_lettered(const CliOption *rows, size_t count, char letter) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].letter == letter) return &rows[i];
    return NULL;
}

static const CliOption *find_named(const Cli *c, Str name) {
    const CliOption *row = row_named(c->command->options, cli_option_count(c->command), name);
    return row ? row : row_named(cli_common_options, cli_common_option_count, name);
}

static const CliOption *find_lettered(const Cli *c, char letter) {
    const CliOption *row = row_lettered(c->command->options, cli_option_count(c->command), letter);
    return row ? row : row_lettered(cli_common_options, cli_common_option_count, letter);
}

static bool is_choice(const CliOption *o, Str value) {
    Str rest = str_from(o->choices), choice;
    while (str_next(&rest, ' ', &choice))
        if (str_is(choice, value)) return true;
    return false;
}

static bool check_value(const CliOption *o, Str value, Err *err) {
    CivilDate day;
    Str name = str_from(o->name);
    if (o->kind == OPTION_CHOICE && !is_choice(o, value))
        return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", name, value),
                       MSG("choose one of: {1}", str_from(o->choices)));
    if (o->kind == OPTION_DATE && !civil_parse(value, &day))
        return err_set(err, ERR_INPUT, MSG("--{1} wants a date, not \"{2}\"", name, value),
                       MSG("write it as YYYY-MM-DD, for example 2021-12-31"));
    return true;
}

static bool give(Reader *r, const CliOption *o, Str value) {
    Cli *c = r->cli;
    if (!o->is_many && cli_has(c, o->name))
        return err_set(r->err, ERR_INPUT, MSG("--{1} is given twice", str_from(o->name)), NO_MSG);
    if (!check_value(o, value, r->err)) return false;
    c->given[c->given_count++] = (GivenOption){o, value};
    r->open = o->is_many ? o : NULL;
    return true;
}

static bool give_next(Reader *r, const CliOption *o) {
    if (o->kind == OPTION_FLAG) return give(r, o, STR(""));
    if (r->at == r->count)
        return err_set(r->err, ERR_INPUT, MSG("--{1} wants a value", str_from(o->name)),
                       MSG("write --{1} {2}", str_from(o->name), str_from(o->value)));
    return give(r, o, str_from(r->words[r->at++]));
}

static bool unknown_option(Reader *r, Str word) {
    return err_set(
        r->err, ERR_INPUT,
        MSG("\"{1}\" is no option of softlaw {2}", word, str_from(r->cli->command->name)),
        MSG("see: softlaw help {1}", str_from(r->cli->command->name)));
}

static bool read_long(Reader *r, Str word) {
    Str name = str_part(word, 2, word.size);
    int64_t equals = str_find(name, STR("="), 0);
    Str bare = equals < 0 ? name : str_part(name, 0, (size_t)equals);
    const CliOption *o = find_named(r->cli, bare);
    if (!o) return unknown_option(r, word);
    if (equals < 0) return give_next(r, o);
    if (o->kind == OPTION_FLAG)
        return err_set(r->err, ERR_INPUT, MSG("--{1} takes no value", bare), NO_MSG);
    return give(r, o, str_part(name, (size_t)equals + 1, name.size));
}

static bool read_letter(Reader *r, Str word) {
    const CliOption *o = word.size == 2 ? find_lettered(r->cli, word.at[1]) : NULL;
    return o ? give_next(r, o) : unknown_option(r, word);
}

static size_t arguments_max(const CliCommand *command) {
    size_t count = 0;
    for (; command->arguments[count].name; count++)
        if (command->arguments[count].is_many) return SIZE_MAX;
    return count;
}

static bool read_bare(Reader *r, Str word) {
    Cli *c = r->cli;
    if (c->argument_count < arguments_max(c->command)) {
        c->arguments[c->argument_count++] = word;
        return true;
    }
    if (r->open) return give(r, r->open, word);
    return err_set(r->err, ERR_INPUT,
                   MSG("softlaw {1} does not take \"{2}\"", str_from(c->command->name), word),
                   MSG("see: softlaw help {1}", str_from(c->command->name)));
}

// "-" alone and negative numbers are words, not options.
static bool is_option_word(Str word) {
    return word.size > 1 && word.at[0] == '-' && !(word.at[1] >= '0' && word.at[1] <= '9');
}

static bool read_word(Reader *r) {
    Str word = str_from(r->words[r->at++]);
    if (r->options_ended || !is_option_word(word)) return read_bare(r, word);
    if (str_is(word, STR("--"))) return r->options_ended = true;
    return word.at[1] == '-' ? read_long(r, word) : read_letter(r, word);
}

static bool check_complete(const Cli *c, Err *err) {
    const CliCommand *command = c->command;
    Str name = str_from(command->name);
    for (size_t i = 0; command->arguments[i].name; i++)
        if (!command->arguments[i].is_optional && c->argument_count <= i)
            return err_set(err, ERR_INPUT,
                           MSG("softlaw {1} wants {2}", name, str_from(command->arguments[i].name)),
                           MSG("see: softlaw help {1}", name));
    for (size_t i = 0; i < cli_option_count(command); i++)
        if (command->options[i].is_required && !cli_has(c, command->options[i].name))
            return err_set(err, ERR_INPUT,
                           MSG("softlaw {1} wants --{2}", name, str_from(command->options[i].name)),
                           MSG("see: softlaw help {1}", name));
    return true;
}

bool args_parse(Cli *c, int count, char **words, Err *err) {
    assert(count >= 0);
    c->arguments = ARENA_ARRAY(c->arena, Str, (size_t)count + 1);
    c->given = ARENA_ARRAY(c->arena, GivenOption, (size_t)count + 1);
    Reader r = {.cli = c, .words = words, .count = count, .err = err};
    while (r.at < r.count)
        if (!read_word(&r)) return false;
    return cli_has(c, "help") || check_complete(c, err);
}

Str cli_option(const Cli *c, const char *name) {
    const CliOption *row = find_named(c, str_from(name));
    assert(row);
    for (size_t i = 0; i < c->given_count; i++)
        if (c->given[i].option == row) return c->given[i].value;
    if (row->kind != OPTION_CHOICE) return (Str){NULL, 0};
    Str choices = str_from(row->choices), first = {NULL, 0};
    str_next(&choices, ' ', &first);
    return first;
}

bool cli_has(const Cli *c, const char *name) {
    for (size_t i = 0; i < c->given_count; i++)
        if (!strcmp(c->given[i].option->name, name)) return true;
    return false;
}

Str *cli_options(const Cli *c, const char *name, size_t *ret_count) {
    assert(find_named(c, str_from(name)));
    Str *values = ARENA_ARRAY(c->arena, Str, c->given_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < c->given_count; i++)
        if (!strcmp(c->given[i].option->name, name)) values[count++] = c->given[i].value;
    *ret_count = count;
    return values;
}

int cli_choice(const Cli *c, const char *name) {
    Str wanted = cli_option(c, name), choice,
        rest = str_from(find_named(c, str_from(name))->choices);
    for (int i = 0; str_next(&rest, ' ', &choice); i++)
        if (str_is(choice, wanted)) return i;
    abort();
}

bool cli_number(const Cli *c, const char *option, int64_t least, int64_t most, int64_t *ret,
                Err *err) {
    Str text = cli_option(c, option);
    Dec d;
    int64_t value = 0;
    if (!cli_has(c, option)) return true;
    if (!dec_from_text(text, &d, NULL) || !dec_to_int(d, &value) || value < least || value > most)
        return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", str_from(option), text),
                       MSG("write a whole number from {1} to {2}",
                           str_fmt(c->arena, "%lld", (long long)least),
                           str_fmt(c->arena, "%lld", (long long)most)));
    *ret = value;
    return true;
}

bool cli_threads(const Cli *c, size_t *ret, Err *err) {
    enum { THREADS_MOST = 64 };
    int64_t threads = (int64_t)*ret;
    if (!cli_number(c, "threads", 1, THREADS_MOST, &threads, err)) return false;
    *ret = (size_t)threads;
    return true;
}

bool cli_port(const Cli *c, int *ret, Err *err) {
    enum { PORT_MAX = 65535 };
    int64_t port = 0;
    if (!cli_number(c, "port", 1, PORT_MAX, &port, err)) return false;
    *ret = (int)port;
    return true;
}
