// The keys of the desk, words kept while one types, and columns that stay where they were.
// Everything has a button or a link too and works without this file.
(() => {
  "use strict";

  // --- what is typed is kept on each pause ------------------------------------------------
  const PAUSE = 1200;
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    const told = form.querySelector("[data-unsaved-told]");
    let timer = 0;
    let last = form.text.value;
    let isSent = false;
    const keep = async () => {
      if (isSent || form.text.value === last) return;
      last = form.text.value;
      const body = new FormData();
      body.set("place", form.dataset.place);
      body.set("text", last);
      body.set("seen", form.seen?.value ?? "");
      body.set("csrfmiddlewaretoken", form.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(form.dataset.unsaved, { method: "POST", body, keepalive: last.length < 20000 });
        const said = await answer.json();
        told.textContent = said.kept ?? said.refused ?? "";
      } catch {
        last = null; // not reached: with the next pause again
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
      isSent = true;
      clearTimeout(timer);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") keep();
    });
  }

  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const told = document.getElementById("desk-told");
  const outline = document.getElementById("desk-outline");
  const selection = document.getElementById("selection");
  const words = document.getElementById("desk-words");

  // --- columns stay where they were --------------------------------------------------------
  const place = `desk:${location.pathname}`;
  const columns = [...desk.querySelectorAll(".desk__column")];
  const remember = () => {
    const here = columns.map((column) => column.scrollTop);
    sessionStorage.setItem(place, JSON.stringify({ here, c: new URLSearchParams(location.search).get("c") }));
  };
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (kept) {
    columns[0].scrollTop = kept.here[0];
    if (kept.c === new URLSearchParams(location.search).get("c")) columns[1].scrollTop = kept.here[1];
  }
  window.addEventListener("pagehide", remember);

  // --- the contribution in the middle may be another one by now ---------------------------
  const follow = () => {
    const now = new URLSearchParams(location.search);
    for (const part of document.querySelectorAll("#desk-outline [href], #desk-outline [formaction], [data-cite]")) {
      for (const name of ["href", "formaction", "data-cite", "data-edit"]) {
        const said = part.getAttribute(name);
        if (!said || !said.includes("?") || said.includes("#desk-words")) continue;
        const url = new URL(said, location.href);
        if (now.has("c")) url.searchParams.set("c", now.get("c"));
        part.setAttribute(name, url.pathname + url.search + url.hash);
      }
    }
  };
  document.addEventListener("htmx:pushedIntoHistory", follow);

  // --- keys --------------------------------------------------------------------------------
  const stateds = () => [...outline.querySelectorAll("[data-stated]")];
  const passages = () => [...words.querySelectorAll("[data-passage]")];
  const focusedOf = (name) => document.activeElement?.closest(`[data-${name}]`);
  const goTo = (part) => {
    if (!part) return false;
    if (!part.checkVisibility()) location.hash = part.closest(".desk__column").id;
    part.focus();
    part.scrollIntoView({ block: "nearest" });
    return true;
  };
  const chosen = () => document.querySelectorAll("[form=selection][name]:checked");
  const say = (name) => {
    told.textContent = "";
    told.textContent = told.dataset[name];
  };

  // A button made for one press: the form sends what is ticked, wherever it stands.
  const send = (url, name, value) => {
    const button = document.createElement("button");
    button.setAttribute("form", "selection");
    button.formAction = url;
    button.name = name;
    button.value = value;
    button.hidden = true;
    document.body.append(button);
    selection.requestSubmit(button);
    button.remove();
  };
  const STANCES = { s: "supports", d: "differs", q: "qualifies" };
  const cite = (statement, stance) => {
    if (!chosen().length) return say("none");
    send(statement.dataset.cite, "stance", stance);
  };
  const clear = () => {
    for (const box of chosen()) box.checked = false;
    say("cleared");
  };
  const step = (from, by) => {
    const all = from?.matches("[data-stated]") ? stateds() : stateds().length ? stateds() : passages();
    const at = from ? all.indexOf(from) + by : by > 0 ? 0 : all.length - 1;
    return goTo(all[at]);
  };
  // From the text to the statement one works at, and back.
  let wasAt = null;
  const cross = () => {
    const here = focusedOf("passage") ?? focusedOf("stated");
    const isText = here?.matches("[data-passage]");
    const there = isText
      ? (wasAt?.isConnected && wasAt.matches("[data-stated]") ? wasAt : outline.querySelector(".stated--open") ?? stateds()[0])
      : (wasAt?.isConnected && wasAt.matches("[data-passage]") ? wasAt : passages()[0]);
    wasAt = here;
    return goTo(there);
  };

  // The letter meant, whatever the keyboard's layout and language.
  const meant = (event) => {
    if (/^[a-z?]$/i.test(event.key)) return event.key.toLowerCase();
    const letter = /^Key([A-Z])$/.exec(event.code);
    return letter ? letter[1].toLowerCase() : event.key;
  };
  const atStatement = (statement, key) => {
    if (STANCES[key] && statement.dataset.cite) cite(statement, STANCES[key]);
    else if (key === "e" && statement.dataset.edit) location.assign(statement.dataset.edit);
    else if (key === "u") clear();
    else if (key === "Enter") statement.querySelector("[data-open]").click();
    else if (key === "j" || key === "ArrowDown") step(statement, 1);
    else if (key === "k" || key === "ArrowUp") step(statement, -1);
    else return false;
    return true;
  };
  const anywhere = (key) => {
    const details = document.getElementById("desk-keys");
    const button = outline.querySelector("[data-new]");
    if (key === "?" && details) details.open = !details.open;
    else if (key === "n" && button) button.click();
    else if (key === "m") return cross();
    else if ((key === "j" || key === "k") && document.activeElement === document.body) return step(null, key === "j" ? 1 : -1);
    else if (STANCES[key] && document.activeElement === document.body) {
      const statement = outline.querySelector(".stated--open[data-cite]");
      if (statement) cite(statement, STANCES[key]);
      else say("nowhere");
    } else return false;
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target.isContentEditable || target.matches("input:not([type=checkbox]), select, textarea")) return;
    const statement = focusedOf("stated");
    const isOnItself = statement === document.activeElement;
    const key = meant(event);
    // a link or button inside keeps Enter and the arrows for itself
    const isDone = (statement && (isOnItself || key.length === 1) && atStatement(statement, key)) || anywhere(key);
    if (isDone) event.preventDefault();
  });

  // Whoever comes to a statement by its address may use its keys at once.
  const first = outline.querySelector("[data-stated]:target");
  if (first) first.focus({ preventScroll: false });
  for (const statement of stateds()) statement.tabIndex = statement === (first ?? stateds()[0]) ? 0 : -1;
  outline.addEventListener("focusin", (event) => {
    const statement = event.target.closest("[data-stated]");
    if (!statement) return;
    for (const other of stateds()) other.tabIndex = other === statement ? 0 : -1;
    const form = document.getElementById("desk-act");
    if (form) form.elements.statement.value = statement.dataset.key;
  });
})();
