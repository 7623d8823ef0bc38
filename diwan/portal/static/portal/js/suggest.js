// While somebody types into the search, offers names of the vocabularies and titles they may read.
{
  const box = document.querySelector("[data-suggest]");
  const list = box && document.getElementById(box.getAttribute("list"));
  let waiting = 0, asked = "";
  const offer = async () => {
    const typed = box.value.trim();
    if (typed.length < 2 || typed === asked) return;
    asked = typed;
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
    if (!answer.ok || asked !== typed) return;
    const { words } = await answer.json();
    list.replaceChildren(...words.map(({ text, lang }) => Object.assign(document.createElement("option"), { value: text, lang })));
  };
  box?.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(offer, 250); });
}
