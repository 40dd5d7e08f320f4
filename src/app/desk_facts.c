// app/desk_facts.c - facts that are brought in, and wait to be confirmed
#include "app/desk_int.h"

static UploadView upload_view(App *app, const DeskUpload *u) {
    return (UploadView){
        desk_number(app, u->number),    u->name, u->source, u->author, u->organisation,
        app_time_text(app, u->made_at), u->state};
}

bool app_uploads(App *app, OpenPeople *p, Str id, UploadList *ret, Err *err) {
    DeskUpload *list;
    if (!desk_uploads(app->arena, p->desk, id, &list, &ret->count, err)) return false;
    ret->items = ARENA_ARRAY(app->arena, UploadView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++) ret->items[i] = upload_view(app, &list[i]);
    return true;
}

bool app_upload_text(App *app, OpenPeople *p, Str id, int64_t number, UploadView *ret,
                     Str *ret_text, Err *err) {
    DeskUpload u;
    if (!desk_upload(app->arena, p->desk, id, number, &u, err)) return false;
    *ret = upload_view(app, &u);
    *ret_text = u.text;
    return true;
}

bool desk_facts_of(App *app, OpenPeople *p, Str id, const Agreement *g, const SourceText *also,
                   FactFiles *ret, Err *err) {
    DeskUpload *list;
    size_t count;
    if (!desk_facts(app->arena, p->desk, id, &list, &count, err)) return false;
    SourceText *files = ARENA_ARRAY(app->arena, SourceText, count + 1);
    for (size_t i = 0; i < count; i++) files[i] = (SourceText){list[i].name, list[i].text};
    if (also) files[count++] = *also;
    return load_facts_text(app, g, files, count, ret, err);
}

// Files are told apart by their names, and read by their ends.
static Str name_of_file(App *app, Str name, Str text) {
    Str start = str_trim(str_part(text, 0, 64));
    bool is_json = start.size && (start.at[0] == '[' || start.at[0] == '{');
    if (str_ends_with(name, STR(".csv")) || str_ends_with(name, STR(".json"))) return name;
    return str_fmt(app->arena, "%.*s.%s", STR_ARG(name), is_json ? "json" : "csv");
}

// Does it agree with the agreement, and with what was confirmed before?
static bool look_through(App *app, OpenPeople *p, Str id, const SourceText *file, bool *ret_is_good,
                         Err *err) {
    FactFiles files;
    const Agreement *g = desk_published(app, p, id, err);
    if (!g || !desk_facts_of(app, p, id, g, file, &files, err)) return false;
    *ret_is_good = app->findings.error_count == 0;
    return true;
}

bool app_upload(App *app, OpenPeople *p, const WhoView *who, Str id, Str name, Str source, Str text,
                int64_t *ret_number, Err *err) {
    bool is_good;
    int64_t proposal;
    DeskUpload u = {.name = name_of_file(app, name, text), .source = source, .text = text};
    SourceText file = {u.name, text};
    *ret_number = 0;
    if (!look_through(app, p, id, &file, &is_good, err)) return false;
    if (!is_good) return true;
    if (!desk_upload_add(p->desk, desk_actor(who), id, u, ret_number, err)) return false;
    DeskProposal confirm = {
        .draft = id, .act = STR("confirm-facts"), .subject = desk_number(app, *ret_number)};
    return desk_propose(app, p, who, &confirm, &proposal, err);
}

const Settlement *app_draft_settle(App *app, OpenPeople *p, Str id, Err *err) {
    FactFiles files;
    Inputs inputs = {.fact_count = 0};
    const Agreement *g = desk_published(app, p, id, err);
    if (!g || !desk_facts_of(app, p, id, g, NULL, &files, err)) return NULL;
    if (app->findings.error_count) return NULL;
    return settle_facts(app, g, &files, &inputs, err);
}
