// passkey/vectors_test.c - the examples of WebAuthn Level 3 itself
//
// https://www.w3.org/TR/webauthn-3/#sctn-test-vectors: section 16.2, a key that is backed up,
// without an attestation; 16.11, one of another algorithm, attested by a certificate, which nobody
// asks for.
#include "base/base64.h"
#include "passkey/passkey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct Example {
    int algorithm;
    PasskeyBackup backup;
    const char *made_challenge, *made_by, *attestation; // bytes in hexadecimal digits
    const char *challenge, *used_by, *data, *signature;
} Example;

static const Example EXAMPLES[] = {
    {.algorithm = PASSKEY_ES256,
     .backup = BACKUP_MADE,
     .made_challenge = "AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA",
     .made_by =
         "{\"type\":\"webauthn.create\",\"challenge\":\"AMMPt4UxxGTStncdq417YDwBFi8vpIa-"
         "pw8oOuVW4TA\",\"origin\":\"https://"
         "example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON may be extended with "
         "additional fields in the future, such as this: BkQeDjdcTBrXBiAwJTLE5Q\"}",
     .attestation = "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc3743295"
                    "8b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab"
                    "1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33"
                    "ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20d"
                    "b90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c1"
                    "2cc68ed73290af2e2664796b9220",
     .challenge = "OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag",
     .used_by =
         "{\"type\":\"webauthn.get\",\"challenge\":\"OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag\","
         "\"origin\":\"https://example.org\",\"crossOrigin\":false}",
     .data = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b519000000"
             "00",
     .signature = "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd"
                  "380221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87"},
    {.algorithm = PASSKEY_EDDSA,
     .backup = BACKUP_NEVER,
     .made_challenge = "qKv52r3GsN9jRms5vanoo0o04YUzelnxxXmZBnbTs70",
     .made_by =
         "{\"type\":\"webauthn.create\",\"challenge\":"
         "\"qKv52r3GsN9jRms5vanoo0o04YUzelnxxXmZBnbTs70\",\"origin\":\"https://"
         "example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON may be extended with "
         "additional fields in the future, such as this: B_DT5g7ZD_-9OTLYX5IvEQ\"}",
     .attestation = "a363666d74667061636b65646761747453746d74a363616c672663736967584830460221"
                    "00d83f60bd80269537583218858aefb03ac57d45fa06e42feaae332d187f62da9f022100"
                    "a02bd3cb6f7e1d283c93bad1f3f4b5a4c0494463da7fdbf256949116754d1f1763783563"
                    "8159022730820223308201c8a003020102021100b2cfc9ea33c8643b0e1a760463eaf164"
                    "300a06082a8648ce3d0403023062311e301c06035504030c15576562417574686e207465"
                    "737420766563746f7273310c300a060355040a0c0357334331253023060355040b0c1c41"
                    "757468656e74696361746f72204174746573746174696f6e204341310b30090603550406"
                    "130241413020170d3234303130313030303030305a180f33303234303130313030303030"
                    "305a305f311e301c06035504030c15576562417574686e207465737420766563746f7273"
                    "310c300a060355040a0c0357334331223020060355040b0c1941757468656e7469636174"
                    "6f72204174746573746174696f6e310b30090603550406130241413059301306072a8648"
                    "ce3d020106082a8648ce3d03010703420004dd2b7a564b73b8c0b81c4c62e521925c4d11"
                    "98ec9f583dbf1eebe364b65cd9c29a9bdf346aaa81fb6b9507e5249a52fdaf8e39e26b0b"
                    "7dc45992a7e233b70f70a360305e300c0603551d130101ff04023000300e0603551d0f01"
                    "01ff040403020780301d0603551d0e041604140ae27546bc7eccb1b4b597bd354f0c0b1f"
                    "1f8f8e301f0603551d2304183016801445aff715b0dd786741fee996ebc16547a3931b1e"
                    "300a06082a8648ce3d0403020349003046022100a0d434ecb5fc3bfd7da5f41904517ad2"
                    "836249f561bd834ba7a438a8ab7a4ce8022100fac845bb7a02513b58e9f319654dbe49b0"
                    "f02b95835bac568c71f8a18cdde9ab6861757468446174615881bfabc37432958b063360"
                    "d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b54100000000d5aa33581e8ca478e2"
                    "0fe713f5d32ff20020ce9f840ed96599580cd140fbc7bb3230633f50f61041aff73308ae"
                    "71caa8a2bda401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5"
                    "e339e6acebaa84934bf832",
     .challenge = "iVlX4BxjOmmDSKLYoxpUt9sn6MHEOyCA15riGQJnv9I",
     .used_by =
         "{\"type\":\"webauthn.get\",\"challenge\":\"iVlX4BxjOmmDSKLYoxpUt9sn6MHEOyCA15riGQJnv9I\","
         "\"origin\":\"https://example.org\",\"crossOrigin\":false}",
     .data = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b501000000"
             "00",
     .signature = "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85"
                  "393bc0d40b011f0d6fecb097d6607525713223a0dc0d453993dae00b"},
};

static Str bytes_of(Arena *a, const char *digits) {
    Buf b = {.arena = a};
    for (size_t i = 0; digits[i]; i += 2) {
        char pair[3] = {digits[i], digits[i + 1], 0};
        buf_add_byte(&b, (char)strtol(pair, NULL, 16));
    }
    return buf_str(&b);
}

static PasskeyQuestion question(Arena *a, const char *challenge) {
    PasskeyQuestion q = {.origin = STR("https://example.org"), .site = STR("example.org")};
    assert_true(base64_parse(a, BASE64_URL, str_from(challenge), &q.challenge));
    return q;
}

static void the_examples_of_the_standard_are_good_and_nothing_near_them(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        const Example *x = &EXAMPLES[i];
        PasskeyQuestion made = question(a, x->made_challenge), used = question(a, x->challenge);
        PasskeyAnswer answer = {str_from(x->used_by), bytes_of(a, x->data),
                                bytes_of(a, x->signature)};
        Passkey k;
        PasskeyUse use;
        assert_true(passkey_register(a, &made, str_from(x->made_by), bytes_of(a, x->attestation),
                                     &k, NULL));
        assert_int_equal(k.algorithm, x->algorithm);
        assert_int_equal(k.backup, x->backup);
        assert_true(passkey_check(a, &used, &k, &answer, &use, NULL));
        assert_false(use.is_person || use.is_copied);
        assert_false(passkey_check(a, &made, &k, &answer, &use, NULL));
        used.needs_person = true;
        assert_false(passkey_check(a, &used, &k, &answer, &use, NULL));
        used.needs_person = false;
        answer.signature = str_part(answer.signature, 0, answer.signature.size - 1);
        assert_false(passkey_check(a, &used, &k, &answer, &use, NULL));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_are_good_and_nothing_near_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
