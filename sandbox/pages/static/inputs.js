/** What can be typed, ticked or picked: one control for each kind of input, telling its wish as it changes. */

import { el, freshId } from "./dom.js";
import { drawnText } from "./mrkdwn.js";
import { fullName } from "./words.js";

const NEAR = 200;
const LONGEST = 3000;
const WORDS = {
  plain_text_input: "text", email_text_input: "email", url_text_input: "url", number_input: "text",
};
const MOMENTS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };
const SLOTS = { datepicker: "selected_date", timepicker: "selected_time", datetimepicker: "selected_date_time" };
const SEVERAL = new Set(["checkboxes", "multi_static_select", "multi_users_select"]);
const ONE_OF_MANY = new Set(["static_select", "users_select"]);

/** Say whether an element is a set of boxes under one heading, which needs a legend in place of a label. */
export function isSet(element) {
  return element.type === "radio_buttons" || SEVERAL.has(element.type);
}

/** Say whether this page can draw an element as an input. */
export function isKnown(element) {
  return isSet(element) || ONE_OF_MANY.has(element.type) || element.type in WORDS || element.type in MOMENTS;
}

/** Return the options of an element, people as options too. */
export function optionsOf(element, people) {
  if (element.type.endsWith("users_select")) {
    return people.map((person) => ({ value: person.id, text: { type: "plain_text", text: fullName(person) } }));
  }
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
}

/** Return the values that are chosen in the state of an element. */
export function chosenIn(state) {
  if (!state) return [];
  const one = state.selected_option?.value ?? state.selected_user;
  const several = state.selected_options?.map((option) => option.value) ?? state.selected_users ?? [];
  return one ? [one] : several;
}

/**
 * Return the control for an element.
 *
 * `label` has `id` for a native control and `text` for its name where nothing else names it; `describedBy` are
 * ids. `tell(wish, { soon })` is called with what the workspace's API takes; `soon` while a person is still at it.
 */
export function control(element, { state, people, nameOf, label, describedBy, isRequired, tell }) {
  const shared = { "aria-describedby": describedBy, id: label.id, "aria-label": label.text };
  const required = isRequired ? "true" : null;
  if (element.type in WORDS) return words(element, state, { ...shared, "aria-required": required }, tell);
  if (element.type in MOMENTS) return moment(element, state, { ...shared, "aria-required": required }, tell);
  const options = optionsOf(element, people);
  if (ONE_OF_MANY.has(element.type)) {
    return select(element, options, state, { ...shared, "aria-required": required }, tell);
  }
  return boxes(element, options, state, nameOf, tell);
}

function words(element, state, parts, tell) {
  const isLong = Boolean(element.multiline);
  const counter = el("p", { class: "counter small", id: freshId("counter"), hidden: true });
  const field = el(isLong ? "textarea" : "input", {
    ...parts,
    type: isLong ? null : WORDS[element.type],
    inputmode: element.type === "number_input" ? "decimal" : null,
    rows: isLong ? "4" : null,
    autocomplete: "off",
    placeholder: element.placeholder?.text,
    "aria-describedby": `${parts["aria-describedby"] ?? ""} ${counter.id}`.trim(),
    data: { key: element.action_id, checks: "" },
  });
  field.value = state?.value ?? "";
  const most = element.max_length ?? LONGEST;
  const count = () => {
    const left = most - [...field.value].length;
    counter.hidden = left > Math.min(NEAR, most / 4);
    counter.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
    counter.classList.toggle("over", left < 0);
  };
  field.addEventListener("input", () => {
    count();
    tell(field.value || null, { soon: true });
  });
  field.addEventListener("change", () => tell(field.value || null, { soon: false }));
  count();
  return el("div", { class: "control" }, field, counter);
}

function moment(element, state, parts, tell) {
  const kind = MOMENTS[element.type];
  const field = el("input", {
    ...parts, type: kind, data: { key: element.action_id, checks: "" },
    "aria-label": parts["aria-label"] ?? (parts.id ? null : element.placeholder?.text ?? "Choose"),
  });
  const kept = state?.[SLOTS[element.type]];
  field.value = typeof kept === "number" ? localMoment(kept) : kept ?? "";
  let told = field.value;
  const say = (soon) => {
    if (field.value === told) return;
    if (!soon) told = field.value;
    const isStamp = kind === "datetime-local" && field.value;
    tell(isStamp ? Math.round(new Date(field.value).getTime() / 1000) : field.value || null, { soon });
  };
  field.addEventListener("input", () => say(true));
  field.addEventListener("blur", () => say(false));
  field.addEventListener("keydown", (event) => event.key === "Enter" && say(false));
  return el("div", { class: "control" }, field);
}

function localMoment(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function select(element, options, state, parts, tell) {
  const [chosen = ""] = chosenIn(state);
  const choice = (option) => el("option", { value: option.value }, option.text.text);
  const groups = element.option_groups?.map((group) => (
    el("optgroup", { label: group.label.text }, group.options.map(choice))
  ));
  const field = el(
    "select",
    { ...parts, data: { key: element.action_id, checks: "" } },
    el("option", { value: "" }, element.placeholder?.text ?? "Choose"),
    groups ?? options.map(choice),
  );
  field.value = chosen;
  field.addEventListener("change", () => tell(field.value || null, { soon: false }));
  return el("div", { class: "control" }, field);
}

function boxes(element, options, state, nameOf, tell) {
  const isOne = element.type === "radio_buttons";
  const chosen = new Set(chosenIn(state));
  const group = freshId("set");
  const most = element.max_selected_items ?? options.length;
  const fields = options.map((option) => el("input", {
    type: isOne ? "radio" : "checkbox", name: group, value: option.value, id: freshId("box"),
    checked: chosen.has(option.value),
    data: { key: `${element.action_id}:${option.value}`, ...(isOne ? {} : { checks: "" }) },
  }));
  const limit = () => {
    const isFull = !isOne && fields.filter((field) => field.checked).length >= most;
    for (const field of fields) field.disabled = isFull && !field.checked;
  };
  for (const field of fields) {
    field.addEventListener("change", () => {
      limit();
      const ticked = fields.filter((each) => each.checked).map((each) => each.value);
      tell(isOne ? ticked[0] : ticked, { soon: false });
    });
  }
  limit();
  return el("div", { class: options.length > 10 ? "boxes many" : "boxes" }, options.map((option, place) => el(
    "label", { class: "box", for: fields[place].id }, fields[place],
    el("span", {}, drawnText(option.text, nameOf),
      option.description ? el("span", { class: "small" }, drawnText(option.description, nameOf)) : null),
  )));
}
