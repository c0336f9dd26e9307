import { COMMITTEE, type Reading } from './addressee-names.rules.js';
import {
  kindListsAt,
  LEVEL_OF_KIND,
  namedScopes,
  phrase,
  scopeOf,
  startsWith,
  type KindList,
  type Setting,
} from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import { KIND_WORDS, type DirectoryUnit } from './unit-directory.rules.js';

const wordCount = (key: string): number => key.split(' ').length;

/**
 * `[functions] các <kinds of area> [scope]`: `UBND các xã, thị trấn`, `Phòng VHTT, Trung tâm VH-TT các huyện, thành phố`,
 * `UBND cấp xã trên địa bàn tỉnh`. The functions in front share the areas behind.
 */
export function readAreaGroup(setting: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  const group = groupAt(words, from, to);
  if (!group) return undefined;
  const functions = functionsIn(setting, words, from, group.functionsTo);
  if (!functions) return undefined;
  for (const list of kindListsAt(words, group.kindsFrom)) {
    if (list.next > to || (!group.plural && !isList(list))) continue;
    const areas = areasMeant(setting, words, list, to);
    const open = words[to]?.before === 'soft' && KIND_WORDS.some(([key]) => startsWith(words, to, key));
    if (areas) return readingOf(setting, functions, areas, { to, open, scoped: list.next < to });
  }
  return undefined;
}

/** Without `các`, only a list of kinds on one level is a group: `UBND huyện, thành phố`; `UBND tỉnh, huyện` is not. */
const isList = ({ kinds, words }: KindList): boolean =>
  words[0]!.startsWith('cấp') || (words.length > 1 && new Set(kinds.map(LEVEL_OF_KIND)).size === 1);

export function groupAt(words: readonly Word[], from: number, to: number) {
  for (let i = from; i < to; i++)
    if (words[i]!.key === 'các') return { functionsTo: i, kindsFrom: i + 1, plural: true };
  const start = from + (startsWith(words, from, COMMITTEE) ? wordCount(COMMITTEE) : 0);
  return start > from && start < to ? { functionsTo: start, kindsFrom: start, plural: false } : undefined;
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

const LEVELS_OF_AREAS = ['province', 'district', 'commune'] as const;

/** From the centre, `các thành phố` alone may mean municipalities or cities. */
const isVague = ({ words }: KindList, scope: DirectoryUnit): boolean =>
  scope.level === 'central' && words.length === 1 && words[0] === 'thành phố';

function readingOf(
  setting: Setting,
  functions: readonly string[],
  areas: readonly DirectoryUnit[],
  { to, open, scoped }: { to: number; open: boolean; scoped: boolean },
): Reading | undefined {
  const perFunction = functions.map((name) => unitsFor(setting, name, areas));
  const carry = { function: functions.at(-1)!, kinds: [] };
  if (perFunction.every((units) => units.length > 0)) {
    const units = perFunction.flat().filter((unit) => unit !== setting.issuer);
    return { next: to, units, carry, open: open && !scoped, scoped };
  }
  if (functions.length > 1) return undefined;
  const all = setting.directory.bodiesCalled(functions[0]!).map(({ unit }) => unit);
  return { next: to, units: [], carry, problem: { reason: 'none-in-area', candidates: all } };
}

export function unitsFor({ directory }: Setting, name: string, areas: readonly DirectoryUnit[]): DirectoryUnit[] {
  if (name === COMMITTEE) return [...areas];
  const within = new Map(areas.map((area, i) => [area.id, i]));
  const found = directory.bodiesCalled(name).map(({ unit }) => unit);
  return found
    .filter((unit) => unit.territory !== null && within.has(unit.territory))
    .toSorted((a, b) => within.get(a.territory!)! - within.get(b.territory!)!);
}
