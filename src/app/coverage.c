// app/coverage.c - what agreements cover, one by one and together, and what they leave out
#include "app/coverage.h"
#include "app/app_int.h"

#include "base/file.h"

#include <assert.h>

static_assert(COVER_CHAIN == CHAIN_STAGES + 1 && COVER_LIFE == LIFE_STAGES + 1,
              "the stages, and one row and column for none");

typedef struct Survey {
    App *app;
    const CoverageWords *words;
    Kinds *kinds;
    CoverageList *list;
    const Coverage **coverages; // as the agreements of the list
} Survey;

// ---- names --------------------------------------------------------------------------------------

static NameView name_of_subject(Lang lang, size_t subject) {
    CoverageSubject s = coverage_subject(subject);
    return (NameView){str_from(s.id), str_from(lang_text(lang, s.label))};
}

static NameView no_stage(Lang lang) {
    return (NameView){STR("none"), str_from(lang_text(lang, N_("none")))};
}

NameView app_chain_stage(Lang lang, size_t index) {
    return index < CHAIN_STAGES ? name_of_subject(lang, index) : no_stage(lang);
}

NameView app_life_stage(Lang lang, size_t index) {
    return index < LIFE_STAGES ? name_of_subject(lang, SUBJECT_LIFE + index) : no_stage(lang);
}

static NameList names_of_parties(const App *app, const Terms *t) {
    NameList l = {ARENA_ARRAY(app->arena, NameView, t->party_count), t->party_count};
    for (size_t i = 0; i < t->party_count; i++)
        l.items[i] = name_of(app->options.lang, t->parties[i].id, &t->parties[i].label);
    return l;
}

// ---- one agreement ------------------------------------------------------------------------------

static MentionView mention_of(const Document *d, const Mention *m) {
    if (!m || !m->size) return (MentionView){.wording = {NULL, 0}};
    return (MentionView){str_part(d->source, m->offset, m->size),
                         m->is_term,
                         {d->file, m->line, m->column, m->offset, m->size}};
}

