// The line between one view of a panel and Python. Changes go one by one; what is not answered yet is not lost.

const PATIENCE = 900; // ms after which a reader is told that Python is busy
const SILENCE = 5000; // ms of an idle kernel without an answer after which none is expected
const STANDING = {
  busy: "Python is busy with another cell. Your change comes after it; you can go on.",
  starting: "Python is starting. Your change is sent as soon as it runs.",
  away: "The connection to Python is lost. JupyterLab tries again; your change is sent as soon as it is back.",
  gone: "No Python is running here. Choose Run, then Run All Cells.",
  silent: "Python has not answered. This explorer needs a running kernel: choose Run, then Run All Cells.",
};

/** How Python stands: "ready", or a key of STANDING. */
function standing(model) {
  const manager = model.widget_manager;
  if (!manager || !("kernel" in manager)) return "ready"; // not JupyterLab: there, silence alone tells
  const { kernel } = manager;
  if (!kernel || kernel.isDisposed || ["dead", "terminating"].includes(kernel.status)) return "gone";
  if (kernel.connectionStatus !== "connected") return "away";
  if (/starting|restarting|unknown/.test(kernel.status)) return "starting";
  return kernel.status === "busy" ? "busy" : "ready";
}

/**
 * Let a model hear Python whatever happened before. anywidget 0.11 gives a script two seconds to start. Where it takes
 * longer, anywidget turns away all that Python says to the model from then on, though the page looks whole.
 */
function hearAnyway(model) {
  const state = model.get("state"); // an object of its own in each model
  const takeOver = (real) => {
    if (real.get("state") !== state) return;
    const { _handle_comm_msg: take } = Object.getPrototypeOf(Object.getPrototypeOf(real)); // what anywidget extends
    real.comm?.on_msg((message) => take.call(real, message));
  };
  for (const found of Object.values(model.widget_manager?._models ?? {})) found.then(takeOver).catch(() => {});
}

/**
 * Connect a view: {send, hold, drop, words, waits, stop}. tell(words): how Python stands. answered(answer, mine): what
 * it said, to this view or to another one; the model's state holds it already.
 */
function connect(model, tell, answered) {
  const me = newName();
  // {control: {value, was: what stood there before; pending: what was sent; told: why Python refused it}}
  const { words, keep, stop } = unsaved(model.get("store"));
  const open = new Map(); // {number of a change without an answer: name of the control}
  let [number, since, idle, watch] = [0, 0, 0, null];

  /** whole: the value of a sheet, which is sent by its button alone. */
  function hold(name, value, was, whole = false) {
    words[name] = { was, ...words[name], value, whole };
    keep();
  }
  function drop(name) {
    delete words[name];
    keep();
  }
  /** about: the control whose held words this change sends. */
  function send(name, value = null, was = null, about = name) {
    number += 1;
    open.set(number, about);
    since ||= performance.now();
    watch ??= setInterval(look, 300);
    const mine = words[about];
    try {
      model.send({ view: me, number, name, value, was: mine ? mine.pending ?? mine.was : was });
    } catch {
      // a page without its kernel cannot even send; `look` says so
    }
    if (mine) mine.pending = mine.value;
  }
  function look() {
    const now = standing(model);
    idle = now === "ready" ? idle + 300 : 0;
    if (idle > SILENCE) tell(STANDING.silent);
    else if (now !== "ready" && performance.now() - since > PATIENCE) tell(STANDING[now]);
  }
  /** One of this view's changes was answered: its words are kept now, or refused. */
  function settle(name, { refused, notice }) {
    const mine = words[name];
    if (!mine || [...open.values()].includes(name)) return;
    if (refused) Object.assign(mine, { pending: undefined, told: notice || mine.told });
    else if (mine.value === mine.pending) delete words[name];
    else Object.assign(mine, { was: mine.pending, pending: undefined, told: undefined });
    keep();
  }
  function hear(answer) {
    if (answer?.number === undefined) return;
    const state = model.get("state"); // all views of the page share it
    Object.assign(state.values, answer.values);
    Object.assign(state.slots, answer.slots);
    const mine = answer.view === me;
    const about = mine && open.get(answer.number);
    open.delete(mine ? answer.number : null);
    if (about) settle(about, answer);
    if (!open.size) {
      clearInterval(watch);
      [watch, since, idle] = [null, 0, 0];
      if (mine) tell("");
    }
    answered(answer, mine);
  }
  model.on("msg:custom", hear);
  hearAnyway(model);
  return {
    send,
    hold,
    drop,
    words,
    waits: () => open.size > 0,
    stop: () => {
      clearInterval(watch);
      stop();
      model.off("msg:custom", hear);
    },
  };
}
