import type { Word } from './addressee-words.rules.js';
import { KIND_WORDS, LEVEL_WORDS, SCOPE_FILLERS, SCOPE_LINKS, WHOLE_COUNTRY } from './addressee-vocabulary.rules.js';
import type { EndedUnits } from './ended-units.rules.js';
import type { NamedGroup } from './named-groups.rules.js';
import { isArea, type DirectoryUnit, type UnitDirectory } from './unit-directory.rules.js';
import type { Kind, Level } from './vocabulary.rules.js';

/** Who addresses whom: the issuer, the area it serves, and all units of the day. */
export interface Setting {
  directory: UnitDirectory;
  issuer: DirectoryUnit;
  /** Undefined where the issuer serves no area that is recorded. */
  area: DirectoryUnit | undefined;
  /** Saved groups that the issuer may use, by the key of their names. */
  groups: ReadonlyMap<string, NamedGroup>;
  /** Ids of the groups whose expressions are being read: none may mean itself. */
  inside: readonly string[];
  /** Names of earlier days; undefined where they were not asked for. */
  ended?: EndedUnits | undefined;
}

/** A list of kinds of area as it stands in an expression (`các huyện, thị xã, thành phố`), and where it ends. */
export interface KindList {
  kinds: readonly Kind[];
  words: readonly string[];
  next: number;
}

export const LEVEL_OF_KIND = (kind: Kind): Level => {
  if (kind === 'province' || kind === 'municipality') return 'province';
  if (LEVEL_WORDS['cấp huyện']!.includes(kind)) return 'district';
  return LEVEL_WORDS['cấp xã']!.includes(kind) ? 'commune' : 'body';
};

export const phrase = (words: readonly Word[], from: number, to: number): string =>
  words
    .slice(from, to)
    .map((word) => word.key)
    .join(' ');

/** Whether the words from a place on are these. */
export function startsWith(words: readonly Word[], at: number, key: string): boolean {
  const wanted = key.split(' ');
  return wanted.every((word, k) => words[at + k]?.key === word);
}

const length = (key: string): number => key.split(' ').length;

const AREA_WORDS: readonly string[] = [...Object.keys(LEVEL_WORDS), ...KIND_WORDS.map(([key]) => key)];

/**
 * Every way to read a list of kinds or levels from a place on, longest first: `huyện, thị xã, thành phố`, `cấp huyện,
 * cấp xã`. `thành phố` means municipalities beside `tỉnh` or with `trực thuộc trung ương`, else cities below a province.
 */
export function kindListsAt(words: readonly Word[], at: number): KindList[] {
  const found: KindList[] = [];
  const read: string[] = [];
  for (let next = at; next < words.length;) {
    if (next > at && (words[next]!.before === 'hard' || !(words[next]!.before === 'soft' || words[next]!.joint))) break;
    const word = AREA_WORDS.find((key) => startsWith(words, next, key));
    if (!word) break;
    const isLevel = read[0]?.startsWith('cấp ') === true && LEVEL_WORDS[`cấp ${word}`] !== undefined;
    read.push(isLevel ? `cấp ${word}` : word);
    next += length(word);
    found.unshift({ kinds: kindsOf(read), words: [...read], next });
  }
  return found;
}

function kindsOf(read: readonly string[]): Kind[] {
  const besideProvinces = read.includes('tỉnh');
  return read.flatMap((word): readonly Kind[] => {
    if (word === 'thành phố') return besideProvinces ? ['municipality'] : ['city'];
    return LEVEL_WORDS[word] ?? KIND_WORDS.find(([key]) => key === word)![1];
  });
}

/** Whether words begin with a word for areas. */
export const beginsArea = (words: readonly Word[], at: number): boolean =>
  AREA_WORDS.some((key) => startsWith(words, at, key));

/** Where the link of a group to its scope ends: behind `thuộc`, `trên địa bàn`; the place itself where none is there. */
export function behindLink(words: readonly Word[], at: number): number {
  const link = SCOPE_LINKS.find((key) => startsWith(words, at, key));
  return link ? at + length(link) : at;
}

/**
 * The area that the words from `from` to `to` name as the scope of a group: `trên địa bàn tỉnh`, `thuộc huyện Cao Lộc`.
 * @returns undefined where they name none
 */
export function namedScope(
  setting: Setting,
  words: readonly Word[],
  from: number,
  to: number,
): DirectoryUnit | undefined {
  let at = behindLink(words, from);
  if (WHOLE_COUNTRY.has(phrase(words, at, to))) return setting.directory.byCode.get('vn');
  for (const filler of SCOPE_FILLERS) if (at < to && startsWith(words, at, filler)) at += length(filler);
  return ownArea(setting, phrase(words, at, to)) ?? areaNamed(setting, words, at, to)[0];
}

