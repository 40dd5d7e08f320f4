// test/peer/bench.mjs - the three tasks of tools/feel_bench.c by other engines, and the ratios
//
//     node bench.mjs PEERS FEEL_BENCH_OUTPUT [SECONDS]
//
// PEERS is the folder of npm packages. feelin is measured twice: through its public interface, which
// parses at every call, and compiled once, through its interpreter, which it does not export. KIE's
// executor is a server: the work is repeated inside one evaluation, and its process's CPU time is
// taken for two numbers of repetitions, so that reading the model does not count. Each value is
// checked before it is timed. All figures are per CPU second of one thread.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync, chmodSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [peers, ours, seconds = 2] = process.argv.slice(2);

// ---- tasks --------------------------------------------------------------------------------------

const NUMBERS = { k0: 0.85, k1: 0.25, k2: 0.25, k3: 0.25, k4: 0.25, c1: 1.92, c2: 0.021, c3: 1.17,
  c4: 0.118, b1: 2.04, b2: 0.025, b3: 1.29, b4: 0.125 };
const FORMULA = 'k0*(k1*c1/b1+k2*c2/b2+k3*c3/b3+k4*c4/b4)';
const INDICATORS = ['COD', 'TP', 'TN', 'NH3-N'];
const BANDS = [['< 0.5', '-', 120], ['[0.5..1.0)', '-', 100], ['[1.0..1.2)', '<= 12', 60],
  ['[1.2..1.5)', '>= 1', 0], ['>= 1.5', '[1..12]', -150]];
const RULES = INDICATORS.flatMap((name, j) =>
  BANDS.map(([ratio, months, amount]) => [`"${name}"`, ratio, months, amount + 5 * j]));
const INPUTS = INDICATORS.flatMap((indicator) => [0.3, 0.7, 1.1, 1.3, 1.9].flatMap((ratio) =>
  [1, 6, 12].map((months) => ({ indicator, ratio, months }))));
const LIST = 'sum(for x in xs[item > 0.5] return if x > 0.75 then x*2 else x/2)';
const XS = Array.from({ length: 1000 }, (_, i) => (i * 7919 % 1000) / 1000);
const WANTED = [0.7718325581395349, 2010, 513.9375];

function check(name, task, value) {
  if (Math.abs(value - WANTED[task]) < 1e-9) return;
  console.error(`bench: ${name} gave ${value} for task ${'abc'[task]}, not ${WANTED[task]}`);
  process.exit(1);
}

// ---- feelin -------------------------------------------------------------------------------------

async function feelin() {
  const folder = `${peers}/feelin/dist`;
  const source = readFileSync(`${folder}/index.js`, 'utf8');
  writeFileSync(`${folder}/inside.js`, `${source}\nexport { interpreter, InterpreterContext };\n`);
  return import(pathToFileURL(`${folder}/inside.js`));
}

// UNIQUE: the one rule whose cells all pass.
const tableSum = (passes) => INPUTS.reduce((sum, input) => {
  const hits = RULES.filter((rule) => ['indicator', 'ratio', 'months']
    .every((name, i) => passes(rule[i], input[name])));
  if (hits.length !== 1) throw new Error(`${hits.length} rules`);
  return sum + hits[0][3];
}, 0);

function publicTasks({ evaluate, unaryTest }) {
  return [() => evaluate(FORMULA, NUMBERS).value,
    () => tableSum((cell, value) => unaryTest(cell, { '?': value }).value),
    () => evaluate(LIST, { xs: XS }).value];
}

function compiledTasks({ interpreter, InterpreterContext }) {
  const compile = (text, context) =>
    interpreter.evaluate(text, context, undefined, new InterpreterContext()).root;
  const cells = new Map([...new Set(RULES.flatMap((r) => r.slice(0, 3)))].map((cell) => [cell,
    interpreter.unaryTest(cell, { '?': 1 }, undefined, new InterpreterContext()).root]));
  const formula = compile(FORMULA, NUMBERS), list = compile(LIST, { xs: XS });
  return [() => formula(NUMBERS),
    () => tableSum((cell, value) => cells.get(cell)({ '?': value })(value)),
    () => list({ xs: XS })];
}

function rate(name, task, run, evaluations) {
  check(name, task, run());
  const start = process.cpuUsage();
  let runs = 0, spent = 0;
  while (spent < seconds * 1e6) {
    for (let i = 0; i < 4; i++, runs++) run();
    const used = process.cpuUsage(start);
    spent = used.user + used.system;
  }
  return runs * evaluations / (spent / 1e6);
}

