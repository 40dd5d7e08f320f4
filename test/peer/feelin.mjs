// test/peer/feelin.mjs - random FEEL expressions of all types: softlaw beside feelin
//
//     node feelin.mjs PROGRAM FEELIN [COUNT [SEED]]
//
// FEELIN is the folder of the npm package. Expressions are well typed, so that a value is expected
// of both. feelin computes in binary doubles: numbers agree to 12 digits. Where the two differ and
// a row of DECIDED says which clause of DMN 1.5 decides, the difference is counted under that row;
// any other one is printed and fails.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const [program, folder, count = 5000, seed = 1] = process.argv.slice(2);
const { evaluate } = await import(pathToFileURL(`${folder}/dist/index.js`));

// ---- random -------------------------------------------------------------------------------------

let state = BigInt(seed) * 0xD1342543DE82EF95n;
const random = () => { // splitmix64
  state = BigInt.asUintN(64, state + 0x9E3779B97F4A7C15n);
  let z = state;
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94D049BB133111EBn);
  return Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53;
};
const below = (n) => Math.floor(random() * n);
const one = (...choices) => choices[below(choices.length)];
const two = (n) => String(n).padStart(2, '0');

// ---- expressions by type ------------------------------------------------------------------------

const day = () => `${1990 + below(60)}-${two(1 + below(12))}-${two(1 + below(28))}`;
const clock = () => `${two(below(24))}:${two(below(60))}:${two(below(60))}`;
const list = (of, depth) => `[${Array.from({ length: 1 + below(4) }, () => of(depth)).join(', ')}]`;

const LEAVES = {
  number: () => one(String(below(100)), `${below(50)}.${1 + below(9)}`, `${below(1000)}`),
  string: () => one('"a"', '"水质"', '"Foo bar"', '"abcabc"', '""', '"x;y;z"'),
  boolean: () => one('true', 'false'),
  date: () => `date("${day()}")`,
  time: () => `time("${clock()}")`,
  moment: () => `date and time("${day()}T${clock()}")`,
  days: () => `duration("P${below(40)}DT${below(24)}H${below(60)}M")`,
  months: () => `duration("P${below(9)}Y${1 + below(11)}M")`,
  numbers: (d) => list(number, d),
  strings: (d) => list(string, d),
  context: () => `{a: ${below(9)}, b: "${one('x', 'y')}"}`,
};

const number = (d) => grow('number', d), string = (d) => grow('string', d),
  boolean = (d) => grow('boolean', d), date = (d) => grow('date', d), time = (d) => grow('time', d),
  moment = (d) => grow('moment', d), days = (d) => grow('days', d),
  months = (d) => grow('months', d), numbers = (d) => grow('numbers', d),
  strings = (d) => grow('strings', d), context = (d) => grow('context', d);
const small = () => String(1 + below(4));

