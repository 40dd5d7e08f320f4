// cli/cmd_verify.c - softlaw verify and softlaw rebuild: is the store what was written?
#include "app/ledger.h"
#include "app/seal.h"
#include "cli/rows.h"
#include "cli/views.h"

enum { VERIFY_HUMAN, VERIFY_JSON };

static Str number_text(const Cli *c, int64_t number) {
    return str_fmt(c->arena, "%lld", (long long)number);
}

static void add_fault(const Cli *c, Buf *b, const FaultView *f) {
    buf_add_fmt(b, "%s", f->kind);
    if (f->record) {
        buf_add_byte(b, ' ');
        buf_add(b, say_message(c, MSG("record {1}", number_text(c, f->record))));
    }
    if (f->table.size) {
        buf_add_byte(b, ' ');
        buf_add(b, say_message(c, MSG("table {1}", f->table)));
    }
    buf_add_c(b, ": ");
    buf_add(b, say_message(c, f->message));
    buf_add_byte(b, '\n');
}

static void print_verified(const Cli *c, Buf *b, const Verified *v) {
    for (size_t i = 0; i < v->count; i++) add_fault(c, b, &v->faults[i]);
    if (v->is_sound)
        buf_add(b,
                say_message(c, MSG("sound: {1} records, {2} entries, {3} postings",
                                   number_text(c, v->record_count), number_text(c, v->entry_count),
                                   number_text(c, v->posting_count))));
    else
        buf_add(b, say_message(
                       c, MSG("not sound: {1} faults", number_text(c, (int64_t)v->fault_count))));
    buf_add_byte(b, '\n');
    buf_add(b, say_message(c, MSG("head {1}:{2}", number_text(c, v->record_count), v->root)));
    buf_add_byte(b, '\n');
}

// ---- evidence -----------------------------------------------------------------------------------

static void add_line(const Cli *c, Buf *b, Message m) {
    buf_add(b, say_message(c, m));
    buf_add_byte(b, '\n');
}

static const char *verdict_text(const SignerView *s) {
    static const struct {
        const char *verdict, *text;
    } TEXTS[] = {{"valid", N_("good")},
                 {"forged", N_("FORGED")},
                 {"unknown", N_("good, but of a key that you do not list as trusted")}};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if (str_is(str_from(s->verdict), str_from(TEXTS[i].verdict))) return TEXTS[i].text;
    return "";
}

static void add_signers(const Cli *c, Buf *b, const char *form, const SignerList *l) {
    for (size_t i = 0; i < l->count; i++) {
        const SignerView *s = &l->items[i];
        add_line(c, b, (Message){form, {s->name, say(c, verdict_text(s)), s->at}});
    }
}

static void add_subject(const Cli *c, Buf *b, const ProofView *v) {
    if (v->title.size) add_line(c, b, MSG("{1}", v->title));
    if (v->agreement.size)
        add_line(c, b, MSG("agreement {1}, SHA-256 {2}", v->agreement, v->version));
    if (v->run)
        add_line(c, b,
                 MSG("run {1}, period {2}, {3} entries", number_text(c, v->run), v->period,
                     number_text(c, v->entry_count)));
    add_signers(c, b, N_("signature of {1}: {2}"), &v->signatures);
}

static void add_proof_fault(const Cli *c, Buf *b, const ProofFault *f) {
    Str record = f->record ? say_message(c, MSG("record {1}", number_text(c, f->record)))
                           : say(c, N_("checkpoint"));
    buf_add_fmt(b, "%.*s:%u: %.*s: ", STR_ARG(f->place.file), f->place.line, STR_ARG(record));
    add_line(c, b, f->message);
}

void proof_print(const Cli *c, Buf *b, const ProofView *v) {
    add_subject(c, b, v);
    add_line(c, b,
             MSG("log {1}: {2} records, root {3}", v->log.name, number_text(c, v->size), v->root));
    add_signers(c, b, N_("witness {1}: {2}, {3}"), &v->witnesses);
    for (size_t i = 0; i < v->fault_count; i++) add_proof_fault(c, b, &v->faults[i]);
    if (v->is_sound && !v->witnesses.count)
        add_line(c, b,
                 MSG("no witness that you trust has cosigned this head: that the log was not "
                     "written anew is not proved"));
    add_line(c, b,
             v->is_sound ? MSG("proved: {1} records stand in the log as they stand here",
                               number_text(c, v->record_count))
                         : MSG("not proved: {1} faults", number_text(c, (int64_t)v->fault_count)));
}

// The words that were proved, for reading and comparing.
static bool write_text(Cli *c, const ProofView *v, Err *err) {
    Str path = cli_option(c, "output");
    if (!path.size || !v->is_sound) return true;
    return print_text_to(c, path, v->text, err);
}

// ---- two heads ----------------------------------------------------------------------------------

static const struct {
    const char *verdict, *text;
    int status;
} HEADS[] = {
    {"contradict",
     N_("proved: {1} has signed two logs, for one of this size has one root; whoever holds its key "
        "has shown different records to different people"),
     EXIT_FOUND},
    {"open",
     N_("not proved: heads of two sizes may be of one log. Whoever runs {1} must show a proof that "
        "the longer continues the shorter (softlaw seal head --since); a witness was shown none"),
     EXIT_FOUND},
    {"unsigned", N_("{1} did not sign both of these heads: they prove nothing"), EXIT_FOUND},
    {"same", N_("both heads of {1} are the same"), EXIT_CLEAN},
};

