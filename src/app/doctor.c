// app/doctor.c - checks of the machine and of the store, each with what to do about it
#include "app/doctor.h"

#include "app/keep_int.h"
#include "app/people_int.h"
#include "verify/verify.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    MICROSECONDS = 1000000,
    DAY = 24 * 60 * 60,
    BACKUP_DAYS_MAX = 2,
    PROPOSAL_DAYS_MAX = 14,
    CERTIFICATE_DAYS_MIN = 21,
    WAL_BYTES_MAX = 64 << 20,
    SPACE_BYTES_MIN = 1 << 30,
};

typedef struct Doctor {
    App *app;
    const DoctorRequest *request;
    DoctorReport *report;
} Doctor;

static void say(Doctor *d, const char *check, DoctorState state, Message message, Message hint) {
    *VEC_ADD(d->app->arena, d->report) = (DoctorItem){check, state, message, hint};
    d->report->bad_count += state == DOCTOR_BAD;
    d->report->warning_count += state == DOCTOR_WARNING;
}

static void say_failure(Doctor *d, const char *check, const Err *err) {
    say(d, check, DOCTOR_BAD, err->message, err->hint);
}

static Str number(Doctor *d, int64_t n) {
    return str_fmt(d->app->arena, "%lld", (long long)n);
}

static int64_t now(Doctor *d) {
    return sys_now(d->app->options.sys) / MICROSECONDS;
}

static Str beside(Doctor *d, const char *end) {
    return str_fmt(d->app->arena, "%.*s%s", STR_ARG(d->request->db), end);
}

// ---- the store ----------------------------------------------------------------------------------

static void check_store(Doctor *d) {
    Err err = {.code = ERR_NONE};
    int64_t last = 0;
    Store *s = store_open(d->app->arena, d->request->db, (StoreOptions){0}, &err);
    if (!s) {
        say_failure(d, "store", &err);
        return;
    }
    StoreHealth h = store_health(d->app->arena, s);
    store_close(s);
    say(d, "store", DOCTOR_GOOD, MSG("the store can be read and written; journal: {1}", h.journal),
        NO_MSG);
    say(d, "library", h.is_library_sound ? DOCTOR_GOOD : DOCTOR_BAD, MSG("SQLite {1}", h.library),
        NO_MSG);
    if (h.last_at.size && sys_time_parse(h.last_at, &last) && last / MICROSECONDS > now(d))
        say(d, "clock", DOCTOR_BAD, MSG("the last record is of {1}, which is to come", h.last_at),
            MSG("set the clock; until then new records bear the time of the last one"));
    else
        say(d, "clock", DOCTOR_GOOD, MSG("the clock is not behind the log"), NO_MSG);
}

static void check_log(Doctor *d) {
    Err err = {.code = ERR_NONE};
    const VerifyReport *r =
        verify_run(d->app->arena, d->request->db, (VerifyOptions){.known_size = 0}, &err);
    if (!r)
        say_failure(d, "log", &err);
    else if (!r->is_sound)
        say(d, "log", DOCTOR_BAD, r->faults[0].message,
            MSG("see: softlaw verify; a backup from before it: softlaw restore"));
    else
        say(d, "log", DOCTOR_GOOD,
            MSG("{1} records, every hash and head recomputed", number(d, r->record_count)), NO_MSG);
}

static void check_others(Doctor *d) {
    FileList l;
    if (!keep_beside(d->app, d->request->db, &l, NULL)) return;
    for (size_t i = 0; i < l.count; i++) {
        Err err = {.code = ERR_NONE};
        Str fault, path = beside(d, str_c(d->app->arena, l.items[i]));
        Store *s = store_open(d->app->arena, path, (StoreOptions){.is_read_only = true}, &err);
        bool done = s && store_check_pages(d->app->arena, s, &fault, &err);
        if (s) store_close(s);
        if (!done)
            say_failure(d, "stores-beside", &err);
        else if (fault.size)
            say(d, "stores-beside", DOCTOR_BAD,
                MSG("the store {1} is damaged: {2}", l.items[i], fault),
                MSG("a backup from before it: softlaw restore"));
        else
            say(d, "stores-beside", DOCTOR_GOOD, MSG("the store {1} is sound", l.items[i]), NO_MSG);
    }
}

// ---- files --------------------------------------------------------------------------------------

static void check_private(Doctor *d, Str path) {
    struct stat s;
    if (!path.size || stat(str_c(d->app->arena, path), &s) != 0) return;
    if (s.st_mode & (S_IRWXG | S_IRWXO))
        say(d, "permissions", DOCTOR_BAD, MSG("others may use \"{1}\"", path),
            MSG("chmod 600 {1}", path));
    else
        say(d, "permissions", DOCTOR_GOOD, MSG("\"{1}\" is for its owner alone", path), NO_MSG);
}

static void check_permissions(Doctor *d) {
    struct stat s;
    check_private(d, beside(d, ".people"));
    check_private(d, d->request->key);
    if (stat(str_c(d->app->arena, d->request->db), &s) == 0 && (s.st_mode & (S_IWGRP | S_IWOTH)))
        say(d, "permissions", DOCTOR_BAD, MSG("others may write \"{1}\"", d->request->db),
            MSG("chmod 600 {1}", d->request->db));
}

