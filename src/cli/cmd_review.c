// cli/cmd_review.c - softlaw review: does an agreement keep to higher law? And softlaw law import
#include "app/review.h"
#include "cli/rows.h"

enum { REVIEW_HUMAN, REVIEW_JSON, REVIEW_SARIF };
enum { INDENT = 2, DEEPER = 4, COLUMNS = 100, CLAUSE_BYTES = 160 };

// ---- review -------------------------------------------------------------------------------------

static void add_heading(const Cli *c, Buf *b, const char *heading) {
    buf_add_byte(b, '\n');
    buf_add(b, say(c, heading));
    buf_add_byte(b, '\n');
}

// The beginning of a clause, in one line.
static Str beginning(const Cli *c, Str clause) {
    size_t size = clause.size < CLAUSE_BYTES ? clause.size : CLAUSE_BYTES;
    while (size < clause.size && size && ((unsigned char)clause.at[size] & 0xC0) == 0x80) size--;
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < size; i++)
        buf_add_byte(&b, clause.at[i] == '\n' || clause.at[i] == '\r' ? ' ' : clause.at[i]);
    if (size < clause.size) buf_add_c(&b, "…");
    return buf_str(&b);
}

static void add_line(const Cli *c, Buf *b, const VerdictView *v) {
    print_blanks(b, INDENT);
    if (v->clause.size) buf_add_fmt(b, "%u:%u ", v->place.line, v->place.column);
    buf_add_fmt(b, "%.*s ", STR_ARG(v->norm));
    buf_add(b, v->why);
    buf_add_byte(b, '\n');
    if (v->clause.size) print_wrapped(b, beginning(c, v->clause), DEEPER, COLUMNS);
}

static void add_list(const Cli *c, Buf *b, const ReviewView *v, const char *verdict,
                     const char *heading) {
    bool is_first = true;
    for (size_t i = 0; i < v->count; i++) {
        if (strcmp(v->items[i].verdict, verdict)) continue;
        if (is_first) add_heading(c, b, heading);
        is_first = false;
        add_line(c, b, &v->items[i]);
    }
}

static void add_texts(const Cli *c, Buf *b, const char *heading, const Str *texts, size_t count) {
    if (count) add_heading(c, b, heading);
    for (size_t i = 0; i < count; i++) {
        print_blanks(b, INDENT);
        buf_add(b, texts[i]);
        buf_add_byte(b, '\n');
    }
}

static Str number(const Cli *c, size_t value) {
    return str_fmt(c->arena, "%zu", value);
}

static void add_laws(const Cli *c, Buf *b, const ReviewView *v) {
    if (v->law_count) add_heading(c, b, N_("Law that was applied"));
    for (size_t i = 0; i < v->law_count; i++) {
        const LawView *law = &v->laws[i];
        print_blanks(b, INDENT);
        buf_add(b, say_message(c, MSG("{1}, {2}, in force from {3}", law->title, law->citation,
                                      law->from)));
        buf_add_byte(b, '\n');
        if (law->source.size) print_wrapped(b, law->source, DEEPER, COLUMNS);
    }
}

static void add_counts(const Cli *c, Buf *b, const ReviewView *v) {
    buf_add_byte(b, '\n');
    buf_add(b, say_message(c, MSG("{1}: law of {2}, norms: {3}, clauses: {4}", v->agreement.label,
                                  v->day, number(c, v->norm_count), number(c, v->clause_count))));
    buf_add_byte(b, '\n');
    buf_add(b,
            say_message(c, MSG("violations: {1}, doubtful: {2}, excepted: {3}, for a person: {4}",
                               number(c, v->violations), number(c, v->doubts),
                               number(c, v->excepted), number(c, v->for_person))));
    buf_add(b, say_message(c, MSG(", looked at and harmless: {1}", number(c, v->harmless))));
    buf_add_byte(b, '\n');
}

static void print_human(const Cli *c, Buf *b, const ReviewView *v) {
    findings_print(c, b, c->world.out_is_terminal);
    add_list(c, b, v, "person", N_("For a person to decide"));
    if (cli_has(c, "all")) add_list(c, b, v, "harmless", N_("Looked at and harmless"));
    add_texts(c, b, N_("Why the rest is harmless"), v->reasons, v->reason_count);
    if (cli_has(c, "all")) add_laws(c, b, v);
    add_texts(c, b, N_("Not looked at"), v->not_seen, v->not_seen_count);
    add_counts(c, b, v);
}

