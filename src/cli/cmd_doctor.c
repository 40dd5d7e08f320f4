// cli/cmd_doctor.c - softlaw doctor: is the machine fit for the office, and the office well?
#include "app/doctor.h"
#include "base/json.h"
#include "cli/rows.h"

enum { DOCTOR_HUMAN, DOCTOR_JSON };

static const char *const NAMES[] = {
    [DOCTOR_GOOD] = "good", [DOCTOR_WARNING] = "warning", [DOCTOR_BAD] = "bad"};
static const char *const WORDS[] = {
    [DOCTOR_GOOD] = N_("fine"), [DOCTOR_WARNING] = N_("WARNING"), [DOCTOR_BAD] = N_("BAD")};

static void add_item(const Cli *c, Buf *b, const DoctorItem *i) {
    buf_add_fmt(b, "%.*s: %s: ", STR_ARG(say(c, WORDS[i->state])), i->check);
    buf_add(b, say_message(c, i->message));
    buf_add_byte(b, '\n');
    if (!i->hint.text) return;
    buf_add_c(b, "    ");
    buf_add(b, say_message(c, i->hint));
    buf_add_byte(b, '\n');
}

static void add_json(const Cli *c, Buf *b, const DoctorItem *i) {
    buf_add_fmt(b, "{\"check\":\"%s\",\"state\":\"%s\",\"message\":", i->check, NAMES[i->state]);
    json_add_string(b, say_message(c, i->message));
    buf_add_c(b, ",\"hint\":");
    json_add_string(b, i->hint.text ? say_message(c, i->hint) : STR(""));
    buf_add_c(b, "}\n");
}

static int doctor(Cli *c) {
    Err err = {.code = ERR_NONE};
    DoctorRequest r = {.db = cli_option(c, "db"),
                       .backups = cli_option(c, "backups"),
                       .key = cli_option(c, "log-key"),
                       .certificate = cli_option(c, "tls-certificate")};
    if (!cli_port(c, &r.port, &err)) return print_failure(c, &err);
    const DoctorReport *report = app_doctor(c->app, &r);
    Out *out = print_out(c, &err);
    bool is_json = cli_choice(c, "format") == DOCTOR_JSON;
    for (size_t i = 0; i < report->count; i++)
        (is_json ? add_json : add_item)(c, &out->buf, &report->items[i]);
    if (!out_end(out)) return print_failure(c, &err);
    return report->bad_count ? EXIT_FOUND : EXIT_CLEAN;
}

const CliCommand cmd_doctor = {
    .name = "doctor",
    .purpose = N_("look at the machine and the store of an office, and say what to mend"),
    .text = N_("Looks whether the store can be read and written, recomputes its log and its "
               "tables, looks at the stores beside it, at who may read what, at the room on the "
               "disk, the clock, and what waits too long for a second person; where they are "
               "given, also at the backups, the server and its certificate. Each finding says how "
               "to mend it. The status is 1 where something is bad."),
    .options = {ROW_DB,
                {.name = "backups",
                 .kind = OPTION_FILE,
                 .value = "FOLDER",
                 .text = N_("the folder of backups")},
                {.name = "log-key",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("the secret key with which the log is signed")},
                {.name = "tls-certificate",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("the certificate of the server, in PEM")},
                {.name = "port",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("the port at which the server should answer on this machine")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw doctor --db office.db --backups /backup --port 8080",
                  N_("every morning")}},
    .run = doctor,
};
