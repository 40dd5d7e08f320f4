// agree/unit.c - units, currencies and months in both languages, as tables
#include "agree/unit.h"

// Units that begin with a letter or sign of ASCII.
static const Unit UNITS[] = {
    {"%", FIGURE_PERCENT, "0.01", NULL},
    {"per cent", FIGURE_PERCENT, "0.01", NULL},
    {"percent", FIGURE_PERCENT, "0.01", NULL},
    {"percentage points", FIGURE_PERCENT, "0.01", NULL},
    {"percentage point", FIGURE_PERCENT, "0.01", NULL},
    {"pct", FIGURE_PERCENT, "0.01", NULL},
    {"per mille", FIGURE_PERCENT, "0.001", NULL},
    {"per mil", FIGURE_PERCENT, "0.001", NULL},
    {"per thousand", FIGURE_PERCENT, "0.001", NULL},
    {"parts per thousand", FIGURE_PERCENT, "0.001", NULL},
    {"parts of a thousand", FIGURE_PERCENT, "0.001", NULL},
    {"parts of ten thousand", FIGURE_PERCENT, "0.0001", NULL},
    {"basis points", FIGURE_PERCENT, "0.0001", NULL},
    {"basis point", FIGURE_PERCENT, "0.0001", NULL},
    {"parts per million", FIGURE_PERCENT, "0.000001", NULL},
    {"yuan", FIGURE_MONEY, NULL, "CNY"},
    {"renminbi", FIGURE_MONEY, NULL, "CNY"},
    {"rmb", FIGURE_MONEY, NULL, "CNY"},
    {"cny", FIGURE_MONEY, NULL, "CNY"},
    {"fen", FIGURE_MONEY, "0.01", "CNY"},
    {"euro", FIGURE_MONEY, NULL, "EUR"},
    {"euros", FIGURE_MONEY, NULL, "EUR"},
    {"eur", FIGURE_MONEY, NULL, "EUR"},
    {"dollar", FIGURE_MONEY, NULL, "$"},
    {"dollars", FIGURE_MONEY, NULL, "$"},
    {"us dollars", FIGURE_MONEY, NULL, "USD"},
    {"usd", FIGURE_MONEY, NULL, "USD"},
    {"aud", FIGURE_MONEY, NULL, "AUD"},
    {"cad", FIGURE_MONEY, NULL, "CAD"},
    {"hkd", FIGURE_MONEY, NULL, "HKD"},
    {"cent", FIGURE_MONEY, "0.01", NULL},
    {"cents", FIGURE_MONEY, "0.01", NULL},
    {"pounds", FIGURE_MONEY, NULL, "GBP"},
    {"gbp", FIGURE_MONEY, NULL, "GBP"},
    {"francs", FIGURE_MONEY, NULL, "CHF"},
    {"chf", FIGURE_MONEY, NULL, "CHF"},
    {"yen", FIGURE_MONEY, NULL, "JPY"},
    {"jpy", FIGURE_MONEY, NULL, "JPY"},
    {"roubles", FIGURE_MONEY, NULL, "RUB"},
    {"day", FIGURE_DAYS, NULL, NULL},
    {"days", FIGURE_DAYS, NULL, NULL},
    {"calendar days", FIGURE_DAYS, NULL, NULL},
    {"calendar day", FIGURE_DAYS, NULL, NULL},
    {"consecutive days", FIGURE_DAYS, NULL, NULL},
    {"week", FIGURE_DAYS, "7", NULL},
    {"weeks", FIGURE_DAYS, "7", NULL},
    {"working day", FIGURE_WORKING_DAYS, NULL, NULL},
    {"working days", FIGURE_WORKING_DAYS, NULL, NULL},
    {"business day", FIGURE_WORKING_DAYS, NULL, NULL},
    {"business days", FIGURE_WORKING_DAYS, NULL, NULL},
    {"month", FIGURE_MONTHS, NULL, NULL},
    {"months", FIGURE_MONTHS, NULL, NULL},
    {"calendar months", FIGURE_MONTHS, NULL, NULL},
    {"quarters", FIGURE_MONTHS, "3", NULL},
    {"year", FIGURE_MONTHS, "12", NULL},
    {"years", FIGURE_MONTHS, "12", NULL},
    {"calendar years", FIGURE_MONTHS, "12", NULL},
    {"hour", FIGURE_SECONDS, "3600", NULL},
    {"hours", FIGURE_SECONDS, "3600", NULL},
    {"minute", FIGURE_SECONDS, "60", NULL},
    {"minutes", FIGURE_SECONDS, "60", NULL},
    {"decimals", FIGURE_STEP, NULL, NULL},
    {"decimal places", FIGURE_STEP, NULL, NULL},
    {"decimal place", FIGURE_STEP, NULL, NULL},
};

