// The queue works without this file; it adds one box that ticks all others.
(() => {
  "use strict";
  const all = document.querySelector("[data-choose-all]");
  if (!all) return;
  const boxes = () => document.querySelectorAll('input[name="chosen"]');
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
  });
})();
