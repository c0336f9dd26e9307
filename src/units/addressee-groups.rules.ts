import { COMMITTEE, type Doubt, type Reading } from './addressee-names.rules.js';
import {
  beginsArea,
  behindLink,
  kindListsAt,
  LEVEL_OF_KIND,
  namedScopes,
  ownArea,
  phrase,
  scopeOf,
  startsWith,
  type KindList,
  type Setting,
} from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import { CLASSES } from './addressee-vocabulary.rules.js';
import { isArea, type DirectoryUnit } from './unit-directory.rules.js';

const wordCount = (key: string): number => key.split(' ').length;

/**
 * `[functions] các <kinds of area> [scope]`: `UBND các xã, thị trấn`, `Phòng VHTT, Trung tâm VH-TT các huyện, thành phố`,
 * `UBND cấp xã trên địa bàn tỉnh`, `UBND 65 xã, phường`. The functions in front share the areas behind.
 */
export function readAreaGroup(setting: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  const group = groupAt(words, from, to);
  if (!group) return undefined;
  const functions = functionsIn(setting, words, from, group.functionsTo);
  for (const list of kindListsAt(words, group.kindsFrom)) {
    if (list.next > to || (!group.plural && !isList(list))) continue;
    if (isGone(setting, words, { list, from, to, functionsTo: group.functionsTo }))
      return { next: to, units: [], problem: { reason: 'no-such-level', candidates: insteadOf(setting) } };
    const areas = functions && areasMeant(setting, words, list, to);
    const open = words[to]?.before === 'soft' && beginsArea(words, to);
    const ground = functions && !areas ? readOnGround(setting, words, functions, { list, to }) : undefined;
    if (ground) return ground;
    if (areas) return readingOf(setting, functions, areas, { list, to, open, stated: group.stated });
  }
  return undefined;
}

/** `các xã trực thuộc`, `UBND các xã thuộc huyện` behind `UBND huyện Cao Lộc`: what is below the area of the setting. */
export function readGroupBelow(
  setting: Setting,
  words: readonly Word[],
  from: number,
  to: number,
): Reading | undefined {
  const group = groupAt(words, from, to);
  if (!group?.plural) return undefined;
  for (const { next } of kindListsAt(words, group.kindsFrom)) {
    const link = next < to ? behindLink(words, next) : next;
    const rest = phrase(words, link, to);
    const isOwn = rest === '' || ownArea(setting, rest) === setting.area;
    if (link > next && link <= to && isOwn) {
      const found = readAreaGroup(setting, words, from, next);
      return found && { ...found, next: to };
    }
  }
  return undefined;
}

/** Without `các`, only a list of kinds on one level is a group: `UBND huyện, thành phố`; `UBND tỉnh, huyện` is not. */
const isList = ({ kinds, words }: KindList): boolean =>
  words[0]!.startsWith('cấp') || (words.length > 1 && new Set(kinds.map(LEVEL_OF_KIND)).size === 1);

export interface AreaGroup {
  /** Where the words for the bodies end. */
  functionsTo: number;
  kindsFrom: number;
  plural: boolean;
  /** How many the text says there are. */
  stated?: number;
}

/** Where a group of areas begins: at `các`, at a number before a word for areas, or behind `UBND` or before `cấp`. */
export function groupAt(words: readonly Word[], from: number, to: number): AreaGroup | undefined {
  for (let i = from; i < to; i++) {
    const { key } = words[i]!;
    if (key === 'các') return { functionsTo: i, kindsFrom: i + 1, plural: true };
    if (!/^\d+$/u.test(key) || i + 1 >= to || words[i + 1]!.before !== 'none' || !beginsArea(words, i + 1)) continue;
    if (i > from && words[i]!.before !== 'none') continue;
    return { functionsTo: i, kindsFrom: i + 1, plural: true, stated: Number(key) };
  }
  const start = from + (startsWith(words, from, COMMITTEE) ? wordCount(COMMITTEE) : 0);
  if (start > from && start < to) return { functionsTo: start, kindsFrom: start, plural: false };
  const level = words.findIndex((word, i) => i > from && i < to && word.key === 'cấp' && beginsArea(words, i));
  return level > 0 ? { functionsTo: level, kindsFrom: level, plural: false } : undefined;
}

