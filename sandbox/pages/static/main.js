/** The page as a whole: who is chosen, what they see, and keeping up with what happens. */

import { Doing, Refusal, ask } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { Clock, Traffic } from "./clock.js";
import { Conversation, composer } from "./conversation.js";
import { byId, el } from "./dom.js";
import { Forms, confirmed } from "./forms.js";
import { Notices } from "./notices.js";
import { People, grouped } from "./people.js";
import { Drafts, surfaceOf } from "./surfaces.js";
import { Tabs } from "./tabs.js";
import { fullName, placeOf, standing, zoneOf } from "./words.js";

const BREATH = 60;
const TRY_AGAIN = 2000;
const NO_HOME = "No Home yet. It comes when Inrole has answered that this tab was opened.";

/** Speak to screen readers, after what is being said. */
function say(words) {
  const place = byId("spoken");
  place.textContent = "";
  setTimeout(() => { place.textContent = words; }, 50);
}

class Practice {
  constructor({ people, app }, groups) {
    this._people = people;
    this._names = new Map(people.map((person) => [person.id, fullName(person)]));
    const nameOf = (id) => this._names.get(id) ?? "";
    this._drafts = new Drafts();
    this._seen = null;
    this._chosen = { person: null, tab: null };
    this._groups = grouped(people, groups);
    this._forms = new Forms({ afterwards: () => this._afterForm() });
    this._notices = new Notices({
      say, where: () => (this._forms.isOpen ? this._forms.notices : byId("notices")),
    });
    const trouble = (refusal) => this._trouble(refusal);
    this._doing = new Doing({
      trouble,
      wait: (stage) => this._notices.wait(stage),
      seen: (seen, isQuiet) => {
        if (!isQuiet) this._notices.clear();
        this._show(seen);
      },
    });
    this._world = { people, nameOf, doing: this._doing, drafts: this._drafts, confirm: confirmed };
    this._conversation = new Conversation({ say, app });
    this._clock = new Clock({ say, trouble, person: () => this._chosen.person.id });
    this._traffic = new Traffic({ nameOf, trouble });
    this._list = new People({ groups: this._groups, choose: (id) => this._go({ person: id, tab: "messages" }) });
    this._tabs = new Tabs({ choose: (tab) => this._go({ tab }) });
    composer({
      send: (words, control) => this._act("say", { words }, control),
      command: (name, text, control) => this._act("command", { name, text }, control),
    });
    byId("skip").addEventListener("click", (event) => {
      event.preventDefault();
      byId("who").focus();
    });
    addEventListener("hashchange", () => this._follow());
    addEventListener("popstate", () => this._follow());
  }

  /** Show what the address names and keep up from then on; never returns. */
  async run() {
    await this._follow();
    document.body.dataset.ready = "true";
    for (;;) {
      try {
        const { number } = await ask(`/workspace/changes?since=${this._seen?.number ?? 0}`);
        this._notices.back();
        if (number !== this._seen?.number) await this._refresh();
        await new Promise((resolve) => { setTimeout(resolve, BREATH); });
      } catch (refusal) {
        this._trouble(refusal);
        this._seen = null;
        await new Promise((resolve) => { setTimeout(resolve, TRY_AGAIN); });
      }
    }
  }

  _act(name, body, control) {
    this._conversation.toEnd();
    return this._doing.act(this._chosen.person.id, name, body, { control });
  }

  _trouble(refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    this._notices.trouble(refusal);
  }

  /** Go to another person or tab by way of the address, so that it can be kept and shared. */
  _go({ person = this._chosen.person.id, tab }) {
    history.pushState(null, "", `#${new URLSearchParams({ person, tab })}`);
    this._follow();
  }

  /** Show what the address names: `#person=U0AMIRA&tab=home`. */
  async _follow() {
    const wish = new URLSearchParams(location.hash.slice(1));
    const first = this._groups[0].people[0].person;
    const person = this._people.find((each) => each.id === wish.get("person") && !each.bot) ?? first;
    const tab = wish.get("tab") ?? "messages";
    const before = this._chosen;
    if (person.id === before.person?.id && tab === before.tab) return;
    this._drafts.flush();
    this._chosen = { person, tab };
    if (person.id !== before.person?.id) await this._meet(person);
    this._tabs.show(tab);
    if (tab === "messages") this._conversation.toEnd();
    if (tab !== "clock" && !person.deleted) {
      this._doing.act(person.id, "open-home", { tab: tab === "home" ? "home" : "messages" }, { quiet: true });
    }
  }

  async _meet(person) {
    const { title } = this._groups.flatMap((group) => group.people).find((each) => each.person.id === person.id);
    const more = [title, standing(person), `${placeOf(zoneOf(person))} time`].filter(Boolean);
    byId("who").textContent = fullName(person);
    byId("who-more").textContent = more.join(" · ");
    document.title = `${fullName(person)} - Practice workspace`;
    for (const field of byId("composer").querySelectorAll("button, textarea")) field.disabled = person.deleted;
    this._list.mark(person);
    this._notices.clear();
    this._clock.inZone(zoneOf(person));
    this._traffic.inZone(zoneOf(person));
    this._seen = null;
    await this._refresh().catch((refusal) => this._trouble(refusal));
  }

  async _refresh() {
    const { person } = this._chosen;
    const [seen] = await Promise.all([
      ask(`/workspace/people/${encodeURIComponent(person.id)}`),
      this._clock.refresh(),
      this._traffic.refresh(),
    ]);
    this._show(seen);
  }

  /** Show what a person sees, unless someone else is chosen by now or something newer is shown. */
  _show(seen) {
    const { person } = this._chosen;
    if (seen.person.id !== person.id || seen.number < (this._seen?.number ?? 0)) return;
    this._seen = seen;
    const world = { ...this._world, person: seen.person };
    this._conversation.show(seen.messages, world);
    this._showHome(seen.home, world);
    this._forms.show(seen.views, world);
  }

  _showHome(home, world) {
    const sheet = byId("home");
    if (sheet.dataset.view !== home?.id) sheet.replaceChildren();
    sheet.dataset.view = home?.id ?? "";
    if (home) drawBlocks(sheet, home.blocks, surfaceOf("home", home, world), byId("panel-home"));
    else sheet.replaceChildren(el("p", { class: "empty" }, NO_HOME));
  }

  /** After the last form: back to what opened it, or else to the panel. */
  _afterForm() {
    if (document.activeElement !== document.body) return;
    byId(document.body.dataset.tab === "home" ? "panel-home" : "messages").focus();
  }
}

async function begin() {
  const [workspace, { groups }] = await Promise.all([ask("/workspace/people"), ask("/workspace/groups")]);
  await new Practice(workspace, groups).run();
}

begin().catch((refusal) => {
  byId("who").textContent = "This page cannot start";
  byId("who-more").textContent = refusal.message;
  throw refusal;
});
