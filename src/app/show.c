// app/show.c - what softlaw reads in an agreement: its words and clauses, article by article
#include "app/show.h"
#include "app/app_int.h"
#include "app/citation_int.h"

#include <assert.h>

typedef struct Shower {
    App *app;
    const Terms *terms;
    ArticleView *articles; // by provision
    size_t first, end;     // provisions to tell of
    bool is_cited;
} Shower;

static NameView name_in(const Shower *x, Str id, const Localised *label) {
    return name_of(x->app->options.lang, id, label);
}

static ArticleView *article_at(const Shower *x, Place place) {
    const Document *d = x->terms->document;
    return &x->articles[text_provision_at(d, place.offset) - d->provisions];
}

// Room for every word of the agreement in each article would be too much: they are counted first.
static void count_all(const Shower *x) {
    const Terms *t = x->terms;
    for (size_t i = 1; i < t->set_count; i++) article_at(x, t->sets[i].place)->word_count++;
    for (size_t i = 0; i < t->pool_count; i++) article_at(x, t->pools[i].place)->word_count++;
    for (size_t i = 0; i < t->item_count; i++) article_at(x, t->items[i].place)->word_count++;
    for (size_t i = 0; i < t->clause_count; i++) article_at(x, t->clauses[i].place)->clause_count++;
    for (size_t i = 0; i < t->document->provision_count; i++) {
        ArticleView *v = &x->articles[i];
        const Provision *p = &t->document->provisions[i];
        v->id = p->id;
        v->heading = p->heading;
        v->words = ARENA_ARRAY(x->app->arena, WordView, v->word_count + 1);
        v->clauses = ARENA_ARRAY(x->app->arena, ClauseView, v->clause_count + 1);
        v->word_count = v->clause_count = 0;
    }
}

static void add_word(const Shower *x, WordView word) {
    ArticleView *v = article_at(x, word.place);
    v->words[v->word_count++] = word;
}

// ---- words --------------------------------------------------------------------------------------

static Str members_text(const Shower *x, const Set *s) {
    if (s->kind == MEMBERS_FACTS) return STR("facts");
    Buf b = {.arena = x->app->arena};
    for (size_t i = 0; i < s->member_count; i++) {
        if (i) buf_add_c(&b, ", ");
        buf_add(&b, s->members[i]);
    }
    return buf_str(&b);
}

static Str per_text(const Shower *x, const Item *item) {
    Buf b = {.arena = x->app->arena};
    for (size_t i = 0; i < item->set_count; i++) {
        buf_add(&b, x->terms->sets[item->sets[i]].id);
        buf_add_c(&b, ", ");
    }
    buf_add_c(&b, grain_name(item->grain));
    return buf_str(&b);
}

static void add_words(const Shower *x) {
    const Terms *t = x->terms;
    for (size_t i = 1; i < t->set_count; i++) {
        const Set *s = &t->sets[i];
        add_word(x, (WordView){.name = name_in(x, s->id, &s->label),
                               .kind = N_("set"),
                               .formula = members_text(x, s),
                               .place = s->place});
    }
    for (size_t i = 0; i < t->pool_count; i++) {
        const Pool *p = &t->pools[i];
        add_word(x, (WordView){.name = name_in(x, p->id, &p->label),
                               .kind = N_("pool"),
                               .place = p->place});
    }
    for (uint32_t i = 0; i < t->item_count; i++) {
        const Item *item = &t->items[i];
        add_word(x,
                 (WordView){.name = name_in(x, item->id, &item->label),
                            .kind = item_kind_name(item->kind),
                            .per = per_text(x, item),
                            .unit = item->kind == ITEM_PAYMENT ? item->currency : item->unit.text,
                            .formula = item->is.text,
                            .place = item->place});
    }
}

// ---- clauses ------------------------------------------------------------------------------------

static void add_clause(const Shower *x, const Clause *c) {
    ArticleView *article = article_at(x, c->place);
    ClauseView *v = &article->clauses[article->clause_count++];
    Str language = lang_name(x->app->options.lang);
    ClauseKey *keys;
    *v = (ClauseView){.name = name_in(x, c->id, &c->label),
                      .section = c->section,
                      .purpose = clause_purpose(c, language),
                      .place = c->place};
    v->key_count = clause_keys(x->app->arena, x->terms, c, language, &keys);
    v->keys = ARENA_ARRAY(x->app->arena, KeyView, v->key_count + 1);
    for (size_t i = 0; i < v->key_count; i++) v->keys[i] = (KeyView){keys[i].key, keys[i].text};
}

