// lint/frames_zh.c - Chinese wordings that no list can hold, because some of their characters may
// be any
//
// Phrases of four characters of which the first and the third are fixed (互…互…, 应…尽…, 以…促…),
// or which double two (扎扎实实). What is exact all the same is listed here: 共同共有.
#include "lint/lint_int.h"

static const struct {
    const char *first, *third;
    Mark mark;
} FOUR[] = {
    {"互", "互", MARK_SLOGAN},      {"共", "共", MARK_SLOGAN},      {"同", "同", MARK_SLOGAN},
    {"应", "尽", MARK_SOFT_MANNER}, {"能", "尽", MARK_SOFT_MANNER}, {"以", "促", MARK_SLOGAN},
    {"边", "边", MARK_SOFT_MANNER}, {"宜", "则", MARK_ESCAPE},      {"早", "早", MARK_VAGUE_TIME},
    {"多", "多", MARK_SOFT_VERB},   {"快", "快", MARK_VAGUE_TIME},  {"少", "多", MARK_SOFT_VERB},
    {"多", "少", MARK_SOFT_VERB},   {"相", "相", MARK_SLOGAN},      {"同", "共", MARK_SLOGAN}};

static const char *const EXACT_FOUR[] = {"共同共有", "同工同酬", "互联互通", "同网同价", "同质同价",
                                         "多缴多得", "共享共有", "多退少补", NULL};

static bool is_exact_four(Str four) {
    for (size_t i = 0; EXACT_FOUR[i]; i++)
        if (!memcmp(four.at, EXACT_FOUR[i], sizeof "四个字符" - 1)) return true;
    return false;
}

static bool are_characters(Str four) {
    for (size_t i = 0; i < four.size; i += 3) {
        unsigned char c = (unsigned char)four.at[i];
        if (c < 0xE4 || c > 0xE9) return false;
    }
    return true;
}

enum { CHARACTER = 3, FOUR_BYTES = 4 * CHARACTER };

static bool fixed(Str four, Mark *ret) {
    for (size_t i = 0; i < sizeof FOUR / sizeof FOUR[0]; i++) {
        if (memcmp(four.at, FOUR[i].first, CHARACTER) != 0) continue;
        if (memcmp(four.at + 2 * CHARACTER, FOUR[i].third, CHARACTER) != 0) continue;
        *ret = FOUR[i].mark;
        return true;
    }
    return false;
}

static bool is_same(Str text, size_t one, size_t other) {
    return !memcmp(text.at + one, text.at + other, CHARACTER);
}

static bool is_doubled(Str four) {
    return is_same(four, 0, CHARACTER) && is_same(four, 2 * CHARACTER, 3 * CHARACTER) &&
           !is_same(four, 0, 2 * CHARACTER);
}

bool frame_zh(Str text, size_t at, Hit *ret) {
    Str four = str_part(text, at, FOUR_BYTES);
    if (four.size < FOUR_BYTES) return false;
    Mark mark = MARK_SOFT_MANNER;
    if (!are_characters(four) || is_exact_four(four) || !(fixed(four, &mark) || is_doubled(four)))
        return false;
    *ret = (Hit){(uint32_t)at, (uint32_t)at + FOUR_BYTES, mark};
    return true;
}
