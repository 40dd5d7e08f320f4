// app/notice_words.c - the sentences of notices
#include "app/notice_int.h"

static const struct {
    const char *kind, *text;
} SENTENCES[] = {
    {"invited-partner", N_("{1} has invited your organisation to work on \"{2}\"")},
    {"invited-observer", N_("{1} has invited your organisation to read \"{2}\"")},
    {"saved", N_("{1} has saved version {3} of \"{2}\"")},
    {"remark", N_("{1} has remarked on \"{2}\": {3}")},
    {"waits-publish", N_("\"{2}\" is to be published: the proposal of {1} waits for you")},
    {"waits-sign", N_("\"{2}\" is to be signed: the proposal of {1} waits for you")},
    {"waits-confirm-facts", N_("facts for \"{2}\" wait for you to confirm them; {1} brought them")},
    {"waits-pay", N_("payments of \"{2}\" are to be posted: the proposal of {1} waits for you")},
    {"done", N_("proposal {3} for \"{2}\" is done; {1} has approved it")},
    {"refused", N_("{1} has refused proposal {3} for \"{2}\": {4}")},
    {"deadline", N_("\"{2}\": {3} is due on {4} ({1})")},
    {"account-password",
     N_("your password was changed; if it was not you, tell whoever administers your accounts")},
    {"account-recovery", N_("a recovery code of your account was used; if it was not you, tell "
                            "whoever administers your accounts")},
    {"account-copied", N_("a passkey of your account was used whose counter had gone back, as that "
                          "of a copy does; it was refused: end it, and tell whoever administers "
                          "your accounts")},
    {"account-roles", N_("your roles at \"{1}\" were changed; which you have, your account says")},
    {"account-reset", N_("an administrator has given you a new password")},
    {"account-factor", N_("a second factor was set up for your account; if it was not you, tell "
                          "whoever administers your accounts")},
    {"account-passkey", N_("the passkey \"{1}\" was added to your account; if it was not you, tell "
                           "whoever administers your accounts")},
    {"account-passkey-end", N_("a passkey of your account was ended; if it was not you, tell "
                               "whoever administers your accounts")},
    {"account-link", N_("logging in through {1} was added to your account; if it was not you, tell "
                        "whoever administers your accounts")},
    {"account-unlink", N_("logging in through {1} was taken from your account; if it was not you, "
                          "tell whoever administers your accounts")},
    {"account-token", N_("the token \"{1}\" was made in your name; if it was not you, tell whoever "
                         "administers your accounts")},
    {"missed", N_("\"{2}\": {3} was due on {4}, and nothing is posted ({1})")},
};

Str notice_text(App *app, Lang lang, const DeskNotice *n) {
    for (size_t i = 0; i < sizeof SENTENCES / sizeof *SENTENCES; i++) {
        if (!str_is(n->kind, str_from(SENTENCES[i].kind))) continue;
        Message m = {.text = SENTENCES[i].text};
        for (size_t k = 0; k < DESK_NOTICE_WORDS; k++) m.args[k] = n->words[k];
        return lang_render(app->arena, lang, m);
    }
    return n->kind;
}
