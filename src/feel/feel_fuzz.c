// feel/feel_fuzz.c - any text compiles or has a finding; what runs stays within its limits, gives
// the same value twice, and a value's text is that value again
#include "base/fuzz.h"
#include "feel/feel_int.h"

#include <assert.h>

enum { STEPS = 5000, MEMORY_BYTES = 1 << 18, DEPTH = 64, SLOTS = 6 };

typedef struct World {
    FeelScope *scope;
    FeelValue slots[SLOTS];
    FeelMachine *machine;
} World;

static void declare(World *w, uint32_t slot, const char *name, FeelValue value) {
    feel_scope_add(w->scope, str_from(name), feel_type((FeelKind)value.kind), slot);
    w->slots[slot] = value;
}

// Names that overlap, with blanks and operators in them, of several types.
static World *world_new(void) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    Dec half = DEC_ZERO;
    bool is_read = dec_from_text(STR("0.5"), &half, NULL);
    assert(is_read);
    FeelValue *items = ARENA_ARRAY(a, FeelValue, 3);
    for (int i = 0; i < 3; i++) items[i] = feel_integer(i - 1);
    Str *keys = ARENA_ARRAY(a, Str, 1);
    keys[0] = STR("k");
    w->scope = feel_scope_new(a);
    w->machine = feel_machine_new(
        (FeelLimits){.steps_max = STEPS, .memory_bytes_max = MEMORY_BYTES, .depth_max = DEPTH});
    declare(w, 0, "a", feel_number(half));
    declare(w, 1, "a-b", feel_integer(7));
    declare(w, 2, "b", feel_string(STR("水质")));
    declare(w, 3, "water class", feel_date((CivilDate){2024, 2, 29}));
    declare(w, 4, "xs", feel_list(items, 3, a));
    declare(w, 5, "c", feel_context(keys, items, 1, a));
    return w;
}

static bool holds_function(FeelValue v) {
    bool holds = v.kind == FEEL_FUNCTION;
    if (v.kind == FEEL_LIST)
        for (size_t i = 0; i < v.list->count; i++) holds |= holds_function(v.list->items[i]);
    if (v.kind == FEEL_CONTEXT)
        for (size_t i = 0; i < v.context->count; i++) holds |= holds_function(v.context->values[i]);
    return holds;
}

static void must_stay_within(const FeelMachine *m, FeelValue v) {
    assert(!feel_machine_is_stopped(m) || v.kind == FEEL_NULL);
    for (size_t i = 0; i < feel_machine_reason_count(m); i++) {
        const FeelReason *r = feel_machine_reason(m, i);
        assert(r->code && r->message.text && r->cause <= feel_machine_reason_count(m));
    }
}

// The FEEL text of a value, run, gives the value again.
static void must_read_back(Arena *a, World *w, FeelValue v) {
    enum { LONGEST = 4096 };
    if (holds_function(v) || feel_weight(v) > LONGEST) return;
    Findings f = {.arena = a};
    Str text = feel_to_text(a, v);
    if (text.size > LONGEST) return;
    const FeelCode *code = feel_compile(a, text, (Place){0}, w->scope, (FeelOptions){0}, &f);
    assert(code);
    FeelValue again = feel_run(w->machine, code, w->slots);
    assert(feel_machine_is_stopped(w->machine) || feel_is_identical(v, again));
}

static void run(Arena *a, World *w, const FeelCode *code) {
    FeelValue once = feel_run(w->machine, code, w->slots);
    bool is_stopped = feel_machine_is_stopped(w->machine);
    must_stay_within(w->machine, once);
    once = feel_value_copy(a, once);
    FeelValue twice = feel_run(w->machine, code, w->slots);
    assert(is_stopped == feel_machine_is_stopped(w->machine));
    assert(holds_function(once) || feel_is_identical(once, twice));
    feel_to_json(a, once);
    must_read_back(a, w, once);
}

static void run_tests(World *w, const FeelCode *tests) {
    for (int i = 0; i < SLOTS; i++) {
        FeelValue verdict = feel_run_test(w->machine, tests, w->slots[i], w->slots);
        must_stay_within(w->machine, verdict);
        assert(verdict.kind == FEEL_BOOLEAN || verdict.kind == FEEL_NULL);
    }
}

// The first byte chooses: tests or an expression, strict or lenient.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static World *w;
    if (!w) w = world_new();
    if (size == 0) return 0;
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    FeelOptions options = {.lenient = data[0] & 1};
    bool is_tests = data[0] & 2;
    Str text = {(const char *)data + 1, size - 1};
    const FeelCode *code =
        (is_tests ? feel_compile_tests : feel_compile)(a, text, (Place){0}, w->scope, options, &f);
    assert((code == NULL) == (f.error_count > 0));
    for (size_t i = 0; i < f.count; i++)
        assert(f.items[i].place.offset + f.items[i].place.size <= text.size);
    if (code && is_tests) run_tests(w, code);
    if (code && !is_tests) run(a, w, code);
    return 0;
}
