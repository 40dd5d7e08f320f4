// lint/judge.c - a document provision by provision, paragraph by paragraph, clause by clause
#include "lint/lint_int.h"

#include "base/limits.h"

#include <assert.h>
#include <stdlib.h>

// ---- places and findings ------------------------------------------------------------------------

// Move the known place forward to byte `offset`.
static void walk_to(Judge *j, size_t offset) {
    assert(j->at <= offset);
    Str source = j->document->source;
    for (; j->at < offset && j->at < source.size; j->at++) {
        char c = source.at[j->at];
        bool is_pair = c == '\r' && j->at + 1 < source.size && source.at[j->at + 1] == '\n';
        if (c == '\n' || (c == '\r' && !is_pair))
            j->line++, j->column = 1;
        else
            j->column += ((unsigned char)c & 0xC0) != 0x80;
    }
}

static Place place_of(Judge *j, size_t offset, size_t size) {
    walk_to(j, offset);
    return (Place){.file = j->document->file,
                   .line = (uint32_t)j->line,
                   .column = (uint32_t)j->column,
                   .offset = (uint32_t)offset,
                   .size = (uint32_t)size};
}

static Severity severity_of(const Judge *j, unsigned rule) {
    Severity severity = lint_rule(rule)->severity;
    return !j->is_operative && severity > SEVERITY_NOTE ? SEVERITY_NOTE : severity;
}

static void add_at(Judge *j, unsigned rule, size_t offset, size_t size) {
    Severity severity = severity_of(j, rule);
    if (severity >= SEVERITY_WARNING)
        j->score->warnings++;
    else
        j->score->notes++;
    if (severity < j->least) return;
    if (j->pending.count < LIMIT_FINDINGS) {
        *VEC_ADD(j->scratch, &j->pending) = (Pending){rule, severity, offset, size};
    } else {
        j->is_overfull = true;
        j->findings->dropped_count++;
    }
}

static int by_offset(const void *a, const void *b) {
    const Pending *x = a, *y = b;
    if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void tell(Judge *j, const Pending *p) {
    const LintRule *r = lint_rule(p->rule);
    Str wording = str_part(j->document->source, p->offset, p->size);
    if (j->findings->count >= LIMIT_FINDINGS)
        j->findings->dropped_count++;
    else
        finding_add(j->findings, p->severity, r->id, place_of(j, p->offset, p->size),
                    (Message){r->message, {wording}}, (Message){r->proposal, {{NULL, 0}}});
}

// In the order of the text, so that places are counted in one walk through it.
void judge_tell(Judge *j) {
    Pending *items = j->pending.items;
    if (j->pending.count) qsort(items, j->pending.count, sizeof *items, by_offset);
    for (size_t i = 0; i < j->pending.count; i++)
        if (items[i].size) tell(j, &items[i]); // a clause of marks alone has no place
}

static bool is_allowed(Judge *j, unsigned rule, const ClauseText *c) {
    for (size_t i = 0; i < c->allow_count; i++) {
        Allow *allow = &j->allows.items[c->allow_from + i];
        if (allow->rule != rule || !allow->has_reason) continue;
        return allow->is_used = true;
    }
    return false;
}

void judge_add(Judge *j, unsigned rule, const ClauseText *c, size_t start, size_t end) {
    if (is_allowed(j, rule, c)) {
        j->score->silenced++;
        return;
    }
    add_at(j, rule, c->offset + start, end - start);
}

// ---- provisions into clauses --------------------------------------------------------------------

static size_t end_of_paragraph(Str text, size_t from) {
    int64_t end = (int64_t)from - 1;
    while ((end = str_find(text, STR("\n"), (size_t)(end + 1))) >= 0) {
        size_t next = (size_t)end + 1;
        while (next < text.size &&
               (text.at[next] == ' ' || text.at[next] == '\t' || text.at[next] == '\r'))
            next++;
        bool is_item =
            next + 1 < text.size && strchr("-*+", text.at[next]) && text.at[next + 1] == ' ';
        if (next >= text.size || text.at[next] == '\n' || is_item) return (size_t)end + 1;
    }
    return text.size;
}

// The next `;` or `；` in [from, to), after it; `to` if there is none.
static size_t end_of_clause(Str text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (text.at[i] == ';') return i + 1;
        if ((unsigned char)text.at[i] == 0xEF && i + 3 <= to && !memcmp(text.at + i, "；", 3))
            return i + 3;
    }
    return to;
}

