// agree/context.c - what the words around a number make of it, as tables
#include "agree/context.h"

#include "agree/unit.h"

static const Str REFERENCE_BEFORE[] = {
    WORD("article"),    WORD("articles"), WORD("section"),  WORD("sections"),   WORD("annex"),
    WORD("annexes"),    WORD("appendix"), WORD("schedule"), WORD("paragraph"),  WORD("paragraphs"),
    WORD("para"),       WORD("clause"),   WORD("clauses"),  WORD("chapter"),    WORD("part"),
    WORD("figure"),     WORD("fig."),     WORD("table"),    WORD("no."),        WORD("nos."),
    WORD("decree"),     WORD("law"),      WORD("act"),      WORD("regulation"), WORD("directive"),
    WORD("resolution"), WORD("decision"), WORD("standard"), WORD("gb"),         WORD("gb/t"),
    WORD("hj"),         WORD("iso"),      WORD("iec"),      WORD("en"),         WORD("din"),
    WORD("astm"),       WORD("rule"),     WORD("version"),  WORD("form"),       WORD("drawing"),
    WORD("volume"),     WORD("page"),     WORD("tel"),      WORD("tel."),       WORD("telephone"),
    WORD("phone"),      WORD("fax"),      WORD("code"),     WORD("euro"),       WORD("list"),
    WORD("item"),       {NULL, 0}};
static const Str WIDE_REFERENCE_BEFORE[] = {
    WORD("§"),    WORD("附件"), WORD("附表"), WORD("附录"),   WORD("附图"), WORD("表"),
    WORD("图"),   WORD("公告"), WORD("〔"),   WORD("［"),     WORD("电话"), WORD("传真"),
    WORD("邮编"), WORD("编号"), WORD("代码"), WORD("标准号"), {NULL, 0}};
// Words that end like one and are none.
static const Str NO_REFERENCE_BEFORE[] = {WORD("代表"), WORD("水表"), WORD("电表"), WORD("气表"),
                                          WORD("仪表"), WORD("意图"), {NULL, 0}};
static const char *const REFERENCE_BEHIND[] = {"号", "〕", "］", "#", NULL};
// "$50 goes up", "half a cent counts as one", 5入: said by the manner of rounding.
static const char *const ROUNDING_IDIOMS[] = {"goes up",  "go up", "counts as",
                                              "count as", "入",    NULL};

static bool is_any_before(Str text, size_t end, const Str *words) {
    for (; words->at; words++)
        if (ends_with_word(text, end, *words)) return true;
    return false;
}

static bool is_any_behind(Str text, size_t at, const char *const *words) {
    for (; *words; words++)
        if (word_at(text, at, *words)) return true;
    return false;
}

// 010…, +86…: a number that people dial.
static bool is_dialled(Str text, size_t start, size_t behind) {
    bool has_zero = text.at[start] == '0' && behind - start > 2 && is_digit(text.at[start + 1]);
    return has_zero ||
           (start && text.at[start - 1] == '+' && behind - start >= 2 && is_digit(text.at[start]));
}

static bool is_reference_before(Str text, size_t end) {
    if (!end || (unsigned char)text.at[end - 1] < 0x80)
        return is_any_before(text, end, REFERENCE_BEFORE);
    return is_any_before(text, end, WIDE_REFERENCE_BEFORE) &&
           !is_any_before(text, end, NO_REFERENCE_BEFORE);
}

bool reference_at(Str text, size_t start, size_t behind) {
    return is_dialled(text, start, behind) ||
           is_reference_before(text, back_over_blanks(text, start)) ||
           is_any_behind(text, skip_blanks(text, behind), REFERENCE_BEHIND);
}

bool rounding_idiom_at(Str text, size_t behind) {
    return is_any_behind(text, skip_blanks(text, behind), ROUNDING_IDIOMS);
}

bool change_near(Str text, size_t start, size_t end) {
    static const char *const WORDS[] = {
        "rais",  "rise", "rose",  "increas", "plus", "cent less", "cent more", "% less", "% more",
        "reduc", "fall", "lower", "decreas", "cut",  "discount",  "deduct",    "grow",   "上浮",
        "下浮",  "提高", "增加",  "增长",    "上涨", "上调",      "加收",      "降低",   "减少",
        "下降",  "下跌", "下调",  "减按",    "扣减", "扣除",      "减征",      "优惠",   NULL};
    static const size_t FAR = 48;
    size_t from = start > FAR ? start - FAR : 0;
    Str near = str_part(text, from, end + FAR - from);
    for (size_t i = 0; WORDS[i]; i++)
        if (str_find(near, str_from(WORDS[i]), 0) >= 0) return true;
    return false;
}

bool ends_there(Str text, size_t start, size_t end) {
    static const Str BEFORE[] = {WORD("until"),  WORD("till"),    WORD("to"),     WORD("by"),
                                 WORD("before"), WORD("through"), WORD("end of"), WORD("至"),
                                 WORD("到"),     WORD("截至"),    WORD("–"),      WORD("—"),
                                 WORD("-"),      {NULL, 0}};
    static const char *const BEHIND[] = {"前", "以前", "之前", "止",   "为止",
                                         "底", "末",   "年底", "年末", NULL};
    return is_any_before(text, back_over_blanks(text, start), BEFORE) ||
           is_any_behind(text, end, BEHIND);
}
