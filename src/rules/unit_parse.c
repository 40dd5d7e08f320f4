// rules/unit_parse.c - "mg/L", "CNY/t", "m3", "万元": the words of units and how they combine
//
//     unit   = factor { ("/" | "*" | "·" | "×" | blank) factor }      from left to right
//     factor = "(" unit ")" | number | word [power]
//     power  = ["^"] ["-"] digits | superscript digits
//
// A word that is not in the table is a base unit of its own. Calories are not converted to joules:
// there are several, and the agreement must say which.
#include "rules/unit_int.h"

#include <assert.h>

typedef struct KnownUnit {
    const char *word, *up, *down; // worth up/down of the base product
    const char *base;             // "g", "m3", "J/s"; "" = a ratio
    bool takes_prefix;
} KnownUnit;

static const KnownUnit known_units[] = {
    {"%", "1", "100", "", false},
    {"‰", "1", "1000", "", false},
    {"ppm", "1", "1000000", "", false},
    {"g", "1", "1", "g", true},
    {"t", "1000000", "1", "g", true},
    {"tonne", "1000000", "1", "g", false},
    {"lb", "453.59237", "1", "g", false},
    {"m", "1", "1", "m", true},
    {"ft", "0.3048", "1", "m", false},
    {"mile", "1609.344", "1", "m", false},
    {"miles", "1609.344", "1", "m", false},
    {"ha", "10000", "1", "m2", false},
    {"mu", "2000", "3", "m2", false},
    {"acre", "4046.8564224", "1", "m2", false},
    {"acres", "4046.8564224", "1", "m2", false},
    {"L", "1", "1000", "m3", true},
    {"l", "1", "1000", "m3", true},
    {"gallon", "0.003785411784", "1", "m3", false},
    {"gallons", "0.003785411784", "1", "m3", false},
    {"acre_ft", "1233.48183754752", "1", "m3", false},
    {"acre_feet", "1233.48183754752", "1", "m3", false},
    {"bbl", "0.158987294928", "1", "m3", false},
    {"J", "1", "1", "J", true},
    {"Wh", "3600", "1", "J", true},
    {"W", "1", "1", "J/s", true},
    {"cal", "1", "1", "cal", true},
    {"s", "1", "1", "s", true},
    {"min", "60", "1", "s", false},
    {"h", "3600", "1", "s", false},
    {"hour", "3600", "1", "s", false},
    {"hours", "3600", "1", "s", false},
    {"d", "86400", "1", "s", false},
    {"day", "86400", "1", "s", false},
    {"days", "86400", "1", "s", false},
    {"month", "1", "1", "month", false},
    {"months", "1", "1", "month", false},
    {"year", "12", "1", "month", false},
    {"years", "12", "1", "month", false},
    {"cent", "1", "100", "EUR", false},
    {"元", "1", "1", "CNY", false},
    {"角", "1", "10", "CNY", false},
    {"吨", "1000000", "1", "g", false},
    {"公斤", "1000", "1", "g", false},
    {"千克", "1000", "1", "g", false},
    {"克", "1", "1", "g", false},
    {"毫克", "1", "1000", "g", false},
    {"升", "1", "1000", "m3", false},
    {"毫升", "1", "1000000", "m3", false},
    {"立方米", "1", "1", "m3", false},
    {"平方米", "1", "1", "m2", false},
    {"平方千米", "1000000", "1", "m2", false},
    {"平方公里", "1000000", "1", "m2", false},
    {"公顷", "10000", "1", "m2", false},
    {"亩", "2000", "3", "m2", false},
    {"米", "1", "1", "m", false},
    {"千米", "1000", "1", "m", false},
    {"公里", "1000", "1", "m", false},
    {"千瓦时", "3600000", "1", "J", false},
    {"度", "3600000", "1", "J", false},
    {"千卡", "1000", "1", "cal", false},
    {"小时", "3600", "1", "s", false},
    {"天", "86400", "1", "s", false},
    {"日", "86400", "1", "s", false},
    {"月", "1", "1", "month", false},
    {"年", "12", "1", "month", false},
};

typedef struct UnitPrefix {
    const char *word, *up, *down;
    bool is_word; // 万, 亿: before any Chinese word of the table
} UnitPrefix;