const FORMS = {
  number: [
    (d) => `(${number(d)} ${one('+', '-', '*')} ${number(d)})`,
    (d) => `(${number(d)} / ${1 + below(20)})`,
    (d) => `(-${number(d)})`,
    (d) => `(${below(9)} ** ${small()})`,
    (d) => `(if ${boolean(d)} then ${number(d)} else ${number(d)})`,
    (d) => `${one('sum', 'min', 'max', 'mean', 'median', 'count', 'product')}(${numbers(d)})`,
    (d) => `abs(${number(d)})`,
    (d) => `${one('floor', 'ceiling')}(${number(d)})`,
    (d) => `decimal(${number(d)}, ${below(3)})`,
    (d) => `${one('round up', 'round down', 'round half up', 'round half down')}(${number(d)}, ${below(3)})`,
    (d) => `modulo(${number(d)}, ${1 + below(9)})`,
    (d) => `string length(${string(d)})`,
    (d) => `${numbers(d)}[${one('1', '-1')}]`,
    (d) => `${date(d)}.${one('year', 'month', 'day', 'weekday')}`,
    (d) => `${time(d)}.${one('hour', 'minute', 'second')}`,
    (d) => `${days(d)}.${one('days', 'hours', 'minutes')}`,
    (d) => `${months(d)}.${one('years', 'months')}`,
    (d) => `${context(d)}.a`,
    (d) => `number("${below(900)}.5")`,
    (d) => `{x: ${number(d)}, y: x * 2}.y`,
    (d) => `(function(n) n + 1)(${number(d)})`,
    (d) => `count(${strings(d)}[item = ${string(d)}])`,
    (d) => `day of year(${date(d)})`,
    (d) => `week of year(${date(d)})`,
  ],
  string: [
    (d) => `(${string(d)} + ${string(d)})`,
    (d) => `${one('upper', 'lower')} case(${string(d)})`,
    (d) => `substring("abcdef", ${one('1', '2', '-3')}, ${small()})`,
    (d) => `substring ${one('before', 'after')}(${string(d)}, ${one('"b"', '" "')})`,
    (d) => `string join(${strings(d)}, "-")`,
    (d) => `string(${one(boolean, date, time, days, months)(d)})`,
    (d) => `replace(${string(d)}, "[a-c]", "$0$0")`,
    (d) => `${context(d)}.b`,
    (d) => `${one('day of week', 'month of year')}(${date(d)})`,
    (d) => `(if ${boolean(d)} then ${string(d)} else ${string(d)})`,
  ],
  boolean: [
    (d) => `(${number(d)} ${one('<', '<=', '>', '>=', '=', '!=')} ${number(d)})`,
    (d) => `(${string(d)} ${one('<', '=', '!=')} ${string(d)})`,
    (d) => `(${date(d)} ${one('<', '>=', '=')} ${date(d)})`,
    (d) => `(${days(d)} ${one('<', '=')} ${days(d)})`,
    (d) => `(${boolean(d)} ${one('and', 'or')} ${boolean(d)})`,
    (d) => `not(${boolean(d)})`,
    (d) => `(${number(d)} between ${number(d)} and ${number(d)})`,
    (d) => `(${number(d)} in ${one('[', '(')}${below(50)}..${50 + below(99)}${one(']', ')')})`,
    (d) => `(${number(d)} in (${number(d)}, > ${number(d)}))`,
    (d) => `${one('contains', 'starts with', 'ends with')}(${string(d)}, ${string(d)})`,
    (d) => `matches(${string(d)}, "^[a-z]+$")`,
    (d) => `list contains(${numbers(d)}, ${number(d)})`,
    (d) => `(${one('some', 'every')} x in ${numbers(d)} satisfies x > ${number(d)})`,
    (d) => `${one('all', 'any')}([${boolean(d)}, ${boolean(d)}])`,
    (d) => `(${number(d)} instance of ${one('number', 'string')})`,
    (d) => `(${numbers(d)} = ${numbers(d)})`,
    (d) => `${one('odd', 'even')}(${below(99)})`,
    (d) => `before(${below(9)}, [${below(9)}..${9 + below(9)}])`,
    (d) => `overlaps([1..${2 + below(9)}], [${below(9)}..12])`,
  ],
  date: [
    (d) => `(${date(d)} ${one('+', '-')} ${months(d)})`,
    (d) => `(${date(d)} ${one('+', '-')} duration("P${below(60)}D"))`,
    (d) => `date(${moment(d)})`,
    (d) => `date(${1990 + below(60)}, ${1 + below(12)}, ${1 + below(28)})`,
  ],
  time: [(d) => `time(${moment(d)})`, (d) => `(${time(d)} + duration("PT${below(20)}H"))`,
    () => `time(${below(24)}, ${below(60)}, ${below(60)})`],
  moment: [
    (d) => `(${moment(d)} ${one('+', '-')} ${days(d)})`,
    (d) => `(${moment(d)} ${one('+', '-')} ${months(d)})`,
    (d) => `date and time(${date(d)}, ${time(d)})`,
  ],
  days: [
    (d) => `(${date(d)} - ${date(d)})`,
    (d) => `(${moment(d)} - ${moment(d)})`,
    (d) => `(${days(d)} ${one('+', '-')} ${days(d)})`,
    (d) => `(${days(d)} * ${small()})`,
    (d) => `(-${days(d)})`,
  ],
  months: [
    (d) => `years and months duration(${date(d)}, ${date(d)})`,
    (d) => `(${months(d)} ${one('+', '-')} ${months(d)})`,
    (d) => `(${months(d)} * ${small()})`,
  ],
  numbers: [
    (d) => `(for x in ${numbers(d)} return x ${one('+', '*')} ${number(d)})`,
    () => `(for i in ${below(4)}..${below(6)} return i * i)`,
    (d) => `sort(${numbers(d)}, function(x, y) x ${one('<', '>')} y)`,
    (d) => `reverse(${numbers(d)})`,
    (d) => `concatenate(${numbers(d)}, ${numbers(d)})`,
    (d) => `append(${numbers(d)}, ${number(d)})`,
    (d) => `distinct values(${numbers(d)})`,
    (d) => `union(${numbers(d)}, ${numbers(d)})`,
    (d) => `flatten([${numbers(d)}, [${numbers(d)}]])`,
    (d) => `insert before(${numbers(d)}, 1, ${number(d)})`,
    (d) => `sublist([1, 2, 3, 4, 5], ${small()}, 1)`,
    (d) => `index of([1, 2, 1], ${small()})`,
    (d) => `[{a: ${number(d)}}, {a: ${number(d)}}].a`,
    (d) => `[{a: ${number(d)}}, {a: ${number(d)}}][a > ${number(d)}].a`,
  ],
  strings: [(d) => `split(${string(d)}, ";")`, (d) => `reverse(${strings(d)})`,
    (d) => `[${string(d)}, ${string(d)}]`],
  context: [
    (d) => `{a: ${number(d)}, b: ${string(d)}}`,
    (d) => `context put(${context(d)}, "a", ${number(d)})`,
    (d) => `context merge([${context(d)}, {a: ${number(d)}}])`,
  ],
};

