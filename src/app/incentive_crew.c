// app/incentive_crew.c - long plays: in slices, with a checkpoint after each, and on several ranks
//
// A slice becomes twice as long while it takes less than a second, so that an interruption costs
// seconds whatever the machines can do. Rank 0 keeps the part so far as bytes: with a checkpoint or
// without, the same sums are read back and added to.
#include "app/incentive_crew_int.h"
#include "base/file.h"

enum { SECOND = 1000000, TOO_LONG = 4 * SECOND, BLOCKS = 16 };

// ---- meeting ------------------------------------------------------------------------------------

// What a rank answers: one byte for well or not, then what was asked for, or why not.
static Str answer(Arena *a, bool is_well, Str text) {
    return str_fmt(a, "%c%.*s", is_well ? '+' : '-', STR_ARG(text));
}

static Str well(Arena *a, Str bytes) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '+');
    buf_add(&b, bytes);
    return buf_str(&b);
}

static bool is_well(Str answered, Str *ret) {
    *ret = str_part(answered, 1, answered.size);
    return answered.size && answered.at[0] == '+';
}

static Str why_not(const Crew *c, const Err *err) {
    Arena *a = c->app->arena;
    Lang lang = c->app->options.lang;
    const Findings *f = app_findings(c->app);
    if (err->code != ERR_NONE) return lang_render(a, lang, err->message);
    return f->count ? str_trim(lang_finding(a, lang, &f->items[0])) : STR("");
}

static bool failed(const Crew *c, size_t rank, Str why, Err *err) {
    Arena *a = c->app->arena;
    return err_set(err, ERR_PEER,
                   MSG("rank {1} could not go on: {2}", str_fmt(a, "%zu", rank), str_copy(a, why)),
                   NO_MSG);
}

static bool differs(const Crew *c, size_t rank, const Saved *other, Err *err) {
    Arena *a = c->app->arena;
    SavedMark m = saved_difference(&c->saved, other);
    if (m == SAVED_MARKS) return false;
    err_set(err, ERR_PEER,
            MSG("rank {1} plays something else: its {2} is \"{3}\", here \"{4}\"",
                str_fmt(a, "%zu", rank),
                str_from(lang_text(c->app->options.lang, saved_mark_text(m))),
                str_copy(a, other->marks[m]), c->saved.marks[m]),
            MSG("give all machines the same program, agreement and scenario"));
    return true;
}

static bool are_alike(const Crew *c, const Str *answers, Err *err) {
    for (size_t i = 1; i < ranks_count(c->ranks); i++) {
        Saved other;
        Str text;
        if (!is_well(answers[i], &text) || !saved_read(c->app->arena, text, &other))
            return failed(c, i, text, err);
        if (differs(c, i, &other, err)) return false;
    }
    return true;
}

bool crew_meet(Crew *c, bool is_ready, Err *err) {
    Arena *a = c->app->arena;
    Str own = is_ready ? well(a, saved_write(a, &c->saved)) : answer(a, false, why_not(c, err));
    const Str *answers = ranks_gather(a, c->ranks, own);
    bool do_meet = is_ready && (!answers || are_alike(c, answers, err));
    ranks_tell(c->ranks, &do_meet, sizeof do_meet);
    return do_meet && is_ready;
}

// ---- orders -------------------------------------------------------------------------------------

typedef enum OrderKind { ORDER_END, ORDER_BEGIN, ORDER_PART, ORDER_POINTS } OrderKind;

// Between machines of one kind: as it lies in memory.
typedef struct Order {
    uint64_t kind, first, worlds; // of POINTS: the first point, for rank 0; the next for the next
} Order;

static void tell(const Crew *c, OrderKind kind, uint64_t first, uint64_t worlds) {
    Order o = {kind, first, worlds};
    ranks_tell(c->ranks, &o, sizeof o);
}

void crew_dismiss(Crew *c) {
    if (!c->is_dismissed) tell(c, ORDER_END, 0, 0);
    c->is_dismissed = true;
}

static IncentiveRun *begin(const Crew *c, Err *err) {
    IncentiveCase as_written = incentive_case(c->app->arena, c->setup->scenario);
    as_written.worlds = c->options.worlds;
    as_written.pilot = incentive_pilot(c->setup, c->options.worlds);
    return incentive_begin(c->setup, &as_written, err);
}

static Str complaint(const Crew *c, Arena *a, const Err *err) {
    return answer(a, false, lang_render(a, c->app->options.lang, err->message));
}