static const UnitPrefix prefixes[] = {
    {"P", "1000000000000000", "1", false},
    {"T", "1000000000000", "1", false},
    {"G", "1000000000", "1", false},
    {"M", "1000000", "1", false},
    {"k", "1000", "1", false},
    {"h", "100", "1", false},
    {"d", "1", "10", false},
    {"c", "1", "100", false},
    {"m", "1", "1000", false},
    {"u", "1", "1000000", false},
    {"µ", "1", "1000000", false},
    {"μ", "1", "1000000", false},
    {"n", "1", "1000000000", false},
    {"千", "1000", "1", true},
    {"万", "10000", "1", true},
    {"百万", "1000000", "1", true},
    {"千万", "10000000", "1", true},
    {"亿", "100000000", "1", true},
};

static Dec constant(const char *text) {
    Dec d;
    bool is_number = dec_from_text(str_from(text), &d, NULL);
    assert(is_number);
    return d;
}

static bool base_product(const char *text, Unit *ret) {
    static const struct {
        const char *text;
        const char *bases[2];
        int powers[2];
    } rows[] = {
        {"", {NULL}, {0}},
        {"m2", {"m"}, {2}},
        {"m3", {"m"}, {3}},
        {"J/s", {"J", "s"}, {1, -1}},
    };
    *ret = unit_base(str_from(text));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].text, text) != 0) continue;
        *ret = unit_one();
        for (size_t k = 0; k < 2 && rows[i].bases[k]; k++) {
            Unit base = unit_base(str_from(rows[i].bases[k]));
            if (!unit_power(&base, rows[i].powers[k], &base)) return false;
            if (!unit_multiply(ret, &base, ret)) return false;
        }
    }
    return true;
}

static const KnownUnit *find_known(Str word) {
    for (size_t i = 0; i < sizeof known_units / sizeof known_units[0]; i++)
        if (str_is(word, str_from(known_units[i].word))) return &known_units[i];
    return NULL;
}

static bool is_chinese(const char *word) {
    return (unsigned char)word[0] >= 0xE4;
}

static bool is_currency(Str word) {
    if (word.size != 3) return false;
    for (size_t i = 0; i < 3; i++)
        if (word.at[i] < 'A' || word.at[i] > 'Z') return false;
    return true;
}

static bool known_scaled(const KnownUnit *k, Dec up, Dec down, Unit *ret) {
    return base_product(k->base, ret) && unit_scale(ret, constant(k->up), constant(k->down)) &&
           unit_scale(ret, up, down);
}

bool unit_known(Str word, Unit *ret) {
    Dec one = dec_from_int(1);
    const KnownUnit *k = find_known(word);
    if (k) return known_scaled(k, one, one, ret);
    if (is_currency(word)) {
        *ret = unit_base(word);
        return true;
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        const UnitPrefix *p = &prefixes[i];
        Str prefix = str_from(p->word);
        if (word.size <= prefix.size || !str_starts_with(word, prefix)) continue;
        k = find_known(str_part(word, prefix.size, word.size));
        if (k && (p->is_word ? is_chinese(k->word) : k->takes_prefix))
            return known_scaled(k, constant(p->up), constant(p->down), ret);
    }
    return false;
}

// ---- parsing ------------------------------------------------------------------------------------

enum { UNIT_DEPTH_MAX = 8, UNIT_TEXT_MAX = 200 };

typedef struct UnitParser {
    Arena *arena;
    Str text;
    size_t at;
    int depth;
    Message why;
} UnitParser;

static bool fault(UnitParser *p, Message why) {
    if (!p->why.text) p->why = why;
    return false;
}

static Str rest(const UnitParser *p) {
    return str_part(p->text, p->at, p->text.size);
}

static bool skip(UnitParser *p, const char *mark) {
    if (!str_starts_with(rest(p), str_from(mark))) return false;
    p->at += strlen(mark);
    return true;
}

static const char *const superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Does something that cannot be part of a word stand at `at`?
static bool is_word_end(Str text, size_t at) {
    static const char *const marks[] = {"·", "×", "⁻", "–"};
    if (at >= text.size || (text.at[at] != '\0' && strchr("/*()^ \t", text.at[at]))) return true;
    Str here = str_part(text, at, text.size);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts_with(here, str_from(marks[i]))) return true;
    for (size_t i = 0; i < 10; i++)
        if (str_starts_with(here, str_from(superscripts[i]))) return true;
    return at + 1 < text.size && text.at[at] == '-' && is_digit(text.at[at + 1]);
}

static Str word_at(UnitParser *p) {
    size_t end = p->at;
    uint32_t code_point;
    while (!is_word_end(p->text, end)) {
        size_t size = utf8_get(p->text, end, &code_point);
        end += size ? size : 1;
    }
    Str word = str_part(p->text, p->at, end - p->at);
    p->at = end;
    return word;
}

