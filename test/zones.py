"""test/zones.py - offsets of time zones: softlaw's tables against Python's zoneinfo

    test/zones.py PROGRAM FOLDER [COUNT]

Both read the release pinned in src/feel/tzdata.zi: FOLDER is what zic made of it. Random local times
of all zones, from 1850 to 2100; those skipped or repeated by a change of clocks included.
"""
import datetime
import pathlib
import random
import subprocess
import sys
import zoneinfo


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    zoneinfo.reset_tzpath([folder])
    names = sorted(str(f.relative_to(folder)) for f in folder.rglob('*') if f.is_file())
    rng = random.Random(34)
    first, last = datetime.datetime(1850, 1, 1), datetime.datetime(2100, 1, 1)
    span = int((last - first).total_seconds())
    cases = []
    for _ in range(count):
        local, name = first + datetime.timedelta(seconds=rng.randrange(span)), rng.choice(names)
        offset = local.replace(tzinfo=zoneinfo.ZoneInfo(name)).utcoffset()
        cases.append((f'@"{local.isoformat()}@{name}".time offset / @"PT1S"',
                      str(int(offset.total_seconds()))))
    lines = ''.join(f'{text}\n' for text, _ in cases)
    run = subprocess.run([program, 'feel', 'repl'], input=lines, capture_output=True, text=True)
    answers = run.stdout.splitlines()
    wrong = [f'{text}: {got}, not {wanted}'
             for (text, wanted), got in zip(cases, answers) if got != wanted]
    print('\n'.join(wrong[:20] or run.stderr.splitlines()[:20]))
    print(f'{len(answers) - len(wrong)} of {count} offsets agree, {len(names)} zones')
    sys.exit(1 if wrong or len(answers) != count else 0)


main()