static int review(Cli *c) {
    Err err = {.code = ERR_NONE};
    int format = cli_choice(c, "format");
    ReviewRequest r = {.agreement = c->arguments[0],
                       .law = cli_option(c, "law"),
                       .day = cli_option(c, "on"),
                       .tells_all = format == REVIEW_SARIF};
    const ReviewView *v = app_review(c->app, &r, &err);
    if (!v) return err.code ? print_failure(c, &err) : findings_end(c);
    Out *out = print_out(c, &err);
    switch (format) {
    case REVIEW_HUMAN: print_human(c, &out->buf, v); break;
    case REVIEW_JSON: review_json(v, cli_has(c, "all"), &out->buf); break;
    case REVIEW_SARIF: sarif_print(c, &out->buf); break;
    default: break;
    }
    if (!out_end(out)) return print_failure(c, &err);
    return v->violations ? EXIT_FOUND : EXIT_CLEAN;
}

const CliCommand cmd_review = {
    .name = "review",
    .purpose = N_("judge an agreement against higher law: what it may not contain, what it must"),
    .text = N_(
        "Judges every clause against the norms of law that are in force on the day: fair "
        "competition review (Decree 783 with Order 99), ecological compensation (Decree 779), and "
        "norm files of your own. Words only find candidates; whether the thing is done, forbidden "
        "or abolished, who is bound and who benefits is read from the clause, from the lead of its "
        "list and from the terms. What is quoted, titled or defined is not judged.\n\n"
        "Filing and hearings are read from the terms: an entry of filing must say who files with "
        "whom and by when (Decree 789), entries of participation that enterprises (Decree 722), "
        "small ones among them, and experts (Decree 713) are heard before signature. Words alone "
        "are listed for a person.\n\n"
        "For each clause: the place, the law and its article, whether it violates it, is doubtful "
        "or excepted and what the exception lacks, how sure that is, which words and which "
        "structure say so, and what would mend it. Confidence is high where the word that decides "
        "stands in "
        "the same part of the sentence, medium where it stands elsewhere or in the terms, low in "
        "doubt. What could not be decided is listed for a person, with all that was not looked "
        "at.\n\n"
        "The status is 0 without violations, 1 with them, 2 where a file cannot be read. The "
        "result "
        "is help for a reviewer and no legal opinion."),
    .arguments = {ROW_AN_AGREEMENT},
    .options =
        {{.name = "law",
          .kind = OPTION_FILE,
          .value = "DIR",
          .text = N_("a folder of norm files (*.yaml) that add laws or replace those of the "
                     "same id")},
         {.name = "on",
          .kind = OPTION_DATE,
          .value = "DATE",
          .text = N_("apply the law in force on this day; otherwise on the agreement's first "
                     "day")},
         {.name = "all",
          .kind = OPTION_FLAG,
          .text = N_(
              "list what was looked at and found harmless, and the laws with the texts they were "
              "checked against, too")},
         ROW_FINDINGS_FORMAT},
    .examples = {{"softlaw review examples/jing-jin-ji-tax.md --on 2025-05-01",
                  N_("judge an agreement by the law of a day")},
                 {"softlaw review agreement.md --law ours/", N_("with norms of your own")}},
    .run = review,
};

// ---- law import ---------------------------------------------------------------------------------

static int law_import(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str skeleton = app_law_import(c->app, c->arguments[0], &err);
    if (!skeleton.at) return print_failure(c, &err);
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out) return print_failure(c, &err);
    buf_add(&out->buf, skeleton);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_law_import = {
    .name = "law import",
    .purpose = N_("make the skeleton of a norm file of an act in Akoma Ntoso"),
    .text =
        N_("Reads an act in Akoma Ntoso (XML) and writes a norm file for softlaw review with an "
           "entry for each article: its citation, its text, and from when to when it is in "
           "force. Which words make candidates and which cases violate the article a person "
           "must write; until then softlaw review refuses the file. doc/law.md explains norm "
           "files."),
    .arguments = {{.name = "STATUTE.xml",
                   .text = N_("an act in Akoma Ntoso; - is standard input")}},
    .options = {ROW_OUTPUT},
    .examples = {{"softlaw law import statute.xml -o law/statute.yaml",
                  N_("begin a norm file with an act")}},
    .run = law_import,
};
