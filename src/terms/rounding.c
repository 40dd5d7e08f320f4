// terms/rounding.c - to what and how an amount is rounded
#include "terms/terms_int.h"

static const struct ModeRow {
    const char *name;
    DecRounding mode;
} modes[] = {
    {"half even", DEC_HALF_EVEN}, {"half up", DEC_HALF_UP},
    {"half down", DEC_HALF_DOWN}, {"up", DEC_UP},
    {"down", DEC_DOWN},           {"floor", DEC_FLOOR},
    {"ceiling", DEC_CEILING},
};

static const struct TiesRow {
    const char *name;
    RoundingTies ties;
} all_ties[] = {
    {"first", TIES_FIRST},
    {"last", TIES_LAST},
    {"largest", TIES_LARGEST},
    {"smallest", TIES_SMALLEST},
};

static void read_mode(const YamlNode *n, Rounding *ret) {
    if (!terms_is_word(n)) return;
    ret->is_largest_remainder = str_is(n->text, STR("largest remainder"));
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        if (str_is(n->text, str_from(modes[i].name))) ret->mode = modes[i].mode;
}

static void read_ties(TermsReader *r, const YamlNode *n, Rounding *ret) {
    if (!terms_is_word(n)) return;
    for (size_t i = 0; i < sizeof all_ties / sizeof all_ties[0]; i++)
        if (str_is(n->text, str_from(all_ties[i].name))) ret->ties = all_ties[i].ties;
    if (!ret->is_largest_remainder)
        terms_fault(r, "bad-rounding", n->place,
                    MSG("\"ties\" belongs to the mode \"largest remainder\" only"),
                    MSG("leave it out"));
}

static void check_step(TermsReader *r, const Rounding *rounding) {
    Dec step;
    Str text = rounding->step.text;
    if (!text.size || !dec_from_text(text, &step, NULL)) return;
    if (dec_is_zero(step) || dec_is_negative(step))
        terms_fault(r, "bad-rounding", rounding->step.place,
                    MSG("an amount cannot be rounded to multiples of {1}", text),
                    MSG("write 1 for whole units, 0.01 for cents"));
}

void terms_read_rounding(TermsReader *r, const YamlNode *n, Item *item) {
    Rounding *rounding = &item->rounding;
    rounding->is_given = true;
    rounding->place = n->place;
    rounding->is_none = n->kind == YAML_SCALAR && str_is(n->text, STR("none"));
    if (rounding->is_none) return;
    if (n->kind != YAML_MAP) {
        terms_fault(r, "bad-rounding", n->place, MSG("\"rounding\" wants {to: …, mode: …} or none"),
                    MSG("write for example {to: 0.01, mode: half up}"));
        return;
    }
    terms_check_fields(r, n, fields_of_rounding(), false, STR("rounding"), n->place);
    rounding->step = terms_formula(yaml_find(n, "to"));
    read_mode(yaml_find(n, "mode"), rounding);
    read_ties(r, yaml_find(n, "ties"), rounding);
    check_step(r, rounding);
    if (rounding->is_largest_remainder && !item->set_count)
        terms_fault(r, "bad-rounding", n->place,
                    MSG("the largest remainder needs members among which units are shared out"),
                    MSG("name their set under \"per\""));
}
