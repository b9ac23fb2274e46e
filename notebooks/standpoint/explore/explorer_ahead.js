// Answers that Python gave before they were asked for. ahead.py puts this file before each that uses it.

/** The views that came ahead: find(before, after) gives the one that a change of settings leads to, if it is here. */
function answersAhead(model) {
  const views = new Map();
  const key = ({ number, at, ...settings }) => JSON.stringify(settings);
  function keep() {
    const { from, views: found = [] } = model.get("ahead") || {};
    for (const [part, view] of found) views.set(key(from) + key({ ...from, ...part }), view);
  }
  model.on("change:ahead", keep);
  keep();
  return { find: (before, after) => views.get(key(before) + key(after)), stop: () => model.off("change:ahead", keep) };
}
