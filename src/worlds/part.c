// worlds/part.c - parts of a run: written, read and added up
//
// A result is written as words of 64 bits, the lowest byte first: a mark, sizes, the fingerprint,
// then arrays one after the other, and the SHA-256 of all that.
#include "worlds/result.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { WORD = 8, HEAD_WORDS = 7, FINGERPRINT_WORDS = SHA256_BYTES / WORD };
static const uint64_t MARK = 0x33736c726f777773; // "swworls3"
static const uint64_t COUNT_MOST = (uint64_t)1 << 53;

// ---- adding -------------------------------------------------------------------------------------

static bool is_of_one_run(const PlayResult *one, const PlayResult *two) {
    return memcmp(&one->size, &two->size, sizeof one->size) == 0 &&
           sha256_is(one->fingerprint, two->fingerprint);
}

const PlayResult *play_add(Arena *a, const PlayResult *one, const PlayResult *two, Err *err) {
    uint64_t end = one->first + *one->tally.worlds;
    if (!is_of_one_run(one, two)) {
        err_set(err, ERR_CONFLICT, MSG("the parts are not of one run"),
                MSG("play all parts with the same agreement, assumptions and seed"));
        return NULL;
    }
    if (end != two->first || end % WORLDS_BLOCK) {
        err_set(err, ERR_CONFLICT, MSG("the worlds of the parts do not follow each other"),
                MSG("add the parts in their order, each of them once"));
        return NULL;
    }
    PlayResult *r = arena_copy(a, one, sizeof *one);
    uint64_t *numbers = arena_copy(a, one->tally.numbers, one->tally.count * sizeof *numbers);
    r->tally = tally_around(r->size, numbers);
    tally_add(&r->tally, &two->tally);
    return r;
}

// ---- words --------------------------------------------------------------------------------------

typedef struct Words {
    char *at; // of the next
} Words;

static void put(Words *w, uint64_t word) {
    for (int i = 0; i < WORD; i++) *w->at++ = (char)(word >> (8 * i) & 0xff);
}

static uint64_t get(Words *w) {
    uint64_t word = 0;
    for (int i = 0; i < WORD; i++) word |= (uint64_t)(unsigned char)*w->at++ << (8 * i);
    return word;
}

static void put_doubles(Words *w, const double *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t word;
        memcpy(&word, &items[i], sizeof word);
        put(w, word);
    }
}

static bool get_doubles(Words *w, double *items, size_t count) {
    bool are_numbers = true;
    for (size_t i = 0; i < count; i++) {
        uint64_t word = get(w);
        memcpy(&items[i], &word, sizeof word);
        are_numbers &= !isnan(items[i]);
    }
    return are_numbers;
}

static size_t word_count(TallySize s) {
    size_t fans = (s.variables + s.parties) * s.periods * PLAY_QUANTILES;
    return HEAD_WORDS + FINGERPRINT_WORDS + 2 * s.parties + s.variables * (REGION_RANGES - 1) +
           fans + tally_count(s);
}

Str play_write(Arena *a, const PlayResult *r) {
    TallySize s = r->size;
    size_t size = word_count(s) * WORD;
    assert(!s.map);
    char *bytes = arena_get(a, size + SHA256_BYTES);
    Words w = {bytes};
    const uint64_t head[HEAD_WORDS] = {MARK,        s.parties, s.actions, s.periods,
                                       s.variables, r->first,  r->pilots};
    for (size_t i = 0; i < HEAD_WORDS; i++) put(&w, head[i]);
    memcpy(w.at, r->fingerprint.bytes, SHA256_BYTES);
    w.at += SHA256_BYTES;
    for (size_t i = 0; i < s.parties; i++) put(&w, r->acts[i]);
    put_doubles(&w, r->pivot, s.parties);
    put_doubles(&w, r->ranges, s.variables * (REGION_RANGES - 1));
    put_doubles(&w, r->variable_fan[0].at, s.variables * s.periods * PLAY_QUANTILES);
    put_doubles(&w, r->temptation[0].at, s.parties * s.periods * PLAY_QUANTILES);
    for (size_t i = 0; i < r->tally.count; i++) put(&w, r->tally.numbers[i]);
    Sha256 digest = sha256_of((Str){bytes, size});
    memcpy(w.at, digest.bytes, SHA256_BYTES);
    return (Str){bytes, size + SHA256_BYTES};
}

