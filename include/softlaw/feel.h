// softlaw/feel.h - FEEL, the expression language of OMG's DMN 1.5, for programs in C
//
// Expressions are compiled once, against names that were declared with their types, and run as
// often as wanted, in exact decimals of 34 digits. Values go in and come out as JSON, numbers
// exact, dates, times and durations as ISO 8601 texts. An expression has no clock, no file and no
// network; its steps, memory and depth are bounded. A null says why it is null, and where.
//
//     #include <softlaw/feel.h>
//     #include <stdio.h>
//
//     int main(void) {
//         SoftlawFeel *feel = softlaw_feel_new();
//         softlaw_feel_declare(feel, "water class", "number");
//         const SoftlawFormula *due = softlaw_feel_compile(feel, "60000000 * (3 - water class)");
//         const SoftlawFormula *share = softlaw_feel_compile(feel, "1 / (3 - water class)");
//         for (size_t i = 0; i < softlaw_feel_fault_count(feel); i++)
//             puts(softlaw_feel_fault(feel, i)->message);
//         for (int i = 2; due && share && i <= 3; i++) {
//             char number[12];
//             snprintf(number, sizeof number, "%d", i);
//             softlaw_feel_set(feel, "water class", number);
//             printf("due %s, ", softlaw_feel_run(feel, due));
//             printf("share %s\n", softlaw_feel_run(feel, share));
//         }
//         puts(softlaw_feel_fault(feel, 0)->message);
//         softlaw_feel_free(feel);
//     }
//
// prints
//
//     due 60000000, share 1
//     due 0, share null
//     cannot divide by "(3 - water class)", which is 0
//
// Link with libsoftlaw-feel.a (make MODE=release feel-library), which needs PCRE2, ICU and Intel's
// decimal library: -lpcre2-8 -licui18n -licuuc -lbidgcc000 -lm. A SoftlawFeel belongs to one thread
// at a time; different ones share nothing.
#ifndef SOFTLAW_FEEL_H
#define SOFTLAW_FEEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Names with their types and values, the formulas compiled on them, and what runs them.
typedef struct SoftlawFeel SoftlawFeel;
// A compiled expression; it lives as long as its SoftlawFeel.
typedef struct SoftlawFormula SoftlawFormula;

SoftlawFeel *softlaw_feel_new(void);
void softlaw_feel_free(SoftlawFeel *feel); // NULL is accepted

// ---- names --------------------------------------------------------------------------------------

// Declare a name and its type, as FEEL writes it: "number", "list<date>", "context<a: number>",
// "Any". Names may have blanks and operators in them. False if there is no such type, or the name
// is none or declared already.
bool softlaw_feel_declare(SoftlawFeel *feel, const char *name, const char *type);
// Give a declared name its value, JSON text; it is null before. A text stands for a date, time or
// duration where the type asks for one. False if the name is not declared, the text is no JSON or
// its value not of the type.
bool softlaw_feel_set(SoftlawFeel *feel, const char *name, const char *json);
// What now() and today() tell, as "2026-01-01T08:00:00Z"; null with a reason before. False if the
// text is no date and time.
bool softlaw_feel_set_now(SoftlawFeel *feel, const char *date_and_time);

// ---- formulas -----------------------------------------------------------------------------------

// NULL if the text has errors: softlaw_feel_fault tells them. Also a formula may come with
// warnings.
const SoftlawFormula *softlaw_feel_compile(SoftlawFeel *feel, const char *text);
// The type of its values, as FEEL writes it.
const char *softlaw_formula_type(const SoftlawFormula *formula);
// The value on the names' values as JSON, until the next call on this SoftlawFeel.
const char *softlaw_feel_run(SoftlawFeel *feel, const SoftlawFormula *formula);

// Bounds of one run; 0 leaves one as it is (10 Mi steps, 64 MiB, 512 calls).
void softlaw_feel_limit(SoftlawFeel *feel, uint64_t steps, uint64_t bytes, uint32_t calls);

// ---- faults -------------------------------------------------------------------------------------

typedef struct SoftlawFault {
    const char *code;      // stable: "unknown-name", "division-by-zero", "limit" …
    const char *message;   // English
    const char *hint;      // how to mend it, or NULL
    bool is_error;         // else a warning or note of the compiler
    uint32_t line, column; // from 1, columns in code points
    uint32_t offset, size; // bytes of the text
} SoftlawFault;

// Of the last compile: its findings. Of the last run: why its value is null, then the cause of
// that, and so on; none if the value is not null. They live until the next call of either.
size_t softlaw_feel_fault_count(const SoftlawFeel *feel);
const SoftlawFault *softlaw_feel_fault(const SoftlawFeel *feel, size_t index); // NULL beyond

#ifdef __cplusplus
}
#endif

#endif
