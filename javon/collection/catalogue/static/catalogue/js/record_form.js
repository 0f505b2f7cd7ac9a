// The form of a record: what is typed is kept on this device until it is saved, Ctrl+Enter saves, Alt+M goes to the other view,
// an answer's first word gets the focus. The draft holds only fields that were typed in, so a record that changed meanwhile
// loses nothing of its own. The rows of the MARC editor keep their own draft (marc_rows.js).
import { forget_saved, offer, read, write } from "./drafts.js"

const SOON = 300
const form_now = () => document.querySelector("form[data-draft]:not([data-rows])")
const typed_in = (field) => field.name && !["hidden", "radio", "submit"].includes(field.type)

let timer = 0
const waiting = {}
function remember (event) {
  const form = event.target.form
  if (!form || form !== form_now() || !typed_in(event.target)) return
  waiting[event.target.name] = event.target.value
  clearTimeout(timer)
  timer = setTimeout(flush, SOON)
}

function flush () {
  clearTimeout(timer)
  const form = form_now()
  if (!form || !Object.keys(waiting).length) return
  write(form, waiting)
  for (const name of Object.keys(waiting)) delete waiting[name]
}

function offer_draft () {
  const form = form_now()
  const draft = form && read(form)
  if (!draft) return
  const differs = Object.entries(draft.fields).filter(([name, value]) => form.elements[name] && form.elements[name].value !== value)
  if (!differs.length) return
  offer(form, draft, () => {
    for (const [name, value] of differs) form.elements[name].value = value
    form.elements[differs[0][0]].focus()
  })
}

forget_saved()
offer_draft()
document.addEventListener("input", remember)
document.addEventListener("submit", flush, true)
addEventListener("pagehide", flush)
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-draft]")
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    form.requestSubmit()
  }
  const other = event.altKey && !event.ctrlKey && event.code === "KeyM" && document.documentElement.dataset.keys !== "off" && document.querySelector("[data-other-view]")
  if (other) {
    event.preventDefault()
    other.click()
  }
})
// An answer put in place of the page (see send_later_forms.js) begins where the person should look first.
new MutationObserver(() => {
  window.htmx?.process(document.querySelector("main"))
  const first = document.querySelector("[data-first-look]") ?? document.querySelector("main [autofocus]")
  first?.focus()
}).observe(document.querySelector(".room"), { childList: true })
