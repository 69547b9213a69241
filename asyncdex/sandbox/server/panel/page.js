// Keeps the page as the sandbox says it is, and sends what its forms order. Texts come ready and are only put in place.

const MOST_ROWS = 300;
const find = (id) => document.getElementById(id);
const log = find("log");
const filter = find("filter");
const hold = find("hold");
const held = [];
let missed = 0;

function fillCell(place, cell) {
  if (typeof cell === "string") {
    if (place.textContent !== cell) place.textContent = cell;
    return;
  }
  const [value, most, text] = cell;
  let bar = place.firstElementChild;
  if (bar === null) {
    bar = document.createElement("progress");
    place.append(bar);
  }
  bar.max = most;
  bar.value = value;
  bar.setAttribute("aria-label", text);
}

function fillRow(row, [tone, cells]) {
  row.className = tone;
  while (row.cells.length < cells.length) row.insertCell();
  cells.forEach((cell, position) => fillCell(row.cells[position], cell));
}

function fillTable(body, [rows, none]) {
  body.dataset.none = none;
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((row, position) => fillRow(body.rows[position] ?? body.insertRow(), row));
}

function sift(row) {
  row.hidden = !row.textContent.toLowerCase().includes(filter.value.trim().toLowerCase());
}

function addRequests(rows) {
  for (const row of rows.slice(-MOST_ROWS)) {
    const made = log.insertRow(0);
    fillRow(made, row);
    sift(made);
  }
  while (log.rows.length > MOST_ROWS) log.deleteRow(-1);
}

function sayMissed() {
  const waiting = held.length ? `${held.length} held` : "";
  const lost = missed ? `${missed.toLocaleString("en")} more came too fast to be shown` : "";
  find("missed").textContent = [waiting, lost].filter(Boolean).join(", ");
}

function takeRequests(told) {
  if (told.whole) {
    log.replaceChildren();
    held.length = 0;
    missed = 0;
  }
  missed += told.missed;
  if (hold.checked) {
    held.push(...told.requests);
    held.splice(0, held.length - MOST_ROWS);
  } else {
    addRequests(told.requests);
  }
  sayMissed();
}

function takeParts(parts) {
  for (const [name, part] of Object.entries(parts)) {
    if (Array.isArray(part)) {
      fillTable(document.querySelector(`[data-rows="${name}"]`), part);
      continue;
    }
    for (const [place, text] of Object.entries(part)) {
      document.querySelector(`[data-text="${place}"]`).textContent = text;
    }
  }
}

function sayLine(text, state) {
  find("line").textContent = text;
  find("line").dataset.state = state;
}

function warn(text) {
  find("notice").textContent = text;
  find("notice").hidden = text === "";
}

let stream = null;

function listen() {
  stream = new EventSource("/_sandbox/events");
  stream.onopen = () => sayLine("live", "live");
  stream.onmessage = (event) => {
    const told = JSON.parse(event.data);
    takeRequests(told);
    takeParts(told.parts);
  };
  stream.onerror = () => {
    const over = stream.readyState === EventSource.CLOSED;
    sayLine(over ? "not live; reload the page to try again" : "the sandbox does not answer", "lost");
  };
}

async function send(form) {
  const fields = Object.fromEntries(new FormData(form));
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", headers, body: JSON.stringify(fields) });
    warn(answer.ok ? "" : await answer.text());
  } catch {
    warn("The sandbox does not answer.");
  }
}

function fitOrder() {
  const value = find("value");
  const name = find("order").elements.kind.selectedOptions[0].dataset.value;
  const box = value.querySelector("input");
  value.hidden = box.disabled = name === "";
  value.querySelector("span").textContent = name;
  // A status has to be given; all others have a usual value.
  box.required = find("order").elements.kind.value === "status";
  box.value = box.required ? "503" : "";
  box.placeholder = "usual";
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = event.target.dataset.ask;
  if (question === undefined || confirm(question)) send(event.target);
});

// A page that nobody sees costs the sandbox nothing; seen again, it is told everything anew.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (stream === null) {
    listen();
  }
});

filter.addEventListener("input", () => Array.from(log.rows).forEach(sift));
hold.addEventListener("change", () => {
  addRequests(held.splice(0));
  sayMissed();
});

if (!document.body.classList.contains("locked")) {
  find("order").elements.kind.addEventListener("change", fitOrder);
  fitOrder();
}
document.body.classList.add("scripted");
if (!document.hidden) listen();
