// The share button: the phone's own sheet where there is one, the clipboard elsewhere, selected text at the least.
export function shareLinks() {
  for (const box of document.querySelectorAll("[data-share]")) {
    const button = box.querySelector("[data-share-do]");
    const field = box.querySelector("input");
    const status = box.querySelector("[data-share-status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        if (navigator.share) {
          await navigator.share({ title: box.dataset.title, url: field.value });
        } else {
          await navigator.clipboard.writeText(field.value);
          status.textContent = status.dataset.done;
          status.classList.remove("unseen");
        }
      } catch {
        field.focus(); // refused or not possible: the link stays selected, ready to be copied by hand
      }
    });
  }
}
