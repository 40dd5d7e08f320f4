// office/live.js - a page that is shown anew when something on it has changed, and how far long work is
//
// <div id="live"> says which changes concern the page, and has the words for them. One page of all that
// are open listens (a browser opens few connections) and tells the others. Each knows up to which change
// it shows everything, and whoever begins to listen goes on from there, so that none is missed between. What
// somebody is writing is left alone: he is told, and shows the change when he wants to.
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

  // Where a change comes while the page is asked for, what was asked first is not waited for.
  let asked = null;
  const show = async () => {
    asked?.abort();
    if (is_writing()) return offer();
    const mine = (asked = new AbortController());
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, signal: mine.signal });
    if (!answer.ok || answer.redirected) return offer();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (mine.signal.aborted) return;
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
    waiting = setTimeout(() => show().catch(fault => { if (fault.name !== "AbortError") offer(); }), SETTLE);
  };

  const changed = ({ kind, thing }) => {
    const { kinds, thing: own } = place().dataset;
    if (kinds.split(" ").includes(kind) && (!own || own === thing)) soon();
  };

  let quiet;
  const progress = ({ thing, done, all }) => {
    const own = place().dataset.thing;
    if (own && own !== thing) return;
    clearTimeout(quiet);
    if (done >= all) return say();
    const bar = document.createElement("progress");
    bar.max = all;
    bar.value = done;
    bar.setAttribute("aria-label", place().dataset.busy);
    say(place().dataset.busy + " ", bar);
    quiet = setTimeout(say, QUIET);
  };

  let last = Number(place()?.dataset.after ?? 0); // the change up to which this page has heard of all
  const TOLD = { change: changed, progress, reset: soon };
  const hear = ({ name, data, at }) => {
    last = Math.max(last, at ?? 0);
    TOLD[name](data);
  };

  // ---- who listens ------------------------------------------------------------------------------

  const listen = closed => {
    const source = new EventSource("/api/v1/events?after=" + last);
    for (const name of Object.keys(TOLD))
      source.addEventListener(name, event => {
        const message = { name, data: JSON.parse(event.data), at: Number(event.lastEventId) };
        hear(message);
        told?.postMessage(message);
      });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) closed();
    });
    return source;
  };

  // While one page holds the lock the others wait for it; where there are no locks, each that is seen.
  let listens = false;
  const begin = () => {
    if (navigator.locks)
      navigator.locks.request("softlaw-events", () => new Promise(done => {
        listens = true;
        listen(() => setTimeout(() => {
          listens = false;
          done();
          begin();
        }, AGAIN));
      }));
    else alone();
  };

  const alone = () => {
    let source = null;
    const look = () => {
      if (document.visibilityState === "visible")
        source ??= listen(() => { source = null; setTimeout(look, AGAIN); });
      else source = (source?.close(), null);
    };
    document.addEventListener("visibilitychange", look);
    look();
  };

  if (!place()) return;
  // A page that has just been made tells what it knows; who listens tells it that there was more since.
  if (told)
    told.onmessage = ({ data }) => {
      if (data.name !== "begun") hear(data);
      else if (listens && data.at < last) told.postMessage({ name: "reset", data: {}, at: last });
    };
  told?.postMessage({ name: "begun", at: last });
  begin();
})();
