// A box on the original is read into the value that is being edited: dragged with the mouse, or placed with the keys from F2 on.
const main = document.querySelector("main.review");
const stage = main.querySelector(".stage");
const texts = document.getElementById("texts").dataset;
const { send } = main.tools; // Of report.js, and
const { show, turnPage } = main.original; // of original.js: they come first.
const Least = 3; // points: less is a click

const editor = () => main.querySelector("form.editor");
const sheet = () => stage.querySelector(".sheet.loaded:not([hidden])");
let drawn = null; // { svg, page, rect, x, y, width, height }

function start(svg, page, box) {
  drop();
  const rect = document.createElementNS(svg.namespaceURI, "rect");
  rect.setAttribute("class", "drawn");
  rect.setAttribute("tabindex", "-1");
  svg.append(rect);
  drawn = { svg, page, rect, ...box };
  place();
}

function place() {
  for (const name of ["x", "y", "width", "height"]) drawn.rect.setAttribute(name, drawn[name]);
}

function drop() {
  drawn?.rect.remove();
  drawn = null;
}

// The pointer in points of the page, however it is zoomed and turned.
function at(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const { width, height } = svg.viewBox.baseVal;
  return { x: Math.max(0, Math.min(width, point.x)), y: Math.max(0, Math.min(height, point.y)) };
}

async function read() {
  const form = editor();
  if (!form || !drawn) return;
  const { page, x, y, width, height } = drawn;
  form.say(texts.reading);
  try {
    const answer = await send("read", { key: form.dataset.of, place: [page, x, y, width, height].map(number => +(+number).toFixed(2)).join(" ") });
    if (!form.isConnected) return;
    form.say(answer.message ?? "");
    if (answer.text) form.read(answer.text, answer.place);
    else form.querySelector("textarea").focus();
  } catch (trouble) { form.say(texts.failed + trouble.message); }
  drop();
}

let from = null;
stage.addEventListener("pointerdown", event => {
  const svg = sheet()?.querySelector("svg");
  if (!editor() || !svg || event.button !== 0 || !event.target.closest(".sheet")) return;
  event.preventDefault(); // The editor keeps the focus.
  from = at(svg, event);
  start(svg, sheet().dataset.page, { x: from.x, y: from.y, width: 0, height: 0 });
  stage.setPointerCapture(event.pointerId);
});
stage.addEventListener("pointermove", event => {
  if (!from || !drawn) return;
  const to = at(drawn.svg, event);
  Object.assign(drawn, { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) });
  place();
});
stage.addEventListener("pointerup", () => {
  if (!from) return;
  from = null;
  if (drawn && drawn.width > Least && drawn.height > Least) read(); else drop();
});
stage.addEventListener("pointercancel", () => { from = null; drop(); });

// While a box is drawn, a click in the original is no question for what stands there.
stage.addEventListener("click", event => { if (editor()) event.stopPropagation(); }, true);

// From the keyboard: the box begins where the value stands, or in the middle of the page.
main.addEventListener("draw", () => {
  const own = main.querySelector(`rect[data-key="${CSS.escape(editor().dataset.of)}"]`);
  if (own) show(own.closest(".sheet").dataset.page);
  const svg = (own?.closest(".sheet.loaded") ?? sheet())?.querySelector("svg");
  if (!svg) return;
  const number = name => +own.getAttribute(name);
  const { width, height } = svg.viewBox.baseVal;
  start(svg, svg.closest(".sheet").dataset.page, own
    ? { x: number("x"), y: number("y"), width: number("width"), height: number("height") }
    : { x: width / 4, y: height / 3, width: width / 2, height: 20 });
  editor().say(texts.box);
  drawn.rect.focus();
});

const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
stage.addEventListener("keydown", event => {
  if (!drawn || event.target !== drawn.rect) return;
  const direction = directions[event.key];
  if (direction) {
    const step = event.altKey ? 1 : 6;
    const [right, down] = direction.map(sign => sign * step);
    if (event.shiftKey) Object.assign(drawn, { width: Math.max(Least + 1, drawn.width + right), height: Math.max(Least + 1, drawn.height + down) });
    else Object.assign(drawn, { x: Math.max(0, drawn.x + right), y: Math.max(0, drawn.y + down) });
    place();
  } else if (event.key === "Enter") read();
  else if (event.key === "Escape") { drop(); editor()?.say(""); editor()?.querySelector("textarea").focus(); }
  else if (event.key === "PageDown" || event.key === "PageUp") {
    const box = { x: drawn.x, y: drawn.y, width: drawn.width, height: drawn.height };
    turnPage(event.key === "PageDown" ? 1 : -1);
    if (sheet()) { start(sheet().querySelector("svg"), sheet().dataset.page, box); drawn.rect.focus(); }
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
