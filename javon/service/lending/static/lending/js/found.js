// Readers and books while one types; a scanner is told from fingers by its speed and is left alone. A scanner that sends
// no Enter is finished by its silence. Arrow keys choose, Enter takes what is chosen, else what was typed.
const PAUSE = 150 // ms after the last key of a person
const FAST = 35 // ms between the keys of a scanner
const SILENCE = 90 // ms after which a scanner has finished
const WHOLE = /^(?:[KkКкЛл]-?\d{6}\d?|\d{8}|\d{10}|\d{13})$/

export function find_while_typing (form, field, take) {
  const list = form.querySelector("[data-list]")
  let timer = 0
  let last = 0
  let fast = 0
  let asked = 0

  const hide = () => { list.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant") }
  const options = () => [...list.querySelectorAll("[data-pick], [data-pick-copy]")]
  const current = () => list.querySelector("[aria-selected=true]")

  async function ask () {
    const words = field.value.trim()
    if (words.length < 2 || WHOLE.test(words)) return hide()
    const mine = ++asked
    const response = await fetch(`${form.dataset.found}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null)
    if (!response?.ok || mine !== asked || field.value.trim() !== words) return
    list.innerHTML = await response.text()
    options().forEach((one, place) => { one.id = `found-${place}`; one.setAttribute("role", "option"); one.tabIndex = -1 })
    list.hidden = false
    field.setAttribute("aria-expanded", "true")
  }

  function choose (step) {
    const all = options()
    if (!all.length || list.hidden) return
    const next = all[(all.indexOf(current()) + step + all.length) % all.length]
    current()?.removeAttribute("aria-selected")
    next.setAttribute("aria-selected", "true")
    next.scrollIntoView({ block: "nearest" })
    field.setAttribute("aria-activedescendant", next.id)
  }

  function pick (one) {
    hide()
    field.value = ""
    field.focus()
    if (one.dataset.pick) take(one.dataset.pick)
    else take(one.dataset.pickCopy || "-", [["copy", one.value]])
  }

  field.addEventListener("input", () => {
    const now = performance.now()
    fast = now - last < FAST ? fast + 1 : 0
    last = now
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (fast >= 4 && WHOLE.test(field.value.trim())) form.requestSubmit()
      else ask()
    }, fast >= 4 ? SILENCE : PAUSE)
  })
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { choose(event.key === "ArrowDown" ? 1 : -1); event.preventDefault() }
    if (event.key === "Enter") {
      clearTimeout(timer)
      asked += 1
      if (current() && !list.hidden) { event.preventDefault(); pick(current()) } else hide()
    }
    if (event.key === "Escape" && !list.hidden) { hide(); event.stopPropagation(); event.preventDefault() }
  })
  list.addEventListener("click", (event) => {
    const one = event.target.closest("[data-pick], [data-pick-copy]")
    if (one) { event.preventDefault(); pick(one) }
  })
  // The list inside the desk (after Enter on words) is picked from in the same way.
  document.addEventListener("click", (event) => {
    const one = event.target.closest("#desk [data-pick], #desk [data-pick-copy]")
    if (one) { event.preventDefault(); pick(one) }
  })
}
