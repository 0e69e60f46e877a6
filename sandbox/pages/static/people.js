/** The people to choose from, in their groups, and the button that opens the list on a small screen. */

import { byId, el, freshId } from "./dom.js";
import { fullName, initials, standing } from "./words.js";

/** Return the people in their groups as `{ name, people: [{ person, title }] }`; accounts of bots are left out. */
export function grouped(people, groups) {
  const left = new Map(people.filter((person) => !person.bot).map((person) => [person.id, person]));
  const take = (id, title) => {
    const person = left.get(id);
    left.delete(id);
    return person ? [{ person, title }] : [];
  };
  const named = groups.map((group) => (
    { name: group.name, people: group.people.flatMap(({ id, title }) => take(id, title)) }
  ));
  const rest = [...left.values()].map((person) => ({ person, title: person.title ?? "" }));
  const others = { name: named.some((group) => group.people.length) ? "Others" : "", people: rest };
  return [...named, others].filter((group) => group.people.length);
}

/** Draws the list once and marks who is chosen. */
export class People {
  /** `groups` are as `grouped` returns them; `choose(id)` is called with a person's id. */
  constructor({ groups, choose }) {
    this._nav = byId("people");
    this._chooser = byId("chooser");
    this._buttons = new Map();
    byId("people-list").append(...groups.flatMap((group) => this._group(group, choose)));
    this._chooser.addEventListener("click", () => this._open(!this._isOpen));
    this._nav.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this._isOpen) return;
      this._open(false);
      this._chooser.focus();
    });
  }

  /** Mark this person as chosen and close the list of a small screen. */
  mark(person) {
    for (const [id, button] of this._buttons) {
      if (id === person.id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    const name = fullName(person);
    this._chooser.setAttribute("aria-label", `${name}, change person`);
    this._chooser.replaceChildren(
      el("span", { class: "badge", "aria-hidden": "true" }, initials(name)), name,
      el("span", { class: "caret", "aria-hidden": "true" }),
    );
    this._open(false);
  }

  get _isOpen() {
    return this._nav.classList.contains("open");
  }

  _open(isOpen) {
    this._nav.classList.toggle("open", isOpen);
    this._chooser.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this._nav.querySelector("[aria-current]")?.focus();
  }

  _group({ name, people }, choose) {
    const heading = name ? el("h3", { id: freshId("group") }, name) : null;
    const rows = people.map(({ person, title }) => el("li", {}, this._row(person, title, choose)));
    return [heading, el("ul", { "aria-labelledby": heading?.id ?? "people-title" }, rows)].filter(Boolean);
  }

  _row(person, title, choose) {
    const name = el("span", { class: "name", id: freshId("name") }, fullName(person));
    const words = [title, standing(person)].filter(Boolean).join(", ");
    const more = words ? el("span", { class: "small", id: freshId("title") }, words) : null;
    const button = el(
      "button",
      { type: "button", class: "person", "aria-labelledby": name.id, "aria-describedby": more?.id },
      el("span", { class: "badge", "aria-hidden": "true" }, initials(fullName(person))),
      el("span", {}, name, more),
    );
    button.addEventListener("click", () => choose(person.id));
    this._buttons.set(person.id, button);
    return button;
  }
}
