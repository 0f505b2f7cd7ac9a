// Marks for the form of a record. In the tables: a chosen mark is told to the form that waits in the other tab, which then
// closes this one; when no form answers, the link itself leads to the form. In the form: a told or suggested mark is put in.
const channel = new BroadcastChannel("javon-marks")
const PATIENCE = 400

const form_now = () => document.getElementById("record-form")

function put (field, mark) {
  const input = form_now()?.elements[field]
  if (!input) return false
  input.value = mark
  input.dispatchEvent(new Event("input", { bubbles: true })) // the draft keeps it
  input.dispatchEvent(new Event("change", { bubbles: true })) // the hints follow
  input.focus()
  return true
}

let waiting = null
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-mark]")
  if (link && !form_now()) {
    event.preventDefault()
    waiting = setTimeout(() => location.assign(link.href), PATIENCE)
    channel.postMessage({ put: link.dataset.markField, mark: link.dataset.mark, page: new URL(link.href).pathname })
  }
  const button = event.target.closest("button[data-mark]")
  if (button) put(button.dataset.markField, button.dataset.mark)
})

channel.addEventListener("message", ({ data }) => {
  if (data.put && form_now() && data.page === location.pathname && put(data.put, data.mark)) channel.postMessage({ taken: true })
  if (data.taken && waiting) {
    clearTimeout(waiting)
    waiting = null
    window.close()
  }
})

// Buttons that need this script are shown by it, also in hints that came later.
const show = () => document.querySelectorAll("button[data-mark][hidden]").forEach((button) => { button.hidden = false })
show()
document.addEventListener("htmx:afterSwap", show)
