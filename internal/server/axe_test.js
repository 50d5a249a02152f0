// Checks of a page in the manner of axe-core, for WCAG 2.2 AA: gives a list of
// faults. Written for the tests; it runs in the page.
(() => {
  const faults = [];
  const fault = (rule, node, more) => faults.push(`${rule}: ${node ? node.outerHTML.slice(0, 120) : ""} ${more || ""}`);
  const shown = n => n.checkVisibility({ visibilityProperty: true }) && n.getClientRects().length > 0;
  const all = s => [...document.querySelectorAll(s)].filter(shown);

  // 1.4.3 Contrast of text against what lies behind it.
  const rgb = c => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 }; };
  const lum = c => { const f = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b); };
  const behind = n => {
    for (; n; n = n.parentElement) { const c = rgb(getComputedStyle(n).backgroundColor); if (c.a > 0.99) return c; }
    return rgb(getComputedStyle(document.documentElement).backgroundColor);
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t; (t = words.nextNode());) {
    const n = t.parentElement;
    if (!t.data.trim() || !shown(n) || n.closest("svg, script, option, .hidden, .skip")) continue;
    const style = getComputedStyle(n), size = parseFloat(style.fontSize);
    const a = lum(rgb(style.color)), b = lum(behind(n));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) fault("contrast", n, ratio.toFixed(2));
  }
  for (const t of all("svg text")) {
    const style = getComputedStyle(t), inverse = t.classList.contains("inverse");
    const a = lum(rgb(style.fill)), b = inverse ? lum(rgb(getComputedStyle(document.documentElement).getPropertyValue("--conf") ? getComputedStyle(t.previousElementSibling).fill : "rgb(0,0,0)")) : lum(behind(t));
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) fault("contrast in a picture", t);
  }

  // 1.1.1, 2.4.4, 4.1.2 Everything that can be used or looked at has a name.
  const name = n => (n.getAttribute("aria-label") || (n.getAttribute("aria-labelledby") || "").split(" ").map(i => (document.getElementById(i) || {}).textContent || "").join(" ") ||
    (n.labels && [...n.labels].map(l => l.textContent).join(" ")) || n.textContent || n.getAttribute("title") || "").trim();
  for (const n of all("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=region], svg[role], img, nav, aside, section[aria-labelledby]"))
    if (!name(n)) fault("no name", n);
  for (const n of all("img")) if (!n.hasAttribute("alt")) fault("no alt", n);
  for (const n of document.querySelectorAll("[aria-labelledby]"))
    for (const id of n.getAttribute("aria-labelledby").split(" ")) if (!document.getElementById(id)) fault("names a missing id", n, id);

  // 4.1.1 Ids are unique.
  const ids = new Set();
  for (const n of document.querySelectorAll("[id]")) { if (ids.has(n.id)) fault("id twice", n); ids.add(n.id); }

  // 1.3.1, 2.4.1, 2.4.2, 2.4.6, 3.1.1 Title, language, landmarks, headings in order, a way past the menu.
  if (!document.title.trim()) fault("no title");
  if (!document.documentElement.lang) fault("no language");
  for (const s of ["main", "header", "footer", "h1"]) if (all(s).length !== 1) fault(`not one ${s}`, null, all(s).length);
  let level = 0;
  for (const h of all("h1, h2, h3, h4, h5, h6")) { const l = Number(h.tagName[1]); if (l > level + 1) fault("heading skips a level", h); level = l; }
  const skip = document.querySelector("a.skip");
  if (!skip || !document.querySelector(skip.getAttribute("href"))) fault("no way past the menu");

  // 1.3.1 Tables have heads, lists only items.
  for (const t of all("table")) if (!t.querySelector("th[scope]")) fault("table without heads", t);
  for (const l of all("ul, ol")) for (const c of l.children) if (c.tagName !== "LI") fault("no item in a list", c);

  // 2.4.3 The order of the focus is that of the page.
  for (const n of all("[tabindex]")) if (n.tabIndex > 0) fault("own order of the focus", n);

  // 2.5.8 Targets are 24 by 24 px, unless they stand in text.
  for (const n of all("button, select, summary, input:not([type=hidden]):not([type=checkbox])")) { const r = n.getBoundingClientRect(); if (r.height < 24 || r.width < 24) fault("small target", n, `${r.width}x${r.height}`); }

  // 1.4.10 No sideways scrolling of the page.
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) {
    const wide = all("body *").find(n => n.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !n.closest(".scroll, svg"));
    fault("page scrolls sideways", wide, document.documentElement.scrollWidth);
  }
  return faults;
})()
