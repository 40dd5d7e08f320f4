#!/usr/bin/env python3
"""test/office_points.py - a server that dies at each point where something was written

    test/office_points.py PROGRAM [EVERY]

An agreement goes from a text to a posted run over HTTP. The program counts the points behind each
write and each commit of its two stores (base/sys.h); then the same is played anew with a server that
gets SIGKILL at the first of them, at the second, and so on (with EVERY, at every EVERYth). A client
that got no answer asks the server that is started then, with the same Idempotency-Key. Each time the
agreement must come out as without a death: nothing lost, nothing doubled, also of what people are
told, and the ledger sound.
"""
import os, shutil, subprocess, sys, tempfile
from office_play import Office

EVERY = int(sys.argv[2]) if len(sys.argv) > 2 else 1
DRAFT = "river-001"


def copied(office, folder, number):
    """The office as it was founded, in a folder of its own."""
    place = f"{folder}/{number}"
    shutil.copytree(folder + "/founded", place)
    office.db = place + "/ledger.db"
    return place


def notices(office):
    """What everybody is told, without when."""
    told = []
    for person, token in office.people.items():
        for n in office.get(token, "/notices")["notices"]:
            told.append((person, *(str(n[k]) for k in sorted(n) if k not in ("at", "number"))))
    return sorted(told)


def outcome(office):
    office.check(DRAFT)
    return office.check_ledger(1), notices(office)


def count_points(office, folder, name, play):
    place = copied(office, folder, name)
    office.start(SOFTLAW_COUNT_TO=place + "/points")
    result = play()
    office.stop()
    points = int(open(place + "/points").read())
    shutil.rmtree(place)
    return points, result


def play():
    office.settle(DRAFT)
    return outcome(office)


def die_at(office, folder, point, wanted):
    place = copied(office, folder, point)
    deaths = []

    def again():
        if office.process.poll() is None:
            return
        deaths.append(office.process.returncode)
        office.start()

    office.gone = again
    office.start(SOFTLAW_KILL_AT=str(point))
    if office.process.poll() is not None:
        again()
    got = play()
    assert got == wanted, (point, got, wanted)
    assert deaths in ([], [-9]), deaths
    if office.process.poll() is None:
        office.process.kill()
    office.process.wait()
    office.gone = lambda: None
    shutil.rmtree(place)
    return len(deaths)


with tempfile.TemporaryDirectory() as folder:
    os.mkdir(folder + "/founded")
    office = Office(os.path.realpath(sys.argv[1]), folder + "/founded")
    office.found()
    office.stop()
    first, _ = count_points(office, folder, "idle", lambda: None)
    last, wanted = count_points(office, folder, "whole", play)
    assert last > first + 50, (first, last)
    deaths, tried = 0, 0
    for point in range(first + 1, last + 1, EVERY):
        deaths += die_at(office, folder, point, wanted)
        tried += 1
    assert deaths * 10 >= tried * 9, (deaths, tried)
    print(f"ok died at {deaths} of {last - first} points: each time the same outcome, notices and ledger")
