// text/heading.c - the number of a heading, and the stable ids of provisions
//
// Ids follow the naming of Akoma Ntoso: art_3, chp_2, sec_4, para_2, att_A. A heading without a
// number is named by its words. Chinese and Roman numerals become digits; 第十二条之一 is art_12-1.
#include "text/text_int.h"

enum { SLUG_CHARACTERS_MAX = 48, DIGITS_MAX = 9 };

// ---- numerals -----------------------------------------------------------------------------------

static int chinese_digit(uint32_t c) {
    static const uint32_t digits[10] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                        0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    if (c == 0x3007) return 0; // 〇
    if (c == 0x4E24) return 2; // 两
    for (int i = 0; i < 10; i++)
        if (digits[i] == c) return i;
    return -1;
}

static int64_t chinese_weight(uint32_t c) {
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0; // 十百千
}

// 十二, 二十, 一百零三, 二〇二一. Returns its length in bytes, 0 if there is none.
static size_t chinese_number(Str s, size_t at, int64_t *ret) {
    int64_t sum = 0, run = 0;
    size_t start = at, count = 0;
    uint32_t c;
    for (size_t size; at < s.size && (size = utf8_get(s, at, &c)) && count < DIGITS_MAX;
         at += size) {
        int digit = chinese_digit(c);
        int64_t weight = chinese_weight(c);
        if (digit < 0 && !weight) break;
        if (weight) {
            sum += (run || count ? run : 1) * weight;
            run = 0;
        } else
            run = run * 10 + digit;
        count++;
    }
    *ret = sum + run;
    return at - start;
}

static size_t digits(Str s, size_t at, int64_t *ret) {
    size_t start = at;
    for (*ret = 0; at < s.size && s.at[at] >= '0' && s.at[at] <= '9' && at - start < DIGITS_MAX;
         at++)
        *ret = *ret * 10 + (s.at[at] - '0');
    return at - start;
}

