// office/live.js - a page that is shown anew when something on it has changed, and how far long work is
//
// <div id="live"> says which changes concern the page, and has the words for them. One page of all that
// are open listens (a browser opens few connections) and tells the others. What somebody is writing is
// left alone: he is told, and shows the change when he wants to.
(() => {
  "use strict";
  const SETTLE = 300, AGAIN = 60000, QUIET = 10000;
  const place = () => document.getElementById("live");
  const told = "BroadcastChannel" in window ? new BroadcastChannel("softlaw-events") : null;

  // ---- what is shown ----------------------------------------------------------------------------

  const say = (...parts) => {
    place().replaceChildren(...parts);
    place().hidden = !parts.length;
    place().classList.toggle("told", parts.length > 0);
  };

  const is_writing = () =>
    [...document.querySelectorAll("main input:not([type=hidden]), main textarea, main select")].some(field =>
      field === document.activeElement ||
      (field.options ? [...field.options].some(o => o.selected !== o.defaultSelected && field.selectedIndex > 0)
        : field.type === "file" ? field.files.length
        : field.value !== field.defaultValue));

  const offer = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = place().dataset.show;
    button.addEventListener("click", () => location.reload());
    say(place().dataset.changed + " ", button);
  };

  const show = async () => {
    if (is_writing()) return offer();
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return offer();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (!fresh || is_writing()) return offer();
    const main = document.querySelector("main"), active = document.activeElement;
    const focus = main.contains(active) ? active.getAttribute("href") || active.getAttribute("aria-label") : null;
    main.replaceChildren(...fresh.childNodes);
    document.dispatchEvent(new Event("softlaw:shown"));
    if (!focus) return;
    [...main.querySelectorAll("a, button")]
      .find(e => focus === (e.getAttribute("href") || e.getAttribute("aria-label")))?.focus();
  };

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show().catch(() => {}), SETTLE);
  };

  const changed = ({ kind, thing }) => {
    const { kinds, thing: own } = place().dataset;
    if (kinds.split(" ").includes(kind) && (!own || own === thing)) soon();
  };

  let quiet;
  const progress = ({ done, all }) => {
    clearTimeout(quiet);
    if (done >= all) return say();
    const bar = document.createElement("progress");
    bar.max = all;
    bar.value = done;
    bar.setAttribute("aria-label", place().dataset.busy);
    say(place().dataset.busy + " ", bar);
    quiet = setTimeout(say, QUIET);
  };

  const TOLD = { change: changed, progress, reset: soon };
  const hear = ({ name, data }) => TOLD[name](data);

  // ---- who listens ------------------------------------------------------------------------------

  const listen = closed => {
    const source = new EventSource("/api/v1/events");
    for (const name of Object.keys(TOLD))
      source.addEventListener(name, event => {
        const message = { name, data: JSON.parse(event.data) };
        hear(message);
        told?.postMessage(message);
      });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) closed();
    });
    return source;
  };

  // While one page holds the lock the others wait for it; where there are no locks, each that is seen.
  const begin = () => {
    if (navigator.locks)
      navigator.locks.request("softlaw-events", () => new Promise(done => listen(() => setTimeout(() => {
        done();
        begin();
      }, AGAIN))));
    else alone();
  };

  const alone = () => {
    let source = null;
    const look = () => {
      if (document.visibilityState === "visible") source ??= listen(() => { source = null; });
      else source = (source?.close(), null);
    };
    document.addEventListener("visibilitychange", look);
    look();
  };

  if (!place()) return;
  if (told) told.onmessage = event => hear(event.data);
  begin();
})();
