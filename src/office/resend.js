// office/resend.js - a form that is sent anew as one changes it: what comes back takes its place
//
// <form data-resends="#id"> is sent when something in it has stood for a moment; of the page that
// comes back, the element #id takes the place of the one that is here. Buttons with a name or an
// address of their own lead to a page. Without this script the form is sent by its button.
"use strict";

for (const form of document.querySelectorAll("form[data-resends]")) {
  const PAUSE = 250; // milliseconds
  let timer = 0;
  let asked = null;

  const send = async () => {
    if (asked) asked.abort();
    const mine = (asked = new AbortController());
    const place = document.querySelector(form.dataset.resends);
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        signal: mine.signal,
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(form.dataset.resends) || page.querySelector("main");
      place.replaceChildren(...fresh.childNodes);
      document.dispatchEvent(new CustomEvent("softlaw:shown", { detail: place }));
    } catch (error) {
      if (!mine.signal.aborted) place.textContent = String(error.message);
    }
    if (asked === mine) place.removeAttribute("aria-busy");
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && (button.name || button.hasAttribute("formaction"))) return;
    event.preventDefault();
    send();
  });
}
