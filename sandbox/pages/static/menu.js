/** A button that opens a small menu: for choices that are told to the app the moment they are made. */

import { el, freshId } from "./dom.js";
import { isSafe } from "./mrkdwn.js";

const GAP = 4;
const MOVES = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Return the button and its menu.
 *
 * `options` are Slack's, `chosen` the value that is ticked (undefined where nothing ever is: a list of deeds),
 * `pick` is called with the value of the one that was picked.
 */
export function menu({ words, name, key, describedBy, options, chosen, pick }) {
  const list = el("div", { class: "menu", role: "menu", id: freshId("menu"), popover: "auto", "aria-label": name });
  const button = el(
    "button",
    {
      type: "button", class: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": name,
      "aria-controls": list.id, popovertarget: list.id, "aria-describedby": describedBy, data: { key },
    },
    words, el("span", { class: "caret", "aria-hidden": "true" }),
  );
  list.append(...options.map((option) => item(option, chosen, (value) => {
    list.hidePopover();
    pick(value, button);
  })));
  const items = () => [...list.children];
  const open = () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    list.showPopover();
    place(list, button);
    (list.querySelector("[aria-checked=true]") ?? items()[0])?.focus();
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (list.matches(":popover-open")) list.hidePopover();
    else open();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || list.matches(":popover-open")) return;
    event.preventDefault();
    open();
  });
  list.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
  });
  list.addEventListener("keydown", (event) => move(event, items(), list, button));
  return el("span", { class: "with-menu" }, button, list);
}

function item(option, chosen, pick) {
  const isDeed = chosen === undefined;
  return el(
    "button",
    {
      type: "button", role: isDeed ? "menuitem" : "menuitemradio", tabindex: "-1",
      "aria-checked": isDeed ? null : String(option.value === chosen),
      on: {
        click: () => {
          if (option.url && isSafe(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
          pick(option.value);
        },
      },
    },
    el("span", {}, option.text.text),
    option.description ? el("span", { class: "small" }, option.description.text) : null,
  );
}

function move(event, items, list, button) {
  const at = items.indexOf(document.activeElement);
  const to = { Home: 0, End: items.length - 1 }[event.key] ?? (at + (MOVES[event.key] ?? 0) + items.length) % items.length;
  if (event.key in MOVES || event.key === "Home" || event.key === "End") {
    event.preventDefault();
    items[to].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    list.hidePopover();
    button.focus();
  } else if (event.key.length === 1 && event.key !== " ") {
    const start = event.key.toLocaleLowerCase();
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    order.find((each) => each.textContent.toLocaleLowerCase().startsWith(start))?.focus();
  }
}

/** Put the menu under its button, or above it where there is more room, within the window. */
function place(list, button) {
  const from = button.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = from.bottom + GAP;
  const isAbove = below + size.height > innerHeight && from.top - GAP - size.height > 0;
  list.style.top = `${isAbove ? from.top - GAP - size.height : Math.min(below, Math.max(0, innerHeight - size.height))}px`;
  list.style.left = `${Math.max(GAP, Math.min(from.left, innerWidth - size.width - GAP))}px`;
}
