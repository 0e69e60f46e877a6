/** Where blocks stand - a message, the Home, a form - and what pressing, choosing and typing there does. */

const PAUSE = 400;
const ACTS = {
  message: { press: "press", choose: "choose" },
  home: { press: "press-home", choose: "choose-home" },
  view: { press: "press-view", choose: "choose-view" },
};

/** What is being typed and has not been told to the workspace yet. */
export class Drafts {
  constructor() {
    this._waiting = new Map();
  }

  /** Tell later, once the person pauses; a newer wish for the same input takes the older one's place. */
  later(key, send) {
    clearTimeout(this._waiting.get(key)?.timer);
    const timer = setTimeout(() => this._send(key), PAUSE);
    this._waiting.set(key, { timer, send });
  }

  /** Tell now, and forget what was waiting for the same input. */
  now(key, send) {
    this.later(key, send);
    this._send(key);
  }

  /** Tell everything that waits, so that what is done next finds it in place. */
  flush() {
    for (const key of [...this._waiting.keys()]) this._send(key);
  }

  _send(key) {
    const { timer, send } = this._waiting.get(key);
    clearTimeout(timer);
    this._waiting.delete(key);
    send();
  }
}

/**
 * Return the surface of one message, Home or form, for `drawBlocks`.
 *
 * `shown` is that message or view as the API gives it; `world` has `person`, `people`, `nameOf`, `doing`,
 * `drafts` and `confirm`.
 */
export function surfaceOf(kind, shown, world) {
  const { person, doing, drafts } = world;
  const acts = ACTS[kind];
  const where = kind === "message" ? { ts: shown.ts } : {};
  const isTyped = (block) => kind === "view" && block.type === "input";
  const act = (name, body, how) => {
    drafts.flush();
    return doing.act(person.id, name, { ...where, ...body }, how);
  };
  const choose = (element, wish, control) => (
    act(acts.choose, { words: element.action_id, option: wish }, { control })
  );
  const fill = (element, wish) => (
    doing.act(person.id, "fill", { words: element.action_id, value: wish }, { quiet: true })
  );
  return {
    people: world.people.filter((each) => !each.deleted && !each.bot),
    nameOf: world.nameOf,
    confirm: world.confirm,
    choose,
    stateOf: (block, element) => shown.typed?.[block.block_id]?.[element.action_id],
    errorOf: (block) => shown.errors?.[block.block_id],
    keyOf: (block) => JSON.stringify([
      person.id, where.ts ?? shown.id, block, isTyped(block) ? null : shown.typed?.[block.block_id],
    ]),
    press: (element, control) => act(acts.press, { words: element.action_id }, { control }),
    put: (block, element, wish, { soon }) => {
      const key = `${where.ts ?? shown.id}/${element.action_id}`;
      const send = () => (isTyped(block) ? fill(element, wish) : choose(element, wish));
      if (soon && block.dispatch_action) return;
      if (soon) drafts.later(key, send);
      else drafts.now(key, send);
    },
  };
}