static int tell_heads(const Cli *c, const HeadsView *v, Buf *b) {
    size_t at = 0;
    while (!str_is(str_from(v->verdict), str_from(HEADS[at].verdict))) at++;
    for (size_t i = 0; i < 2; i++)
        add_line(c, b,
                 MSG("log {1}: {2} records, root {3}", v->log, number_text(c, v->heads[i].size),
                     v->heads[i].root));
    add_line(c, b, (Message){HEADS[at].text, {v->log}});
    return HEADS[at].status;
}

static int verify_heads(Cli *c) {
    Err err = {.code = ERR_NONE};
    Buf words = {.arena = c->arena};
    const HeadsView *v = app_verify_heads(c->app, c->arguments[0], cli_option(c, "trust"), &err);
    Out *out = v ? print_out(c, &err) : NULL;
    if (!out) return print_failure(c, &err);
    int status = tell_heads(c, v, &words);
    if (cli_choice(c, "format") == VERIFY_JSON)
        heads_json(v, out);
    else
        buf_add(&out->buf, buf_str(&words));
    return out_end(out) ? status : print_failure(c, &err);
}

static int verify_evidence(Cli *c) {
    Err err = {.code = ERR_NONE};
    const ProofView *v = app_verify_evidence(c->app, c->arguments[0], cli_option(c, "trust"), &err);
    if (!v || !write_text(c, v, &err)) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_choice(c, "format") == VERIFY_JSON)
        proof_json(c->app, v, out);
    else
        proof_print(c, &out->buf, v);
    if (!out_end(out)) return print_failure(c, &err);
    return v->is_sound ? EXIT_CLEAN : EXIT_FOUND;
}

// ---- stores -------------------------------------------------------------------------------------

static int verify(Cli *c) {
    Err err = {.code = ERR_NONE};
    if (c->argument_count && app_are_heads(c->app, c->arguments[0])) return verify_heads(c);
    if (c->argument_count) return verify_evidence(c);
    if (!cli_has(c, "db")) {
        err_set(&err, ERR_INPUT, MSG("nothing to verify is named"),
                MSG("name a file of evidence, or a store with --db"));
        return print_failure(c, &err);
    }
    const Verified *v = app_verify(c->app, cli_option(c, "db"), cli_option(c, "head"), &err);
    if (!v) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_choice(c, "format") == VERIFY_JSON)
        verified_json(c->app, v, out);
    else
        print_verified(c, &out->buf, v);
    if (!out_end(out)) return print_failure(c, &err);
    return v->is_sound ? EXIT_CLEAN : EXIT_FOUND;
}

const CliCommand cmd_verify = {
    .name = "verify",
    .purpose = N_("check a file of evidence, or recompute a store and name what was altered"),
    .text = N_("With a FILE that softlaw seal evidence has written: checks without any store or "
               "network that the agreement or statement in it was signed, by whom, and that it "
               "stands in the log whose head was signed and cosigned. --trust names the public "
               "keys that you had from elsewhere.\n\n"
               "With a FILE that a witness has kept of a log written anew (STATE.heads): says "
               "whether the log has signed both heads, and whether they contradict each other.\n\n"
               "With --db: checks the schema, every record of the log against its hash and its "
               "place in the "
               "Merkle tree, that every entry sums to zero, and that every derived table is what "
               "the records say. It only reads, and it was written apart from what writes.\n\n"
               "The head printed at the end, the number of records and the root of their tree, "
               "can be kept elsewhere, on paper if need be. Handed in later with --head, it "
               "proves that nothing recorded before then has changed."),
    .arguments = {{.name = "FILE", .is_optional = true, .text = N_("evidence, or two heads")}},
    .options = {{.name = "db",
                 .kind = OPTION_FILE,
                 .value = "PATH",
                 .text = N_("the store to recompute, instead of a file of evidence")},
                ROW_TRUSTED,
                ROW_PROVED_WORDS,
                {.name = "head",
                 .kind = OPTION_WORD,
                 .value = "SIZE:ROOT",
                 .text = N_("a head kept from an earlier run")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw verify river.evidence --trust keys.pub -o river.md",
                  N_("was this signed, and does it stand in the log?")},
                 {"softlaw verify --db ledger.db", N_("is the ledger what was written?")},
                 {"softlaw verify --db ledger.db --head \"$(cat head.txt)\"",
                  N_("and does it continue the one of last year?")}},
    .run = verify,
};

static int rebuild(Cli *c) {
    Err err = {.code = ERR_NONE};
    RebuiltView r;
    if (!app_rebuild(c->app, cli_option(c, "db"), &r, &err)) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    Str count = number_text(c, r.record_count);
    if (r.is_same)
        buf_add(&out->buf,
                say_message(c, MSG("rebuilt from {1} records: the same, {2}", count, r.after)));
    else
        buf_add(&out->buf, say_message(c, MSG("rebuilt from {1} records: it was {2} and is now "
                                              "{3}",
                                              count, r.before, r.after)));
    buf_add_byte(&out->buf, '\n');
    if (!out_end(out)) return print_failure(c, &err);
    return r.is_same ? EXIT_CLEAN : EXIT_FOUND;
}

const CliCommand cmd_rebuild = {
    .name = "rebuild",
    .purpose = N_("make every derived table of a store anew from its records"),
    .text = N_("Empties the tables that are derived from the records and makes them again, in one "
               "transaction, and says whether they came out bit for bit the same. The status is "
               "1 if they did not: something had altered them, and it is mended now."),
    .options = {ROW_DB},
    .examples = {{"softlaw rebuild --db ledger.db", N_("after softlaw verify found a fault")},
                 {"softlaw rebuild --db ledger.db && softlaw verify --db ledger.db",
                  N_("rebuild and look again")}},
    .run = rebuild,
};
