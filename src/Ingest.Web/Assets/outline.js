// A click on a small page fills the row in hand: the page, and how far below its top.
let row = document.querySelector("tr[data-mark] input")?.closest("tr");
document.addEventListener("focusin", event => { row = event.target.closest("tr[data-mark]") ?? row; });

document.querySelector(".thumbs")?.addEventListener("click", event => {
  const button = event.target.closest("button[data-page]");
  if (!button || !row) return;
  const image = button.querySelector("img"), frame = image.getBoundingClientRect();
  // From the keyboard there is no place: the whole page.
  const share = event.detail === 0 ? 0 : Math.max(0, (event.clientY - frame.top) / frame.height);
  row.querySelector("[name^=page]").value = button.dataset.page;
  row.querySelector("[name^=top]").value = share < 0.12 ? "" : (share * image.naturalHeight * 72 / image.dataset.dpi).toFixed(1);
  row.querySelector("[name^=page]").focus();
});

document.querySelector("form[action$=outline]")?.addEventListener("submit", event => {
  document.body.setAttribute("aria-busy", "true");
  setTimeout(() => event.target.querySelectorAll("button").forEach(button => { button.disabled = true; }));
});
