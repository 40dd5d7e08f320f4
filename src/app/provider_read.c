// app/provider_read.c - the file in which an operator names providers of logins
#include "app/provider_int.h"
#include "base/file.h"
#include "base/limits.h"

#include <stddef.h>

enum { FILE_BYTES = 1 << 20, SECRET_BYTES = 4096, ID_BYTES = 32 };

typedef struct Reader {
    App *app;
    Str file;
    Err *err;
} Reader;

static bool fault(const Reader *r, const YamlNode *at, Message message, Message hint) {
    return err_set_at(r->err, ERR_INPUT, at->place, message, hint);
}

// ---- texts --------------------------------------------------------------------------------------

static bool read_text(const Reader *r, const YamlNode *n, Str *ret) {
    if (n->kind != YAML_SCALAR || !n->text.size)
        return fault(r, n, MSG("a text is wanted here"), NO_MSG);
    *ret = n->text;
    return true;
}

static bool read_texts(const Reader *r, const YamlNode *n, ProviderTexts *ret) {
    if (n->kind != YAML_LIST || !n->count)
        return fault(r, n, MSG("a list of texts is wanted here"), MSG("for example [otp, hwk]"));
    *ret = (ProviderTexts){ARENA_ARRAY(r->app->arena, Str, n->count), n->count};
    for (size_t i = 0; i < n->count; i++)
        if (!read_text(r, n->items[i], &ret->items[i])) return false;
    return true;
}

static bool is_id(Str id) {
    for (size_t i = 0; i < id.size; i++) {
        char c = id.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
    }
    return id.size <= ID_BYTES;
}

static bool read_id(const Reader *r, const YamlNode *n, Provider *p) {
    if (!read_text(r, n, &p->id)) return false;
    return is_id(p->id) || fault(r, n, MSG("\"{1}\" is no id of a provider", p->id),
                                 MSG("small letters, digits and -, at most 32"));
}

// A text, or {en: …, zh: …}; where one language is missing the other stands for it.
static bool read_name(const Reader *r, const YamlNode *n, Provider *p) {
    const YamlNode *en = yaml_find(n, "en"), *zh = yaml_find(n, "zh");
    if (n->kind != YAML_MAP) return read_text(r, n, &p->name_en) && read_text(r, n, &p->name_zh);
    if (!en && !zh) return fault(r, n, MSG("a name is a text, or {en: …, zh: …}"), NO_MSG);
    return read_text(r, en ? en : zh, &p->name_en) && read_text(r, zh ? zh : en, &p->name_zh);
}

static bool read_issuer(const Reader *r, const YamlNode *n, Provider *p) {
    Message why = NO_MSG;
    if (!read_text(r, n, &p->issuer)) return false;
    return oidc_issuer_check(p->issuer, &why) ||
           fault(r, n, why,
                 MSG("for example https://login.example/realms/staff; plain http only for a "
                     "provider on this machine"));
}

// Beside the file in which it is named.
static Str path_beside(const Reader *r, Str path) {
    size_t end = r->file.size;
    while (end && r->file.at[end - 1] != '/') end--;
    bool is_whole = path.at[0] == '/';
    return is_whole ? path
                    : str_fmt(r->app->arena, "%.*s%.*s", (int)end, r->file.at, STR_ARG(path));
}

static bool read_secret(const Reader *r, const YamlNode *n, Provider *p) {
    Str path, text, line;
    if (!read_text(r, n, &path)) return false;
    path = path_beside(r, path);
    if (!file_read_text(r->app->arena, path, SECRET_BYTES, &text, r->err))
        return err_while(r->err, MSG("while reading a secret that \"{1}\" names", r->file));
    str_next(&text, '\n', &line);
    p->secret = str_trim(line);
    return p->secret.size ||
           fault(r, n, MSG("there is no secret in the first line of \"{1}\"", path), NO_MSG);
}

static bool read_factor(const Reader *r, const YamlNode *n, Provider *p) {
    const YamlNode *amr = yaml_find(n, "amr"), *acr = yaml_find(n, "acr");
    size_t known = (size_t)(amr != NULL) + (acr != NULL);
    if (!known || n->count != known)
        return fault(r, n, MSG("what counts as a second factor is {amr: […], acr: […]}"),
                     MSG("leave it out, and whatever binds or pays takes the office's own"));
    return (!amr || read_texts(r, amr, &p->amr)) && (!acr || read_texts(r, acr, &p->acr));
}

static bool read_client(const Reader *r, const YamlNode *n, Provider *p) {
    return read_text(r, n, &p->client);
}

static bool read_organisation(const Reader *r, const YamlNode *n, Provider *p) {
    return read_text(r, n, &p->organisation);
}

static bool read_claim(const Reader *r, const YamlNode *n, Provider *p) {
    return read_text(r, n, &p->claim);
}

