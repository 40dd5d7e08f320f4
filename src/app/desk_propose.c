// app/desk_propose.c - what binds or pays: proposed by one person, approved by another
#include "app/desk_int.h"

#include "app/notice_int.h"
#include "app/seal_int.h"
#include "base/sha256.h"

static Str work_of(App *app, int64_t number) {
    return str_fmt(app->arena, "proposal-%lld", (long long)number);
}

// ---- views --------------------------------------------------------------------------------------

static const struct {
    const char *word, *text;
} ACTS[] =
    {
        {"publish", N_("make a version public")},
        {"sign", N_("sign")},
        {"confirm-facts", N_("confirm facts")},
        {"pay", N_("post what is to be paid")},
},
  STATES[] = {
      {"open", N_("waits for a second person")},
      {"approved", N_("approved, not yet recorded")},
      {"done", N_("done")},
      {"refused", N_("refused")},
};

static ProposalView proposal_view(App *app, const DeskProposal *d) {
    ProposalView v = {.number = d->number,
                      .draft = d->draft,
                      .act = d->act,
                      .subject = d->subject,
                      .version = desk_number(app, d->version),
                      .author = d->author,
                      .organisation = d->organisation,
                      .at = app_time_text(app, d->made_at),
                      .state = d->state,
                      .decided_by = d->decided_by,
                      .result = d->result};
    for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++)
        if (str_is(d->act, str_from(ACTS[i].word)))
            v.act_text = str_from(lang_text(app->options.lang, ACTS[i].text));
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (str_is(d->state, str_from(STATES[i].word)))
            v.state_text = str_from(lang_text(app->options.lang, STATES[i].text));
    v.is_open = str_is(d->state, STR("open")) || str_is(d->state, STR("approved"));
    return v;
}

bool app_proposals(App *app, OpenPeople *p, const WhoView *who, Str id, const ListWanted *w,
                   ProposalList *ret, Err *err) {
    DeskProposal *list;
    size_t count;
    DeskWanted wanted = desk_wanted(w);
    bool is_read =
        id.size ? desk_proposals(app->arena, p->desk, id, &wanted, &list, &count, err)
                : desk_waiting(app->arena, p->desk, who->organisation, &wanted, &list, &count, err);
    if (!is_read) return false;
    *ret = (ProposalList){.count = desk_shown(&wanted, count)};
    ret->items = ARENA_ARRAY(app->arena, ProposalView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++) ret->items[i] = proposal_view(app, &list[i]);
    if (count > ret->count) ret->next = list[ret->count - 1].number;
    return true;
}

bool app_proposal(App *app, OpenPeople *p, int64_t number, ProposalView *ret, Err *err) {
    DeskProposal d;
    if (!desk_proposal(app->arena, p->desk, number, &d, err)) return false;
    *ret = proposal_view(app, &d);
    return true;
}

// ---- proposing ----------------------------------------------------------------------------------

static bool tell_waits(App *app, OpenPeople *p, const WhoView *who, const DeskProposal *d,
                       Err *err) {
    const char *act = str_c(app->arena, d->act);
    Telling t = {.kind = str_c(app->arena, str_fmt(app->arena, "waits-%s", act)),
                 .act = act,
                 .draft = d->draft,
                 .words = {who->person},
                 .but = who->person};
    return notice_title(app, p, d->draft, &t.words[1], err) && notice_tell(app, p, &t, err);
}

// Who proposed it is told what became of it.
static bool tell_decided(App *app, OpenPeople *p, const WhoView *who, const DeskProposal *d,
                         const char *kind, Str why, Err *err) {
    Str number = desk_number(app, d->number);
    Telling t = {.kind = kind,
                 .draft = d->draft,
                 .words = {who->person, STR(""), number, why},
                 .once = str_fmt(app->arena, "proposal/%.*s/%s", STR_ARG(number), kind)};
    DeskActor whom = {d->author, d->organisation};
    return notice_title(app, p, d->draft, &t.words[1], err) &&
           notice_tell_person(app, p, &t, whom, err);
}

