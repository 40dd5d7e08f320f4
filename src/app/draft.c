// app/draft.c - an agreement drafted from a template and answers
//
// What comes out is read and compiled like any agreement, so that its faults are findings before
// anyone sees it.
#include "app/draft.h"
#include "app/app_int.h"

#include "base/file.h"
#include "templates/templates.h"

struct Draft {
    App *app;
    const Template *template;
    Answers *answers;
};

static Str in_language(const App *app, Bilingual b) {
    return b.texts[app->options.lang];
}

static const Template *parse(App *app, Str name, Str source) {
    *VEC_ADD(app->arena, &app->sources) = (SourceText){name, source};
    return template_parse(app->arena, name, source, &app->findings);
}

const TemplateList *app_templates(App *app) {
    TemplateList *list = ARENA_NEW(app->arena, TemplateList);
    list->items = ARENA_ARRAY(app->arena, TemplateView, catalogue_count() + 1);
    for (size_t i = 0; i < catalogue_count(); i++) {
        const Template *t = parse(app, catalogue_name(i), catalogue_source(i));
        if (!t) continue;
        list->items[list->count++] =
            (TemplateView){.name = template_name(t),
                           .title = in_language(app, template_title(t)),
                           .purpose = in_language(app, template_purpose(t))};
    }
    return list;
}

static bool is_path(Str name) {
    return str_find(name, STR("/"), 0) >= 0 || str_ends_with(name, STR(".md"));
}

static bool find_source(App *app, Str name, Str *ret, Err *err) {
    size_t index;
    if (is_path(name)) return file_read_text(app->arena, name, LIMIT_DOCUMENT_BYTES, ret, err);
    if (catalogue_find(name, &index)) return *ret = catalogue_source(index), true;
    return err_set(err, ERR_NOT_FOUND, MSG("there is no template \"{1}\"", name),
                   MSG("see them all: softlaw new --list"));
}

Draft *draft_open(App *app, Str template, Err *err) {
    Str source;
    if (!find_source(app, template, &source, err)) return NULL;
    Draft *d = ARENA_NEW(app->arena, Draft);
    d->app = app;
    d->template = parse(app, template, source);
    if (d->template) d->answers = answers_new(app->arena, d->template, app->options.lang);
    return d->template ? d : NULL;
}

bool draft_answer(Draft *d, Str key, Str value, Err *err) {
    return answers_give(d->answers, key, value, err);
}

static QuestionView *view_of(const Draft *d, const TemplateQuestion *q) {
    const App *app = d->app;
    QuestionView *v = ARENA_NEW(app->arena, QuestionView);
    *v = (QuestionView){.key = q->key,
                        .ask = in_language(app, q->ask),
                        .why = in_language(app, q->why),
                        .fallback = answers_fallback(app->arena, d->answers, q),
                        .type = question_type_name(q->type),
                        .choices = ARENA_ARRAY(app->arena, NameView, q->choice_count + 1),
                        .choice_count = q->choice_count};
    for (size_t i = 0; i < q->choice_count; i++)
        v->choices[i] = (NameView){q->choices[i].id, in_language(app, q->choices[i].label)};
    return v;
}

const QuestionView *draft_next(const Draft *d) {
    const TemplateQuestion *q = answers_next(d->answers);
    return q ? view_of(d, q) : NULL;
}

size_t draft_question_count(const Draft *d) {
    return template_question_count(d->template);
}

const QuestionView *draft_question(const Draft *d, size_t index) {
    return view_of(d, template_question(d->template, index));
}

bool draft_text(Draft *d, Str *ret, Err *err) {
    if (!answers_check(d->answers, err)) return false;
    Str text = template_fill(d->app->arena, d->answers, &d->app->findings);
    if (text.at) load_agreement_text(d->app, STR("agreement"), text);
    *ret = text;
    return true;
}

bool template_list_json(const TemplateList *l, Out *out) {
    buf_add_c(&out->buf, "{\"templates\":[");
    for (size_t i = 0; i < l->count; i++) {
        if (i) buf_add_byte(&out->buf, ',');
        buf_add_byte(&out->buf, '{');
        json_add_text(&out->buf, "name", l->items[i].name);
        json_add_text(&out->buf, "title", l->items[i].title);
        json_add_text(&out->buf, "purpose", l->items[i].purpose);
        buf_add_byte(&out->buf, '}');
    }
    buf_add_c(&out->buf, "]}\n");
    return out_end(out);
}

static void add_question(Buf *b, const QuestionView *v) {
    buf_add_byte(b, '{');
    json_add_text(b, "key", v->key);
    json_add_text(b, "type", str_from(v->type));
    json_add_text(b, "ask", v->ask);
    json_add_text(b, "why", v->why);
    json_add_text(b, "default", v->fallback);
    if (v->choice_count) {
        buf_add_c(b, ",\"choices\":{");
        for (size_t i = 0; i < v->choice_count; i++)
            json_add_text(b, str_c(b->arena, v->choices[i].id), v->choices[i].label);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, '}');
}

bool draft_questions_json(const Draft *d, Out *out) {
    buf_add_c(&out->buf, "{\"questions\":[");
    for (size_t i = 0; i < draft_question_count(d); i++) {
        if (i) buf_add_byte(&out->buf, ',');
        add_question(&out->buf, draft_question(d, i));
    }
    buf_add_c(&out->buf, "]}\n");
    return out_end(out);
}
