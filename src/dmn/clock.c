// dmn/clock.c - now() and today(): they tell what the run was given, never the time of day
#include "dmn/model_int.h"

static const struct {
    Str name;
    FeelKind result;
} functions[CLOCK_FUNCTIONS] = {{{"now", 3}, FEEL_DATE_TIME}, {{"today", 5}, FEEL_DATE}};

void clock_bind(Builder *b) {
    for (size_t i = 0; i < CLOCK_FUNCTIONS; i++)
        names_bind(b, functions[i].name,
                   feel_type_function(b->arena, NULL, NULL, 0, feel_type(functions[i].result)));
}

static FeelValue tell_now(void *self, FeelMachine *m, const FeelValue *args) {
    (void)args;
    const DmnRun *run = self;
    if (run->now.kind != FEEL_NULL) return run->now;
    FeelReason reason = {.code = "no-clock", .message = MSG("this run has no clock")};
    return feel_machine_null(m, reason, feel_boolean(false));
}

static FeelValue tell_today(void *self, FeelMachine *m, const FeelValue *args) {
    FeelValue v = tell_now(self, m, args);
    if (v.kind == FEEL_NULL) return v;
    return (FeelValue){.kind = FEEL_DATE, .moment = {.days = v.moment.days}};
}

void clock_begin(DmnRun *run) {
    static FeelHostRun *const tell[CLOCK_FUNCTIONS] = {tell_now, tell_today};
    for (size_t i = 0; i < CLOCK_FUNCTIONS; i++) {
        FeelHost *host = ARENA_NEW(run->arena, FeelHost);
        *host = (FeelHost){NULL, 0, tell[i], run};
        run->clock[i] = feel_host_function(run->arena, host);
    }
}

void dmn_run_clock(DmnRun *run, FeelValue now) {
    run->now = now;
}
