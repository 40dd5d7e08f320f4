// terms/terms.h - Document -> Terms: the words of an agreement, each defined once, with its place
//
// Terms hold what the `terms` blocks say, checked for form: known keys, known parties and sets,
// each word defined once, well-formed dates, durations and roundings. Formulas are still text here;
// the next room compiles them. doc/format.md describes the language for its users.
#ifndef SOFTLAW_TERMS_TERMS_H
#define SOFTLAW_TERMS_TERMS_H

#include "base/civil.h"
#include "base/dec.h"
#include "base/limits.h"
#include "base/map.h"
#include "terms/sections.h"
#include "text/text.h"

// A text in several languages, in the order written; the first is the document's own.
typedef struct Localised {
    Str *languages, *texts;
    size_t count;
} Localised;

// The text in `language` ("zh", "en"), else the first; absent Str if there is none.
Str localised_in(const Localised *l, Str language);

// ---- time ---------------------------------------------------------------------------------------

typedef enum Grain {
    GRAIN_ONCE, // no period: one value for the whole agreement
    GRAIN_YEAR,
    GRAIN_HALF_YEAR,
    GRAIN_QUARTER,
    GRAIN_MONTH,
    GRAIN_DAY,
} Grain;

// A period is its grain and an index that counts periods of this grain: year number (of the year in
// which it starts), half-years, quarters and months since year 0, days since 1970-01-01; 0 for
// ONCE, which has no days.
typedef struct Period {
    Grain grain;
    int64_t index;
} Period;

// Which month a year starts in (1 = calendar years).
typedef struct PeriodRule {
    int year_start_month;
} PeriodRule;

bool grain_parse(Str word, Grain *ret); // "year", "half-year", "quarter", "month", "day", "once"
const char *grain_name(Grain g);
int64_t period_first_day(PeriodRule r, Period p); // days since 1970-01-01
int64_t period_last_day(PeriodRule r, Period p);
Period period_of_day(PeriodRule r, Grain g, int64_t day);
// The period of grain `g` that contains `p` (g coarser or equal), or starts with it (g finer).
Period period_to_grain(PeriodRule r, Period p, Grain g);
// "2021", "2021/2022", "2021-H1", "2021-Q3", "2021-05", "2021-05-17", "" for ONCE. Half-years and
// quarters that do not coincide with those of the calendar: "2021/2022-Q3".
Str period_text(Arena *a, PeriodRule r, Period p);
bool period_parse(Str text, PeriodRule r, Period *ret);
// "P1Y6M", "P30D", "P2W".
bool duration_parse(Str text, int64_t *ret_months, int64_t *ret_days);

// ---- words --------------------------------------------------------------------------------------

// An expression as written; text {NULL,0} where there is none.
typedef struct Formula {
    Str text;
    Place place;
} Formula;

typedef struct Party {
    Str id;
    Localised label;
    Str role;
    Place place;
} Party;

typedef enum MembersKind {
    MEMBERS_LISTED,  // named in the agreement
    MEMBERS_PARTIES, // a subset of the parties, named by their ids
    MEMBERS_FACTS,   // whoever the facts name (`members: facts`)
} MembersKind;

// Set 0 is always "party": all parties.
typedef struct Set {
    Str id;
    Localised label;
    MembersKind kind;
    Str *members; // of LISTED and PARTIES, in order; the position counts from 0
    Localised *member_labels;
    size_t member_count;
    Map member_index; // member -> position
    Place place;
} Set;

typedef enum ItemKind {
    ITEM_PARAMETER, // a number agreed in the text
    ITEM_QUANTITY,  // a measured fact
    ITEM_FORMULA,   // a derived value
    ITEM_TABLE,     // a decision table
    ITEM_PAYMENT,   // an amount that one side owes the other
} ItemKind;

