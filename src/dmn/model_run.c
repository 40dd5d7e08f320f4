// dmn/model_run.c - a run of a model: inputs, decisions in their order, services
#include "dmn/model_int.h"

#include <stdlib.h>

static DmnRun *run_new(Arena *a, FeelMachine *m, const DmnModel *model) {
    DmnRun *run = ARENA_NEW(a, DmnRun);
    *run = (DmnRun){.arena = a, .machine = m, .model = model};
    run->values = ARENA_ARRAY(a, FeelValue, model->elements.count);
    run->is_known = ARENA_ARRAY(a, bool, model->elements.count);
    run->is_needed = ARENA_ARRAY(a, bool, model->elements.count);
    return run;
}

DmnRun *dmn_run_new(Arena *a, FeelMachine *m, const DmnModel *model) {
    feel_machine_reset(m);
    DmnRun *run = run_new(a, m, model);
    run->trace = ARENA_NEW(a, struct Trace);
    return run;
}

const DmnFired *dmn_run_fired(const DmnRun *run, size_t *ret_count) {
    *ret_count = run->trace->count;
    return run->trace->items;
}

// ---- what an element reads ----------------------------------------------------------------------

typedef struct ServiceCall {
    DmnRun *run;
    const Element *service;
    FeelHost host;
} ServiceCall;

static FeelValue call_service(void *self, FeelMachine *m, const FeelValue *args);

static FeelValue service_value(DmnRun *run, const Element *e) {
    if (!feel_room(run->machine, sizeof(ServiceCall))) return feel_null();
    Arena *a = feel_machine_arena(run->machine);
    ServiceCall *c = ARENA_NEW(a, ServiceCall);
    *c = (ServiceCall){run, e, {e->parameter_names, e->parameter_count, call_service, c}};
    return feel_host_function(a, &c->host);
}

static FeelValue missing_input(DmnRun *run, const Element *e) {
    return run_fault(run, "no-input", MSG("the input \"{1}\" was not given", e->name),
                     e->node->place, feel_boolean(false));
}

static FeelValue element_value(DmnRun *run, const Element *e) {
    if (e->kind == DMN_KNOWLEDGE) return function_value(run, e->function, NULL);
    if (e->kind == DMN_SERVICE) return service_value(run, e);
    if (!run->is_known[e->index] && e->kind == DMN_INPUT) {
        run->values[e->index] = missing_input(run, e);
        run->is_known[e->index] = true;
    }
    return run->values[e->index];
}

static FeelValue need_value(DmnRun *run, const Need *need) {
    size_t count = need->elements.count;
    if (!need->import.size) return element_value(run, need->elements.items[0]);
    if (!feel_room(run->machine, sizeof(FeelValue) * count)) return feel_null();
    Arena *a = feel_machine_arena(run->machine);
    FeelValue *values = ARENA_ARRAY(a, FeelValue, count);
    for (size_t i = 0; i < count; i++) values[i] = element_value(run, need->elements.items[i]);
    return feel_context(need->names.items, values, count, a);
}

void needs_fill(DmnRun *run, const Element *e, FeelValue *frame) {
    for (size_t i = 0; i < e->need_count; i++)
        frame[e->needs[i].slot] = need_value(run, &e->needs[i]);
}

// ---- decisions ----------------------------------------------------------------------------------

static FeelValue in_decision(DmnRun *run, const Element *e, FeelValue v) {
    if (v.kind != FEEL_NULL || !v.reason) return v;
    return run_fault(run, "in-decision", MSG("the decision \"{1}\" is null", e->name),
                     e->node->place, v);
}

static FeelValue decide(DmnRun *run, const Element *e) {
    if (e->is_in_ring)
        return run_fault(run, "ring",
                         MSG("the decision \"{1}\" requires itself, through others", e->name),
                         e->node->place, feel_boolean(false));
    if (!feel_room(run->machine, sizeof(FeelValue) * e->frame_size)) return feel_null();
    FeelValue *frame = ARENA_ARRAY(feel_machine_arena(run->machine), FeelValue, e->frame_size);
    needs_fill(run, e, frame);
    FeelValue v = boxed_run(run, e, e->body, frame);
    return in_decision(run, e, value_as(run, e->type, v, e->name, e->node->place));
}

static void need_one(DmnRun *run, const Element *e) {
    if (e->kind != DMN_DECISION || run->is_needed[e->index] || run->is_known[e->index]) return;
    run->is_needed[e->index] = true;
    *VEC_ADD(run->arena, &run->needed) = e;
}

static int by_rank(const void *a, const void *b) {
    uint32_t x = (*(const Element *const *)a)->rank, y = (*(const Element *const *)b)->rank;
    return x < y ? -1 : x > y;
}

// All that the decision needs, in the order of the model.
static void need_all(DmnRun *run, const Element *e) {
    run->needed.count = 0;
    need_one(run, e);
    for (size_t i = 0; i < run->needed.count; i++) {
        const Element *from = run->needed.items[i];
        for (size_t k = 0; k < from->need_count; k++)
            for (size_t j = 0; j < from->needs[k].elements.count; j++)
                need_one(run, from->needs[k].elements.items[j]);
    }
    qsort(run->needed.items, run->needed.count, sizeof *run->needed.items, by_rank);
}

