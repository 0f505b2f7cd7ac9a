// Covers a page that nobody touches and opens it again with the PIN: nothing typed on it is lost.
// The server locks by itself at the next request; without the server (off line) the page stays open and goes on working.
const LAST = "last-touched" // shared by the tabs of this browser

const now = () => Date.now()
const touched = () => {
  try { return Number(localStorage.getItem(LAST)) || 0 } catch { return 0 }
}
const ask = (url, options = {}) =>
  fetch(url, { credentials: "same-origin", cache: "no-store", ...options, headers: { "HX-Request": "true", ...options.headers } })

export function lockWhenIdle() {
  const menu = document.querySelector("[data-idle-minutes]")
  document.addEventListener("keydown", switchByKey)
  if (!menu) return
  const patience = Number(menu.dataset.idleMinutes) * 60000
  let told = now() // when the server last heard that somebody is here
  let last = now()
  let cover = null

  function touch() {
    if (cover) return
    last = now()
    if (last - told > patience / 4) {
      told = last
      try { localStorage.setItem(LAST, String(last)) } catch { /* a private window: each tab counts for itself */ }
      ask("/account/here/").catch(() => {})
    }
  }

  async function look() {
    if (cover || now() - Math.max(last, touched()) < patience) return
    await lock()
  }

  async function lock() {
    const answer = await ask("/locked/").catch(() => null)
    if (cover || !answer || answer.redirected || answer.status !== 423) return // off line, or somebody is at work in another tab
    cover = document.createElement("dialog")
    cover.className = "cover-screen"
    cover.addEventListener("cancel", (event) => event.preventDefault())
    cover.addEventListener("submit", open)
    document.body.append(cover)
    cover.showModal()
    show(await answer.text())
  }

  function show(html) {
    cover.innerHTML = html
    cover.setAttribute("aria-labelledby", "lock-name")
    cover.querySelector("input[type=password]")?.focus()
  }

  async function open(event) {
    const form = event.target
    if (!form.matches("[data-unlock]")) return // signing out is a plain form
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form))
    const answer = await ask(form.getAttribute("action"), { method: "POST", body }).catch(() => null)
    if (!answer) return // the line is down: the same button again
    if (answer.status === 204) {
      cover.remove()
      cover = null
      last = told = now()
      dispatchEvent(new Event("online")) // what waited for the PIN is sent now
    } else if (answer.redirected || answer.status === 403) {
      location.assign("/locked/")
    } else {
      show(await answer.text())
    }
  }

  for (const name of ["keydown", "pointerdown", "input", "wheel"]) document.addEventListener(name, touch, { passive: true })
  document.body.addEventListener("javon:locked", lock)
  setInterval(look, Math.min(15000, patience / 4))
}

// F10: somebody else takes this computer over.
function switchByKey(event) {
  const link = document.querySelector("[data-switch]")
  if (event.key !== "F10" || !link || event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return
  event.preventDefault()
  location.assign(link.href)
}
