/** Block Kit drawn as nodes: one function for each kind of block, redrawn only where something changed. */

import { el, freshId, keepingFocus, settle } from "./dom.js";
import { chosenIn, control, isKnown, isSet, optionsOf } from "./inputs.js";
import { menu } from "./menu.js";
import { drawn, drawnText, flat, isSafe, link } from "./mrkdwn.js";

const kept = new WeakMap();

/**
 * Draw blocks into a container, keeping the nodes of those that are unchanged.
 *
 * `surface` is where they stand: `nameOf` and `people`, `stateOf(block, element)`, `errorOf(block)`, and what a
 * person can do there: `press(element, node)`, `choose(element, wish, node)`, `put(block, element, wish, how)`.
 * What is being typed in a form is never drawn over while its block stays as it is.
 */
export function drawBlocks(container, blocks, surface, fallback = container) {
  const before = kept.get(container) ?? new Map();
  const after = new Map();
  for (const block of blocks) {
    const key = surface.keyOf(block);
    const old = before.get(block.block_id);
    after.set(block.block_id, old?.key === key ? old : { key, node: drawBlock(block, surface) });
  }
  kept.set(container, after);
  keepingFocus(container, () => settle(container, [...after.values()].map(({ node }) => node)), fallback);
  for (const block of blocks) {
    if (block.type === "input") showError(after.get(block.block_id).node, surface.errorOf(block));
  }
}

