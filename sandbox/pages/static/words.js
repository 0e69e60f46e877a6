/** Moments, people and names as this page writes them. */

const LONDON = "Europe/London";

/** Return the zone a person's screen shows: their own, or London's where none is known. */
export function zoneOf(person) {
  return person?.zone ?? LONDON;
}

/** Return the place a zone is named after: "New York" for America/New_York. */
export function placeOf(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** Return the moment of a message's time stamp. */
export function momentOf(ts) {
  return new Date(Number(ts) * 1000);
}

function parts(moment, zone, wishes) {
  const drawn = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...wishes }).formatToParts(moment);
  return Object.fromEntries(drawn.map(({ type, value }) => [type, value]));
}

/** Return a date as it is read: Tuesday 24 November 2026. */
export function day(moment, zone) {
  const { weekday, day: number, month, year } = parts(moment, zone, {
    weekday: "long", day: "numeric", month: "long", year: "numeric",
  });
  return `${weekday} ${number} ${month} ${year}`;
}

/** Return a time of day as it is read: 09:05. */
export function time(moment, zone) {
  const { hour, minute } = parts(moment, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${hour}:${minute}`;
}

/** Return a moment in short: Tue 24 Nov, 09:05. */
export function shortMoment(moment, zone) {
  const { weekday, day: number, month } = parts(moment, zone, { weekday: "short", day: "numeric", month: "short" });
  return `${weekday} ${number} ${month.slice(0, 3)}, ${time(moment, zone)}`;
}

/** Return the name a person is called by on this page. */
export function fullName(person) {
  return person.real_name || person.name;
}

/** Return the first letters of a name, two at most. */
export function initials(name) {
  const words = name.split(/\s+/u).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("");
}

/** Return what is special about an account, in words; empty where nothing is. */
export function standing(person) {
  if (person.deleted) return "account closed";
  if (person.stranger) return "from another workspace";
  if (person.single_channel_guest) return "guest in one channel";
  return person.guest ? "guest" : "";
}
