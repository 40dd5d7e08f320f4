// app/desk.c - drafts: begun, saved, shown with what is found in them
#include "app/desk_int.h"

#include "app/draft.h"
#include "app/notice_int.h"

Str desk_number(App *app, int64_t number) {
    return str_fmt(app->arena, "%lld", (long long)number);
}

// ---- lists --------------------------------------------------------------------------------------

static DraftRow row_of(App *app, const DeskDraft *d) {
    return (DraftRow){
        d->id,      d->owner,    d->title, d->changed_by, app_time_text(app, d->changed_at),
        d->version, d->published};
}

DeskWanted desk_wanted(const ListWanted *w) {
    static const ListWanted ALL = {.limit = DESK_PAGE};
    if (!w) w = &ALL;
    size_t limit = w->limit && w->limit < DESK_PAGE ? w->limit : DESK_PAGE;
    return (DeskWanted){.state = w->state,
                        .act = w->act,
                        .owner = w->owner,
                        .words = w->words,
                        .after = w->after,
                        .from = w->from,
                        .limit = limit + 1};
}

bool app_drafts(App *app, OpenPeople *p, const WhoView *who, const ListWanted *w, DraftList *ret,
                Err *err) {
    DeskDraft *list;
    size_t count;
    DeskWanted wanted = desk_wanted(w);
    if (!desk_drafts(app->arena, p->desk, who->organisation, &wanted, &list, &count, err))
        return false;
    *ret = (DraftList){.count = desk_shown(&wanted, count), .next = STR("")};
    ret->items = ARENA_ARRAY(app->arena, DraftRow, ret->count + 1);
    if (count > ret->count) ret->next = list[ret->count - 1].id;
    for (size_t i = 0; i < ret->count; i++) ret->items[i] = row_of(app, &list[i]);
    return true;
}

bool app_draft_row(App *app, OpenPeople *p, Str id, DraftRow *ret, Err *err) {
    DeskDraft d;
    if (!desk_draft(app->arena, p->desk, id, &d, err)) return false;
    *ret = row_of(app, &d);
    return true;
}

bool app_draft_relation(App *app, OpenPeople *p, Str id, Str organisation, const char **ret,
                        Err *err) {
    (void)app;
    return desk_relation(p->desk, id, organisation, ret, err);
}

// ---- writing ------------------------------------------------------------------------------------

// A title for lists; a text whose terms cannot be read is kept under its id.
static Str title_of(App *app, const Agreement *g, Str otherwise) {
    Str title = name_of(app->options.lang, g->terms->id, &g->terms->title).label;
    return title.size ? title : otherwise;
}

// What is found is told when the draft is shown.
static const Agreement *read_quietly(App *app, Str name, Str text) {
    Findings said = app->findings;
    const Agreement *g = load_agreement_text(app, name, text);
    app->findings = said;
    return g;
}

static bool text_of_template(App *app, Str name, Str *ret, Err *err) {
    Draft *d = draft_open(app, name, err);
    return d && draft_text(d, ret, err);
}

static bool need_id(const Agreement *g, Err *err) {
    return g->terms->id.size ||
           err_set(err, ERR_INPUT, MSG("the text has no id"),
                   MSG("begin with three dashes, softlaw: 1, and id: with a short name"));
}

bool app_draft_begin(App *app, OpenPeople *p, const WhoView *who, Str template, Str text,
                     Str *ret_id, Err *err) {
    if (template.size && !text.size && !text_of_template(app, template, &text, err)) return false;
    const Agreement *g = read_quietly(app, STR("draft.md"), text);
    if (!need_id(g, err)) return false;
    *ret_id = g->terms->id;
    return desk_draft_add(p->desk, desk_actor(who), *ret_id, title_of(app, g, *ret_id), text, err);
}

bool app_draft_save(App *app, OpenPeople *p, const WhoView *who, Str id, int64_t seen, Str text,
                    Str summary, int64_t *ret_version, Err *err) {
    const Agreement *g = read_quietly(app, STR("draft.md"), text);
    Telling t = {.kind = "saved",
                 .act = "draft",
                 .draft = id,
                 .words = {who->person, title_of(app, g, id)},
                 .but = who->person};
    if (!desk_draft_save(app->arena, p->desk, desk_actor(who), id, seen, t.words[1], text, summary,
                         ret_version, err))
        return false;
    t.words[2] = desk_number(app, *ret_version);
    return notice_tell(app, p, &t, err);
}

// ---- agreements ---------------------------------------------------------------------------------

