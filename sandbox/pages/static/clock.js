/** The clock that is moved on from here, and what was sent and received meanwhile. */

import { ask } from "./api.js";
import { byId, el } from "./dom.js";
import { day, placeOf, shortMoment, time } from "./words.js";

const STEPS = { hour: "An hour on", next: "To the next question", day: "A day on", week: "A week on" };
const LOOK_AGAIN = 400;
const MOST = 300;
const UNMOVABLE = "The clock of this workspace cannot be moved from here.";

/** Shows the moment, moves it on, and says how far a longer walk has come. */
export class Clock {
  constructor({ say, trouble, person }) {
    this._say = say;
    this._trouble = trouble;
    this._person = person;
    this._zone = "Europe/London";
    this._from = null;
    this._wasMoving = false;
    this._time = el("p", { class: "time" });
    this._day = el("p", { class: "day" });
    this._place = el("p", { class: "small" });
    this._bar = el("progress", { max: "1", "aria-label": "How far the clock has moved", hidden: true });
    this._words = el("p", { class: "small moving", hidden: true });
    this._buttons = Object.entries(STEPS).map(([step, words]) => {
      const button = el("button", { type: "button", class: `button${step === "next" ? " main" : ""}` }, words);
      button.addEventListener("click", () => this._move(step));
      return button;
    });
    byId("clock").append(
      el("div", { class: "now" }, this._time, this._day, this._place),
      el("div", { class: "steps", role: "group", "aria-labelledby": "clock-title" }, this._buttons),
      this._bar, this._words,
    );
  }

  /** Show the clock as people in this zone read it. */
  inZone(zone) {
    this._zone = zone;
    if (this._last) this._show(this._last);
  }

  /** Ask for the clock and show it, again and again while it moves. */
  async refresh() {
    const told = await ask("/workspace/clock");
    this._show(told);
    if (told.stepping && !this._looking) {
      this._looking = setTimeout(() => {
        this._looking = null;
        this.refresh().catch(this._trouble);
      }, LOOK_AGAIN);
    }
  }

  async _move(step) {
    if (this._wasMoving) return;
    try {
      this._from = null;
      this._show(await ask("/workspace/clock", { body: { step, person: this._person() } }));
      await this.refresh();
    } catch (refusal) {
      this._trouble(refusal);
    }
  }

  _show(told) {
    this._last = told;
    const now = new Date(told.now);
    this._time.textContent = time(now, this._zone);
    this._day.textContent = day(now, this._zone);
    this._place.textContent = `${placeOf(this._zone)} time`;
    for (const button of this._buttons) {
      button.hidden = !told.movable;
      if (told.stepping) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
    this._showMoving(told, now);
    if (this._wasMoving && !told.stepping) {
      this._say(told.said ?? `The clock stands at ${day(now, this._zone)}, ${time(now, this._zone)}.`);
    }
    this._wasMoving = told.stepping;
  }

  _showMoving(told, now) {
    this._from = told.stepping ? this._from ?? now : null;
    this._bar.hidden = !told.stepping;
    let words = told.movable ? told.said ?? "" : UNMOVABLE;
    if (told.stepping && told.until) {
      const until = new Date(told.until);
      this._bar.value = (now - this._from) / Math.max(1, until - this._from);
      words = `Moving on to ${shortMoment(until, this._zone)}, and stopping wherever something is due.`;
    } else if (told.stepping) {
      this._bar.removeAttribute("value");
      words = "Moving on until the next question has gone out.";
    }
    this._words.textContent = words;
    this._words.hidden = !words;
  }
}

/** Lists what went to and fro, newest first, while it is open. */
export class Traffic {
  constructor({ nameOf, trouble }) {
    this._nameOf = nameOf;
    this._trouble = trouble;
    this._since = 0;
    this._zone = "Europe/London";
    this._list = byId("exchanges");
    this._details = byId("traffic");
    this._details.addEventListener("toggle", () => this.refresh().catch(this._trouble));
  }

  /** Write moments as people in this zone read them. */
  inZone(zone) {
    if (zone === this._zone) return;
    this._zone = zone;
    this._since = 0;
    this._list.replaceChildren();
  }

  /** Fetch what is new, where the list is open. */
  async refresh() {
    if (!this._details.open) return;
    const { exchanges } = await ask(`/workspace/exchanges?since=${this._since}`);
    const fresh = exchanges.filter((each) => each.number > this._since);
    this._since = fresh.at(-1)?.number ?? this._since;
    this._list.prepend(...fresh.reverse().map((each) => this._row(each)));
    while (this._list.children.length > MOST) this._list.lastChild.remove();
    if (!this._list.children.length) this._list.append(el("li", { class: "small" }, "Nothing yet."));
    else if (fresh.length) this._list.querySelector(":scope > li:not(.exchange)")?.remove();
  }

  _row({ at, direction, kind, summary, status }) {
    const isIn = direction === "in";
    const isWell = status === "ok" || /^2\d\d$/u.test(status);
    return el("li", { class: `exchange${isWell ? "" : " unwell"}` },
      el("div", {},
        el("span", { class: "arrow", "aria-hidden": "true" }, isIn ? "→" : "←"),
        el("span", { class: "visually-hidden" }, isIn ? "from Inrole: " : "to Inrole: "),
        el("code", {}, kind), el("span", { class: "status" }, status)),
      el("div", { class: "small" }, [shortMoment(new Date(at), this._zone), this._named(summary)]
        .filter(Boolean).join(" · ")));
  }

  _named(summary) {
    return summary.replace(/\bU[0-9A-Z]{2,}\b/gu, (id) => this._nameOf(id) || id);
  }
}
