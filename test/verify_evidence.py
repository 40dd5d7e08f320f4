#!/usr/bin/env python3
# test/verify_evidence.py - evidence checked by a program that shares nothing with softlaw
#
#     test/verify_evidence.py FILE KEYS
# A second reading of RFC 9162 (proofs), C2SP signed-note and tlog-checkpoint, and of the form of
# records. Ed25519 is that of the cryptography package where it is there, else of OpenSSL.
import base64, hashlib, json, os, struct, subprocess, sys, tempfile


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf(record):
    fields = [b"softlaw record 1", str(record["seq"]).encode()] + [record[k].encode() for k in ("kind", "at", "body")]
    return sha(b"\0", *(struct.pack(">Q", len(f)) + f for f in fields))


def root_from(path, index, size, node):
    """RFC 9162, section 2.1.3.2"""
    last = size - 1
    for other in path:
        assert last > 0, "the path is too long"
        if index & 1 or index == last:
            node = sha(b"\1", other, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha(b"\1", node, other)
        index, last = index >> 1, last >> 1
    assert last == 0, "the path is too short"
    return node


def is_signed(key, message, signature):
    der = bytes.fromhex("302a300506032b6570032100") + key
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, n) for n in ("key", "message", "signature")]
        for name, content in zip(names, (der, message, signature)):
            with open(name, "wb") as f:
                f.write(content)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names[0],
                               "-rawin", "-in", names[1], "-sigfile", names[2]],
                              capture_output=True).returncode == 0


def signers(note, keys):
    text, lines = note.rsplit("\n\n", 1)
    text = (text + "\n").encode()
    for line in lines.splitlines():
        _, name, blob = line.split(" ")
        blob = base64.b64decode(blob)
        for key_name, kind, key in keys:
            if key_name != name or sha(name.encode() + b"\n" + bytes([kind]) + key)[:4] != blob[:4]:
                continue
            if kind == 1 and is_signed(key, text, blob[4:]):
                yield name, kind
            if kind == 4:
                time = struct.unpack(">Q", blob[4:12])[0]
                if is_signed(key, b"cosignature/v1\ntime %d\n" % time + text, blob[12:]):
                    yield name, kind


def read_keys(path):
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            name, _, blob = line.strip().split("+", 2)
            blob = base64.b64decode(blob)
            yield name, blob[0], blob[1:]


def body(record):
    unescape = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
    for line in record["body"].split("\n")[:-1]:
        values, at = [""], 0
        while at < len(line):
            if line[at] == "\t":
                values.append("")
            elif line[at] == "\\":
                at += 1
                values[-1] += unescape[line[at]]
            else:
                values[-1] += line[at]
            at += 1
        yield values


def main(path, keys_path):
    evidence, keys = json.load(open(path, encoding="utf-8")), list(read_keys(keys_path))
    origin, size, root = evidence["checkpoint"].split("\n")[:3]
    who = list(signers(evidence["checkpoint"], keys))
    assert (origin, 1) in who, "the log has not signed the checkpoint"
    files = {}
    for record in evidence["records"]:
        path = [bytes.fromhex(h) for h in record["path"]]
        node = root_from(path, record["seq"] - 1, int(size), leaf(record))
        assert node == base64.b64decode(root), "record %d is not in the log" % record["seq"]
        lines = {line[0]: line[1:] for line in body(record)}
        if record["kind"] == "file":
            files[lines["hash"][0]] = files.get(lines["hash"][0], "") + lines["text"][0]
        if record["kind"] == "signature":
            good = [name for name, kind in signers(lines["note"][0], keys) if kind == 1]
            print("signed by", *good)
    for digest, text in files.items():
        assert hashlib.sha256(text.encode()).hexdigest() == digest, "a file is not what it is called"
    print("%d records in a log of %s, %d witnesses" %
          (len(evidence["records"]), size, sum(kind == 4 for _, kind in who)))


main(*sys.argv[1:])
