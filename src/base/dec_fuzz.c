// base/dec_fuzz.c - any text: what reads as a number prints and reads back the same
#include "base/dec.h"
#include "base/fuzz.h"

#include <assert.h>
#include <stdlib.h>

static void must_round_well(Dec d, int places) {
    Dec down, up;
    if (!dec_round(d, places, DEC_FLOOR, &down) || !dec_round(d, places, DEC_CEILING, &up)) return;
    assert(dec_compare(down, d) <= 0 && dec_compare(d, up) <= 0);
    assert((dec_compare(down, up) == 0) == (dec_scale(d) <= places || dec_compare(down, d) == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Dec d = DEC_ZERO, back = DEC_ZERO;
    bool inexact = true;
    char text[DEC_TEXT_BYTES];
    if (!dec_from_text((Str){(const char *)data, size}, &d, &inexact)) return 0;
    size_t length = dec_to_text(d, text);
    bool is_read = dec_from_text((Str){text, length}, &back, &inexact);
    assert(is_read && !inexact && dec_compare(d, back) == 0 && dec_hash(d) == dec_hash(back));
    assert(!dec_is_zero(d) || (d.high & DEC_SIGN) == 0);
    must_round_well(d, size ? data[size - 1] % 40 : 0);
    int64_t integer = 0;
    if (dec_to_int(d, &integer)) assert(dec_compare(dec_from_int(integer), d) == 0);
    Arena *a = fuzz_arena();
    assert(dec_text_fixed(a, d, 2).size >= 4);
    return 0;
}
