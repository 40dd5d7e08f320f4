"""test/office_play.py - for the tests that kill a server: an office, people, and a whole agreement

An agreement is drafted, published, given facts, settled and posted over HTTP. A client that gets no
answer sends the same request again, with the same Idempotency-Key.
"""
import base64, hashlib, hmac, http.client, json, os, re, socket, struct, subprocess, tempfile, time

PATIENCE = 240
HERE = os.path.dirname(os.path.realpath(__file__))
TEXT = open(HERE + "/../examples/yellow-river.md", encoding="utf-8").read()
FACTS = open(HERE + "/../examples/yellow-river.facts.csv", encoding="utf-8").read()


class Unanswered(Exception):
    pass


def totp(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    return f"{(struct.unpack('>I', mac[mac[19] & 15:][:4])[0] & 0x7fffffff) % 1000000:06d}"


class Office:
    def __init__(self, program, folder):
        self.program, self.db, self.tries = program, folder + "/ledger.db", 0
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.gone = lambda: None  # what is done where there is no answer

    def run(self, *words):
        return subprocess.run([self.program, *words], check=True, capture_output=True, text=True).stdout

    def start(self, **environment):
        """Returns when it listens, or is gone before that."""
        self.process = subprocess.Popen(
            [self.program, "serve", "--db", self.db, "--port", str(self.port), "--share", "0",
             "--quiet"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, **environment})
        self.process.stdout.readline()

    def stop(self):
        self.process.terminate()
        assert self.process.wait() == 0

    # ---- requests -------------------------------------------------------------------------------

    def send_once(self, method, path, body, fields):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
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

    def insist(self, method, path, body, fields):
        end = time.time() + PATIENCE
        while time.time() < end:
            self.tries += 1
            try:
                return self.send_once(method, "/api/v1" + path, body, fields)
            except Unanswered:
                self.gone()
                time.sleep(0.05)
        raise AssertionError(f"{path}: no answer in {PATIENCE} s")

    def send(self, token, path, **body):
        """The same request with the same key until there is an answer."""
        fields = {"Content-Type": "application/json",
                  "Idempotency-Key": hashlib.sha256(os.urandom(16)).hexdigest()}
        if token:
            fields["Authorization"] = "Bearer " + token
        status, answer = self.insist("POST", path, json.dumps(body), fields)
        assert status < 300, (path, status, answer)
        return answer

    def get(self, token, path):
        status, answer = self.insist("GET", path, None, {"Authorization": "Bearer " + token})
        assert status == 200, (path, status, answer)
        return answer

    # ---- people ---------------------------------------------------------------------------------

    def enter(self, person, *roles):
        """A person with a second factor: the token of a session."""
        made = re.search(r"\w{4}(-\w{4}){3}", self.run("people", "add", person, "--db", self.db)).group()
        for role in roles:
            self.run("people", "grant", person, role, "--organisation", "henan", "--db", self.db)
        own = f"the {person} of the office walks"
        token = self.send(None, "/login", person=person, password=made)["token"]
        token = self.send(token, "/account/password", old=made, new=own)["token"]
        uri = self.send(token, "/account/factor")["uri"]
        codes = self.send(token, "/account/factor/confirm",
                          code=totp(re.search("secret=([A-Z2-7]+)", uri).group(1)))["codes"]
        return self.send(None, "/login", person=person, password=own, code=codes[0])["token"]

    def found(self):
        self.run("init", "--db", self.db, "--organisation", "henan")
        self.start()
        self.people = {"wen": self.enter("wen", "drafter"), "chen": self.enter("chen", "data-provider"),
                       "an": self.enter("an", "signatory", "finance"),
                       "bo": self.enter("bo", "signatory", "finance")}

    # ---- an agreement ---------------------------------------------------------------------------

    def proposals(self, draft):
        return self.get(self.people["bo"], f"/drafts/{draft}/proposals")["proposals"]

    def approve(self, draft, answer):
        self.send(self.people["bo"], f"/drafts/{draft}/approve", number=answer["number"])

    def settle(self, draft):
        """From a text to a posted run; what each request was answered."""
        wen, chen, an = (self.people[p] for p in ("wen", "chen", "an"))
        text = TEXT.replace("id: yellow-river-2021", "id: " + draft)
        assert self.send(wen, "/drafts", text=text)["id"] == draft
        self.approve(draft, self.send(an, f"/drafts/{draft}/publish"))
        self.send(chen, f"/drafts/{draft}/facts", name="stations", source="stations", text=FACTS)
        waiting = [p for p in self.proposals(draft) if p["act"] == "confirm-facts"]
        assert len(waiting) == 1, waiting
        self.approve(draft, waiting[0])
        self.approve(draft, self.send(an, f"/drafts/{draft}/pay", period="2021"))

    def check(self, draft):
        """Saved once, published, confirmed and paid once."""
        of = self.proposals(draft)
        assert [p["state"] for p in of] == ["done"] * 3, of
        assert len(self.get(self.people["bo"], f"/drafts/{draft}/facts")["facts"]) == 1
        assert self.get(self.people["bo"], f"/drafts/{draft}")["last version"] == 1

    def check_ledger(self, count):
        """Sound, with so many runs that all come to the same: what they come to."""
        self.run("verify", "--db", self.db, "--lang", "en")
        balance = self.run("balance", "--db", self.db)
        runs = {b.split()[0] for b in balance.split("\n") if ":Receivable" in b}
        assert len(runs) == count, len(runs)
        amounts = set(re.findall(r":Receivable\S*\s+(\S+)", balance))
        assert len(amounts) == 1, amounts
        return amounts.pop()
