// app/load.c - an agreement with its terms and rules, and the facts it is to run on
//
// Texts are kept by name in the App, so that a finding can be shown with the line it speaks of.
#include "app/app_int.h"

#include "base/file.h"

static const size_t FACT_BYTES_MAX = (size_t)4 << 30; // one fact file

static void remember(App *app, Str file, Str text) {
    *VEC_ADD(app->arena, &app->sources) = (SourceText){file, text};
}

static void compile(App *app, Agreement *g) {
    const Findings *f = &app->findings;
    size_t before = f->count;
    g->rulebook = rules_from_terms(app->arena, g->terms, &app->findings);
    g->rule_faults.count = f->count - before;
    if (g->rule_faults.count)
        g->rule_faults.items =
            arena_copy(app->arena, f->items + before, g->rule_faults.count * sizeof *f->items);
    g->rule_faults.is_whole = !f->dropped_count;
}

Agreement *load_terms(App *app, Str name, Str text, const Agreement *before) {
    size_t errors_before = app->findings.error_count;
    Agreement *g = ARENA_NEW(app->arena, Agreement);
    remember(app, name, text);
    g->source = (SourceText){name, text};
    g->document =
        text_parse_again(app->arena, name, text, before ? before->document : NULL, &app->findings);
    g->terms = terms_from_text(app->arena, g->document, &app->findings);
    g->is_sound = app->findings.error_count == errors_before;
    return g;
}

void load_rules(App *app, Agreement *g, const Agreement *before) {
    size_t errors_before = app->findings.error_count;
    if (!before || !rules_take(app, g, before)) compile(app, g);
    g->is_sound = g->is_sound && app->findings.error_count == errors_before;
}

const Agreement *load_agreement_text(App *app, Str name, Str text) {
    Agreement *g = load_terms(app, name, text, NULL);
    load_rules(app, g, NULL);
    return g;
}

const Agreement *load_agreement(App *app, Str path, Err *err) {
    Str text;
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err)) return NULL;
    return load_agreement_text(app, path, text);
}

bool load_text(App *app, Str path, Str *ret, Err *err) {
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, ret, err)) return false;
    remember(app, path, *ret);
    return true;
}

// By the name; where it says nothing, by the first character.
static bool is_json(Str name, Str text) {
    if (str_ends_with(name, STR(".json"))) return true;
    if (str_ends_with(name, STR(".csv"))) return false;
    Str start = str_trim(str_part(text, 0, 64));
    return start.size && (start.at[0] == '[' || start.at[0] == '{');
}

static void let_go(void *self, size_t from, size_t to) {
    file_let_go(self, from, to);
}

static bool add_facts(App *app, FactTable *table, Str file, FileText *mapped, Err *err) {
    FactText text = {.file = file,
                     .text = mapped->text,
                     .passed = let_go,
                     .self = mapped,
                     .threads = app->options.threads};
    remember(app, file, mapped->text);
    if (!is_json(file, mapped->text)) return fact_table_read_csv(table, text, &app->findings, err);
    if (!file_check_text(file, mapped->text, err)) return false;
    fact_table_add_json(table, file, mapped->text, &app->findings);
    return true;
}

static bool add_all_facts(App *app, const Agreement *g, FileText *texts, FactFiles *ret, Err *err) {
    Findings before = app->findings;
    FactTable *table = fact_table_new(app->arena, g->rulebook);
    for (size_t i = 0; i < ret->count; i++) {
        if (add_facts(app, table, ret->files[i].file, &texts[i], err)) continue;
        app->findings = before;
        return false;
    }
    ret->table = table;
    ret->facts = fact_table_facts(table);
    ret->is_sound = app->findings.error_count == before.error_count;
    return true;
}

bool load_facts_text(App *app, const Agreement *g, const SourceText *files, size_t count,
                     FactFiles *ret, Err *err) {
    FileText *texts = ARENA_ARRAY(app->arena, FileText, count + 1);
    for (size_t i = 0; i < count; i++) texts[i].text = files[i].text;
    ret->files = arena_copy(app->arena, files, count * sizeof *files);
    ret->count = count;
    return add_all_facts(app, g, texts, ret, err);
}

bool load_facts_instead(App *app, FactFiles *files, const SourceText *instead, size_t count,
                        Err *err) {
    size_t before = app->findings.error_count;
    fact_table_replace(files->table);
    for (size_t i = 0; i < count; i++) {
        FileText text = {.text = instead[i].text};
        if (!add_facts(app, files->table, instead[i].file, &text, err)) return false;
    }
    files->facts = fact_table_facts(files->table);
    files->is_sound = files->is_sound && app->findings.error_count == before;
    return true;
}

bool load_facts(App *app, const Agreement *g, const Inputs *inputs, FactFiles *ret, Err *err) {
    FileText *texts = ARENA_ARRAY(app->arena, FileText, inputs->fact_count + 1);
    ret->count = inputs->fact_count;
    ret->files = ARENA_ARRAY(app->arena, SourceText, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++) {
        if (inputs->fact_texts)
            texts[i].text = inputs->fact_texts[i];
        else if (!file_map(app->arena, inputs->facts[i], FACT_BYTES_MAX, &texts[i], err))
            return false;
        ret->files[i] = (SourceText){inputs->facts[i], texts[i].text};
    }
    return add_all_facts(app, g, texts, ret, err);
}

bool load_eval_options(App *app, const Inputs *inputs, EvalOptions *ret, Err *err) {
    CivilDate through;
    *ret = (EvalOptions){.progress = app->options.progress,
                         .progress_self = app->options.progress_self,
                         .threads = app->options.threads,
                         .payments_only = inputs->payments_only};
    if (!inputs->through.size) return true;
    if (!civil_parse(inputs->through, &through))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no date", inputs->through),
                       MSG("write it as YYYY-MM-DD, for example 2021-12-31"));
    ret->is_through_given = true;
    ret->through_day = civil_to_days(through);
    return true;
}
