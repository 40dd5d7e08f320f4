// app/desk_reply.c - requests that are sent again
#include "app/desk_int.h"

#include "base/sha256.h"

static Str hash_of(App *app, Str request) {
    return sha256_hex(app->arena, sha256_of(request));
}

bool app_reply_find(App *app, OpenPeople *p, Str person, Str key, Str request, KeptReply *ret,
                    bool *ret_found, Err *err) {
    DeskAnswer kept;
    if (!desk_answer_find(app->arena, p->desk, person, key, hash_of(app, request), &kept, ret_found,
                          err))
        return false;
    if (*ret_found) *ret = (KeptReply){kept.status, kept.go, kept.body};
    return true;
}

bool app_reply_keep(App *app, OpenPeople *p, Str person, Str key, Str request,
                    const KeptReply *reply, Err *err) {
    DeskAnswer answer = {reply->status, reply->go, reply->body};
    return desk_answer_keep(p->desk, person, key, hash_of(app, request), &answer, err);
}