/** The functions that words list; undefined where some words are none that any unit has. */
export function functionsIn(setting: Setting, words: readonly Word[], from: number, to: number): string[] | undefined {
  if (from === to) return [COMMITTEE];
  for (let cut = to; cut > from; cut--) {
    if (cut < to && words[cut]!.before === 'none') continue;
    const name = phrase(words, from, cut);
    if (name !== COMMITTEE && setting.directory.bodiesCalled(name).length === 0) continue;
    const rest = cut === to ? [] : functionsIn(setting, words, cut, to);
    if (rest) return [name, ...rest];
  }
  return undefined;
}

const HEADS = new Set(['phòng', 'công', 'trạm', 'ban', 'văn', ...[...CLASSES].map((key) => key.split(' ')[0]!)]);

/**
 * Whether none of the kinds of a list is there on the day: the words ask for a level that was abolished, or is not there
 * yet. What was below such areas went with them, so that its name need not be known.
 */
function isGone(
  { directory }: Setting,
  words: readonly Word[],
  { list, from, to, functionsTo }: { list: KindList; from: number; to: number; functionsTo: number },
): boolean {
  if (isOneWordForTwo(list) || list.kinds.some(directory.has)) return false;
  if (list.next < to && !words[list.next]!.colon && words[list.next]!.before !== 'none') return false;
  const spoken = phrase(words, from, functionsTo);
  const between = words.slice(from + 1, functionsTo).some(({ before }) => before !== 'none');
  return !between && (spoken === '' || spoken === COMMITTEE || HEADS.has(words[from]!.key));
}

/** Who may be meant instead of areas that are gone: the issuer's province, then what stands directly below it. */
function insteadOf({ directory, area }: Setting): DirectoryUnit[] {
  const around = area ? directory.around(area) : [];
  const province = around.find(({ level }) => level === 'province') ?? around[0];
  return province ? [province, ...directory.childrenOf(province).filter(isArea)].filter(isArea) : [];
}

function areasMeant(setting: Setting, words: readonly Word[], list: KindList, to: number): DirectoryUnit[] | undefined {
  const { directory } = setting;
  const scopes = list.next < to ? namedScopes(setting, words, list.next, to) : [];
  if (list.next < to && scopes.length === 0) return undefined;
  return LEVELS_OF_AREAS.flatMap((level) => {
    const kinds = list.kinds.filter((kind) => LEVEL_OF_KIND(kind) === level);
    const own = scopes.length > 0 ? scopes : [scopeOf(setting, level)].filter((scope) => scope !== undefined);
    return own.flatMap((scope) => (kinds.length === 0 || isVague(list, scope) ? [] : directory.areasIn(scope, kinds)));
  });
}

const FORMERLY = /^(?:trước đây|trước sắp xếp|cũ)$/u;

/**
 * `UBND các xã thuộc huyện Cao Lộc cũ`: what stands on the ground of areas that ended. Where the text does not say that
 * they are gone, or not all of their ground is known, it is asked.
 */
function readOnGround(
  setting: Setting,
  words: readonly Word[],
  functions: readonly string[],
  { list, to }: { list: KindList; to: number },
): Reading | undefined {
  const { ended } = setting;
  if (!ended || list.next >= to) return undefined;
  const tails = [1, 2, 3].filter((n) => to - n > list.next && FORMERLY.test(phrase(words, to - n, to)));
  const end = to - (tails[0] ?? 0);
  const scopes = namedScopes({ ...setting, directory: ended.directory }, words, list.next, end);
  const names = scopes.flatMap((scope) => ended.nameOf(scope) ?? []);
  if (names.length === 0 || names.length < scopes.length) return undefined;
  const grounds = names.map((name) => ended.groundOf(name));
  const areas = grounds.flatMap((ground) => ground.areas).filter(({ kind }) => list.kinds.includes(kind));
  const units = [...new Set(functions.flatMap((name) => unitsFor(setting, name, areas)))];
  if (units.length === 0) return undefined;
  if (tails.length > 0 && grounds.every(({ complete }) => complete)) return { next: to, units, scoped: true };
  const { name, endedOn } = names[0]!;
  const problem: Doubt = { reason: 'ended', candidates: units, ended: { name, on: endedOn, now: null } };
  return { next: to, units: [], problem };
}

