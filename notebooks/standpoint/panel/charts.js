// The charts of the page, which plotly draws without a name: the script of each explorer sees to them.

const CHART = "application/vnd.plotly.v1+json";
const LARGE = 30_000; // letters of a picture that makes a saved lesson large
const WIDE = 560; // px of the small picture in its place

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
  if (charts.filter(tooNarrow).length) window.dispatchEvent(new Event("resize"));
  // Charts come later than explorers, and are drawn anew: one observer in a page looks out for them.
  if (document.body.dataset.standpoint) return;
  document.body.dataset.standpoint = "names charts";
  let timer = null;
  const soon = () => { timer ??= setTimeout(() => { timer = null; nameCharts(); shrinkPictures(); }, 300); };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
}

/** Was a chart drawn before panel.css gave its box a least width? Told once; at a resize JupyterLab draws anew. */
function tooNarrow(chart) {
  const drawn = chart.querySelector(".main-svg")?.getBoundingClientRect().width;
  if (!drawn || chart.offsetWidth <= drawn + 2 || chart.dataset.told === String(chart.offsetWidth)) return false;
  chart.dataset.told = chart.offsetWidth;
  return true;
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
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0, width, height);
  const dots = pen.getImageData(0, 0, width, height);
  dots.data.forEach((value, n) => { dots.data[n] = Math.round(value / 51) * 51; }); // six steps of each colour pack well
  pen.putImageData(dots, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}