const Agreement *desk_agreement(App *app, OpenPeople *p, Str id, int64_t version, Err *err) {
    DeskVersion v;
    if (!desk_version(app->arena, p->desk, id, version, &v, err)) return NULL;
    return load_agreement_text(app, str_fmt(app->arena, "%.*s.md", STR_ARG(id)), v.text);
}

const Agreement *desk_published(App *app, OpenPeople *p, Str id, Err *err) {
    DeskDraft d;
    if (!desk_draft(app->arena, p->desk, id, &d, err)) return NULL;
    if (!d.published) {
        err_set(err, ERR_CONFLICT, MSG("\"{1}\" is not published yet", id),
                MSG("propose to publish it, and let another person approve that"));
        return NULL;
    }
    Findings said = app->findings;
    const Agreement *g = desk_agreement(app, p, id, d.published, err);
    app->findings = said;
    return g;
}

// ---- showing ------------------------------------------------------------------------------------

DraftVersion *draft_versions(App *app, const DeskVersion *list, size_t count) {
    DraftVersion *versions = ARENA_ARRAY(app->arena, DraftVersion, count + 1);
    for (size_t i = 0; i < count; i++)
        versions[i] =
            (DraftVersion){desk_number(app, list[i].number), app_time_text(app, list[i].made_at),
                           list[i].author, list[i].organisation, list[i].summary};
    return versions;
}

DraftFinding draft_finding(App *app, const Finding *f) {
    static const char *const SEVERITIES[] = {N_("note"), N_("warning"), N_("error")};
    Lang lang = app->options.lang;
    DraftFinding v = {.line = desk_number(app, f->place.line),
                      .severity = str_from(lang_text(lang, SEVERITIES[f->severity])),
                      .rule = str_from(f->rule),
                      .message = lang_render(app->arena, lang, f->message),
                      .is_error = f->severity == SEVERITY_ERROR};
    if (f->hint.text) v.hint = lang_render(app->arena, lang, f->hint);
    return v;
}

static void add_findings(App *app, DraftView *v) {
    const Findings *f = &app->findings;
    v->findings = ARENA_ARRAY(app->arena, DraftFinding, f->count + 1);
    v->error_count = f->error_count;
    for (size_t i = 0; i < f->count; i++)
        v->findings[v->finding_count++] = draft_finding(app, &f->items[i]);
}

static void judge(App *app, Str id, DraftView *v) {
    CheckLists lists = {lint_words_of(app), kinds_new(app->arena)};
    SourceText source = {str_fmt(app->arena, "%.*s.md", STR_ARG(id)), v->text};
    const Checked *c = check_text(app, source, &lists, NULL);
    add_findings(app, v);
    v->row.title = title_of(app, c->agreement, v->row.title);
    v->percent = lint_score_percent(&c->lint->all);
    v->language = c->agreement->terms->language;
    v->provisions = provisions_of(app, c->agreement->document, &v->provision_count);
    if (c->agreement->is_sound) v->view = show_agreement(app, c->agreement);
}

const DraftView *app_draft(App *app, OpenPeople *p, Str id, int64_t version, Err *err) {
    DeskDraft d;
    DeskVersion shown, *list;
    size_t count;
    DraftView *v = ARENA_NEW(app->arena, DraftView);
    if (!desk_draft(app->arena, p->desk, id, &d, err) ||
        !desk_version(app->arena, p->desk, id, version, &shown, err) ||
        !desk_versions(app->arena, p->desk, id, &list, &count, err))
        return NULL;
    v->row = row_of(app, &d);
    v->version = desk_number(app, shown.number);
    v->is_last = shown.number == d.version;
    v->text = shown.text;
    v->versions = draft_versions(app, list, count);
    v->version_count = count;
    judge(app, id, v);
    return v;
}

static void add_version(Buf *b, const DraftVersion *v) {
    buf_add_byte(b, '{');
    json_add_text(b, "version", v->number);
    json_add_text(b, "at", v->at);
    json_add_text(b, "by", v->author);
    json_add_text(b, "organisation", v->organisation);
    json_add_text(b, "summary", v->summary);
    buf_add_byte(b, '}');
}

bool draft_view_json(App *app, const DraftView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "id", v->row.id);
    json_add_text(b, "owner", v->row.owner);
    json_add_text(b, "title", v->row.title);
    json_add_int(b, "last version", v->row.version);
    json_add_int(b, "published version", v->row.published);
    json_add_text(b, "version", v->version);
    json_add_text(b, "text", v->text);
    json_add_int(b, "precise", v->percent);
    json_add_name(b, "versions");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->version_count; i++) {
        if (i) buf_add_byte(b, ',');
        add_version(b, &v->versions[i]);
    }
    buf_add_byte(b, ']');
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}
