// Makes a search box a combobox (WAI-ARIA, list autocomplete, manual selection). What is typed can always be sent as it is.
const WAIT = 150;
const MOST = 8;

export function suggestEverywhere() {
  for (const form of document.querySelectorAll("form[data-suggest]")) suggest(form);
}

function suggest(form) {
  const input = form.querySelector("input[data-slash]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-suggest-status]");
  const clear = form.querySelector("[data-clear]");
  const address = form.dataset.suggest;
  let timer = 0;
  let asked = null;
  let active = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (index) => {
    const all = options();
    active = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    input.value = option.dataset.text;
    close();
    form.requestSubmit();
  };
  const show = (items) => {
    list.replaceChildren(...items.slice(0, MOST).map((item, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      option.className = "search__option";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = item.text ?? item;
      option.textContent = item.text ?? item;
      if (item.note) {
        const note = document.createElement("small");
        note.textContent = item.note;
        option.append(note);
      }
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = items.length ? `${status.dataset.some} ${Math.min(items.length, MOST)}` : status.dataset.none;
  };
  const ask = async () => {
    asked?.abort();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).items ?? []);
    } catch { close(); } // no suggestions is no error: the search itself still works
  };
  const offerClear = () => { clear.hidden = !input.value; };

  input.addEventListener("input", () => { offerClear(); window.clearTimeout(timer); timer = window.setTimeout(ask, WAIT); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown" && !list.hidden) point(active + 1);
    else if (event.key === "ArrowUp" && !list.hidden) point(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(options()[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the box keeps the focus, so that the list does not close before the choice
    const option = event.target.closest("[role=option]");
    if (option && event.button === 0) choose(option);
  });
  clear.addEventListener("click", () => { input.value = ""; offerClear(); close(); input.focus(); });
  offerClear();
}
