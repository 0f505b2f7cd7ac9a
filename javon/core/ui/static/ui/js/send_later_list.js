// The strip that says how many forms wait, and the list behind it. All words come from the page (data-…).
import { all, forget } from "./send_later_store.js"

const panel = document.querySelector("[data-send-later-panel]")
const words = panel?.dataset ?? {}
const say = (sentence, figures) => sentence.replace(/\{(\w+)\}/g, (whole, name) => figures[name] ?? whole)

function made (tag, options = {}, ...children) {
  const element = Object.assign(document.createElement(tag), options)
  element.append(...children)
  return element
}

function shown (entry) {
  const typed = entry.fields.filter(([name]) => name !== "request_id" && name !== "csrfmiddlewaretoken")
  const values = typed.flatMap(([name, value]) => [
    made("dt", { textContent: name }),
    made("dd", { textContent: typeof value === "string" ? value : value.name }),
  ])
  const drop = made("button", { type: "button", className: "button button--small", textContent: words.drop })
  drop.addEventListener("click", async () => {
    await forget(entry.id)
    await show()
  })
  const open = made("a", { href: `${entry.page}#kept=${entry.id}`, className: "button button--small", textContent: words.open })
  return made("li", { className: "send-later__entry" },
    made("p", { textContent: `${entry.title} · ${new Date(entry.kept_at).toLocaleString(document.documentElement.lang)}` }),
    made("p", { textContent: entry.state === "review" ? entry.answer || words.look : words.waits }),
    made("details", {}, made("summary", { textContent: words.typed }), made("dl", {}, ...values)),
    made("p", { className: "send-later__ways" }, ...(entry.state === "review" ? [open, drop] : [])))
}

// Bring the strip and the list up to date; `happened` is a sentence to say once ("sent", "kept", "other").
export async function show (happened = "", figures = {}) {
  if (!panel) return
  const entries = await all()
  const waiting = entries.filter((entry) => entry.state === "waiting").length
  const review = entries.length - waiting
  const sentences = [
    happened && say(words[happened], figures),
    waiting && say(words.waiting, { n: waiting }),
    review && say(words.review, { n: review }),
  ].filter(Boolean)
  panel.hidden = sentences.length === 0
  panel.querySelector("[role=status]").textContent = sentences.join(" ")
  panel.querySelector("details").hidden = entries.length === 0
  panel.querySelector("ul").replaceChildren(...entries.map(shown))
  panel.classList.toggle("send-later--review", review > 0)
}

// The queue as a file: the last resort when this computer is to be changed or the disk is full.
export async function save_to_file () {
  const text = JSON.stringify(await all(), null, 2)
  const link = made("a", {
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
    download: `kutilmoqda-${new Date().toISOString().slice(0, 16).replace(":", "")}.json`,
  })
  document.body.append(link)
  link.click()
  link.remove()
}
