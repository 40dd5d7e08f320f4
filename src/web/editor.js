// web/editor.js - dmn-js on the page: open a model, hear of changes, show where something is
import { say, translate } from './words.js';

let modeler, onChange, unmarked;

function modules() {
  const words = { additionalModules: [{ translate: ['value', translate] }] };
  return { drd: words, decisionTable: words, literalExpression: words, boxedExpression: words };
}

// The same model again where the language changes: what dmn-js says is settled when it is made.
export async function open(xml, changed) {
  const view = modeler?.getActiveView()?.element?.id;
  modeler?.destroy();
  document.getElementById('canvas').replaceChildren();
  modeler = new window.DmnJS({ container: '#canvas', ...modules() });
  onChange = changed;
  modeler.on('views.changed', showViews);
  await modeler.importXML(xml, { open: false });
  const views = modeler.getViews();
  const diagram = views.find(v => v.type === 'drd');
  if (diagram) await modeler.open(diagram); // places what has no place yet: no change of a person's
  const first = views.find(v => v.element.id === view) ?? views.find(v => v.type === 'decisionTable') ?? views[0];
  if (first) await modeler.open(first);
}

export async function text() {
  return (await modeler.saveXML({ format: false })).xml;
}

// ---- parts of the model -------------------------------------------------------------------------

function showViews({ views, activeView }) {
  const nav = document.getElementById('views');
  nav.hidden = views.length < 2;
  nav.replaceChildren(...views.map(view => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = view.type === 'drd' ? say('diagram') : view.name || view.id;
    button.setAttribute('aria-current', String(view.element.id === activeView?.element.id));
    button.addEventListener('click', () => modeler.open(view));
    return button;
  }));
  listen(modeler.getActiveViewer());
}

const heard = new WeakSet();
function listen(viewer) {
  if (!viewer || heard.has(viewer)) return;
  heard.add(viewer);
  viewer.on('elements.changed', () => onChange());
  viewer.on('commandStack.changed', () => onChange());
}

// ---- marks --------------------------------------------------------------------------------------

// dmn-js draws its cells anew at will, so marks are rules of a style sheet and not classes.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];
let colours = { findings: [], rules: [] };

export function mark(kind, marks) {
  colours[kind] = marks.filter(m => m.element);
  const rules = [...colours.rules, ...colours.findings].map(m =>
    `[data-element-id="${CSS.escape(m.element)}"], [data-row-id="${CSS.escape(m.element)}"] { box-shadow: inset 0 0 0 2px ${m.colour}; }`);
  sheet.replaceSync(rules.join('\n'));
}

function holds(element, id) {
  if (!element || typeof element !== 'object') return false;
  if (element.id === id) return true;
  return Object.entries(element).some(([key, value]) => key !== '$parent' && key[0] !== '$' &&
    [value].flat().some(child => child?.$type && holds(child, id)));
}

// Open the part where an element is, and bring it into sight.
export async function show(id) {
  const view = modeler.getViews().find(v => v.type !== 'drd' && holds(v.element, id));
  if (view && view.element.id !== modeler.getActiveView()?.element.id) await modeler.open(view);
  const place = document.querySelector(`[data-element-id="${CSS.escape(id)}"]`);
  place?.scrollIntoView({ block: 'center', inline: 'center' });
  (place?.querySelector('[contenteditable]') ?? place)?.focus?.();
}

// The ids of rules by the name of their table's decision and their numbers from 1.
export function ruleIds(name, numbers) {
  const all = modeler.getDefinitions().get('drgElement');
  const table = all.find(e => e.name === name)?.decisionLogic ?? (all.length === 1 ? all[0].decisionLogic : null);
  return numbers.map(n => table?.rule?.[n - 1]?.id);
}
