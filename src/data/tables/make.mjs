/**
 * Makes zones.ts and cases.ts from the time zones and the Unicode that this Node carries. Run by hand, with a Node
 * whose ICU is new: `node src/data/tables/make.mjs`. Takes a minute or two. The names of zones come from the system's tzdata.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const day = 86_400_000;
const quarter = 900;

/** The last years looked at: by then each zone does the same every year, or nothing any more. */
const settled = 2090;
const end = 2120;

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function offsetReader(name) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short',
  });
  return (ms) => {
    const [month, date, year, hour, minute, second] = format.format(ms).match(/\d+/g).map(Number);
    return (Date.UTC(year, month - 1, date, hour, minute, second) - ms) / 1000;
  };
}

/** Every change of the offset between two moments, to the second. */
function transitions(name, from, to) {
  const offset = offsetReader(name);
  const found = [];
  let before = offset(from);
  for (let at = from; at < to; at += day) {
    const after = offset(at + day);
    if (after === before) continue;
    let low = at / 1000;
    let high = (at + day) / 1000;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle * 1000) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, from: before, to: after });
    before = after;
  }
  return { first: offset(from), found };
}

const yearOf = (seconds) => new Date(seconds * 1000).getUTCFullYear();

/**
 * The rule that a transition follows: a weekday on or after a day of a month, at a time of day before the change. A rule
 * that would cross the end of a month is told from the day before, at 24:00.
 */
function ruleOf(group) {
  for (const shift of [0, 86400, -86400]) {
    const local = group.map((each) => new Date((each.at + each.from - shift) * 1000));
    const [one] = local;
    const time = (each) => each.getUTCHours() * 3600 + each.getUTCMinutes() * 60 + each.getUTCSeconds() + shift;
    const earliest = Math.min(...local.map((each) => each.getUTCDate()));
    const same = local.every(
      (each) =>
        each.getUTCMonth() === one.getUTCMonth() && each.getUTCDay() === one.getUTCDay() && time(each) === time(one) &&
        each.getUTCDate() < earliest + 7,
    );
    const { from, to } = group[0];
    if (same) return { month: one.getUTCMonth(), day: earliest, weekday: one.getUTCDay(), time: time(one), from, to };
  }
  return undefined;
}

function moment(rule, year) {
  const first = Date.UTC(year, rule.month, rule.day);
  const skip = (rule.weekday - new Date(first).getUTCDay() + 7) % 7;
  return first / 1000 + skip * 86400 + rule.time - rule.from;
}

/** What repeats each year, and the first year from which nothing else happens. Nothing where it ends, as in Morocco. */
function recurring(found) {
  const late = found.filter((each) => yearOf(each.at) >= settled);
  if (late.length !== (end - settled) * 2) return undefined;
  const rules = [0, 1].map((which) => ruleOf(late.filter((_, index) => index % 2 === which)));
  if (rules.includes(undefined)) throw new Error('changes twice a year without a rule');
  const explains = (year) => {
    const there = found.filter((each) => yearOf(each.at) === year);
    return there.length === 2 && there.every((each, i) => each.at === moment(rules[i], year) && each.to === rules[i].to && each.from === rules[i].from);
  };
  let since = settled;
  while (since > 1970 && explains(since - 1)) since -= 1;
  return { rules, since };
}

const letters = (value, length) =>
  Array.from({ length }, (_, index) => digits[Math.floor(value / 64 ** (length - 1 - index)) % 64]).join('');

/** A delta of whole quarters of an hour in three letters, or `.` and seconds in six. */
function delta(seconds) {
  const quarters = seconds / quarter;
  return Number.isInteger(quarters) && quarters < 64 ** 3 ? letters(quarters, 3) : `.${letters(seconds, 6)}`;
}

function history(name) {
  const { first, found } = transitions(name, 0, Date.UTC(end, 0, 1));
  const rule = recurring(found);
  const listed = found.filter((each) => rule === undefined || yearOf(each.at) < rule.since);
  const offsets = [...new Set([first, ...listed.map((each) => each.to)])];
  let last = 0;
  const steps = listed.map((each) => {
    const text = digits[offsets.indexOf(each.to)] + delta(each.at - last);
    last = each.at;
    return text;
  });
  const printed = rule?.rules.map((each) => [each.month, each.day, each.weekday, each.time, each.from, each.to].join(','));
  return [offsets.join(','), steps.join(''), ...(rule ? [rule.since, ...printed] : [])].join(' ').trim();
}

function zones() {
  const source = readFileSync('/usr/share/zoneinfo/tzdata.zi', 'utf8');
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  for (const line of source.split('\n')) {
    const [type, one, two] = line.split(' ');
    if (type === 'Z') names.add(one);
    if (type === 'L') names.add(two);
  }
  names.delete('Factory');
  const known = new Map();
  const byHistory = new Map();
  for (const name of [...names].sort()) {
    let canonical;
    try {
      canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      continue;
    }
    if (!known.has(canonical)) known.set(canonical, history(canonical));
    const text = known.get(canonical);
    byHistory.set(text, [...(byHistory.get(text) ?? []), name]);
  }
  const lines = [...byHistory].map(([text, list]) => `${list.join(' ')}|${text}`).sort();
  return file('Time zones from 1970: see zones.ts for how to read them.', [
    `export const zonesVersion = '${process.versions.tz}';`,
    '',
    'export const zoneLines = `\\',
    lines.join('\n'),
    '`;',
  ]);
}

/**
 * Simple mappings, from the full ones that JavaScript has. Where the full one is of several characters, the simple one
 * is the title-case letter that maps back (Greek with iota), `i` for the dotted capital I, and else the letter itself.
 */
function simpleCases() {
  const lower = [];
  const upper = [];
  const titles = new Map();
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    if (/\p{Lt}/u.test(letter)) titles.set(letter.toLowerCase(), letter);
  }
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    const small = code === 0x130 ? 'i' : letter.toLowerCase();
    if (small !== letter && Array.from(small).length === 1) lower.push([code, small.codePointAt(0)]);
    const full = letter.toUpperCase();
    const large = Array.from(full).length === 1 ? full : (titles.get(letter) ?? letter);
    if (large !== letter && Array.from(large).length === 1) upper.push([code, large.codePointAt(0)]);
  }
  return { lower, upper };
}

/** Runs of one or two steps with one distance: `from,length,step,distance`, in base 36. */
function runs(pairs) {
  const out = [];
  for (const [code, other] of pairs) {
    const distance = other - code;
    const run = out.at(-1);
    const gap = run === undefined ? 0 : code - run.last;
    if (run !== undefined && run.distance === distance && gap <= 2 && (run.length === 1 || run.step === gap)) {
      run.last = code;
      run.step = gap;
      run.length += 1;
    } else {
      out.push({ first: code, last: code, length: 1, step: 1, distance });
    }
  }
  return out.map((run) => [run.first, run.length, run.step, run.distance].map((n) => n.toString(36)).join(',')).join(' ');
}

function cases() {
  const { lower, upper } = simpleCases();
  return file('Simple case mappings of Unicode: see case.ts for how to read them.', [
    `export const casesVersion = '${process.versions.unicode}';`,
    '',
    `export const lowerRuns =\n  '${runs(lower)}';`,
    '',
    `export const upperRuns =\n  '${runs(upper)}';`,
  ]);
}

function file(title, lines) {
  return `// ${title}\n// Made by make.mjs; not edited by hand.\n\n${lines.join('\n')}\n`;
}

writeFileSync(new URL('cases.ts', here), cases());
writeFileSync(new URL('zones.ts', here), zones());
