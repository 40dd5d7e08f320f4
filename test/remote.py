#!/usr/bin/env python3
"""test/remote.py - an office worked on from the command line alone: softlaw --remote

    test/remote.py PROGRAM          with SHOW in the environment it prints what is typed and answered

A day of four people: Wen drafts, Dai of another region saves meanwhile, An proposes, Bo approves, Chen
brings facts; the agreement is published, paid, explained, compared, and its evidence is verified. What
the commands print of the office must be what they print of the same files here. Then a connection that
is lost behind the office's back: what was sent twice is done once.
"""
import base64, hashlib, hmac, http.client, json, os, re, socket, stat, struct, subprocess, sys
import tempfile, threading, time

PROGRAM = os.path.realpath(sys.argv[1])
HERE = os.path.dirname(os.path.realpath(__file__))
EXAMPLES = os.path.realpath(HERE + "/../examples")
folder = tempfile.TemporaryDirectory()
DB = folder.name + "/office.db"
ID = "yellow-river-2021"
# Its log is its own, and no test of others may be changed by the machine's settings.
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith("SOFTLAW_")}
CLEAN.update(LC_ALL="C.UTF-8", NO_COLOR="1")
checks = 0


def holds(is_so, *what):
    global checks
    checks += 1
    if not is_so:
        raise AssertionError(" ".join(str(w) for w in what))


def run(*words, status=0, who=None, url=None, **more):
    """A command, as a person with settings of his own; what it printed, standard error behind."""
    env = dict(CLEAN, HOME=folder.name, **more)
    if who:
        env["XDG_CONFIG_HOME"] = f"{folder.name}/{who}"
    if url:
        env["SOFTLAW_REMOTE"] = url
    r = subprocess.run([PROGRAM, *words], env=env, capture_output=True, text=True, timeout=60,
                       cwd=folder.name, stdin=subprocess.DEVNULL)
    if "SHOW" in os.environ:
        print("$", *words, "\n" + r.stdout + r.stderr)
    holds(r.returncode == status, words, r.returncode, r.stdout, r.stderr)
    return r.stdout if status == 0 else r.stdout + r.stderr


def file(name, text):
    path = f"{folder.name}/{name}"
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def read(name):
    return open(name, encoding="utf-8").read()


# ---- the office ---------------------------------------------------------------------------------

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"


def post(path, token=None, **body):
    c = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    fields = {"Content-Type": "application/json"}
    if token:
        fields["Authorization"] = "Bearer " + token
    c.request("POST", "/api/v1" + path, json.dumps(body), fields)
    r = c.getresponse()
    answer = json.loads(r.read())
    holds(r.status < 300, path, r.status, answer)
    return answer