static size_t any_number(Str s, size_t at, int64_t *ret) {
    size_t size = digits(s, at, ret);
    return size ? size : chinese_number(s, at, ret);
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

// XIV, in capitals, not followed by a letter.
static size_t roman_number(Str s, size_t at, int64_t *ret) {
    static const char letters[] = "IVXLCDM";
    static const int64_t values[] = {1, 5, 10, 50, 100, 500, 1000};
    int64_t sum = 0, last = 0;
    size_t start = at;
    for (; at < s.size && at - start < DIGITS_MAX; at++) {
        const char *letter = s.at[at] ? strchr(letters, s.at[at]) : NULL;
        if (!letter) break;
        int64_t value = values[letter - letters];
        sum += value > last ? value - 2 * last : value;
        last = value;
    }
    *ret = sum;
    bool is_whole = at == s.size || !is_letter_or_digit(s.at[at]);
    return is_whole && sum > 0 ? at - start : 0;
}

// ---- patterns -----------------------------------------------------------------------------------

typedef struct Unit {
    const char *word, *prefix;
    bool is_under_parent;
} Unit;

static const Unit chinese_units[] = {
    {"条", "art", false}, {"章", "chp", false},  {"节", "sec", true},     {"编", "part", false},
    {"款", "para", true}, {"项", "point", true}, {"部分", "part", false},
};

static const Unit words[] = {
    {"Article", "art", false},   {"Art.", "art", false},      {"Artikel", "art", false},
    {"Section", "sec", false},   {"Sec.", "sec", false},      {"Abschnitt", "sec", false},
    {"Chapter", "chp", false},   {"Part", "part", false},     {"Title", "title", false},
    {"Annex", "att", false},     {"Appendix", "att", false},  {"Schedule", "att", false},
    {"Paragraph", "para", true}, {"Clause", "clause", false}, {"§", "sec", false},
};

static bool starts_with_any_case(Str s, Str prefix) {
    if (s.size < prefix.size) return false;
    for (size_t i = 0; i < prefix.size; i++) {
        char x = s.at[i], y = prefix.at[i];
        if ((is_letter(x) ? (x | 32) : x) != (is_letter(y) ? (y | 32) : y)) return false;
    }
    return true;
}

static bool set_number(HeadingNumber *ret, Str heading, size_t size, Str id, bool is_under_parent) {
    *ret = (HeadingNumber){str_part(heading, 0, size), id, is_under_parent};
    return true;
}

// 之一 after 第十二条.
static size_t inserted_number(Str s, size_t at, int64_t *ret) {
    Str mark = STR("之");
    if (!str_starts_with(str_part(s, at, s.size), mark)) return 0;
    size_t size = any_number(s, at + mark.size, ret);
    return size ? mark.size + size : 0;
}

// 第三条, 第 3 条, 第十二条之一.
static bool chinese_unit(Arena *a, Str heading, HeadingNumber *ret) {
    Str mark = STR("第");
    if (!str_starts_with(heading, mark)) return false;
    size_t at = mark.size;
    int64_t number, inserted;
    while (at < heading.size && heading.at[at] == ' ') at++;
    size_t size = any_number(heading, at, &number);
    if (!size) return false;
    at += size;
    while (at < heading.size && heading.at[at] == ' ') at++;
    Str rest = str_part(heading, at, heading.size);
    for (size_t i = 0; i < sizeof chinese_units / sizeof chinese_units[0]; i++) {
        const Unit *u = &chinese_units[i];
        if (!str_starts_with(rest, str_from(u->word))) continue;
        at += strlen(u->word);
        Str id = str_fmt(a, "%s_%lld", u->prefix, (long long)number);
        size = inserted_number(heading, at, &inserted);
        if (size) id = str_fmt(a, "%.*s-%lld", STR_ARG(id), (long long)inserted);
        return set_number(ret, heading, at + size, id, u->is_under_parent);
    }
    return false;
}

// The number after Article, Annex …: 3, 3a, 3bis, IV, A.
static size_t western_number(Arena *a, Str s, size_t at, Str *ret) {
    int64_t number;
    size_t size = digits(s, at, &number);
    if (size) {
        size_t end = at + size;
        while (end < s.size && is_letter(s.at[end]) && end - at - size < 6) end++;
        *ret = str_part(s, at, end - at);
        return end - at;
    }
    size = roman_number(s, at, &number);
    if (size) {
        *ret = str_fmt(a, "%lld", (long long)number);
        return size;
    }
    bool is_single = at < s.size && s.at[at] >= 'A' && s.at[at] <= 'Z' &&
                     (at + 1 == s.size || !is_letter_or_digit(s.at[at + 1]));
    *ret = str_part(s, at, 1);
    return is_single ? 1 : 0;
}

static bool western_unit(Arena *a, Str heading, HeadingNumber *ret) {
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        Str word = str_from(words[i].word), number;
        if (!starts_with_any_case(heading, word)) continue;
        size_t at = word.size;
        while (at < heading.size && heading.at[at] == ' ') at++;
        if (at == word.size && is_letter(word.at[word.size - 1])) continue;
        size_t size = western_number(a, heading, at, &number);
        if (!size) continue;
        Str id = str_fmt(a, "%s_%.*s", words[i].prefix, STR_ARG(number));
        return set_number(ret, heading, at + size, id, words[i].is_under_parent);
    }
    return false;
}

// 附件, 附件2, 附录一.
static bool attachment(Arena *a, Str heading, HeadingNumber *ret) {
    static const Str attachments[] = {{"附件", 6}, {"附录", 6}, {"附表", 6}};
    for (size_t i = 0; i < sizeof attachments / sizeof attachments[0]; i++) {
        if (!str_starts_with(heading, attachments[i])) continue;
        size_t at = attachments[i].size;
        while (at < heading.size && heading.at[at] == ' ') at++;
        int64_t number;
        size_t size = any_number(heading, at, &number);
        if (size)
            return set_number(ret, heading, at + size, str_fmt(a, "att_%lld", (long long)number),
                              false);
        return set_number(ret, heading, attachments[i].size, STR("att"), false);
    }
    return false;
}

