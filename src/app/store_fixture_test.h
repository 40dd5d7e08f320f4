// app/store_fixture_test.h - for the tests: the files of an office are gone with its arena
#ifndef SOFTLAW_APP_STORE_FIXTURE_TEST_H
#define SOFTLAW_APP_STORE_FIXTURE_TEST_H

#include "app/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// `folder` holds a store "db" and that of its people, and may lie in the arena.
static inline void drop_office(Arena *a, const char *folder) {
    static const char *const NAMES[] = {"db",        "db-wal",        "db-shm",
                                        "db.people", "db.people-wal", "db.people-shm"};
    char *place = strdup(folder), *name;
    arena_free(a);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        assert_true(asprintf(&name, "%s/%s", place, NAMES[i]) > 0);
        unlink(name), free(name);
    }
    assert_int_equal(rmdir(place), 0);
    free(place);
}

#endif
