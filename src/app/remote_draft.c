// app/remote_draft.c - drafts of an office in files: begun, fetched, saved, and what to do where
// others have saved meanwhile
#include "app/remote_int.h"

#include "base/file.h"

static bool read_draft(App *app, Str file, Str *ret, Err *err) {
    return file_read_text(app->arena, file, LIMIT_DOCUMENT_BYTES, ret, err);
}

bool app_remote_draft_new(App *app, const Remote *r, Str file, RemoteDraftText *ret, Err *err) {
    Str text;
    if (!read_draft(app, file, &text, err)) return false;
    RemoteCall call = {.path = "/drafts", .is_post = true, .fields = {{"text", text}}};
    const JsonNode *answer = app_remote_ask(app, r, &call, NULL, err);
    Str id = remote_member(app->arena, answer, "id");
    if (!answer) return false;
    if (!id.size) return remote_strange(err, "id");
    *ret = (RemoteDraftText){.id = id, .text = text, .version = STR("1")};
    ret->is_forgotten = !remote_seen_keep(app, r, id, file, ret->version);
    return true;
}

static const JsonNode *ask_draft(App *app, const Remote *r, Str id, Str version, Err *err) {
    RemoteCall call = {.path = "/drafts/{id}", .id = id, .fields = {{"version", version}}};
    return app_remote_ask(app, r, &call, NULL, err);
}

bool app_remote_draft_text(App *app, const Remote *r, Str id, Str version, Str file,
                           RemoteDraftText *ret, Err *err) {
    const JsonNode *answer = ask_draft(app, r, id, version, err);
    const JsonNode *text = json_find(answer, STR("text"));
    if (!answer) return false;
    Str number = remote_member(app->arena, answer, "version");
    if (!text || text->kind != JSON_STRING || !number.size) return remote_strange(err, "text");
    *ret = (RemoteDraftText){.id = id, .text = text->text, .version = number};
    if (!file.size || str_is(file, STR("-"))) return true;
    if (!file_write(app->arena, app->options.sys, file, text->text, err)) return false;
    ret->is_forgotten = !remote_seen_keep(app, r, id, file, number);
    return true;
}

// ---- others have saved meanwhile ----------------------------------------------------------------

static int64_t number_of(Str text) {
    Dec d;
    int64_t number = 0;
    return dec_from_text(text, &d, NULL) && dec_to_int(d, &number) ? number : 0;
}

static bool add_changes(App *app, const JsonNode *draft, RemoteSaved *s, Err *err) {
    const JsonNode *n;
    size_t count;
    Arena *a = app->arena;
    if (!remote_items(draft, "versions", &n, &count, err)) return false;
    s->changes = ARENA_ARRAY(a, RemoteChange, count + 1);
    for (; n; n = n->next) {
        RemoteChange c = {remote_member(a, n, "version"), remote_member(a, n, "by"),
                          remote_member(a, n, "at"), remote_member(a, n, "summary")};
        if (number_of(c.version) > number_of(s->seen)) s->changes[s->change_count++] = c;
    }
    return true;
}

// Between two texts of strangers, of which neither is one's own.
static const DiffView *compare(App *app, Str id, Str before, Str after) {
    Findings said = app->findings;
    Err err = {.code = ERR_NONE};
    Inputs none = {.agreement = id};
    DiffPair pair = {.inputs = &none};
    pair.agreements[0] = load_agreement_text(app, id, remote_printable(app->arena, before));
    pair.agreements[1] = load_agreement_text(app, id, remote_printable(app->arena, after));
    const DiffView *v = diff_agreements(app, &pair, &err);
    app->findings = said;
    return v;
}

// False where it was refused for another reason: nobody has saved since.
static bool explain_conflict(App *app, const Remote *r, const RemoteSave *s, RemoteSaved *ret) {
    RemoteSaved saved = {.is_conflict = true, .seen = ret->seen};
    Err quiet = {.code = ERR_NONE};
    RemoteDraftText before;
    const JsonNode *last = ask_draft(app, r, s->id, STR(""), &quiet);
    saved.version = remote_member(app->arena, last, "last version");
    if (!last || number_of(saved.version) <= number_of(saved.seen) ||
        !add_changes(app, last, &saved, &quiet))
        return false;
    Str after = remote_member(app->arena, last, "text");
    if (app_remote_draft_text(app, r, s->id, saved.seen, STR(""), &before, &quiet))
        saved.diff = compare(app, s->id, before.text, after);
    *ret = saved;
    return true;
}

// ---- saving -------------------------------------------------------------------------------------

static bool find_seen(App *app, const Remote *r, const RemoteSave *s, Str *ret, Err *err) {
    *ret = s->version.size ? s->version : remote_seen_find(app, r, s->id, s->file);
    return ret->size ||
           err_set(err, ERR_INPUT,
                   MSG("it is not known from which version \"{1}\" was begun", s->file),
                   MSG("name it with --version, or fetch the draft with: softlaw office draft text "
                       "{1} -o {2}",
                       s->id, s->file));
}

bool app_remote_save(App *app, const Remote *r, const RemoteSave *s, RemoteSaved *ret, Err *err) {
    Str text;
    Err why = {.code = ERR_NONE};
    RemoteSaved saved = {.is_conflict = false};
    if (!read_draft(app, s->file, &text, err) || !find_seen(app, r, s, &saved.seen, err))
        return false;
    RemoteCall call = {
        .path = "/drafts/{id}/save",
        .id = s->id,
        .is_post = true,
        .fields = {{"version", saved.seen}, {"text", text}, {"summary", s->summary}}};
    const JsonNode *answer = app_remote_ask(app, r, &call, NULL, &why);
    if (!answer && why.code == ERR_CONFLICT && explain_conflict(app, r, s, &saved)) {
        *ret = saved;
        return true;
    }
    if (!answer) {
        if (err && err->code == ERR_NONE) *err = why;
        return false;
    }
    saved.version = remote_member(app->arena, answer, "version");
    if (!number_of(saved.version)) return remote_strange(err, "version");
    saved.is_forgotten = !remote_seen_keep(app, r, s->id, s->file, saved.version);
    *ret = saved;
    return true;
}
