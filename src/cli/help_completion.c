// cli/help_completion.c - completion for bash, zsh and fish, printed from the table of commands
#include "cli/cli_int.h"

// ---- bash ---------------------------------------------------------------------------------------

static Str first_word(const CliCommand *command) {
    Str rest = str_from(command->name), word = rest;
    str_next(&rest, ' ', &word);
    return word;
}

static Str second_word(const CliCommand *command) {
    Str name = str_from(command->name);
    return str_part(name, first_word(command).size + 1, name.size);
}

static bool is_first_of_group(size_t index) {
    return index == 0 ||
           !str_is(first_word(cli_commands[index - 1]), first_word(cli_commands[index]));
}

// Commands of one word, and the first words of others.
static void add_names(Buf *b) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (is_first_of_group(i))
            buf_add_fmt(b, "%s%.*s", i ? " " : "", STR_ARG(first_word(cli_commands[i])));
}

// `dmn) second="run test …" ;;`; a first word may also be a command by itself.
static void add_group(Buf *b, size_t first) {
    bool is_open = false;
    for (size_t i = first; i == first || (i < cli_command_count && !is_first_of_group(i)); i++) {
        Str second = second_word(cli_commands[i]);
        if (!second.size) continue;
        if (!is_open) buf_add_fmt(b, "    %.*s) second=\"", STR_ARG(first_word(cli_commands[i])));
        buf_add_fmt(b, "%s%.*s", is_open ? " " : "", STR_ARG(second));
        is_open = true;
    }
    if (is_open) buf_add_c(b, "\" ;;\n");
}

static void add_groups(Buf *b) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (is_first_of_group(i)) add_group(b, i);
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
           "  local command=\"${COMP_WORDS[1]}\" options=\"\" words=\"\" second=\"\"\n"
           "  COMPREPLY=()\n"
           "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "    COMPREPLY=($(compgen -W \"");
    add_names(b);
    buf_add_c(b, " --help --version\" -- \"$current\"))\n    return\n  fi\n"
                 "  case \"$command\" in\n");
    add_groups(b);
    buf_add_c(b, "  esac\n"
                 "  if [ \"$COMP_CWORD\" -eq 2 ]; then\n"
                 "    COMPREPLY=($(compgen -W \"$second\" -- \"$current\"))\n"
                 "    [ ${#COMPREPLY[@]} -eq 0 ] || return\n"
                 "  elif [ -n \"$second\" ]; then\n"
                 "    case \" $second \" in *\" ${COMP_WORDS[2]} \"*) "
                 "command=\"$command ${COMP_WORDS[2]}\" ;; esac\n"
                 "  fi\n"
                 "  case \"$command:$before\" in\n    help:help) words=\"format functions ");
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
                 "  fi\n  local command=$words[2] second=\n"
                 "  case $command in\n");
    add_groups(b);
    buf_add_c(
        b, "  esac\n  shift words\n  (( CURRENT-- ))\n"
           "  if [[ -n $second ]]; then\n"
           "    if (( CURRENT == 2 )); then\n      compadd ${=second}\n"
           "    elif [[ \" $second \" == *\" $words[2] \"* ]]; then\n"
           "      command+=\" $words[2]\"\n      shift words\n      (( CURRENT-- ))\n    fi\n  fi\n"
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

static void add_fish_option(const Cli *c, Buf *b, const CliCommand *command, const CliOption *o) {
    Str second = second_word(command);
    buf_add_fmt(b, "complete -c softlaw -n '__fish_seen_subcommand_from %.*s",
                STR_ARG(first_word(command)));
    if (second.size) buf_add_fmt(b, "; and __fish_seen_subcommand_from %.*s", STR_ARG(second));
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

static void add_fish_name(const Cli *c, Buf *b, const CliCommand *command, bool is_first) {
    Str first = first_word(command), second = second_word(command);
    if (is_first) {
        buf_add_fmt(b, "complete -c softlaw -n __fish_use_subcommand -x -a %.*s -d ",
                    STR_ARG(first));
        add_fish_text(b, say(c, command->purpose));
    }
    if (!second.size) return;
    buf_add_fmt(b, "complete -c softlaw -n '__fish_seen_subcommand_from %.*s' -x -a %.*s -d ",
                STR_ARG(first), STR_ARG(second));
    add_fish_text(b, say(c, command->purpose));
}

void help_fish(const Cli *c, Buf *b) {
    const CliOption *o;
    buf_add_c(
        b, "# fish completion for softlaw; put it into ~/.config/fish/completions/softlaw.fish\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        add_fish_name(c, b, cli_commands[i], is_first_of_group(i));
        for (size_t k = 0; (o = help_option(cli_commands[i], k)); k++)
            add_fish_option(c, b, cli_commands[i], o);
    }
}
