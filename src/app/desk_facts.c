// app/desk_facts.c - facts that are brought in, and wait to be confirmed
#include "app/desk_int.h"

static UploadView upload_view(App *app, const DeskUpload *u) {
    return (UploadView){
        desk_number(app, u->number),    u->name, u->source, u->author, u->organisation,
        app_time_text(app, u->made_at), u->state};
}

bool app_uploads(App *app, OpenPeople *p, Str id, const ListWanted *w, UploadList *ret, Err *err) {
    DeskUpload *list;
    size_t count;
    DeskWanted wanted = desk_wanted(w);
    if (!desk_uploads(app->arena, p->desk, id, &wanted, &list, &count, err)) return false;
    *ret = (UploadList){.count = desk_shown(&wanted, count), .next = STR("")};
    ret->items = ARENA_ARRAY(app->arena, UploadView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++) ret->items[i] = upload_view(app, &list[i]);
    if (count > ret->count) ret->next = ret->items[ret->count - 1].number;
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
                   size_t also_count, FactFiles *ret, Err *err) {
    DeskUpload *list;
    size_t count;
    if (!desk_facts(app->arena, p->desk, id, &list, &count, err)) return false;
    SourceText *files = ARENA_ARRAY(app->arena, SourceText, count + also_count + 1);
    for (size_t i = 0; i < count; i++) files[i] = (SourceText){list[i].name, list[i].text};
    for (size_t i = 0; i < also_count; i++) files[count++] = also[i];
    return load_facts_text(app, g, files, count, ret, err);
}

bool desk_fact_texts(App *app, OpenPeople *p, Str id, Str **ret_names, Str **ret_texts,
                     size_t *ret_count, Err *err) {
    DeskUpload *list;
    if (!desk_facts(app->arena, p->desk, id, &list, ret_count, err)) return false;
    *ret_names = ARENA_ARRAY(app->arena, Str, *ret_count + 1);
    *ret_texts = ARENA_ARRAY(app->arena, Str, *ret_count + 1);
    for (size_t i = 0; i < *ret_count; i++) {
        (*ret_names)[i] = list[i].name;
        (*ret_texts)[i] = list[i].text;
    }
    return true;
}

// Files are read by the ends of their names.
static Str name_of_file(App *app, Str name, Str text) {
    Str start = str_trim(str_part(text, 0, 64));
    bool is_json = start.size && (start.at[0] == '[' || start.at[0] == '{');
    if (str_ends_with(name, STR(".csv")) || str_ends_with(name, STR(".json"))) return name;
    return str_fmt(app->arena, "%.*s.%s", STR_ARG(name), is_json ? "json" : "csv");
}

// Do they agree with the agreement, with what was confirmed before, and with each other?
static bool look_through(App *app, OpenPeople *p, Str id, const SourceText *files, size_t count,
                         bool *ret_are_good, Err *err) {
    FactFiles read;
    const Agreement *g = desk_published(app, p, id, err);
    if (!g || !desk_facts_of(app, p, id, g, files, count, &read, err)) return false;
    *ret_are_good = app->findings.error_count == 0;
    return true;
}

// Files are told apart by their names.
static SourceText *named_files(App *app, const UploadFile *files, size_t count) {
    SourceText *named = ARENA_ARRAY(app->arena, SourceText, count + 1);
    for (size_t i = 0; i < count; i++)
        named[i] = (SourceText){name_of_file(app, files[i].name, files[i].text), files[i].text};
    return named;
}

static bool keep(App *app, OpenPeople *p, const WhoView *who, Str id, Str source,
                 const SourceText *files, size_t count, int64_t *ret_first, Err *err) {
    int64_t number = 0, proposal;
    Buf numbers = {.arena = app->arena};
    for (size_t i = 0; i < count; i++) {
        DeskUpload u = {.name = files[i].file, .source = source, .text = files[i].text};
        if (!desk_upload_add(p->desk, desk_actor(who), id, u, &number, err)) return false;
        if (i == 0) *ret_first = number;
        buf_add_fmt(&numbers, i ? " %lld" : "%lld", (long long)number);
    }
    DeskProposal confirm = {.draft = id, .act = STR("confirm-facts"), .subject = buf_str(&numbers)};
    return desk_propose(app, p, who, &confirm, &proposal, err);
}

bool app_upload(App *app, OpenPeople *p, const WhoView *who, Str id, Str source,
                const UploadFile *files, size_t count, int64_t *ret_number, Err *err) {
    bool are_good;
    int64_t first = 0;
    *ret_number = 0;
    if (!count || count > LIMIT_UPLOAD_FILES)
        return err_set(err, ERR_INPUT, MSG("bring in from 1 to 100 files at once"), NO_MSG);
    const SourceText *named = named_files(app, files, count);
    if (!look_through(app, p, id, named, count, &are_good, err)) return false;
    if (!are_good) return true;
    if (!keep(app, p, who, id, source, named, count, &first, err)) return false;
    *ret_number = first;
    return true;
}

const Settlement *app_draft_settle(App *app, OpenPeople *p, Str id, Err *err) {
    FactFiles files;
    Inputs inputs = {.fact_count = 0};
    const Agreement *g = desk_published(app, p, id, err);
    if (!g || !desk_facts_of(app, p, id, g, NULL, 0, &files, err)) return NULL;
    if (app->findings.error_count) return NULL;
    return settle_facts(app, g, &files, &inputs, err);
}
