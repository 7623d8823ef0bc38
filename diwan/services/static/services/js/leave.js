// Leave a page at once (P-12): the button, or Shift three times; the page does not stay in the history.
(() => {
  "use strict";
  const exit = document.querySelector("[data-leave]");
  if (!exit) return;
  const leave = (event) => {
    event?.preventDefault();
    document.body.hidden = true;
    window.location.replace(exit.href);
  };
  exit.addEventListener("click", leave);
  let pressed = [];
  document.addEventListener("keyup", (event) => {
    pressed = event.key === "Shift" ? [...pressed, event.timeStamp].slice(-3) : [];
    if (pressed.length === 3 && pressed[2] - pressed[0] < 3000) leave();
  });
})();
