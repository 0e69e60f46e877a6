/** Text as Slack writes it, drawn as nodes: marks, links, mentions, quotes, lists, and nothing else of it. */

import { el } from "./dom.js";

const FENCE = /```\n?([\s\S]*?)\n?```/u;
const QUOTE = /^(?:&gt;|>) ?/u;
const BULLET = /^\s*[•◦-] +/u;
const SPAN = new RegExp(
  [
    "<([^<>\\n]+)>",
    "`([^`\\n]+)`",
    "(?<![\\p{L}\\p{N}])([*_~])(?=\\S)((?:<[^<>\\n]*>|(?!\\3)[^\\n])+)(?<=\\S)\\3(?![\\p{L}\\p{N}])",
  ].join("|"),
  "u",
);
const MARKS = { "*": "strong", _: "em", "~": "s" };
const SAFE = /^(?:https?:\/\/|mailto:)/iu;
const SIGNS = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Return text with the three signs that stand escaped on the wire put back. */
export function unescaped(text) {
  return text.replace(/&(?:lt|gt|amp);/gu, (sign) => SIGNS[sign]);
}

/** Say whether an address is one that a page may lead to. */
export function isSafe(address) {
  return SAFE.test(address);
}

/** Return wire text as one line of plain words: marks gone, links by their words, people by their names. */
export function flat(text, nameOf) {
  const holder = el("div", {}, ...drawn(text, nameOf));
  for (const part of holder.querySelectorAll("p, li, blockquote, pre")) part.append(" ");
  for (const end of holder.querySelectorAll("br")) end.replaceWith(" ");
  return holder.textContent.replace(/\s+/gu, " ").trim();
}

/** Return the nodes for a text object: `plain_text` as it stands, `mrkdwn` with its marks. */
export function drawnText(object, nameOf) {
  return object.type === "mrkdwn" ? drawn(object.text, nameOf) : [document.createTextNode(object.text)];
}

/** Return the nodes for wire text; `nameOf` gives a person's name by id. */
export function drawn(text, nameOf) {
  const fence = FENCE.exec(text);
  if (!fence) return passages(text, nameOf);
  return [
    ...passages(text.slice(0, fence.index), nameOf),
    el("pre", {}, el("code", {}, unescaped(fence[1]))),
    ...drawn(text.slice(fence.index + fence[0].length), nameOf),
  ];
}

/** Return paragraphs, quotes and lists, line by line. */
function passages(text, nameOf) {
  const groups = [];
  for (const line of text.split("\n")) {
    const kind = kindOf(line);
    if (kind === groups.at(-1)?.kind) groups.at(-1).lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.filter(({ kind }) => kind !== "gap").map((group) => passage(group, nameOf));
}

function kindOf(line) {
  if (!line.trim()) return "gap";
  if (QUOTE.test(line)) return "quote";
  return BULLET.test(line) ? "list" : "words";
}

function passage({ kind, lines }, nameOf) {
  if (kind === "list") {
    return el("ul", {}, lines.map((line) => el("li", {}, inline(line.replace(BULLET, ""), nameOf))));
  }
  if (kind === "quote") {
    return el("blockquote", {}, broken(lines.map((line) => line.replace(QUOTE, "")), nameOf));
  }
  return el("p", {}, broken(lines, nameOf));
}

function broken(lines, nameOf) {
  return lines.flatMap((line, place) => (place ? [el("br"), ...inline(line, nameOf)] : inline(line, nameOf)));
}

function inline(text, nameOf) {
  const nodes = [];
  let rest = text;
  for (let found = SPAN.exec(rest); found; found = SPAN.exec(rest)) {
    const [whole, angled, code, mark, marked] = found;
    nodes.push(unescaped(rest.slice(0, found.index)));
    if (angled) nodes.push(bracketed(angled, nameOf));
    else if (code) nodes.push(el("code", {}, unescaped(code)));
    else nodes.push(el(MARKS[mark], {}, inline(marked, nameOf)));
    rest = rest.slice(found.index + whole.length);
  }
  nodes.push(unescaped(rest));
  return nodes.filter((node) => node !== "");
}

/** Return the node for what stands in angle brackets: a link, a mention, or Slack's special words. */
function bracketed(body, nameOf) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const words = bar < 0 ? "" : unescaped(body.slice(bar + 1));
  if (target.startsWith("@")) return el("span", { class: "mention" }, `@${nameOf(target.slice(1)) || words || target.slice(1)}`);
  if (target.startsWith("#")) return el("span", { class: "mention" }, `#${words || target.slice(1)}`);
  if (target.startsWith("!")) return document.createTextNode(words || target.slice(1));
  const address = unescaped(target);
  if (!isSafe(address)) return document.createTextNode(words || address);
  return link(address, words || address.replace(/^mailto:/iu, ""));
}

/** Return a link that opens in a tab of its own and tells that tab nothing. */
export function link(address, words, parts = {}) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", ...parts }, words);
}
