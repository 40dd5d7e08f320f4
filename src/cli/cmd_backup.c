// cli/cmd_backup.c - softlaw backup and softlaw restore: copies of an office, and the office from
// them
#include "app/keep.h"
#include "cli/rows.h"

#include <time.h>

enum { BACKUP_HUMAN, BACKUP_JSON };

static Str number_text(const Cli *c, int64_t number) {
    return str_fmt(c->arena, "%lld", (long long)number);
}

static void add_line(const Cli *c, Buf *b, Message m) {
    buf_add(b, say_message(c, m));
    buf_add_byte(b, '\n');
}

static void add_backup(const Cli *c, Buf *b, const BackupView *v) {
    add_line(c, b,
             MSG("{1}: {2} records, {3} files, {4} bytes", v->name, number_text(c, v->record_count),
                 number_text(c, (int64_t)v->file_count), number_text(c, v->byte_count)));
}

static int print_line(Cli *c, Message m) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    add_line(c, &out->buf, m);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

// ---- shipping records ---------------------------------------------------------------------------

static int tell_shipped(Cli *c, const ShippedView *v) {
    if (!v->first) return print_line(c, MSG("no new records"));
    return print_line(c,
                      MSG("records {1} to {2}", number_text(c, v->first), number_text(c, v->last)));
}

static int ship_once(Cli *c) {
    Err err = {.code = ERR_NONE};
    ShippedView v;
    if (!app_ship(c->app, cli_option(c, "db"), cli_option(c, "to"), &v, &err))
        return print_failure(c, &err);
    return tell_shipped(c, &v);
}

// Each round in memory of its own.
static int round_of_following(Cli *c, bool *ret_more) {
    Err err = {.code = ERR_NONE};
    ShippedView v;
    Arena *a = arena_new();
    App *app = app_new(a, (AppOptions){.sys = c->sys, .lang = c->lang});
    int status = EXIT_CLEAN;
    if (!app_ship(app, cli_option(c, "db"), cli_option(c, "to"), &v, &err))
        status = print_failure(c, &err);
    else if ((*ret_more = v.first != 0))
        status = tell_shipped(c, &v);
    arena_free(a);
    return status;
}

static int follow(Cli *c) {
    static const struct timespec SECOND = {.tv_sec = 1};
    for (bool more = false;;) {
        int status = round_of_following(c, &more);
        if (status != EXIT_CLEAN) return status;
        if (!more) nanosleep(&SECOND, NULL);
    }
}

// ---- backup -------------------------------------------------------------------------------------

static bool read_keep(const Cli *c, int64_t *ret, Err *err) {
    Dec d;
    Str text = cli_option(c, "keep");
    *ret = 0;
    if (!text.size) return true;
    if (dec_from_text(text, &d, NULL) && dec_to_int(d, ret) && *ret > 0) return true;
    return err_set(err, ERR_INPUT, MSG("\"{1}\" is no number of backups to keep", text), NO_MSG);
}

static void add_json(Buf *b, const BackupView *v) {
    buf_add_fmt(b, "{\"backup\":\"%.*s\",\"at\":\"%.*s\",\"records\":%lld,", STR_ARG(v->name),
                STR_ARG(v->at), (long long)v->record_count);
    buf_add_fmt(b, "\"root\":\"%.*s\",\"lastAt\":\"%.*s\",\"files\":%zu,\"bytes\":%lld}\n",
                STR_ARG(v->root), STR_ARG(v->last_at), v->file_count, (long long)v->byte_count);
}

static int print_backups(Cli *c, const BackupView *items, size_t count) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    bool is_json = cli_choice(c, "format") == BACKUP_JSON;
    for (size_t i = 0; i < count; i++)
        if (is_json)
            add_json(&out->buf, &items[i]);
        else
            add_backup(c, &out->buf, &items[i]);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

static int list(Cli *c) {
    Err err = {.code = ERR_NONE};
    BackupList l;
    if (!app_backups(c->app, cli_option(c, "to"), &l, &err)) return print_failure(c, &err);
    return print_backups(c, l.items, l.count);
}

static int backup(Cli *c) {
    Err err = {.code = ERR_NONE};
    BackupView v;
    int64_t keep;
    if (cli_has(c, "list")) return list(c);
    if (cli_has(c, "records")) return ship_once(c);
    AppOptions o = {.sys = c->sys, .lang = c->lang};
    print_progress(c, &o);
    if (cli_has(c, "follow")) return follow(c);
    if (!read_keep(c, &keep, &err) ||
        !app_backup(app_new(c->arena, o), cli_option(c, "db"), cli_option(c, "to"), keep, &v, &err))
        return print_failure(c, &err);
    return print_backups(c, &v, 1);
}

