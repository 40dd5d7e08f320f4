// cli/help_completion.c - completion for bash, zsh and fish, printed from the table of commands
#include "cli/cli_int.h"

// ---- bash ---------------------------------------------------------------------------------------

enum { WORDS_MAX = 3 }; // of a command's name

static Str word_at(const CliCommand *command, int index) {
    Str rest = str_from(command->name), word = STR("");
    for (int i = 0; i <= index; i++)
        if (!str_next(&rest, ' ', &word)) return STR("");
    return word;
}

static Str first_word(const CliCommand *command) {
    return word_at(command, 0);
}

// Do the command and the one before it in the table begin with the same words, so many of them?
static bool goes_on(size_t index, int words) {
    if (index == 0 || index >= cli_command_count) return false;
    for (int i = 0; i < words; i++)
        if (!str_is(word_at(cli_commands[index - 1], i), word_at(cli_commands[index], i)))
            return false;
    return true;
}

static bool is_first_of_group(size_t index) {
    return !goes_on(index, 1);
}

// Commands of one word, and the first words of others.
static void add_names(Buf *b) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (is_first_of_group(i))
            buf_add_fmt(b, "%s%.*s", i ? " " : "", STR_ARG(first_word(cli_commands[i])));
}

// `"dmn") next="run test …" ;;`: what stands behind so many first words of a group; these may also
// be a command by themselves.
static void add_group(Buf *b, size_t first, int words) {
    bool is_open = false;
    for (size_t i = first; i == first || goes_on(i, words); i++) {
        Str next = word_at(cli_commands[i], words);
        if (!next.size || (i > first && goes_on(i, words + 1))) continue;
        if (!is_open) buf_add_fmt(b, "    \"%.*s", STR_ARG(first_word(cli_commands[i])));
        for (int k = 1; k < words && !is_open; k++)
            buf_add_fmt(b, " %.*s", STR_ARG(word_at(cli_commands[i], k)));
        buf_add_fmt(b, "%s%.*s", is_open ? " " : "\") next=\"", STR_ARG(next));
        is_open = true;
    }
    if (is_open) buf_add_c(b, "\" ;;\n");
}

static void add_groups(Buf *b) {
    for (int words = 1; words < WORDS_MAX; words++)
        for (size_t i = 0; i < cli_command_count; i++)
            if (!goes_on(i, words) && word_at(cli_commands[i], words).size) add_group(b, i, words);
}

static void add_bash_options(Buf *b, const CliCommand *command) {
    const CliOption *o;
    buf_add_fmt(b, "    \"%s\") options=\"", command->name);
    for (size_t i = 0; (o = help_option(command, i)); i++)
        buf_add_fmt(b, "%s--%s", i ? " " : "", o->name);
    buf_add_c(b, "\" ;;\n");
}

static void add_bash_choices(Buf *b, const CliCommand *command) {
    const CliOption *o;
    for (size_t i = 0; (o = help_option(command, i)); i++)
        if (o->kind == OPTION_CHOICE)
            buf_add_fmt(b, "    \"%s:--%s\") words=\"%s\" ;;\n", command->name, o->name,
                        o->choices);
}

