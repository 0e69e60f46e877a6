/** The conversation with the app: messages in their order, redrawn in place, the new ones said aloud. */

import { blocksInWords, drawBlocks } from "./blocks.js";
import { byId, el, keepingFocus, settle } from "./dom.js";
import { drawn, flat } from "./mrkdwn.js";
import { surfaceOf } from "./surfaces.js";
import { day, fullName, initials, momentOf, time, zoneOf } from "./words.js";

const COMMANDS = ["/reflect", "/reflect visit", "/digest", "/rhythm"];
const NEAR_END = 80;
const ROOM = 24;
const CLOSED = "This account is closed: nothing comes here any more.";
const EMPTY = "No messages yet. The first one comes in this person's working hours: move the clock on to meet it.";

/** Draws the messages of one person at a time and takes what they write. */
export class Conversation {
  /** `say` speaks a sentence to screen readers. */
  constructor({ say, app }) {
    this._say = say;
    this._app = app;
    this._list = byId("messages");
    this._person = null;
    this._drawn = new Map();
  }

  /** Show these messages; `world` is as `surfaceOf` takes it. */
  show(messages, world) {
    const isNew = this._person !== world.person.id;
    if (isNew) {
      this._person = world.person.id;
      this._drawn = new Map();
      this._list.replaceChildren();
    }
    const isAtEnd = isNew || this._distanceToEnd() < NEAR_END;
    const before = this._drawn;
    this._drawn = new Map(messages.map((message) => [message.ts, this._draw(message, before.get(message.ts), world)]));
    keepingFocus(this._list, () => settle(this._list, this._inOrder(messages, world)));
    const fresh = isNew ? [] : messages.filter((message) => before.get(message.ts) !== this._drawn.get(message.ts));
    this._tell(fresh, before, world);
    if (isAtEnd && (isNew || fresh.length)) this.toEnd();
  }

  /** Go to the newest message: to its end, or to its beginning where it is taller than the window. */
  toEnd() {
    const last = this._list.lastElementChild;
    this._list.scrollTop = this._list.scrollHeight;
    if (last && last.offsetHeight + ROOM > this._list.clientHeight) this._list.scrollTop = last.offsetTop - this._list.offsetTop - ROOM / 2;
  }

  _distanceToEnd() {
    return this._list.scrollHeight - this._list.scrollTop - this._list.clientHeight;
  }

  _draw(message, old, world) {
    const key = JSON.stringify(message);
    if (old?.key === key) return old;
    const article = old?.article ?? el("article", { tabindex: "-1" });
    const body = old?.body ?? el("div", { class: "body" });
    article.className = `message by-${message.from}${message.ephemeral ? " whisper" : ""}`;
    const name = message.from === "app" ? this._app : fullName(world.person);
    const at = momentOf(message.ts);
    const zone = zoneOf(world.person);
    article.setAttribute("aria-label", `${name}, ${day(at, zone)}, ${time(at, zone)}`);
    const marks = [message.edited ? "edited" : null, message.ephemeral ? "only you can see this" : null];
    const head = el("div", { class: "head" },
      el("span", { class: "name" }, name),
      el("time", { datetime: at.toISOString(), class: "small" }, time(at, zone)),
      marks.filter(Boolean).map((mark) => el("span", { class: "mark-words small" }, mark)));
    settle(article, [badge(message, name), head, body]);
    if (message.blocks.length) {
      drawBlocks(body, message.blocks, surfaceOf("message", message, world), article);
    } else {
      body.replaceChildren(el("div", { class: "text" }, drawn(message.text, world.nameOf)));
    }
    return { key, article, body };
  }

  _inOrder(messages, world) {
    if (!messages.length) return [el("p", { class: "empty" }, world.person.deleted ? CLOSED : EMPTY)];
    const zone = zoneOf(world.person);
    let last = "";
    return messages.flatMap((message) => {
      const { article } = this._drawn.get(message.ts);
      const date = day(momentOf(message.ts), zone);
      if (date === last) return [article];
      last = date;
      return [this._dateLine(date), article];
    });
  }

  _dateLine(date) {
    const there = [...this._list.querySelectorAll(":scope > .date")].find((line) => line.textContent === date);
    return there ?? el("p", { class: "date" }, date);
  }

  _tell(fresh, before, world) {
    const said = fresh.filter((message) => message.from === "app").map((message) => {
      const words = flat(message.text, world.nameOf) || blocksInWords(message.blocks, world.nameOf);
      return `${before.has(message.ts) ? "Changed message" : "New message"} from ${this._app}: ${words}`;
    });
    if (said.length) this._say(said.join(". "));
  }
}

function badge(message, name) {
  const letters = message.from === "app" ? "in" : initials(name);
  return el("span", { class: "badge", "aria-hidden": "true" }, letters);
}

/** Wire up the box a person writes in; `send(words)` and `command(name, text)` resolve to null when refused. */
export function composer({ send, command }) {
  const form = byId("composer");
  const box = byId("words");
  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const run = (written, control) => {
    const [name, ...rest] = written.split(/\s+/u);
    return command(name, rest.join(" "), control);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const written = box.value.trim();
    const button = form.querySelector("[type=submit]");
    if (!written || button.getAttribute("aria-disabled") === "true") return;
    box.value = "";
    grow();
    const done = await (written.startsWith("/") ? run(written, button) : send(written, button));
    if (done === null && !box.value) {
      box.value = written;
      grow();
    }
  });
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  byId("suggestions").append(...COMMANDS.map((words) => {
    const button = el("button", { type: "button", class: "button tiny" }, words);
    button.addEventListener("click", () => run(words, button));
    return button;
  }));
}
