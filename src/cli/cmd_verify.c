// cli/cmd_verify.c - softlaw verify and softlaw rebuild: is the store what was written?
#include "app/ledger.h"
#include "cli/rows.h"

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

static int verify(Cli *c) {
    Err err = {.code = ERR_NONE};
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
    .purpose = N_("recompute a store and name what was altered, missing or reordered"),
    .text = N_("Checks the schema, every record of the log against its hash and its place in the "
               "Merkle tree, that every entry sums to zero, and that every derived table is what "
               "the records say. It only reads, and it was written apart from what writes.\n\n"
               "The head printed at the end, the number of records and the root of their tree, "
               "can be kept elsewhere, on paper if need be. Handed in later with --head, it "
               "proves that nothing recorded before then has changed."),
    .options = {ROW_DB,
                {.name = "head",
                 .kind = OPTION_WORD,
                 .value = "SIZE:ROOT",
                 .text = N_("a head kept from an earlier run")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw verify --db ledger.db", N_("is the ledger what was written?")},
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