void help_bash(const Cli *c, Buf *b) {
    (void)c;
    buf_add_c(
        b, "# bash completion for softlaw; put it into\n"
           "# ~/.local/share/bash-completion/completions/softlaw\n"
           "_softlaw() {\n"
           "  local current=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
           "  local command=\"${COMP_WORDS[1]}\" options=\"\" words=\"\" next=\"\" at\n"
           "  COMPREPLY=()\n"
           "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "    COMPREPLY=($(compgen -W \"");
    add_names(b);
    buf_add_c(b, " --help --version\" -- \"$current\"))\n    return\n  fi\n"
                 "  for at in 2 3; do\n"
                 "    next=\"\"\n"
                 "    case \"$command\" in\n");
    add_groups(b);
    buf_add_c(
        b, "    esac\n"
           "    [ -n \"$next\" ] || break\n"
           "    if [ \"$COMP_CWORD\" -eq \"$at\" ]; then\n"
           "      COMPREPLY=($(compgen -W \"$next\" -- \"$current\"))\n"
           "      [ ${#COMPREPLY[@]} -eq 0 ] || return\n"
           "      break\n"
           "    fi\n"
           "    case \" $next \" in *\" ${COMP_WORDS[at]} \"*) "
           "command=\"$command ${COMP_WORDS[at]}\" ;; *) break ;; esac\n"
           "  done\n"
           "  case \"$command:$before\" in\n    help:help) words=\"format functions rules remote ");
    add_names(b);
    buf_add_c(b, "\" ;;\n");
    for (size_t i = 0; i < cli_command_count; i++) add_bash_choices(b, cli_commands[i]);
    buf_add_c(b, "  esac\n"
                 "  if [ -n \"$words\" ]; then\n"
                 "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n    return\n  fi\n"
                 "  case \"$command\" in\n");
    for (size_t i = 0; i < cli_command_count; i++) add_bash_options(b, cli_commands[i]);
    buf_add_c(b, "  esac\n"
                 "  case \"$current\" in\n"
                 "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) ;;\n"
                 "    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n"
                 "  esac\n"
                 "}\n"
                 "complete -o filenames -F _softlaw softlaw\n");
}

// ---- zsh ----------------------------------------------------------------------------------------

// Within single quotes, and free of the marks that _arguments gives a meaning to.
static void add_zsh_text(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        char ch = text.at[i];
        if (ch == '\'')
            buf_add_c(b, "'\\''");
        else if (strchr("[]:\\", ch))
            buf_add_fmt(b, "\\%c", ch);
        else
            buf_add_byte(b, ch);
    }
}

static void add_zsh_option(const Cli *c, Buf *b, const CliOption *o) {
    buf_add_fmt(b, " \\\n      '%s--%s[", o->is_many ? "*" : "", o->name);
    add_zsh_text(b, say(c, o->text));
    buf_add_byte(b, ']');
    if (o->kind == OPTION_CHOICE)
        buf_add_fmt(b, ":%s:(%s)", o->value, o->choices);
    else if (o->kind == OPTION_FILE)
        buf_add_fmt(b, ":%s:_files", o->value);
    else if (o->kind != OPTION_FLAG)
        buf_add_fmt(b, ":%s:", o->value);
    buf_add_byte(b, '\'');
}

static void add_zsh_command(const Cli *c, Buf *b, const CliCommand *command) {
    const CliOption *o;
    buf_add_fmt(b, "    \"%s\") _arguments", command->name);
    for (size_t i = 0; (o = help_option(command, i)); i++) add_zsh_option(c, b, o);
    buf_add_c(b, " \\\n      '*:file:_files' ;;\n");
}

static void add_zsh_names(const Cli *c, Buf *b) {
    for (size_t i = 0; i < cli_command_count; i++) {
        const CliCommand *command = cli_commands[i];
        if (!is_first_of_group(i)) continue;
        buf_add_fmt(b, "    '%.*s:", STR_ARG(first_word(command)));
        add_zsh_text(b, say(c, command->purpose));
        buf_add_c(b, "'\n");
    }
}

void help_zsh(const Cli *c, Buf *b) {
    buf_add_c(b, "#compdef softlaw\n# zsh completion for softlaw; put it as _softlaw into a folder "
                 "of $fpath\n_softlaw() {\n  local -a commands\n  commands=(\n");
    add_zsh_names(c, b);
    buf_add_c(b, "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n"
                 "  fi\n  local command=$words[2] next=\n"
                 "  shift words\n  (( CURRENT-- ))\n"
                 "  while true; do\n    next=\n"
                 "    case $command in\n");
    add_groups(b);
    buf_add_c(b, "    esac\n"
                 "    [[ -n $next ]] || break\n"
                 "    if (( CURRENT == 2 )); then\n      compadd ${=next}\n      break\n    fi\n"
                 "    [[ \" $next \" == *\" $words[2] \"* ]] || break\n"
                 "    command+=\" $words[2]\"\n    shift words\n    (( CURRENT-- ))\n  done\n"
                 "  case $command in\n");
    for (size_t i = 0; i < cli_command_count; i++) add_zsh_command(c, b, cli_commands[i]);
    buf_add_c(b, "  esac\n}\n_softlaw \"$@\"\n");
}

// ---- fish ---------------------------------------------------------------------------------------

static void add_fish_text(Buf *b, Str text) {
    buf_add_byte(b, '\'');
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '\'' || text.at[i] == '\\') buf_add_byte(b, '\\');
        buf_add_byte(b, text.at[i]);
    }
    buf_add_c(b, "'\n");
}

// That the first words of the command have been typed, so many of them.
static void add_fish_condition(Buf *b, const CliCommand *command, int words) {
    for (int i = 0; i < words && word_at(command, i).size; i++)
        buf_add_fmt(b, "%s__fish_seen_subcommand_from %.*s", i ? "; and " : "",
                    STR_ARG(word_at(command, i)));
}

static void add_fish_option(const Cli *c, Buf *b, const CliCommand *command, const CliOption *o) {
    buf_add_c(b, "complete -c softlaw -n '");
    add_fish_condition(b, command, WORDS_MAX);
    buf_add_fmt(b, "' -l %s", o->name);
    if (o->letter) buf_add_fmt(b, " -s %c", o->letter);
    if (o->kind == OPTION_CHOICE)
        buf_add_fmt(b, " -x -a '%s'", o->choices);
    else if (o->kind == OPTION_FILE)
        buf_add_c(b, " -r -F");
    else if (o->kind != OPTION_FLAG)
        buf_add_c(b, " -x");
    buf_add_c(b, " -d ");
    add_fish_text(b, say(c, o->text));
}

static void add_fish_name(const Cli *c, Buf *b, size_t index) {
    const CliCommand *command = cli_commands[index];
    for (int i = 0; i < WORDS_MAX && word_at(command, i).size; i++) {
        if (goes_on(index, i + 1)) continue;
        buf_add_c(b, "complete -c softlaw -n ");
        if (i) buf_add_byte(b, '\'');
        add_fish_condition(b, command, i);
        buf_add_fmt(b, "%s -x -a %.*s -d ", i ? "'" : "__fish_use_subcommand",
                    STR_ARG(word_at(command, i)));
        add_fish_text(b, say(c, command->purpose));
    }
}

void help_fish(const Cli *c, Buf *b) {
    const CliOption *o;
    buf_add_c(
        b, "# fish completion for softlaw; put it into ~/.config/fish/completions/softlaw.fish\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        add_fish_name(c, b, i);
        for (size_t k = 0; (o = help_option(cli_commands[i], k)); k++)
            add_fish_option(c, b, cli_commands[i], o);
    }
}
