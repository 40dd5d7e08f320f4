// app/people_int.h - what the use cases of people share
#ifndef SOFTLAW_APP_PEOPLE_INT_H
#define SOFTLAW_APP_PEOPLE_INT_H

#include "app/app_int.h"
#include "app/people.h"
#include "people/people.h"

struct OpenPeople {
    People *people;
};

#endif
