// The list and the words of the desk: what is open stays in view, and what is chosen stays chosen.
// Everything works without this file.
(() => {
  "use strict";
  const list = document.querySelector("[data-passages]");
  const words = document.getElementById("words");
  if (!list || !words) return;

  // Space chooses the passage that has the focus.
  list.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.matches("[data-passage]")) return;
    event.preventDefault();
    event.target.querySelector("[data-passage-choice]")?.click();
  });

  // A passage that was marked comes anew: what was chosen of it stays so.
  const CHOICES = "[data-passage-choice]:checked, [data-sentence-choice]:checked";
  const chosen = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const passage = event.detail.target?.closest("[data-passage]");
    if (!passage || !list.contains(passage)) return;
    chosen.set(passage.id, [...passage.querySelectorAll(CHOICES)].map((box) => box.value));
  });
  const restore = (passage) => {
    for (const value of chosen.get(passage.id) ?? []) {
      const box = passage.querySelector(`input[form][value="${CSS.escape(value)}"]`);
      if (box) box.checked = true;
    }
    chosen.delete(passage.id);
  };

  // What is chosen in a contribution stays chosen, in sight, while another one is open.
  const tray = document.getElementById("chosen");
  const settle = () => {
    tray.hidden = !tray.querySelector("input:checked");
  };
  const keep = () => {
    const number = words.querySelector("[data-number]")?.dataset.number;
    for (const box of words.querySelectorAll(CHOICES)) {
      const from = box.closest("li:not([data-passage])") ?? box.closest("[data-passage]");
      const said = from.querySelector(".proof, label > span[lang]");
      const text = said.textContent.trim();
      const item = tray.querySelector("template").content.firstElementChild.cloneNode(true);
      const copy = item.querySelector("input");
      Object.assign(copy, { name: box.name, value: box.value, checked: true });
      item.querySelector("b").textContent = number;
      const shown = item.querySelector("[data-words]");
      shown.textContent = text.length > 90 ? `${text.slice(0, 90)}…` : text;
      Object.assign(shown, { lang: said.lang, dir: said.dir });
      tray.querySelector("ul").append(item);
    }
    settle();
  };
  const bringBack = () => {
    for (const copy of tray.querySelectorAll("li input")) {
      const own = words.querySelector(`input[name="${copy.name}"][value="${CSS.escape(copy.value)}"]`);
      if (own) own.checked = copy.checked;
      if (own || !copy.checked) copy.closest("li").remove();
    }
    settle();
  };
  tray?.addEventListener("change", settle);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (tray && event.detail.target === words && event.detail.shouldSwap) keep();
  });

  // Forms and links that lead back to the desk lead back to it as it is now.
  const FILTERS = ["about", "state", "lang", "kind", "country", "mark", "uncited", "page"];
  const renew = (selector, names) => {
    const now = new URLSearchParams(location.search);
    for (const part of document.querySelectorAll(selector)) {
      for (const name of ["href", "action", "formaction", "hx-get", "hx-post"]) {
        if (!part.getAttribute(name)?.includes("/desk/")) continue;
        const url = new URL(part.getAttribute(name), location);
        for (const each of names) {
          if (now.has(each)) url.searchParams.set(each, now.get(each));
          else url.searchParams.delete(each);
        }
        part.setAttribute(name, url.pathname + url.search + url.hash);
      }
    }
  };
  const LEADS = ":is(a, form, button)";
  document.addEventListener("htmx:pushedIntoHistory", () => {
    renew(`#desk-outline ${LEADS}`, [...FILTERS, "c"]);
    renew(`#words ${LEADS}`, FILTERS);
  });

  // Another contribution is open: say so in the list, and go to its words.
  const opened = () => {
    const heading = words.querySelector("[data-number]");
    if (!heading) return;
    const number = heading.dataset.number;
    for (const link of document.querySelectorAll("[data-opens]")) {
      const isHere = new URL(link.href).searchParams.get("c") === number;
      link.toggleAttribute("aria-current", isHere);
      if (isHere) link.setAttribute("aria-current", "true");
      link.closest("li").toggleAttribute("data-here", isHere);
    }
    const first = words.querySelector("[data-passage]");
    if (first) first.tabIndex = 0;
    // on a phone one column shows: the one that is the address's target
    if (matchMedia("(width < 64rem)").matches) location.hash = "desk-words";
    heading.focus();
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === words) {
      if (tray) bringBack();
      return opened();
    }
    const passage = document.getElementById(event.detail.target?.id);
    if (passage?.matches("[data-passage]")) restore(passage);
  });
})();