static bool read_scope(const Reader *r, const YamlNode *n, Provider *p) {
    Str rest, word;
    if (!read_text(r, n, &p->scope)) return false;
    for (rest = p->scope; rest.size && str_next(&rest, ' ', &word);)
        if (str_is(word, STR("openid"))) return true;
    return fault(r, n, MSG("a scope names openid"), MSG("for example: openid email"));
}

// ---- one provider -------------------------------------------------------------------------------

static const struct ProviderField {
    const char *key;
    bool (*read)(const Reader *r, const YamlNode *n, Provider *p);
    bool is_required;
} FIELDS[] = {
    {"id", read_id, true},
    {"name", read_name, true},
    {"issuer", read_issuer, true},
    {"client", read_client, true},
    {"secret file", read_secret, true},
    {"organisation", read_organisation, true},
    {"claim", read_claim, false},
    {"scope", read_scope, false},
    {"second factor", read_factor, false},
};
enum { FIELD_COUNT = sizeof FIELDS / sizeof *FIELDS };

static bool check_keys(const Reader *r, const YamlNode *n) {
    for (size_t i = 0; i < n->count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < FIELD_COUNT; k++)
            is_known = is_known || str_is(n->keys[i], str_from(FIELDS[k].key));
        if (!is_known)
            return err_set_at(r->err, ERR_INPUT, n->key_places[i],
                              MSG("\"{1}\" is nothing that a provider has", n->keys[i]),
                              MSG("id, name, issuer, client, secret file, organisation, claim, "
                                  "scope and second factor are known"));
    }
    return true;
}

// A claim of OpenID Connect Core 5.4 comes with its scope only.
static bool check_scope(const Reader *r, const YamlNode *n, const Provider *p) {
    Str rest = p->scope, word;
    if (!str_is(p->claim, STR("email"))) return true;
    while (rest.size && str_next(&rest, ' ', &word))
        if (str_is(word, STR("email"))) return true;
    return fault(r, n, MSG("the claim email comes with the scope email only"),
                 MSG("write: scope: openid email"));
}

static bool read_provider(const Reader *r, const YamlNode *n, Provider *ret) {
    *ret = (Provider){.claim = STR("sub"), .scope = STR("openid")};
    if (n->kind != YAML_MAP)
        return fault(r, n, MSG("a provider is a map with id, name, issuer and more"), NO_MSG);
    if (!check_keys(r, n)) return false;
    for (size_t k = 0; k < FIELD_COUNT; k++) {
        const YamlNode *value = yaml_find(n, FIELDS[k].key);
        if (!value && FIELDS[k].is_required)
            return fault(r, n, MSG("\"{1}\" is missing", str_from(FIELDS[k].key)), NO_MSG);
        if (value && !FIELDS[k].read(r, value, ret)) return false;
    }
    return check_scope(r, n, ret);
}

// A link knows its issuer only: two providers of one issuer could not be told apart.
static bool check_alone(const Reader *r, const YamlNode *n, const Providers *p) {
    const Provider *last = &p->items[p->count - 1];
    for (size_t i = 0; i + 1 < p->count; i++) {
        if (str_is(p->items[i].id, last->id))
            return fault(r, n, MSG("\"{1}\" stands here twice", last->id), NO_MSG);
        if (str_is(p->items[i].issuer, last->issuer))
            return fault(r, n, MSG("\"{1}\" stands here twice", last->issuer), NO_MSG);
    }
    return true;
}

// ---- the file -----------------------------------------------------------------------------------

static bool say_first(const Reader *r, const Findings *f) {
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity == SEVERITY_ERROR)
            return err_set_at(r->err, ERR_INPUT, f->items[i].place, f->items[i].message,
                              f->items[i].hint);
    return true;
}

static bool read_list(const Reader *r, const YamlNode *root, Providers *ret) {
    const YamlNode *list = yaml_find(root, "providers");
    if (!list || root->count != 1 || list->kind != YAML_LIST || !list->count ||
        list->count > LIMIT_OIDC_PROVIDERS)
        return fault(r, root,
                     MSG("a list of 1 to {1} providers is wanted under \"providers\"",
                         str_fmt(r->app->arena, "%d", LIMIT_OIDC_PROVIDERS)),
                     MSG("doc/operate.md has an example"));
    ret->items = ARENA_ARRAY(r->app->arena, Provider, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (!read_provider(r, list->items[i], &ret->items[ret->count++]) ||
            !check_alone(r, list->items[i], ret))
            return false;
    }
    return true;
}

bool providers_read(App *app, Str file, Providers *ret, Err *err) {
    Reader r = {app, file, err};
    Str text;
    Findings f = {.arena = app->arena};
    Providers p = {NULL, 0};
    if (!file_read_text(app->arena, file, FILE_BYTES, &text, err)) return false;
    const YamlNode *root = yaml_parse(app->arena, file, text, 0, text.size, &f);
    if (!say_first(&r, &f)) return false;
    if (!root)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is empty", file),
                       MSG("doc/operate.md has an example"));
    if (!read_list(&r, root, &p)) return false;
    *ret = p;
    return true;
}
