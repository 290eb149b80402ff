/**
 * What the page does beyond being read: sort and filter the verdicts, copy the LaTeX of an equation, set what is
 * opened or comes into view, zoom into figures, mark the section in view, open the claim that a link leads to. Plain
 * JavaScript for the browser, in a string because it travels in the page.
 */

const VERDICTS = String.raw`
const table = document.querySelector("table.verdicts");
if (table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const cellText = (row, column) => row.cells[column].textContent.trim();
  const inOrder = new Intl.Collator("en", { numeric: true }).compare;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", direction);
      const sign = direction === "ascending" ? 1 : -1;
      rows.sort((a, b) => sign * inOrder(cellText(a, column), cellText(b, column)));
      body.append(...rows);
    });
  });

  const controls = document.createElement("div");
  controls.className = "controls";
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "filter claims";
  search.setAttribute("aria-label", "filter claims");
  let wanted = "all";
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const kind = wanted === "all" || row.dataset.verdict === wanted || (wanted === "not as expected" && row.dataset.passed === "no");
      const text = row.textContent.toLowerCase();
      row.hidden = !kind || !words.every((word) => text.includes(word));
    }
  };
  const kinds = [...new Set(rows.map((row) => row.dataset.verdict))];
  const failed = rows.some((row) => row.dataset.passed === "no") ? ["not as expected"] : [];
  for (const name of ["all", ...kinds, ...failed]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(name === "all"));
    button.addEventListener("click", () => {
      wanted = name;
      for (const other of controls.querySelectorAll("button:not(.every)")) other.setAttribute("aria-pressed", String(other === button));
      apply();
    });
    controls.append(button);
  }
  for (const kind of ["claim", "proof"]) {
    const folds = document.querySelectorAll("details." + kind);
    if (folds.length === 0) continue;
    const every = document.createElement("button");
    every.type = "button";
    every.className = "every";
    every.textContent = "open every " + kind;
    if (kind === "proof") every.title = "Proofs that lie open are printed, folded ones are not.";
    every.setAttribute("aria-pressed", "false");
    every.addEventListener("click", () => {
      const open = every.getAttribute("aria-pressed") !== "true";
      every.setAttribute("aria-pressed", String(open));
      for (const fold of folds) fold.open = open;
    });
    controls.append(every);
  }
  search.addEventListener("input", apply);
  controls.append(search);
  table.before(controls);
}
`;

/** What waits in noscript (see later in markup.ts) enters when its fold opens, when it comes into view, and before printing. */
const UNFOLDING = `
const enter = (waiting) => {
  const root = waiting.parentElement;
  waiting.outerHTML = waiting.textContent;
  fitAll(root);
};
const enterAll = (root) => root.querySelectorAll("noscript.later").forEach(enter);
const inFold = (waiting) => waiting.parentElement.matches("details");
addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details") || !target.open) return;
  target.querySelectorAll(":scope > noscript.later").forEach(enter);
  fitAll(target);
}, true);
const nearby = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    nearby.unobserve(target);
    enterAll(target);
  }
}, { rootMargin: "600px" });
for (const waiting of document.querySelectorAll("noscript.later")) {
  if (!inFold(waiting)) nearby.observe(waiting.parentElement);
  else if (waiting.parentElement.open) enter(waiting);
}
`;

const COPYING = `
addEventListener("toggle", async ({ target }) => {
  if (!target.matches?.("details.tex")) return;
  const summary = target.querySelector("summary");
  summary.textContent = "TeX";
  if (!target.open) return;
  try {
    await navigator.clipboard.writeText(target.querySelector("code").textContent);
    summary.textContent = "TeX, copied";
  } catch {
    getSelection().selectAllChildren(target.querySelector("code"));
  }
}, true);
`;

/** An equation wider than the column is set smaller, down to 0.65; what is wider still scrolls. */
const FITTING = `
function fit(box) {
  if (box.closest("details:not([open])")) return; // to ask for its width would lay the fold out
  box.style.fontSize = "";
  if (box.clientWidth === 0 || box.scrollWidth <= box.clientWidth) return;
  box.style.fontSize = Math.max(0.65, (0.99 * box.clientWidth) / box.scrollWidth) + "em";
}
const fitAll = (root) => root.querySelectorAll(".equation .scroll").forEach(fit);
fitAll(document);
document.fonts?.ready.then(() => fitAll(document));
addEventListener("resize", () => fitAll(document));
`;

const FIGURES = `
const store = document.getElementById("figure-data");
const packed = document.getElementById("plotly");
if (store && packed && "DecompressionStream" in window) {
  let ready;
  const unpackPlotly = async () => {
    const bytes = Uint8Array.from(atob(packed.textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  };
  const { template, figures } = JSON.parse(store.textContent);
  const touch = matchMedia("(pointer: coarse)").matches;
  const draw = async (picture) => {
    ready ??= Promise.all([unpackPlotly(), document.fonts.load("12px Arimo", "aλ"), document.fonts.load("italic 12px Arimo", "aλ")]);
    await ready;
    const id = picture.dataset.figure;
    const { data, layout } = figures[id];
    const { width, ...rest } = layout;
    const live = document.createElement("div");
    live.className = "live";
    picture.append(live);
    Plotly.newPlot(live, data, { ...rest, template, autosize: true, dragmode: touch ? false : "zoom" }, {
      responsive: true,
      displaylogo: false,
      modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
      toImageButtonOptions: { format: "svg", filename: id, width, height: layout.height },
    });
  };
  const pictures = document.querySelectorAll("[data-figure]");
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });
  for (const picture of pictures) observer.observe(picture);
}
`;

const READING = `
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const inView = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) {
    for (const link of links.values()) link.classList.remove("here");
    links.get(entry.target.id).classList.add("here");
  }
}, { rootMargin: "-10% 0px -80% 0px" });
for (const section of document.querySelectorAll("section[id]")) if (links.has(section.id)) inView.observe(section);

// Browsers open the folds around the target of a link by themselves; older ones do not.
const reveal = () => {
  const target = document.getElementById(location.hash.slice(1));
  const fold = target?.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();

// Claims, notation and figures are printed in full; folded proofs and mutants stay out of print.
const forPrint = [];
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.claim:not([open]), details.more:not([open])")) {
    fold.open = true;
    forPrint.push(fold);
  }
  for (const waiting of document.querySelectorAll("noscript.later")) if (!inFold(waiting)) enter(waiting);
});
addEventListener("afterprint", () => {
  for (const fold of forPrint.splice(0)) fold.open = false;
});
`;

export const PAGE_SCRIPT: string = `"use strict";
(() => {${VERDICTS}${COPYING}${FITTING}${UNFOLDING}${FIGURES}${READING}})();
`;
