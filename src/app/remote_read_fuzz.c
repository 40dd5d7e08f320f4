// app/remote_read_fuzz.c - any bytes as the answer of an office: refused with a reason, or a view
// that can be printed
#include "app/remote_int.h"
#include "base/fuzz.h"

#include <assert.h>

static const char TEXT[] =
    "---\nsoftlaw: 1\nid: river\ntitle: {en: River}\nlanguage: en\nparties:\n"
    "  a: {name: A, label: {en: Up}}\n  b: {name: B}\ncurrency: CNY\n"
    "term: {from: 2020-01-01, to: 2021-12-31, period: year}\n---\n\n# Article 1\n\nWords.\n";

static const Agreement *agreement(App *app) {
    Findings said = app->findings;
    const Agreement *g = load_agreement_text(app, STR("river"), str_from(TEXT));
    app->findings = said;
    return g;
}

static bool forget(void *self, Str text, Err *err) {
    (void)self, (void)err;
    assert(utf8_find_fault(text) < 0);
    return true;
}

static void check(const void *view, const Err *err) {
    assert(!view == (err->code != ERR_NONE));
    assert(view || err->code == ERR_PEER);
}

static void read_settlement(App *app, const Agreement *g, const JsonNode *answer, Out *out) {
    Err err = {.code = ERR_NONE};
    const Settlement *s = remote_settlement_read(app, g, answer, &err);
    check(s, &err);
    if (!s) return;
    NetList nets = settlement_nets(app->arena, s);
    for (size_t i = 0; i < settlement_line_count(s); i++)
        assert(settlement_line(app->arena, s, i).period_index < settlement_period_count(s));
    assert(nets.count <= 2 * settlement_line_count(s));
    settlement_json(app, s, true, out);
    settlement_csv(s, out);
    settlement_html(app, s, out);
}

static void read_others(App *app, const Agreement *g, const JsonNode *answer, Out *out) {
    Err balance = {.code = ERR_NONE}, reasons = {.code = ERR_NONE}, change = {.code = ERR_NONE};
    const BalanceList *l = remote_balance_read(app, answer, &balance);
    const ExplanationList *e = remote_explanation_read(app, g, answer, &reasons);
    const DiffView *d = remote_diff_read(app, answer, &change);
    check(l, &balance);
    check(e, &reasons);
    check(d, &change);
    if (l) balance_csv(l, out);
    if (e) explanation_json(app, e, out);
    if (d) diff_json(app, d, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {.code = ERR_NONE};
    App *app = app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 1)});
    Out out = {.buf = {.arena = a}, .write = forget, .err = &err};
    Str text = {(const char *)bytes, size};
    const JsonNode *answer = json_parse(a, STR("office"), text, NULL);
    if (!answer) return 0;
    const Agreement *g = agreement(app);
    read_settlement(app, g, answer, &out);
    read_others(app, g, answer, &out);
    Str shown = remote_printable(a, text);
    assert(str_is(remote_printable(a, shown), shown));
    return 0;
}
