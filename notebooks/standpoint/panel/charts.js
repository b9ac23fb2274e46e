// The charts of the page, which plotly draws without a name: the script of each explorer sees to them.

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
  const soon = () => { timer ??= setTimeout(() => { timer = null; nameCharts(); }, 300); };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
}

/** Was a chart drawn before panel.css gave its box a least width? Told once; at a resize JupyterLab draws anew. */
function tooNarrow(chart) {
  const drawn = chart.querySelector(".main-svg")?.getBoundingClientRect().width;
  if (!drawn || chart.offsetWidth <= drawn + 2 || chart.dataset.told === String(chart.offsetWidth)) return false;
  chart.dataset.told = chart.offsetWidth;
  return true;
}