static CellProvision provision_of(const Document *d, const ProvisionCover *p, const Mention *chain,
                                  const Mention *life) {
    const Provision *provision = &d->provisions[p->provision];
    return (CellProvision){provision->id, provision->heading, mention_of(d, chain),
                           mention_of(d, life)};
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static void fill_cell(App *app, const Coverage *c, size_t chain, size_t life, CoverCell *ret) {
    *ret = (CoverCell){.is_declared = c->declared[chain][life], .spoken = c->spoken[chain][life]};
    size_t most = least(ret->spoken, LIMIT_CELL_PROVISIONS);
    ret->provisions = ARENA_ARRAY(app->arena, CellProvision, most);
    for (size_t i = 0; i < c->provision_count && ret->provision_count < most; i++) {
        const ProvisionCover *p = c->provisions[i];
        if (!coverage_is_in_cell(p, chain, life)) continue;
        ret->provisions[ret->provision_count++] =
            provision_of(c->terms->document, p, chain < CHAIN_NONE ? &p->mentions[chain] : NULL,
                         life < LIFE_NONE ? &p->mentions[SUBJECT_LIFE + life] : NULL);
    }
}

static void fill_cells(App *app, const Coverage *c, CoverageView *v) {
    for (size_t i = 0; i < COVER_CHAIN; i++)
        for (size_t k = 0; k < COVER_LIFE; k++) fill_cell(app, c, i, k, &v->cells[i][k]);
}

static void fill_field(App *app, const Coverage *c, size_t index, CoverField *ret) {
    *ret = (CoverField){.name = name_of_subject(app->options.lang, SUBJECT_FIELD + index),
                        .spoken = c->fields[index]};
    size_t most = least(ret->spoken, LIMIT_CELL_PROVISIONS);
    ret->provisions = ARENA_ARRAY(app->arena, CellProvision, most);
    for (size_t i = 0; i < c->provision_count && ret->provision_count < most; i++) {
        const Mention *m = &c->provisions[i]->mentions[SUBJECT_FIELD + index];
        if (m->size)
            ret->provisions[ret->provision_count++] =
                provision_of(c->terms->document, c->provisions[i], m, NULL);
    }
}

static void fill_fields(App *app, const Coverage *c, CoverageView *v) {
    v->field_count = COVERAGE_FIELDS;
    v->fields = ARENA_ARRAY(app->arena, CoverField, COVERAGE_FIELDS);
    for (size_t i = 0; i < COVERAGE_FIELDS; i++) fill_field(app, c, i, &v->fields[i]);
}

static ContentView content_of(Str language, const ContentFound *found) {
    const KindContent *c = found->content;
    return (ContentView){.id = c->id,
                         .label = localised_in(&c->label, language),
                         .citation = localised_in(&c->citation, language),
                         .proposal = localised_in(&c->proposal, language),
                         .is_found = found->is_found,
                         .is_term = found->is_term,
                         .place = found->place};
}

static void fill_contents(Survey *s, const Terms *t, CoverageView *v) {
    App *app = s->app;
    Str language = lang_name(app->options.lang);
    const Kind *kind = kinds_find(s->kinds, t->kind);
    v->kind = (NameView){t->kind, {NULL, 0}};
    if (!kind) {
        if (t->kind.size) coverage_unknown_kind(t, s->kinds, false, &app->findings);
        return;
    }
    const ContentFound *found =
        coverage_contents(app->arena, t, kind, language, &app->findings)->contents;
    v->kind.label = localised_in(&kind->label, language);
    v->kind_source = localised_in(&kind->source, language);
    v->content_count = kind->content_count;
    v->contents = ARENA_ARRAY(app->arena, ContentView, v->content_count);
    for (size_t i = 0; i < v->content_count; i++) v->contents[i] = content_of(language, &found[i]);
}

// Faults of form are for check.
static bool survey(Survey *s, Str path, Err *err) {
    App *app = s->app;
    Findings form = {.arena = app->arena};
    Str text;
    if (!load_text(app, path, &text, err)) return false;
    const Terms *t = terms_from_text(app->arena, text_parse(app->arena, path, text, &form), &form);
    const Coverage *c = coverage_from_terms(app->arena, s->words, t, &app->findings);
    CoverageView *v = &s->list->agreements[s->list->count];
    s->coverages[s->list->count++] = c;
    v->agreement = name_of(app->options.lang, t->id, &t->title);
    v->file = path;
    v->parties = names_of_parties(app, t);
    v->has_declaration = c->has_declaration;
    fill_cells(app, c, v);
    fill_fields(app, c, v);
    fill_contents(s, t, v);
    return true;
}

// ---- agreements together ------------------------------------------------------------------------

static void add_name(App *app, NameList *l, NameView name) {
    NameView *items = ARENA_ARRAY(app->arena, NameView, l->count + 1);
    if (l->count) memcpy(items, l->items, l->count * sizeof *items);
    items[l->count++] = name;
    l->items = items;
}

// Is a stage spoken of, or declared, in any cell of its row or column?
typedef struct StageUse {
    bool is_spoken, is_declared;
} StageUse;

static void use_cell(StageUse *u, const CoverCell *c) {
    u->is_spoken |= c->spoken > 0;
    u->is_declared |= c->is_declared;
}

static void add_stage(App *app, CoverGroupView *v, StageUse u, NameView name, NameList *left_out) {
    if (u.is_spoken) return;
    add_name(app, u.is_declared ? &v->declared_only : left_out, name);
}

static void find_blind_stages(App *app, CoverGroupView *v) {
    StageUse chain[COVER_CHAIN] = {{false, false}}, life[COVER_LIFE] = {{false, false}};
    for (size_t i = 0; i < COVER_CHAIN; i++)
        for (size_t k = 0; k < COVER_LIFE; k++) {
            bool has_both = i < CHAIN_STAGES && k < LIFE_STAGES;
            use_cell(&chain[i], &v->cells[i][k]);
            use_cell(&life[k], &v->cells[i][k]);
            v->empty_cells += has_both && !v->cells[i][k].spoken;
        }
    for (size_t i = 0; i < CHAIN_STAGES; i++)
        add_stage(app, v, chain[i], app_chain_stage(app->options.lang, i), &v->chain_left_out);
    for (size_t k = 0; k < LIFE_STAGES; k++)
        add_stage(app, v, life[k], app_life_stage(app->options.lang, k), &v->life_left_out);
}

static void fill_group(Survey *s, const CoverageGroup *g, CoverGroupView *v) {
    App *app = s->app;
    v->regions = names_of_parties(app, g->terms);
    v->agreements.items = ARENA_ARRAY(app->arena, NameView, g->agreement_count);
    for (size_t i = 0; i < g->agreement_count; i++)
        v->agreements.items[v->agreements.count++] =
            s->list->agreements[g->agreements[i]].agreement;
    for (size_t i = 0; i < COVER_CHAIN; i++)
        for (size_t k = 0; k < COVER_LIFE; k++)
            v->cells[i][k] =
                (CoverCell){.is_declared = g->declared[i][k], .spoken = g->spoken[i][k]};
    find_blind_stages(app, v);
    for (size_t f = 0; f < COVERAGE_FIELDS; f++)
        if (!g->fields[f])
            add_name(app, &v->fields_left_out,
                     name_of_subject(app->options.lang, SUBJECT_FIELD + f));
}

static void fill_groups(Survey *s) {
    CoverageList *l = s->list;
    const CoverageGroup *groups =
        coverage_groups(s->app->arena, s->coverages, l->count, &l->group_count);
    l->groups = ARENA_ARRAY(s->app->arena, CoverGroupView, l->group_count);
    for (size_t i = 0; i < l->group_count; i++) fill_group(s, &groups[i], &l->groups[i]);
}

// ---- kinds of the user's ------------------------------------------------------------------------

static bool is_kind_file(Str name) {
    return str_ends_with(name, STR(".yaml")) || str_ends_with(name, STR(".yml"));
}

// A file with faults is among the findings, and the others are taken.
static bool load_kinds(Survey *s, Str folder, Err *err) {
    App *app = s->app;
    FileList names = {0};
    size_t count = 0;
    if (!file_list(app->arena, folder, &names, err)) return false;
    for (size_t i = 0; i < names.count; i++) {
        Str path = str_fmt(app->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(names.items[i])), text;
        if (!is_kind_file(names.items[i])) continue;
        if (++count > LIMIT_KINDS)
            return err_set_at(
                err, ERR_LIMIT, (Place){.file = folder},
                MSG("more than {1} kinds in one folder", str_fmt(app->arena, "%d", LIMIT_KINDS)),
                NO_MSG);
        if (!file_read_text(app->arena, path, LIMIT_KIND_BYTES, &text, err)) return false;
        *VEC_ADD(app->arena, &app->sources) = (SourceText){path, text};
        kinds_add(s->kinds, path, text, &app->findings);
    }
    return true;
}

const CoverageList *app_coverage(App *app, const CoverageQuestion *q, Err *err) {
    Survey s = {.app = app,
                .words = coverage_words_new(app->arena),
                .kinds = kinds_new(app->arena),
                .list = ARENA_NEW(app->arena, CoverageList),
                .coverages = ARENA_ARRAY(app->arena, const Coverage *, q->count)};
    s.list->agreements = ARENA_ARRAY(app->arena, CoverageView, q->count);
    if (q->kinds.at && !load_kinds(&s, q->kinds, err)) return NULL;
    for (size_t i = 0; i < q->count; i++) {
        Err failure = {.code = ERR_NONE};
        if (!survey(&s, q->paths[i], &failure)) q->failed(q->self, &failure);
    }
    fill_groups(&s);
    return s.list;
}
