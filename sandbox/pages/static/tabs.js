/** The tabs above the conversation: Messages and Home, and on narrower screens the Clock. */

import { byId } from "./dom.js";

const TABS = ["messages", "home", "clock"];
const MOVES = { ArrowRight: 1, ArrowLeft: -1 };
const WIDE = "(min-width: 70rem)";

/** Shows one panel at a time; where the clock stands beside them it has no tab. */
export class Tabs {
  /** `choose(tab)` is called when a person picks one. */
  constructor({ choose }) {
    this._choose = choose;
    this._wide = matchMedia(WIDE);
    this._tab = "messages";
    this._buttons = new Map(TABS.map((tab) => [tab, byId(`tab-${tab}`)]));
    for (const [tab, button] of this._buttons) button.addEventListener("click", () => choose(tab));
    byId("tabs").addEventListener("keydown", (event) => this._move(event));
    this._wide.addEventListener("change", () => this.show(this._tab));
  }

  /** Show this tab's panel; an unknown one, or the clock's on a wide screen, is Messages. */
  show(tab) {
    this._tab = TABS.includes(tab) ? tab : "messages";
    const isWide = this._wide.matches;
    const shown = isWide && this._tab === "clock" ? "messages" : this._tab;
    for (const [each, button] of this._buttons) {
      const isShown = each === shown;
      button.setAttribute("aria-selected", String(isShown));
      button.tabIndex = isShown ? 0 : -1;
      byId(`panel-${each}`).hidden = !isShown && !(each === "clock" && isWide);
    }
    this._buttons.get("clock").hidden = isWide;
    byId("panel-clock").setAttribute("role", isWide ? "region" : "tabpanel");
    document.body.dataset.tab = shown;
  }

  _move(event) {
    const tabs = TABS.filter((tab) => !this._buttons.get(tab).hidden);
    const at = tabs.findIndex((tab) => this._buttons.get(tab) === event.target);
    const ends = { Home: 0, End: tabs.length - 1 };
    if (at < 0 || !(event.key in MOVES || event.key in ends)) return;
    event.preventDefault();
    const to = tabs[ends[event.key] ?? (at + MOVES[event.key] + tabs.length) % tabs.length];
    this._buttons.get(to).focus();
    this._choose(to);
  }
}