// A proposal that nobody prepared could be approved by nobody; the door makes both one transaction
// (app_people_batch_begin).
bool desk_propose(App *app, OpenPeople *p, const WhoView *who, const DeskProposal *proposal,
                  int64_t *ret_number, Err *err) {
    PeopleActor actor = actor_of(who);
    Act act = act_of(str_c(app->arena, proposal->act));
    return desk_proposal_add(p->desk, desk_actor(who), proposal, ret_number, err) &&
           people_prepare(app->arena, p->people, &actor, work_of(app, *ret_number), act, err) &&
           tell_waits(app, p, who, proposal, err);
}

bool app_propose_publish(App *app, OpenPeople *p, const WhoView *who, Str id, int64_t *ret_number,
                         Err *err) {
    DeskDraft d;
    const Agreement *g = desk_agreement(app, p, id, 0, err);
    if (!g || !desk_draft(app->arena, p->desk, id, &d, err)) return false;
    if (!g->is_sound)
        return err_set(err, ERR_CONFLICT, MSG("the text has errors"),
                       MSG("the draft's page lists them"));
    if (!str_is(g->terms->id, id))
        return err_set(err, ERR_CONFLICT,
                       MSG("the text calls itself \"{1}\", the draft \"{2}\"", g->terms->id, id),
                       MSG("write the draft's id into the text"));
    DeskProposal publish = {.draft = id, .act = STR("publish"), .version = d.version};
    return desk_propose(app, p, who, &publish, ret_number, err);
}

static bool keys_of(App *app, OpenPeople *p, Str organisation, EvidenceTrust *ret, Err *err) {
    Str *keys;
    size_t count;
    Buf b = {.arena = app->arena};
    *ret = (EvidenceTrust){0};
    if (!desk_keys(app->arena, p->desk, organisation, &keys, &count, err)) return false;
    if (!count)
        return err_set(err, ERR_CONFLICT,
                       MSG("\"{1}\" has told the office no key by which it signs", organisation),
                       MSG("its administrator adds one at /keys"));
    for (size_t i = 0; i < count; i++) {
        buf_add(&b, keys[i]);
        buf_add_byte(&b, '\n');
    }
    return evidence_trust_parse(app->arena, STR("keys"), buf_str(&b), ret, err);
}

static bool is_signed_by(App *app, const SealNote *n, const EvidenceTrust *keys) {
    for (size_t i = 0; i < keys->count; i++)
        if (seal_note_check(app->arena, n, &keys->items[i], NULL) == SEAL_VALID) return true;
    return false;
}

bool app_propose_sign(App *app, OpenPeople *p, const WhoView *who, Str id, Str note,
                      int64_t *ret_number, Err *err) {
    SealNote n;
    EvidenceTrust keys;
    const Agreement *g = desk_published(app, p, id, err);
    if (!g || !keys_of(app, p, who->organisation, &keys, err) ||
        !seal_note_parse(app->arena, STR("note"), note, &n, err))
        return false;
    Str text = evidence_statement(app->arena, (EvidenceStatement){id, g->document->hash});
    if (!str_is(n.text, text))
        return err_set(err, ERR_CONFLICT, MSG("this note signs another text"),
                       MSG("download the text from the agreement's page and sign that"));
    if (!is_signed_by(app, &n, &keys))
        return err_set(err, ERR_CONFLICT, MSG("no key of your organisation has signed this note"),
                       MSG("sign with: softlaw seal sign"));
    DeskProposal sign = {.draft = id, .act = STR("sign"), .detail = note};
    return desk_propose(app, p, who, &sign, ret_number, err);
}

bool desk_statement_hash(App *app, const Settlement *s, Str period, Str *ret, Err *err) {
    Buf b = {.arena = app->arena};
    buf_add(&b, s->agreement->document->hash);
    for (size_t i = 0; i < s->line_count; i++) {
        LineView v = line_in(app->arena, s, i, LANG_EN);
        if (!str_is(v.period, period)) continue;
        Str values[] = {v.payment.id, v.from.id, v.to.id, v.member, dec_text(app->arena, v.amount),
                        v.currency,   v.due};
        body_add(&b, "line", values, sizeof values / sizeof *values);
    }
    *ret = sha256_hex(app->arena, sha256_of(buf_str(&b)));
    return b.size > s->agreement->document->hash.size ||
           err_set(err, ERR_NOT_FOUND, MSG("nothing is to be paid for \"{1}\"", period),
                   MSG("the periods are on the page of the settlement"));
}

