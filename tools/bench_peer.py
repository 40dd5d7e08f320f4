# tools/bench_peer.py - the rule of examples/jing-jin-ji-tax.md as a straightforward script
#
#     python3 tools/bench_peer.py facts.csv statement.csv
#
# reads the facts enterprise by enterprise with Python's csv and decimal, writes the statement and
# prints the sum of its amounts. The yardstick of script/bench.
import csv
import sys
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

ZERO, CENT, HALF = Decimal(0), Decimal("0.01"), Decimal("0.5")
LEAST_MEAN = Decimal(20000000)


def settle(facts):
    """Yield (year, payer, payee, amount) of one enterprise, from its rows of facts."""
    base, taxes, other = [], {}, {}
    for quantity, _, _, period, value in facts:
        if quantity == "迁移前三税":
            base.append(Decimal(value))
        elif quantity == "三税":
            taxes[int(period)] = Decimal(value)
        else:
            other[quantity] = value
    cap, total, is_open = sum(base), ZERO, False
    is_eligible = (
        other["政府主导"] == "true"
        and other["符合产业布局"] == "true"
        and cap / len(base) >= LEAST_MEAN
    )
    for year in sorted(taxes):
        n = year - int(other["达产年度"]) + 1
        is_open = is_eligible and n >= 1 and (
            n <= 3 or n == 4 and total < cap or n == 5 and is_open
        )
        share = ZERO
        if is_open:
            share = min(max(taxes[year] * HALF, -total), cap - total)
            share = share.quantize(CENT, rounding=ROUND_HALF_UP)
        total += share
        yield year, other["迁入地"], other["迁出地"], share


def main(facts_path, statement_path):
    total = ZERO
    with open(facts_path, encoding="utf-8", newline="") as facts, open(
        statement_path, "w", encoding="utf-8", newline=""
    ) as statement:
        rows = csv.reader(facts)
        next(rows)
        out = csv.writer(statement)
        for enterprise, group in groupby(rows, key=lambda row: row[1]):
            for year, payer, payee, amount in settle(group):
                if amount < 0:
                    payer, payee = payee, payer
                out.writerow([year, enterprise, payer, payee, abs(amount)])
                total += abs(amount)
    print(total)


if __name__ == "__main__":
    main(*sys.argv[1:])
