// agree/currency.c - amounts in the words in a currency that the agreement does not count in
#include "agree/judge.h"
#include "agree/unit.h"

#include <assert.h>

// CNY/t, 1/USD: the words of a unit.
static bool names_currency(Str unit, Str currency) {
    for (size_t at = 0; at < unit.size;) {
        size_t end = at;
        while (end < unit.size && is_letter(unit.at[end])) end++;
        if (end == at + 3 && currencies_agree(str_part(unit, at, 3), currency)) return true;
        at = end > at ? end : at + 1;
    }
    return false;
}

bool currency_is_used(const Terms *t, const char *currency) {
    Str own = str_from(currency);
    if (currencies_agree(own, t->currency)) return true;
    for (size_t i = 0; i < t->item_count; i++) {
        const Item *item = &t->items[i];
        bool is_paid = item->currency.size && currencies_agree(own, item->currency);
        if (is_paid || names_currency(item->unit.text, own)) return true;
    }
    return false;
}

// Each currency is looked for once.
static bool is_known(Judge *j, const char *currency) {
    Currencies *known = &j->currencies;
    for (size_t i = 0; i < known->count; i++)
        if (!strcmp(known->names[i], currency)) return known->are_used[i];
    assert(known->count < CURRENCIES_MAX);
    known->names[known->count] = currency;
    known->are_used[known->count] = currency_is_used(j->c.terms, currency);
    return known->are_used[known->count++];
}

void judge_currencies(Judge *j) {
    if (!j->c.terms->currency.size) return;
    for (size_t i = 0; i < j->c.words.count; i++) {
        const Saying *s = &j->c.words.items[i];
        const Figure *f = &s->figure;
        if (f->kind != FIGURE_MONEY || !f->currency || is_known(j, f->currency)) continue;
        if (s->allowed & 1u << RULE_CURRENCY_DIFFERS) continue;
        agree_add(j, (Pending){.rule = RULE_CURRENCY_DIFFERS,
                               .severity = SEVERITY_ERROR,
                               .at = {f->start, f->end - f->start}});
    }
}
