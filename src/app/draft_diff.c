// app/draft_diff.c - two versions of a draft, and what changed between them, for whom
#include "app/draft_diff.h"
#include "app/desk_int.h"

static bool take_facts(App *app, OpenPeople *p, Str id, Inputs *ret, Err *err) {
    Str *names, *texts;
    size_t count;
    if (!desk_fact_texts(app, p, id, &names, &texts, &count, err)) return false;
    *ret =
        (Inputs){.facts = names, .fact_texts = texts, .fact_count = count, .payments_only = true};
    return true;
}

// Facts that one of the versions does not know tell nothing of payments.
static const DiffView *compare(App *app, DiffPair *pair, const Inputs *inputs) {
    static const Inputs NONE = {.fact_count = 0};
    Findings said = app->findings;
    Err why = {.code = ERR_NONE};
    pair->inputs = inputs;
    const DiffView *v = diff_agreements(app, pair, &why);
    bool is_told = v && app->findings.error_count == said.error_count;
    pair->inputs = &NONE;
    if (!is_told) v = diff_agreements(app, pair, &why);
    app->findings = said;
    return v;
}

static bool set_view(App *app, OpenPeople *p, Str id, int64_t before, int64_t after, DraftDiff *d,
                     Err *err) {
    Inputs inputs;
    DiffPair pair = {.inputs = NULL};
    Findings said = app->findings;
    pair.agreements[0] = desk_agreement(app, p, id, before, err);
    pair.agreements[1] = pair.agreements[0] ? desk_agreement(app, p, id, after, err) : NULL;
    app->findings = said;
    if (!pair.agreements[1] || !take_facts(app, p, id, &inputs, err)) return false;
    const Terms *t = pair.agreements[1]->terms;
    d->title = name_of(app->options.lang, t->id, &t->title).label;
    d->language = t->language;
    if (before != after) d->view = compare(app, &pair, &inputs);
    return true;
}

const DraftDiff *app_draft_diff(App *app, OpenPeople *p, Str id, int64_t before, int64_t after,
                                Err *err) {
    DeskVersion *list;
    DraftDiff *d = ARENA_NEW(app->arena, DraftDiff);
    if (!desk_versions(app->arena, p->desk, id, &list, &d->count, err)) return NULL;
    d->versions = draft_versions(app, list, d->count);
    if (!after && d->count) after = list[0].number;
    if (!before) before = after > 1 ? after - 1 : after;
    d->before = desk_number(app, before);
    d->after = desk_number(app, after);
    return set_view(app, p, id, before, after, d, err) ? d : NULL;
}

bool draft_diff_json(App *app, Str id, const DraftDiff *d, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "draft", id);
    json_add_text(b, "before", d->before);
    json_add_text(b, "after", d->after);
    json_add_name(b, "change");
    if (!d->view) {
        buf_add_c(b, "null}\n");
        return out_end(out);
    }
    return diff_json(app, d->view, out) && (buf_add_c(b, "}\n"), out_end(out));
}
