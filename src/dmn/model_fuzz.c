// dmn/model_fuzz.c - any bytes as a decision model: it is read or refused, and what is read runs
// within its limits, twice to the same values
#include "dmn/model.h"

#include <assert.h>

static FeelMachine *machine(void) {
    static FeelMachine *kept; // made once: a machine is large
    if (!kept)
        kept = feel_machine_new(
            (FeelLimits){.steps_max = 20000, .memory_bytes_max = 4 << 20, .depth_max = 64});
    return kept;
}

static void add_values(Arena *a, Buf *b, const DmnModel *model) {
    DmnRun *run = dmn_run_new(a, machine(), model);
    for (size_t i = 0; i < dmn_model_element_count(model) && i < 64; i++) {
        DmnElement e = dmn_model_element(model, i);
        bool found;
        if (e.kind == DMN_INPUT) {
            assert(dmn_run_input(run, e.space, e.name, feel_integer((int64_t)i)) || !e.name.size);
            continue;
        }
        FeelValue v = dmn_run_value(run, e.name, &found);
        buf_add(b, feel_to_json(a, v));
        buf_add_byte(b, '\n');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = arena_new();
    Err err = {0};
    Findings findings = {.arena = a};
    DmnSource source = {STR("fuzz"), {(const char *)data, size}};
    const DmnModel *strict =
        dmn_model_read(a, &source, 1, (DmnModelOptions){.is_lenient = false}, &findings, &err);
    assert((strict == NULL) == (err.code != ERR_NONE));
    if (strict) {
        Findings warnings = {.arena = a};
        const DmnModel *lenient =
            dmn_model_read(a, &source, 1, (DmnModelOptions){.is_lenient = true}, &warnings, &err);
        assert(lenient && warnings.error_count == 0);
        Buf once = {.arena = a}, twice = {.arena = a};
        add_values(a, &once, lenient);
        add_values(a, &twice, lenient);
        assert(str_is(buf_str(&once), buf_str(&twice)));
    }
    arena_free(a);
    return 0;
}