function showError(node, sentence) {
  const error = node.querySelector(".error");
  if (!error) return;
  error.textContent = sentence ?? "";
  error.hidden = !sentence;
  for (const field of node.querySelectorAll("[data-checks]")) {
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

const KINDS = {
  actions: (block, surface) => el(
    "div", { class: "actions" }, block.elements.map((element) => drawElement(block, element, surface)),
  ),
  context: (block, { nameOf }) => el("div", { class: "context small" }, block.elements.map((part) => (
    part.type === "image" ? el("span", {}, part.alt_text) : el("div", {}, drawnText(part, nameOf))
  ))),
  divider: () => el("hr"),
  header: (block) => el("h3", {}, block.text.text),
  image: (block) => el("p", { class: "small" }, `Image: ${block.alt_text}`),
  input: drawInput,
  markdown: (block, { nameOf }) => el("div", { class: "text" }, drawn(block.text, nameOf)),
  section: drawSection,
};

function drawBlock(block, surface) {
  const draw = KINDS[block.type];
  if (draw) return draw(block, surface);
  return el("p", { class: "small" }, `This page doesn't draw a block of the kind "${block.type}".`);
}

function drawSection(block, surface) {
  const text = el("div", { class: "text", id: freshId("text") });
  if (block.text) text.append(...drawnText(block.text, surface.nameOf));
  if (block.fields) {
    const fields = block.fields.map((field) => el("div", {}, drawnText(field, surface.nameOf)));
    text.append(el("div", { class: "fields" }, fields));
  }
  const section = el("div", { class: "section" }, text);
  if (block.accessory?.type === "image") section.append(KINDS.image(block.accessory));
  else if (block.accessory) {
    const beside = drawElement(block, block.accessory, surface, text.id);
    section.append(el("div", { class: isSet(block.accessory) ? "below" : "beside" }, beside));
  }
  return section;
}

/** Return the input with its label above, its hint below, and room for what is wrong with it. */
function drawInput(block, surface) {
  const { element } = block;
  if (!isKnown(element)) return el("p", { class: "small" }, `This page doesn't draw a "${element.type}".`);
  const hint = block.hint ? el("p", { class: "hint small", id: freshId("hint") }, block.hint.text) : null;
  const error = el("p", { class: "error", id: freshId("error"), hidden: true });
  const describedBy = [hint?.id, error.id].filter(Boolean).join(" ");
  const optional = block.optional ? el("span", { class: "small" }, "optional") : null;
  const id = isSet(element) ? null : freshId("input");
  const field = control(element, {
    state: surface.stateOf(block, element), people: surface.people, nameOf: surface.nameOf,
    label: { id, text: null }, describedBy, isRequired: !block.optional,
    tell: (wish, how) => surface.put(block, element, wish, how),
  });
  if (!isSet(element)) {
    const label = el("div", { class: "label" }, el("label", { for: id }, block.label.text), optional);
    return el("div", { class: "field" }, label, hint, field, error);
  }
  const isRadio = element.type === "radio_buttons";
  const name = el("span", { id: freshId("legend") }, block.label.text);
  return el(
    "fieldset",
    {
      class: "field", role: isRadio ? "radiogroup" : null, "aria-labelledby": name.id,
      "aria-describedby": describedBy, "aria-required": isRadio && !block.optional ? "true" : null,
      data: isRadio ? { checks: "" } : {},
    },
    el("legend", {}, name, optional), hint, field, error,
  );
}

/** Return an element that tells the app the moment it is pressed or chosen from. */
function drawElement(block, element, surface, describedBy = null) {
  if (element.type === "button") return drawButton(element, surface, describedBy);
  const ask = (wish, node) => agreed(element, surface, () => surface.choose(element, wish, node));
  const words = element.placeholder?.text;
  if (element.type === "overflow") {
    return menu({
      words: "More", name: "More", key: element.action_id, describedBy, options: element.options, pick: ask,
    });
  }
  const state = surface.stateOf(block, element);
  if (element.type === "static_select" || element.type === "users_select") {
    const options = optionsOf(element, surface.people);
    const [chosen = ""] = chosenIn(state);
    const picked = options.find((option) => option.value === chosen)?.text.text;
    const name = picked ? `${words ?? "Choose"}: ${picked}` : words ?? "Choose";
    return menu({
      words: picked ?? words ?? "Choose", name, key: element.action_id, describedBy, options, chosen, pick: ask,
    });
  }
  if (!isKnown(element)) return el("p", { class: "small" }, `This page doesn't draw a "${element.type}".`);
  return drawChoosing(block, element, surface, state, describedBy);
}

function drawChoosing(block, element, surface, state, describedBy) {
  const words = element.placeholder?.text ?? "Choose";
  const field = control(element, {
    state, people: surface.people, nameOf: surface.nameOf, label: { id: null, text: isSet(element) ? null : words },
    describedBy, isRequired: false,
    tell: (wish, how) => agreed(element, surface, () => surface.put(block, element, wish, how)),
  });
  if (!isSet(element)) return field;
  const named = describedBy ? { "aria-labelledby": describedBy } : { "aria-label": words };
  return el("div", { role: element.type === "radio_buttons" ? "radiogroup" : "group", ...named }, field);
}

function drawButton(element, surface, describedBy) {
  const style = { primary: " main", danger: " careful" }[element.style] ?? "";
  const parts = {
    class: `button${style}`, "aria-label": element.accessibility_label, "aria-describedby": describedBy,
    data: { key: element.action_id },
  };
  const words = element.text.text;
  if (element.url && isSafe(element.url)) {
    const away = el("span", { class: "away", "aria-hidden": "true" });
    const node = link(element.url, words, { ...parts, title: "Opens in a new tab" });
    node.append(away);
    node.addEventListener("click", () => surface.press(element, node));
    return node;
  }
  const node = el("button", { type: "button", ...parts }, words);
  node.addEventListener("click", () => agreed(element, surface, () => surface.press(element, node)));
  return node;
}

/** Do what was asked, after the element's own "are you sure" where it has one. */
async function agreed(element, { confirm, nameOf }, deed) {
  if (!element.confirm || await confirm(element.confirm)) await deed();
}

/** Return blocks as one line of words, for what is said aloud when there is no text. */
export function blocksInWords(blocks, nameOf) {
  const texts = blocks.flatMap((block) => [block.text, ...(block.fields ?? [])]).filter((text) => text?.text);
  return texts.map((text) => (text.type === "mrkdwn" ? flat(text.text, nameOf) : text.text)).join(" ");
}
