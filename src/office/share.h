// office/share.h - how much of the office's work one who asks takes for himself
//
// A leaky bucket of seconds of a processor: what the requests of one took is poured in, and flows
// off at his share of a processor; above the brim (what flows off in 20 seconds) he is told to
// wait. So nobody keeps the office busy for himself alone, whatever he asks for; what is asked for
// seldom is never refused, and answers that were kept cost nothing. (OWASP ASVS 5.0, 2.4.1.)
#ifndef SOFTLAW_OFFICE_SHARE_H
#define SOFTLAW_OFFICE_SHARE_H

#include "base/str.h"
#include "base/sys.h"

typedef struct Shares Shares;

// `percent` of a processor for each; 0: as much as he likes. It may be asked from any thread.
Shares *shares_new(Arena *a, Sys *sys, unsigned percent);
// How many seconds one must wait before he is answered, 10 at most; 0: he need not. `who` is a
// person, or the address of somebody who is not known. `now`: sys_steady.
int shares_wait(Shares *s, Str who, int64_t now);
// What answering him took, in nanoseconds of a processor.
void shares_charge(Shares *s, Str who, int64_t spent, int64_t now);

#endif
