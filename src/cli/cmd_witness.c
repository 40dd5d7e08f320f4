// cli/cmd_witness.c - softlaw witness: cosign heads of a log, from a file or from an office
#include "app/seal.h"
#include "base/file.h"
#include "cli/ask.h"
#include "cli/rows.h"

#include <signal.h>
#include <time.h>

enum { EVERY_SECONDS = 20, EVERY_MOST_SECONDS = 3600 };

// clang-format off
#define ROW_KEY(what)                                                                              \
    {.name = "key", .kind = OPTION_FILE, .value = "FILE", .is_required = true, .text = what}
#define ROW_TRUST(required, what)                                                                  \
    {.name = "trust", .kind = OPTION_FILE, .value = "FILE", .is_required = required, .text = what}
// clang-format on

static void tell(Cli *c, Str text) {
    print_error_text(c, STR("softlaw: "));
    print_error_text(c, text);
    print_error_text(c, STR("\n"));
}

static void tell_refusal(Cli *c, const WitnessView *v) {
    tell(c, say_message(
                c, MSG("not cosigned ({1}): {2}", str_from(v->verdict), say_message(c, v->why))));
}

// ---- from a file --------------------------------------------------------------------------------

static int witness_file(Cli *c, KeyUse k) {
    Err err = {.code = ERR_NONE};
    const WitnessView *v = app_witness(c->app, c->arguments[0], cli_option(c, "state"),
                                       cli_option(c, "trust"), k, &err);
    if (!v) return print_failure(c, &err);
    if (v->is_cosigned) {
        bool is_written = print_text_to(c, cli_option(c, "output"), v->note, &err);
        return is_written ? EXIT_CLEAN : print_failure(c, &err);
    }
    tell_refusal(c, v);
    return EXIT_FOUND;
}

// ---- from an office -----------------------------------------------------------------------------

// False where the process was told to end.
static bool wait_seconds(const sigset_t *ends, int64_t seconds) {
    struct timespec span = {.tv_sec = (time_t)seconds};
    return sigtimedwait(ends, NULL, &span) < 0;
}

typedef struct Round {
    CliExit end;
    bool is_last, is_silent; // is_silent: nobody answered
} Round;

static Round go_round(Cli *c, const WitnessFollow *f, int64_t *size) {
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Sys *sys = c->sys;
    Str output = cli_option(c, "output");
    App *app = app_new(a, (AppOptions){.sys = sys, .lang = c->lang});
    const WitnessView *v = app_witness_round(app, f, &err);
    Round r = {.end = EXIT_CLEAN};
    bool has_output = v && v->is_cosigned && output.size;
    if (!v || (has_output && !file_write(a, sys, output, v->note, &err))) {
        r = (Round){(CliExit)print_failure(c, &err), err.code != ERR_PEER, err.code == ERR_PEER};
    } else if (!v->is_cosigned) {
        tell_refusal(c, v);
        if (v->is_alarm)
            tell(c, say_message(c, MSG("both heads, as the log has signed them, are in \"{1}\": "
                                       "show them to the other organisations",
                                       f->heads)));
        r = (Round){.end = EXIT_FOUND, .is_last = v->is_alarm};
    } else if (v->size != *size) {
        *size = v->size;
        tell(c, say_message(
                    c, MSG("cosigned at {1} records", str_fmt(a, "%lld", (long long)v->size))));
    }
    arena_free(a);
    return r;
}

static int follow(Cli *c, const WitnessFollow *f, int64_t every) {
    sigset_t ends;
    int64_t size = -1, silent_rounds = 0;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    for (;;) {
        Round r = go_round(c, f, &size);
        if (r.is_last || cli_has(c, "once")) return (int)r.end;
        // Whoever does not answer is asked soon again, then less and less often.
        silent_rounds = r.is_silent ? silent_rounds + 1 : 0;
        int64_t pause = r.is_silent && silent_rounds < 6 ? (int64_t)1 << silent_rounds : every;
        if (!wait_seconds(&ends, pause < every ? pause : every)) return EXIT_CLEAN;
    }
}

