// sim/flip_sweep.c - a bit of a store is flipped: verify must see it, and name the record
//
// The content of the store is read before and after by other means than verify's. A flip that
// changes nothing readable (free space, a page that no row uses) counts neither way; of those that
// change it verify may miss none, and must name a record in nine of ten. In the long version every
// bit of a small store is flipped, else a seeded sample.
#include "sim/disk.h"
#include "sim/sweep.h"

#include "verify/verify.h"

static void clear_disk(Site site) {
    (void)site;
    disk_reset();
}

static const Site SITE = {"ledger", "sim"};

typedef struct Flips {
    uint64_t flips, changes, missed, named;
    uint64_t first_missed; // its bit
    uint64_t unchanged_but_reported;
} Flips;

// A store that was corrected and closed, as it lies on the disk when nobody has it open.
static DiskImage *make_store(void) {
    Job j = {.kind = JOB_CORRECT, .site = SITE, .clear = clear_disk};
    job_prepare(&j);
    assert_true(job_run(&j, NULL, false));
    return disk_copy();
}

static void look(Flips *f, uint64_t bit, Str content) {
    Arena *a = arena_new();
    Err err = {0};
    bool is_whole;
    Str now = site_content(a, SITE, &is_whole);
    bool is_changed = !is_whole || !str_is(now, content);
    const VerifyReport *r =
        verify_run(a, str_from(SITE.path), (VerifyOptions){.vfs = SITE.vfs}, &err);
    bool is_seen = !r || !r->is_sound;
    f->flips++;
    f->changes += is_changed;
    f->named += is_changed && r && r->first_seq > 0;
    f->unchanged_but_reported += !is_changed && is_seen;
    if (is_changed && !is_seen && !f->missed++) f->first_missed = bit;
    arena_free(a);
}

static void flip(Flips *f, const DiskImage *image, uint64_t bit, Str content) {
    size_t size;
    unsigned char mask = (unsigned char)(1u << (bit & 7));
    disk_restore(image);
    disk_file(SITE.path, &size)[bit / 8] ^= mask;
    look(f, bit, content);
}

static uint64_t mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

// `sample` bits drawn by lot, or every one if it is 0.
static Flips flip_all(Plant plant, uint64_t sample) {
    Flips f = {0};
    Arena *a = arena_new();
    size_t size;
    bool is_whole;
    DiskImage *image = make_store();
    Str content = site_content(a, SITE, &is_whole);
    assert_true(is_whole);
    assert_non_null(disk_file(SITE.path, &size));
    uint64_t bits = (uint64_t)size * 8, count = sample ? sample : bits;
    plant_set(plant);
    for (uint64_t i = 0; i < count; i++) flip(&f, image, sample ? mixed(i + 1) % bits : i, content);
    plant_set(PLANT_NONE);
    disk_image_free(image);
    disk_reset();
    arena_free(a);
    print_message("# %llu of %llu bits flipped: %llu changed content, %llu of these missed, "
                  "%llu named; %llu reported though nothing changed\n",
                  (unsigned long long)f.flips, (unsigned long long)bits,
                  (unsigned long long)f.changes, (unsigned long long)f.missed,
                  (unsigned long long)f.named, (unsigned long long)f.unchanged_but_reported);
    if (f.missed) print_message("#   the first missed: %llu\n", (unsigned long long)f.first_missed);
    return f;
}

static void no_flip_is_missed_and_nine_of_ten_are_named(void **state) {
    (void)state;
    Flips f = flip_all(PLANT_NONE, sweep_is_long() ? 0 : 4000);
    assert_true(f.changes > f.flips / 10);
    assert_int_equal(f.missed, 0);
    assert_true(f.named * 10 >= f.changes * 9);
}

static void a_verify_that_does_not_compare_hashes_is_caught(void **state) {
    (void)state;
    assert_true(flip_all(PLANT_TRUSTING, 1000).missed > 0);
}

int main(void) {
    disk_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_flip_is_missed_and_nine_of_ten_are_named),
        cmocka_unit_test(a_verify_that_does_not_compare_hashes_is_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
