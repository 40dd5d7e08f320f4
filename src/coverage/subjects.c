// coverage/subjects.c - the stages of the chain and of the life cycle, and the new fields
#include "coverage/coverage_int.h"

#include <assert.h>

static const CoverageSubject SUBJECTS[] = {
    [CHAIN_RESEARCH] = {"r&d", N_("R&D")},
    [CHAIN_DESIGN] = {"design", N_("design")},
    [CHAIN_PRODUCTION] = {"production", N_("production")},
    [CHAIN_SUPPLY] = {"supply", N_("supply")},
    [CHAIN_MARKETING] = {"marketing", N_("marketing")},
    [CHAIN_AFTER_SALES] = {"after-sales", N_("after-sales")},
    [LIFE_APPROVAL] = {"approval", N_("approval")},
    [LIFE_CONSTRUCTION] = {"construction", N_("construction")},
    [LIFE_OPERATION] = {"operation", N_("operation")},
    [LIFE_SUPERVISION] = {"supervision", N_("supervision")},
    [LIFE_EVALUATION] = {"evaluation", N_("evaluation")},
    [LIFE_EXIT] = {"exit", N_("exit")},
    [FIELD_DIGITAL_ECONOMY] = {"digital-economy", N_("digital economy")},
    [FIELD_GREEN_FINANCE] = {"green-finance", N_("green finance")},
    [FIELD_CROSS_BORDER_E_COMMERCE] = {"cross-border-e-commerce", N_("cross-border e-commerce")},
    [FIELD_ARTIFICIAL_INTELLIGENCE] = {"artificial-intelligence", N_("artificial intelligence")},
    [FIELD_DATA_ELEMENTS] = {"data-elements", N_("data elements")},
    [FIELD_LOW_CARBON] = {"low-carbon", N_("low-carbon energy and hydrogen")},
    [FIELD_PLATFORM_LABOUR] = {"platform-labour", N_("platform labour")},
    [FIELD_LOW_ALTITUDE] = {"low-altitude", N_("low-altitude economy")},
    [FIELD_SILVER_ECONOMY] = {"silver-economy", N_("silver economy")},
    [FIELD_BIOMEDICINE] = {"biomedicine", N_("biomedicine")},
};
static_assert(sizeof SUBJECTS / sizeof SUBJECTS[0] == SUBJECT_COUNT, "a row for each subject");

CoverageSubject coverage_subject(size_t subject) {
    assert(subject < SUBJECT_COUNT);
    return SUBJECTS[subject];
}

size_t subject_find(Str id, size_t from, size_t to) {
    while (from < to && !str_is(id, str_from(SUBJECTS[from].id))) from++;
    return from;
}
