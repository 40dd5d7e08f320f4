// feel/machine.c - the machine's life, its limits, and the reasons of nulls
#include "feel/code.h"

#include <assert.h>
#include <stdlib.h>

// ---- life ---------------------------------------------------------------------------------------

static void *must(void *memory) {
    if (!memory) abort();
    return memory;
}

FeelMachine *machine_new(FeelLimits limits, uint32_t register_capacity) {
    FeelMachine *m = must(calloc(1, sizeof *m));
    m->limits.steps_max = limits.steps_max ? limits.steps_max : LIMIT_FEEL_STEPS;
    m->limits.memory_bytes_max =
        limits.memory_bytes_max ? limits.memory_bytes_max : LIMIT_FEEL_MEMORY_BYTES;
    m->limits.depth_max = limits.depth_max ? limits.depth_max : LIMIT_FEEL_CALL_DEPTH;
    m->arena = arena_new();
    m->register_capacity = register_capacity;
    m->registers = must(malloc(sizeof(FeelValue) * register_capacity));
    m->frames = must(malloc(sizeof(Frame) * m->limits.depth_max));
    return m;
}

FeelMachine *feel_machine_new(FeelLimits limits) {
    return machine_new(limits, REGISTERS_MAX);
}

void feel_machine_free(FeelMachine *m) {
    if (!m) return;
    arena_free(m->arena);
    columns_free(m->columns);
    estimator_free(m->estimator);
    free(m->registers);
    free(m->frames);
    free(m);
}

void feel_machine_set_now(FeelMachine *m, FeelValue date_time) {
    assert(date_time.kind == FEEL_DATE_TIME);
    m->now = date_time;
}

FeelValue feel_machine_now(const FeelMachine *m) {
    return m->now;
}

void feel_machine_reset(FeelMachine *m) {
    if (arena_used_bytes(m->arena) > 0) arena_reset(m->arena);
    m->reason_count = 0;
    m->frame_count = 0;
    m->register_count = 0;
    m->steps_left = m->limits.steps_max;
    m->is_stopped = false;
    m->owns_slots = false;
}

FeelValue feel_run(FeelMachine *m, const FeelCode *code, const FeelValue *slots) {
    feel_machine_reset(m);
    FeelValue v = machine_execute(m, &code->main, slots, feel_null(), NULL, 0);
    return m->is_stopped ? feel_stopped(m) : v;
}

FeelValue feel_run_test(FeelMachine *m, const FeelCode *tests, FeelValue input,
                        const FeelValue *slots) {
    assert(tests->main.parameter_count == 1);
    if (input.kind == FEEL_NULL) input.reason = 0;
    feel_machine_reset(m);
    FeelValue v = machine_execute(m, &tests->main, slots, feel_null(), &input, 1);
    return m->is_stopped ? feel_stopped(m) : v;
}

FeelValue feel_run_more(FeelMachine *m, const FeelCode *code, const FeelValue *slots) {
    if (m->is_stopped) return feel_stopped(m);
    m->owns_slots = true;
    FeelValue v = machine_execute(m, &code->main, slots, feel_null(), NULL, 0);
    return m->is_stopped ? feel_stopped(m) : v;
}

FeelValue feel_run_test_more(FeelMachine *m, const FeelCode *tests, FeelValue input,
                             const FeelValue *slots) {
    assert(tests->main.parameter_count == 1);
    if (m->is_stopped) return feel_stopped(m);
    m->owns_slots = true;
    FeelValue v = machine_execute(m, &tests->main, slots, feel_null(), &input, 1);
    return m->is_stopped ? feel_stopped(m) : v;
}

// ---- frames -------------------------------------------------------------------------------------

Frame *machine_push(FeelMachine *m, const FeelProto *proto, const FeelValue *outer,
                    FeelValue function) {
    if (m->frame_count >= m->limits.depth_max ||
        proto->register_count > m->register_capacity - m->register_count) {
        machine_stop(m, MSG("functions call each other more than {1} deep",
                            str_fmt(m->arena, "%u", (unsigned)m->limits.depth_max)));
        return NULL;
    }
    Frame *f = &m->frames[m->frame_count++];
    *f = (Frame){.proto = proto,
                 .outer = outer,
                 .function = function,
                 .registers = m->registers + m->register_count,
                 .at = proto->instructions};
    m->register_count += proto->register_count;
    return f;
}

