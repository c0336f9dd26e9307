import { readClass, readCollective, readNamedBodies } from './addressee-collectives.rules.js';
import { readCarriedArea, readEnumeration } from './addressee-enumeration.rules.js';
import { readOnceNamed } from './addressee-ended.rules.js';
import { exceptionIn, readLeftOut } from './addressee-exceptions.rules.js';
import { groupAt, readAreaGroup, readGroupBelow } from './addressee-groups.rules.js';
import {
  COMMITTEE,
  readArea,
  readBody,
  readStanding,
  type Carry,
  type Doubt,
  type Reading,
  type Reason,
} from './addressee-names.rules.js';
import { kindListsAt, phrase, startsWith, type Setting } from './addressee-scope.rules.js';
import { COMRADES, FILING, LEADERS, PEOPLE, SAME, TITLES } from './addressee-vocabulary.rules.js';
import type { Word } from './addressee-words.rules.js';
import { groupCalled, type NamedGroup } from './named-groups.rules.js';
import { isArea, type DirectoryUnit } from './unit-directory.rules.js';

/** What the parts of a list before this one say about it. */
export interface ListState {
  carry: Carry | null;
  /** The part before was not understood or named its scope: the bare name of an area may belong to it. */
  noBareArea: boolean;
  /** A colon opened it: it goes on behind semicolons. */
  listed: boolean;
  /** The one area that the part before named: `UBND huyện Cao Lộc và các xã trực thuộc`. */
  area?: DirectoryUnit | undefined;
}

export const NEW_LIST: ListState = { carry: null, noBareArea: false, listed: false };

/** No name and no group is longer; it bounds the work that a long text can ask for. */
const LONGEST_PART = 48;

interface Reader {
  text: string;
  state: ListState;
  /** Reads the expression of a saved group. */
  readGroup: (group: NamedGroup) => Pick<Reading, 'units' | 'doubts' | 'groups' | 'registered'>;
}

/** Reads the part of a list that begins at a place: the longest stretch of words that means something. */
export function readPart(setting: Setting, words: readonly Word[], at: number, list: Reader): Reading {
  const exception = exceptionIn(words, at, segmentEnd(words, at));
  if (exception) return readExcept(setting, words, { from: at, ...exception }, list);
  const reading = readAlone(setting, words, at, list);
  return reading.open ? closed(setting, words, reading, list) : reading;
}

/** `UBND các huyện, thành phố, trừ huyện Cao Lộc`: what is named behind `trừ`, and what works for it, is left out. */
function readExcept(
  setting: Setting,
  words: readonly Word[],
  { at, behind, from }: { at: number; behind: number; from: number },
  list: Reader,
): Reading {
  const end = segmentEnd(words, from);
  const all = readAll(setting, words.slice(from, at), list);
  if (!all) return refused(end, 'unknown');
  const areas = all.doubts.flatMap((doubt) => doubt.areas ?? []);
  const left = readLeftOut(setting, words, { from: behind, to: end, among: [...all.units, ...areas] });
  if (left.wrong) {
    const written = list.text.slice(words[left.wrong.from]?.start ?? list.text.length, words[left.wrong.to - 1]!.end);
    return { next: end, units: [], problem: { reason: 'exception', candidates: [], written } };
  }
  const units = all.units.filter((unit) => !left.units.has(unit));
  const doubts = all.doubts.flatMap((doubt) => withoutAreas(doubt, left.units));
  if (units.length === 0) return refused(left.next, 'none-in-area');
  return { next: left.next, units, doubts, groups: all.groups };
}

/** A doubt about areas, of those that are not left out. */
function withoutAreas(doubt: Doubt, left: ReadonlySet<DirectoryUnit>): Doubt[] {
  if (!doubt.areas) return [doubt];
  const areas = doubt.areas.filter((area) => !left.has(area));
  return areas.length > 0 ? [{ ...doubt, areas, candidates: areas }] : [];
}

interface All {
  units: DirectoryUnit[];
  doubts: Doubt[];
  groups: NonNullable<Reading['groups']>;
}

/** The units that words mean, all of them understood; else undefined. */
function readAll(setting: Setting, words: readonly Word[], list: Reader): All | undefined {
  const units: DirectoryUnit[] = [];
  const doubts: Doubt[] = [];
  const groups: NonNullable<Reading['groups']>[number][] = [];
  let state = NEW_LIST;
  for (let at = 0; at < words.length;) {
    const reading = readPart(setting, words, at, { ...list, state });
    if (reading.problem) return undefined;
    units.push(...reading.units);
    doubts.push(...(reading.doubts ?? []));
    groups.push(...(reading.groups ?? []));
    state = stateAfter(state, reading);
    at = reading.next;
  }
  return units.length > 0 ? { units, doubts, groups } : undefined;
}

