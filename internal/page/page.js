// What the pages do beyond what they do without JavaScript: picking an event
// or claim swaps the article in place, and a file may be dropped on the box.
"use strict";

// Links that only pick something in the article carry the article's own path.
function picks(a) {
  return a && a.origin === location.origin && a.pathname === location.pathname && document.querySelector("[data-swap]");
}

async function swap(url, push) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok) { location.href = url; return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const checks = [...document.querySelectorAll(".legend input")].map(i => i.checked);
  for (const part of document.querySelectorAll("[data-swap]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(fresh);
  }
  document.querySelectorAll(".legend input").forEach((i, n) => { i.checked = checks[n]; });
  document.title = page.title;
  if (push) history.pushState(null, "", url);
  const side = document.getElementById("side");
  side.scrollTop = 0;
  const heading = side.querySelector("h2");
  if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  const lit = document.querySelector(".text .picked, .text .lit");
  if (lit) lit.scrollIntoView({ block: "center" });
}

document.addEventListener("click", event => {
  const a = event.target.closest("a[href]");
  if (!picks(a) || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  swap(a.href, true);
});
window.addEventListener("popstate", () => { if (document.querySelector("[data-swap]")) swap(location.href, false); });

// j and k go to the next and the previous event, unless someone is typing.
document.addEventListener("keydown", event => {
  if (event.target.closest("input, textarea, select") || event.metaKey || event.ctrlKey || event.altKey) return;
  const a = document.querySelector(event.key === "j" ? "a[rel=next]" : event.key === "k" ? "a[rel=prev]" : "a.none");
  if (a) a.click();
});

// A picture that is wider than a phone begins where its marks are.
for (const box of document.querySelectorAll(".picture .scroll")) {
  const marks = [...box.querySelectorAll("svg a")].map(a => { const r = a.getBoundingClientRect(); return r.left + r.width / 2; });
  if (box.scrollWidth <= box.clientWidth || !marks.length) continue;
  marks.sort((a, b) => a - b);
  box.scrollLeft = marks[marks.length >> 1] - box.getBoundingClientRect().left - box.clientWidth / 2;
}

const drop = document.querySelector(".drop");
if (drop) {
  const box = drop.querySelector("textarea");
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, e => { e.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", async e => {
    e.preventDefault();
    const file = e.dataTransfer.files[0];
    box.value = file ? await file.text() : e.dataTransfer.getData("text/html") || e.dataTransfer.getData("text/plain");
    box.focus();
  });
}
