// cli/cmd_post.c - softlaw post and softlaw correct: write a settlement into the ledger
#include "app/ledger.h"
#include "cli/rows.h"
#include "cli/statement.h"

enum { POST_HUMAN, POST_JSON };

static Str number_text(const Cli *c, int64_t number) {
    return str_fmt(c->arena, "%lld", (long long)number);
}

static Str line_of(const Cli *c, const PostView *p) {
    Str period = p->period.size ? p->period : say(c, N_("Whole term")),
        run = number_text(c, p->run);
    Str entries = number_text(c, p->entry_count);
    if (p->is_refused)
        return say_message(c, MSG("{1}: refused ({2}): {3}", period, str_from(p->outcome),
                                  say_message(c, p->why)));
    if (str_is(str_from(p->outcome), STR("already-posted")))
        return say_message(c, MSG("{1}: run {2} is already in the ledger", period, run));
    if (p->corrects)
        return say_message(c, MSG("{1}: run {2} corrects run {3}, {4} entries", period, run,
                                  number_text(c, p->corrects), entries));
    return say_message(c, MSG("{1}: posted as run {2}, {3} entries", period, run, entries));
}

static void print_human(const Cli *c, Buf *b, const PostList *l) {
    for (size_t i = 0; i < l->count; i++) {
        buf_add(b, line_of(c, &l->items[i]));
        buf_add_byte(b, '\n');
    }
}

static int post_as(Cli *c, bool is_correction) {
    Err err = {.code = ERR_NONE};
    PostRequest request = {.inputs = inputs_of(c),
                           .period = cli_option(c, "period"),
                           .key = cli_option(c, "key"),
                           .is_correction = is_correction};
    const PostList *l = app_post(c->app, cli_option(c, "db"), &request, &err);
    if (!l) {
        int status = findings_end(c);
        return err.code ? print_failure(c, &err) : status;
    }
    Out *out = print_out(c, &err);
    if (cli_choice(c, "format") == POST_JSON)
        post_json(c->app, l, out);
    else
        print_human(c, &out->buf, l);
    if (!out_end(out)) return print_failure(c, &err);
    int status = findings_end(c);
    return l->refused_count ? EXIT_FOUND : status;
}

static int post(Cli *c) {
    return post_as(c, false);
}

static int correct(Cli *c) {
    return post_as(c, true);
}

// clang-format off
#define ROW_KEY                                                                                    \
    {.name = "key", .kind = OPTION_WORD, .value = "WORD",                                          \
     .text = N_("a name for this run: a retry with the same key cannot post twice")}
// clang-format on

const CliCommand cmd_post = {
    .name = "post",
    .purpose = N_("settle, and write the payments into the ledger"),
    .text = N_("Settles the agreement and posts each period as one run of balanced entries, in one "
               "transaction. The text and the facts are recorded with it. Posting again changes "
               "nothing.\n\n"
               "Nothing in the ledger is ever edited. A posting that must not happen is refused "
               "with its reason, for example because the period is settled with another result: "
               "see softlaw correct. The status is then 1."),
    .arguments = {ROW_THE_AGREEMENT},
    .options = {ROW_DB, ROW_FACTS, ROW_THROUGH, ROW_PERIOD, ROW_KEY, ROW_FORMAT("human json")},
    .examples = {{"softlaw post examples/yellow-river.md --facts examples/yellow-river.facts.csv "
                  "--db ledger.db",
                  N_("post every settled period")},
                 {"softlaw post examples/yellow-river.md --facts examples/yellow-river.facts.csv "
                  "--db ledger.db --period 2021 --key june",
                  N_("post one period under a name of its own")}},
    .run = post,
};

const CliCommand cmd_correct = {
    .name = "correct",
    .purpose = N_("replace a posted period by what the text and facts now give"),
    .text = N_("Settles the agreement anew and, where a period came out otherwise than posted, "
               "reverses every entry of its run and posts the new one. Both stay in the ledger. "
               "A period that came out the same is left as it is."),
    .arguments = {ROW_THE_AGREEMENT},
    .options = {ROW_DB, ROW_FACTS, ROW_THROUGH, ROW_PERIOD, ROW_KEY, ROW_FORMAT("human json")},
    .examples = {{"softlaw correct examples/yellow-river.md --facts corrected.csv --db ledger.db",
                  N_("a fact was wrong")},
                 {"softlaw correct examples/yellow-river.md --facts corrected.csv --db ledger.db "
                  "--period 2021",
                  N_("correct one period only")}},
    .run = correct,
};