// ---- KIE ----------------------------------------------------------------------------------------

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const entry = (tag, text) => `<${tag}><text>${escape(text)}</text></${tag}>`;
const TABLE = `<businessKnowledgeModel name="table"><variable name="table"/><encapsulatedLogic>
${['indicator', 'ratio', 'months'].map((n) => `<formalParameter name="${n}"/>`).join('')}
<decisionTable hitPolicy="UNIQUE">
${['indicator', 'ratio', 'months'].map((n) => `<input>${entry('inputExpression', n)}</input>`).join('')}
<output/>
${RULES.map((r) => `<rule>${r.slice(0, 3).map((c) => entry('inputEntry', c)).join('')}${
  entry('outputEntry', String(r[3]))}</rule>`).join('\n')}
</decisionTable></encapsulatedLogic></businessKnowledgeModel>`;
const KIE_TASKS = [
  { given: `{${Object.entries(NUMBERS).map(([k, v]) => `${k}: ${v}`)}}`,
    work: FORMULA.replace(/[kcb]\d/g, (name) => `given.${name}`), repetitions: [2000, 60000], evaluations: 1 },
  { given: `[${INPUTS.map((i) => `{indicator: "${i.indicator}", ratio: ${i.ratio}, months: ${i.months}}`)}]`,
    work: 'sum(for x in given return table(x.indicator, x.ratio, x.months))',
    repetitions: [10, 300], evaluations: INPUTS.length },
  { given: `[${XS}]`, work: LIST.replace('xs', 'given'), repetitions: [5, 100], evaluations: 1 },
];
const model = (task, repetitions) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
 name="bench" namespace="bench" id="bench">
<decision name="given" id="given"><variable name="given"/>${entry('literalExpression', task.given)}</decision>
<decision name="answer" id="answer"><variable name="answer"/>
<informationRequirement><requiredDecision href="#given"/></informationRequirement>
<knowledgeRequirement><requiredKnowledge href="#table"/></knowledgeRequirement>
${entry('literalExpression', `(for i in 1..${repetitions} return ${task.work})[-1]`)}</decision>
${TABLE.replace('name="table"', 'name="table" id="table"')}</definitions>`;

const cpuOf = (pid) => { // seconds; the kernel counts in hundredths
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

async function ask(port, task, repetitions) {
  const response = await fetch(`http://127.0.0.1:${port}/jitdmn/dmnresult`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: model(task, repetitions), context: {} }),
  });
  const result = await response.json();
  return result.dmnContext?.answer ?? JSON.stringify(result).slice(0, 300);
}

async function kieRates() {
  const program = `${peers}/@kie-tools/jitexecutor-native/dist/linux/jitexecutor`, port = 18080 + process.pid % 1000;
  chmodSync(program, 0o755);
  const server = spawn(program, ['-Dquarkus.http.host=127.0.0.1', `-Dquarkus.http.port=${port}`], { stdio: 'ignore' });
  try {
    for (let tries = 0; tries < 100; tries++) {
      try { await fetch(`http://127.0.0.1:${port}/`); break; } catch { await new Promise((r) => setTimeout(r, 100)); }
    }
    const rates = [];
    for (const [i, task] of KIE_TASKS.entries()) {
      const spent = [];
      for (const repetitions of task.repetitions) {
        const start = cpuOf(server.pid);
        check('KIE', i, await ask(port, task, repetitions));
        spent.push(cpuOf(server.pid) - start);
      }
      const more = (task.repetitions[1] - task.repetitions[0]) * task.evaluations;
      rates.push(more / (spent[1] - spent[0]));
    }
    return rates;
  } finally {
    server.kill();
  }
}

// -------------------------------------------------------------------------------------------------

const inside = await feelin();
const evaluations = [1, INPUTS.length, 1];
const softlaw = readFileSync(ours, 'utf8').split('\n')
  .map((line) => /^(.*\S)\s+([\d.]+) per CPU second$/.exec(line)).filter(Boolean);
const rows = [
  ['feelin 8.2, public interface', publicTasks(inside).map((run, i) => rate('feelin', i, run, evaluations[i]))],
  ['feelin 8.2, compiled once', compiledTasks(inside).map((run, i) => rate('feelin', i, run, evaluations[i]))],
  ['KIE executor, native', await kieRates()],
];
const cell = (n) => n.toFixed(n < 100 ? 1 : 0).padStart(14);
console.log(''.padEnd(32) + ['(a) formula', '(b) table', '(c) list'].map((t) => t.padStart(14)).join(''));
console.log('softlaw'.padEnd(32) + softlaw.slice(0, 3).map((m) => cell(Number(m[2]))).join(''));
for (const [name, rates] of rows) console.log(name.padEnd(32) + rates.map(cell).join(''));
for (const [name, rates] of rows)
  console.log(`softlaw against ${name}`.padEnd(46) +
    rates.map((r, i) => `${(Number(softlaw[i][2]) / r).toFixed(1)} times`.padStart(14)).join(''));
