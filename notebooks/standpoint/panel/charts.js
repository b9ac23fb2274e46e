// The charts of the page, which plotly draws without a name: the script of each explorer sees to them.

const CHART = "application/vnd.plotly.v1+json";
const LARGE = 30_000; // letters of a picture that makes a saved lesson large
const WIDE = 560; // px of the small picture in its place
const FURTHER = { title: 23, subtitle: 21, source: 16 }; // px from line to line, as in canvas.py
const FONTS = { title: "bold 18px", subtitle: "13px", source: "12px" };
const LEAST = 300; // px that words are given, however little is in sight
const pen = document.createElement("canvas").getContext("2d");

/** Give each chart of the page a name: plotly draws it without, and its words travel in layout.meta. */
function nameCharts() {
  const charts = [...document.querySelectorAll(".js-plotly-plot")];
  for (const chart of charts) {
    const [drawing, ...above] = chart.querySelectorAll(".main-svg");
    const { description: words, least } = chart.layout?.meta ?? {};
    if (least) chart.closest(".jp-RenderedPlotly")?.style.setProperty("min-width", `${least}px`);
    if (!drawing || !words || drawing.getAttribute("aria-label") === words) continue;
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", words);
    for (const node of [...above, ...chart.querySelectorAll(".modebar-btn svg")]) node.setAttribute("aria-hidden", "true");
  }
  drawAnew(charts.filter((chart) => [fitWords(chart), tooNarrow(chart)].includes(true)));
  // Charts come later than explorers, and are drawn anew: one observer in a page looks out for them.
  if (document.body.dataset.standpoint) return;
  document.body.dataset.standpoint = "names charts";
  let timer = null;
  const soon = () => { timer ??= setTimeout(() => { timer = null; nameCharts(); shrinkPictures(); }, 300); };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
}

/** Draw charts anew. Whose plotly it is: of a page of its own, or of the extension of JupyterLab that draws the charts. */
async function drawAnew(charts) {
  if (!charts.length) return;
  const extension = globalThis._JUPYTERLAB?.["jupyterlab-plotly"];
  const plotly = globalThis.Plotly ?? (await extension?.get("./mimeExtension"))?.().RenderedPlotly?.Plotly;
  for (const chart of plotly ? charts : []) plotly.redraw(chart).then(() => plotly.Plots.resize(chart));
}

/** Was a chart drawn before panel.css gave its box a least width? Told once. */
function tooNarrow(chart) {
  const drawn = chart.querySelector(".main-svg")?.getBoundingClientRect().width;
  if (!drawn || chart.offsetWidth <= drawn + 2 || chart.dataset.told === String(chart.offsetWidth)) return false;
  chart.dataset.told = chart.offsetWidth;
  return true;
}

/** How many pixels of the width of a chart are in sight before its box is scrolled sideways. */
function widthInSight(chart) {
  const box = chart.parentElement;
  const right = box.getBoundingClientRect().right + box.scrollLeft;
  return Math.min(chart.offsetWidth, Math.max(LEAST, right - chart.getBoundingClientRect().left));
}

/**
 * Break the words above and below a chart anew for the width that is in sight, in the letters that this page has: a
 * figure holds lines for a small window. Returns whether they change. The figure of the notebook stays as it is.
 */
function fitWords(chart) {
  const { layout } = chart;
  const [, title, start, subtitle] = layout?.title?.text?.match(/^<b>(.*)<\/b><br>(<span [^>]*>)(.*)<\/span>$/) ?? [];
  const [source, letters] = [layout?.annotations?.at(-1)?.text, chart.querySelector(".gtitle")];
  if (title === undefined || source === undefined || !letters || !layout.meta?.description || !chart.offsetWidth) return false;
  const { l, r, t, b } = layout.margin;
  const [width, { fontFamily }] = [widthInSight(chart) - l - r, getComputedStyle(letters)];
  const was = { title, subtitle, source };
  const now = Object.fromEntries(Object.entries(was).map(([name, words]) => [name, broken(words, `${FONTS[name]} ${fontFamily}`, width)]));
  if (Object.keys(was).every((name) => now[name] === was[name])) return false;
  const more = (name) => FURTHER[name] * (now[name].split("<br>").length - was[name].split("<br>").length);
  const [top, bottom] = [more("title") + more("subtitle"), more("source")];
  // plotly takes the height out of the layout as soon as a window is resized.
  const height = Number(chart.querySelector(".main-svg").getAttribute("height")) + top + bottom;
  chart.layout = {
    ...layout,
    height,
    margin: { ...layout.margin, t: t + top, b: b + bottom },
    title: { ...layout.title, text: `<b>${now.title}</b><br>${start}${now.subtitle}</span>`, y: 1 - 20 / height },
    annotations: [...layout.annotations.slice(0, -1), { ...layout.annotations.at(-1), text: now.source }],
  };
  return true;
}

/** Words of a chart, broken into lines that are no wider than a number of pixels. */
function broken(words, font, width) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  pen.font = font;
  return words.replaceAll(/(\S-)<br>/g, "$1").replaceAll("<br>", " ").split(" ").reduce((lines, word) => {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && pen.measureText(plain(longer)).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
    return lines;
  }, []).join("<br>");
}

/** Note the notebook of a view, whose pictures are to stay small. Only JupyterLab's own pages have one. */
function noteBook(model) {
  const book = model.widget_manager?.context;
  if (book) (window.standpointBooks ??= new Set()).add(book);
}

/** JupyterLab keeps beside each chart a picture as large as the chart, and saves it: put a small one in its place. */
async function shrinkPictures() {
  for (const book of window.standpointBooks ?? []) {
    if (book.isDisposed) window.standpointBooks.delete(book);
    const outputs = book.isDisposed ? [] : [...(book.model?.cells ?? [])].flatMap(({ outputs: all }) => Array.from({ length: all?.length ?? 0 }, (_, n) => all.get(n)));
    for (const output of outputs) {
      const { [CHART]: chart, "image/png": png } = output.data;
      if (!chart || typeof png !== "string" || png.length < LARGE || output.standpointSeen === png) continue;
      output.standpointSeen = png; // one that cannot be made smaller is not tried again
      const small = await smaller(png).catch(() => png);
      if (small.length < png.length && output.data["image/png"] === png) output.setData({ data: { ...output.data, "image/png": small } });
    }
  }
}

/** A picture (PNG in base64) in fewer dots and colours. */
async function smaller(png) {
  const picture = Object.assign(new Image(), { src: `data:image/png;base64,${png}` });
  await picture.decode();
  const scale = Math.min(1, WIDE / picture.width);
  const [width, height] = [picture.width, picture.height].map((size) => Math.round(size * scale));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const ink = canvas.getContext("2d");
  ink.drawImage(picture, 0, 0, width, height);
  const dots = ink.getImageData(0, 0, width, height);
  dots.data.forEach((value, n) => { dots.data[n] = Math.round(value / 51) * 51; }); // six steps of each colour pack well
  ink.putImageData(dots, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}
