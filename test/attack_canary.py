#!/usr/bin/env python3
"""test/attack_canary.py - a server with the faults that test/attack.sh looks for, to see that it would find them

    test/attack_canary.py      serves on a free port of this machine and prints its address
"""
import http.server, sqlite3, urllib.parse


class Canary(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        db = sqlite3.connect(":memory:")
        db.executescript("CREATE TABLE t(id INTEGER, name TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two')")
        try:
            rows = db.execute("SELECT name FROM t WHERE id = " + asked.get("id", "1")).fetchall()
        except (sqlite3.Error, sqlite3.Warning) as e:
            rows = [(f"SQLite error: {e}",)]
        body = "<html><body><a href='/?id=1&q=x'>a</a><p>%s</p><p>%s</p></body></html>" % (
            asked.get("q", ""), "".join(str(r[0]) for r in rows))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