static bool read_every(Cli *c, int64_t *ret, Err *err) {
    Str text = cli_option(c, "every");
    Dec d;
    *ret = EVERY_SECONDS;
    if (!text.size) return true;
    return (dec_from_text(text, &d, NULL) && dec_to_int(d, ret) && *ret >= 1 &&
            *ret <= EVERY_MOST_SECONDS) ||
           err_set(err, ERR_INPUT, MSG("\"{1}\" is no number of seconds", text),
                   MSG("write a number from 1 to 3600"));
}

static int witness_office(Cli *c, KeyUse k) {
    Err err = {.code = ERR_NONE};
    int64_t every;
    Str state = cli_option(c, "state");
    WitnessFollow f = {.office = cli_option(c, "office"),
                       .state = state,
                       .trust = cli_option(c, "trust"),
                       .heads = str_fmt(c->arena, "%.*s.heads", STR_ARG(state))};
    if (!read_every(c, &every, &err) || !(f.key = app_key_open(c->app, k, &err)))
        return print_failure(c, &err);
    return follow(c, &f, every);
}

static int witness(Cli *c) {
    Err err = {.code = ERR_NONE};
    KeyUse k = {.path = cli_option(c, "key")};
    bool has_office = cli_has(c, "office");
    if (has_office == (c->argument_count > 0)) {
        err_set(&err, ERR_INPUT, MSG("a witness is shown a request, or asks an office"),
                MSG("give a file, or --office with an address"));
        return print_failure(c, &err);
    }
    if (!ask_secret(c, N_("Passphrase of the key:"), "passphrase-file", false, &k.passphrase, &err))
        return print_failure(c, &err);
    return has_office ? witness_office(c, k) : witness_file(c, k);
}

const CliCommand cmd_witness = {
    .name = "witness",
    .purpose = N_("cosign the head of a log, if it continues the one cosigned before"),
    .text =
        N_("Run by the other organisations, so that whoever keeps the ledger cannot write the "
           "past anew without being seen: a witness remembers the last head it has cosigned, "
           "and cosigns another only with a proof that the log in between was continued and "
           "nothing in it changed (C2SP tlog-cosignature). Otherwise it says so, and the "
           "status is 1.\n\n"
           "What it remembers stands in the file of --state. Keep it: a witness without "
           "memory cosigns whatever it is shown.\n\n"
           "With --office it asks the office itself, again and again until it is ended, and says "
           "at once when the log has been written anew: it then keeps both signed heads in a "
           "file beside --state, whose name ends in .heads, and ends with status 1."),
    .arguments = {{.name = "REQUEST",
                   .is_optional = true,
                   .text = N_("what softlaw seal head has printed; not with --office")}},
    .options = {{.name = "state",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .is_required = true,
                 .text = N_("what this witness remembers of the log; made at the first time")},
                ROW_TRUST(true, N_("the public key of the log")),
                ROW_KEY(N_("the secret key of the witness")),
                ROW_PASSPHRASE,
                {.name = "office",
                 .kind = OPTION_WORD,
                 .value = "URL",
                 .text = N_("ask the office at this address, instead of reading a request")},
                {.name = "every",
                 .kind = OPTION_WORD,
                 .value = "SECONDS",
                 .text = N_("how often it is asked; otherwise every 20 seconds")},
                {.name = "once", .kind = OPTION_FLAG, .text = N_("ask it once")},
                ROW_OUTPUT},
    .examples =
        {{"softlaw witness request --state log.seen --trust log.pub --key shandong.key",
          N_("Shandong cosigns what Henan keeps")},
         {"softlaw witness --office https://office.example --state log.seen --trust log.pub "
          "--key shandong.key",
          N_("Shandong watches the office")}},
    .run = witness,
};
