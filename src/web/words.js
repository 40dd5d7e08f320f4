// web/words.js - the words of the page, in the language that the reader chose
let words = { page: {}, editor: {} };
export let lang = 'en';

export function say(key) {
  return words.page[key] ?? key;
}

// What dmn-js says: English is the key, {holes} are filled.
export function translate(template, values = {}) {
  const text = words.editor[template] ?? template;
  return text.replace(/{([^}]+)}/g, (hole, name) => values[name] ?? hole);
}

// Without a language: that of the terminal.
export async function speak(language = '') {
  words = await (await fetch('texts?lang=' + language)).json();
  lang = words.lang;
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const e of document.querySelectorAll('[data-text]')) e.textContent = say(e.dataset.text);
  for (const e of document.querySelectorAll('[data-label]')) e.setAttribute('aria-label', say(e.dataset.label));
}