static bool digit_at(UnitParser *p, int *ret) {
    if (p->at < p->text.size && is_digit(p->text.at[p->at])) {
        *ret = p->text.at[p->at++] - '0';
        return true;
    }
    for (int i = 0; i < 10; i++)
        if (skip(p, superscripts[i])) {
            *ret = i;
            return true;
        }
    return false;
}

// The power behind a word; 1 if there is none.
static bool power_at(UnitParser *p, int *ret) {
    bool is_marked = skip(p, "^");
    bool is_negative = skip(p, "-") || skip(p, "⁻");
    int power = 0, digit, count = 0;
    for (; digit_at(p, &digit); count++)
        if (count < 3) power = power * 10 + digit;
    if (count == 0 && (is_marked || is_negative))
        return fault(p, MSG("a power must follow in the unit \"{1}\"", p->text));
    if (count > 2 || power > UNIT_POWER_MAX)
        return fault(p, MSG("the unit \"{1}\" has a power above 12", p->text));
    *ret = count == 0 ? 1 : is_negative ? -power : power;
    return true;
}

// "m3" is m to the third; "CO2" is a word, because CO is no unit.
static Unit word_unit(UnitParser *p, Str word) {
    Unit u;
    if (unit_known(word, &u)) return u;
    size_t stem = word.size;
    while (stem > 0 && is_digit(word.at[stem - 1])) stem--;
    if (stem > 0 && stem < word.size && unit_known(str_part(word, 0, stem), &u)) {
        p->at -= word.size - stem;
        return u;
    }
    return unit_base(str_copy(p->arena, word));
}

static bool parse_product(UnitParser *p, Unit *ret);

static bool parse_number(UnitParser *p, Unit *ret) {
    Dec number;
    Str word = word_at(p);
    if (!dec_from_text(word, &number, NULL) || dec_is_zero(number) || dec_is_negative(number))
        return fault(p, MSG("\"{1}\" in the unit \"{2}\" is no factor", word, p->text));
    *ret = unit_one();
    int power;
    Unit factor = unit_one();
    if (!power_at(p, &power)) return false;
    return (unit_scale(&factor, number, dec_from_int(1)) && unit_power(&factor, power, ret)) ||
           fault(p, MSG("the factor of the unit \"{1}\" is out of range", p->text));
}

static bool parse_factor(UnitParser *p, Unit *ret) {
    Unit u;
    int power;
    while (skip(p, " ") || skip(p, "\t")) continue;
    if (skip(p, "(")) {
        if (++p->depth > UNIT_DEPTH_MAX)
            return fault(p, MSG("the unit \"{1}\" is nested too deeply", p->text));
        if (!parse_product(p, &u)) return false;
        if (!skip(p, ")")) return fault(p, MSG("a \")\" is missing in the unit \"{1}\"", p->text));
        p->depth--;
    } else if (p->at < p->text.size && is_digit(p->text.at[p->at])) {
        return parse_number(p, ret);
    } else {
        Str word = word_at(p);
        if (word.size == 0) return fault(p, MSG("a unit is missing in \"{1}\"", p->text));
        u = word_unit(p, word);
    }
    if (!power_at(p, &power)) return false;
    return unit_power(&u, power, ret) ||
           fault(p, MSG("the unit \"{1}\" has a power above 12 or a factor out of range", p->text));
}

static bool parse_product(UnitParser *p, Unit *ret) {
    if (!parse_factor(p, ret)) return false;
    for (;;) {
        while (skip(p, " ") || skip(p, "\t")) continue;
        if (p->at >= p->text.size || p->text.at[p->at] == ')') return true;
        bool is_quotient = skip(p, "/");
        if (!is_quotient && !skip(p, "*") && !skip(p, "·")) skip(p, "×");
        Unit next;
        if (!parse_factor(p, &next)) return false;
        if (is_quotient ? !unit_divide(ret, &next, ret) : !unit_multiply(ret, &next, ret))
            return fault(
                p, MSG("the unit \"{1}\" has too many parts or a factor out of range", p->text));
    }
}

bool unit_parse(Arena *a, Str text, Unit *ret, Message *ret_why) {
    text = str_trim(text);
    UnitParser p = {.arena = a, .text = text};
    Unit u;
    bool is_good = text.size <= UNIT_TEXT_MAX
                       ? parse_product(&p, &u)
                       : fault(&p, MSG("a unit is written in at most 200 bytes"));
    if (is_good && p.at < text.size)
        is_good = fault(&p, MSG("a \"(\" is missing in the unit \"{1}\"", text));
    if (!is_good) {
        *ret_why = p.why;
        return false;
    }
    u.text = str_copy(a, text);
    *ret = u;
    return true;
}