void machine_pop(FeelMachine *m) {
    assert(m->frame_count > 0);
    m->register_count -= m->frames[--m->frame_count].proto->register_count;
}

// ---- reasons ------------------------------------------------------------------------------------

const Node *machine_node(const FeelMachine *m) {
    const Frame *f = &m->frames[m->frame_count - 1];
    return f->proto->nodes[f->at - f->proto->instructions];
}

static Place place_of(const FeelMachine *m, uint32_t offset, uint32_t size) {
    const FeelCode *code = m->frames[m->frame_count - 1].proto->code;
    return place_within(code->text, code->place, offset, size);
}

static FeelValue record(FeelMachine *m, FeelReason reason) {
    size_t index = m->reason_count < REASONS_MAX ? m->reason_count++ : REASONS_MAX - 1;
    m->reasons[index] = reason;
    return (FeelValue){.kind = FEEL_NULL, .reason = (uint32_t)index + 1};
}

FeelValue feel_fault_from(FeelMachine *m, FeelValue cause, const char *code, Message message) {
    assert(m->frame_count > 0);
    if (m->is_stopped) return feel_stopped(m);
    const Node *n = machine_node(m);
    uint32_t linked = cause.kind == FEEL_NULL && cause.reason <= m->reason_count ? cause.reason : 0;
    return record(m, (FeelReason){code, message, place_of(m, n->pub.offset, n->pub.size), linked});
}

FeelValue feel_machine_null(FeelMachine *m, FeelReason reason, FeelValue cause) {
    if (m->is_stopped) return feel_stopped(m);
    reason.cause = cause.kind == FEEL_NULL && cause.reason <= m->reason_count ? cause.reason : 0;
    return record(m, reason);
}

FeelValue feel_fault(FeelMachine *m, const char *code, Message message) {
    return feel_fault_from(m, feel_null(), code, message);
}

// The reason that a slot brings belongs to another run, and says nothing here.
static bool is_of_this_run(const FeelMachine *m, FeelValue v, uint32_t operand) {
    const Frame *f = &m->frames[m->frame_count - 1];
    return v.reason && v.reason <= m->reason_count &&
           (!(operand & OPERAND_OUTER) || f->function.kind || m->owns_slots);
}

FeelValue machine_own(const FeelMachine *m, FeelValue v, uint32_t operand) {
    return (FeelValue){.kind = FEEL_NULL, .reason = is_of_this_run(m, v, operand) ? v.reason : 0};
}

FeelValue machine_null(FeelMachine *m, FeelValue v, uint32_t operand, size_t child) {
    if (is_of_this_run(m, v, operand)) return (FeelValue){.kind = FEEL_NULL, .reason = v.reason};
    if (m->is_stopped) return feel_stopped(m);
    const Node *n = machine_node(m);
    if (child < n->pub.child_count) n = node_child(n, child);
    Str text =
        str_part(m->frames[m->frame_count - 1].proto->code->text, n->pub.offset, n->pub.size);
    Message message = text.size ? MSG("\"{1}\" is null", text) : MSG("the value tested is null");
    return record(
        m, (FeelReason){FEEL_NULL_OPERAND, message, place_of(m, n->pub.offset, n->pub.size), 0});
}

size_t feel_machine_reason_count(const FeelMachine *m) {
    return m->reason_count;
}

const FeelReason *feel_machine_reason(const FeelMachine *m, size_t index) {
    return index < m->reason_count ? &m->reasons[index] : NULL;
}

bool feel_machine_is_stopped(const FeelMachine *m) {
    return m->is_stopped;
}

// ---- limits -------------------------------------------------------------------------------------

FeelValue machine_stop(FeelMachine *m, Message message) {
    if (m->is_stopped) return feel_stopped(m);
    FeelValue v = m->frame_count > 0
                      ? feel_fault(m, FEEL_LIMIT, message)
                      : record(m, (FeelReason){.code = FEEL_LIMIT, .message = message});
    m->is_stopped = true;
    m->steps_left = 0;
    m->stop_reason = v.reason;
    return v;
}

FeelValue feel_stopped(FeelMachine *m) {
    return (FeelValue){.kind = FEEL_NULL, .reason = m->stop_reason};
}

Arena *feel_machine_arena(FeelMachine *m) {
    return m->arena;
}

