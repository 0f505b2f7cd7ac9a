// The form of a record: what is typed is kept on this device until it is saved, Ctrl+Enter saves, an answer's first word gets
// the focus. The draft holds only fields that were typed in, so a record that changed meanwhile loses nothing of its own.
const SOON = 300
const AGE = 30 * 24 * 3600 * 1000

const key = (form) => `draft:${form.dataset.draftUser}:${form.dataset.draft}`
const form_now = () => document.querySelector("form[data-draft]")
function read (name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name))
    return draft && Date.now() - draft.at < AGE ? draft : null
  } catch {
    return null
  }
}

function write (name, draft) {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft))
    else localStorage.removeItem(name)
  } catch {
    // A full or closed store: the form itself still works.
  }
}

const typed_in = (field) => field.name && !["hidden", "radio", "submit"].includes(field.type)

let timer = 0
const waiting = {}
function remember (event) {
  const form = event.target.form
  if (!form?.dataset.draft || !typed_in(event.target)) return
  waiting[event.target.name] = event.target.value
  clearTimeout(timer)
  timer = setTimeout(() => flush(form), SOON)
}

function flush (form) {
  clearTimeout(timer)
  if (!form || !Object.keys(waiting).length) return
  const before = read(key(form))
  const version = before ? before.version : form.dataset.version
  write(key(form), { at: Date.now(), version, fields: { ...before?.fields, ...waiting } })
  for (const name of Object.keys(waiting)) delete waiting[name]
}

// Saved: the server names the form in a cookie, which is put out here.
function forget_saved () {
  const saved = /(?:^|; )saved_form=([\w-]+)/.exec(document.cookie)
  if (!saved) return
  document.cookie = "saved_form=; path=/; max-age=0"
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("draft:") && name.endsWith(`:${saved[1]}`)) localStorage.removeItem(name)
  }
}

function offer () {
  const form = form_now()
  const draft = form && read(key(form))
  const box = form?.querySelector("[data-draft-offer]")
  if (!box || !draft) return
  const differs = Object.entries(draft.fields).filter(([name, value]) => form.elements[name] && form.elements[name].value !== value)
  if (!differs.length) return
  box.querySelector("[data-draft-at]").textContent = new Intl.DateTimeFormat("ru", { dateStyle: "short", timeStyle: "short" }).format(draft.at)
  box.querySelector("[data-draft-older]").hidden = draft.version === form.dataset.version
  box.hidden = false
  box.querySelector("[data-draft-restore]").onclick = () => {
    for (const [name, value] of differs) form.elements[name].value = value
    box.hidden = true
    form.elements[differs[0][0]].focus()
    form.dispatchEvent(new Event("change", { bubbles: true })) // the hints follow
  }
  box.querySelector("[data-draft-drop]").onclick = () => {
    write(key(form), null)
    box.hidden = true
  }
}

try {
  forget_saved()
} catch {
  // No store on this device.
}
offer()
document.addEventListener("input", remember)
document.addEventListener("submit", () => flush(form_now()), true)
addEventListener("pagehide", () => flush(form_now()))
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-draft]")
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    form.requestSubmit()
  }
})
// An answer put in place of the page (see send_later_forms.js) begins where the person should look first.
new MutationObserver(() => {
  window.htmx?.process(document.querySelector("main"))
  document.querySelector("[data-first-look]")?.focus()
}).observe(document.querySelector(".room"), { childList: true })
