// What is typed into a record's form is kept on this device until it is saved: one draft per person and form.
const AGE = 30 * 24 * 3600 * 1000

const name_of = (form) => `draft:${form.dataset.draftUser}:${form.dataset.draft}`

export function read (form) {
  try {
    const draft = JSON.parse(localStorage.getItem(name_of(form)))
    return draft && Date.now() - draft.at < AGE ? draft : null
  } catch {
    return null
  }
}

// `typed` goes on top of what the draft held; the version is the one the draft was begun from.
export function write (form, typed) {
  const before = read(form)
  const version = before ? before.version : form.dataset.version
  try {
    localStorage.setItem(name_of(form), JSON.stringify({ at: Date.now(), version, fields: { ...before?.fields, ...typed } }))
  } catch {
    // A full or closed store: the form itself still works.
  }
}

export function drop (form) {
  try {
    localStorage.removeItem(name_of(form))
  } catch {
    // No store on this device.
  }
}

// Saved: the server names the form in a cookie, which is put out here.
export function forget_saved () {
  const saved = /(?:^|; )saved_form=([\w-]+)/.exec(document.cookie)
  if (!saved) return
  document.cookie = "saved_form=; path=/; max-age=0"
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("draft:") && name.endsWith(`:${saved[1]}`)) localStorage.removeItem(name)
    }
  } catch {
    // No store on this device.
  }
}

// Show what was kept; `restore(draft)` puts it back into the form.
export function offer (form, draft, restore) {
  const box = form.querySelector("[data-draft-offer]")
  if (!box) return
  box.querySelector("[data-draft-at]").textContent = new Intl.DateTimeFormat("ru", { dateStyle: "short", timeStyle: "short" }).format(draft.at)
  box.querySelector("[data-draft-older]").hidden = draft.version === form.dataset.version
  box.hidden = false
  box.querySelector("[data-draft-restore]").onclick = () => {
    box.hidden = true
    restore(draft)
    form.dispatchEvent(new Event("change", { bubbles: true })) // the hints follow
  }
  box.querySelector("[data-draft-drop]").onclick = () => {
    drop(form)
    box.hidden = true
  }
}
