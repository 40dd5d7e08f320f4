"""test/exact.py - random decimal expressions: softlaw's digits against those of Python's decimal

    test/exact.py PROGRAM [COUNT [SEED]]

Both compute with 34 digits, half even, exponents from -6143 to 6144. An expression is a tree of
operators and rounding functions over random literals; its value must be the same number to the last
digit, or null in both, and its text the one canonical text. Prints the first disagreements and
exits with 1 if there is one.
"""
import decimal
import random
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

WIDE = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144,
                       traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow])
EXACT = decimal.Context(prec=7000, Emin=-999999, Emax=999999, traps=[decimal.InvalidOperation])


class Null(Exception):
    """The value is null: a division by zero, or a result beyond the range."""


def rounded_to(mode):
    def apply(number, scale):
        step = Decimal((0, (1,), -scale))
        return WIDE.plus(number.quantize(step, rounding=mode, context=EXACT))
    return apply


def modulo(a, b):
    if not b:
        raise Null
    a, b = Fraction(a), Fraction(b)
    rest = a - b * (a // b)
    return WIDE.divide(Decimal(rest.numerator), Decimal(rest.denominator))


def power(a, n):
    """A correctly rounded power: Python's own is not always that."""
    if not a and n < 0 or not a and not n:
        if n < 0:
            raise Null
        return Decimal(1)
    exact = Fraction(a) ** n
    return WIDE.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def square_root(a):
    if a < 0:
        raise Null
    return WIDE.sqrt(a)


BINARY = {'+': WIDE.add, '-': WIDE.subtract, '*': WIDE.multiply, '/': WIDE.divide}
ROUNDING = {'decimal': decimal.ROUND_HALF_EVEN, 'round up': decimal.ROUND_UP,
            'round down': decimal.ROUND_DOWN, 'round half up': decimal.ROUND_HALF_UP,
            'round half down': decimal.ROUND_HALF_DOWN, 'floor': decimal.ROUND_FLOOR,
            'ceiling': decimal.ROUND_CEILING}


def literal(rng):
    digits = rng.choice([1, 2, 3, 6, 12, 20, 33, 34])
    number = rng.randint(0, 10 ** digits - 1)
    if rng.random() < 0.2:
        number = rng.choice([0, 1, 5, 10 ** (digits - 1), 5 * 10 ** (digits - 1), 10 ** digits - 1])
    places = rng.choice([0, 0, 1, 2, 5, digits, digits + 3])
    text = f'{number:0{places + 1}d}'
    if places:
        text = text[:-places] + '.' + text[-places:]
    if rng.random() < 0.05:
        text += f'e{rng.randint(-40, 40)}'
    return text, Decimal(text)


def tree(rng, depth):
    """An expression and its value, None for null."""
    if depth == 0 or rng.random() < 0.15:
        return literal(rng)
    kind = rng.random()
    if kind < 0.62:
        return binary(rng, depth)
    if kind < 0.85:
        return rounding(rng, depth)
    return single(rng, depth)


def value_of(function, *arguments):
    if any(a is None for a in arguments):
        return None
    try:
        return function(*arguments)
    except (Null, decimal.DecimalException):
        return None


def binary(rng, depth):
    mark = rng.choice('+-*/+-*/+-*/m')
    (left, a), (right, b) = tree(rng, depth - 1), tree(rng, depth - 1)
    if mark == 'm':
        return f'modulo({left}, {right})', value_of(modulo, a, b)
    return f'({left}) {mark} ({right})', value_of(BINARY[mark], a, b)


def rounding(rng, depth):
    name, scale = rng.choice(list(ROUNDING)), rng.randint(-4, 12)
    text, a = tree(rng, depth - 1)
    return f'{name}({text}, {scale})', value_of(rounded_to(ROUNDING[name]), a, scale)


def single(rng, depth):
    text, a = tree(rng, depth - 1)
    kind = rng.randint(0, 3)
    if kind == 0:
        return f'-({text})', value_of(WIDE.minus, a)
    if kind == 1:
        return f'abs({text})', value_of(WIDE.abs, a)
    if kind == 2:
        return f'sqrt({text})', value_of(square_root, a)
    exponent = rng.randint(-3, 6)
    return f'({text}) ** {exponent}', value_of(lambda base: power(base, exponent), a)


def canonical(number):
    """The one text of a number (src/base/dec.h): plain from 1E-27 to 34 digits before the point,
    no zeros at the end, no sign of zero."""
    if not number:
        return '0'
    sign, digits, exponent = number.as_tuple()
    text = ''.join(map(str, digits)).lstrip('0')
    text, zeros = text.rstrip('0'), len(text) - len(text.rstrip('0'))
    whole = len(text) + exponent + zeros
    if -26 <= whole <= 34:
        plain = format(Decimal(text).scaleb(exponent + zeros, EXACT), 'f')
    else:
        plain = text[0] + ('.' + text[1:] if text[1:] else '') + f'E{whole - 1:+d}'
    return '-' + plain if sign else plain


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 34)
    cases = [tree(rng, rng.randint(1, 4)) for _ in range(count)]
    lines = ''.join(f'{text}\n' for text, _ in cases)
    run = subprocess.run([program, 'feel', 'repl'], input=lines, capture_output=True, text=True)
    answers = run.stdout.splitlines()
    if len(answers) != count:
        sys.exit(f'{len(answers)} answers to {count} expressions\n{run.stderr[:1000]}')
    wrong = []
    for (text, wanted), got in zip(cases, answers):
        if got != ('null' if wanted is None else canonical(wanted)):
            wrong.append(f'{text}\n    gives  {got}\n    wanted {wanted}')
    print('\n'.join(wrong[:20]))
    nulls = sum(wanted is None for _, wanted in cases)
    print(f'{count - len(wrong)} of {count} agree to the last digit, {nulls} of them null')
    sys.exit(1 if wrong else 0)


main()
