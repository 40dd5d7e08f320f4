// test/editor/vscode.test.mjs - the extension for VS Code, with VS Code's own library of the protocol
//
//     node test/editor/vscode.test.mjs PROGRAM
//
// The extension is the real one; of the editor only what it calls is played here. Positions are in
// UTF-16, as VS Code counts them. Ends with 1 at the first thing that does not hold.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '../..');
const protocol = createRequire(join(root, 'build/vscode/'))('vscode-languageserver-protocol/node');
const program = resolve(process.argv[2]), WAIT_MS = 15000;

// ---- the editor ---------------------------------------------------------------------------------

const file = join(here, 'agreement.md'), uri = pathToFileURL(file).href;
let text = readFileSync(file, 'utf8'), version = 1, language = 'markdown';
const published = [], waiting = [], opened = [];
let child, connection, selector;

class Range {
  constructor(...numbers) { this.numbers = numbers; }
}

const document = {
  get languageId() { return language; },
  getText: (range) => text.split('\n').slice(0, range.numbers[2]).join('\n'),
};

const vscode = {
  Range,
  languages: { setTextDocumentLanguage: (d, id) => { assert.equal(d, document); language = id; } },
  workspace: {
    getConfiguration: () => ({ get: (key) => ({ program, language: 'zh' })[key] }),
    onDidOpenTextDocument: (take) => { opened.push(take); return { dispose() {} }; },
    textDocuments: [document],
  },
};

// Stands for vscode-languageclient, whose library of the protocol it uses.
class LanguageClient {
  constructor(id, name, server, options) {
    this.server = server;
    selector = options.documentSelector;
  }

  async start() {
    child = spawn(this.server.command, this.server.args, { stdio: ['pipe', 'pipe', 'inherit'] });
    connection = protocol.createProtocolConnection(
      new protocol.StreamMessageReader(child.stdout), new protocol.StreamMessageWriter(child.stdin));
    connection.onNotification(protocol.PublishDiagnosticsNotification.type, (p) => {
      published.push(p);
      waiting.splice(0).forEach((wake) => wake());
    });
    connection.listen();
    const answer = await connection.sendRequest(protocol.InitializeRequest.type, {
      processId: process.pid, rootUri: null, locale: 'zh-cn',
      capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
    });
    assert.equal(answer.capabilities.positionEncoding, 'utf-16');
    await connection.sendNotification(protocol.InitializedNotification.type, {});
  }

  async stop() {
    await connection.sendRequest(protocol.ShutdownRequest.type);
    await connection.sendNotification(protocol.ExitNotification.type);
  }
}

const load = Module._load;
Module._load = function (name, ...rest) {
  if (name === 'vscode') return vscode;
  if (name === 'vscode-languageclient/node') return { LanguageClient };
  return load.call(this, name, ...rest);
};

// ---- what a person does -------------------------------------------------------------------------

const textDocument = { uri };

function positionOf(word, nth = 1) {
  let at = -1;
  for (let i = 0; i < nth; i++) at = text.indexOf(word, at + 1);
  assert.ok(at >= 0, `the text has no ${word}`);
  const before = text.slice(0, at).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

function offsetOf(position) {
  const lines = text.split('\n').slice(0, position.line);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + position.character;
}

const inRange = (range) => text.slice(offsetOf(range.start), offsetOf(range.end));

// The findings of the version at hand.
async function findings() {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const last = published.findLast((p) => p.uri === uri && p.version === version);
    if (last) return last.diagnostics;
    assert.ok(Date.now() < deadline, 'no findings come');
    await new Promise((wake) => { waiting.push(wake); setTimeout(wake, 100); });
  }
}

async function finding(code) {
  return (await findings()).find((d) => d.code === code);
}

// Apply edits as an editor does: told to the server as changes, from the last to the first.
async function apply(edits) {
  const changes = [...edits].sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start));
  for (const { range, newText } of changes)
    text = text.slice(0, offsetOf(range.start)) + newText + text.slice(offsetOf(range.end));
  version++;
  await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version },
    contentChanges: changes.map(({ range, newText }) => ({ range, text: newText })),
  });
}