bool feel_room(FeelMachine *m, size_t bytes) {
    size_t used = arena_used_bytes(m->arena);
    if (!m->is_stopped && used <= m->limits.memory_bytes_max &&
        bytes <= m->limits.memory_bytes_max - used)
        return true;
    machine_stop(m, MSG("the values need more than {1} bytes",
                        str_fmt(m->arena, "%llu", (unsigned long long)m->limits.memory_bytes_max)));
    return false;
}

bool feel_steps(FeelMachine *m, uint64_t more) {
    if (more < m->steps_left) {
        m->steps_left -= more;
        return true;
    }
    machine_stop(m, MSG("the evaluation takes more than {1} steps",
                        str_fmt(m->arena, "%llu", (unsigned long long)m->limits.steps_max)));
    return false;
}

FeelValue *feel_items(FeelMachine *m, size_t count) {
    if (count > LIMIT_FEEL_LIST) {
        machine_stop(m, MSG("a list would have more than {1} items",
                            str_fmt(m->arena, "%d", LIMIT_FEEL_LIST)));
        return NULL;
    }
    return feel_room(m, count * sizeof(FeelValue)) ? ARENA_ARRAY(m->arena, FeelValue, count) : NULL;
}

char *feel_bytes(FeelMachine *m, size_t size) {
    if (size > LIMIT_FEEL_STRING_BYTES) {
        machine_stop(m, MSG("a text would have more than {1} bytes",
                            str_fmt(m->arena, "%d", LIMIT_FEEL_STRING_BYTES)));
        return NULL;
    }
    return feel_room(m, size) ? arena_get(m->arena, size) : NULL;
}

FeelValue machine_bound(FeelMachine *m, FeelValue v) {
    if (v.depth <= FEEL_VALUE_DEPTH_MAX && v.weight <= FEEL_VALUE_WEIGHT_MAX) return v;
    return machine_stop(m, v.depth > FEEL_VALUE_DEPTH_MAX
                               ? MSG("lists and contexts would be nested too deeply")
                               : MSG("lists and contexts would hold too many values"));
}

FeelValue feel_list_of(FeelMachine *m, const FeelValue *items, size_t count) {
    if (!feel_room(m, sizeof(FeelList))) return feel_stopped(m);
    return machine_bound(m, feel_list(items, count, m->arena));
}

FeelValue feel_context_of(FeelMachine *m, const Str *keys, const FeelValue *values, size_t count) {
    if (!feel_room(m, sizeof(FeelContext))) return feel_stopped(m);
    return machine_bound(m, feel_context(keys, values, count, m->arena));
}

FeelValue feel_call(FeelMachine *m, FeelValue function, const FeelValue *args, size_t count) {
    enum { CALL_ARGUMENTS_MAX = 16 };
    FeelValue copies[CALL_ARGUMENTS_MAX];
    if (function.kind != FEEL_FUNCTION || count > CALL_ARGUMENTS_MAX)
        return feel_fault(
            m, FEEL_WRONG_TYPE,
            MSG("this is not a function of {1} arguments", str_fmt(m->arena, "%zu", count)));
    memcpy(copies, args, sizeof *args * count);
    if (!function.function->proto) return call_native(m, function.function, copies, count);
    FeelValue fault;
    const FeelProto *proto = function.function->proto;
    if (!call_prepare(m, proto, copies, count, &fault)) return fault;
    if (!feel_steps(m, 1)) return feel_stopped(m);
    return machine_execute(m, proto, function.function->captured, function, copies, count);
}

FeelValue feel_call_more(FeelMachine *m, const FeelCode *at, FeelValue function, const Str *names,
                         const FeelValue *args, size_t count) {
    if (m->is_stopped || !feel_steps(m, 1)) return feel_stopped(m);
    m->owns_slots = true;
    if (!machine_push(m, &at->main, NULL, feel_null())) return feel_stopped(m);
    FeelValue v = feel_null();
    FeelValue *ordered = feel_items(m, count + 1);
    if (ordered) {
        if (count) memcpy(ordered, args, sizeof *args * count);
        const KeyTable table = {names, (uint32_t)count};
        bool is_callable = !names || function.kind != FEEL_FUNCTION ||
                           call_order(m, function.function, &table, ordered, &v);
        if (is_callable) v = feel_call(m, function, ordered, count);
    }
    machine_pop(m);
    return m->is_stopped ? feel_stopped(m) : v;
}
