// app/duty_int.h - what the files on duties and deadlines share
#ifndef SOFTLAW_APP_DUTY_INT_H
#define SOFTLAW_APP_DUTY_INT_H

#include "app/app_int.h"
#include "app/calendar.h"
#include "app/duty.h"

// By when it must be done: a payment's or a clause's.
typedef struct DutyTime {
    ClauseTime time;
    Grain grain; // of the periods in each of which it falls due
    bool is_payment;
} DutyTime;
DutyTime duty_time(Arena *a, const Terms *t, const DutyView *d);
// In words; "" where nothing is said.
Str duty_time_text(App *app, const Terms *t, const DutyTime *time);
// The days of periods, from one to another; `visit` returns false to stop. Nothing where the day
// hangs on a fact.
typedef bool DutyVisit(void *self, Period p, int64_t day);
void duty_days(const Terms *t, const DutyTime *time, CalendarWindow w, DutyVisit *visit,
               void *self);

#endif
