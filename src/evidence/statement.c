// evidence/statement.c - what parties sign, and the keys that a reader trusts
#include "evidence/evidence_int.h"

// ---- statements ---------------------------------------------------------------------------------

static const char HEAD[] = "softlaw agreement 1";

Str evidence_statement(Arena *a, EvidenceStatement s) {
    return str_fmt(a, "%s\n%.*s\n%.*s\n", HEAD, STR_ARG(s.agreement), STR_ARG(s.version));
}

bool evidence_statement_parse(Str text, EvidenceStatement *ret) {
    Str head;
    Sha256 digest;
    EvidenceStatement s;
    if (!str_next(&text, '\n', &head) || !str_is(head, str_from(HEAD)) ||
        !str_next(&text, '\n', &s.agreement) || !s.agreement.size ||
        !str_next(&text, '\n', &s.version) || !sha256_from_hex(s.version, &digest) || text.size)
        return false;
    *ret = s;
    return true;
}

// ---- trust --------------------------------------------------------------------------------------

bool evidence_trust_parse(Arena *a, Str file, Str text, EvidenceTrust *ret, Err *err) {
    Message why;
    SealVerifier v;
    for (size_t at = 0; at < text.size;) {
        size_t end = str_line_end(text, at);
        Str line = str_trim(str_part(text, at, end - at));
        Place place = place_in(file, text, at, end - at);
        at = end + 1;
        if (!line.size || line.at[0] == '#') continue;
        if (!seal_verifier_parse(a, line, &v, &why))
            return err_set_at(
                err, ERR_INPUT, place, why,
                MSG("write one public key on each line, as softlaw seal keygen prints "
                    "it"));
        if (ret->count == EVIDENCE_TRUSTED_MAX)
            return err_set_at(
                err, ERR_LIMIT, place,
                MSG("there are more than {1} public keys", number_to_text(a, EVIDENCE_TRUSTED_MAX)),
                NO_MSG);
        *VEC_ADD(a, ret) = v;
    }
    return true;
}
