// A button that puts a text of the page into the clipboard; where that is refused the text stands selected.
for (const box of document.querySelectorAll("[data-copies]")) {
  const button = box.querySelector("button")
  const status = box.querySelector("[role=status]")
  const text = document.getElementById(box.dataset.copies)
  button.hidden = false
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent)
    } catch {
      // An address without https has no clipboard of its own: the old way.
      text.closest("details")?.setAttribute("open", "")
      getSelection().selectAllChildren(text)
      if (!document.execCommand("copy")) return
    }
    status.textContent = box.dataset.done
  })
}