static size_t skip_any(Str s, size_t at, const char *const *marks, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_starts_with(str_part(s, at, s.size), str_from(marks[i]))) return strlen(marks[i]);
    return 0;
}

// 一、 and （一）.
static bool chinese_list(Arena *a, Str heading, HeadingNumber *ret) {
    static const char *const opens[] = {"（", "("}, *const closes[] = {"）", ")"},
                             *const commas[] = {"、", "．"};
    int64_t number;
    size_t open = skip_any(heading, 0, opens, 2);
    size_t size = any_number(heading, open, &number);
    if (!size) return false;
    size_t close =
        open ? skip_any(heading, open + size, closes, 2) : skip_any(heading, size, commas, 2);
    if (!close) return false;
    Str id = str_fmt(a, "%s_%lld", open ? "para" : "sec", (long long)number);
    return set_number(ret, heading, open + size + close, id, true);
}

// "2." and "2.3 Payment": a point after each number but perhaps the last.
static bool decimal_list(Arena *a, Str heading, HeadingNumber *ret) {
    Buf id = {.arena = a};
    size_t at = 0, count = 0;
    bool is_open = true;
    int64_t number;
    for (size_t size; is_open && (size = digits(heading, at, &number)); count++) {
        buf_add_fmt(&id, count ? "-%lld" : "sec_%lld", (long long)number);
        at += size;
        is_open = at < heading.size && heading.at[at] == '.';
        at += is_open;
    }
    bool is_ended = at == heading.size || heading.at[at] == ' ';
    if (!count || !is_ended || (count == 1 && !is_open)) return false;
    return set_number(ret, heading, at, buf_str(&id), count == 1);
}

bool heading_number(Arena *a, Str heading, HeadingNumber *ret) {
    return chinese_unit(a, heading, ret) || western_unit(a, heading, ret) ||
           attachment(a, heading, ret) || chinese_list(a, heading, ret) ||
           decimal_list(a, heading, ret);
}

// ---- slugs --------------------------------------------------------------------------------------

static bool is_word_character(uint32_t c) {
    static const uint32_t others[][2] = {{0x80, 0xBF},     {0x2000, 0x206F}, {0x20A0, 0x2BFF},
                                         {0x3000, 0x3004}, {0x3008, 0x3020}, {0xE000, 0xF8FF},
                                         {0xFE10, 0xFE6F}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20},
                                         {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}};
    if (c < 0x80) return is_letter((char)c) || (c >= '0' && c <= '9');
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (c >= others[i][0] && c <= others[i][1]) return false;
    return true;
}

Str text_heading_number(Arena *a, Str heading) {
    HeadingNumber number;
    return heading_number(a, heading, &number) ? str_trim(number.number) : STR("");
}

Str heading_slug(Arena *a, Str heading) {
    Buf slug = {.arena = a, .at = arena_get(a, heading.size), .capacity = heading.size};
    bool is_gap = false;
    uint32_t c;
    size_t count = 0;
    for (size_t i = 0, size; i < heading.size && count < SLUG_CHARACTERS_MAX; i += size) {
        size = utf8_get(heading, i, &c);
        if (!size) break;
        bool is_word = is_word_character(c);
        if (is_word && is_gap && slug.size) buf_add_byte(&slug, '-');
        is_gap = is_word ? false : true;
        if (!is_word) continue;
        if (c >= 'A' && c <= 'Z')
            buf_add_byte(&slug, (char)(c | 32));
        else
            buf_add(&slug, str_part(heading, i, size));
        count++;
    }
    return slug.size ? buf_str(&slug) : STR("provision");
}
