// A passage is corrected by one key while it has the focus. Each has its own form without this file.
(() => {
  "use strict";
  const list = document.querySelector("[data-passages]");
  if (!list) return;
  const told = document.getElementById("told");
  const failed = document.getElementById("failed");
  const KINDS = {
    a: "answer", i: "introduction", q: "question", o: "own_question",
    g: "greeting", s: "signature", r: "reference", c: "quoted",
  };
  for (const part of document.querySelectorAll("[data-with-scripts]")) part.hidden = false;

  const passages = () => [...list.querySelectorAll("[data-passage]")];
  const focused = () => document.activeElement.closest("[data-passage]");

  // One stop for Tab among all passages; arrows and letters move within.
  const goTo = (passage) => {
    if (!passage) return;
    for (const other of passages()) other.tabIndex = other === passage ? 0 : -1;
    passage.focus();
    passage.scrollIntoView({ block: "nearest" });
  };
  const move = (from, step, fits = () => true) => {
    const all = passages();
    for (let at = all.indexOf(from) + step; at >= 0 && at < all.length; at += step) {
      if (fits(all[at])) return goTo(all[at]);
    }
  };

  // The letter or digit meant, whatever the keyboard's layout and language.
  const meant = (event) => {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
    if (digit) return digit[1];
    const letter = /^Key([A-Z])$/.exec(event.code);
    return letter ? letter[1].toLowerCase() : event.key;
  };

  // A passage that has just come may not be known to htmx yet.
  const send = (form) => {
    window.htmx?.process(form);
    form.requestSubmit();
  };
  const boxes = (form, topics) =>
    [...form.querySelectorAll("[name=targets]")].filter((box) => "topic" in box.dataset === topics);

  const answer = (form, digit, adds) => {
    const questions = boxes(form, false);
    const chosen = questions[digit === "0" ? 9 : Number(digit) - 1];
    if (!chosen) return;
    const rest = adds ? boxes(form, true) : [...boxes(form, true), ...questions];
    const value = adds ? !chosen.checked : true;
    for (const box of rest) box.checked = false;
    chosen.checked = value;
    form.kind.value = "answer";
    send(form);
  };
  // A topic as a whole; pressed again, the next one.
  const topic = (form) => {
    const topics = boxes(form, true);
    if (!topics.length) return;
    const next = topics[(topics.findIndex((box) => box.checked) + 1) % topics.length];
    for (const box of form.querySelectorAll("[name=targets]")) box.checked = box === next;
    form.kind.value = "answer";
    send(form);
  };
  const nothing = (form) => {
    for (const box of form.querySelectorAll("[name=targets]")) box.checked = false;
    form.kind.value = "answer";
    send(form);
  };
  const correct = (form, key, adds) => {
    if (/^\d$/.test(key)) answer(form, key, adds);
    else if (key === "t") topic(form);
    else if (key === "x") nothing(form);
    else if (key === "y") send(form);
    else if (KINDS[key]) {
      form.kind.value = KINDS[key];
      send(form);
    } else return press(form.closest("[data-passage]"), key);
    return true;
  };
  // A button that says by which key it is pressed.
  const press = (passage, key) => {
    const button = passage.querySelector(`[data-press="${CSS.escape(key)}"]`);
    if (!button) return false;
    window.htmx?.process(button.form);
    button.click();
    return true;
  };

  // “+” before a digit: one more question, or one less. Shift does not do: there are layouts
  // whose digits stand on it.
  let adds = false;
  const awaitDigit = (awaits) => {
    adds = awaits;
    list.toggleAttribute("data-adding", awaits);
    if (awaits) told.textContent = told.dataset.adding;
  };

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea, button, a, summary")) return;
    const passage = focused();
    if (!passage) return;
    const form = passage.querySelector("form");
    if (event.key === "Shift") return;
    const key = meant(event);
    const oneMore = adds && /^\d$/.test(key);
    awaitDigit(event.key === "+");
    if (adds) event.preventDefault();
    else if (key === "j" || event.key === "ArrowDown") move(passage, 1);
    else if (key === "k" || event.key === "ArrowUp") move(passage, -1);
    else if (key === "l") move(passage, 1, (other) => "look" in other.dataset);
    else if (key === "e" || event.key === "Enter") {
      const details = passage.querySelector("details");
      details.open = true;
      details.querySelector("select").focus();
    } else if (!form || form.classList.contains("htmx-request")) return;
    else if (!correct(form, key, oneMore)) return;
    event.preventDefault();
  });
  list.addEventListener("keydown", (event) => {
    const passage = focused();
    if (event.key !== "Escape" || !passage || event.target === passage) return;
    passage.querySelector("details").open = false;
    goTo(passage);
  });
  list.addEventListener("focusin", (event) => {
    const passage = event.target.closest("[data-passage]");
    awaitDigit(false);
    for (const other of passages()) other.tabIndex = other === passage ? 0 : -1;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.closest?.("[data-passages]")) return;
    const passage = document.getElementById(event.detail.target?.id) ?? list.querySelector(":scope > [role=alert]");
    if (!passage?.matches("[data-passage], [role=alert]")) return;
    failed.hidden = true;
    // whoever went on meanwhile stays where they are
    if (document.activeElement === document.body) goTo(passage);
    const words = [...passage.querySelectorAll(".passage__place, .passage__what .tag, [aria-pressed=true]")];
    if (passage.querySelector("[role=alert]")) return;
    told.textContent = [...words.map((word) => word.textContent.trim()), told.dataset.saved].join(" ");
  });
  const tell = () => {
    failed.textContent = told.dataset.failed;
    failed.hidden = false;
    told.textContent = told.dataset.failed;
  };
  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:responseError", tell);

  // The legend is a stop for Tab only while it scrolls.
  const legend = document.querySelector(".legend");
  const reach = () => {
    if (!legend) return;
    if (legend.scrollHeight > legend.clientHeight) legend.tabIndex = 0;
    else legend.removeAttribute("tabindex");
  };
  reach();
  window.addEventListener("resize", reach);

  const first = document.querySelector("[data-passage]:target") ?? passages()[0];
  if (first) first.tabIndex = 0;
  document.querySelector("[data-begin]")?.addEventListener("click", () => {
    goTo(list.querySelector("[data-look]") ?? passages()[0]);
  });
  if (document.querySelector("[data-passage]:target")) goTo(first);
})();
