// cli/cmd_seal.c - softlaw seal: keys, signatures, evidence, heads of the log
#include "app/seal.h"
#include "cli/ask.h"
#include "cli/rows.h"

static const char PASSPHRASE[] = N_("Passphrase of the key:");

static bool key_use(Cli *c, const char *option, bool is_new, KeyUse *ret, Err *err) {
    ret->path = cli_option(c, option);
    return ask_secret(c, PASSPHRASE, "passphrase-file", is_new, &ret->passphrase, err);
}

static const OpenKey *open_key(Cli *c, Err *err) {
    KeyUse k;
    return key_use(c, "key", false, &k, err) ? app_key_open(c->app, k, err) : NULL;
}

static int write_text(Cli *c, Str text, Err *err) {
    bool is_written = print_text_to(c, cli_option(c, "output"), text, err);
    return is_written ? EXIT_CLEAN : print_failure(c, err);
}

// clang-format off
#define ROW_KEY(what)                                                                              \
    {.name = "key", .kind = OPTION_FILE, .value = "FILE", .is_required = true, .text = what}
#define ROW_TRUST(required, what)                                                                  \
    {.name = "trust", .kind = OPTION_FILE, .value = "FILE", .is_required = required, .text = what}
// clang-format on

// ---- keygen -------------------------------------------------------------------------------------