function readAlone(setting: Setting, words: readonly Word[], at: number, list: Reader): Reading {
  const end = segmentEnd(words, at);
  const said = phrase(words, at, end);
  if (FILING.test(said)) return refused(end, 'filing');
  if (LEADERS.test(said)) return refused(end, 'people');
  const ends = boundaries(words, at);
  let problem: Reading | undefined;
  for (const to of ends) {
    const reading = readSpan(setting, words, at, { to, ...list });
    if (reading && !reading.problem) return reading;
    problem ??= reading;
  }
  const gone = readOnceNamed(setting, words, at, { ends, carry: list.state.carry, problem });
  if (gone) return gone;
  if (problem) return problem;
  const next = unknownEnd(setting, words, at, list);
  const reason = reasonOf(phrase(words, at, next));
  return { next, units: [], problem: { reason, candidates: reason === 'unknown' ? groupIn(setting, words, at, { ...list, to: next }) : [] } }; // prettier-ignore
}

/** The offices of the areas that words which were not understood restrict: `các xã biên giới`. */
function groupIn(setting: Setting, words: readonly Word[], from: number, span: Span): readonly DirectoryUnit[] {
  const group = groupAt(words, from, span.to);
  const at = group?.functionsTo ?? 0;
  const list = group?.plural ? kindListsAt(words, group.kindsFrom).find(({ next }) => next <= span.to) : undefined;
  if (!list) return [];
  return readAreaGroup(setting, words.slice(at, list.next), 0, list.next - at)?.units ?? [];
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
function closed(setting: Setting, words: readonly Word[], reading: Reading, list: Reader): Reading {
  let state: ListState = stateAfter(NEW_LIST, reading);
  for (let at = reading.next; at < words.length && continuesList(words, at);) {
    const following = readAlone(setting, words, at, { ...list, state });
    if (following.problem)
      return { next: following.next, units: [], problem: { reason: 'unknown', candidates: reading.units } };
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
  listed: part.listed ?? before.listed,
  area: part.units.length === 1 && isArea(part.units[0]!) ? part.units[0] : undefined,
});

/** What is known behind a semicolon: the list goes on where a colon opened it. */
export const stateBehindStop = (before: ListState): ListState =>
  before.listed ? { ...before, noBareArea: false } : NEW_LIST;

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
    readCode(setting, written, to) ??
    readGroupNamed(setting, words, from, { ...span, said: true }) ??
    (state.area && readGroupBelow({ ...setting, area: state.area }, words, from, to)) ??
    (state.carry && readCarried(setting, words, from, { to, carry: state.carry }));
  if (first) return first;
  const start = from + titleLength(phrase(words, from, to));
  const readers = [readEnumeration, readAreaGroup, readCollective, readNamedBodies, readClass, readBody, readStanding];
  const readings = readers.map((reader) => reader(setting, words, start, to));
  if (mayBeArea(phrase(words, start, to), state)) readings.push(readArea(setting, words, start, to));
  return (
    readings.find((reading) => reading && !reading.problem) ??
    readGroupNamed(setting, words, from, { ...span, said: false }) ??
    readings.find((reading) => reading !== undefined)
  );
}

/** `Nhóm "Cụm biên giới"`, or the bare name of a saved group where no unit is called so. */
function readGroupNamed(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { to, said, readGroup }: Span & { said: boolean },
): Reading | undefined {
  const called = groupCalled(setting.groups, phrase(words, from, to));
  if (!called || called.said !== said) return undefined;
  if (setting.inside.includes(called.group.id)) return refused(to, 'group-cycle');
  return { next: to, ...readGroup(called.group) };
}

/** The name of an area without `UBND` may belong to words that were not understood, or to another function before it. */
const mayBeArea = (spoken: string, { carry, noBareArea }: ListState): boolean =>
  spoken.startsWith(`${COMMITTEE} `) || !(noBareArea || (carry && carry.function !== COMMITTEE));

/** How many words name the holder of an office and not the office. */
function titleLength(spoken: string): number {
  const before = COMRADES.exec(spoken)?.[0] ?? '';
  for (const title of TITLES) {
    const found = title.exec(spoken.slice(before.length))?.[0];
    if (found) return `${before}${found}`.trim().split(' ').length;
  }
  return 0;
}

/** The span behind the words that the list leaves out: `[Phòng VHTT] thành phố Lạng Sơn`, `[UBND xã] Bảo Lâm`. */
function readCarried(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { to, carry }: { to: number; carry: Carry },
): Reading | undefined {
  const carried: Word[] = carry.function
    .split(' ')
    .map((key) => ({ ...words[from]!, key, before: 'none', colon: false, joint: false }));
  const span = [...carried, { ...words[from]!, before: 'none' as const }, ...words.slice(from + 1, to)];
  const area = readCarriedArea(setting, words, from, { to, carry });
  if (area) return area;
  const group = words[from]!.key === 'các' ? readAreaGroup(setting, span, 0, span.length) : undefined;
  if (group && !group.problem && !group.doubts?.length) return { ...group, next: to };
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
  return PEOPLE.test(spoken) ? 'people' : 'unknown';
}
