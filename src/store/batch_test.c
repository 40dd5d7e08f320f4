// store/batch_test.c - a batch is the writes that it kept, one after the other; or nothing
#include "store/batch_fixture_test.h"

static void assert_same(World *w) {
    assert_true(str_is(content(w->arena, w->store), content(w->arena, w->twin)));
}

static void a_batch_makes_the_log_that_single_writes_make(void **state) {
    World *w = *state;
    assert_true(store_batch_begin(w->store, NULL));
    for (int64_t i = 1; i <= 9; i++) assert_true(put(w->store, kept(i)) && put(w->twin, kept(i)));
    assert_true(store_batch_commit(w->store, NULL));
    assert_same(w);
    Head head;
    assert_true(store_head(w->store, &head, NULL));
    assert_int_equal(head.size, 18);
}

static void what_fails_in_the_middle_leaves_the_others(void **state) {
    World *w = *state;
    put_first_page(w->store);
    put_first_page(w->twin);
    assert_true(store_batch_begin(w->store, NULL));
    assert_true(put(w->store, kept(1)) && put(w->twin, kept(1)));
    for (WriteKind k = WRITE_CONFLICT; k < WRITE_KINDS; k++)
        assert_false(put(w->store, (Write){k, 50 + (int64_t)k, 59}));
    assert_true(put(w->store, kept(2)) && put(w->twin, kept(2)));
    assert_true(store_batch_commit(w->store, NULL));
    assert_same(w);
}

static void the_first_failure_dooms_a_write_within_a_batch_too(void **state) {
    World *w = *state;
    Err err = {0};
    put_first_page(w->store);
    assert_true(store_batch_begin(w->store, NULL) && store_begin(w->store, NULL));
    assert_false(put_page(w->store, -1));
    assert_false(put_page(w->store, 1));
    assert_false(store_commit(w->store, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_true(put(w->store, kept(2)) && store_batch_commit(w->store, NULL));
    assert_int_equal(count_pages(w->store), 1);
}

static void a_batch_given_up_leaves_nothing(void **state) {
    World *w = *state;
    store_batch_rollback(w->store);
    assert_true(store_batch_begin(w->store, NULL));
    assert_true(put(w->store, kept(1)) && put(w->store, kept(2)));
    store_batch_rollback(w->store);
    assert_same(w);
    assert_true(store_batch_begin(w->store, NULL) && store_begin(w->store, NULL));
    assert_true(put_page(w->store, 3));
    store_batch_rollback(w->store);
    assert_same(w);
    assert_true(put(w->store, kept(4)) && put(w->twin, kept(4)));
    assert_same(w);
}

static void a_batch_of_nothing_changes_nothing(void **state) {
    World *w = *state;
    assert_true(store_batch_begin(w->store, NULL));
    assert_false(put(w->store, (Write){WRITE_GIVEN_UP, 1, 1}));
    assert_true(store_batch_commit(w->store, NULL));
    assert_same(w);
}

static void reading_within_a_batch_sees_it_and_nobody_else_does(void **state) {
    World *w = *state;
    Store *other = open_pages(w->arena, w->path, (StoreOptions){.is_read_only = true});
    assert_non_null(other);
    assert_true(store_batch_begin(w->store, NULL) && put(w->store, kept(1)));
    assert_true(store_begin_reading(w->store, NULL));
    assert_int_equal(count_pages(w->store), 1);
    store_rollback(w->store);
    assert_int_equal(count_pages(w->store), 1);
    assert_int_equal(count_pages(other), 0);
    assert_true(put(w->store, kept(2)) && store_batch_commit(w->store, NULL));
    assert_int_equal(count_pages(other), 2);
    store_close(other);
}

static void the_edge_can_be_made_anew_within_a_batch(void **state) {
    World *w = *state;
    assert_true(store_batch_begin(w->store, NULL));
    assert_true(put(w->store, kept(1)) && put(w->twin, kept(1)));
    assert_true(store_begin_rebuild(w->store, NULL) && store_commit(w->store, NULL));
    assert_true(put(w->store, kept(2)) && put(w->twin, kept(2)));
    assert_true(store_batch_commit(w->store, NULL));
    assert_same(w);
}

// ---- any batches --------------------------------------------------------------------------------

enum { ROUNDS = 12, BATCHES = 8, WRITES_MAX = 12 };

static uint64_t draw(Sys *sys, uint64_t below) {
    uint64_t n;
    sys_random(sys, &n, sizeof n);
    return n % below;
}

static Write draw_write(Sys *sys, int64_t page) {
    bool is_kept = draw(sys, 2) == 0;
    WriteKind kind = is_kept ? WRITE_KEPT : (WriteKind)draw(sys, WRITE_KINDS);
    return (Write){kind, page, (int64_t)draw(sys, 60)};
}

// The model of a batch is the list of the writes that it keeps; the twin does them one by one.
static void any_batch(World *w, Sys *sys, int64_t first_page) {
    Write list[WRITES_MAX];
    size_t count = draw(sys, WRITES_MAX), kept_count = 0;
    int64_t before = count_pages(w->store);
    assert_true(store_batch_begin(w->store, NULL));
    for (size_t i = 0; i < count; i++) {
        Write one = draw_write(sys, first_page + (int64_t)i);
        bool done = put(w->store, one);
        assert_int_equal(done, one.kind == WRITE_KEPT);
        if (done) list[kept_count++] = one;
        assert_int_equal(count_pages(w->store), before + (int64_t)kept_count);
    }
    if (draw(sys, 4) == 0) {
        store_batch_rollback(w->store);
        return;
    }
    assert_true(store_batch_commit(w->store, NULL));
    for (size_t i = 0; i < kept_count; i++) assert_true(put(w->twin, list[i]));
}

static void any_batches_are_the_writes_that_they_kept(void **state) {
    World *w = *state;
    put_first_page(w->store);
    put_first_page(w->twin);
    int64_t page = 0;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        Sys *sys = sys_fixed(w->arena, 0, round);
        for (int b = 0; b < BATCHES; b++, page += WRITES_MAX) any_batch(w, sys, page);
        assert_same(w);
        Write alone = draw_write(sys, page++);
        assert_int_equal(put(w->store, alone), put(w->twin, alone));
        assert_same(w);
    }
    assert_true(count_pages(w->store) > ROUNDS * BATCHES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_batch_makes_the_log_that_single_writes_make),
        TEST(what_fails_in_the_middle_leaves_the_others),
        TEST(the_first_failure_dooms_a_write_within_a_batch_too),
        TEST(a_batch_given_up_leaves_nothing),
        TEST(a_batch_of_nothing_changes_nothing),
        TEST(reading_within_a_batch_sees_it_and_nobody_else_does),
        TEST(the_edge_can_be_made_anew_within_a_batch),
        TEST(any_batches_are_the_writes_that_they_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