def totp(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    return f"{(struct.unpack('>I', mac[mac[19] & 15:][:4])[0] & 0x7fffffff) % 1000000:06d}"


def person(name, organisation, *roles):
    made = run("people", "add", name, "--db", DB)
    for role in roles:
        run("people", "grant", name, role, "--organisation", organisation, "--db", DB)
    return file(name + ".made", re.search(r"\w{4}(-\w{4}){3}", made).group() + "\n")


def enter(name, has_factor=True):
    """Logs in by the command line, changes the password that was made, and comes back with a second
    factor, which only the office's pages and its API set up."""
    made, own = f"{name}.made", file(name + ".own", f"the {name} of the office walks\n")
    said = run("office", "login", "--person", name, "--password-file", made, who=name, url=URL)
    holds(f'"{name}" is logged in' in said, said)
    refused = run("office", "drafts", who=name, url=URL, status=1)
    holds("password must be changed" in refused, refused)
    run("office", "password", "--password-file", made, "--new-password-file", own, who=name, url=URL)
    if not has_factor:
        return
    token = json.loads(read(kept(name)))["token"]
    secret = re.search("secret=([A-Z2-7]+)", post("/account/factor", token)["uri"]).group(1)
    codes = post("/account/factor/confirm", token, code=totp(secret))["codes"]
    run("office", "logout", who=name, url=URL)
    holds(not os.path.exists(kept(name)), "a login outlives logging out")
    code = file(name + ".code", codes[0] + "\n")
    run("office", "login", "--person", name, "--password-file", own, "--code-file", code, who=name,
        url=URL)


def kept(name):
    address = hashlib.sha256(URL.encode()).hexdigest()[:16]
    return f"{folder.name}/{name}/softlaw/offices/http___127.0.0.1_{PORT}-{address}"


def by(name):
    return lambda *words, **more: run(*words, who=name, url=more.pop("url", URL), **more)


def begin():
    run("init", "--db", DB)
    for region in ("henan", "shandong"):
        run("organisation", "add", region, "--db", DB, "--kind", "region")
    person("wen", "henan", "drafter")
    person("chen", "henan", "data-provider")
    person("an", "henan", "signatory", "finance")
    person("bo", "henan", "signatory", "finance")
    person("hua", "henan", "administrator")
    person("dai", "shandong", "drafter", "reviewer")
    file("passphrase", "a passphrase of the log\n")
    file("log.pub", run("seal", "keygen", "office-log", "-o", "log.key", "--passphrase-file",
                        "passphrase"))
    server = subprocess.Popen(
        [PROGRAM, "serve", "--db", DB, "--port", str(PORT), "--share", "0", "--quiet", "--log-key",
         folder.name + "/log.key", "--passphrase-file", folder.name + "/passphrase"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=CLEAN)
    server.stdout.readline()
    return server


# ---- the day ------------------------------------------------------------------------------------

def number_in(text):
    return re.search(r"number (\d+)", text).group(1)


def people_enter():
    wrong = file("wrong", "not the password\n")
    said = run("office", "login", "--person", "wen", "--password-file", wrong, who="wen", url=URL,
               status=1)
    holds("password" in said and not os.path.exists(kept("wen")), said)
    for name in ("wen", "chen", "an", "bo", "hua"):
        enter(name)
    enter("dai", has_factor=False)
    mode = stat.S_IMODE(os.stat(kept("wen")).st_mode)
    holds(mode == 0o600, oct(mode))
    who = by("wen")("office", "whoami")
    holds("person: wen" in who and "henan" in who and "drafter" in who, who)
    holds(json.loads(by("wen")("office", "whoami", "--json"))["person"] == "wen")
    os.chmod(kept("wen"), 0o644)
    open_to_all = by("wen")("office", "whoami", status=2)
    holds("others may read this file" in open_to_all, open_to_all)
    os.chmod(kept("wen"), 0o600)
    nobody = run("office", "drafts", who="nobody", url=URL, status=1)
    holds(f"--remote {URL} office login" in nobody, nobody)
    chinese = run("office", "drafts", "--lang", "zh", who="nobody", url=URL, status=1)
    holds(re.search("[\u4e00-\u9fff]", chinese), chinese)


def draft_and_conflict():
    wen, dai = by("wen"), by("dai")
    text = read(EXAMPLES + "/yellow-river.md")
    mine, theirs = file("river.md", text), folder.name + "/theirs.md"
    said = wen("office", "draft", "new", mine)
    holds(f"draft {ID}, version 1" in said, said)
    wen("office", "invite", ID, "shandong", "--as", "partner")
    holds(ID in dai("office", "drafts"))
    dai("office", "draft", "text", ID, "-o", theirs)
    holds(read(theirs) == text)
    file("theirs.md", text + "\n\nDrawn up in duplicate.\n")
    said = dai("office", "draft", "save", ID, theirs, "--summary", "how many copies")
    holds("saved as version 2" in said, said)

    # Wen has not seen version 2.
    file("river.md", text + "\n\nDrawn up in two originals.\n")
    said = wen("office", "draft", "save", ID, mine, status=1)
    holds("version 2" in said and "by dai: how many copies" in said, said)
    holds("Drawn up in duplicate" in said and "--version 2" in said, said)
    holds(dai("office", "draft", "text", ID) == text + "\n\nDrawn up in duplicate.\n")
    said = wen("office", "draft", "save", ID, mine, "--version", "2", "--summary", "originals")
    holds("saved as version 3" in said, said)
    file("river.md", text)
    holds("saved as version 4" in wen("office", "draft", "save", ID, mine))
    unseen = wen("office", "draft", "save", ID, file("other.md", text), status=2)
    holds("--version" in unseen, unseen)
    holds("how many copies" in wen("office", "draft", "show", ID))

    dai("office", "remark", ID, "by whom is it measured?")
    holds("by whom is it measured?" in wen("office", "talk", ID))
    wen("office", "remark", ID, "--close", "1")
    return text


def publish_and_pay():
    an, bo, chen = by("an"), by("bo"), by("chen")
    publish = number_in(an("office", "publish", ID))
    holds("another person must approve" in an("office", "approve", ID, publish, status=1))
    bo("office", "approve", ID, publish)
    holds(ID in run("office", "list", url=URL))

    faulty = chen("office", "facts", ID, file("faulty.csv", "quantity,period,value\nnothing,2020,1\n"),
                  "--source", "nowhere", status=1)
    holds("was not taken" in faulty and "nothing" in faulty, faulty)
    said = chen("office", "facts", ID, EXAMPLES + "/yellow-river.facts.csv", "--source", "stations")
    holds("yellow-river.facts.csv" in said, said)
    waiting = json.loads(bo("office", "proposals", "--json"))["proposals"]
    holds([p["act"] for p in waiting] == ["confirm-facts"], waiting)
    bo("office", "approve", ID, str(waiting[0]["number"]))
    holds("yellow-river.facts.csv" in chen("office", "facts", ID))

    refused = number_in(an("office", "pay", ID, "--period", "2020"))
    bo("office", "refuse", ID, refused, "--why", "the other year first")
    holds("refused" in an("office", "proposals", ID))
    for period in ("2020", "2021"):
        bo("office", "approve", ID, number_in(an("office", "pay", ID, "--period", period)))
    bo("office", "notices", "--limit", "1")


def post_there(name):
    """Another agreement, from its text to its posted payments; its id."""
    wen, an, bo, chen = by("wen"), by("an"), by("bo"), by("chen")
    said = wen("office", "draft", "new", f"{EXAMPLES}/{name}.md")
    draft = re.search("draft ([^,]+),", said).group(1)
    bo("office", "approve", draft, number_in(an("office", "publish", draft)))
    chen("office", "facts", draft, f"{EXAMPLES}/{name}.facts.csv", "--source", "stations")
    waiting = json.loads(bo("office", "proposals", "--json"))["proposals"]
    bo("office", "approve", draft, str(waiting[0]["number"]))
    for period in json.loads(an("settle", draft, "--format", "json"))["periods"]:
        if period["payments"]:
            number = number_in(an("office", "pay", draft, "--period", period["period"]))
            bo("office", "approve", draft, number)
    return draft


def the_same_as_here(agreement, facts, draft):
    """What the commands print of the office is what they print of the same files."""
    here = {"agreement": agreement, "facts": facts}
    ledger = f"{folder.name}/{draft}.db"
    run("post", here["agreement"], "--facts", here["facts"], "--db", ledger)
    far = lambda *words, **more: run(*words, url=URL, **more)
    article = run("show", agreement, "--ids").split("#")[1].split()[0]
    for lang in ("en", "zh"):
        same = [
            (("show", agreement), ("show", draft)),
            (("show", agreement, "--ids"), ("show", draft, "--ids")),
            (("show", f"{agreement}#{article}"), ("show", f"{draft}#{article}")),
            (("statement", "--db", ledger), ("statement", draft)),
            (("statement", "--db", ledger, "--format", "csv"),
             ("statement", draft, "--format", "csv")),
            (("statement", "--db", ledger, "--format", "html"), ("statement", draft, "--format", "html")),
            (("statement", "--db", ledger, "--format", "csv"), ("export", draft)),
            (("balance", "--db", ledger), ("balance", draft)),
            (("balance", "--db", ledger, "--format", "csv"), ("balance", draft, "--format", "csv")),
            (("explain", draft, "--db", ledger), ("explain", draft)),
        ]
        for local, remote in same:
            one, two = run(*local, "--lang", lang), far(*remote, "--lang", lang)
            # Where a fact stands is told by the name under which it was brought in.
            one, two = (re.sub(r"^ +[^\s:]+:\d+$", "", t, flags=re.M) for t in (one, two))
            if one != two:
                file("one", one), file("two", two)
                print(subprocess.run(["diff", folder.name + "/one", folder.name + "/two"],
                                     capture_output=True, text=True).stdout)
            holds(one == two, remote)
    settled = by("an")("settle", draft)
    holds(settled == run("settle", here["agreement"], "--facts", here["facts"]), settled)
    holds(json.loads(far("statement", draft, "--format", "json"))["agreement"] == draft)


def evidence_and_revision(text):
    far = lambda *words, **more: run(*words, url=URL, **more)
    said = far("verify", ID, "--trust", "log.pub", "-o", "proved.md")
    holds("proved:" in said and read(folder.name + "/proved.md") == text, said)
    far("evidence", ID, "-o", "river.evidence")
    holds("proved:" in run("verify", "river.evidence", "--trust", "log.pub"))
    holds(far("seal", "evidence", ID).startswith("{"))
    holds("BEGIN:VCALENDAR" in far("calendar", ID, "--format", "ics"))
    holds(far("calendar", ID, "--from", "2021-01-01", "--through", "2022-12-31"))
    holds(far("diff", ID) == "there is but one version\n")
    holds(ID in far("office", "search", "compensation"))

    wen, an, bo = by("wen"), by("an"), by("bo")
    revised = text.replace("60000000", "70000000")
    holds(revised != text)
    wen("office", "draft", "save", ID, file("river.md", revised))
    bo("office", "approve", ID, number_in(an("office", "publish", ID)))
    local = run("diff", file("before.md", text), file("after.md", revised), "--facts",
                EXAMPLES + "/yellow-river.facts.csv", "--through", "2021-12-31")
    holds(far("diff", ID).split("\n\n")[0] == local.split("\n\n")[0], far("diff", ID), local)


def sign(text):
    """The key stays here; the office gets the note."""
    key = run("seal", "keygen", "henan", "-o", "henan.key", "--passphrase-file", "passphrase")
    post("/keys", json.loads(read(kept("hua")))["token"], key=key.split("\n")[1])
    file("henan.note", run("seal", "sign", file("river.md", text), "--key", "henan.key",
                           "--passphrase-file", "passphrase"))
    proposal = number_in(by("an")("office", "sign", ID, "henan.note"))
    by("bo")("office", "approve", ID, proposal)
    file("both.pub", read(folder.name + "/log.pub") + key)
    holds("henan: good" in run("verify", ID, "--trust", "both.pub", url=URL))


def programs():
    """A token of a program, which may read and not sign."""
    until = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 30 * 86400))
    made = post("/account/tokens", json.loads(read(kept("wen")))["token"], name="nightly",
                scope="read", until=until)["token"]
    program = lambda *words, **more: run(*words, url=URL, SOFTLAW_TOKEN=made, **more)
    holds(ID in program("office", "drafts"))
    program("office", "draft", "save", ID, "river.md", "--version", "1", status=1)
    said = program("office", "logout", status=2)
    holds("SOFTLAW_TOKEN" in said, said)


