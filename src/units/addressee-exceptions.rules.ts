import { kindListsAt, LEVEL_OF_KIND, phrase, startsWith, type Setting } from './addressee-scope.rules.js';
import { EXCEPTIONS } from './addressee-vocabulary.rules.js';
import { phraseKey, type Word } from './addressee-words.rules.js';
import { isArea, type DirectoryUnit } from './unit-directory.rules.js';
import type { Kind } from './vocabulary.rules.js';

/** Where words that leave out what is named behind them stand: the first of them, and what follows it. */
export function exceptionIn(words: readonly Word[], from: number, to: number): { at: number; behind: number } | null {
  for (let at = from + 1; at < to; at++) {
    const found = EXCEPTIONS.find((key) => startsWith(words, at, key));
    if (found) return { at, behind: at + found.split(' ').length };
  }
  return null;
}

/** What a list of exceptions leaves out of some units, and where it ends; or where a name stands that is none of theirs. */
export type LeftOut =
  { units: ReadonlySet<DirectoryUnit>; next: number; wrong?: undefined } | { wrong: { from: number; to: number } };

/**
 * Reads `huyện Cao Lộc và thành phố Lạng Sơn`, `Cao Lộc, Văn Lãng`, `các huyện: A, B`, `các phường`, `Sở Nội vụ` behind
 * `trừ`. Names are looked for among the units in question only, with the areas that these serve. What follows the names
 * belongs to the list again, unless it is an area of the same level: that would be sent what it should be spared.
 * @param among  units and areas without a body that the exceptions are taken from
 */
export function readLeftOut(
  setting: Setting,
  words: readonly Word[],
  { from, to, among }: { from: number; to: number; among: readonly DirectoryUnit[] },
): LeftOut {
  const left = new Set<DirectoryUnit>();
  let kinds: readonly Kind[] = [];
  let at = from;
  while (at < to) {
    const list = startsWith(words, at, 'các') ? kindListsAt(words, at + 1).find(({ next }) => next <= to) : undefined;
    const start = list?.next ?? at;
    if (list) kinds = isCities(list.words) ? ['municipality', 'city'] : list.kinds;
    const isKind = start === to || (list && words[start]!.before !== 'none' && !words[start]!.colon);
    const ends = isKind ? [start] : partEnds(words, start, to);
    const found = ends.map((end) => ({
      end,
      units: isKind ? ofKinds(setting, among, kinds) : called(setting, among, phrase(words, start, end)),
    }));
    const longest = found.find(({ units }) => units.length > 0);
    if (longest) for (const unit of longest.units) left.add(unit);
    else if (!isKind || !besides(setting, among, kinds)) {
      const isRest = at > from && !list && !beginsAmong(setting, among, words, at);
      return isRest ? { units: left, next: at } : { wrong: { from: start, to: ends.at(-1)! } };
    }
    at = longest?.end ?? start;
  }
  return at > from ? { units: left, next: at } : { wrong: { from, to } };
}

const isCities = (words: readonly string[]): boolean => words.length === 1 && words[0] === 'thành phố';

/** `UBND các xã (trừ các thị trấn)`: kinds beside those in question, which leave nothing out. */
function besides(setting: Setting, among: readonly DirectoryUnit[], kinds: readonly Kind[]): boolean {
  const levels = new Set(among.map((unit) => areaOf(setting, unit)?.level));
  return kinds.some((kind) => levels.has(LEVEL_OF_KIND(kind)));
}

const MOST_COMMAS = 3;

/** Where the name that begins here may end, the farthest first: names of bodies have commas in them. */
function partEnds(words: readonly Word[], at: number, to: number): number[] {
  const ends: number[] = [];
  for (let end = at + 1; end <= to && ends.length <= MOST_COMMAS; end++)
    if (end === to || words[end]!.before !== 'none') ends.unshift(end);
  return ends;
}

const areaOf = ({ directory }: Setting, unit: DirectoryUnit): DirectoryUnit | undefined => directory.areaOf(unit);

const ofKinds = (setting: Setting, among: readonly DirectoryUnit[], kinds: readonly Kind[]): DirectoryUnit[] =>
  among.filter((unit) => kinds.includes(areaOf(setting, unit)?.kind ?? unit.kind));

function called(setting: Setting, among: readonly DirectoryUnit[], spoken: string): DirectoryUnit[] {
  const name = spoken.replace(/^(?:các )?ủy ban nhân dân (?:các )?/u, '');
  const areas = new Set([
    ...setting.directory.areasCalled(name),
    ...setting.directory.areasBarelyCalled(name).filter(isArea),
  ]);
  const bodies = new Set(setting.directory.bodiesCalled(name).map(({ unit }) => unit));
  const own = among.filter((unit) => bodies.has(unit) || phraseKey(unit.name) === name);
  if (own.length > 0) return own;
  return among.filter((unit) => areas.has(areaOf(setting, unit) ?? unit) && sameLevel(setting, among, unit));
}

/** Bodies of one area (`các sở`) are not left out by the area they all serve. */
const sameLevel = (setting: Setting, among: readonly DirectoryUnit[], unit: DirectoryUnit): boolean =>
  isArea(unit) || among.some((other) => areaOf(setting, other) !== areaOf(setting, unit));

function beginsAmong(setting: Setting, among: readonly DirectoryUnit[], words: readonly Word[], at: number): boolean {
  const kinds = kindListsAt(words, at).at(-1)?.kinds ?? [];
  return among.some((unit) => kinds.includes(areaOf(setting, unit)?.kind ?? unit.kind));
}