/** The same for a list of areas of one kind: `thuộc huyện Cao Lộc và huyện Văn Lãng`. */
export function namedScopes(setting: Setting, words: readonly Word[], from: number, to: number): DirectoryUnit[] {
  const whole = namedScope(setting, words, from, to);
  if (whole) return [whole];
  const start = behindLink(words, from);
  if (words[start]?.key === 'các')
    for (const { kinds, next } of kindListsAt(words, start + 1)) {
      const areas = next < to ? areasListed(setting, words, next, { to, kinds }) : [];
      if (areas.length > 0) return areas;
    }
  for (let cut = from + 1; cut < to; cut++) {
    if (words[cut]!.before === 'none') continue;
    const first = namedScope(setting, words, from, cut);
    const bare = first && isArea(first) ? areasListed(setting, words, cut, { to, kinds: [first.kind] }) : [];
    if (first && bare.length > 0) return [first, ...bare];
    const rest = first ? namedScopes(setting, words, cut, to) : [];
    if (first && rest.length > 0 && rest.every(({ kind }) => kind === first.kind)) return [first, ...rest];
  }
  return [];
}

/** `Lạng Sơn và Cao Bằng`, `Hữu Lũng, huyện Chi Lăng`: areas of some kinds by their names alone, all of them; else none. */
function areasListed(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { to, kinds }: { to: number; kinds: readonly Kind[] },
): DirectoryUnit[] {
  const areas: DirectoryUnit[] = [];
  for (let at = from; at < to;) {
    let end = at + 1;
    while (end < to && words[end]!.before === 'none') end++;
    const spoken = phrase(words, at, end);
    const called = [...setting.directory.areasBarelyCalled(spoken), ...setting.directory.areasCalled(spoken)];
    const found = nearest(setting, called.filter((area) => kinds.includes(area.kind))); // prettier-ignore
    if (found.length !== 1) return [];
    areas.push(found[0]!);
    at = end;
  }
  return areas;
}

/** `tỉnh`, `huyện`, `thành phố`: the issuer's own area of that kind; undefined where there is none or more than one. */
export function ownArea({ directory, area }: Setting, kindWord: string): DirectoryUnit | undefined {
  const kinds = KIND_WORDS.find(([key]) => key === kindWord)?.[1];
  if (!kinds || !area) return undefined;
  const own = directory.around(area).filter((unit) => kinds.includes(unit.kind));
  return own.length === 1 ? own[0] : undefined;
}

/**
 * The areas that words name, with or without the areas around it behind (`xã Hồng Phong, huyện Cao Lộc`). Of several
 * with one name, those in the innermost area around the issuer that has any.
 */
export function areaNamed(setting: Setting, words: readonly Word[], from: number, to: number): DirectoryUnit[] {
  const { directory } = setting;
  for (let cut = to; cut > from; cut--) {
    const called = directory.areasCalled(phrase(words, from, cut));
    const qualified = called.filter((area) => endsAround(directory, area, words, cut, to));
    if (qualified.length > 0) return nearest(setting, qualified);
  }
  return [];
}

/** Whether the words from `from` to `to` are the names of areas around one, from the inside out. */
function endsAround(
  directory: UnitDirectory,
  area: DirectoryUnit,
  words: readonly Word[],
  from: number,
  to: number,
): boolean {
  let at = from;
  for (const outer of directory.around(area).slice(1)) {
    if (at === to) return true;
    const link = ['thuộc', 'trực thuộc', 'của'].find((key) => startsWith(words, at, key));
    const start = at + (link ? length(link) : 0);
    if (isArea(outer) && startsWith(words, start, outer.key)) at = start + length(outer.key);
  }
  return at === to;
}

/** Of areas with one name, those in the innermost area around the issuer that has any; else all. */
export function nearest({ directory, area }: Setting, found: readonly DirectoryUnit[]): DirectoryUnit[] {
  if (!area) return [...found];
  for (const scope of directory.around(area)) {
    const near = found.filter((unit) => directory.liesIn(unit, scope));
    if (near.length > 0) return near;
  }
  return [...found];
}

/**
 * The area in which a group of areas is meant where the text does not say: the country for provinces, the issuer's
 * province for districts, and for communes the issuer's own area, or the area around it where it is a commune itself.
 */
export function scopeOf({ directory, area }: Setting, level: Level): DirectoryUnit | undefined {
  if (!area) return undefined;
  const around = directory.around(area);
  if (level === 'province') return around.at(-1);
  if (level === 'district') return around.find((unit) => unit.level === 'province' || unit.level === 'central');
  return area.level === 'commune' ? around[1] : area;
}