static const Unit WIDE_UNITS[] = {
    {"％", FIGURE_PERCENT, "0.01", NULL},
    {"百分点", FIGURE_PERCENT, "0.01", NULL},
    {"成", FIGURE_PERCENT, "0.1", NULL},
    {"‰", FIGURE_PERCENT, "0.001", NULL},
    {"个基点", FIGURE_PERCENT, "0.0001", NULL},
    {"元", FIGURE_MONEY, NULL, "CNY"},
    {"圆", FIGURE_MONEY, NULL, "CNY"},
    {"元人民币", FIGURE_MONEY, NULL, "CNY"},
    {"人民币", FIGURE_MONEY, NULL, "CNY"},
    {"角", FIGURE_MONEY, "0.1", "CNY"},
    {"€", FIGURE_MONEY, NULL, "EUR"},
    {"欧元", FIGURE_MONEY, NULL, "EUR"},
    {"美元", FIGURE_MONEY, NULL, "USD"},
    {"澳元", FIGURE_MONEY, NULL, "AUD"},
    {"加元", FIGURE_MONEY, NULL, "CAD"},
    {"港元", FIGURE_MONEY, NULL, "HKD"},
    {"港币", FIGURE_MONEY, NULL, "HKD"},
    {"澳门元", FIGURE_MONEY, NULL, "MOP"},
    {"英镑", FIGURE_MONEY, NULL, "GBP"},
    {"瑞士法郎", FIGURE_MONEY, NULL, "CHF"},
    {"日元", FIGURE_MONEY, NULL, "JPY"},
    {"卢布", FIGURE_MONEY, NULL, "RUB"},
    {"坚戈", FIGURE_MONEY, NULL, "KZT"},
    {"日", FIGURE_DAYS, NULL, NULL},
    {"天", FIGURE_DAYS, NULL, NULL},
    {"自然日", FIGURE_DAYS, NULL, NULL},
    {"日历日", FIGURE_DAYS, NULL, NULL},
    {"日历天", FIGURE_DAYS, NULL, NULL},
    {"周", FIGURE_DAYS, "7", NULL},
    {"星期", FIGURE_DAYS, "7", NULL},
    {"工作日", FIGURE_WORKING_DAYS, NULL, NULL},
    {"个月", FIGURE_MONTHS, NULL, NULL},
    {"个季度", FIGURE_MONTHS, "3", NULL},
    {"年", FIGURE_MONTHS, "12", NULL},
    {"年度", FIGURE_MONTHS, "12", NULL},
    {"年期", FIGURE_MONTHS, "12", NULL},
    {"小时", FIGURE_SECONDS, "3600", NULL},
    {"分钟", FIGURE_SECONDS, "60", NULL},
    {"位小数", FIGURE_STEP, NULL, NULL},
    // longer words that begin like a unit and are none
    {"成员", FIGURE_NUMBER, NULL, NULL},
    {"成立", FIGURE_NUMBER, NULL, NULL},
    {"成为", FIGURE_NUMBER, NULL, NULL},
    {"成果", FIGURE_NUMBER, NULL, NULL},
    {"成本", FIGURE_NUMBER, NULL, NULL},
    {"成分", FIGURE_NUMBER, NULL, NULL},
    {"日生化", FIGURE_NUMBER, NULL, NULL},
    {"年级", FIGURE_NUMBER, NULL, NULL},
    {"周期", FIGURE_NUMBER, NULL, NULL},
    {"元素", FIGURE_NUMBER, NULL, NULL},
};

static const Unit *longest_of(const Unit *units, size_t count, Str text, size_t at,
                              size_t *ret_size) {
    const Unit *found = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t size = word_at(text, at, units[i].word);
        if (size <= *ret_size) continue;
        *ret_size = size;
        found = &units[i];
    }
    return found;
}

