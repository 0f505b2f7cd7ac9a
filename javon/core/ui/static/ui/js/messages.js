// A toast goes after six seconds, unless a hand or the keyboard rests on it.
const STAY = 6000;

export function fadeMessages() {
  for (const box of document.querySelectorAll(".messages")) {
    let timer = 0;
    const leave = () => {
      box.classList.add("messages--leaving");
      timer = window.setTimeout(() => box.remove(), 250);
    };
    const start = () => { timer = window.setTimeout(leave, STAY); };
    const stay = () => {
      window.clearTimeout(timer);
      box.classList.remove("messages--leaving");
    };
    for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stay);
    for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
    start();
  }
}