const CliCommand cmd_backup = {
    .name = "backup",
    .purpose = N_("copy the store of an office while it is being used"),
    .text = N_("Makes a folder in the folder of --to, named by the time, with a copy of the store "
               "and of each store beside it (PATH.people), as they stand at one moment. The server "
               "goes on meanwhile. The copy is verified as softlaw verify does, and gets its name "
               "only when it is whole and on the disk: a backup that can be seen is good. What "
               "stands in it is as secret as the store; keep it on another machine.\n\n"
               "Between backups, --follow ships each record within a second of its being written, "
               "until it is ended, and --records does so once. From a backup and the records "
               "behind it softlaw restore makes the store of any moment. Accounts, drafts and "
               "approvals are in no log: of them there is what each backup has."),
    .options = {ROW_DB,
                {.name = "to",
                 .kind = OPTION_FILE,
                 .value = "FOLDER",
                 .is_required = true,
                 .text = N_("the folder of backups; made where it is not there")},
                {.name = "keep",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("remove the oldest, so that so many are left; the log of the newest "
                            "has all records of theirs")},
                {.name = "records",
                 .kind = OPTION_FLAG,
                 .text = N_("only ship the records that are new since the last time")},
                {.name = "follow",
                 .kind = OPTION_FLAG,
                 .text = N_("ship them every second, until it is ended")},
                {.name = "list", .kind = OPTION_FLAG, .text = N_("only show which there are")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw backup --db office.db --to /backup --keep 30",
                  N_("every night, by a timer")},
                 {"softlaw backup --db office.db --to /backup --follow",
                  N_("all day: a crash of the disk costs a second")}},
    .run = backup,
};

// ---- restore ------------------------------------------------------------------------------------

static void add_restored(const Cli *c, Buf *b, const RestoreView *v) {
    add_line(
        c, b,
        MSG("restored: {1} records, the last of {2}", number_text(c, v->record_count), v->last_at));
    add_line(c, b, MSG("head {1}:{2}", number_text(c, v->record_count), v->root));
    if (v->left_out)
        add_line(c, b,
                 MSG("left out: {1} records after it; whoever has seen them can prove it",
                     number_text(c, v->left_out)));
    if (v->others_at.size)
        add_line(c, b,
                 MSG("accounts, drafts and approvals are those of {1}; who was logged in must log "
                     "in again; tokens and roles that were taken away since are there again",
                     v->others_at));
    if (v->are_younger)
        add_line(c, b,
                 MSG("no backup is old enough: they are younger than the log, and speak of "
                     "records that it no longer has"));
    if (v->aside.size) add_line(c, b, MSG("what was there is now \"{1}\"", v->aside));
}

static void add_restored_json(Buf *b, const RestoreView *v) {
    buf_add_fmt(b, "{\"records\":%lld,\"root\":\"%.*s\",\"lastAt\":\"%.*s\",\"leftOut\":%lld,",
                (long long)v->record_count, STR_ARG(v->root), STR_ARG(v->last_at),
                (long long)v->left_out);
    buf_add_fmt(b, "\"backup\":\"%.*s\",\"othersAt\":\"%.*s\",\"othersAreYounger\":%s}\n",
                STR_ARG(v->backup), STR_ARG(v->others_at), v->are_younger ? "true" : "false");
}

static int restore(Cli *c) {
    Err err = {.code = ERR_NONE};
    RestoreView v;
    RestoreRequest r = {.folder = cli_option(c, "from"),
                        .db = cli_option(c, "db"),
                        .record = cli_option(c, "record"),
                        .at = cli_option(c, "at"),
                        .published = cli_option(c, "published"),
                        .may_replace = cli_has(c, "replace"),
                        .before_published = cli_has(c, "before-published")};
    if (!app_restore(c->app, &r, &v, &err)) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_choice(c, "format") == BACKUP_JSON)
        add_restored_json(&out->buf, &v);
    else
        add_restored(c, &out->buf, &v);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_restore = {
    .name = "restore",
    .purpose = N_("make the store of an office from its backups, as it was at any moment"),
    .text = N_(
        "Makes the store at --db from the folder that softlaw backup filled: the newest state, or "
        "that after a record (--record) or at a time (--at), always at the end of a commit. The "
        "log is the same as it was, number by number and root by root; balances and statements "
        "are made anew from it, and everything is verified before it gets its name. Damage is "
        "refused, with the file and what is wrong in it. The stores beside it come back as the "
        "backup had them.\n\n"
        "A store that is there is never overwritten: --replace sets it aside under another name, "
        "and only while nothing has it open.\n\n"
        "A log that goes back behind what others have seen looks to them like fraud, and to their "
        "witnesses as well. Give what they have with --published: a cosigned checkpoint, or the "
        "file of a witness. Where more records were seen than would be left, or the store that is "
        "replaced has more, it is refused, unless --before-published says that this is wanted. "
        "To look at an earlier state, restore it to another path."),
    .options = {{.name = "from",
                 .kind = OPTION_FILE,
                 .value = "FOLDER",
                 .is_required = true,
                 .text = N_("the folder of backups")},
                ROW_DB,
                {.name = "record",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("as it was after this record; otherwise the newest state")},
                {.name = "at",
                 .kind = OPTION_WORD,
                 .value = "TIME",
                 .text = N_("as it was at this time, for example 2026-01-31T12:00:00Z")},
                {.name = "published",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("what others have seen: a checkpoint, or what a witness remembers")},
                {.name = "replace",
                 .kind = OPTION_FLAG,
                 .text = N_("set the store aside that is there")},
                {.name = "before-published",
                 .kind = OPTION_FLAG,
                 .text = N_("leave out records that others have seen or the store still has")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw restore --from /backup --db office.db --published log.seen",
                  N_("after a crash: everything, and it continues what the witness has seen")},
                 {"softlaw restore --from /backup --db then.db --at 2026-01-31T12:00:00Z",
                  N_("to look at: the office of that moment, beside the one of now")}},
    .run = restore,
};
