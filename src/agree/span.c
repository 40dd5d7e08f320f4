// agree/span.c - a date, a duration, or a due day made of one: as figures
#include "agree/span.h"

enum { NUMBER_MAX = 1000000 };

typedef struct Length {
    int64_t months, days, seconds;
} Length;

static Figure figure(FigureKind kind, int64_t value, size_t start, size_t size) {
    Dec d = dec_from_int(value);
    return (Figure){.kind = kind,
                    .value = d,
                    .written = d,
                    .over = dec_from_int(1),
                    .scale = 1,
                    .start = (uint32_t)start,
                    .end = (uint32_t)(start + size)};
}

static void add(FigureList *list, Figure f) {
    *VEC_ADD(list->arena, list) = f;
}

// One part of a duration, as 30D; where it ends, or 0.
static size_t read_part(Str text, size_t at, bool is_time, Length *l) {
    int64_t number = 0;
    size_t start = at;
    for (; at < text.size && is_digit(text.at[at]); at++)
        if ((number = number * 10 + (text.at[at] - '0')) > NUMBER_MAX) return 0;
    if (at == start || at == text.size) return 0;
    switch (text.at[at]) {
    case 'Y': l->months += number * 12; break;
    case 'M': *(is_time ? &l->seconds : &l->months) += number * (is_time ? 60 : 1); break;
    case 'W': l->days += number * 7; break;
    case 'D': l->days += number; break;
    case 'H': l->seconds += number * 3600; break;
    case 'S': l->seconds += number; break;
    default: return 0;
    }
    return at + 1;
}

// P1Y6M, P30D, PT2H at the beginning of the text; its size, or 0.
static size_t read_length(Str text, Length *ret) {
    bool is_time = false;
    size_t at = 1, end = 0;
    *ret = (Length){0, 0, 0};
    if (!text.size || text.at[0] != 'P') return 0;
    while (at < text.size) {
        if (text.at[at] == 'T') is_time = true, at++;
        size_t next = read_part(text, at, is_time, ret);
        if (!next) break;
        at = end = next;
    }
    return end;
}

// A single year, month or day is said without a number: once a year, 每年.
static bool is_one(FigureKind kind, int64_t value) {
    return value == 1 || (kind == FIGURE_MONTHS && (value == 3 || value == 12));
}

static void add_length(FigureList *list, const Length *l, size_t start, size_t size) {
    const struct {
        FigureKind kind;
        int64_t value;
    } parts[] = {{FIGURE_MONTHS, l->months}, {FIGURE_DAYS, l->days}, {FIGURE_SECONDS, l->seconds}};
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i].value) continue;
        Figure f = figure(parts[i].kind, parts[i].value, start, size);
        f.is_soft = is_one(f.kind, parts[i].value);
        add(list, f);
    }
}

bool figures_in_iso(Str text, size_t start, FigureList *ret) {
    CivilDate d;
    Length l;
    if (civil_parse(text, &d)) {
        add(ret, figure(FIGURE_DATE, civil_to_days(d), start, text.size));
        return true;
    }
    if (!text.size || read_length(text, &l) != text.size) return false;
    add_length(ret, &l, start, text.size);
    return true;
}

// ---- due days -----------------------------------------------------------------------------------

static bool has(Str text, const char *word) {
    return str_find(text, str_from(word), 0) >= 0;
}

// The day of the year that a due of yearly periods comes to.
static void add_day_of_year(FigureList *list, Str text, const Length *l, int year_starts,
                            size_t size) {
    bool is_start = has(text, "period start"), is_before = has(text, "before");
    if (!is_start && !has(text, "period end")) return;
    int64_t first = civil_to_days((CivilDate){2021, year_starts, 1});
    CivilDate from = civil_from_days(is_start ? first : first - 1);
    from = civil_add_months(from, is_before ? -l->months : l->months);
    CivilDate d = civil_from_days(civil_to_days(from) + (is_before ? -l->days : l->days));
    Figure f = figure(FIGURE_DAY_OF_YEAR, d.month * 100 + d.day, 0, size);
    f.is_soft = true;
    add(list, f);
}

void figures_in_due(Str text, int year_starts, FigureList *ret) {
    Length l;
    size_t size = read_length(text, &l);
    if (figures_in_iso(text, 0, ret)) return;
    if (!size) {
        figures_in_words(text, text, ret);
        return;
    }
    add_length(ret, &l, 0, size);
    if (year_starts) add_day_of_year(ret, text, &l, year_starts, size);
}
