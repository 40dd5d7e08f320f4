// rules/unit_int.h - the algebra of units and the table of known ones
#ifndef SOFTLAW_RULES_UNIT_INT_H
#define SOFTLAW_RULES_UNIT_INT_H

#include "rules/rules.h"

Unit unit_any(void);
Unit unit_flexible(void);
Unit unit_plain(void);
// A ratio: known, without bases, factor one.
Unit unit_one(void);
// A base unit of its own.
Unit unit_base(Str name);

// Product and power of known units; false if there are too many bases, a power is too high, or a
// factor lies outside 1E-1000 to 1E1000.
bool unit_multiply(const Unit *a, const Unit *b, Unit *ret);
bool unit_divide(const Unit *a, const Unit *b, Unit *ret);
bool unit_power(const Unit *u, int power, Unit *ret);
bool unit_root(const Unit *u, Unit *ret); // square root; false where a power is odd
bool unit_scale(Unit *u, Dec up, Dec down);
// Do they measure the same thing? And with the same factor?
bool unit_is_commensurable(const Unit *a, const Unit *b);
bool unit_is_equal(const Unit *a, const Unit *b);

// A known word ("mg", "亩", "CNY" …), prefixes included. False if it is none.
bool unit_known(Str word, Unit *ret);

#endif
