// app/incentive_command.c - the command that searches other terms, so that it can be run as it
// stands
#include "app/incentive_int.h"

// In quotes of a shell, unless it needs none.
static void add_word(Buf *b, Str word) {
    bool is_plain = word.size > 0;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.at[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        is_plain &= is_letter || c == '.' || c == '/' || c == '_' || c == '-';
    }
    if (is_plain) {
        buf_add(b, word);
        return;
    }
    buf_add_byte(b, '\'');
    for (size_t i = 0; i < word.size; i++)
        if (word.at[i] == '\'')
            buf_add_c(b, "'\\''");
        else
            buf_add_byte(b, word.at[i]);
    buf_add_byte(b, '\'');
}

// ---- what to vary -------------------------------------------------------------------------------

static Str remedy_of(const Scenario *s) {
    for (size_t i = 0; i < s->rung_count; i++)
        if (s->rungs[i].clause.id.size) return s->rungs[i].clause.id;
    return STR("");
}

static bool is_share(const Item *item) {
    Str note = item->note.count ? name_of(LANG_EN, STR(""), &item->note).label : STR("");
    return str_is(note, STR("%")) || str_is(note, STR("％")) || str_is(item->unit.text, STR("%"));
}

static bool is_price(const Terms *t, const Item *item) {
    return t->currency.size && str_starts_with(item->unit.text, t->currency);
}

// The larger, the more likely to hold an agreement together.
static int weight_of(const Terms *t, const Item *item) {
    if (item->kind != ITEM_PARAMETER || item->value_count != 1) return 0;
    return is_share(item) ? 3 : is_price(t, item) ? 2 : 1;
}

// A share of hundred is looked for between 0 and that.
static Str parameter_of(Arena *a, const Terms *t) {
    int most = 0;
    Str best = STR("");
    for (size_t i = 0; i < t->item_count; i++) {
        int weight = weight_of(t, &t->items[i]);
        Dec d;
        if (weight <= most || !dec_from_text(t->items[i].values[0].value.text, &d, NULL)) continue;
        most = weight;
        best = weight == 3 ? str_fmt(a, "%.*s:0..100", STR_ARG(t->items[i].id)) : t->items[i].id;
    }
    return best;
}

// A bond or penalty; else a share or price of the agreement; else a number of the scenario.
static Str lever_of(Arena *a, const Scenario *s) {
    Str name = remedy_of(s);
    if (!name.size) name = parameter_of(a, s->terms);
    if (!name.size && s->parameter_count) name = s->parameters[0].id;
    return name;
}

Str incentive_design_command(Arena *a, const IncentiveView *v) {
    const Scenario *s = v->result->setup->scenario;
    Str lever = lever_of(a, s);
    Buf b = {.arena = a};
    if (!lever.size) return lever;
    buf_add_c(&b, "softlaw incentive design ");
    add_word(&b, v->path);
    buf_add_c(&b, " --scenario ");
    add_word(&b, s->file);
    buf_add_c(&b, " --vary ");
    add_word(&b, lever);
    return buf_str(&b);
}
