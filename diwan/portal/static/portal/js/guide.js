// Ticks beside the steps of a guide, kept on this device alone. Without it the guide is a list.
(() => {
  const guide = document.querySelector("[data-guide]");
  if (!guide) return;
  const name = `guide-${guide.dataset.guide}`;
  const read = () => {
    try { return new Set(JSON.parse(localStorage.getItem(name)) || []); } catch { return new Set(); }
  };
  const done = read();
  const steps = [...guide.querySelectorAll("[data-step]")];
  if (!steps.length) return;
  const told = document.createElement("p");
  told.className = "meta";
  told.setAttribute("aria-live", "polite");
  const kept = document.createElement("p");
  kept.className = "meta";
  kept.textContent = guide.dataset.kept;
  const forget = document.createElement("button");
  forget.type = "button";
  forget.className = "button small quiet";
  forget.textContent = guide.dataset.forget;
  const boxes = steps.map((step) => {
    const title = step.querySelector("strong");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = done.has(step.dataset.step);
    title.replaceWith(label);
    label.append(box, " ", title);
    box.addEventListener("change", () => {
      if (box.checked) done.add(step.dataset.step); else done.delete(step.dataset.step);
      keep();
    });
    return box;
  });
  const keep = () => {
    try { localStorage.setItem(name, JSON.stringify([...done])); } catch { /* a device that keeps nothing */ }
    say();
  };
  const say = () => {
    const count = boxes.filter((box) => box.checked).length;
    told.textContent = guide.dataset.done.replace("{done}", count).replace("{all}", boxes.length);
    forget.hidden = !count;
  };
  forget.addEventListener("click", () => {
    done.clear();
    boxes.forEach((box) => { box.checked = false; });
    keep();
  });
  guide.prepend(told, kept);
  guide.append(forget);
  say();
})();
