// Sending what the reader gives to Python, to be kept. explorer_kept.py puts this file before each that uses it.

/** Show a kept value in a control, unless something else is being typed there. box.kept is what was shown last. */
function follow(box, value, read = () => box.value) {
  const [now, shown, typed] = [value, box.kept, read()].map((found) => String(found ?? ""));
  if (typed !== now && typed !== shown) return;
  box.kept = value ?? null;
  if (typed !== now) box.value = now;
}

/**
 * Changes go to Python one by one: {keep, ask, value, isLatest, stop}. What it has not answered yet stays in this
 * browser tab, and the view that is drawn next sends it again. show() is called after each answer, also to another view.
 */
function keeper(model, show, silent) {
  const me = viewName();
  const store = unsaved(`kept ${model.get("data").keep}`);
  const open = store.words; // {path as text: {path, to, was, more; sent, last: the number and the value sent last}}
  const timers = {};
  let [number, waiting] = [0, null];

  function ask(message) {
    number += 1;
    clearTimeout(waiting);
    waiting = setTimeout(silent, 8000);
    try {
      model.send({ ...message, by: me, number });
    } catch (error) {
      silent(); // a page without its kernel cannot even send
    }
  }

  function send(key) {
    clearTimeout(timers[key]);
    delete timers[key];
    const found = open[key];
    ask({ ...found.more, path: found.path, to: found.to, was: "last" in found ? found.last : found.was });
    Object.assign(found, { sent: number, last: found.to });
    store.keep();
  }

  /** Keep a value where `was` stood; pause: ms to wait for the next key. */
  function keep(path, to, was, pause = 0, more = {}) {
    const key = JSON.stringify(path);
    if (key in open ? open[key].to === to && !(key in timers) : to === was) return;
    open[key] = { was, ...open[key], path, to, more };
    clearTimeout(timers[key]);
    if (!pause) return send(key);
    store.keep();
    timers[key] = setTimeout(() => send(key), pause);
  }

  function answered() {
    const heard = model.get("heard");
    if (heard.by === me) {
      if (heard.number === number) clearTimeout(waiting);
      for (const [key, { to, last, sent }] of Object.entries(open)) {
        if (!sent || sent > heard.number) continue;
        if (to === last) delete open[key];
        else open[key] = { ...open[key], was: last };
      }
      store.keep();
    }
    show();
  }

  model.on("change:heard", answered);
  for (const [key, { path, to, was, more }] of Object.entries(open)) {
    open[key] = { path, to, was, more };
    send(key);
  }
  return {
    keep,
    ask,
    value: (path, kept) => (JSON.stringify(path) in open ? open[JSON.stringify(path)].to : kept),
    isLatest: () => model.get("heard").by !== me || model.get("heard").number === number,
    stop: () => {
      Object.keys(timers).forEach(send);
      clearTimeout(waiting);
      store.stop();
      model.off("change:heard", answered);
    },
  };
}
