// What a reader has typed and Python has not kept yet: it outlives the view and the kernel.

/** A name for one view, which no other has: not in this page, nor in another tab. */
const newName = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;

/**
 * Words that are typed and not kept yet: {words, keep, stop}. They stay in this browser tab. A view that is drawn anew,
 * after a reload or a second run of its cell, takes over the words of the one that is gone.
 */
function unsaved(kind) {
  const name = `standpoint ${kind} ${newName()}`;
  const words = {};
  const live = (window.standpointViews ??= new Set());
  live.add(name);
  function keep() {
    if (!kind) return;
    try {
      if (Object.keys(words).length) sessionStorage.setItem(name, JSON.stringify([Date.now(), words]));
      else sessionStorage.removeItem(name);
    } catch {
      // a browser may refuse to keep anything, or that much
    }
  }
  try {
    const gone = kind ? Object.keys(sessionStorage).filter((key) => key.startsWith(`standpoint ${kind} `) && !live.has(key)) : [];
    const found = gone.map((key) => JSON.parse(sessionStorage.getItem(key))).sort(([one], [other]) => one - other);
    Object.assign(words, ...found.map(([, old]) => old)); // what was typed last stands
    gone.forEach((key) => sessionStorage.removeItem(key));
  } catch {
    // the same
  }
  keep();
  return { words, keep, stop: () => live.delete(name) };
}