// Who pays or is paid.
typedef enum ActorKind {
    ACTOR_PARTY,  // a fixed party: index into parties
    ACTOR_POOL,   // a pool (clearing account): index into pools
    ACTOR_MEMBER, // the member of a set of the payment's `per`: index into sets; pays as itself
    ACTOR_ITEM,   // an item of type party, by name: index into items
} ActorKind;
#define ACTOR_UNKNOWN UINT32_MAX // index of a party that was not found (there is a finding)
typedef struct Actor {
    ActorKind kind;
    uint32_t index;
    Place place;
} Actor;

typedef enum RoundingTies {
    TIES_UNNAMED,
    TIES_FIRST,
    TIES_LAST,
    TIES_LARGEST,
    TIES_SMALLEST
} RoundingTies;
typedef struct Rounding {
    bool is_given;
    Formula step; // may use `value`, the amount before rounding; a plain number usually
    bool is_none; // `rounding: none`: exact, declared
    bool is_largest_remainder; // over the members of the last set of `per`
    DecRounding mode;
    RoundingTies ties; // of largest remainder
    Place place;
} Rounding;

// When a payment falls due: an amount of time before or after a day.
typedef enum DueAnchor { DUE_NONE, DUE_PERIOD_START, DUE_PERIOD_END, DUE_ITEM } DueAnchor;
typedef struct Due {
    DueAnchor anchor;
    uint32_t item;        // of DUE_ITEM: an item of type date
    int64_t months, days; // added; negative = before
    bool is_working_days; // days count in the agreement's calendar
    Str text;
    Place place;
} Due;

// A value of a parameter: for some members, from some day on.
typedef struct ParameterValue {
    uint32_t members[LIMIT_SET_DIMENSIONS]; // positions, as many as the parameter's sets
    bool has_from;
    int64_t from_day;
    Formula value; // a FEEL literal or constant expression
} ParameterValue;

// Everything with a name and a value. Fields beyond the common ones belong to the kinds named. What
// could not be read is absent (a formula without text, a table that is NULL, an unknown actor), and
// there is a finding for it; every index that is not ACTOR_UNKNOWN is valid.
typedef struct Item {
    ItemKind kind;
    Str id;
    Localised label;
    Place place;                         // of the name
    uint32_t provision;                  // index into the document's provisions
    uint32_t sets[LIMIT_SET_DIMENSIONS]; // `per`: indexes into sets, in the order written
    size_t set_count;
    Grain grain;
    Formula
        type; // FEEL type text, or "party"; absent = number (quantities, parameters) or inferred
    Formula unit; // "mg/L", "CNY", "%"; absent = not declared
    Localised note;

    ParameterValue *values; // PARAMETER
    size_t value_count;

    Formula within;   // QUANTITY: unary tests every fact must pass
    Formula missing;  // QUANTITY: the value of a fact that is not there; absent = report it
    Localised at;     // QUANTITY: where it is measured
    Localised source; // QUANTITY: who publishes it

    Formula is;      // FORMULA: the value; PAYMENT: the amount
    Formula initial; // FORMULA: what previous(…) gives before the first period
    bool is_spread;  // FORMULA, PAYMENT: `spread`: a list, one element for each member of the last
                     // set

    const TextTable
        *table;     // TABLE: its cells, in FEEL's letters (<= for ≤). Row 0 is the header. As
                    // many columns as inputs and outputs, or one more: row names on the left
    Str hit_policy; // TABLE: "U", "C+" …
    Formula *inputs, *outputs; // TABLE: expressions and names
    size_t input_count, output_count;

    Actor from, to;    // PAYMENT: positive amounts go from -> to, negative ones back
    bool is_mutual;    // PAYMENT: written as `between`: either may come to pay
    Formula when;      // PAYMENT: condition; absent = always
    Rounding rounding; // PAYMENT (required), FORMULA
    Due due;           // PAYMENT
    Str currency;      // PAYMENT
} Item;

typedef struct Pool {
    Str id;
    Localised label;
    Place place;
} Pool;

