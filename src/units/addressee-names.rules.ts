import { areaNamed, nearest, ownArea, phrase, startsWith, type Setting } from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import { KIND_WORDS, STANDING } from './addressee-vocabulary.rules.js';
import type { UsedGroup } from './named-groups.rules.js';
import { isArea, type BodyUnderFunction, type DirectoryUnit } from './unit-directory.rules.js';
import type { Kind } from './vocabulary.rules.js';

/** Why words were not understood. The words for people are in words.vi.ts. */
export type Reason =
  | 'unknown'
  | 'ended'
  | 'exception'
  | 'ambiguous'
  | 'none-in-area'
  | 'no-such-level'
  | 'missing-in-areas'
  | 'count-differs'
  | 'group-cycle'
  | 'people'
  | 'same-as-addressees'
  | 'filing';

/** A name that a unit bore until a day, and who stands for that unit today. */
export interface Ended {
  name: string;
  /** The first day on which it was no longer borne, ISO. */
  on: string;
  /** Null where nobody is known to, or several are. */
  now: { code: string; name: string } | null;
}

/** What is to be asked about words, with the units that they may mean. */
export interface Doubt {
  reason: Reason;
  candidates: readonly DirectoryUnit[];
  /** Areas of a group that have no such body. */
  areas?: readonly DirectoryUnit[];
  ended?: Ended;
  /** Which of the words it is about, where not all. */
  written?: string;
}

/** How many bodies of a kind at the centre the register holds. */
export interface Registered {
  kind: Kind;
  units: number;
}

/** What some words mean: units, or a problem with the units that they may mean. */
export interface Reading {
  /** Index of the first word after those read. */
  next: number;
  units: readonly DirectoryUnit[];
  /** Why the words mean nothing. */
  problem?: Doubt;
  /** What is to be asked beside what was found. */
  doubts?: readonly Doubt[];
  /** Words that the next part of the list leaves out, as `Phòng VHTT` in `Phòng VHTT các huyện, thành phố Lạng Sơn`. */
  carry?: Carry;
  /** A colon opened an enumeration: its further names may stand behind semicolons too. */
  listed?: boolean;
  /** A list of kinds with one more kind behind it, whose words may restrict the whole: `các phường, xã liên quan`. */
  open?: boolean;
  /** The scope was named: the bare name of an area behind may be one more scope, and is not read as an office. */
  scoped?: boolean;
  groups?: readonly UsedGroup[];
  registered?: readonly Registered[];
}

/** What a part of a list leaves to the next: a function, and the kinds of area where they were named once for all. */
export interface Carry {
  function: string;
  kinds: readonly Kind[];
}

export const COMMITTEE = 'ủy ban nhân dân';
const COMMITTEE_WORDS = 4;

/** One unit, or the reason why not: several found, or none. */
function one(next: number, found: readonly DirectoryUnit[]): Reading | undefined {
  if (found.length === 0) return undefined;
  if (found.length === 1) return { next, units: found };
  return { next, units: [], problem: { reason: 'ambiguous', candidates: found } };
}

/** `UBND xã Đồng Đăng, huyện Cao Lộc`, `UBND tỉnh`, `phường Kỳ Lừa`: the office of one area. */
export function readArea(setting: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  const committee = startsWith(words, from, COMMITTEE);
  const start = committee ? from + COMMITTEE_WORDS : from;
  if (start >= to) return undefined;
  if (!committee)
    return one(
      to,
      areaNamed(setting, words, start, to).filter((area) => isNear(setting, area)),
    );
  const own = ownOrOnlyArea(setting, phrase(words, start, to));
  if (own.length > 0) return one(to, own);
  const found = one(to, areaNamed(setting, words, start, to));
  const [area] = found?.units ?? [];
  if (found && area) return { ...found, carry: { function: COMMITTEE, kinds: [area.kind] } };
  return found ?? readGone(setting, words, start, to);
}

/** `UBND huyện Cao Lộc` on a day without districts. */
function readGone({ directory }: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  const kinds = KIND_WORDS.find(([key]) => startsWith(words, from, key))?.[1];
  const isOne = words.slice(from + 1, to).every(({ before }) => before === 'none');
  if (!kinds || !isOne || kinds.some(directory.has)) return undefined;
  return { next: to, units: [], problem: { reason: 'no-such-level', candidates: [] } };
}

/** Without `UBND`, words that happen to be the name of a far area (`xã biên giới`) are not read as its office. */
function isNear({ directory, area }: Setting, named: DirectoryUnit): boolean {
  if (named.level === 'province' || !area) return true;
  const scope = directory.around(area).find(({ level }) => level === 'province' || level === 'central');
  return scope !== undefined && directory.liesIn(named, scope);
}

/**
 * `tỉnh`, `thành phố`… without a name: the issuer's own area of that kind, else the only one inside the issuer's area,
 * else all of those (which of them is meant, the text does not say).
 */
function ownOrOnlyArea(setting: Setting, kindWord: string): DirectoryUnit[] {
  const kinds = KIND_WORDS.find(([key]) => key === kindWord)?.[1];
  if (!kinds || !setting.area) return [];
  const own = ownArea(setting, kindWord);
  return own ? [own] : setting.directory.areasIn(setting.area, kinds);
}