async function takeFix(code, title) {
  const diagnostic = await finding(code);
  assert.ok(diagnostic, `no finding ${code}`);
  const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument, range: diagnostic.range, context: { diagnostics: [diagnostic] },
  });
  const action = actions.find((a) => a.title.startsWith(title));
  assert.ok(action, `no fix ${title} in ${actions.map((a) => a.title)}`);
  assert.equal(action.kind, protocol.CodeActionKind.QuickFix);
  assert.deepEqual(action.diagnostics[0].range, diagnostic.range);
  await apply(action.edit.changes[uri]);
}

const ask = (type, position, more) => connection.sendRequest(type, { textDocument, position, ...more });

const { activate, deactivate } = createRequire(import.meta.url)(
  join(root, 'editors/vscode/extension.js'));
await activate({ subscriptions: [] });
assert.equal(language, 'softlaw', 'an agreement in Markdown is none of ours');
assert.deepEqual(selector, [{ language: 'softlaw' }]);
language = 'markdown';
const whole = text;
text = '# Notes\n\nsoftlaw: 1\n';
opened[0](document);
assert.equal(language, 'markdown', 'any Markdown is taken for an agreement');
text = whole;

await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
  textDocument: { uri, languageId: 'softlaw', version, text },
});

// Findings stand where they should, also behind a character of two units, and speak Chinese.
const vague = await finding('vague-time');
assert.equal(inRange(vague.range), '及时');
assert.match(vague.message, /[一-鿿]/);
assert.equal(inRange((await finding('unknown-name')).range), '水质类型');

await takeFix('unknown-name', '改为“水质类别”');
assert.ok(text.includes('(3 - 水质类别)'));
assert.equal(await finding('unknown-name'), undefined);

const hover = await ask(protocol.HoverRequest.type, positionOf('水质类别)'));
assert.match(hover.contents.value, /water class/);
assert.equal(inRange(hover.range), '水质类别');

const definition = await ask(protocol.DefinitionRequest.type, positionOf('水质类别)'));
assert.deepEqual(definition.range.start, positionOf('水质类别:'));
const uses = await ask(protocol.ReferencesRequest.type, positionOf('水质类别:'), {
  context: { includeDeclaration: true },
});
assert.deepEqual(uses.map((u) => inRange(u.range)), ['水质类别', '水质类别']);

// A citation leads to its article, also behind a character of two units.
const rest = positionOf('每差一级');
await apply([{ range: { start: rest, end: rest }, newText: '𠮷按editor#art_1的类别，' }]);
const article = await ask(protocol.DefinitionRequest.type, positionOf('editor#art_1'));
assert.equal(inRange(article.range), '# 第一条 水质');

const renamed = await ask(protocol.RenameRequest.type, positionOf('水质类别:'), { newName: '断面类别' });
await apply(renamed.changes[uri]);
assert.equal(text.split('断面类别').length, 3);
assert.ok(text.includes('水质类别以1至6表示'), 'the words of the text were renamed');
assert.equal((await findings()).filter((d) => d.severity === 1).length, 0);
await assert.rejects(
  ask(protocol.RenameRequest.type, positionOf('断面类别:'), { newName: '补偿' }), /补偿/);

const between = positionOf('between:');
await apply([{ range: { start: between, end: between }, newText: 'wh\n    ' }]);
const cursor = { line: between.line, character: between.character + 2 };
const proposals = await ask(protocol.CompletionRequest.type, cursor);
const when = proposals.find((p) => p.label === 'when');
assert.ok(when, 'the key "when" is not proposed');
assert.equal(inRange(when.textEdit.range), 'wh');

const lenses = await connection.sendRequest(protocol.CodeLensRequest.type, { textDocument });
assert.ok(lenses.some((l) => inRange(l.range) === '# 第一条 水质' && /\d/.test(l.command.title)));
const symbols = await connection.sendRequest(protocol.DocumentSymbolRequest.type, { textDocument });
assert.deepEqual(symbols.map((s) => s.name).slice(-2), ['第一条 水质', '第二条 补偿']);
for (const s of symbols) assert.ok(inRange(s.range).startsWith(inRange(s.selectionRange)));

const ended = new Promise((end) => child.on('exit', end));
await deactivate();
assert.equal(await ended, 0);
console.log('the extension serves an agreement');
