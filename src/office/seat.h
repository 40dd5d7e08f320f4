// office/seat.h - connections to the stores, ready for whoever answers a request
#ifndef SOFTLAW_OFFICE_SEAT_H
#define SOFTLAW_OFFICE_SEAT_H

#include "office/office_int.h"

// What one thread works with at a time.
typedef struct Seat {
    PortalWatch *watch;
    OpenPeople *people; // NULL: the office has none
} Seat;

typedef struct Seats Seats;
// `count` of them; close with the arena. NULL with err.
Seats *seats_open(Arena *a, const OfficeOptions *o, size_t count, Err *err);
bool seats_open_one(Arena *a, const OfficeOptions *o, Seat *ret, Err *err);
// Waits until one is free.
Seat *seats_borrow(Seats *s);
void seats_give_back(Seats *s, Seat *seat);

#endif
