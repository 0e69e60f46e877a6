/** The form on top of a person's stack, as a dialog, and the app's own "are you sure". */

import { drawBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { surfaceOf } from "./surfaces.js";

/** Shows the view on top, keeps what is typed while it changes, and closes or submits it. */
export class Forms {
  /** `afterwards` puts the focus somewhere sensible when the last form has gone. */
  constructor({ afterwards }) {
    this._afterwards = afterwards;
    this._dialog = byId("form");
    this._title = el("h2", { id: "form-title", tabindex: "-1" });
    this._notices = el("div", { class: "notices" });
    this._blocks = el("div", { class: "blocks" });
    this._close = el("button", { type: "button", class: "button", data: { key: "close" } });
    this._submit = el("button", { type: "submit", class: "button main", data: { key: "submit" } });
    this._form = el("form", { novalidate: true },
      this._title, this._notices, el("div", { class: "scroll" }, this._blocks),
      el("div", { class: "foot" }, this._close, this._submit));
    this._dialog.append(this._form);
    this._view = null;
    this._world = null;
    this._close.addEventListener("click", () => this._closeView());
    this._form.addEventListener("submit", (event) => this._send(event));
    this._dialog.addEventListener("cancel", (event) => {
      if (event.target !== this._dialog) return;
      event.preventDefault();
      this._closeView();
    });
    this._dialog.addEventListener("close", () => this._view && this._closeView());
  }

  /** Say whether a form is open. */
  get isOpen() {
    return this._dialog.open;
  }

  /** Return where notices about the open form go. */
  get notices() {
    return this._notices;
  }

  /** Show the last of these views, or none. */
  show(views, world) {
    const view = views.at(-1) ?? null;
    const isOther = view?.id !== this._view?.id || world.person.id !== this._world?.person.id;
    this._view = view;
    this._world = world;
    if (!view) {
      this._leave();
      return;
    }
    if (isOther) this._blocks.replaceChildren();
    this._title.textContent = view.title?.text ?? "Form";
    this._close.textContent = view.close?.text ?? "Close";
    this._submit.hidden = !view.submit;
    this._submit.textContent = view.submit?.text ?? "";
    this._submit.disabled = Boolean(view.submit_disabled);
    drawBlocks(this._blocks, view.blocks, surfaceOf("view", view, world), this._title);
    if (!this._dialog.open) this._dialog.showModal();
    if (isOther) this._begin(view);
  }

  _begin(view) {
    const first = view.blocks.find((block) => block.element?.focus_on_load)?.element.action_id;
    const field = first ? this._blocks.querySelector(`[data-key="${CSS.escape(first)}"]`) : null;
    (field ?? this._title).focus();
    this._blocks.parentElement.scrollTop = 0;
  }

  _leave() {
    this._notices.replaceChildren();
    if (!this._dialog.open) return;
    this._dialog.close();
    this._blocks.replaceChildren();
    this._afterwards();
  }

  _closeView() {
    const { doing, drafts, person } = this._world;
    drafts.flush();
    return doing.act(person.id, "close-view", {}, { control: this._close });
  }

  async _send(event) {
    event.preventDefault();
    if (!this._view?.submit || this._submit.disabled) return;
    const { doing, drafts, person } = this._world;
    drafts.flush();
    const told = await doing.act(person.id, "submit", {}, { control: this._submit });
    if (told?.errors) this._blocks.querySelector("[aria-invalid=true]")?.focus();
  }
}

/** Ask the app's "are you sure" and resolve to the answer. */
export function confirmed({ title, text, confirm, deny, style }) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    const answer = (words, value, kind) => el(
      "button", { type: "button", class: `button ${kind}`, on: { click: () => dialog.close(value) } }, words,
    );
    dialog.replaceChildren(
      el("h2", { id: "confirm-title" }, title?.text ?? "Are you sure?"),
      el("p", { id: "confirm-text" }, text.text),
      el("div", { class: "foot" },
        answer(deny?.text ?? "No", "no", ""),
        answer(confirm?.text ?? "Yes", "yes", style === "danger" ? "careful" : "main")),
    );
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
