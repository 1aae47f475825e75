// The report page from the keyboard. The server renders everything; this moves the focus, sends what is typed, and puts
// the record that comes back in its place.
const main = document.querySelector("main.review");
const texts = document.getElementById("texts").dataset;
const canReview = "canReview" in main.dataset;
const token = document.querySelector("meta[name=form-token]").content;
const { sheets, show, drawBoxes, load, zoom, rotate, turnPage, reveal } = main.original; // Of original.js, which comes first.
let focused = null;

const all = selector => [...main.querySelectorAll(selector)];
const record = () => document.getElementById("record");
const values = () => [...record().querySelectorAll("button.value")];
const find = key => record().querySelector(`button.value[data-key="${CSS.escape(key)}"]`);

// ---- Moving

function inspect(value) {
  const slot = name => main.querySelector(`.inspector [data-slot=${name}]`);
  const { label, source, raw, notes, correction } = value.dataset;
  slot("label").textContent = label;
  slot("source").textContent = source;
  slot("raw").textContent = (raw ? texts.raw + raw : "") + (notes ? "\n" + notes : "");
  slot("correction").textContent = correction ?? "";
}

function focusOn(value) {
  if (!value) return;
  value.focus({ preventScroll: true });
  value.scrollIntoView({ block: "nearest" });
}

function nextDoubt(step) {
  const list = values(), at = focused ? list.indexOf(find(focused.dataset.key)) : -1;
  const order = step > 0 ? list.slice(at + 1).concat(list.slice(0, at + 1)) : list.slice(0, Math.max(at, 0)).reverse().concat(list.slice(Math.max(at, 0)).reverse());
  const doubt = order.find(value => value.classList.contains("doubt"));
  if (doubt) focusOn(doubt); else say(texts.done);
}

// The nearest value in a direction: first what lies in line with this one, then what is near.
function move(key) {
  const list = values();
  if (!focused || !focused.isConnected) return focusOn(list[0]);
  const here = focused.getBoundingClientRect();
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  let best = null, least = Infinity;
  for (const value of list) {
    if (value === focused) continue;
    const there = value.getBoundingClientRect();
    const ahead = sideways
      ? (sign > 0 ? there.left - here.right : here.left - there.right)
      : (sign > 0 ? there.top - here.bottom : here.top - there.bottom);
    if (ahead < -6) continue;
    const aside = sideways
      ? Math.max(0, there.top - here.bottom, here.top - there.bottom) * 8
      : Math.max(0, there.left - here.right, here.left - there.right) + Math.abs(there.left - here.left) * 0.05;
    if (sideways && aside > 0) continue;
    const far = ahead + aside * 2;
    if (far < least) [best, least] = [value, far];
  }
  focusOn(best);
}

// ---- Saving

async function send(action, fields) {
  const body = new URLSearchParams({ ...fields, form_token: token });
  const answer = await fetch(`/reports/${main.dataset.report}/${action}`, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.headers.get("content-type")?.includes("json")) throw new Error(String(answer.status));
  return answer.json();
}

function put(answer, key) {
  if (!answer.html) return;
  const scroll = main.querySelector(".record-scroll");
  const top = scroll.scrollTop;
  const holder = document.createElement("div");
  holder.innerHTML = answer.html; // Rendered and escaped by our own server.
  record().replaceWith(holder.firstElementChild);
  scroll.scrollTop = top;
  const revision = document.querySelector("#decide [name=revision]");
  if (revision && answer.revision) revision.value = answer.revision;
  drawBoxes();
  focusOn((key && find(key)) ?? (focused && find(focused.dataset.key)) ?? values()[0]);
}

function edit(value) {
  if (!canReview) return;
  if ("approved" in record().dataset) return say(texts.approved);
  const form = document.getElementById("editor").content.firstElementChild.cloneNode(true);
  const area = form.querySelector("textarea");
  const error = form.querySelector("[data-slot=error]");
  const { key, text, label } = value.dataset;
  let isBusy = false, read = "";
  form.read = (words, place) => { area.value = words; read = place; fit(); area.focus(); area.select(); };
  form.say = message => { error.textContent = message; };
  form.dataset.of = key;
  area.value = text;
  area.setAttribute("aria-label", label);
  value.hidden = true;
  value.after(form);
  const fit = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
  fit();
  area.addEventListener("input", fit);
  area.focus();
  area.select();
  const close = () => { form.remove(); value.hidden = false; focusOn(value); };
  const save = async expected => {
    if (isBusy) return;
    if (area.value === text && expected === text && !read) return close();
    isBusy = true;
    try {
      const answer = await send("values", { key, expected, typed: area.value, read, reason: form.querySelector("[name=reason]").value });
      if (answer.status === "saved") { put(answer, key); say(texts.saved); }
      else if (answer.status === "conflict") settle(answer, key, area.value, () => { isBusy = false; return save(answer.current); });
      else { error.textContent = answer.message ?? texts[answer.status] ?? answer.status; area.focus(); }
    } catch (trouble) { error.textContent = texts.failed + trouble.message; area.focus(); }
    isBusy = false;
  };
  form.addEventListener("submit", event => { event.preventDefault(); save(text); });
  form.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); save(text); }
    else if (event.key === "F2") { event.preventDefault(); form.dispatchEvent(new CustomEvent("draw", { bubbles: true })); }
    event.stopPropagation();
  });
}