static void add_clause(Judge *j, ClauseText c, const Hits *hits, size_t *next_hit, size_t from) {
    size_t first = *next_hit, end = from + c.text.size;
    while (*next_hit < hits->count && hits->items[*next_hit].start < end) ++*next_hit;
    size_t count = *next_hit - first;
    clause_take(&c, j->scratch, count ? &hits->items[first] : NULL, count, from);
    clause_look(&c, j->scratch);
    j->seen |= c.seen;
    *VEC_ADD(j->scratch, &j->clauses) = c;
}

// `paragraph` is masked; `like` carries what holds for all its clauses.
static void cut_paragraph(Judge *j, Str paragraph, ClauseText like, Hits *hits) {
    size_t next_hit = 0;
    scan(j->words, j->breaks, paragraph, hits);
    breaks_paragraph(j->breaks, paragraph);
    for (size_t from = 0; from < paragraph.size;) {
        size_t sentence = breaks_sentence_end(j->breaks, from);
        while (from < sentence) {
            size_t end = end_of_clause(paragraph, from, sentence);
            ClauseText c = like;
            c.text = str_part(paragraph, from, end - from);
            c.offset += from;
            add_clause(j, c, hits, &next_hit, from);
            from = end;
        }
    }
}

// What stands between the pieces holds nothing but remarks, and these hold for the piece that
// follows.
static void cut_piece(Judge *j, const TextPiece *p, size_t behind, Hits *hits) {
    size_t offset = p->place.offset, allow_from = j->allows.count;
    Str masked = lint_mask(j->scratch, p->source);
    allow_read(&j->allows, str_part(j->document->source, behind, offset - behind), behind);
    allow_read(&j->allows, p->source, offset);
    for (size_t from = 0; from < masked.size;) {
        size_t end = end_of_paragraph(p->source, from);
        ClauseText like = {.offset = offset + from,
                           .allow_from = (uint32_t)allow_from,
                           .allow_count = (uint32_t)(j->allows.count - allow_from)};
        cut_paragraph(j, str_part(masked, from, end - from), like, hits);
        from = end;
    }
}

static size_t end_of_provision(const Document *d, const Provision *p) {
    bool is_last = p + 1 == d->provisions + d->provision_count;
    return is_last ? d->source.size : p[1].place.offset;
}

static void cut_provision(Judge *j, const Provision *p, Hits *hits) {
    size_t behind = p->place.offset + p->place.size, end = end_of_provision(j->document, p);
    for (size_t i = 0; i < p->piece_count; i++) {
        const TextPiece *piece = &p->pieces[i];
        if (piece->kind != TEXT_WORDS) continue;
        cut_piece(j, piece, behind < piece->place.offset ? behind : piece->place.offset, hits);
        behind = piece->place.offset + piece->source.size;
    }
    if (behind < end)
        allow_read(&j->allows, str_part(j->document->source, behind, end - behind), behind);
}

// ---- judging ------------------------------------------------------------------------------------

static void judge_allows(Judge *j) {
    for (size_t i = 0; i < j->allows.count; i++) {
        const Allow *allow = &j->allows.items[i];
        if (allow->rule == RULE_COUNT || !allow->has_reason)
            add_at(j, RULE_ALLOW_REASON, allow->offset, allow->size);
        else if (!allow->is_used)
            add_at(j, RULE_ALLOW_UNUSED, allow->offset, allow->size);
    }
}

static bool has_any(Str text, const char *const *words) {
    for (; *words; words++)
        if (str_find(text, str_from(*words), 0) >= 0) return true;
    return false;
}

bool lint_is_operative(const Provision *p) {
    static const char *const OTHERS[] = {"序言",   "前言",       "附注",    "来源",
                                         "说明",   "Preamble",   "Recital", "Note",
                                         "Source", "Background", NULL};
    return p->level > 0 && !has_any(p->heading, OTHERS);
}

static void begin_provision(Judge *j, const Provision *p) {
    arena_reset(j->scratch);
    j->clauses = (Clauses){0};
    j->pending = (struct PendingList){0};
    j->allows = (Allows){.arena = j->scratch};
    j->seen = j->days = 0;
    j->bounds = (Map){.arena = j->scratch};
    j->is_operative = lint_is_operative(p);
    j->is_overfull = false;
    j->line = p->place.line;
    j->column = p->place.column;
    j->at = p->place.offset;
}