bool app_propose_pay(App *app, OpenPeople *p, const WhoView *who, Str id, Str period,
                     int64_t *ret_number, Err *err) {
    DeskProposal pay = {.draft = id, .act = STR("pay"), .subject = period};
    const Settlement *s = app_draft_settle(app, p, id, err);
    if (!s)
        return err_set(err, ERR_CONFLICT, MSG("the facts have errors"),
                       MSG("the page of the facts lists them"));
    return desk_statement_hash(app, s, period, &pay.detail, err) &&
           desk_propose(app, p, who, &pay, ret_number, err);
}

// ---- approving ----------------------------------------------------------------------------------

static bool need_open(const DeskProposal *d, Err *err) {
    return str_is(d->state, STR("open")) || str_is(d->state, STR("approved")) ||
           err_set(err, ERR_CONFLICT, MSG("this proposal was decided already"), NO_MSG);
}

// A second approval of the same person completes the first, which a crash has cut short.
static bool is_completion(const DeskProposal *d, const WhoView *who, const char *verdict) {
    return str_is(str_from(verdict), STR("twice")) && str_is(d->state, STR("approved")) &&
           str_is(d->decided_by, who->person);
}

bool app_proposal_approve(App *app, OpenPeople *p, const WhoView *who, int64_t number,
                          const char **ret_verdict, Err *err) {
    DeskProposal d;
    const char *relation;
    Str result;
    if (!desk_proposal(app->arena, p->desk, number, &d, err) || !need_open(&d, err) ||
        !desk_relation(p->desk, d.draft, who->organisation, &relation, err) ||
        !app_approve(app, p, who, work_of(app, number), relation, ret_verdict, err))
        return false;
    bool is_yes = str_is(str_from(*ret_verdict), STR("yes"));
    if (!is_yes && !is_completion(&d, who, *ret_verdict)) return true;
    *ret_verdict = "yes";
    DeskActor by = desk_actor(who);
    return desk_proposal_decide(p->desk, by, number, STR("approved"), STR(""), err) &&
           desk_execute(app, p, &d, &result, err) &&
           desk_proposal_decide(p->desk, by, number, STR("done"), result, err) &&
           tell_decided(app, p, who, &d, "done", STR(""), err);
}

// The numbers of the files that a proposal is about, one after the other.
bool desk_next_upload(Str *rest, int64_t *ret) {
    Str number;
    Dec n;
    return rest->size && str_next(rest, ' ', &number) && dec_from_text(number, &n, NULL) &&
           dec_to_int(n, ret);
}

static bool refuse_uploads(OpenPeople *p, const DeskProposal *d, Err *err) {
    int64_t upload;
    Str rest = d->subject;
    if (!str_is(d->act, STR("confirm-facts"))) return true;
    while (desk_next_upload(&rest, &upload))
        if (!desk_upload_decide(p->desk, d->draft, upload, STR("refused"), err)) return false;
    return true;
}

bool app_proposal_refuse(App *app, OpenPeople *p, const WhoView *who, int64_t number, Str why,
                         Err *err) {
    DeskProposal d;
    if (!desk_proposal(app->arena, p->desk, number, &d, err) || !need_open(&d, err) ||
        !refuse_uploads(p, &d, err))
        return false;
    return desk_proposal_decide(p->desk, desk_actor(who), number, STR("refused"), why, err) &&
           tell_decided(app, p, who, &d, "refused", why, err);
}

// ---- keys ---------------------------------------------------------------------------------------

bool app_keys(App *app, OpenPeople *p, Str organisation, KeyList *ret, Err *err) {
    return desk_keys(app->arena, p->desk, organisation, &ret->items, &ret->count, err);
}

bool app_key_add(App *app, OpenPeople *p, const WhoView *who, Str verifier, Err *err) {
    SealVerifier v;
    Message why;
    Str key = str_trim(verifier);
    if (!seal_verifier_parse(app->arena, key, &v, &why) || v.kind != SEAL_SIGNATURE)
        return err_set(err, ERR_INPUT, MSG("this is no public key by which texts are signed"),
                       MSG("it is the line that softlaw seal keygen prints for texts"));
    return desk_key_add(p->desk, desk_actor(who), key, err);
}

bool app_key_end(App *app, OpenPeople *p, const WhoView *who, Str verifier, Err *err) {
    (void)app;
    return desk_key_end(p->desk, desk_actor(who), str_trim(verifier), err);
}
