// app/evolve_reputation.c - a norm by which members judge one another: read, and told
#include "app/evolve_read.h"
#include "app/evolve_words.h"

#include <math.h>

static const double WORTH_MAX = 1e9, ERROR_MIN = 1e-9, ERROR_MAX = 0.5 - 1e-9, COST_MIN = 1e-9;
static const double MOSTLY = 0.9, RARELY = 0.1;

// ---- the file -----------------------------------------------------------------------------------

static const struct {
    const char *key;
    bool own, other;
} meetings[] = {{"good to good", true, true},
                {"good to bad", true, false},
                {"bad to good", false, true},
                {"bad to bad", false, false}};
enum { MEETINGS = sizeof meetings / sizeof meetings[0] };

static Str norm_names(ModelReader *r) {
    Buf b = {.arena = r->arena};
    for (size_t i = 0; i < evolve_norm_count(); i++)
        buf_add_fmt(&b, i ? ", %s" : "%s", evolve_norm_name(i));
    return buf_str(&b);
}

static const YamlNode *part(ModelReader *r, const YamlNode *n, const char *key) {
    const YamlNode *found = yaml_find(n, key);
    if (!found) model_fault(r, n, MSG("\"{1}\" is missing here", str_from(key)), NO_MSG);
    return found;
}

static bool read_word(ModelReader *r, const YamlNode *n, const char *yes, const char *no,
                      bool *ret) {
    *ret = n && str_is(n->text, str_from(yes));
    return n && (*ret || str_is(n->text, str_from(no)) ||
                 model_fault(r, n,
                             MSG("\"{1}\" is neither \"{2}\" nor \"{3}\"", n->source, str_from(yes),
                                 str_from(no)),
                             NO_MSG));
}

static bool read_meeting(ModelReader *r, const YamlNode *n, size_t i, EvolveNorm *norm) {
    bool own = meetings[i].own, other = meetings[i].other;
    return read_word(r, part(r, n, "does"), "comply", "defect", &norm->complies[own][other]) &&
           read_word(r, part(r, n, "comply"), "good", "bad", &norm->good[own][other][true]) &&
           read_word(r, part(r, n, "defect"), "good", "bad", &norm->good[own][other][false]);
}

static bool read_norm(ModelReader *r, const YamlNode *n, EvolveNorm *ret) {
    if (n->kind == YAML_MAP) {
        for (size_t i = 0; i < MEETINGS; i++) {
            const YamlNode *meeting = part(r, n, meetings[i].key);
            if (!meeting || !read_meeting(r, meeting, i, ret)) return false;
        }
        return true;
    }
    for (size_t i = 0; i < evolve_norm_count(); i++)
        if (str_is(n->text, str_from(evolve_norm_name(i)))) {
            *ret = evolve_norm(i);
            return true;
        }
    return model_fault(r, n, MSG("the norm \"{1}\" is unknown", n->source),
                       MSG("choose one of: {1}; or say for \"good to good\", \"good to bad\", "
                           "\"bad to good\" and \"bad to bad\" what a member does and how it is "
                           "judged: {does: comply, comply: good, defect: bad}",
                           norm_names(r)));
}

void model_reputation(ModelReader *r, const YamlNode *n) {
    EvolveReputation *rep = &r->file->reputation;
    static const char *const keys[] = {"norm", "benefit", "cost", "error"};
    const YamlNode *parts[4];
    for (size_t i = 0; i < 4; i++)
        if (!(parts[i] = part(r, n, keys[i]))) return;
    if (read_norm(r, parts[0], &rep->norm) &&
        model_number(r, parts[1], 0, WORTH_MAX, &rep->benefit) &&
        model_number(r, parts[2], COST_MIN, WORTH_MAX, &rep->cost))
        model_number(r, parts[3], ERROR_MIN, ERROR_MAX, &rep->error);
}

// ---- what came out ------------------------------------------------------------------------------

static BothText number(EvolveWriter *w, double value) {
    return words_same(str_fmt(w->arena, "%.4g", value));
}

static void say_state(EvolveWriter *w, const EvolveNormState *s) {
    SAY(w,
        N_("Where all act and judge by this norm, they comply in {1} of all meetings, and {2} of "
           "them stand well."),
        words_percent(w, s->complied), words_percent(w, s->good));
    if (s->complied < RARELY)
        SAY(w, N_("It keeps nobody to the agreement."), {{{NULL, 0}, {NULL, 0}}});
    else if (s->complied < MOSTLY)
        SAY(w,
            N_("Judgements that err, and members who answer them, cost the rest: such a norm "
               "needs a way to repair a name."),
            {{{NULL, 0}, {NULL, 0}}});
}

static void say_range(EvolveWriter *w, EvolveRange ratio) {
    if (ratio.low >= ratio.high)
        SAY(w,
            N_("At no ratio of benefit to cost would it hold: some other way to act always "
               "earns as much."),
            {{{NULL, 0}, {NULL, 0}}});
    else if (ratio.high == INFINITY && ratio.low <= 0)
        SAY(w, N_("It holds at every ratio of benefit to cost."), {{{NULL, 0}, {NULL, 0}}});
    else if (ratio.high == INFINITY)
        SAY(w,
            N_("It holds where what is gained by being helped is more than {1} times what "
               "helping costs."),
            number(w, ratio.low));
    else
        SAY(w,
            N_("It holds where what is gained by being helped is between {1} and {2} times "
               "what helping costs."),
            number(w, ratio.low), number(w, ratio.high));
}

void words_of_norm(EvolveWriter *w) {
    const EvolveReputation *r = &w->file->reputation;
    const EvolveNormState *s = &w->result->norm;
    SAY(w,
        s->is_stable ? N_("The norm holds: with a benefit of {1} and a cost of {2}, whoever acts "
                          "otherwise earns less.")
                     : N_("The norm does not hold: with a benefit of {1} and a cost of {2}, some "
                          "other way to act earns as much or more."),
        number(w, r->benefit), number(w, r->cost));
    say_state(w, s);
    say_range(w, s->ratio);
    SAY(w,
        N_("A good name is worth {1}: so much more than one in bad standing does a member earn "
           "before the difference is forgotten."),
        number(w, s->worth));
}
