// sim/sigkill_sweep.c - the program itself is killed at random moments, on a real disk
//
// `softlaw post`, `correct` and `rebuild` run on the Yellow River agreement; each process gets a
// SIGKILL after a delay drawn by lot from the time that it takes undisturbed. Then the store is
// looked at, and the command is given again, to its end. Every command is known to add one run per
// period or none, so that the runs and entries there must be are known all along.
#include "sim/job.h"
#include "sim/sweep.h"

#include "settle/settle.h"
#include "verify/verify.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 256, ROUNDS = 10 }; // rounds on one store

static struct {
    char honest[PATH_BYTES], planted[PATH_BYTES]; // programs
    char folder[64], db[96];
    uint64_t random;
} place;

static const char AGREEMENT[] = "examples/yellow-river.md";
static const char *const FACTS[] = {"examples/yellow-river.class-2-down-3.4.facts.csv",
                                    "examples/yellow-river.class-4-up-50.facts.csv"};

static uint64_t next_random(void) {
    place.random = place.random * 6364136223846793005u + 1442695040888963407u;
    return place.random >> 33;
}

// ---- processes
// ------------------------------------------------------------------------------------

typedef struct Command {
    const char *name, *facts; // facts NULL: rebuild
    bool is_planted;
} Command;

static void become(const Command *c) {
    int silence = open("/dev/null", O_WRONLY);
    dup2(silence, STDOUT_FILENO);
    dup2(silence, STDERR_FILENO);
    const char *program = c->is_planted ? place.planted : place.honest;
    setenv("SOFTLAW_NOW", "2022-03-01T09:00:00Z", 1);
    if (c->is_planted) setenv("SOFTLAW_PLANT", "halves", 1);
    if (c->facts)
        execl(program, program, c->name, AGREEMENT, "--facts", c->facts, "--db", place.db, NULL);
    else
        execl(program, program, c->name, "--db", place.db, NULL);
    _exit(127);
}

static void sleep_for(uint64_t nanoseconds) {
    struct timespec t = {(time_t)(nanoseconds / 1000000000), (long)(nanoseconds % 1000000000)};
    while (nanosleep(&t, &t) < 0 && errno == EINTR) {
    }
}

// Killed after a while, unless `after` is 0. The status of waitpid.
static int run(const Command *c, uint64_t after) {
    int status;
    fflush(NULL);
    pid_t pid = fork();
    assert(pid >= 0);
    if (pid == 0) become(c);
    if (after) {
        sleep_for(after);
        kill(pid, SIGKILL);
    }
    pid_t got = waitpid(pid, &status, 0);
    assert(got == pid);
    return status;
}

static bool has_ended_well(int status) {
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// ---- the store
// ------------------------------------------------------------------------------------

static void remove_store(void) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        char path[sizeof place.db + 8];
        snprintf(path, sizeof path, "%s%s", place.db, ENDS[i]);
        unlink(path);
    }
}

typedef struct Count {
    int64_t runs, entries;
    char balance[96]; // of the first account: the money came to what it must
} Count;

// False if the store is not there yet, or not whole.
static bool count_store(Count *ret) {
    Arena *a = arena_new();
    Err err = {0};
    *ret = (Count){0};
    Store *s = settle_open(a, str_from(place.db), (StoreOptions){.may_create = false}, &err);
    Run *runs;
    Balance *balances;
    size_t count = 0, balance_count = 0;
    bool done = s && settle_runs(a, s, STR("yellow-river-2021"), &runs, &count, NULL) &&
                settle_balances(a, s, STR(""), &balances, &balance_count, NULL);
    for (size_t i = 0; done && i < count; i++) ret->entries += runs[i].entry_count;
    ret->runs = (int64_t)count;
    if (done && balance_count)
        snprintf(ret->balance, sizeof ret->balance, "%.*s", STR_ARG(balances[0].amount));
    arena_free(a);
    return done;
}

static bool is_sound(void) {
    Arena *a = arena_new();
    Err err = {0};
    const VerifyReport *r = verify_run(a, str_from(place.db), (VerifyOptions){.vfs = NULL}, &err);
    bool is_well = r && r->is_sound;
    arena_free(a);
    return is_well;
}

// ---- rounds
// ---------------------------------------------------------------------------------------

// Round 0 posts, the others correct to and fro, each third rebuilds instead.
static Command command_of(int round, int corrections, bool is_planted) {
    if (round == 0) return (Command){"post", FACTS[0], is_planted};
    if (round % 3 == 2) return (Command){"rebuild", NULL, is_planted};
    return (Command){"correct", FACTS[(corrections + 1) % 2], is_planted};
}