static void judge_provision(Judge *j, const Provision *p) {
    Hits hits = {.arena = j->scratch};
    cut_provision(j, p, &hits);
    for (size_t i = 0; i < j->clauses.count; i++) {
        judge_words(j, &j->clauses.items[i]);
        judge_forms(j, &j->clauses.items[i]);
        judge_obligation(j, &j->clauses.items[i]);
    }
    judge_allows(j);
    judge_tell(j);
}

// Which provisions have terms that measure or compute something.
static bool *computed_provisions(Arena *a, const Terms *t) {
    bool *computed = ARENA_ARRAY(a, bool, t->document->provision_count);
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind != ITEM_PARAMETER) computed[t->items[i].provision] = true;
    return computed;
}

static bool has_liability(const Terms *t) {
    static const char *const WORDS[] = {"违约",   "责任",   "Liability", "liability",
                                        "Breach", "breach", NULL};
    for (size_t i = 0; i < t->document->provision_count; i++)
        if (has_any(t->document->provisions[i].heading, WORDS)) return true;
    for (size_t i = 0; i < t->clause_count; i++)
        if (!strcmp(t->clauses[i].section, "liabilities")) return true;
    return false;
}

static void add_scores(LintScore *all, const LintScore *s) {
    all->obligations += s->obligations;
    all->complete += s->complete;
    for (size_t i = 0; i < ELEMENT_COUNT; i++) all->with[i] += s->with[i];
    all->quantified += s->quantified;
    all->indexed += s->indexed;
    all->warnings += s->warnings;
    all->notes += s->notes;
    all->silenced += s->silenced;
}

unsigned lint_share_percent(const LintScore *s, size_t part) {
    return s->obligations ? (unsigned)(part * 100 / s->obligations) : 100;
}

unsigned lint_score_percent(const LintScore *s) {
    size_t have = 0;
    for (size_t i = 0; i < ELEMENT_COUNT; i++) have += s->with[i];
    return s->obligations ? (unsigned)(have * 100 / (s->obligations * ELEMENT_COUNT)) : 100;
}

static void note_names(Judge *j) {
    const Document *d = j->document;
    for (uint32_t i = 0; i < d->provision_count; i++)
        if (str_starts_with(d->provisions[i].id, STR("art_")))
            map_add(&j->articles, d->provisions[i].id, i);
    for (size_t i = 0; i < j->terms->item_count; i++) {
        Str id = j->terms->items[i].id;
        if (scan_may_hit(j->words, id) || clause_may_hold_frame(id))
            *VEC_ADD(j->arena, &j->worded) = id;
    }
}

static void judge_all(Judge *j, LintReport *report, const LintReport *before) {
    const Document *d = j->document;
    LintMemory *memory = memory_new(j->arena, j, before);
    for (size_t i = 0; i < d->provision_count; i++) {
        bool had_asked_days = j->has_asked_days;
        j->score = &report->provisions[i];
        j->is_computed = j->computed[i];
        begin_provision(j, &d->provisions[i]);
        if (!memory_take(memory, j, i)) {
            judge_provision(j, &d->provisions[i]);
            memory_keep(j->arena, memory, j, i, had_asked_days);
        }
        add_scores(&report->all, j->score);
    }
    memory_end(memory);
    report->memory = memory;
}

const LintReport *lint_judge_again(Arena *a, const LintWords *w, const Terms *t, Severity least,
                                   const LintReport *before, Findings *f) {
    LintReport *report = ARENA_NEW(a, LintReport);
    Judge j = {.arena = a, .scratch = arena_new(), .terms = t, .least = least};
    j.document = t->document;
    j.findings = f;
    j.words = w;
    j.breaks = breaks_new(a);
    j.articles = (Map){.arena = a};
    j.has_liability = has_liability(t);
    j.computed = computed_provisions(a, t);
    report->provisions = ARENA_ARRAY(a, LintScore, t->document->provision_count);
    note_names(&j);
    judge_all(&j, report, before);
    arena_free(j.scratch);
    return report;
}

const LintReport *lint_judge(Arena *a, const LintWords *w, const Terms *t, Severity least,
                             Findings *f) {
    return lint_judge_again(a, w, t, least, NULL, f);
}
