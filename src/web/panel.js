// web/panel.js - beside the editor: findings, inputs to try, the answer and its reasons
import { say } from './words.js';
import { mark, ruleIds, show } from './editor.js';

const COLOURS = { error: '#b3261e', warning: '#d98e04', note: '#5b7ba6' };

function make(tag, text, className) {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
}

// ---- findings -----------------------------------------------------------------------------------

function finding(f) {
  const item = make('li', undefined, f.severity);
  const body = make(f.element ? 'button' : 'div');
  body.append(make('span', say(f.severity), 'kind'), ' ', make('span', f.message));
  if (f.element) {
    body.type = 'button';
    body.addEventListener('click', () => show(f.element));
  }
  const where = f.line ? say('line').replace('{1}', f.line) + ' · ' : '';
  item.append(body, make('p', where + f.rule + (f.hint ? ' · ' + f.hint : ''), 'hint'));
  return item;
}

export function showFindings(findings) {
  const list = document.getElementById('findings');
  document.getElementById('findings-count').textContent = findings.length ? `(${findings.length})` : '';
  list.replaceChildren(...(findings.length ? findings.map(finding) : [make('li', say('no-findings'))]));
  mark('findings', findings.map(f => ({ element: f.element, colour: COLOURS[f.severity] })));
}

// ---- inputs -------------------------------------------------------------------------------------

function input({ name, type }, value) {
  const label = make('label', name);
  const field = make('input');
  field.name = name;
  field.value = value;
  field.autocomplete = 'off';
  label.append(' ', make('span', type === 'Any' ? '' : type, 'type'), field);
  return label;
}

export function typed() {
  return Object.fromEntries([...document.querySelectorAll('#inputs input')].map(i => [i.name, i.value]));
}

// Fields that are there already stay, with what was typed into them.
export function showInputs(inputs) {
  const box = document.getElementById('inputs');
  const key = JSON.stringify(inputs);
  if (box.dataset.key === key) return;
  const values = typed();
  box.dataset.key = key;
  box.replaceChildren(...inputs.map(i => input(i, values[i.name] ?? '')));
  if (!inputs.length) box.append(make('p', say('no-inputs'), 'hint'));
}

// ---- the answer ---------------------------------------------------------------------------------

function rows(pairs) {
  const table = make('table');
  for (const [name, value] of pairs) {
    const row = table.insertRow();
    row.append(make('th', name));
    row.insertCell().append(value);
  }
  return table;
}

// A reason, and those that led to it.
function reasons(n) {
  const list = make('ol');
  for (const r of n.reasons) list.append(make('li', r.line ? `${r.message} · ${say('line').replace('{1}', r.line)}` : r.message));
  return list;
}

export function showAnswer({ answer, shown }) {
  const box = document.getElementById('answer');
  const fired = answer.fired.filter(f => f.rules.length);
  box.replaceChildren(make('h3', say('result')), rows(shown.map(v => [v.name, make('pre', v.text)])));
  box.append(make('h3', say('fired')),
    fired.length ? rows(fired.map(f => [f.element, f.rules.join(', ')])) : make('p', say('none'), 'hint'));
  if (answer.nulls.length)
    box.append(make('h3', say('why-null')), rows(answer.nulls.map(n => [n.value, reasons(n)])));
  mark('rules', fired.flatMap(f => ruleIds(f.element, f.rules)).map(element => ({ element, colour: '#2e7d32' })));
}

export function showProblem(problem) {
  document.getElementById('answer').replaceChildren(make('p', [problem.title, problem.detail].filter(Boolean).join(' · '), 'hint'));
  mark('rules', []);
}
