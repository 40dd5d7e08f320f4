#!/usr/bin/env python3
"""test/office_kill.py - a server that is killed again and again, and clients that try again

    test/office_kill.py PROGRAM [RUNS [SEED]]

RUNS agreements are drafted, published, given facts, settled and posted over HTTP, by several clients
at once, while the server gets kill -9 at any moment and is started anew. A client that got no answer
sends the same request with the same Idempotency-Key. In the end nothing may be lost or doubled: each
agreement has one draft version, one file of facts and one posted run, and the ledger is sound.
"""
import base64, hashlib, hmac, http.client, json, os, random, re, signal, socket, struct, subprocess
import sys, tempfile, threading, time

PROGRAM = os.path.realpath(sys.argv[1])
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 10
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
CLIENTS, PATIENCE = 4, 240
HERE = os.path.dirname(os.path.realpath(__file__))
TEXT = open(HERE + "/../examples/yellow-river.md", encoding="utf-8").read()
FACTS = open(HERE + "/../examples/yellow-river.facts.csv", encoding="utf-8").read()
folder = tempfile.TemporaryDirectory()
DB = folder.name + "/ledger.db"


def run(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


PORT = free_port()


class Server:
    """Killed at random moments by its own thread, and started anew at once."""

    def __init__(self, rng):
        self.rng, self.kills, self.is_over = rng, 0, False
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--db", DB, "--port", str(PORT), "--quiet"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.process.stdout.readline()

    def torment(self):
        while not self.is_over:
            time.sleep(self.rng.uniform(0.1, 1.2))
            if self.is_over:
                return
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.kills += 1
            self.start()


class Unanswered(Exception):
    pass


def send_once(method, path, body, fields):
    c = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    try:
        c.request(method, path, body, fields)
        r = c.getresponse()
        text = r.read()
    except (OSError, http.client.HTTPException) as e:
        raise Unanswered(str(e)) from e
    finally:
        c.close()
    if r.status >= 500:
        raise Unanswered(f"{r.status}")
    return r.status, json.loads(text)


tries = 0


def send(token, path, **body):
    """The same request with the same key until there is an answer."""
    global tries
    key = hashlib.sha256(os.urandom(16)).hexdigest()
    fields = {"Content-Type": "application/json", "Idempotency-Key": key}
    if token:
        fields["Authorization"] = "Bearer " + token
    end = time.time() + PATIENCE
    while time.time() < end:
        tries += 1
        try:
            status, answer = send_once("POST", "/api/v1" + path, json.dumps(body), fields)
        except Unanswered:
            time.sleep(0.05)
            continue
        assert status < 300, (path, status, answer)
        return answer
    raise AssertionError(f"{path}: no answer in {PATIENCE} s")


def totp(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    return f"{(struct.unpack('>I', mac[mac[19] & 15:][:4])[0] & 0x7fffffff) % 1000000:06d}"


def enter(person, *roles):
    """A person with a second factor: the token of a session."""
    made = re.search(r"\w{4}(-\w{4}){3}", run("people", "add", person, "--db", DB)).group()
    for role in roles:
        run("people", "grant", person, role, "--organisation", "henan", "--db", DB)
    own = f"the {person} of the office walks"
    token = send(None, "/login", person=person, password=made)["token"]
    token = send(token, "/account/password", old=made, new=own)["token"]
    uri = send(token, "/account/factor")["uri"]
    codes = send(token, "/account/factor/confirm",
                 code=totp(re.search("secret=([A-Z2-7]+)", uri).group(1)))["codes"]
    return send(None, "/login", person=person, password=own, code=codes[0])["token"]


def approve(token, draft, answer):
    send(token, f"/drafts/{draft}/approve", number=answer["number"])


def settle(people, number):
    """From a text to a posted run."""
    draft = f"river-{number:03d}"
    text = TEXT.replace("id: yellow-river-2021", "id: " + draft)
    wen, chen, an, bo = (people[p] for p in ("wen", "chen", "an", "bo"))
    assert send(wen, "/drafts", text=text)["id"] == draft
    approve(bo, draft, send(an, f"/drafts/{draft}/publish"))
    send(chen, f"/drafts/{draft}/facts", name="stations", source="stations", text=FACTS)
    waiting = [p for p in proposals(bo, draft) if p["act"] == "confirm-facts"]
    assert len(waiting) == 1, waiting
    approve(bo, draft, waiting[0])
    approve(bo, draft, send(an, f"/drafts/{draft}/pay", period="2021"))


def get(token, path):
    end = time.time() + PATIENCE
    while time.time() < end:
        try:
            status, answer = send_once("GET", "/api/v1" + path, None,
                                       {"Authorization": "Bearer " + token})
            assert status == 200, (path, status, answer)
            return answer
        except Unanswered:
            time.sleep(0.05)
    raise AssertionError(path)


def proposals(token, draft):
    return get(token, f"/drafts/{draft}/proposals")["proposals"]


failures = []


def work(people, numbers):
    try:
        for number in numbers:
            settle(people, number)
    except BaseException as e:  # told by the main thread
        failures.append(repr(e))


def check(people):
    for number in range(RUNS):
        draft = f"river-{number:03d}"
        of = proposals(people["bo"], draft)
        assert [p["state"] for p in of] == ["done"] * 3, of
        assert len(get(people["bo"], f"/drafts/{draft}/facts")["facts"]) == 1
        assert get(people["bo"], f"/drafts/{draft}")["last version"] == 1
    print(f"ok {RUNS} agreements: each saved once, published, confirmed and paid once")
    verified = run("verify", "--db", DB, "--lang", "en")
    runs = {b.split()[0] for b in run("balance", "--db", DB).split("\n") if ":Receivable" in b}
    assert len(runs) == RUNS, len(runs)
    amounts = set(re.findall(r":Receivable\S*\s+(\S+)", run("balance", "--db", DB)))
    assert len(amounts) == 1, amounts
    print("ok the ledger is sound, and each was paid the same:", amounts.pop())
    return verified


def main():
    run("init", "--db", DB, "--organisation", "henan")
    rng = random.Random(SEED)
    server = Server(rng)
    people = {"wen": enter("wen", "drafter"), "chen": enter("chen", "data-provider"),
              "an": enter("an", "signatory", "finance"), "bo": enter("bo", "signatory", "finance")}
    tormentor = threading.Thread(target=server.torment)
    clients = [threading.Thread(target=work, args=(people, range(i, RUNS, CLIENTS)))
               for i in range(CLIENTS)]
    for t in [tormentor, *clients]:
        t.start()
    for t in clients:
        t.join()
    server.is_over = True
    tormentor.join()
    assert not failures, failures
    print(f"ok the server was killed {server.kills} times in {tries} requests")
    check(people)
    server.process.terminate()
    assert server.process.wait() == 0


try:
    main()
finally:
    folder.cleanup()
