// The original beside the record: its pages turned, zoomed and rotated, and the boxes of values on them.
const main = document.querySelector("main.review");
const stage = main.querySelector(".stage");
const sheets = [...stage.querySelectorAll(".sheet")];
const view = { zoom: 1, turn: 0, page: null };

const all = selector => [...main.querySelectorAll(selector)];

function show(page) {
  if (view.page === page || sheets.length === 0) return;
  view.page = page;
  for (const sheet of sheets) {
    sheet.hidden = sheet.dataset.page !== page;
    if (!sheet.hidden) load(sheet);
  }
  all(".strip button").forEach(button => button.setAttribute("aria-current", button.dataset.page === page ? "page" : "false"));
  place();
}

// A rectangle for each place of each value: made anew with the record, since a correction may have a place of its own.
function drawBoxes() {
  sheets.forEach(sheet => sheet.querySelectorAll("rect[data-key]").forEach(box => box.remove()));
  for (const value of main.querySelectorAll("#record button.value")) {
    for (const place of (value.dataset.places ?? "").split(";").filter(Boolean)) {
      const [page, x, y, width, height] = place.split(" ").map(Number);
      const svg = sheets.find(sheet => +sheet.dataset.page === page)?.querySelector("svg");
      if (!svg) continue;
      const box = document.createElementNS(svg.namespaceURI, "rect");
      for (const [name, to] of Object.entries({ x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3, rx: 1.5 })) box.setAttribute(name, to);
      box.dataset.key = value.dataset.key;
      box.classList.toggle("doubt", value.classList.contains("doubt"));
      svg.append(box);
    }
  }
}

function load(sheet) {
  const image = sheet.querySelector("img");
  if (image.src) return;
  image.addEventListener("load", () => {
    const svg = sheet.querySelector("svg");
    const points = 72 / svg.dataset.dpi;
    svg.setAttribute("viewBox", `0 0 ${image.naturalWidth * points} ${image.naturalHeight * points}`);
    sheet.classList.add("loaded");
    place();
    // Pages that come later must not turn back the one that is looked at.
    if (!sheet.hidden && sheet.querySelector(".lit")) bring(sheet.querySelector(".lit"));
  });
  image.addEventListener("error", () => { image.hidden = true; sheet.querySelector(".failed").hidden = false; });
  image.src = image.dataset.src;
}

// The sheet as wide as the stage times the zoom; turned sideways its width is its height.
function place() {
  const sheet = sheets.find(candidate => !candidate.hidden);
  const image = sheet?.querySelector("img");
  if (!image?.naturalWidth) return;
  const wide = (stage.clientWidth - 24) * view.zoom;
  const sideways = view.turn % 180 !== 0;
  const width = sideways ? wide * image.naturalWidth / image.naturalHeight : wide;
  const height = width * image.naturalHeight / image.naturalWidth;
  sheet.style.width = `${sideways ? height : width}px`;
  sheet.style.height = `${sideways ? width : height}px`;
  const shift = { 0: "", 90: `translateX(${height}px)`, 180: `translate(${width}px, ${height}px)`, 270: `translateY(${width}px)` }[view.turn];
  for (const part of [image, sheet.querySelector("svg")]) {
    part.style.width = `${width}px`;
    part.style.height = `${height}px`;
    part.style.transform = `${shift} rotate(${view.turn}deg)`;
  }
}

function zoom(step) {
  view.zoom = step === 0 ? 1 : Math.max(0.5, Math.min(5, view.zoom * (step > 0 ? 1.25 : 0.8)));
  place();
  const here = main.querySelector("button.value.here");
  if (here) reveal(here);
}

function rotate() { view.turn = (view.turn + 90) % 360; place(); }

function turnPage(step) {
  const at = sheets.findIndex(sheet => sheet.dataset.page === view.page) + step;
  if (sheets[at]) { show(sheets[at].dataset.page); stage.scrollTop = 0; }
}

// Lights the boxes of a value, or its lines, and brings them into sight.
function reveal(value) {
  all(".lit").forEach(lit => lit.classList.remove("lit"));
  const boxes = all(`rect[data-key="${CSS.escape(value.dataset.key)}"]`);
  const lines = (value.dataset.lines ?? "").split(" ").filter(Boolean).flatMap(range => {
    const [first, last] = range.split("-").map(Number);
    return all("[data-line]").filter(line => +line.dataset.line >= first && +line.dataset.line <= last);
  });
  const lit = boxes.length ? boxes : lines;
  lit.forEach(part => part.classList.add("lit"));
  if (lit.length === 0) return;
  if (boxes.length && !boxes.some(box => box.closest(".sheet").dataset.page === view.page)) show(boxes[0].closest(".sheet").dataset.page);
  bring(lit.find(part => !part.closest("[hidden]")) ?? lit[0]);
}

function bring(part) {
  const box = part.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  if (box.top < frame.top + 8 || box.bottom > frame.bottom - 8) stage.scrollTop += (box.top + box.bottom) / 2 - (frame.top + frame.bottom) / 2;
  if (box.left < frame.left + 8 || box.right > frame.right - 8) stage.scrollLeft += (box.left + box.right) / 2 - (frame.left + frame.right) / 2;
}

addEventListener("resize", place);
main.original = { sheets, show, drawBoxes, load, zoom, rotate, turnPage, reveal }; // For report.js and box.js.
