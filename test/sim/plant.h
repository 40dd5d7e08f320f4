// sim/plant.h - faults planted on purpose, which the sweeps must catch
//
// A sweep that finds nothing proves something only if it would have found a fault. The program is
// linked with --wrap for the functions below (PLANTED in the Makefile), and each plant makes one of
// them behave as a careless author would have written it.
#ifndef SOFTLAW_SIM_PLANT_H
#define SOFTLAW_SIM_PLANT_H

#include <stdbool.h>
#include <stdint.h>

typedef enum Plant {
    PLANT_NONE,
    PLANT_HALVES,    // a transaction is committed after its third change, and a second one begun
    PLANT_UNCHECKED, // results of SQLite's steps and of its COMMIT are not looked at
    PLANT_FORGETFUL, // posting does not look for a run that is there already
    PLANT_TRUSTING,  // verify does not compare hashes
    PLANT_LOPSIDED,  // the first posting of an entry is one unit off
    PLANT_UNSTEADY,  // every second statement lacks its last line
    PLANT_HASTY,     // balances are not written
} Plant;

// From now on, until PLANT_NONE.
void plant_set(Plant p);
// The plant of that name ("halves"); PLANT_NONE for any other.
Plant plant_named(const char *name);

// The `at`-th allocation from now on fails, and every one after it unless `once`; 0 = none.
void plant_no_memory(uint64_t at, bool once);
uint64_t plant_allocations(void); // counted since then

#endif
