// app/amount.c - amounts as people read and publish them: digits in threes, rounded figures
#include "app/app_int.h"

static size_t digits_before_point(Str number) {
    size_t size = 0;
    while (size < number.size && number.at[size] >= '0' && number.at[size] <= '9') size++;
    return size;
}

Str amount_text(Arena *a, Dec amount, int places) {
    int scale = dec_scale(amount);
    Str plain = scale < places ? dec_text_fixed(a, amount, places) : dec_text(a, amount);
    Buf b = {.arena = a};
    size_t at = plain.size && plain.at[0] == '-';
    if (at) buf_add_byte(&b, '-');
    size_t end = at + digits_before_point(str_part(plain, at, plain.size)), start = at;
    for (; at < end; at++) {
        if (at > start && (end - at) % 3 == 0) buf_add_byte(&b, ',');
        buf_add_byte(&b, plain.at[at]);
    }
    buf_add(&b, str_part(plain, end, plain.size));
    return buf_str(&b);
}

bool amount_is_match(Dec exact, Dec published, int decimals) {
    Dec even, up, difference, twice, unit;
    if (!dec_round(exact, decimals, DEC_HALF_EVEN, &even)) return false;
    if (!dec_round(exact, decimals, DEC_HALF_UP, &up)) return false;
    if (!dec_compare(even, published) || !dec_compare(up, published)) return true;
    if (!dec_sub(exact, published, &difference) ||
        !dec_add(dec_abs(difference), dec_abs(difference), &twice) ||
        !dec_pow(dec_from_int(10), dec_from_int(-decimals), &unit))
        return false;
    return dec_compare(twice, unit) < 0;
}
