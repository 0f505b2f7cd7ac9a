// Privacy: a reader left open closes by itself. Ten seconds before, a line says so; any key or touch keeps it open. WCAG 2.2.1.
const PATIENCE = 45000
const WARNING = 10000

export function close_when_idle (form, swap, say) {
  let last = Date.now()
  const touch = () => { last = Date.now() }
  for (const name of ["keydown", "pointerdown", "input"]) document.addEventListener(name, touch, { passive: true })
  document.addEventListener("desk:shown", touch)

  async function look () {
    if (!document.querySelector("#desk")?.dataset.card || document.querySelector("dialog[open]")) return touch()
    const left = PATIENCE - (Date.now() - last)
    if (left > WARNING) return
    if (left > 0) return say(form.dataset.closing.replace("{n}", Math.ceil(left / 1000)))
    touch()
    const response = await fetch(form.dataset.home, { headers: { "HX-Request": "true" } }).catch(() => null)
    if (response?.ok) swap(await response.text())
    document.querySelector("[data-queue-said]").hidden = true
  }
  setInterval(look, 1000)
}
