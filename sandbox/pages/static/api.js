/** The workspace's JSON API, and doing things in it one after the other. */

const QUIET_FOR = 500;
const LONG_AFTER = 2000;
const GONE = "The practice workspace isn't answering. It may have been stopped; this page keeps trying.";

/** A request the workspace said no to, with its sentence; `status` 0 is no answer at all. */
export class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

/** Return the JSON answer of one request; throw `Refusal`. */
export async function ask(path, { body, signal } = {}) {
  const wish = body === undefined ? { signal } : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal,
  };
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...wish });
  } catch (broken) {
    if (broken.name === "AbortError") throw broken;
    throw new Refusal(GONE, 0);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(told.error ?? `The workspace answered with ${answer.status}.`, answer.status);
  return told;
}

/** What people do, each act waiting for the one before it, with a word when one takes long. */
export class Doing {
  /**
   * `wait` is told how an act is getting on: "", "slow" (over half a second) or "long" (over two seconds).
   * `seen` gets what the person sees afterwards and whether the act was quiet, `trouble` the `Refusal` of an act that did not go through.
   */
  constructor({ wait, seen, trouble }) {
    this._wait = wait;
    this._seen = seen;
    this._trouble = trouble;
    this._last = Promise.resolve();
  }

  /**
   * Do an act for a person; resolve to the answer, or null when it was refused.
   *
   * The control it came from cannot be pressed again until it is done. A `quiet` act is not spoken of.
   */
  act(person, name, body = {}, { control, quiet = false } = {}) {
    if (control?.getAttribute("aria-disabled") === "true") return Promise.resolve(null);
    control?.setAttribute("aria-disabled", "true");
    const done = this._last.then(() => this._one(person, name, body, quiet));
    this._last = done.then(() => control?.removeAttribute("aria-disabled"));
    return done;
  }

  async _one(person, name, body, quiet) {
    const waits = quiet ? [] : [
      setTimeout(() => this._wait("slow"), QUIET_FOR),
      setTimeout(() => this._wait("long"), LONG_AFTER),
    ];
    try {
      const told = await ask(`/workspace/people/${encodeURIComponent(person)}/${name}`, { body });
      this._seen(told.seen, quiet);
      return told;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this._trouble(refusal);
      return null;
    } finally {
      waits.forEach(clearTimeout);
      if (!quiet) this._wait("");
    }
  }
}
