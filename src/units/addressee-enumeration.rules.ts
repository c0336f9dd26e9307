import { countDoubt, functionsIn, groupAt, unitsFor } from './addressee-groups.rules.js';
import type { Carry, Reading } from './addressee-names.rules.js';
import {
  areaNamed,
  behindLink,
  kindListsAt,
  LEVEL_OF_KIND,
  phrase,
  scopeOf,
  type Setting,
} from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import { isArea, type DirectoryUnit } from './unit-directory.rules.js';
import type { Kind } from './vocabulary.rules.js';

/**
 * `UBND các xã Bảo Lâm, Hồng Phong`, `UBND các tỉnh, thành phố: Hà Nội, Cao Bằng`: the first of named areas; the others
 * carry its function and kinds. Without a colon, a second name must follow: `các xã biên giới` names no area.
 */
export function readEnumeration(
  setting: Setting,
  words: readonly Word[],
  from: number,
  to: number,
): Reading | undefined {
  const group = groupAt(words, from, to);
  const functions = group?.plural ? functionsIn(setting, words, from, group.functionsTo) : undefined;
  if (!group || functions?.length !== 1) return undefined;
  for (const { kinds, next } of kindListsAt(words, group.kindsFrom)) {
    if (next >= to) continue;
    const listed = words[next]!.colon;
    const within = readWithin(setting, words, next, { kinds, listed, name: functions[0]! });
    if (within) return within;
    const carry: Carry = { function: functions[0]!, kinds };
    const units = areasBarely(setting, phrase(words, next, to), kinds);
    if (units.length !== 1 || !(listed || nameFollows(setting, words, to, kinds))) continue;
    const found = unitsFor(setting, carry.function, units);
    const all = group.stated === undefined ? [] : listFrom(setting, words, next, kinds).areas;
    if (found.length === 1) return { next: to, units: found, carry, listed, doubts: countDoubt(group.stated, all) };
  }
  return undefined;
}

/** Where the part that begins here ends. */
function partEnd(words: readonly Word[], at: number): number {
  let to = at + 1;
  while (to < words.length && words[to]!.before === 'none') to++;
  return to;
}

/** All names of an enumeration, as far as they are names of such areas. */
function listFrom(
  setting: Setting,
  words: readonly Word[],
  from: number,
  kinds: readonly Kind[],
): { areas: DirectoryUnit[]; next: number } {
  const areas: DirectoryUnit[] = [];
  let at = from;
  while (at < words.length && (at === from || words[at]!.before !== 'none')) {
    const to = partEnd(words, at);
    const named = areasCarried(setting, words, { from: at, to, kinds });
    if (named.length !== 1) break;
    areas.push(named[0]!);
    at = to;
  }
  return { areas, next: at };
}

/** `các xã Bảo Lâm, Hồng Phong, huyện Cao Lộc`: names that are one each within the area that the list ends with. */
function readWithin(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { kinds, listed, name }: { kinds: readonly Kind[]; listed: boolean; name: string },
): Reading | undefined {
  const parts: string[] = [];
  for (let at = from; at < words.length && (at === from || words[at]!.before !== 'hard');) {
    const to = partEnd(words, at);
    for (let cut = at + (at === from ? 1 : 0); cut < to; cut++) {
      const [outer, ...others] = areaNamed(setting, words, behindLink(words, cut), to);
      if (!outer || others.length > 0 || kinds.some((kind) => LEVEL_OF_KIND(kind) === outer.level)) continue;
      const names = cut > at ? [...parts, phrase(words, at, cut)] : parts;
      const found = names.map((bare) => barelyIn(setting, bare, kinds, outer));
      if (names.length === 0 || !found.every((areas) => areas.length === 1)) continue;
      const units = unitsFor(setting, name, found.flat());
      if (units.length !== names.length) return undefined;
      return { next: to, units, carry: { function: name, kinds }, listed, scoped: true };
    }
    parts.push(phrase(words, at, to));
    at = to;
  }
  return undefined;
}

const barelyIn = (setting: Setting, name: string, kinds: readonly Kind[], outer: DirectoryUnit): DirectoryUnit[] =>
  setting.directory
    .areasBarelyCalled(name)
    .filter((area) => kinds.includes(area.kind) && setting.directory.liesIn(area, outer));

/** Whether the next part of the list is the name of an area too. */
function nameFollows(setting: Setting, words: readonly Word[], at: number, kinds: readonly Kind[]): boolean {
  if (words[at]?.before !== 'soft') return false;
  return areasCarried(setting, words, { from: at, to: partEnd(words, at), kinds }).length > 0;
}

/** Areas of some kinds under a name without the word for the kind, in the scope that such a group has. */
const areasBarely = (setting: Setting, name: string, kinds: readonly Kind[]): DirectoryUnit[] =>
  setting.directory
    .areasBarelyCalled(name)
    .filter((area) => isArea(area) && kinds.includes(area.kind) && inScope(setting, area));

/** The same, or areas under their full name: `các xã Bảo Lâm, Hồng Phong và thị trấn Cao Lộc`. */
function areasCarried(
  setting: Setting,
  words: readonly Word[],
  { from, to, kinds }: { from: number; to: number; kinds: readonly Kind[] },
): readonly DirectoryUnit[] {
  const bare = areasBarely(setting, phrase(words, from, to), kinds);
  return bare.length > 0 ? bare : areaNamed(setting, words, from, to);
}

function inScope(setting: Setting, area: DirectoryUnit): boolean {
  const scope = scopeOf(setting, LEVEL_OF_KIND(area.kind));
  return scope !== undefined && setting.directory.liesIn(area, scope);
}

/** A further name of an enumeration: `[UBND xã] Hồng Phong`, `[Phòng VHTT] thành phố Lạng Sơn`. */
export function readCarriedArea(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { to, carry }: { to: number; carry: Carry },
): Reading | undefined {
  const areas = areasCarried(setting, words, { from, to, kinds: carry.kinds });
  const units = areas.length === 1 ? unitsFor(setting, carry.function, areas) : [];
  return units.length === 1 ? { next: to, units, carry } : undefined;
}