# ---- connections --------------------------------------------------------------------------------

class Thief:
    """Hands requests on to the office, and of the first POST swallows the answer."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.stolen, self.keys = 0, []
        threading.Thread(target=self.work, daemon=True).start()

    def request(self, s):
        whole = b""
        while b"\r\n\r\n" not in whole:
            whole += s.recv(65536)
        head, _, body = whole.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        while length and len(body) < int(length.group(1)):
            body += s.recv(65536)
        head = re.sub(rb"(?i)\r\n(host|connection):[^\r]*", b"", head)
        return head + f"\r\nHost: 127.0.0.1:{PORT}\r\nConnection: close\r\n\r\n".encode() + body

    def work(self):
        while True:
            s, _ = self.socket.accept()
            with s, socket.create_connection(("127.0.0.1", PORT)) as office:
                request = self.request(s)
                office.sendall(request)
                answer = b"".join(iter(lambda: office.recv(65536), b""))
                self.keys += re.findall(rb"(?i)idempotency-key: (\w+)", request)
                if request.startswith(b"POST") and not self.stolen:
                    self.stolen += 1
                    continue
                s.sendall(answer)


def lost_connection():
    thief, token = Thief(), json.loads(read(kept("wen")))["token"]
    before = len(json.loads(by("wen")("office", "talk", ID, "--json"))["remarks"])
    run("office", "remark", ID, "said once", who="wen", url=thief.url, SOFTLAW_TOKEN=token)
    remarks = json.loads(by("wen")("office", "talk", ID, "--json"))["remarks"]
    holds(thief.stolen == 1 and len(thief.keys) == 2 and len(set(thief.keys)) == 1, thief.keys)
    holds(len(remarks) == before + 1, remarks)


def refusals():
    holds("not encrypted" in run("office", "list", url="http://office.example", status=2))
    holds("does not answer" in run("office", "list", url=f"http://127.0.0.1:{free_port()}", status=2))
    holds("holds no token" in run("office", "list", url=URL, SOFTLAW_TOKEN="a b", status=2))
    holds("nothing" in run("show", "nothing", url=URL, status=2))
    holds("office login" not in run("show", "nothing", url=URL, status=2))
    holds("cannot ask an office" in run("--remote", URL, "check", "river.md", status=2))
    # The environment names an office, and what works here works here all the same.
    run("fmt", "--check", file("river.md", read(EXAMPLES + "/yellow-river.md")), url=URL)
    run("--remote=", "show", "river.md", url=URL)


server = begin()
try:
    people_enter()
    words = draft_and_conflict()
    publish_and_pay()
    the_same_as_here(file("river.md", words), EXAMPLES + "/yellow-river.facts.csv", ID)
    for name in ("laender-2005", "jing-jin-ji-tax"):
        the_same_as_here(f"{EXAMPLES}/{name}.md", f"{EXAMPLES}/{name}.facts.csv", post_there(name))
    sign(words)
    evidence_and_revision(words)
    programs()
    lost_connection()
    refusals()
    by("wen")("office", "logout")
finally:
    server.terminate()
    server.wait()
print(f"{checks} checks of an office on the command line")