// ---- reading ------------------------------------------------------------------------------------

static bool read_head(Str bytes, TallySize *ret, uint64_t *ret_first, uint64_t *ret_pilots) {
    Words w = {(char *)(uintptr_t)bytes.at};
    uint64_t head[HEAD_WORDS];
    if (bytes.size < HEAD_WORDS * WORD) return false;
    for (size_t i = 0; i < HEAD_WORDS; i++) head[i] = get(&w);
    bool fits = head[0] == MARK && head[1] > 0 && head[1] <= WORLDS_PARTIES_MAX &&
                head[2] <= WORLDS_ACTIONS_MAX && head[3] > 0 && head[3] <= WORLDS_PERIODS_MAX &&
                head[4] <= WORLDS_VARIABLES_MAX && head[5] % WORLDS_BLOCK == 0 &&
                head[6] <= WORLDS_PILOT_MAX;
    if (!fits) return false;
    *ret = (TallySize){head[1], head[2], head[3], head[4], 0};
    *ret_first = head[5];
    *ret_pilots = head[6];
    return bytes.size == word_count(*ret) * WORD + SHA256_BYTES;
}

static bool is_whole(Str bytes) {
    size_t size = bytes.size - SHA256_BYTES;
    Sha256 digest = sha256_of(str_part(bytes, 0, size));
    return memcmp(digest.bytes, bytes.at + size, SHA256_BYTES) == 0;
}

static bool is_countable(const Tally *t) {
    bool fits = *t->worlds < COUNT_MOST && *t->undefined <= *t->worlds && *t->kept <= *t->worlds;
    for (size_t i = 0; i < t->size.parties; i++)
        fits &= t->broke[i] <= *t->worlds && t->better[i] <= *t->worlds &&
                t->alike[i] <= *t->worlds && t->bereft[i] <= *t->worlds;
    return fits;
}

static bool read_arrays(Words w, PlayResult *r) {
    TallySize s = r->size;
    memcpy(r->fingerprint.bytes, w.at, SHA256_BYTES);
    w.at += SHA256_BYTES;
    bool fits = true;
    for (size_t i = 0; i < s.parties; i++) {
        uint64_t acts = get(&w);
        r->acts[i] = acts == 1;
        fits &= acts <= 1;
    }
    fits &= get_doubles(&w, r->pivot, s.parties);
    fits &= get_doubles(&w, r->ranges, s.variables * (REGION_RANGES - 1));
    fits &= get_doubles(&w, r->variable_fan[0].at, s.variables * s.periods * PLAY_QUANTILES);
    fits &= get_doubles(&w, r->temptation[0].at, s.parties * s.periods * PLAY_QUANTILES);
    for (size_t i = 0; i < r->tally.count; i++) r->tally.numbers[i] = get(&w);
    return fits && is_countable(&r->tally);
}

static const PlayResult *not_a_part(Err *err) {
    err_set(err, ERR_INPUT, MSG("the bytes are not a part of a play, or were damaged"),
            MSG("play the part again"));
    return NULL;
}

const PlayResult *play_read(Arena *a, Str bytes, Err *err) {
    TallySize size;
    uint64_t first, pilots;
    if (!read_head(bytes, &size, &first, &pilots) || !is_whole(bytes)) return not_a_part(err);
    PlayResult *r = result_new(a, size);
    r->first = first;
    r->pilots = pilots;
    Words w = {(char *)(uintptr_t)bytes.at + HEAD_WORDS * WORD};
    return read_arrays(w, r) ? r : not_a_part(err);
}
