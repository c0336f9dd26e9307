import { readCollective, readNamedBodies } from './addressee-collectives.rules.js';
import { readCarriedArea, readEnumeration } from './addressee-enumeration.rules.js';
import { readAreaGroup } from './addressee-groups.rules.js';
import { COMMITTEE, readArea, readBody, type Carry, type Reading, type Reason } from './addressee-names.rules.js';
import { kindListsAt, phrase, startsWith, type Setting } from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import type { DirectoryUnit } from './unit-directory.rules.js';

/** What the parts of a list before this one say about it. */
export interface ListState {
  carry: Carry | null;
  /** The part before was not understood or named its scope: the bare name of an area may belong to it. */
  noBareArea: boolean;
}

export const NEW_LIST: ListState = { carry: null, noBareArea: false };

const TITLE = /^(?:thủ trưởng|chủ tịch(?= ủy ban)|giám đốc(?= (?:các )?(?:sở|công an)))(?: các(?= các))? /u;
const LEADERS =
  /^(?:các )?(?:thành phố|gđ|gd|giám đốc|ct|chủ tịch|cvp|chánh văn phòng|bộ trưởng|thủ tướng|trưởng phòng|trưởng ban) (?:các )?(?:ptp|pgđ|pgd|pct|pcvp|pcn|phó|thứ trưởng)(?= |$)/u;
const PEOPLE =
  /^(?:các )?(?:đồng chí|đ c|lãnh đạo|gđ|pgđ|gd|pgd|giám đốc|phó|pct|ct|chủ tịch|trưởng|ptp|pcvp|chánh|thường trực|ban giám|bí thư|ông|bà|hiệu trưởng|tổ trưởng|cá nhân|hộ|thủ tướng|bộ trưởng)(?= |$)/u;
const SAME = /^như (?:trên|kính gửi|điều \d+)/u;
const FILING = /^lưu(?= |$)/u;

/** No name and no group is longer; it bounds the work that a long text can ask for. */
const LONGEST_PART = 48;

interface Reader {
  text: string;
  state: ListState;
}

/** Reads the part of a list that begins at a place: the longest stretch of words that means something. */
export function readPart(setting: Setting, words: readonly Word[], at: number, list: Reader): Reading {
  const end = segmentEnd(words, at);
  const except = words.findIndex((word, i) => i > at && i < end && word.key === 'trừ');
  if (except > 0) return readExcept(setting, words, { at, except, end }, list);
  const reading = readAlone(setting, words, at, list);
  return reading.open ? closed(setting, words, reading, list) : reading;
}

/** `UBND các huyện, thành phố, trừ huyện Cao Lộc`: what is named behind `trừ`, and what works for it, is left out. */
function readExcept(
  setting: Setting,
  words: readonly Word[],
  { at, except, end }: { at: number; except: number; end: number },
  { text }: Reader,
): Reading {
  const before = words[except - 1]!.key === 'ngoại' ? except - 1 : except;
  const all = readAll(setting, words.slice(at, before), text);
  const left = readAll(setting, words.slice(except + 1, end), text);
  const isLeft = (unit: DirectoryUnit): boolean =>
    left?.some((out) => out === unit || out === setting.directory.areaOf(unit)) === true;
  if (!all || !left || !left.every((out) => all.some((unit) => unit === out || setting.directory.areaOf(unit) === out)))
    return refused(end, 'unknown');
  const units = all.filter((unit) => !isLeft(unit));
  return units.length > 0 ? { next: end, units } : refused(end, 'none-in-area');
}

/** The units that words mean, all of them understood; else undefined. */
function readAll(setting: Setting, words: readonly Word[], text: string): DirectoryUnit[] | undefined {
  const units: DirectoryUnit[] = [];
  let state = NEW_LIST;
  for (let at = 0; at < words.length;) {
    const reading = readPart(setting, words, at, { text, state });
    if (reading.problem) return undefined;
    units.push(...reading.units);
    state = stateAfter(state, reading);
    at = reading.next;
  }
  return units.length > 0 ? units : undefined;
}

function readAlone(setting: Setting, words: readonly Word[], at: number, list: Reader): Reading {
  const end = segmentEnd(words, at);
  if (LEADERS.test(phrase(words, at, end))) return refused(end, 'people');
  const ends = boundaries(words, at);
  let problem: Reading | undefined;
  for (const to of ends) {
    const reading = readSpan(setting, words, at, { to, ...list });
    if (reading && !reading.problem) return reading;
    problem ??= reading;
  }
  if (problem) return problem;
  const next = unknownEnd(setting, words, at, list);
  return refused(next, reasonOf(phrase(words, at, next)));
}

/** How far before `các` the name of a body that we do not know may begin. */
const LONGEST_UNKNOWN = 12;

/**
 * Where words that were not understood end: at the next comma, or behind the areas that they share with an unknown body
 * (`Trung tâm Y tế các huyện, thành phố`), unless something in between is understood by itself.
 */
