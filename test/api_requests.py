#!/usr/bin/env python3
"""test/api_requests.py - requests made after the OpenAPI document of a running office, sound and unsound

    test/api_requests.py URL TOKEN [COUNT [SEED]]

Each answer must be one that the document tells of: its status, its type, and what its schema requires; none
may be a failure of the server. The last line counts; ends with 1 where an answer contradicted the document.
"""
import http.client, json, random, sys, urllib.parse

SLOW = ("/login", "/password", "/confirm", "/reset", "/people")  # an Argon2 each, or a lock-out
ENDS = ("/logout", "/events")  # of the session; of no answer
TEXTS = ["yellow-river-2021", "", "a", "zzz", "黄河", "2021", "2021-05", "0", "-1", "1e9", "99999999999999999999", "null",
         "true", "' OR 1=1--", "<b>", "../..", "%00", "\u0000", "\U0001f600", "\ud83d", "a" * 5000, "é", "\r\nX: y", "\\", "/", "?"]
VALUES = [None, True, 0, -1, 1.5, [], {}, ["a"], {"a": 1}]


def load(connection, headers):
    connection.request("GET", "/api/v1/openapi.json", headers=headers)
    return json.loads(connection.getresponse().read())


def resolve(document, node):
    while "$ref" in node:
        at = document
        for part in node["$ref"].lstrip("#/").split("/"):
            at = at[part]
        node = at
    return node


KINDS = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
         "null": type(None)}


def faults(document, schema, value, path="body"):
    """Where the value contradicts the schema: type, required, properties, items, enum."""
    schema = resolve(document, schema)
    kinds = schema.get("type")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, KINDS[k]) and not (k in ("integer", "number") and isinstance(value, bool))
                         for k in kinds):
        return [f"{path} is no {kinds}"]
    found = [f"{path} is none of {schema['enum']}"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, dict):
        found += [f"{path}.{name} is missing" for name in schema.get("required", []) if name not in value]
        for name, of in schema.get("properties", {}).items():
            if name in value:
                found += faults(document, of, value[name], f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        for item in value[:5]:
            found += faults(document, schema["items"], item, path + "[]")
    return found


def choose(dice, schema):
    if dice.random() < 0.5 and schema.get("type") == "integer":
        return str(dice.randint(schema.get("minimum", 0), schema.get("maximum", 100)))
    return dice.choice(TEXTS)


def body_of(dice, document, operation):
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if not content or dice.random() < 0.1:
        return dice.choice([b"", b"{", b"[]", b"\xff", b"null", b'{"a":1,"a":2}', b"[" * 300])
    names = resolve(document, content["schema"]).get("properties", {})
    body = {name: dice.choice(TEXTS + VALUES) for name in names if dice.random() < 0.8}
    if dice.random() < 0.1:
        body["unknown"] = "x"
    return json.dumps(body).encode()


def make(dice, document, path, method, operation):
    query = {}
    for p in operation.get("parameters", []):
        p = resolve(document, p)
        if p["in"] == "path":
            value = dice.choice(TEXTS[:2] if dice.random() < 0.5 else TEXTS)
            path = path.replace("{" + p["name"] + "}", urllib.parse.quote(value or "x", safe="", errors="surrogatepass"))
        elif p["in"] == "query" and dice.random() < 0.6:
            query[p["name"]] = choose(dice, p.get("schema", {}))
    if query:
        path += "?" + urllib.parse.urlencode(query, errors="surrogatepass")
    return path, body_of(dice, document, operation) if method == "post" else None


def judge(document, operation, status, kind, body):
    answers = operation["responses"]
    if str(status) not in answers:
        return [f"{status} is not told of"]
    if status >= 500 and status != 503:
        return [f"a failure: {status}"]
    content = resolve(document, answers[str(status)]).get("content")
    if not content or not body:
        return []
    kind = kind.split(";")[0]
    if kind not in content:
        return [f"{status} is {kind}, not {list(content)}"]
    if not kind.endswith("json"):
        return []
    return faults(document, content[kind].get("schema", {}), json.loads(body))


def check_the_judge(document):
    """Four planted answers that contradict, and one that does not."""
    listed, good = document["paths"]["/api/v1/agreements"]["get"], b'{"agreements":[],"next":null}'
    for status, kind, body, is_wrong in [(200, "application/json", good, False), (418, "application/json", good, True),
                                         (500, "application/problem+json", b'{"status":500}', True),
                                         (200, "text/html", good, True), (200, "application/json", b'{"next":1}', True)]:
        assert bool(judge(document, listed, status, kind, body)) == is_wrong, (status, kind)


def main():
    url, token = urllib.parse.urlsplit(sys.argv[1]), sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    dice = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(url.netloc, timeout=20)
    document = load(connection, headers)
    operations = [(path, method, o) for path, methods in document["paths"].items() for method, o in methods.items()
                  if not any(path.endswith(e) for e in ENDS)]
    fast = [o for o in operations if o[1] == "get" or not any(s in o[0] for s in SLOW)]
    check_the_judge(document)
    seen, wrong = {}, 0
    for n in range(count):
        path, method, operation = dice.choice(operations if n % 200 == 0 else fast)
        target, body = make(dice, document, path, method, operation)
        try:
            connection.request(method.upper(), target, body, headers if dice.random() < 0.9 else {})
            answer = connection.getresponse()
            told = judge(document, operation, answer.status, answer.getheader("Content-Type", ""), answer.read())
        except (http.client.HTTPException, OSError) as e:
            connection.close()
            told = [f"no answer: {e!r}"]
        else:
            seen[answer.status] = seen.get(answer.status, 0) + 1
        for fault in told:
            wrong += 1
            if wrong <= 50:
                print(method.upper(), target[:200], (body or b"")[:100], fault)
    print(f"{count} requests to {len(operations)} operations, {wrong} answers contradict the document; "
          + ", ".join(f"{k}: {v}" for k, v in sorted(seen.items())))
    return 1 if wrong or len(seen) < 3 else 0


sys.exit(main())
