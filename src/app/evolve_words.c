// app/evolve_words.c - what came out, in words first and then in numbers, in both languages
#include "app/evolve_words.h"

#include <math.h>

static const double SMALLEST_PLAIN = 1e-3, LOG_10 = 2.302585092994046;

BothText words_same(Str text) {
    return (BothText){{text, text}};
}

BothText words_fill(EvolveWriter *w, const char *english, const BothText args[4]) {
    BothText t;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        Message m = {english, {{NULL, 0}}};
        for (int i = 0; i < 4; i++) m.args[i] = args[i].texts[lang];
        t.texts[lang] = lang_render(w->arena, lang, m);
    }
    return t;
}

BothText words_plain(EvolveWriter *w, const char *english) {
    return FILL(w, english, {{{NULL, 0}, {NULL, 0}}});
}

// ---- numbers ------------------------------------------------------------------------------------

BothText words_count(EvolveWriter *w, uint64_t value) {
    return words_same(amount_text(w->arena, dec_from_int((int64_t)value), 0));
}

BothText words_percent(EvolveWriter *w, double share) {
    return words_same(str_fmt(w->arena, "%.1f\u00a0%%", 100 * share));
}

static Str power_of_ten(Arena *a, int exponent) {
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    Str plain_digits = str_fmt(a, "%d", exponent);
    Buf b = {.arena = a};
    for (size_t i = 0; i < plain_digits.size; i++)
        buf_add_c(&b, plain_digits.at[i] == '-' ? "⁻" : digits[plain_digits.at[i] - '0']);
    return buf_str(&b);
}

BothText words_chance(EvolveWriter *w, double log_chance) {
    double value = exp(log_chance);
    if (log_chance == -INFINITY) return words_same(STR("0"));
    if (value >= SMALLEST_PLAIN) return words_same(str_fmt(w->arena, "%.3f", value));
    double exponent = floor(log_chance / LOG_10);
    double mantissa = exp(log_chance - exponent * LOG_10);
    if (mantissa >= 9.995) {
        mantissa = 1;
        exponent++;
    }
    Str power = power_of_ten(w->arena, (int)fmax(exponent, -99999));
    return words_same(str_fmt(w->arena, "%.2f × 10%.*s", mantissa, STR_ARG(power)));
}

BothText words_interval(EvolveWriter *w, EvolveEstimate e) {
    return FILL(w, N_("{1} to {2}"), words_percent(w, e.low), words_percent(w, e.high));
}

// ---- tables and texts ---------------------------------------------------------------------------

BothText words_join(EvolveWriter *w, const BothText *parts, size_t count, const char *between) {
    BothText t;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        Buf b = {.arena = w->arena};
        for (size_t i = 0; i < count; i++) {
            if (i) buf_add_c(&b, lang_text(lang, between));
            buf_add(&b, parts[i].texts[lang]);
        }
        t.texts[lang] = buf_str(&b);
    }
    return t;
}

EvolutionTable *words_table(EvolveWriter *w, const char *title, const char *const *heads,
                            size_t columns, size_t rows) {
    EvolutionTable *t = VEC_ADD(w->arena, &w->tables);
    *t = (EvolutionTable){.title = words_plain(w, title), .columns = columns, .rows = rows};
    t->heads = ARENA_ARRAY(w->arena, BothText, columns);
    t->cells = ARENA_ARRAY(w->arena, BothText, columns * rows);
    for (size_t i = 0; heads && i < columns; i++) t->heads[i] = words_plain(w, heads[i]);
    return t;
}

void evolve_say(Arena *a, const EvolveResult *r, EvolutionView *v) {
    EvolveWriter w = {.arena = a, .result = r, .file = r->file};
    static void (*const writers[])(EvolveWriter *) = {[EVOLVE_MEMBERS] = words_of_members,
                                                      [EVOLVE_SHARES] = words_of_large,
                                                      [EVOLVE_SIDES] = words_of_large,
                                                      [EVOLVE_NORM] = words_of_norm};
    writers[r->file->form](&w);
    *v = (EvolutionView){.title = r->file->title,
                         .sentences = w.sentences.items,
                         .sentence_count = w.sentences.count,
                         .tables = w.tables.items,
                         .table_count = w.tables.count,
                         .is_interrupted = r->is_interrupted,
                         .result = r};
}
