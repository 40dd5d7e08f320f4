// office/draft_forms.c - what is done with a draft: saved, shared, remarked on, proposed, approved
#include "base/json.h"
#include "office/office_int.h"

static Str path_of(const OfficeCall *c, const char *rest) {
    return str_fmt(c->arena, "/drafts/%.*s%s", STR_ARG(c->id), rest);
}

static bool number_field(const OfficeCall *c, int64_t *ret, Err *err) {
    return page_number(office_field(c, "number"), "number", ret, err);
}

// ---- words --------------------------------------------------------------------------------------

// Browsers send lines with CR LF.
static Str without_returns(Arena *a, Str text) {
    Buf b = {.arena = a};
    size_t from = 0;
    for (size_t i = 0; i + 1 < text.size; i++) {
        if (text.at[i] != '\r' || text.at[i + 1] != '\n') continue;
        buf_add(&b, str_part(text, from, i - from));
        from = i + 1;
    }
    if (!from) return text;
    buf_add(&b, str_part(text, from, text.size));
    return buf_str(&b);
}

bool use_save(const OfficeCall *c, Out *out, Err *err) {
    int64_t seen, version;
    Str text = without_returns(c->arena, office_field(c, "text"));
    if (!page_number(office_field(c, "version"), "version", &seen, err) ||
        !app_draft_save(c->app, c->people, c->who, c->id, seen, text, office_field(c, "summary"),
                        &version, err))
        return false;
    c->effects->go = path_of(c, "/edit");
    buf_add_c(&out->buf, "{\"outcome\":\"done\"");
    json_add_int(&out->buf, "version", version);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool use_invite(const OfficeCall *c, Out *out, Err *err) {
    return app_invite(c->app, c->people, c->who, c->id, office_field(c, "organisation"),
                      office_field(c, "relation"), err) &&
           page_done(c, path_of(c, "#people"), 0, out);
}

bool use_uninvite(const OfficeCall *c, Out *out, Err *err) {
    return app_uninvite(c->app, c->people, c->id, office_field(c, "organisation"), err) &&
           page_done(c, path_of(c, "#people"), 0, out);
}

bool use_remark(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    Str text = without_returns(c->arena, office_field(c, "text"));
    return app_remark(c->app, c->people, c->who, c->id, office_field(c, "anchor"), text, &number,
                      err) &&
           page_done(c, path_of(c, "#remarks"), number, out);
}

bool use_remark_close(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return number_field(c, &number, err) &&
           app_remark_close(c->app, c->people, c->who, c->id, number, err) &&
           page_done(c, path_of(c, "#remarks"), number, out);
}

// ---- what binds or pays -------------------------------------------------------------------------

bool use_publish(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return app_propose_publish(c->app, c->people, c->who, c->id, &number, err) &&
           page_done(c, path_of(c, "#proposals"), number, out);
}

bool use_sign(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    Str note = without_returns(c->arena, office_field(c, "note"));
    return app_propose_sign(c->app, c->people, c->who, c->id, note, &number, err) &&
           page_done(c, path_of(c, "#proposals"), number, out);
}

bool use_pay(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return app_propose_pay(c->app, c->people, c->who, c->id, office_field(c, "period"), &number,
                           err) &&
           page_done(c, path_of(c, "#proposals"), number, out);
}

static const struct {
    const char *verdict, *text, *hint;
} VERDICTS[] = {
    {"own-work", N_("who prepared this does not approve it"), N_("another person must approve it")},
    {"no-right", N_("your roles do not allow you to approve this"),
     N_("ask whoever administers your organisation's accounts")},
    {"no-factor", N_("this takes a second factor"),
     N_("log in with the code of your authenticator")},
    {"twice", N_("you have approved this already"), N_("another person must approve it")},
};

static bool refuse_verdict(const char *verdict, Err *err) {
    for (size_t i = 0; i < sizeof VERDICTS / sizeof *VERDICTS; i++)
        if (strcmp(VERDICTS[i].verdict, verdict) == 0)
            return err_set(err, ERR_DENIED, (Message){.text = VERDICTS[i].text},
                           (Message){.text = VERDICTS[i].hint});
    return true;
}

// The number must be one of this draft, by which he was let in.
static bool need_own_proposal(const OfficeCall *c, int64_t *ret_number, ProposalView *ret,
                              Err *err) {
    if (!number_field(c, ret_number, err) ||
        !app_proposal(c->app, c->people, *ret_number, ret, err))
        return false;
    return str_is(ret->draft, c->id) ||
           err_set(err, ERR_NOT_FOUND, MSG("there is no proposal of this number"), NO_MSG);
}

bool use_approve(const OfficeCall *c, Out *out, Err *err) {
    const char *verdict;
    int64_t number;
    ProposalView v;
    return need_own_proposal(c, &number, &v, err) &&
           app_proposal_approve(c->app, c->people, c->who, number, &verdict, err) &&
           refuse_verdict(verdict, err) && page_done(c, path_of(c, "#proposals"), number, out);
}

// Its author withdraws it; whoever might approve it refuses it.
bool use_refuse(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    ProposalView v;
    if (!need_own_proposal(c, &number, &v, err)) return false;
    bool is_author = str_is(v.author, c->who->person);
    if (!is_author && !page_may(c, str_c(c->arena, v.act))) return refuse_verdict("no-right", err);
    return app_proposal_refuse(c->app, c->people, c->who, number, office_field(c, "why"), err) &&
           page_done(c, path_of(c, "#proposals"), number, out);
}
