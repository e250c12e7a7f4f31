"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const table = document.getElementById("schools");
const rows = [...table.tBodies[0].rows];
const find = document.getElementById("find");
const group = document.getElementById("group");
const status = document.getElementById("status");
const dialog = document.getElementById("more");
document.getElementById("plain").remove();

// ── filter ──
function lightsOf(row) {
  return [...row.querySelectorAll("td[data-light]")].map((cell) => cell.dataset.light);
}

function filter() {
  const wanted = find.value.trim();
  let shown = 0;
  for (const row of rows) {
    const name = data.schools[row.dataset.school];
    row.hidden = !(
      name.includes(wanted) &&
      (!group.value || row.dataset.group === group.value) &&
      (!status.value || lightsOf(row).includes(status.value))
    );
    shown += row.hidden ? 0 : 1;
  }
  document.getElementById("shown").value =
    shown === rows.length ? `共${rows.length}所` : `显示${shown}所，共${rows.length}所`;
  document.getElementById("nobody").hidden = shown > 0;
}

for (const each of [find, group, status]) each.addEventListener("input", filter);
find.form.addEventListener("submit", (event) => event.preventDefault());
find.form.addEventListener("reset", () => setTimeout(filter));
document.getElementById("groups").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  group.value = button.dataset.group;
  filter();
  table.scrollIntoView();
  group.focus();
});

// ── sort ──
function valueOf(row, key) {
  if (key === "name") return Number(row.dataset.school); // the county's own order
  if (key === "rate") return Number(row.dataset.rate);
  if (key === "score") {
    const [points, full] = row.cells[2].textContent.split("／").map(Number);
    return full ? points / full : -1;
  }
  return Number(row.cells[3 + Number(key)].dataset.light);
}

table.tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!head || !event.target.closest("button")) return;
  const ascending = head.getAttribute("aria-sort") !== "ascending";
  for (const each of head.parentNode.cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const key = head.dataset.sort;
  rows.sort((one, other) => {
    const difference = valueOf(one, key) - valueOf(other, key);
    return (ascending ? difference : -difference) || one.dataset.school - other.dataset.school;
  });
  table.tBodies[0].append(...rows);
});

// ── drill down: a school, or one task of it, to file and cell ──
function make(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text; // never as HTML: names are what somebody typed
  if (className) element.className = className;
  return element;
}

function describe([, details, light, reason, places]) {
  const item = document.createElement("li");
  const { sign, word, name } = data.lights[light];
  item.append(make("span", sign, `light ${name}`), make("strong", word), "　");
  if (data.texts[details]) item.append(`${data.texts[details]}　`);
  item.append(data.texts[reason]);
  for (const place of places) {
    item.append(document.createElement("br"), make("code", data.texts[place]));
  }
  return item;
}

function open(school, task) {
  const body = document.getElementById("more-body");
  body.replaceChildren();
  const found = data.findings[school].filter((each) => task === undefined || each[0] === task);
  data.tasks.forEach(({ reference, name }, index) => {
    const own = found.filter((each) => each[0] === index);
    if (!own.length) return;
    const list = document.createElement("ul");
    list.append(...own.map(describe));
    body.append(make("h3", `${reference}　${name}`), list);
  });
  if (!found.length) body.append(make("p", "没有到期的工作。"));
  document.getElementById("more-head").textContent = data.schools[school];
  dialog.showModal();
  dialog.scrollTop = 0;
}

table.tBodies[0].addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const school = Number(button.closest("tr").dataset.school);
  open(school, button.dataset.task === undefined ? undefined : Number(button.dataset.task));
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