static const Unit *longest_at(Str text, size_t at, size_t *ret_size) {
    *ret_size = 0;
    if (at >= text.size) return NULL;
    if ((unsigned char)text.at[at] < 0x80)
        return longest_of(UNITS, sizeof UNITS / sizeof *UNITS, text, at, ret_size);
    return longest_of(WIDE_UNITS, sizeof WIDE_UNITS / sizeof *WIDE_UNITS, text, at, ret_size);
}

const Unit *unit_behind(Str text, size_t at, size_t *ret_end) {
    size_t size;
    const Unit *u = longest_at(text, at, &size); // 个月 before 月
    size_t word = at;
    if (!u) {
        word = skip_blanks(text, at);
        if (word == at && word < text.size && text.at[word] == '-') word++;
        if (str_starts_with(str_part(text, word, 3), STR("个"))) word += 3;
        u = word > at ? longest_at(text, word, &size) : NULL;
    }
    if (!u) return NULL;
    *ret_end = word + size;
    return u;
}

// ---- currencies ---------------------------------------------------------------------------------

typedef struct Sign {
    Str word;
    const char *currency;
} Sign;

static const Sign BEFORE[] = {
    {WORD("cny"), "CNY"}, {WORD("rmb"), "CNY"}, {WORD("人民币"), "CNY"}, {WORD("¥"), "CNY"},
    {WORD("￥"), "CNY"},  {WORD("eur"), "EUR"}, {WORD("€"), "EUR"},      {WORD("usd"), "USD"},
    {WORD("us$"), "USD"}, {WORD("$"), "$"},     {WORD("aud"), "AUD"},    {WORD("cad"), "CAD"},
    {WORD("hkd"), "HKD"}, {WORD("hk$"), "HKD"}, {WORD("gbp"), "GBP"},    {WORD("£"), "GBP"},
    {WORD("chf"), "CHF"}, {WORD("jpy"), "JPY"}, {WORD("美元"), "USD"},
};

bool ends_with_whole(Str text, size_t end, Str word) {
    if (!word_at(str_part(text, 0, end), end - word.size, word.at)) return false;
    bool is_part =
        is_letter(word.at[0]) && end > word.size && is_letter(text.at[end - word.size - 1]);
    return !is_part;
}

size_t back_over_blanks(Str text, size_t end) {
    while (end && is_blank(text.at[end - 1])) end--;
    return end;
}

const char *currency_before(Str text, size_t at) {
    size_t end = back_over_blanks(text, at);
    const char *found = NULL;
    size_t longest = 0;
    if (!end) return NULL;
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        if (BEFORE[i].word.size <= longest || !ends_with_word(text, end, BEFORE[i].word)) continue;
        longest = BEFORE[i].word.size;
        found = BEFORE[i].currency;
    }
    return found;
}

bool currencies_agree(Str a, Str b) {
    static const char *const DOLLARS[] = {"USD", "AUD", "CAD", "NZD", "HKD", "SGD", NULL};
    if (!a.size || !b.size || str_is(a, b)) return true;
    Str other = str_is(a, STR("$")) ? b : str_is(b, STR("$")) ? a : (Str){NULL, 0};
    for (size_t i = 0; DOLLARS[i]; i++)
        if (str_is(other, str_from(DOLLARS[i]))) return true;
    return false;
}

// ---- months -------------------------------------------------------------------------------------

static const Str MONTHS[] = {WORD("january"), WORD("february"), WORD("march"),
                             WORD("april"),   WORD("may"),      WORD("june"),
                             WORD("july"),    WORD("august"),   WORD("september"),
                             WORD("october"), WORD("november"), WORD("december")};

int month_at(Str text, size_t at, size_t *ret_end) {
    for (int i = 0; i < 12; i++) {
        size_t size = word_at(text, at, MONTHS[i].at);
        if (!size) continue;
        *ret_end = at + size;
        return i + 1;
    }
    return 0;
}

int month_before(Str text, size_t end) {
    end = back_over_blanks(text, end);
    if (!end || !is_letter(text.at[end - 1])) return 0;
    for (int i = 0; i < 12; i++)
        if (ends_with_word(text, end, MONTHS[i])) return i + 1;
    return 0;
}