static void check_space(Doctor *d) {
    struct stat wal;
    struct statvfs v;
    if (statvfs(str_c(d->app->arena, d->request->db), &v) == 0) {
        uint64_t free_bytes = (uint64_t)v.f_bavail * v.f_frsize;
        bool is_good = free_bytes >= SPACE_BYTES_MIN;
        say(d, "space", is_good ? DOCTOR_GOOD : DOCTOR_BAD,
            is_good ? MSG("there is room on the disk")
                    : MSG("there are only {1} MiB left on the disk",
                          number(d, (int64_t)(free_bytes >> 20))),
            is_good ? NO_MSG : MSG("make room; nothing can be written on a full disk"));
    }
    if (stat(str_c(d->app->arena, beside(d, "-wal")), &wal) == 0 && wal.st_size > WAL_BYTES_MAX)
        say(d, "wal", DOCTOR_WARNING,
            MSG("SQLite's log (-wal) has {1} MiB", number(d, wal.st_size >> 20)),
            MSG("something has read the store for long; restart the server"));
}

static void check_backups(Doctor *d) {
    Err err = {.code = ERR_NONE};
    BackupList l;
    int64_t at = 0;
    if (!d->request->backups.size) return;
    if (!app_backups(d->app, d->request->backups, &l, &err)) {
        say_failure(d, "backup", &err);
        return;
    }
    bool is_there = l.count && sys_time_parse(l.items[l.count - 1].at, &at);
    bool is_new = is_there && now(d) - at / MICROSECONDS <= BACKUP_DAYS_MAX * DAY;
    say(d, "backup", is_new ? DOCTOR_GOOD : DOCTOR_BAD,
        is_there ? MSG("the last backup is of {1}", l.items[l.count - 1].at)
                 : MSG("there is no backup"),
        is_new ? NO_MSG : MSG("softlaw backup, every day, by a timer"));
}

// ---- people -------------------------------------------------------------------------------------

static void check_waiting(Doctor *d) {
    int64_t oldest = 0, count = 0;
    if (!keep_exists(d->app, beside(d, ".people"))) return;
    OpenPeople *p = app_people_open(d->app, d->request->db, NULL);
    if (!p || !desk_oldest_open(p->desk, &oldest, &count, NULL)) return;
    store_close(p->store);
    bool is_old = count && now(d) - oldest > PROPOSAL_DAYS_MAX * DAY;
    say(d, "four-eyes", is_old ? DOCTOR_WARNING : DOCTOR_GOOD,
        is_old ? MSG("{1} proposals wait for a second person, the oldest for more than {2} days",
                     number(d, count), number(d, PROPOSAL_DAYS_MAX))
               : MSG("{1} proposals wait for a second person", number(d, count)),
        is_old ? MSG("remind those who may approve, or refuse it") : NO_MSG);
}

// ---- the server ---------------------------------------------------------------------------------

static bool answers(int port) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct timeval patience = {.tv_sec = 5};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    static const char ASK[] =
        "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    char said[16] = {0};
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0) return false;
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    bool done = connect(s, (struct sockaddr *)&to, sizeof to) == 0 &&
                send(s, ASK, sizeof ASK - 1, MSG_NOSIGNAL) == (ssize_t)sizeof ASK - 1 &&
                recv(s, said, sizeof said - 1, MSG_WAITALL) > 12;
    close(s);
    return done && memcmp(said + 8, " 200", 4) == 0;
}

static void check_server(Doctor *d) {
    if (!d->request->port) return;
    bool is_up = answers(d->request->port);
    say(d, "server", is_up ? DOCTOR_GOOD : DOCTOR_BAD,
        is_up ? MSG("the server answers at port {1}", number(d, d->request->port))
              : MSG("no server answers at port {1}", number(d, d->request->port)),
        is_up ? NO_MSG : MSG("see what it said when it ended: journalctl -u softlaw"));
}

static void check_certificate(Doctor *d) {
    int days = -1, seconds = 0;
    Str path = d->request->certificate;
    if (!path.size) return;
    BIO *b = BIO_new_file(str_c(d->app->arena, path), "r");
    X509 *x = b ? PEM_read_bio_X509(b, NULL, NULL, NULL) : NULL;
    ASN1_TIME *today = ASN1_TIME_set(NULL, (time_t)now(d));
    bool is_read = x && ASN1_TIME_diff(&days, &seconds, today, X509_get0_notAfter(x));
    ASN1_TIME_free(today);
    X509_free(x);
    BIO_free(b);
    bool is_over = !is_read || days < 0 || seconds < 0;
    say(d, "certificate",
        is_over                       ? DOCTOR_BAD
        : days < CERTIFICATE_DAYS_MIN ? DOCTOR_WARNING
                                      : DOCTOR_GOOD,
        !is_read  ? MSG("\"{1}\" is no certificate", path)
        : is_over ? MSG("the certificate has ended")
                  : MSG("the certificate is good for {1} days", number(d, days)),
        !is_over && days >= CERTIFICATE_DAYS_MIN ? NO_MSG
                                                 : MSG("renew it, and restart the server"));
}

const DoctorReport *app_doctor(App *app, const DoctorRequest *r) {
    static void (*const CHECKS[])(Doctor *) = {check_store,       check_log,    check_others,
                                               check_permissions, check_space,  check_backups,
                                               check_waiting,     check_server, check_certificate};
    Doctor d = {app, r, ARENA_NEW(app->arena, DoctorReport)};
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++) CHECKS[i](&d);
    return d.report;
}
