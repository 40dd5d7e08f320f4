// app/people_int.h - what the use cases of people share
#ifndef SOFTLAW_APP_PEOPLE_INT_H
#define SOFTLAW_APP_PEOPLE_INT_H

#include "app/app_int.h"
#include "app/people.h"
#include "desk/desk.h"
#include "people/people.h"

struct OpenPeople {
    Str db; // the ledger
    Store *store;
    People *people;
    Desk *desk;
};

// Who is here, as the rights ask (login.c).
PeopleActor actor_of(const WhoView *who);
// Who does it, for the audit; NULL is whoever runs softlaw on this machine.
static inline Doer doer_of(const WhoView *by) {
    return by ? (Doer){by->person, by->address} : (Doer){STR(""), STR("")};
}
// A word of the program; a wrong one is a fault of the program.
Act act_of(const char *word);
Relation relation_of(const char *word);
LoginView login_view(const LoginResult *r);
// May he change this account? Whoever administers every organisation in which it has a role; NULL,
// on the machine of the store, may all (people.c).
bool people_need_right_of(App *app, People *p, const WhoView *by, Str person, Err *err);

#endif