// The parts of the expression at hand, each of which is an expression without free names.
let parts = [];
function grow(type, depth) {
  const form = depth <= 0 || random() < 0.2 ? LEAVES[type] : one(...FORMS[type]);
  const text = form(depth - 1);
  parts.push(text);
  return text;
}
function expression() {
  parts = [];
  const text = grow(one(...Object.keys(FORMS)), 3);
  return { text, parts };
}

// ---- values -------------------------------------------------------------------------------------

const duration = (text) => { // as months, or seconds
  const m = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/
    .exec(text);
  if (!m) return text;
  const [years, months, days, hours, minutes, seconds] = m.slice(2).map((x) => Number(x ?? 0));
  const inMonths = years * 12 + months, inSeconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  const total = (inMonths ? `${inMonths} months` : '') +
    (inSeconds || !inMonths ? `${inSeconds} seconds` : '');
  return (m[1] && !/^0 /.test(total) ? '-' : '') + total;
};
const isPlain = (v) => Object.getPrototypeOf(v) === Object.prototype;
function normal(v) {
  if (v === null || v === undefined) return null;
  if (typeof v === 'number') return Number.isFinite(v) ? v : null;
  if (Array.isArray(v)) return v.map(normal);
  if (typeof v === 'object')
    return isPlain(v) ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, normal(x)]))
      : duration(v.toString());
  return typeof v === 'string' ? duration(v) : v;
}
function same(a, b) {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length &&
    keys.every((k) => k in b && same(a[k], b[k]));
}

// ---- differences decided by the standard --------------------------------------------------------

const onlyOurs = (mine, theirs) => mine !== null && theirs === null;
const isDuration = (v) => /^-?\d+ (months|seconds)$/.test(v);
const DECIDED = [
  { form: /^\(.* \* \d+\)$/s, when: (mine, theirs) => isDuration(mine) && theirs === null,
    clause: '10.3.2, multiplication: a duration times a number is a duration; feelin has none' },
  { form: /^\(-/, when: (mine, theirs) => isDuration(mine) && theirs === null,
    clause: '10.3.2, negation: a duration has an opposite; feelin has none' },
  { form: / = /, when: (mine, theirs) => mine === false && theirs === null,
    clause: '10.3.2, equality: lists of different length are not equal; feelin says null' },
  { form: / between /, when: (mine, theirs) => mine === false && theirs === true,
    clause: '10.3.2, between: no value lies between ends in the wrong order; feelin turns them' },
  { form: /^\(for i in \d+\.\.0 /, when: onlyOurs,
    clause: '10.3.2, for: iteration may descend, and end at 0; feelin says null' },
  { form: /^years and months duration\(/, when: isDuration,
    clause: '10.3.4, years and months duration: whole months; feelin keeps the days left' },
  { form: /^median\(/, when: () => true,
    clause: '10.3.4, median: of numbers in order; feelin sorts their texts' },
  { form: /^modulo\(/, when: (mine, theirs) => Math.abs(mine - theirs) < 1e-9,
    clause: '10.3.4, modulo: exact; feelin rounds to 9 places' },
  { form: /^insert before\(/, when: (mine, theirs) => mine === null && theirs.length === 1,
    clause: '10.3.4, insert before: an empty list has no position 1; feelin appends' },
];

// -------------------------------------------------------------------------------------------------

function answersOf(texts) { // of both engines
  const run = spawnSync(program, ['feel', 'repl'],
    { input: texts.map((e, i) => `[${i}, ${e}]\n`).join(''), maxBuffer: 1 << 28 });
  const lines = run.stdout.toString().split('\n').filter(Boolean).map((l) => JSON.parse(l));
  const ours = new Map(lines);
  return new Map(texts.map((e, i) => [e, [ours.has(i) ? normal(ours.get(i)) : null, theirsOf(e)]]));
}
function theirsOf(e) {
  try { return normal(evaluate(e, {}).value); } catch { return null; }
}
const differs = (answers, e) => !same(...answers.get(e));

const expressions = Array.from({ length: Number(count) }, expression);
const answers = answersOf([...new Set(expressions.map((e) => e.text))]);
const different = expressions.filter((e) => differs(answers, e.text));
const ofParts = answersOf([...new Set(different.flatMap((e) => e.parts))]);
const tally = new Map(), undecided = [];
for (const e of different) {
  // The smallest part that differs is where the difference comes from.
  const root = e.parts.filter((part) => differs(ofParts, part)).sort((a, b) => a.length - b.length)[0];
  const row = DECIDED.find((r) => r.form.test(root) && r.when(...ofParts.get(root)));
  if (row) tally.set(row, (tally.get(row) ?? 0) + 1);
  else undecided.push(root);
}
for (const root of [...new Set(undecided)].slice(0, 40))
  console.log(`${root}\n    softlaw ${JSON.stringify(ofParts.get(root)[0])}\n    feelin  ${JSON.stringify(ofParts.get(root)[1])}`);
for (const [row, n] of tally) console.log(`${String(n).padStart(6)}  ${row.clause}`);
console.log(`${count - different.length} of ${count} agree, ${different.length - undecided.length} differ as the standard decides, ${undecided.length} differ`);
process.exit(undecided.length ? 1 : 0);
