// people/wait.c - how long to wait after so many failures
//
// An account gives five tries and then one after 1, 2, 4, 8 … minutes: ten in the first hour, then
// one in each. An address may stand for a whole office and gives thirty before it slows down.
#include "people/people_int.h"

enum { PERSON_FREE = 5, PERSON_FIRST = 60, ADDRESS_FREE = 30, ADDRESS_FIRST = 1, LONGEST = 3600 };

static int64_t wait_after(int64_t failures, int64_t granted, int64_t first) {
    if (failures < granted) return 0;
    int64_t doublings = failures - granted;
    return doublings > 11 || first << doublings > LONGEST ? LONGEST : first << doublings;
}

int64_t person_wait(int64_t failures) {
    return wait_after(failures, PERSON_FREE, PERSON_FIRST);
}

int64_t address_wait(int64_t failures) {
    return wait_after(failures, ADDRESS_FREE, ADDRESS_FIRST);
}
