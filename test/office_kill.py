#!/usr/bin/env python3
"""test/office_kill.py - a server that is killed again and again, and clients that try again

    test/office_kill.py PROGRAM [RUNS [SEED]]

RUNS agreements are drafted, published, given facts, settled and posted over HTTP, by several clients
at once, while the server gets kill -9 at any moment and is started anew. In the end nothing may be
lost or doubled: each agreement has one draft version, one file of facts and one posted run, and the
ledger is sound.
"""
import os, random, signal, sys, tempfile, threading, time
from office_play import Office

RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 10
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
CLIENTS = 4


class Tormentor(threading.Thread):
    """Kills the server at random moments, and starts it anew at once."""

    def __init__(self, office, rng):
        super().__init__()
        self.office, self.rng, self.kills, self.is_over = office, rng, 0, False

    def run(self):
        while not self.is_over:
            time.sleep(self.rng.uniform(0.005, 0.1))
            if self.is_over:
                return
            self.office.process.send_signal(signal.SIGKILL)
            self.office.process.wait()
            self.kills += 1
            self.office.start()


failures = []


def name_of(number):
    return f"river-{number:03d}"


def work(office, numbers):
    try:
        for number in numbers:
            office.settle(name_of(number))
    except BaseException as e:  # told by the main thread
        failures.append(repr(e))


def main(folder):
    office = Office(os.path.realpath(sys.argv[1]), folder)
    office.found()
    tormentor = Tormentor(office, random.Random(SEED))
    clients = [threading.Thread(target=work, args=(office, range(i, RUNS, CLIENTS)))
               for i in range(CLIENTS)]
    for t in [tormentor, *clients]:
        t.start()
    for t in clients:
        t.join()
    tormentor.is_over = True
    tormentor.join()
    assert not failures, failures
    print(f"ok the server was killed {tormentor.kills} times in {office.tries} requests")
    for number in range(RUNS):
        office.check(name_of(number))
    print(f"ok {RUNS} agreements: each saved once, published, confirmed and paid once")
    print("ok the ledger is sound, and each was paid the same:", office.check_ledger(RUNS))
    office.stop()


with tempfile.TemporaryDirectory() as folder:
    main(folder)