/**
 * A body by its name, an alias, or by what it does with the area it does it for: `Công an tỉnh`, `Thanh tra Sở`,
 * `Phòng VHTT huyện Cao Lộc`, `Trung tâm Văn hóa - Thể thao thành phố`.
 */
export function readBody(setting: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  for (let cut = to; cut > from; cut--) {
    const called = setting.directory.bodiesCalled(phrase(words, from, cut));
    if (called.length === 0) continue;
    const reading = cut === to ? readFunction(setting, called, to) : one(to, bodiesOf(setting, called, words.slice(cut, to))); // prettier-ignore
    if (reading) return withCarry(setting, reading, phrase(words, from, to));
  }
  return undefined;
}

/** `Phòng VHTT huyện Cao Lộc` leaves its function to `huyện Văn Lãng` behind it. */
function withCarry({ directory }: Setting, reading: Reading, spoken: string): Reading {
  const [unit] = reading.units;
  const area = unit?.territory ? directory.byId.get(unit.territory) : undefined;
  if (!unit || !area || !isArea(area) || reading.problem) return reading;
  const bare = directory.bareKeyOf(area);
  const end = [area.key, bare].find((tail) => spoken.endsWith(` ${tail}`));
  const name = end && directory.functionOf(spoken, unit);
  if (!name) return reading;
  const key = name === spoken ? spoken.slice(0, -end.length - 1) : name;
  return { ...reading, carry: { function: key, kinds: [area.kind] } };
}

/** `Cơ quan thường trực Ban Chỉ đạo 138 tỉnh`: the body that takes in what is sent to a board. */
export function readStanding(setting: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  const said = STANDING.find((key) => startsWith(words, from, key));
  const start = from + (said?.split(' ').length ?? 0);
  if (!said || start >= to) return undefined;
  const board = readBody(setting, words, start, to);
  const [unit] = board?.units ?? [];
  if (!unit || board?.problem) return undefined;
  const standing = unit.standing ? setting.directory.byId.get(unit.standing) : undefined;
  if (standing) return { next: to, units: [standing] };
  return { next: to, units: [], problem: { reason: 'none-in-area', candidates: [unit] } };
}

/** Bodies whose area is the one that the words behind their function name. */
function bodiesOf(setting: Setting, called: readonly BodyUnderFunction[], tail: readonly Word[]): DirectoryUnit[] {
  let at = 0;
  for (const link of ['thuộc', 'trực thuộc', 'của', COMMITTEE])
    if (startsWith(tail, at, link)) at += link.split(' ').length;
  const rest = phrase(tail, at, tail.length);
  if (!rest) return [];
  const areas = new Set(areasMeant(setting, tail, at, rest));
  return called.map(({ unit }) => unit).filter((unit) => areasOf(setting, unit).some((area) => areas.has(area)));
}

const areasOf = ({ directory }: Setting, unit: DirectoryUnit): DirectoryUnit[] => {
  const area = directory.areaOf(unit);
  return area ? [area] : [];
};

function areasMeant(setting: Setting, tail: readonly Word[], at: number, rest: string): readonly DirectoryUnit[] {
  const { directory } = setting;
  const byKind = ownOrOnlyArea(setting, rest);
  if (byKind.length > 0) return byKind;
  const named = areaNamed(setting, tail, at, tail.length);
  return named.length > 0 ? named : nearest(setting, directory.areasBarelyCalled(rest).filter(isArea));
}

const INTERNAL = new Set(['internal-division', 'inspectorate', 'public-service-unit']);

/**
 * A body without the area it works for. Meant are the issuer's own, then those of its area and of the areas around it;
 * a body elsewhere only by its whole name, and what is inside another body never by an alias.
 */
function readFunction(setting: Setting, called: readonly BodyUnderFunction[], to: number): Reading | undefined {
  const { directory, issuer, area } = setting;
  const owners = new Set([issuer.id, issuer.administrative]);
  const own = called.filter(({ unit }) => isInternal(setting, unit) && owners.has(unit.administrative));
  if (own.length > 0) return one(to, own.map(({ unit }) => unit)); // prettier-ignore
  const open = called.filter(({ unit, how }) => how !== 'alias' || !isInternal(setting, unit));
  for (const scope of area ? directory.around(area) : []) {
    const there = open.filter(({ unit }) => directory.areaOf(unit) === scope);
    if (there.length > 0) return one(to, there.map(({ unit }) => unit)); // prettier-ignore
  }
  const whole = open.filter(({ how }) => how === 'name').map(({ unit }) => unit);
  if (whole.length === 1 || open.length === 0) return one(to, whole);
  const inside = open
    .map(({ unit }) => unit)
    .filter((unit) => areasOf(setting, unit).some((of) => !area || directory.liesIn(of, area)));
  const candidates = inside.length > 0 ? inside : open.map(({ unit }) => unit);
  return { next: to, units: [], problem: { reason: 'ambiguous', candidates } };
}

function isInternal({ directory }: Setting, unit: DirectoryUnit): boolean {
  const above = unit.administrative ? directory.byId.get(unit.administrative) : undefined;
  return INTERNAL.has(unit.kind) && above?.level === 'body';
}
