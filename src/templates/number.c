// templates/number.c - numbers and dates as people write them in the words of an agreement
#include "templates/templates_int.h"

#include "base/civil.h"

static Str in_threes(Arena *a, Str number) {
    Buf b = {.arena = a};
    int64_t point = str_find(number, STR("."), 0);
    size_t end = point < 0 ? number.size : (size_t)point;
    size_t start = number.size && number.at[0] == '-';
    for (size_t i = 0; i < number.size; i++) {
        if (i > start && i < end && (end - i) % 3 == 0) buf_add_byte(&b, ',');
        buf_add_byte(&b, number.at[i]);
    }
    return buf_str(&b);
}

// 60000000 is 6000万, 120000000 is 1.2亿; what does not come out with two decimals stays.
static Str in_ten_thousands(Arena *a, Str number) {
    static const struct NumberUnit {
        const char *value, *name;
    } units[] = {{"100000000", "亿"}, {"10000", "万"}};
    Dec n, unit, part;
    if (!dec_from_text(number, &n, NULL)) return number;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        dec_from_text(str_from(units[i].value), &unit, NULL);
        if (dec_compare(n, unit) < 0 || !dec_div(n, unit, &part)) continue;
        Str text = dec_text(a, part);
        int64_t point = str_find(text, STR("."), 0);
        if (point >= 0 && text.size - (size_t)point > 3) continue;
        return str_fmt(a, "%.*s%s", STR_ARG(text), units[i].name);
    }
    return number;
}

Str number_in_words(Arena *a, Lang lang, Str number, bool is_amount) {
    if (lang == LANG_EN) return in_threes(a, number);
    return is_amount ? in_ten_thousands(a, number) : number;
}

Str date_in_words(Arena *a, Lang lang, Str date) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    CivilDate d;
    if (!civil_parse(date, &d)) return date;
    if (lang == LANG_ZH) return str_fmt(a, "%d年%d月%d日", (int)d.year, d.month, d.day);
    return str_fmt(a, "%d %s %d", d.day, months[d.month - 1], (int)d.year);
}

Str article_in_words(Arena *a, Lang lang, unsigned number) {
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (lang == LANG_EN) return str_fmt(a, "Article %u", number);
    if (number > 99) return str_fmt(a, "第%u条", number);
    const char *tens = number >= 20 ? digits[number / 10] : "";
    return str_fmt(a, "第%s%s%s条", tens, number >= 10 ? "十" : "", digits[number % 10]);
}
