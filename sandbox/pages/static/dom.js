/** Building and minding the document: elements from plain values, ids, and focus that survives a redraw. */

let made = 0;

/** Return an id no other element has. */
export function freshId(stem) {
  made += 1;
  return `${stem}-${made}`;
}

/**
 * Return a new element.
 *
 * `parts` are attributes (left out when null, undefined or false), but for `on`, listeners by event, and
 * `data`, the data attributes. Children are nodes, text, or nothing; text is never read as markup.
 */
export function el(tag, parts = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(parts)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "data") {
      Object.assign(node.dataset, value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Return the element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Change what is inside `container` and leave the focus where it was.
 *
 * A control is known again by its `data-key`. Where it is gone, `fallback` (or the container) takes the focus.
 */
export function keepingFocus(container, change, fallback = container) {
  const before = document.activeElement;
  const inside = before && before !== container && container.contains(before);
  const key = inside ? before.closest("[data-key]")?.dataset.key : null;
  change();
  if (!inside || before.isConnected) return;
  const again = key ? container.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  const target = again ?? fallback;
  target.focus({ preventScroll: true });
}

/** Make the children of `container` these nodes, touching only what is not there already. */
export function settle(container, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...container.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, place) => {
    if (container.childNodes[place] !== node) container.insertBefore(node, container.childNodes[place] ?? null);
  });
}