// The worlds of a slice that are this rank's: whole blocks, shared out evenly.
static Str own_part(const Crew *c, Arena *a, const IncentiveRun *run, Order o, Err *err) {
    uint64_t ranks = ranks_count(c->ranks), own = ranks_own(c->ranks);
    uint64_t blocks = (o.worlds + WORLDS_BLOCK - 1) / WORLDS_BLOCK;
    uint64_t from = blocks * own / ranks * WORLDS_BLOCK;
    uint64_t to = blocks * (own + 1) / ranks * WORLDS_BLOCK;
    if (to > o.worlds) to = o.worlds;
    if (!run) return complaint(c, a, err);
    if (from >= to) return well(a, STR(""));
    const PlayResult *r = incentive_part(a, run, o.first + from, to - from, err);
    return r ? well(a, play_write(a, r)) : complaint(c, a, err);
}

static Str own_point(const Crew *c, Arena *a, uint64_t first, Err *err) {
    size_t point = (size_t)first + ranks_own(c->ranks);
    size_t parties = c->setup->scenario->terms->party_count;
    SweepPoint p;
    if (point > c->sweep->steps) return well(a, STR(""));
    if (!sweep_play(c->setup, c->sweep, c->options.worlds, point, &p, err))
        return complaint(c, a, err);
    return well(a, sweep_point_write(a, &p, parties));
}

static Order hear(const Crew *c) {
    Order o = {.kind = ORDER_END};
    ranks_tell(c->ranks, &o, sizeof o);
    return o;
}

void crew_serve(Crew *c) {
    IncentiveRun *run = NULL;
    Err err = {.code = ERR_NONE};
    for (Order o = hear(c); o.kind != ORDER_END; o = hear(c)) {
        Arena *work = arena_new();
        if (o.kind == ORDER_BEGIN) run = begin(c, &err);
        if (o.kind == ORDER_PART) ranks_gather(work, c->ranks, own_part(c, work, run, o, &err));
        if (o.kind == ORDER_POINTS) ranks_gather(work, c->ranks, own_point(c, work, o.first, &err));
        arena_free(work);
    }
    if (run) incentive_end(run);
}

// ---- checkpoints --------------------------------------------------------------------------------

static bool unusable(const Crew *c, Message why, Err *err) {
    return err_set_at(err, ERR_INPUT, (Place){.file = c->checkpoint}, why,
                      MSG("name another file, or delete this one to begin anew"));
}

bool crew_resume(Crew *c, Err *err) {
    Arena *a = c->app->arena;
    Err no_file = {.code = ERR_NONE};
    Saved s;
    Str bytes;
    if (!c->checkpoint.size) return true;
    if (!file_read(a, c->checkpoint, LIMIT_CHECKPOINT_BYTES, &bytes, &no_file)) {
        if (no_file.code == ERR_NOT_FOUND) return true;
        *err = no_file;
        return false;
    }
    if (!saved_read(a, bytes, &s))
        return unusable(c, MSG("this is no checkpoint, or damaged"), err);
    SavedMark m = saved_difference(&c->saved, &s);
    if (m < SAVED_MARKS)
        return unusable(c,
                        MSG("this checkpoint is of another run: its {1} is \"{2}\", now \"{3}\"",
                            str_from(lang_text(c->app->options.lang, saved_mark_text(m))),
                            s.marks[m], c->saved.marks[m]),
                        err);
    c->saved.parts = s.parts;
    return true;
}

static bool save(const Crew *c, Arena *work, Err *err) {
    if (!c->checkpoint.size) return true;
    return file_write(work, c->app->options.sys, c->checkpoint, saved_write(work, &c->saved), err);
}

static void tell_progress(const Crew *c, uint64_t done, uint64_t all) {
    const AppOptions *o = &c->app->options;
    if (o->progress) o->progress(o->progress_self, (size_t)done, (size_t)all);
}

// ---- the worlds of a verdict --------------------------------------------------------------------

typedef struct Slices {
    Crew *crew;
    IncentiveRun *run;
    Arena *kept; // of the part so far
    uint64_t worlds, done, next;
} Slices;

// The part so far, and what the ranks played, in order.
static const PlayResult *add_up(const Slices *s, Arena *a, const Str *answers, Err *err) {
    const Crew *c = s->crew;
    const PlayResult *sum = NULL;
    if (c->saved.parts.count) sum = play_read(a, c->saved.parts.items[0], err);
    for (size_t i = 0; i < ranks_count(c->ranks); i++) {
        Str text;
        if (!is_well(answers[i], &text)) {
            failed(c, i, text, err);
            return NULL;
        }
        const PlayResult *r = text.size ? play_read(a, text, err) : NULL;
        if (text.size && !r) return NULL;
        if (r) sum = sum ? play_add(a, sum, r, err) : r;
        if (r && !sum) return NULL;
    }
    return sum;
}

