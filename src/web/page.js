// web/page.js - the page's course: open the file, check while it is edited, try it, save it
import { lang, say, speak } from './words.js';
import * as editor from './editor.js';
import * as panel from './panel.js';

const WAIT = 400; // milliseconds without a change before it is checked
const $ = id => document.getElementById(id);
let model, saved, baseline, last, timer, checks = 0;

// ---- asking softlaw -----------------------------------------------------------------------------

async function ask(name, body) {
  const options = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(`${name}?lang=${lang}`, options);
  } catch {
    throw { title: say('gone') };
  }
  if (!answer.ok) throw await answer.json().catch(() => ({ title: say('gone') }));
  return answer.text();
}

async function draft() {
  return { source: model.source, baseline, edited: await editor.text(), saved };
}

// ---- what the page says -------------------------------------------------------------------------

function notice(problem, canReload) {
  $('notice').hidden = !problem;
  $('notice-text').textContent = problem ? [problem.title, problem.detail].filter(Boolean).join(' · ') : '';
  $('reload').hidden = !canReload;
}

function showState() {
  const dirty = editorDiffers();
  $('save').disabled = !dirty;
  $('state').textContent = say(dirty ? 'unsaved' : saved === model.source ? 'unchanged' : 'saved');
}

let current;
function editorDiffers() {
  return current !== last;
}

// ---- checking -----------------------------------------------------------------------------------

async function check() {
  const mine = ++checks;
  const d = await draft();
  current = d.edited;
  showState();
  try {
    const answer = JSON.parse(await ask('check', d));
    if (mine !== checks) return;
    panel.showFindings(answer.findings);
    panel.showInputs(answer.inputs);
    notice(answer.is_changed ? { title: say('changed') } : null, answer.is_changed);
    if ($('answer').hasChildNodes()) compute();
  } catch (problem) {
    if (mine === checks) notice(problem);
  }
  document.body.dataset.checked = String(mine);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(check, WAIT);
}

// ---- trying and saving --------------------------------------------------------------------------

async function compute() {
  try {
    const d = { ...await draft(), inputs: JSON.stringify(panel.typed()) };
    panel.showAnswer(JSON.parse(await ask('try', d)));
  } catch (problem) {
    panel.showProblem(problem);
  }
}

async function save() {
  if ($('save').disabled) return;
  const d = await draft();
  $('state').textContent = say('saving');
  try {
    saved = JSON.parse(await ask('save', d)).saved;
    last = d.edited;
    notice(null);
    await check();
  } catch (problem) {
    notice(problem, problem.status === 409);
    showState();
  }
}

// ---- the beginning ------------------------------------------------------------------------------

async function open() {
  model = JSON.parse(await ask('model'));
  saved = model.source;
  $('name').textContent = model.table ? `${model.name} · ${model.table}` : model.name;
  document.body.classList.toggle('table', Boolean(model.table));
  document.title = model.name + ' - softlaw';
  await editor.open(model.xml, soon);
  baseline = last = current = await editor.text();
  notice(null);
  await check();
}

async function change() {
  await speak(lang === 'zh' ? 'en' : 'zh');
  await editor.open(await editor.text(), soon);
  await check();
}

async function start() {
  await speak();
  $('save').addEventListener('click', save);
  $('lang').addEventListener('click', change);
  $('reload').addEventListener('click', open);
  $('try').addEventListener('submit', e => {
    e.preventDefault();
    compute();
  });
  document.addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 's') {
      e.preventDefault();
      save();
    }
  });
  window.addEventListener('beforeunload', e => editorDiffers() && e.preventDefault());
  try {
    await open();
  } catch (problem) {
    notice({ title: say('cannot-show'), detail: problem.title ?? problem.message });
  }
}

start();
