#!/usr/bin/env python3
"""test/office_reload.py - a certificate is replaced while people are served

    test/office_reload.py PROGRAM

The office is asked without a pause while its certificate is replaced and it gets SIGHUP: each request is
answered, new connections see the new certificate, and a broken one changes nothing.
"""
import hashlib, http.client, os, signal, ssl, subprocess, sys, tempfile, threading, time

PROGRAM = os.path.realpath(sys.argv[1])


def make_certificate(folder, name):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-nodes", "-subj", "/CN=" + name, "-days", "2", "-keyout", folder + "/key.pem",
                    "-out", folder + "/cert.pem"], check=True, capture_output=True)


def connect(port):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=context)


def ask(port):
    """One request on a connection of its own: the certificate's hash."""
    c = connect(port)
    c.request("GET", "/health")
    answer = c.getresponse()
    assert answer.status == 200, answer.status
    answer.read()
    seen = hashlib.sha256(c.sock.getpeercert(binary_form=True)).hexdigest()
    c.close()
    return seen


def wait_for(stream, words):
    for line in stream:
        if words in line:
            return
    raise AssertionError(words)


def main(folder):
    db = folder + "/office.db"
    subprocess.run([PROGRAM, "init", "--db", db, "--organisation", "henan"], check=True,
                   capture_output=True)
    make_certificate(folder, "first")
    server = subprocess.Popen(
        [PROGRAM, "serve", "--db", db, "--quiet", "--lang", "en", "--tls-certificate",
         folder + "/cert.pem", "--tls-key", folder + "/key.pem"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    port = int(server.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])
    answered, failures, is_over = [], [], threading.Event()

    def people():
        while not is_over.is_set():
            try:
                answered.append(ask(port))
            except Exception as e:
                failures.append(repr(e))

    crowd = [threading.Thread(target=people) for _ in range(4)]
    for t in crowd:
        t.start()
    first = ask(port)
    for round in range(3):
        make_certificate(folder, f"round {round}")
        server.send_signal(signal.SIGHUP)
        wait_for(server.stderr, "read anew")
        second = ask(port)
        assert second != first, "the new certificate is not there"
        first = second
    open(folder + "/key.pem", "w").write("no key")
    server.send_signal(signal.SIGHUP)
    wait_for(server.stderr, "goes on as it was")
    assert ask(port) == first
    time.sleep(0.2)
    is_over.set()
    for t in crowd:
        t.join()
    assert not failures, failures[:3]
    server.terminate()
    assert server.wait(20) == 0
    print(f"ok {len(answered)} requests while the certificate was replaced 3 times: all answered")


with tempfile.TemporaryDirectory() as folder:
    main(folder)
