// Fields with data-complete propose what the catalogue has already (WAI-ARIA combobox, manual selection); the text typed can always
// be sent as it is. In a field of several lines the line under the cursor is completed.
const WAIT = 150
let count = 0
let list = null // the open one
let field = null
let active = -1
let timer = 0
let asked = null

function prepare (input) {
  input.dataset.completes = `complete-${count++}`
  const options = document.createElement("ul")
  options.id = input.dataset.completes
  options.className = "search__options"
  options.setAttribute("role", "listbox")
  options.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? "")
  options.hidden = true
  input.after(options)
  input.parentElement.classList.add("completes")
  input.autocomplete = "off"
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-controls", options.id)
  if (input.matches("input")) {
    input.setAttribute("role", "combobox")
    input.setAttribute("aria-expanded", "false")
  }
  options.addEventListener("pointerdown", (event) => {
    event.preventDefault() // the field keeps the focus
    const option = event.target.closest("[role=option]")
    if (option && event.button === 0) choose(option)
  })
}

function line_of (input) {
  if (input.matches("input")) return [0, input.value.length]
  const start = input.value.lastIndexOf("\n", input.selectionStart - 1) + 1
  const end = input.value.indexOf("\n", input.selectionStart)
  return [start, end < 0 ? input.value.length : end]
}

function close () {
  clearTimeout(timer)
  asked?.abort()
  if (list) list.hidden = true
  if (field?.matches("input")) field.setAttribute("aria-expanded", "false")
  field?.removeAttribute("aria-activedescendant")
  list = field = null
  active = -1
}

function point (index) {
  const all = [...list.children]
  active = (index + all.length) % all.length
  all.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)))
  field.setAttribute("aria-activedescendant", all[active].id)
  all[active].scrollIntoView({ block: "nearest" })
}

function choose (option) {
  const input = field
  input.setRangeText(option.dataset.text, ...line_of(input), "end")
  const dates = document.querySelector("#id_author_dates")
  if (input.id === "id_author" && dates && !dates.value) dates.value = option.dataset.dates
  close()
  input.dispatchEvent(new Event("input", { bubbles: true }))
  input.dispatchEvent(new Event("change", { bubbles: true }))
  close()
}

function show (input, items) {
  close()
  if (!items.length) return
  field = input
  list = document.getElementById(input.dataset.completes)
  list.replaceChildren(...items.map((item, place) => {
    const option = document.createElement("li")
    option.id = `${list.id}-${place}`
    option.className = "search__option"
    option.setAttribute("role", "option")
    option.setAttribute("aria-selected", "false")
    option.dataset.text = item.text
    option.dataset.dates = item.dates
    option.textContent = item.text
    const note = document.createElement("small")
    note.textContent = item.note
    option.append(note)
    return option
  }))
  list.hidden = false
  if (input.matches("input")) input.setAttribute("aria-expanded", "true")
}

async function ask (input) {
  const typed = input.value.slice(...line_of(input)).trim()
  if (typed.length < 2) return close()
  asked?.abort()
  asked = new AbortController()
  try {
    const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`, { signal: asked.signal })
    if (!answer.ok || document.activeElement !== input) return
    const items = (await answer.json()).items
    show(input, items.filter((item) => item.text !== typed))
  } catch {
    // Without proposals the field is a field.
  }
}

document.addEventListener("input", (event) => {
  const input = event.target
  if (!input.dataset?.complete || !event.isTrusted) return
  if (!input.dataset.completes) prepare(input)
  clearTimeout(timer)
  timer = setTimeout(() => ask(input), WAIT)
})
document.addEventListener("focusin", (event) => {
  if (event.target.dataset?.complete && !event.target.dataset.completes) prepare(event.target)
})
document.addEventListener("focusout", close)
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== field || event.ctrlKey || event.metaKey) return
  if (event.key === "ArrowDown") point(active + 1)
  else if (event.key === "ArrowUp") point(active < 0 ? -1 : active - 1)
  else if (event.key === "Enter" && active >= 0) choose(list.children[active])
  else if (event.key === "Escape") close()
  else return
  event.preventDefault()
}, true)
