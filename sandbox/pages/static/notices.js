/** What went wrong or takes a while, said calmly where the person is looking. */

import { el } from "./dom.js";

const UNANSWERED = 424;
const WAITING = {
  slow: "Waiting for Inrole…",
  long: "Still waiting for Inrole. It has three seconds to answer.",
};

/** Shows one notice at a time, in the place that `where` names. */
export class Notices {
  constructor({ where, say }) {
    this._where = where;
    this._say = say;
    this._trouble = null;
    this._waiting = null;
  }

  /** Show a refusal's sentence until it is closed or the next act goes well. */
  trouble(refusal) {
    this.clear();
    const more = refusal.status === UNANSWERED ? " Nothing here has changed; you can try again." : "";
    const close = el("button", { type: "button", class: "button tiny" }, "Close this note");
    this._trouble = el("div", { class: "notice" }, el("p", {}, `${refusal.message}${more}`), close);
    this._isGone = refusal.status === 0;
    close.addEventListener("click", () => this.clear());
    this._where().append(this._trouble);
    this._say(this._trouble.firstChild.textContent);
  }

  /** Take the notice away. */
  clear() {
    this._trouble?.remove();
    this._trouble = null;
  }

  /** The workspace answers again: take away the notice that said it does not. */
  back() {
    if (this._isGone) this.clear();
  }

  /** Show how an act is getting on: "", "slow" or "long". */
  wait(stage) {
    this._waiting?.remove();
    this._waiting = null;
    if (!stage) return;
    const bar = stage === "long" ? el("progress", { "aria-label": "Waiting" }) : null;
    this._waiting = el("div", { class: "waiting small" }, el("p", {}, WAITING[stage]), bar);
    this._where().append(this._waiting);
    this._say(WAITING[stage]);
  }
}