function unknownEnd(setting: Setting, words: readonly Word[], at: number, list: Reader): number {
  const ends = boundaries(words, at);
  const nearest = ends.at(-1)!;
  const group = words.findIndex((word, i) => i >= at && i < ends[0]! && word.key === 'các');
  if (group < 0 || group - at > LONGEST_UNKNOWN) return nearest;
  const end = kindListsAt(words, group + 1).find(({ next }) => ends.includes(next))?.next;
  if (end === undefined || end < nearest) return nearest;
  const between = ends.filter((start) => start < group);
  const understood = between.some((start) => !readAlone(setting, words, start, list).problem);
  return understood ? nearest : end;
}

const refused = (next: number, reason: Reason): Reading => ({ next, units: [], problem: { reason, candidates: [] } });

/** A list of kinds stands only if what follows is understood too: `các phường, xã liên quan` restricts both kinds. */
function closed(setting: Setting, words: readonly Word[], reading: Reading, { text }: Reader): Reading {
  let state: ListState = stateAfter(NEW_LIST, reading);
  for (let at = reading.next; at < words.length && continuesList(words, at);) {
    const following = readAlone(setting, words, at, { text, state });
    if (following.problem) return refused(following.next, 'unknown');
    state = stateAfter(state, following);
    at = following.next;
  }
  return reading;
}

/** Whether a part belongs to the list of kinds before it: neither `UBND` nor `các` begins a new one. */
const continuesList = (words: readonly Word[], at: number): boolean =>
  words[at]!.before !== 'hard' && words[at]!.key !== 'các' && !startsWith(words, at, COMMITTEE);

/** What is known about a list behind one more part. */
export const stateAfter = (before: ListState, part: Reading): ListState => ({
  carry: part.scoped ? null : (part.carry ?? before.carry),
  noBareArea: part.problem !== undefined || part.scoped === true,
});

/** Where the words up to the next semicolon end. */
function segmentEnd(words: readonly Word[], at: number): number {
  const next = words.findIndex((word, i) => i > at && word.before === 'hard');
  return next > 0 ? next : words.length;
}

/** Where a part of the list that begins here may end, the farthest first; never behind a semicolon. */
function boundaries(words: readonly Word[], at: number): number[] {
  const ends: number[] = [];
  for (let i = at + 1; i <= words.length; i++) {
    const before = words[i]?.before ?? 'hard';
    if (before !== 'none' && (ends.length === 0 || i - at <= LONGEST_PART)) ends.unshift(i);
    if (before === 'hard') break;
  }
  return ends;
}

interface Span extends Reader {
  to: number;
}

function readSpan(setting: Setting, words: readonly Word[], from: number, span: Span): Reading | undefined {
  const { to, state } = span;
  const written = span.text.slice(words[from]!.start, words[to - 1]!.end);
  const first =
    readCode(setting, written, to) ?? (state.carry && readCarried(setting, words, from, { to, carry: state.carry }));
  if (first) return first;
  const start = from + titleLength(phrase(words, from, to));
  const readings = [readEnumeration, readAreaGroup, readCollective, readNamedBodies, readBody].map((reader) =>
    reader(setting, words, start, to),
  );
  if (mayBeArea(phrase(words, start, to), state)) readings.push(readArea(setting, words, start, to));
  return readings.find((reading) => reading && !reading.problem) ?? readings.find((reading) => reading !== undefined);
}

/** The name of an area without `UBND` may belong to words that were not understood, or to another function before it. */
const mayBeArea = (spoken: string, { carry, noBareArea }: ListState): boolean =>
  spoken.startsWith(`${COMMITTEE} `) || !(noBareArea || (carry && carry.function !== COMMITTEE));

const titleLength = (spoken: string): number => TITLE.exec(spoken)?.[0].trim().split(' ').length ?? 0;

/** The span behind the words that the list leaves out: `[Phòng VHTT] thành phố Lạng Sơn`, `[UBND xã] Bảo Lâm`. */
function readCarried(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { to, carry }: { to: number; carry: Carry },
): Reading | undefined {
  const carried: Word[] = carry.function
    .split(' ')
    .map((key) => ({ ...words[from]!, key, before: 'none', colon: false }));
  const span = [...carried, { ...words[from]!, before: 'none' as const }, ...words.slice(from + 1, to)];
  const area = readCarriedArea(setting, words, from, { to, carry });
  if (area) return area;
  const body = readBody(setting, span, 0, span.length);
  return body && !body.problem ? { next: to, units: body.units, carry } : undefined;
}

const CODE = /^\S*\d\S*$|^[a-z]+(?:-[a-z0-9]+)+$|^vn$/;

/** Our own code, or an official one of the day. */
function readCode({ directory }: Setting, written: string, next: number): Reading | undefined {
  if (!CODE.test(written)) return undefined;
  const own = directory.byCode.get(written.toLowerCase());
  if (own) return { next, units: [own] };
  const ids = directory.officialCodes.get(written.toUpperCase()) ?? [];
  const official = ids.flatMap((id) => directory.byId.get(id) ?? []);
  if (official.length > 1) return { next, units: [], problem: { reason: 'ambiguous', candidates: official } };
  return official.length === 1 ? { next, units: official } : undefined;
}

function reasonOf(spoken: string): Reason {
  if (SAME.test(spoken)) return 'same-as-addressees';
  if (FILING.test(spoken)) return 'filing';
  return PEOPLE.test(spoken) ? 'people' : 'unknown';
}
