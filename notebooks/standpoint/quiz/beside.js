// A guess beside what the essay says: the reply that the card of the guess held back.

function render({ model, el: host }) {
  const reply = replyBox(model);
  host.replaceChildren(frame("beside", reply.node));
  return reply.stop;
}

export default { render };
