// The queue from the keyboard: up and down choose a report, Enter opens it, left and right turn pages, / searches.
const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
let at = -1;

function choose(next) {
  if (rows.length === 0) return;
  at = Math.max(0, Math.min(rows.length - 1, next));
  rows.forEach((row, index) => row.classList.toggle("here", index === at));
  rows[at].querySelector("a.report-link").focus();
  rows[at].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const turn = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  if (event.key === "ArrowDown" || event.key === "j") choose(at + 1);
  else if (event.key === "ArrowUp" || event.key === "k") choose(at - 1);
  else if (event.key === "/") document.querySelector("[data-key='/']").focus();
  else if (turn) document.querySelector(`a[rel=${turn}]`)?.click();
  else return;
  event.preventDefault();
});

rows.forEach((row, index) => {
  row.addEventListener("focusin", () => { at = index; rows.forEach((other, i) => other.classList.toggle("here", i === index)); });
  row.addEventListener("click", event => { if (!event.target.closest("a, button, input")) row.querySelector("a.report-link").click(); });
});

// A choice in a list filters at once; the button stays for those who type.
document.querySelectorAll("form.filters select").forEach(select => select.addEventListener("change", () => select.form.requestSubmit()));