// The calendar of working days: weekend days and exceptions.
typedef struct WorkCalendar {
    bool is_given;
    bool weekend[8];              // by ISO weekday 1..7
    int64_t *holidays, *workdays; // days since 1970, ascending
    size_t holiday_count, workday_count;
    Place place;
} WorkCalendar;

// A question that the source of the agreement leaves open, with the readings and the one taken.
typedef struct Question {
    Str id;
    Localised text;
    Localised *readings;
    size_t reading_count;
    Localised taken;
    Place place;
} Question;

// An entry of the other sections (obligations, guarantees, indicators, plan …): kept, shown and
// checked against the table of sections in terms/sections.h.
typedef struct Clause {
    const char *section; // "obligations"
    Str id;
    Localised label;
    const YamlNode *body;
    uint32_t provision;
    Place place;
} Clause;

// A key of a clause and what stands there, as people read it.
typedef struct ClauseKey {
    Str key, text;
} ClauseKey;

typedef struct Terms {
    const Document *document;
    Str id, version, language, kind;
    Localised title;
    Str currency;
    int64_t from_day, to_day; // open-ended: to_day is 9999-12-31
    Grain period;
    PeriodRule period_rule;
    Party *parties;
    size_t party_count;
    Set *sets;
    size_t set_count;
    Item *items; // in the order of the text
    size_t item_count;
    Pool *pools;
    size_t pool_count;
    WorkCalendar calendar;
    Question *questions;
    size_t question_count;
    Clause *clauses;
    size_t clause_count;
    Map item_index, set_index, party_index, pool_index; // id -> index
} Terms;

// May formulas read this word as a name, and is it not kept for something else?
bool terms_is_name(Str word);

// Never NULL; faults are findings, and what could be read is there.
const Terms *terms_from_text(Arena *a, const Document *d, Findings *f);

// The keys of a clause in the order written, without name and label: names stand for ids, texts are
// in `language`.
size_t clause_keys(Arena *a, const Terms *t, const Clause *c, Str language, ClauseKey **ret);
// The ids under a key that names parties, pools or sets; "party" stands for every party.
size_t clause_ids(Arena *a, const Clause *c, const char *key, Str **ret);
// What stands under a key as a text in `language`; absent where there is none.
Str clause_text(const Clause *c, const char *key, Str language);

// By when something of a clause must be done, as its keys due, limit or within say.
typedef enum ClauseTimeKind {
    CLAUSE_ANY_TIME,
    CLAUSE_ON_DAY, // a day of the calendar
    CLAUSE_DUE,    // a due, as of payments: in each settlement period
    CLAUSE_WITHIN, // so long after what the words say
} ClauseTimeKind;
typedef struct ClauseTime {
    ClauseTimeKind kind;
    int64_t day;          // of CLAUSE_ON_DAY
    Due due;              // of CLAUSE_DUE
    int64_t months, days; // of CLAUSE_WITHIN
} ClauseTime;
ClauseTime clause_time(Arena *a, const Terms *t, const Clause *c);

// What the clause's section is for: "what must be done".
Str clause_purpose(const Clause *c, Str language);

// The sections that a terms block may have, and the keys of the front matter; absent behind the
// last.
Str terms_section_name(size_t index);
Str terms_front_key(size_t index);

// The table of sections and keys as a page of Markdown, in English or (`language` "zh") Chinese.
Str terms_reference(Arena *a, Str language);

// The day `count` working days after `day` (before, if negative); weekends and holidays by `c`.
int64_t work_calendar_add(const WorkCalendar *c, int64_t day, int64_t count);
// The day of a due whose anchor is `day`.
int64_t due_shift(const WorkCalendar *c, const Due *due, int64_t day);
// The day of a due in a period; false where it hangs on a fact, or is none.
bool due_in_period(const Terms *t, const Due *due, Period p, int64_t *ret);

#endif