static void keep(Slices *s, Str part) {
    Arena *a = arena_new();
    struct SavedParts *parts = &s->crew->saved.parts;
    Str copy = str_copy(a, part);
    *parts = (struct SavedParts){.count = 0};
    *VEC_ADD(a, parts) = copy;
    if (s->kept) arena_free(s->kept);
    s->kept = a;
}

static void choose_next(Slices *s, int64_t took) {
    if (took < SECOND) s->next *= 2;
    if (took > TOO_LONG && s->next > WORLDS_BLOCK * ranks_count(s->crew->ranks)) s->next /= 2;
    s->next -= s->next % WORLDS_BLOCK;
}

static bool play_slice(Slices *s, Arena *work, Err *err) {
    Crew *c = s->crew;
    uint64_t left = s->worlds - s->done;
    Order o = {ORDER_PART, s->done, s->next < left ? s->next : left};
    int64_t began = sys_now(c->app->options.sys);
    tell(c, ORDER_PART, o.first, o.worlds);
    const Str *answers = ranks_gather(work, c->ranks, own_part(c, work, s->run, o, err));
    const PlayResult *sum = err->code == ERR_NONE ? add_up(s, work, answers, err) : NULL;
    if (!sum) return false;
    keep(s, play_write(work, sum));
    s->done += o.worlds;
    choose_next(s, sys_now(c->app->options.sys) - began);
    tell_progress(c, s->done, s->worlds);
    return save(c, work, err);
}

static bool play_slices(Slices *s, Err *err) {
    bool is_well = true;
    tell(s->crew, ORDER_BEGIN, 0, 0);
    s->run = begin(s->crew, err);
    is_well = s->run != NULL;
    while (is_well && s->done < s->worlds) {
        Arena *work = arena_new();
        is_well = play_slice(s, work, err);
        if (!is_well) err_keep(s->crew->app->arena, err);
        arena_free(work);
    }
    if (s->run) incentive_end(s->run);
    return is_well;
}

static bool read_done(Slices *s, Err *err) {
    const Crew *c = s->crew;
    Arena *a = c->app->arena;
    if (!c->saved.parts.count) return true;
    const PlayResult *r = play_read(a, c->saved.parts.items[0], NULL);
    if (r) s->done = play_count(a, r).worlds;
    if (!r || c->saved.parts.count > 1 || s->done > s->worlds)
        return unusable(c, MSG("this is no checkpoint, or damaged"), err);
    return true;
}

const PlayResult *crew_play(void *self, Arena *a, const IncentiveSetup *setup,
                            const IncentiveCase *as_written, Err *err) {
    Crew *c = self;
    Slices s = {.crew = c, .worlds = as_written->worlds};
    uint64_t blocks = setup->is_exact ? 1 : BLOCKS;
    s.next = blocks * WORLDS_BLOCK * setup->threads * ranks_count(c->ranks);
    if (!read_done(&s, err)) return NULL;
    bool is_played = s.done == s.worlds || play_slices(&s, err);
    crew_dismiss(c);
    const PlayResult *r = is_played ? play_read(a, c->saved.parts.items[0], err) : NULL;
    if (s.kept) arena_free(s.kept);
    return r;
}

// ---- the points of a sweep ----------------------------------------------------------------------

// As many points at once as there are ranks.
static bool play_points(Crew *c, Arena *work, Err *err) {
    size_t first = c->saved.parts.count;
    tell(c, ORDER_POINTS, first, 0);
    const Str *answers = ranks_gather(work, c->ranks, own_point(c, work, first, err));
    for (size_t i = 0; i < ranks_count(c->ranks) && err->code == ERR_NONE; i++) {
        Str line;
        if (!is_well(answers[i], &line)) return failed(c, i, line, err);
        if (line.size) *VEC_ADD(c->app->arena, &c->saved.parts) = str_copy(c->app->arena, line);
    }
    tell_progress(c, c->saved.parts.count, c->sweep->steps + 1);
    return err->code == ERR_NONE && save(c, work, err);
}

bool crew_sweep(Crew *c, SweepPoint *ret, Err *err) {
    size_t parties = c->setup->scenario->terms->party_count, count = c->sweep->steps + 1;
    while (c->saved.parts.count < count) {
        Arena *work = arena_new();
        bool is_well = play_points(c, work, err);
        if (!is_well) err_keep(c->app->arena, err);
        arena_free(work);
        if (!is_well) return false;
    }
    for (size_t i = 0; i < count; i++)
        if (c->saved.parts.count != count ||
            !sweep_point_read(c->saved.parts.items[i], parties, c->options.worlds, &ret[i]))
            return unusable(c, MSG("this is no checkpoint, or damaged"), err);
    return true;
}
