import { readBody, type Reading } from './addressee-names.rules.js';
import { namedScope, phrase, startsWith, type Setting } from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import type { DirectoryUnit } from './unit-directory.rules.js';
import type { Kind } from './vocabulary.rules.js';

const wordCount = (key: string): number => key.split(' ').length;

/** Words for bodies in the plural → the kinds they mean, and whose children are asked. */
type Owner = 'centre' | 'province' | 'own' | 'press';
const COLLECTIVES: readonly (readonly [string, Owner | 'as-before', readonly Kind[]])[] = [
  ['cơ quan ngang bộ', 'centre', ['ministerial-agency']],
  ['cơ quan thuộc chính phủ', 'centre', ['government-agency']],
  ['cơ quan báo chí', 'press', ['press']],
  ['phòng ban chuyên môn', 'own', ['internal-division', 'division']],
  ['phòng chuyên môn', 'own', ['internal-division', 'division']],
  ['phòng nghiệp vụ', 'own', ['internal-division', 'division']],
  ['đơn vị thuộc trực thuộc', 'own', ['internal-division', 'division', 'inspectorate', 'public-service-unit']],
  ['đơn vị trực thuộc', 'own', ['public-service-unit']],
  ['đơn vị sự nghiệp', 'own', ['public-service-unit']],
  ['đơn vị thuộc', 'own', ['internal-division', 'division', 'inspectorate', 'public-service-unit']],
  ['bộ', 'centre', ['ministry']],
  ['sở', 'province', ['department']],
  ['phòng', 'own', ['internal-division', 'division']],
  ['đơn vị', 'as-before', ['public-service-unit']],
  ['ban', 'as-before', []],
  ['ngành', 'as-before', []],
];

/** What `ban` and `ngành` add behind the word before them. */
const MORE: Readonly<Record<Owner, readonly Kind[]>> = {
  centre: ['ministerial-agency', 'government-agency'],
  province: ['department', 'police', 'other-body'],
  own: ['division', 'police', 'other-body'],
  press: [],
};

interface CollectiveList {
  owner: Owner;
  kinds: ReadonlySet<Kind>;
  /** `các sở` alone: neither the office of the committee nor the provincial inspectorate. */
  onlySo: boolean;
  next: number;
}

/** `các sở, ban, ngành`, `các bộ, cơ quan ngang bộ`, `các phòng chuyên môn, đơn vị trực thuộc Sở`, `các cơ quan báo chí`. */
export function readCollective(
  setting: Setting,
  words: readonly Word[],
  from: number,
  to: number,
): Reading | undefined {
  if (!startsWith(words, from, 'các')) return undefined;
  for (const list of collectivesAt(words, from + 1, to)) {
    const owner = ownerOf(setting, list.owner, words.slice(list.next, to));
    if (!owner) continue;
    const units = membersOf(setting, list, owner);
    return units.length > 0
      ? { next: to, units }
      : { next: to, units: [], problem: { reason: 'none-in-area', candidates: [] } };
  }
  return undefined;
}

function collectivesAt(words: readonly Word[], at: number, to: number): CollectiveList[] {
  const found: CollectiveList[] = [];
  const read: string[] = [];
  let owner: Owner | undefined;
  const kinds = new Set<Kind>();
  for (let next = at; next < to;) {
    const entry = COLLECTIVES.find(([key]) => startsWith(words, next, key));
    if (!entry) break;
    const [key, of, more] = entry;
    owner ??= of === 'as-before' ? undefined : of;
    if (!owner || (of !== 'as-before' && of !== owner)) break;
    for (const kind of more.length > 0 ? more : MORE[owner]) kinds.add(kind);
    read.push(key);
    next += wordCount(key);
    found.unshift({ owner, kinds: new Set(kinds), onlySo: read.every((word) => word === 'sở'), next });
  }
  return found;
}

function membersOf({ directory, issuer }: Setting, list: CollectiveList, owner: DirectoryUnit): DirectoryUnit[] {
  const asked =
    list.owner === 'press'
      ? directory.units.filter((unit) => unit.territory === owner.id)
      : directory.childrenOf(owner);
  return asked
    .filter((unit) => list.kinds.has(unit.kind) && unit !== issuer)
    .filter((unit) => !list.onlySo || unit.key.startsWith('sở '));
}

const PROVINCE_TAIL =
  /^(?:(?:trên địa bàn|của|thuộc|trực thuộc|cấp|trong|toàn) )*(?:toàn )?(?:ủy ban nhân dân )?(?:tỉnh|thành phố)$/u;
const CENTRE_TAIL = /^(?:(?:của|ở|tại) )?(?:trung ương|chính phủ)$/u;

/** Whose members a collective means, given the words behind it; undefined where those words say something else. */
function ownerOf(setting: Setting, owner: Owner, tail: readonly Word[]): DirectoryUnit | undefined {
  const { directory, area } = setting;
  const said = phrase(tail, 0, tail.length);
  const around = area ? directory.around(area) : [];
  if (owner === 'centre') return !said || CENTRE_TAIL.test(said) ? directory.byCode.get('vn') : undefined;
  if (owner === 'own') return ownOwner(setting, said, tail);
  if (!said || PROVINCE_TAIL.test(said)) return around.find((unit) => unit.level === 'province');
  const named = namedScope(setting, tail, 0, tail.length);
  return named?.level === 'province' ? named : undefined;
}

const KIND_OF_OWNER: Readonly<Record<string, (unit: DirectoryUnit) => boolean>> = {
  sở: (unit) => unit.key.startsWith('sở '),
  bộ: (unit) => unit.kind === 'ministry',
  'cơ quan': () => true,
  'đơn vị': () => true,
};

function ownOwner(setting: Setting, said: string, tail: readonly Word[]): DirectoryUnit | undefined {
  const { directory, issuer } = setting;
  const above = issuer.administrative ? directory.byId.get(issuer.administrative) : undefined;
  const own = directory.childrenOf(issuer).length > 0 ? issuer : above;
  if (!said) return own;
  const word = said.replace(/^(?:thuộc trực thuộc|trực thuộc|thuộc|của|trong) /u, '');
  const fits = KIND_OF_OWNER[word];
  if (fits) return [own, above].find((unit) => unit && fits(unit));
  const named = namedScope(setting, tail, 0, tail.length);
  if (named) return named;
  const bodies = directory.bodiesCalled(word).map(({ unit }) => unit);
  return [issuer, above].find((unit) => unit && bodies.includes(unit));
}

const LISTED_BODIES = ['sở', 'bộ', 'phòng', 'trung tâm'] as const;

/** `các Sở: Nội vụ, Y tế`: the first of a list of bodies; the others carry its first word. */
export function readNamedBodies(
  setting: Setting,
  words: readonly Word[],
  from: number,
  to: number,
): Reading | undefined {
  const word = LISTED_BODIES.find((key) => startsWith(words, from, `các ${key}`));
  if (!word) return undefined;
  const reading = readBody(setting, words, from + 1, to);
  return reading && { ...reading, carry: { function: word, kinds: [] } };
}
