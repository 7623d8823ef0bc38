// Small comforts; every page works without this file.
(() => {
  "use strict";
  const focusSummary = (part) => part.querySelector("[data-error-summary]")?.focus();
  focusSummary(document);
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));

  // Ctrl+Enter (Cmd+Enter) sends the form one is writing in.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      if (form && event.target.matches("textarea, input")) form.requestSubmit();
    }
    if (event.key === "Escape") closeMenus();
  });

  // Ask before unsaved words are lost; forms with data-keep take part.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) changed.delete(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // What scrolls sideways can be reached by keyboard.
  const reach = () => {
    for (const box of document.querySelectorAll(".thread, .scroll")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  reach();
  window.addEventListener("resize", reach);

  // On a phone the thread opens at the stop one is at.
  const edge = document.dir === "rtl" ? "right" : "left";
  for (const here of document.querySelectorAll(".thread > .here, .thread > [aria-current]")) {
    const thread = here.parentElement;
    thread.scrollLeft += here.getBoundingClientRect()[edge] - thread.getBoundingClientRect()[edge];
  }

  // A dropped-down menu closes when one looks elsewhere.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
})();
