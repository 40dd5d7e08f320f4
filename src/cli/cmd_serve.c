// cli/cmd_serve.c - softlaw serve: the office in the browser
#include "app/office.h"
#include "base/file.h"
#include "base/notify.h"
#include "cli/ask.h"
#include "cli/rows.h"

static void show_address(void *self, Str address) {
    Cli *c = self;
    print_error_text(c, say_message(c, MSG("serving; end with Ctrl-C")));
    print_error_text(c, STR("\n"));
    fprintf(c->world.out, "%.*s/\n", STR_ARG(address));
    fflush(c->world.out);
    notify_manager(STR("READY=1"));
}

static void write_log(void *self, Str line) {
    print_error_text(self, line);
}

static bool log_key(Cli *c, const OpenKey **ret, Err *err) {
    KeyUse k = {.path = cli_option(c, "log-key")};
    if (!k.path.size) return true;
    const char *question = N_("Passphrase of the log's key:");
    return ask_secret(c, question, "passphrase-file", false, &k.passphrase, err) &&
           (*ret = app_key_open(c->app, k, err));
}

static bool read_option(Cli *c, const char *option, Str *ret, Err *err) {
    enum { OPTION_BYTES = 1 << 20 };
    Str path = cli_option(c, option);
    return !path.size || file_read_text(c->arena, path, OPTION_BYTES, ret, err);
}

// Both, or none.
static bool read_certificate(Cli *c, OfficeOptions *o, Err *err) {
    if (!cli_option(c, "tls-certificate").size != !cli_option(c, "tls-key").size)
        return err_set(err, ERR_INPUT, MSG("TLS takes a certificate and its key"),
                       MSG("give both --tls-certificate and --tls-key"));
    return read_option(c, "tls-certificate", &o->certificate, err) &&
           read_option(c, "tls-key", &o->certificate_key, err);
}

static bool read_map(Cli *c, Str *ret, Err *err) {
    Str path = cli_option(c, "map");
    return !path.size || app_portal_tiles(c->app, path, ret, err);
}

static bool read_providers(Cli *c, Providers **ret, Err *err) {
    Str path = cli_option(c, "oidc");
    return !path.size || (*ret = app_providers_open(c->app, path, err));
}

static bool read_files(void *self, OfficeOptions *o, Err *err) {
    Cli *c = self;
    return read_certificate(c, o, err) && read_map(c, &o->portal.tiles, err) &&
           read_option(c, "witnesses", &o->portal.witnesses, err) &&
           read_providers(c, &o->providers, err);
}

static void tell_reloaded(void *self, const Err *why) {
    Cli *c = self;
    if (why) print_failure(c, why);
    print_error_text(c,
                     why ? say(c, N_("nothing was read anew: the office goes on as it was"))
                         : say(c, N_("certificate, map, witnesses and providers were read anew")));
    print_error_text(c, STR("\n"));
}

enum { SHARE_PERCENT = 50, SHARE_MOST = 10000 };

static int serve(Cli *c) {
    Err err = {.code = ERR_NONE};
    OfficeOptions o = {.arena = c->arena,
                       .options = {.sys = c->sys, .lang = c->lang},
                       .portal = {.db = cli_option(c, "db")},
                       .address = cli_option(c, "address"),
                       .origin = cli_option(c, "origin"),
                       .is_behind_proxy = cli_has(c, "behind-proxy"),
                       .ready = show_address,
                       .reload = read_files,
                       .reloaded = tell_reloaded,
                       .log = cli_has(c, "quiet") ? NULL : write_log,
                       .self = c};
    int64_t share = SHARE_PERCENT;
    if (!o.address.size) o.address = STR("127.0.0.1");
    if (!cli_port(c, &o.port, &err) || !cli_threads(c, &o.threads, &err) ||
        !cli_number(c, "share", 0, SHARE_MOST, &share, &err))
        return print_failure(c, &err);
    o.share = (unsigned)share;
    if (!read_files(c, &o, &err) || !log_key(c, &o.portal.key, &err) ||
        !app_portal_prepare(c->app, o.portal.db, &err) || !c->world.serve(&o, &err))
        return print_failure(c, &err);
    return EXIT_CLEAN;
}

const CliCommand cmd_serve = {
    .name = "serve",
    .purpose = N_("the office: publish what a store holds, and let people work on it"),
    .text = N_(
        "Serves the agreements of a store to browsers and programs until it is ended: a list, each "
        "agreement with what it asks of whom, its text, its statements, who has signed it, and "
        "evidence that can be checked without trusting this server. Everything is also there as "
        "JSON under /api/v1, described by /api/v1/openapi.json; /health and /metrics are for "
        "whoever watches over it.\n\n"
        "Where the office has accounts (softlaw init), people log in and work: each sees and does "
        "what is his.\n\n"
        "It speaks plain HTTP to this machine alone, unless --address says otherwise. In a "
        "network, give it a certificate, or put a proxy such as nginx in front of it, for TLS "
        "and HTTP/2; name the address under which people see it with --origin.\n\n"
        "With --log-key evidence and heads of the log can be had; the key stays in memory.\n\n"
        "At SIGHUP certificate, map, witnesses and providers are read anew, and nobody is turned "
        "away; at "
        "SIGTERM what has begun is finished."),
    .options = {ROW_DB,
                {.name = "port",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("the port to serve on; otherwise one that is free")},
                {.name = "address",
                 .kind = OPTION_WORD,
                 .value = "ADDRESS",
                 .text = N_("the address to serve on; otherwise 127.0.0.1")},
                {.name = "origin",
                 .kind = OPTION_WORD,
                 .value = "URL",
                 .text = N_("the address that people use, for example https://office.example")},
                {.name = "behind-proxy",
                 .kind = OPTION_FLAG,
                 .text = N_("believe X-Forwarded-For, which the proxy must set")},
                {.name = "share",
                 .kind = OPTION_WORD,
                 .value = "PERCENT",
                 .text = N_("of a processor, that one person or, of those who are not logged in, "
                            "one address may keep busy in the long run; otherwise 50, and 0: no "
                            "limit. Who has used up his share is told to wait")},
                {.name = "tls-certificate",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("speak TLS: the certificate with its chain, in PEM")},
                {.name = "tls-key",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("and its key, in PEM")},
                {.name = "witnesses",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("public keys of the organisations that witness the log, a line each: "
                            "without a cosignature of theirs within four hours nobody signs and "
                            "nothing is paid")},
                {.name = "oidc",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("identity providers through which people log in (OpenID Connect), "
                            "as doc/operate.md tells")},
                {.name = "log-key",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("the secret key with which the log is signed")},
                ROW_PASSPHRASE,
                {.name = "map",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("where regions stand on the map: a CSV file with names (parted by |, "
                            "the first shown in English, the last in Chinese), column, row; "
                            "otherwise the provinces of China")},
                {.name = "threads",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("how many requests to answer at once; otherwise as there are "
                            "processors")},
                {.name = "quiet",
                 .kind = OPTION_FLAG,
                 .text = N_("do not write a line for each request")}},
    .examples = {{"softlaw serve --db ledger.db --port 8080", N_("to look at on this machine")},
                 {"softlaw serve --db ledger.db --port 8080 --log-key log.key "
                  "--origin https://office.example",
                  N_("behind a proxy, with evidence")}},
    .run = serve,
};