// ---- the whole ----------------------------------------------------------------------------------

static PartyView *parties_of(const Shower *x) {
    const Terms *t = x->terms;
    PartyView *parties = ARENA_ARRAY(x->app->arena, PartyView, t->party_count + 1);
    for (size_t i = 0; i < t->party_count; i++)
        parties[i] =
            (PartyView){name_in(x, t->parties[i].id, &t->parties[i].label), t->parties[i].role};
    return parties;
}

static void keep_telling(AgreementView *v, const Shower *x) {
    for (size_t i = x->first; i < x->end; i++) {
        ArticleView *article = &x->articles[i];
        if (x->is_cited)
            article->text = text_words(x->app->arena, &x->terms->document->provisions[i]);
        if (x->is_cited || article->word_count || article->clause_count)
            x->articles[v->article_count++] = *article;
    }
    v->articles = x->articles;
}

// Provision 0, before the first heading, is not cited.
static void add_provisions(const Shower *x, AgreementView *v) {
    const Document *d = x->terms->document;
    v->provisions = ARENA_ARRAY(x->app->arena, HeadingView, d->provision_count);
    for (size_t i = x->first ? x->first : 1; i < x->end; i++)
        v->provisions[v->provision_count++] =
            (HeadingView){d->provisions[i].id, d->provisions[i].heading};
}

static Str day_text(Arena *a, int64_t day) {
    CivilDate d = civil_from_days(day);
    return d.year == 9999 ? STR("") : civil_text(a, d);
}

// What `check` finds within the provisions cited.
static void find_faults(const Shower *x) {
    const Document *d = x->terms->document;
    App *all = app_new(x->app->arena, x->app->options);
    const CheckLists lists = {lint_words_of(all), kinds_new(all->arena)};
    check_text(all, (SourceText){d->file, d->source}, &lists, NULL);
    size_t start = d->provisions[x->first].place.offset;
    size_t end = cited_end_offset(d, x->first);
    const Findings *f = app_findings(all);
    x->app->findings = (Findings){.arena = x->app->arena};
    for (size_t i = 0; i < f->count; i++) {
        const Finding *one = &f->items[i];
        if (one->place.offset >= start && one->place.offset < end)
            finding_add(&x->app->findings, one->severity, one->rule, one->place, one->message,
                        one->hint);
    }
}

static bool choose(Shower *x, Cited cited, Err *err) {
    const Document *d = x->terms->document;
    x->end = d->provision_count;
    x->is_cited = cited.provision.size;
    if (!x->is_cited) return true;
    if (!cited_find(x->app->arena, d, cited, &x->first, err)) return false;
    x->end = cited_end(d, x->first);
    find_faults(x);
    return true;
}

static const AgreementView *show(App *app, const Agreement *g, Cited cited, Err *err) {
    const Terms *t = g->terms;
    AgreementView *v = ARENA_NEW(app->arena, AgreementView);
    Shower x = {.app = app,
                .terms = t,
                .articles = ARENA_ARRAY(app->arena, ArticleView, g->document->provision_count + 1)};
    if (!choose(&x, cited, err)) return NULL;
    *v = (AgreementView){.agreement = name_in(&x, t->id, &t->title),
                         .cited = cited.provision,
                         .version = t->version,
                         .first_day = day_text(app->arena, t->from_day),
                         .last_day = day_text(app->arena, t->to_day),
                         .parties = parties_of(&x),
                         .party_count = t->party_count};
    add_provisions(&x, v);
    count_all(&x);
    add_words(&x);
    for (size_t i = 0; i < t->clause_count; i++) add_clause(&x, &t->clauses[i]);
    keep_telling(v, &x);
    return v;
}

const AgreementView *app_show(App *app, Str path, Err *err) {
    Cited cited = cited_of(path);
    const Agreement *g = load_cited(app, &cited, err);
    return g ? show(app, g, cited, err) : NULL;
}

const AgreementView *show_text(App *app, Str text, Str cited, Err *err) {
    Cited c = cited_of(cited);
    return show(app, load_agreement_text(app, c.agreement, text), c, err);
}

const AgreementView *show_agreement(App *app, const Agreement *g) {
    return show(app, g, (Cited){.provision = {NULL, 0}}, NULL);
}
