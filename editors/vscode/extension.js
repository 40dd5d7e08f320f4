// editors/vscode/extension.js - agreements in VS Code: starts `softlaw lsp` for those that are open
//
// An agreement is a Markdown file whose front matter names the format, or any file in the language
// "softlaw". All that is shown comes from the server.
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

function isAgreement(document) {
  const start = document.getText(new vscode.Range(0, 0, 20, 0));
  return document.languageId === 'markdown' && /^---\s*\n(.*\n)*?softlaw:/.test(start);
}

// An agreement that was opened as Markdown becomes one of ours.
function take(document) {
  if (isAgreement(document)) vscode.languages.setTextDocumentLanguage(document, 'softlaw');
}

function activate(context) {
  const settings = vscode.workspace.getConfiguration('softlaw');
  const language = settings.get('language');
  const server = {
    command: settings.get('program'),
    args: language === 'editor' ? ['lsp'] : ['lsp', '--lang', language],
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(take));
  vscode.workspace.textDocuments.forEach(take);
  client = new LanguageClient('softlaw', 'softlaw', server, {
    documentSelector: [{ language: 'softlaw' }],
  });
  return client.start();
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
