// office/passkey.js - passkeys: asks the office for a question, and an authenticator for its answer
//
// The forms are hidden without this script, and where the browser knows no passkeys.
"use strict";

(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  async function post(form, address, body) {
    const answer = await fetch(address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRF-Token": form.elements.csrf ? form.elements.csrf.value : "",
      },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail ? `${said.title}: ${said.detail}` : said.title);
    return said;
  }

  const known = (asked) => asked.ids.map((id) => ({ type: "public-key", id: bytes(id) }));

  async function add(form) {
    const asked = await post(form, form.dataset.begin, {});
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.site, name: "softlaw" },
        user: {
          id: bytes(asked.user),
          name: asked["user name"],
          displayName: asked["user name"],
        },
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: known(asked),
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
        attestation: "none",
      },
    });
    const kept = await post(form, form.dataset.finish, {
      name: form.elements.name.value,
      client_data: text(made.response.clientDataJSON),
      attestation: text(made.response.attestationObject),
    });
    if (kept.codes.length) showCodes(form, kept.codes);
    else location.reload();
  }

  function showCodes(form, codes) {
    const place = document.querySelector("[data-passkey-codes]");
    place.querySelector("p").textContent = form.dataset.codes;
    place.querySelector("ul").replaceChildren(
      ...codes.map((code) => {
        const item = document.createElement("li");
        item.textContent = code;
        return item;
      }),
    );
    form.hidden = true;
    place.hidden = false;
  }

  async function logIn(form) {
    const asked = await post(form, form.dataset.begin, {});
    const given = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(asked.challenge),
        rpId: asked.site,
        allowCredentials: known(asked),
        userVerification: asked.ids.length ? "preferred" : "required",
      },
    });
    const answer = new URLSearchParams({
      id: given.id,
      user: given.response.userHandle ? text(given.response.userHandle) : "",
      client_data: text(given.response.clientDataJSON),
      authenticator_data: text(given.response.authenticatorData),
      signature: text(given.response.signature),
      next: form.elements.next ? form.elements.next.value : "",
    });
    const page = await fetch(form.dataset.finish, { method: "POST", body: answer });
    if (!page.redirected) throw new Error(await titleOf(page));
    location.assign(page.url);
  }

  async function titleOf(page) {
    const html = new DOMParser().parseFromString(await page.text(), "text/html");
    return html.querySelector("h1").textContent;
  }

  const DEEDS = { add, login: logIn };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const fault = form.querySelector(".fault");
    form.hidden = !window.PublicKeyCredential;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      fault.hidden = true;
      try {
        await DEEDS[form.dataset.passkey](form);
      } catch (error) {
        fault.textContent = `${form.dataset.failed} ${error.message}`;
        fault.hidden = false;
      }
    });
  }
})();
