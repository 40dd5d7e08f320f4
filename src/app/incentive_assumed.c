// app/incentive_assumed.c - what a scenario takes for granted: each number, where it comes from,
// and where the verdict would turn
#include "app/incentive_page.h"

// ---- as a table ---------------------------------------------------------------------------------

static ChartLabel localised(Str id, const Localised *label) {
    return (ChartLabel){{name_of(LANG_EN, id, label).label, name_of(LANG_ZH, id, label).label}};
}

static const BreakEven *turn_of(const Incentive *i, size_t parameter) {
    for (size_t k = 0; k < i->break_even_count; k++)
        if (i->break_evens[k].parameter == parameter) return &i->break_evens[k];
    return NULL;
}

// "≤ 18.6", "≥ 40": outside of these the verdict is another.
static Str turns_text(const Sheet *s, const BreakEven *b) {
    const Teller *t = &s->tellers[LANG_EN];
    Buf text = {.arena = sheet_arena(s)};
    if (b && b->has_below) buf_add_fmt(&text, "≤ %.*s", STR_ARG(tell_number(t, b->below)));
    if (b && b->has_below && b->has_above) buf_add_c(&text, ", ");
    if (b && b->has_above) buf_add_fmt(&text, "≥ %.*s", STR_ARG(tell_number(t, b->above)));
    return text.size ? buf_str(&text) : STR("–");
}

static ChartLabel origin_of(const ScenarioParameter *p) {
    return p->source.count ? localised(STR(""), &p->source) : localised(STR(""), &p->note);
}

static void add_parameter(const Sheet *s, SheetTable *t, size_t index) {
    const ScenarioParameter *p = &s->scenario->parameters[index];
    sheet_cell(t, localised(p->id, &p->label));
    sheet_number(t, str_fmt(sheet_arena(s), "%.*s %.*s",
                            STR_ARG(tell_number(&s->tellers[LANG_EN], p->value)),
                            STR_ARG(p->unit.text)));
    sheet_number(t, turns_text(s, turn_of(s->result, index)));
    sheet_cell(t, origin_of(p));
}

// Of a party that could break it.
static void add_discount(const Sheet *s, SheetTable *t, size_t party) {
    const Teller *teller = &s->tellers[LANG_EN];
    const CriticalDiscount *c = &s->result->parties[party].critical;
    if (!play_temptation(s->result->result, party)) return;
    ChartLabel name = {{STR(""), STR("")}};
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
        name.texts[lang] =
            lang_render(sheet_arena(s), lang,
                        MSG("discount factor of {1}", tell_party(&s->tellers[lang], party)));
    sheet_cell(t, name);
    sheet_number(t, tell_number(teller, s->scenario->parties[party].discount));
    sheet_number(t, c->is_known && c->value > 0 ? tell_number(teller, c->value) : STR("–"));
    sheet_cell(t, (ChartLabel){{STR(""), STR("")}});
}

void sheet_add_assumptions(const Sheet *s) {
    static const char *const names[] = {N_("assumption"), N_("value"), N_("turns at"),
                                        N_("source")};
    ChartLabel heads[4];
    for (size_t i = 0; i < 4; i++) heads[i] = sheet_label(s, (Message){.text = names[i]});
    SheetTable t = sheet_data(s, heads, 4, FIRST_LEFT | 1 << 3);
    for (size_t i = 0; i < s->scenario->parameter_count; i++) add_parameter(s, &t, i);
    for (size_t i = 0; i < s->scenario->terms->party_count; i++) add_discount(s, &t, i);
    sheet_data_end(&t);
}
