// The rows of the MARC editor: the buttons work at once instead of through the server, keys do the same, the field in which one
// writes is explained, what is typed is kept on this device.
import { offer, read, write } from "./drafts.js"

const SOON = 400
const form_now = () => document.querySelector("form[data-rows]")
const rows_of = (form) => [...form.querySelectorAll("[data-row]")]
const COLUMNS = ["tag", "ind1", "ind2", "text"]
const input = (row, name) => row.querySelector(`[name=${name}]`)

function renumber (form) {
  rows_of(form).forEach((row, place) => {
    const number = row.querySelector("[data-number]")
    number.textContent = place + 1
    number.parentElement.id = `row-${place + 1}`
    row.setAttribute("aria-labelledby", `row-${place + 1}`)
    for (const button of row.querySelectorAll("[name=do]")) button.value = button.value.replace(/-\d+$/, `-${place}`)
  })
  form.querySelector("[data-count]").textContent = rows_of(form).length
  form.dispatchEvent(new Event("change", { bubbles: true })) // the hints follow
  keep_soon()
}

function fill (row, cells) {
  COLUMNS.forEach((name, place) => { input(row, name).value = cells[place] ?? "" })
  row.classList.remove("marc-row--wrong")
  for (const one of row.querySelectorAll("[autofocus]")) one.removeAttribute("autofocus")
  name_field(row)
  grow(input(row, "text"))
}

let model = null // a row to copy, kept although the last one was taken out
function new_row (form, after) {
  const row = (rows_of(form)[0] ?? model).cloneNode(true)
  fill(row, [])
  if (after) after.after(row)
  else form.querySelector(".marc-rows").append(row)
  return row
}

function press (form, verb, row) {
  if (verb === "up" && row.previousElementSibling?.matches("[data-row]")) row.previousElementSibling.before(row)
  else if (verb === "down" && row.nextElementSibling) row.nextElementSibling.after(row)
  else if (verb === "add") input(new_row(form, row), "tag").focus()
  else if (verb === "remove") {
    const next = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    if (next?.matches("[data-row]")) input(next, "text").focus()
  }
  renumber(form)
}

function name_field (row) {
  const tag = input(row, "tag").value.trim()
  const known = [...document.querySelectorAll("#marc-names option")].find((option) => option.value === tag)
  const link = row.querySelector("[data-name]")
  link.textContent = known ? known.textContent : ""
  if (known) link.href = form_now().dataset.help.replace("/tag/", `/${tag}/`)
  else link.removeAttribute("href")
}

function grow (area) {
  area.style.blockSize = "auto"
  area.style.blockSize = `${Math.min(area.scrollHeight + 2, 320)}px`
}

let explained = ""
function explain (element) {
  const row = element.closest("[data-row]")
  const tag = row ? input(row, "tag").value.trim() : element.dataset.tag
  const box = document.querySelector("[data-field-help]")
  if (!tag || tag === explained || !box || !window.htmx) return
  if (![...document.querySelectorAll("#marc-names option")].some((option) => option.value === tag)) return
  explained = tag
  window.htmx.ajax("GET", form_now().dataset.help.replace("/tag/", `/${tag}/`), { target: box, swap: "innerHTML" })
}

let timer = 0
function keep_soon () {
  clearTimeout(timer)
  timer = setTimeout(keep, SOON)
}

const cells = (form) => rows_of(form).map((row) => COLUMNS.map((name) => input(row, name).value))
let opened = ""
const whole = (form) => ({ leader: form.elements.leader.value, reason: form.elements.reason.value, rows: cells(form) })
function keep () {
  clearTimeout(timer)
  timer = 0
  const form = form_now()
  if (form && JSON.stringify(whole(form)) !== opened) write(form, whole(form))
}

function offer_draft () {
  const form = form_now()
  const draft = form && read(form)
  if (!draft?.fields.rows || JSON.stringify(draft.fields) === opened) return
  offer(form, draft, ({ fields }) => {
    form.elements.leader.value = fields.leader
    form.elements.reason.value = fields.reason
    const rows = rows_of(form)
    fields.rows.forEach((one, place) => fill(rows[place] ?? new_row(form), one))
    rows.slice(fields.rows.length).forEach((row) => row.remove())
    renumber(form)
  })
}

function begin () {
  const form = form_now()
  if (!form) return
  model = rows_of(form)[0]?.cloneNode(true) ?? model
  opened = JSON.stringify(whole(form))
}

begin()
offer_draft()
document.addEventListener("click", (event) => {
  const button = event.target.closest("form[data-rows] [name=do]")
  if (!button || (!model && !rows_of(button.form).length)) return
  event.preventDefault()
  press(button.form, button.value.replace(/-\d+$/, ""), button.closest("[data-row]"))
  if (button.isConnected && button.closest("[data-row]")) button.focus()
})
document.addEventListener("input", (event) => {
  const row = event.target.closest("form[data-rows] [data-row]")
  if (event.target.form !== form_now()) return
  if (row && event.target.name === "tag") {
    name_field(row)
    if (event.target.value.length === 3) explain(event.target)
  }
  if (event.target.matches("textarea.marc-row__text")) grow(event.target)
  keep_soon()
})
document.addEventListener("focusin", (event) => {
  if (event.target.form && event.target.form === form_now()) explain(event.target)
})
document.addEventListener("keydown", (event) => {
  const row = event.target.closest("form[data-rows] [data-row]")
  if (!row || event.isComposing) return
  const form = row.closest("form")
  const write_here = event.target
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey && write_here.matches("input, textarea")) press(form, "add", row)
  else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    press(form, event.key === "ArrowUp" ? "up" : "down", row)
    write_here.focus()
  } else if (event.ctrlKey && event.key === "Delete") press(form, "remove", row)
  else if (event.ctrlKey && !event.altKey && event.code === "KeyM" && write_here.matches("textarea")) {
    write_here.setRangeText("‡", write_here.selectionStart, write_here.selectionEnd, "end")
    keep_soon()
  } else return
  event.preventDefault()
})
document.addEventListener("submit", keep, true)
addEventListener("pagehide", () => timer && keep())
new MutationObserver(() => {
  model = rows_of(form_now() ?? document)[0]?.cloneNode(true) ?? model
}).observe(document.querySelector(".room"), { childList: true })
