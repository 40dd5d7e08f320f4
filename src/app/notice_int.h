// app/notice_int.h - telling of what happened
#ifndef SOFTLAW_APP_NOTICE_INT_H
#define SOFTLAW_APP_NOTICE_INT_H

#include "app/notice.h"
#include "app/people_int.h"

// One event: who may `act` on the draft is told, whatever his organisation is to it; and the
// programs of these organisations.
typedef struct Telling {
    const char *kind, *act;
    Str draft;
    Str words[DESK_NOTICE_WORDS];
    Str organisation; // only of this one; absent = of all that take part
    Str but;          // a person who knows it; absent = none
    Str once;
} Telling;
bool notice_tell(App *app, OpenPeople *p, const Telling *t, Err *err);
// Tells one person.
bool notice_tell_person(App *app, OpenPeople *p, const Telling *t, DeskActor whom, Err *err);

// Tells a person, wherever he has a role, that his account was changed: "account-link". `what` is
// the word of the sentence. The change has been made, and stands where nobody can be told of it.
void notice_account(App *app, OpenPeople *p, Str person, const char *kind, Str what);
// The same of whose session this is.
void notice_own_account(App *app, OpenPeople *p, Str token, const char *kind, Str what);
// How a login ended, of which its person is told what he should know.
LoginView notice_login(App *app, OpenPeople *p, const LoginResult *r);

// Is he a member still, with an account that is open?
bool notice_is_member(App *app, OpenPeople *p, DeskActor whom, bool *ret, Err *err);

// The sentence of a notice; an unknown kind is its name.
Str notice_text(App *app, Lang lang, const DeskNotice *n);
// A draft's title.
bool notice_title(App *app, OpenPeople *p, Str draft, Str *ret, Err *err);

#endif
