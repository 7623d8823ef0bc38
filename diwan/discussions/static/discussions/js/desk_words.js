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
    if (event.detail.target === words) return opened();
    const passage = document.getElementById(event.detail.target?.id);
    if (passage?.matches("[data-passage]")) restore(passage);
  });
})();