// Somebody else was quicker: both values stand there until the reviewer has chosen.
function settle(answer, key, mine, putMine) {
  const dialog = document.getElementById("conflict");
  const slot = name => dialog.querySelector(`[data-slot=${name}]`);
  slot("who").textContent = answer.message ?? "";
  slot("theirs").textContent = answer.current || "—";
  slot("mine").textContent = mine || "—";
  dialog.querySelector("[data-answer=theirs]").onclick = () => { dialog.close(); put(answer, key); };
  dialog.querySelector("[data-answer=mine]").onclick = () => { dialog.close(); putMine(); };
  dialog.showModal();
}

async function change(action, fields) {
  if (!canReview) return;
  try {
    const answer = await send(action, fields);
    if (answer.status === "saved") put(answer, answer.key);
    else say(action === "undo" && answer.status === "missing" ? texts.nothing : answer.message ?? texts[answer.status] ?? answer.status);
    return answer.status === "saved";
  } catch (trouble) { say(texts.failed + trouble.message); }
}

const changeRow = kind => { const row = focused?.closest("tr[data-row]"); if (row) change("rows", { key: row.dataset.row, change: kind }); };
const undo = async correction => { if (await change("undo", correction ? { correction } : {})) say(texts.undone); };

let quiet;
function say(message) {
  const toast = document.getElementById("toast");
  toast.textContent = message;
  toast.hidden = false;
  clearTimeout(quiet);
  quiet = setTimeout(() => { toast.hidden = true; }, 2500);
}

// ---- Keys

const help = () => document.getElementById("keys").showModal();
const follow = selector => document.querySelector(selector)?.click();
const decide = approved => { if (canReview && ("approved" in record().dataset) === approved) document.getElementById("decide").requestSubmit(); };
const keys = {
  n: () => nextDoubt(1), p: () => nextDoubt(-1), u: () => undo(), a: () => decide(false), r: () => decide(true), m: () => change("assign", {}),
  j: () => follow("a[rel=next][href]"), k: () => follow("a[rel=prev][href]"), h: () => follow(".report-bar a[title=h]"), q: () => follow("[data-key=q]"), b: () => follow("a[title=b]"), c: () => follow("a[title=c]"),
  d: () => follow("a.chip.waiting"), o: rotate, "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), 0: () => zoom(0), "?": help,
  PageDown: () => turnPage(1), PageUp: () => turnPage(-1), Insert: () => changeRow("AddBelow"), Delete: () => changeRow("Remove"),
  ArrowUp: () => move("ArrowUp"), ArrowDown: () => move("ArrowDown"), ArrowLeft: () => move("ArrowLeft"), ArrowRight: () => move("ArrowRight"),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, dialog")) return;
  if (event.altKey) {
    const kind = { ArrowUp: "MoveUp", ArrowDown: "MoveDown" }[event.key];
    if (kind) { event.preventDefault(); changeRow(kind); }
    return;
  }
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

main.addEventListener("focusin", event => {
  const value = event.target.closest("button.value");
  if (!value) return;
  focused = value;
  all(".value.here").forEach(other => other.classList.remove("here"));
  value.classList.add("here");
  inspect(value);
  reveal(value);
});

main.addEventListener("click", event => {
  const at = selector => event.target.closest(selector);
  if (at("button.value")) edit(at("button.value"));
  else if (at("rect")) focusOn(find(at("rect").dataset.key));
  else if (at("[data-line]")) {
    const line = +at("[data-line]").dataset.line;
    focusOn(values().find(value => (value.dataset.lines ?? "").split(" ").some(range => { const [first, last] = range.split("-").map(Number); return line >= first && line <= last; })));
  }
  else if (at("[data-goto]")) focusOn(find(at("[data-goto]").dataset.goto));
  else if (at("[data-undo]")) undo(at("[data-undo]").dataset.undo);
  else if (at(".strip [data-page]")) show(at("[data-page]").dataset.page);
  else if (at("[data-zoom]")) zoom({ "+": 1, "-": -1 }[at("[data-zoom]").dataset.zoom] ?? 0);
  else if (at("[data-rotate]")) rotate();
});

document.querySelector("[data-help]").addEventListener("click", help);
addEventListener("beforeunload", event => { if (main.querySelector(".editor")) event.preventDefault(); });

drawBoxes();
if (sheets.length) show(sheets[0].dataset.page);
main.tools = { send }; // For box.js.
const first = values().find(value => value.classList.contains("doubt")) ?? values()[0];
focusOn(first);
// The other pages come while this one is read.
setTimeout(() => sheets.forEach(load), 400);
