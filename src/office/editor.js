// office/editor.js - the editor of a draft: findings, score, coverage and values while one types
//
// The page works without this script, by its plain field. The editor stands in a shadow tree, whose
// styles need no exception from the Content-Security-Policy. What is found comes from the office,
// for each state of the text that has stood for a moment.
"use strict";

(() => {
  const {
    EditorState,
    EditorView,
    HighlightStyle,
    Language,
    Table,
    autocompletion,
    closeBrackets,
    codeFolding,
    completionKeymap,
    defaultKeymap,
    defineLanguageFacet,
    drawSelection,
    foldGutter,
    foldKeymap,
    foldService,
    highlightActiveLine,
    highlightActiveLineGutter,
    highlightSelectionMatches,
    history,
    historyKeymap,
    hoverTooltip,
    keymap,
    lineNumbers,
    lintGutter,
    lintKeymap,
    markdown,
    parseMixed,
    search,
    searchKeymap,
    setDiagnostics,
    syntaxHighlighting,
    tags,
    yaml,
  } = CodeMirror;

  const form = document.querySelector("form[data-live]");
  const field = form.querySelector("textarea");
  const texts = JSON.parse(form.dataset.texts);
  const PAUSE = 300; // milliseconds without a key before the office is asked

  // ---- the office -------------------------------------------------------------------------------

  async function ask(what, body, signal) {
    const answer = await fetch(`${form.dataset.live}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": form.elements.csrf.value },
      body: JSON.stringify(body),
      signal,
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail ? `${said.title}: ${said.detail}` : said.title);
    return said;
  }

  function make(name, text, attributes = {}) {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  // ---- what the margin shows --------------------------------------------------------------------

  const margin = {};
  for (const element of document.querySelectorAll("[data-shows]"))
    margin[element.dataset.shows] = element;

  function jump(view, at) {
    view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: "center" }),
    });
    view.focus();
  }

  function mend(view, fix) {
    view.dispatch({
      changes: fix.edits.map((e) => ({ from: e.from, to: e.to, insert: e.text })),
      userEvent: "input.fix",
    });
    view.focus();
  }

  function findingItem(view, finding) {
    const item = make("li", "", finding.severity === "error" ? { class: "error" } : {});
    const where = make(
      "button",
      `${texts[finding.severity]}, ${texts.line} ${finding.line}, ${finding.rule}`,
      { type: "button", class: "plain meta" },
    );
    where.addEventListener("click", () => jump(view, finding.from));
    item.append(where, make("br", ""), finding.message);
    if (finding.hint) item.append(" ", make("span", finding.hint, { class: "meta" }));
    for (const fix of finding.fixes) {
      const button = make("button", fix.title, { type: "button", class: "plain" });
      button.addEventListener("click", () => mend(view, fix));
      item.append(" ", button);
    }
    return item;
  }

  function showFindings(view, findings) {
    margin.findings.replaceChildren(...findings.map((f) => findingItem(view, f)));
    margin.none.hidden = findings.length > 0;
  }

  function showArticles(view, articles) {
    margin.articles.replaceChildren(
      ...articles
        .filter((a) => a.heading)
        .map((a) => {
          const item = make("li", "", { class: `level-${Math.min(a.level, 4)}` });
          const link = make("button", a.heading, { type: "button", class: "plain" });
          link.addEventListener("click", () => jump(view, a.from));
          item.append(link);
          if (a.percent !== null) item.append(" ", make("span", `${a.percent}`, { class: "meta" }));
          return item;
        }),
    );
  }

  function coverageCell(count, isDeclared) {
    const mark = isDeclared && !count ? "○" : count ? `${count}` : "·";
    const what = isDeclared && !count ? "declared" : count ? "spoken" : "empty";
    return make("td", mark, { class: what, title: `${texts[what]}` });
  }

  function showCoverage(coverage) {
    const head = make("tr", "");
    head.append(make("td", ""));
    for (const stage of coverage.life) head.append(make("th", stage, { scope: "col" }));
    const rows = coverage.chain.map((stage, i) => {
      const row = make("tr", "");
      row.append(make("th", stage, { scope: "row" }));
      coverage.cells[i].forEach((count, k) =>
        row.append(coverageCell(count, coverage.declared[i][k])),
      );
      return row;
    });
    margin.coverage.tHead.replaceChildren(head);
    margin.coverage.tBodies[0].replaceChildren(...rows);
  }

  // ---- findings of the text as it stands --------------------------------------------------------

  let timer = 0;
  let asked = null;

  function diagnosticOf(finding, size) {
    return {
      from: Math.min(finding.from, size),
      to: Math.min(Math.max(finding.to, finding.from), size),
      severity: finding.severity === "note" ? "info" : finding.severity,
      source: finding.rule,
      message: finding.hint ? `${finding.message}\n${finding.hint}` : finding.message,
      actions: finding.fixes.map((fix) => ({ name: fix.title, apply: (view) => mend(view, fix) })),
    };
  }

  function show(view, looked) {
    const diagnostics = looked.findings.map((f) => diagnosticOf(f, view.state.doc.length));
    view.dispatch(setDiagnostics(view.state, diagnostics));
    showFindings(view, looked.findings);
    showArticles(view, looked.articles);
    showCoverage(looked.coverage);
    margin.score.textContent = `${looked.score.score}`;
    for (const share of ["complete", "quantified", "indexed"])
      margin[share].textContent = `${looked.score[`${share}_percent`]}`;
  }

  async function look(view) {
    if (asked) asked.abort();
    const mine = (asked = new AbortController());
    const doc = view.state.doc;
    margin.state.textContent = texts.looking;
    try {
      const looked = await ask("look", { text: doc.toString() }, mine.signal);
      if (view.state.doc !== doc) return;
      show(view, looked);
      margin.state.textContent = "";
    } catch (error) {
      if (!mine.signal.aborted) margin.state.textContent = `${texts.failed} ${error.message}`;
    }
  }

  function lookSoon(view) {
    clearTimeout(timer);
    timer = setTimeout(() => look(view), PAUSE);
  }

  // ---- values and proposals ---------------------------------------------------------------------

  async function hover(view, at) {
    const doc = view.state.doc;
    const said = await ask("hover", { text: doc.toString(), at }).catch(() => ({ html: "" }));
    if (!said.html || view.state.doc !== doc) return null;
    const dom = make("div", "", { class: "hover", lang: document.documentElement.lang });
    dom.innerHTML = said.html; // Markdown that the office has made safe
    return { pos: said.from, end: said.to, above: true, create: () => ({ dom }) };
  }

  const TYPES = { section: "namespace", key: "property", name: "variable", function: "function" };

  async function complete(context) {
    const word = context.matchBefore(/[^\s:,[\]{}()]+/u);
    if (!word && !context.explicit) return null;
    const text = context.state.doc.toString();
    const said = await ask("complete", { text, at: context.pos }).catch(() => null);
    if (!said || context.aborted || !said.proposals.length) return null;
    return {
      from: said.from,
      options: said.proposals.map((p) => ({
        label: p.label,
        detail: p.detail,
        info: p.text || undefined,
        apply: p.insert,
        type: TYPES[p.kind] || "text",
      })),
      validFor: /^[^\s:,[\]{}()]*$/u,
    };
  }

  // ---- the language: Markdown, with YAML in front matter and terms ------------------------------

  const frontMatter = {
    defineNodes: [{ name: "FrontMatter", block: true }],
    parseBlock: [
      {
        name: "FrontMatter",
        before: "HorizontalRule",
        parse(context, line) {
          if (context.lineStart > 0 || line.text !== "---") return false;
          while (context.nextLine() && line.text !== "---");
          context.nextLine();
          context.addElement(context.elt("FrontMatter", 0, context.prevLineEnd()));
          return true;
        },
      },
    ],
  };

  function nested(node, input) {
    if (node.name === "FrontMatter") {
      const from = node.from + 4, to = node.to - 4; // between the fences
      return to > from ? { parser: yaml, overlay: [{ from, to }] } : null;
    }
    if (node.name !== "FencedCode") return null;
    const info = node.node.getChild("CodeInfo");
    const code = node.node.getChild("CodeText");
    if (!info || !code || !/^(terms|yaml)/.test(input.read(info.from, info.to))) return null;
    return { parser: yaml, overlay: [{ from: code.from, to: code.to }] };
  }

  const language = new Language(
    defineLanguageFacet(),
    markdown.configure([Table, frontMatter, { wrap: parseMixed(nested) }]),
    [],
    "softlaw",
  );

  // An article folds away up to the next heading that is no deeper.
  function foldOf(state, from, to) {
    const level = (/^#+/.exec(state.sliceDoc(from, to)) || [""])[0].length;
    if (!level) return null;
    let last = state.doc.lineAt(from).number;
    for (let n = last + 1; n <= state.doc.lines; n++) {
      const deeper = (/^#+ /.exec(state.doc.line(n).text) || [""])[0].length - 1;
      if (deeper > 0 && deeper <= level) break;
      last = n;
    }
    const end = state.doc.line(last).to;
    return end > to ? { from: to, to: end } : null;
  }

  // ---- how it looks -----------------------------------------------------------------------------

  const ink = HighlightStyle.define([
    { tag: tags.heading, fontWeight: "700" },
    { tag: tags.strong, fontWeight: "700" },
    { tag: tags.emphasis, fontStyle: "italic" },
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--link)" },
    { tag: [tags.string, tags.content, tags.literal], color: "inherit" },
    { tag: [tags.comment, tags.processingInstruction, tags.meta], color: "var(--soft)" },
    { tag: tags.link, color: "var(--link)" },
  ]);

  const theme = EditorView.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--soft)" },
    "&.cm-focused": { outline: "3px solid var(--link)" },
    ".cm-scroller": {
      font: '.85rem/1.5 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
      minHeight: "24rem",
      maxHeight: "75vh",
    },
    ".cm-content": { caretColor: "var(--ink)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-gutters": {
      backgroundColor: "var(--wash)",
      color: "var(--soft)",
      borderRight: "1px solid var(--line)",
    },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--link) 8%, transparent)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
      background: "color-mix(in srgb, var(--link) 25%, transparent)",
    },
    ".cm-tooltip, .cm-panels": {
      backgroundColor: "var(--paper)",
      color: "var(--ink)",
      border: "1px solid var(--line)",
    },
    ".cm-tooltip-autocomplete ul li[aria-selected]": {
      background: "var(--link)",
      color: "var(--paper)",
    },
    ".cm-diagnostic": { whiteSpace: "pre-wrap", maxWidth: "34rem" },
    ".cm-foldPlaceholder": { background: "none", color: "var(--soft)", border: "1px solid var(--line)" },
    ".hover": { padding: ".3rem .8rem", maxWidth: "30rem", font: ".9rem/1.5 system-ui, sans-serif" },
    ".hover p, .hover ul": { margin: ".2rem 0" },
  });

  // ---- begin ------------------------------------------------------------------------------------

  const saved = field.value;
  let isSubmitted = false;
  const host = make("div", "");
  field.before(host);

  const save = () => (form.requestSubmit(), true);
  const view = new EditorView({
    parent: host.attachShadow({ mode: "open" }),
    root: host.shadowRoot,
    state: EditorState.create({
      doc: saved,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        lintGutter(),
        history(),
        foldGutter(),
        codeFolding(),
        foldService.of(foldOf),
        drawSelection(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        autocompletion({ override: [complete] }),
        hoverTooltip(hover),
        language,
        syntaxHighlighting(ink),
        theme,
        EditorView.lineWrapping,
        EditorState.phrases.of(texts.phrases),
        EditorView.contentAttributes.of({ "aria-label": texts.label, tabindex: "0" }),
        EditorView.updateListener.of((u) => u.docChanged && lookSoon(u.view)),
        keymap.of([
          { key: "Mod-s", run: save, preventDefault: true },
          ...completionKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap,
        ]),
      ],
    }),
  });

  field.hidden = true;
  field.required = false;

  async function layOut() {
    try {
      const doc = view.state.doc;
      const said = await ask("format", { text: doc.toString() });
      if (view.state.doc !== doc || said.text === doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: said.text } });
    } catch (error) {
      margin.state.textContent = `${texts.failed} ${error.message}`;
    }
  }

  for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;
  document.querySelector("[data-lays-out]").addEventListener("click", layOut);
  form.addEventListener("submit", () => {
    field.value = view.state.doc.toString();
    isSubmitted = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSubmitted && view.state.doc.toString() !== saved) event.preventDefault();
  });
  look(view);
})();