// What each round must leave, and how long it takes at most: learnt undisturbed.
static Count expected[ROUNDS];
static uint64_t duration[ROUNDS];

static void learn(void) {
    int corrections = 0;
    remove_store();
    for (int round = 0; round < ROUNDS; round++) {
        Command c = command_of(round, corrections, false);
        corrections += c.facts && round;
        uint64_t from = now();
        int status = run(&c, 0);
        duration[round] = now() - from;
        assert_true(has_ended_well(status));
        assert_true(count_store(&expected[round]));
        if (c.facts) assert_true(round == 0 || expected[round].runs > expected[round - 1].runs);
    }
}

typedef struct Kills {
    uint64_t commands, deaths, windows;
} Kills;

static bool is_count(const Count *a, const Count *b) {
    return a->runs == b->runs && a->entries == b->entries && strcmp(a->balance, b->balance) == 0;
}

static const char *judge(int round, const Command *c, bool was_done, Kills *k) {
    Count seen;
    bool is_there = count_store(&seen);
    if (was_done && !(is_there && is_count(&seen, &expected[round])))
        return "what was acknowledged is lost";
    if (round && !is_there) return "the store cannot be read";
    if (round && seen.runs < expected[round - 1].runs) return "an old run is lost";
    if (is_there && seen.runs > expected[round].runs) return "a run is doubled";
    if (is_there && round && !is_sound()) return "verify finds it unsound after the kill";
    k->windows += !was_done && is_there && c->facts && is_count(&seen, &expected[round]);
    Command again = *c;
    again.is_planted = false;
    if (!has_ended_well(run(&again, 0))) return "doing it again fails";
    if (!count_store(&seen) || !is_count(&seen, &expected[round]))
        return "doing it again comes to something else";
    return is_sound() ? NULL : "verify finds it unsound";
}

// The machine is now fast, now slow: delays follow what the command takes at present.
static void adapt(uint64_t *length, bool has_died) {
    *length = has_died ? *length + *length / 16 : *length - *length / 8;
}

static Tally kill_at_random(uint64_t kills, bool is_planted, Kills *ret) {
    Tally t = {.what = "correct and rebuild, SIGKILL at random"};
    int corrections = 0, round = 0;
    place.random = 7;
    *ret = (Kills){0};
    for (; ret->deaths < kills && !(is_planted && t.complaints); ret->commands++) {
        if (round == 0) {
            remove_store();
            corrections = 0;
        }
        Command c = command_of(round, corrections, is_planted);
        corrections += c.facts && round;
        uint64_t after = 1 + next_random() % (duration[round] + 1);
        int status = run(&c, after);
        ret->deaths += WIFSIGNALED(status);
        adapt(&duration[round], WIFSIGNALED(status));
        tally_add(&t, ret->commands + 1, judge(round, &c, has_ended_well(status), ret));
        round = (round + 1) % ROUNDS;
        if (t.complaints) round = 0;
    }
    tally_print(&t);
    print_message("#   of %llu commands %llu were killed, %llu of them after their last commit\n",
                  (unsigned long long)ret->commands, (unsigned long long)ret->deaths,
                  (unsigned long long)ret->windows);
    return t;
}

static void no_random_kill_loses_doubles_or_halves_anything(void **state) {
    (void)state;
    Kills k;
    learn();
    Tally t = kill_at_random(sweep_is_long() ? 1000 : 50, false, &k);
    assert_int_equal(t.complaints, 0);
    assert_true(k.deaths > 0);
}

static void a_transaction_in_two_halves_is_caught(void **state) {
    (void)state;
    Kills k;
    Tally t = kill_at_random(500, true, &k);
    assert_true(t.complaints > 0);
}

static void find_programs(const char *self) {
    const char *end = strrchr(self, '/');
    assert(end && end - self < PATH_BYTES / 2);
    int size = (int)(end - self);
    snprintf(place.honest, sizeof place.honest, "%.*s/../softlaw", size, self);
    snprintf(place.planted, sizeof place.planted, "%.*s/softlaw", size, self);
}

int main(int argc, char **argv) {
    (void)argc;
    find_programs(argv[0]);
    snprintf(place.folder, sizeof place.folder, "build/sigkill-XXXXXX");
    char *made = mkdtemp(place.folder);
    assert(made);
    snprintf(place.db, sizeof place.db, "%s/ledger", place.folder);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_random_kill_loses_doubles_or_halves_anything),
        cmocka_unit_test(a_transaction_in_two_halves_is_caught),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove_store();
    rmdir(place.folder);
    return failed;
}