// Computes what is needed one after the other, so that nothing recurses.
static FeelValue decision_value(DmnRun *run, const Element *e) {
    if (run->is_known[e->index]) return run->values[e->index];
    need_all(run, e);
    for (size_t i = 0; i < run->needed.count; i++) {
        const Element *next = run->needed.items[i];
        run->values[next->index] = decide(run, next);
        run->is_known[next->index] = true;
        run->is_needed[next->index] = false;
    }
    return run->values[e->index];
}

// ---- services -----------------------------------------------------------------------------------

static FeelValue service_outputs(DmnRun *run, const Element *e) {
    Arena *a = feel_machine_arena(run->machine);
    if (!feel_room(run->machine, e->output_count * (sizeof(FeelValue) + sizeof(Str))))
        return feel_null();
    FeelValue *values = ARENA_ARRAY(a, FeelValue, e->output_count);
    Str *names = ARENA_ARRAY(a, Str, e->output_count);
    for (size_t i = 0; i < e->output_count; i++) {
        names[i] = e->outputs[i]->name;
        values[i] = decision_value(run, e->outputs[i]);
    }
    FeelValue v =
        e->output_count == 1 ? values[0] : feel_context(names, values, e->output_count, a);
    return value_as(run, e->type, v, e->name, e->node->place);
}

// A service sees nothing but its arguments.
static FeelValue call_service(void *self, FeelMachine *m, const FeelValue *args) {
    const ServiceCall *c = self;
    const Element *e = c->service;
    size_t size = c->run->model->elements.count * (sizeof(FeelValue) + 2 * sizeof(bool));
    if (!feel_room(m, size + sizeof(DmnRun)) || !feel_steps(m, c->run->model->elements.count))
        return feel_null();
    if (c->run->depth >= LIMIT_DMN_CALL_DEPTH)
        return run_fault(c->run, "limit", MSG("decisions and functions call each other too deeply"),
                         e->node->place, feel_boolean(false));
    DmnRun *inner = run_new(feel_machine_arena(m), m, c->run->model);
    inner->trace = c->run->trace;
    inner->depth = c->run->depth + 1;
    for (size_t i = 0; i < e->parameter_count; i++) {
        const Element *p = e->parameters[i];
        FeelValue v = value_as(inner, p->type, args[i], p->name, e->node->place);
        if (v.kind == FEEL_NULL && args[i].kind != FEEL_NULL) return v;
        inner->values[p->index] = v;
        inner->is_known[p->index] = true;
    }
    return service_outputs(inner, e);
}

// ---- from outside -------------------------------------------------------------------------------

static const Element *find(const DmnModel *model, Str space, Str name, unsigned kinds) {
    const Element *found = NULL;
    uint32_t first;
    if (!map_get(&model->names, name, &first) && !map_get(&model->labels, name, &first))
        return NULL;
    for (const Element *e = model->elements.items[first]; e; e = e->same_name) {
        if (!(kinds >> e->kind & 1u)) continue;
        if (space.size ? str_is(e->module->space, space) : !e->module->is_imported) return e;
        if (!space.size && !found) found = e;
    }
    return found;
}

static const Element *find_input(const DmnModel *model, Str space, Str name) {
    return find(model, space, name, 1u << DMN_INPUT | 1u << DMN_DECISION);
}

bool dmn_model_find_input(const DmnModel *model, Str space, Str name, size_t *ret_index) {
    const Element *e = find_input(model, space, name);
    if (e) *ret_index = e->index;
    return e != NULL;
}

bool dmn_run_input(DmnRun *run, Str space, Str name, FeelValue v) {
    const Element *e = find_input(run->model, space, name);
    if (!e) return false;
    run->values[e->index] = value_as(run, e->type, v, e->name, e->node->place);
    run->is_known[e->index] = true;
    return true;
}

FeelValue dmn_run_decision(DmnRun *run, size_t index) {
    const Element *e = run->model->elements.items[index];
    return e->kind == DMN_DECISION ? decision_value(run, e) : feel_null();
}

FeelValue dmn_run_value(DmnRun *run, Str name, bool *ret_found) {
    const Element *e = find(run->model, (Str){NULL, 0}, name, 1u << DMN_DECISION);
    *ret_found = e != NULL;
    return e ? decision_value(run, e) : dmn_run_service(run, name, ret_found);
}

FeelValue dmn_run_service(DmnRun *run, Str name, bool *ret_found) {
    const Element *e = find(run->model, (Str){NULL, 0}, name, 1u << DMN_SERVICE);
    *ret_found = e != NULL;
    if (!e) return feel_null();
    for (size_t i = 0; i < e->parameter_count; i++) {
        const Element *p = e->parameters[i];
        if (run->is_known[p->index]) continue;
        run->values[p->index] = missing_input(run, p);
        run->is_known[p->index] = true;
    }
    return service_outputs(run, e);
}