const LEVELS_OF_AREAS = ['province', 'district', 'commune'] as const;

const isOneWordForTwo = ({ words }: KindList): boolean => words.length === 1 && words[0] === 'thành phố';

/** From the centre, `các thành phố` alone may mean municipalities or cities. */
const isVague = (list: KindList, scope: DirectoryUnit): boolean => scope.level === 'central' && isOneWordForTwo(list);

function readingOf(
  setting: Setting,
  functions: readonly string[],
  areas: readonly DirectoryUnit[],
  { list, to, open, stated }: { list: KindList; to: number; open: boolean; stated: number | undefined },
): Reading | undefined {
  const perFunction = functions.map((name) => unitsFor(setting, name, areas));
  const carry = { function: functions.at(-1)!, kinds: [] };
  const scoped = list.next < to;
  if (perFunction.every((units) => units.length > 0)) {
    const units = perFunction.flat().filter((unit) => unit !== setting.issuer);
    const doubts = [
      ...countDoubt(stated, areas),
      ...levelDoubt(setting, list),
      ...missingDoubt(functions, perFunction, areas),
    ];
    return { next: to, units, carry, open: open && !scoped, scoped, doubts };
  }
  if (functions.length > 1) return undefined;
  const all = setting.directory.bodiesCalled(functions[0]!).map(({ unit }) => unit);
  return { next: to, units: [], carry, problem: { reason: 'none-in-area', candidates: all } };
}

/** The text says another number than there is on the day. */
export const countDoubt = (stated: number | undefined, areas: readonly DirectoryUnit[]): Doubt[] =>
  stated === undefined || stated === areas.length ? [] : [{ reason: 'count-differs', candidates: [] }];

/** Of several levels, one that is not there on the day: `cấp huyện, cấp xã` since the reform of 2025. */
function levelDoubt(setting: Setting, list: KindList): Doubt[] {
  const gone = LEVELS_OF_AREAS.some((level) => {
    const kinds = list.kinds.filter((kind) => LEVEL_OF_KIND(kind) === level);
    return kinds.length > 0 && !kinds.some(setting.directory.has);
  });
  return gone ? [{ reason: 'no-such-level', candidates: insteadOf(setting) }] : [];
}

/**
 * Areas of the group that have no such body. Two functions of which every area has just one are names of the same
 * (`Phòng Kinh tế, Phòng Kinh tế, Hạ tầng và Đô thị các xã, phường`).
 */
function missingDoubt(
  functions: readonly string[],
  perFunction: readonly (readonly DirectoryUnit[])[],
  areas: readonly DirectoryUnit[],
): Doubt[] {
  const served = functions.map((name, i) =>
    name === COMMITTEE ? new Set(areas.map(({ id }) => id)) : new Set(perFunction[i]!.map((unit) => unit.territory)),
  );
  const times = (area: DirectoryUnit): number => served.filter((set) => set.has(area.id)).length;
  if (areas.every((area) => times(area) === 1)) return [];
  const missing = areas.filter((area) => times(area) < functions.length);
  return missing.length > 0 ? [{ reason: 'missing-in-areas', candidates: missing, areas: missing }] : [];
}

export function unitsFor({ directory }: Setting, name: string, areas: readonly DirectoryUnit[]): DirectoryUnit[] {
  if (name === COMMITTEE) return [...areas];
  const within = new Map(areas.map((area, i) => [area.id, i]));
  const found = directory.bodiesCalled(name).map(({ unit }) => unit);
  return found
    .filter((unit) => unit.territory !== null && within.has(unit.territory))
    .toSorted((a, b) => within.get(a.territory!)! - within.get(b.territory!)!);
}