static int keygen(Cli *c) {
    Err err = {.code = ERR_NONE};
    KeyUse k;
    if (!key_use(c, "output", true, &k, &err)) return print_failure(c, &err);
    const SealKeyView *v = app_key_new(c->app, c->arguments[0], k, &err);
    if (!v) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    buf_add_fmt(&out->buf, "# %.*s\n%.*s\n# %.*s\n%.*s\n",
                STR_ARG(say(c, N_("signs texts and checkpoints"))), STR_ARG(v->verifier),
                STR_ARG(say(c, N_("cosigns checkpoints as a witness"))), STR_ARG(v->witness));
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_seal_keygen = {
    .name = "seal keygen",
    .purpose = N_("make a key with which an organisation signs"),
    .text = N_("Writes a new secret key (Ed25519) into a file that only its owner can read, locked "
               "by a passphrase (Argon2id). Printed are the public keys that belong to it: hand "
               "them to the other organisations by a way they trust, not by the office that runs "
               "the server.\n\n"
               "Whoever has lost the passphrase has lost the key."),
    .arguments = {{.name = "NAME", .text = N_("whose key it is, for example henan.gov.cn")}},
    .options = {{.name = "output",
                 .letter = 'o',
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .is_required = true,
                 .text = N_("where the secret key goes; the file must not be there yet")},
                ROW_PASSPHRASE},
    .examples = {{"softlaw seal keygen henan.gov.cn -o henan.key > henan.pub",
                  N_("a key for Henan, and its public keys to hand out")}},
    .run = keygen,
};

// ---- sign, record -------------------------------------------------------------------------------

static int sign(Cli *c) {
    Err err = {.code = ERR_NONE};
    KeyUse k;
    Str note;
    if (!key_use(c, "key", false, &k, &err)) return print_failure(c, &err);
    if (app_sign(c->app, c->arguments[0], k, cli_option(c, "note"), &note, &err))
        return write_text(c, note, &err);
    return err.code == ERR_NONE ? findings_end(c) : print_failure(c, &err);
}

const CliCommand cmd_seal_sign = {
    .name = "seal sign",
    .purpose = N_("sign an agreement, word for word"),
    .text = N_("Signs the id of the agreement and the SHA-256 of its file, as a note of four lines "
               "and more (C2SP signed-note), which other programs can check as well. Each party "
               "adds its line to the note of the others. Whoever changes a letter of the agreement "
               "has an agreement that nobody has signed."),
    .arguments = {ROW_THE_AGREEMENT},
    .options = {ROW_KEY(N_("the secret key of the party that signs")),
                ROW_PASSPHRASE,
                {.name = "note",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("the note that other parties have signed already")},
                ROW_OUTPUT},
    .examples = {{"softlaw seal sign river.md --key henan.key -o river.note",
                  N_("Henan signs first")},
                 {"softlaw seal sign river.md --key shandong.key --note river.note -o river.both",
                  N_("then Shandong signs the same")}},
    .run = sign,
};

static void print_signed(const Cli *c, Buf *b, const SignedView *v) {
    static const char *const HOW[] = {N_("{1}: recorded"), N_("{1}: was recorded before"),
                                      N_("{1}: refused ({2}): {3}")};
    bool is_old = str_is(str_from(v->outcome), STR("already-signed"));
    const char *how = HOW[v->is_refused ? 2 : is_old];
    Message m = {how, {v->signer, str_from(v->outcome), say_message(c, v->why)}};
    buf_add(b, say_message(c, m));
    buf_add_byte(b, '\n');
}

static int record(Cli *c) {
    Err err = {.code = ERR_NONE};
    const SignedList *l =
        app_sign_record(c->app, cli_option(c, "db"), c->arguments[0], cli_option(c, "trust"), &err);
    if (!l) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    for (size_t i = 0; i < l->count; i++) print_signed(c, &out->buf, &l->items[i]);
    if (!out_end(out)) return print_failure(c, &err);
    return l->refused_count ? EXIT_FOUND : EXIT_CLEAN;
}

const CliCommand cmd_seal_record = {
    .name = "seal record",
    .purpose = N_("record the signatures on an agreement in the ledger"),
    .text = N_("Checks a note against the public keys of the parties and records each good "
               "signature as an entry of the log, once. The agreement must be in the ledger in "
               "the version that was signed."),
    .arguments = {{.name = "NOTE", .text = N_("a note that softlaw seal sign has made")}},
    .options = {ROW_DB, ROW_TRUST(true, N_("the public keys of the parties, one on each line"))},
    .examples = {{"softlaw seal record river.both --db ledger.db --trust parties.pub",
                  N_("both signatures into the ledger")}},
    .run = record,
};

// ---- evidence, head -----------------------------------------------------------------------------

static int evidence(Cli *c) {
    Err err = {.code = ERR_NONE};
    EvidenceRequest r = {.db = cli_option(c, "db"),
                         .agreement = cli_option(c, "agreement"),
                         .version = cli_option(c, "version"),
                         .run = cli_option(c, "run")};
    Str text;
    r.key = open_key(c, &err);
    if (!r.key || !app_evidence(c->app, &r, &text, &err)) return print_failure(c, &err);
    return write_text(c, text, &err);
}

const CliCommand cmd_seal_evidence = {
    .name = "seal evidence",
    .purpose = N_("write an agreement or a statement as a file that proves itself"),
    .text = N_("The file holds the records of the log that belong together, the text and the "
               "signatures of an agreement, or the facts and entries of a run, for each the proof "
               "of its place in the log (RFC 9162), and the head of the log, signed. Anybody can "
               "check it with softlaw verify FILE, without this store and without a network."),
    .options = {ROW_DB,
                ROW_AGREEMENT,
                {.name = "version",
                 .kind = OPTION_WORD,
                 .value = "SHA256",
                 .text = N_("this version of the agreement; otherwise the last one")},
                {.name = "run",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("a posted run with its entries, instead of an agreement")},
                ROW_KEY(N_("the secret key of the log")),
                ROW_PASSPHRASE,
                ROW_OUTPUT},
    .examples = {{"softlaw seal evidence --db ledger.db --agreement river --key log.key -o "
                  "river.evidence",
                  N_("the agreement with all its signatures")},
                 {"softlaw seal evidence --db ledger.db --run 2 --key log.key -o run-2.evidence",
                  N_("what was posted as run 2")}},
    .run = evidence,
};

static int head(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str text;
    const OpenKey *k = open_key(c, &err);
    if (!k || !app_log_head(c->app, cli_option(c, "db"), cli_option(c, "since"), k, &text, &err))
        return print_failure(c, &err);
    return write_text(c, text, &err);
}

const CliCommand cmd_seal_head = {
    .name = "seal head",
    .purpose = N_("sign how long the log is, for a witness"),
    .text = N_("Prints what softlaw witness is to be shown: the signed head of the log, and the "
               "proof that it continues the log of so many records (C2SP tlog-witness)."),
    .options = {ROW_DB,
                ROW_KEY(N_("the secret key of the log")),
                ROW_PASSPHRASE,
                {.name = "since",
                 .kind = OPTION_WORD,
                 .value = "SIZE",
                 .text = N_("how many records the witness has seen; otherwise none")},
                ROW_OUTPUT},
    .examples = {{"softlaw seal head --db ledger.db --key log.key --since 12 -o request",
                  N_("for a witness that has seen 12 records")}},
    .run = head,
};
