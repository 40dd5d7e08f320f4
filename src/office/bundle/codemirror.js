// office/bundle/codemirror.js - what the editor takes of CodeMirror, as one global: put into a file by esbuild
export { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export {
  HighlightStyle,
  Language,
  codeFolding,
  defineLanguageFacet,
  foldGutter,
  foldKeymap,
  foldService,
  syntaxHighlighting,
} from "@codemirror/language";
export { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
export { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
export { EditorState } from "@codemirror/state";
export {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
export { tags } from "@lezer/highlight";
export { Table, parser as markdown } from "@lezer/markdown";
export { parser as yaml } from "@lezer/yaml";
export { parseMixed } from "@lezer/common";
