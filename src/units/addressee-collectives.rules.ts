import { readBody, type Reading, type Registered } from './addressee-names.rules.js';
import { behindLink, namedScope, phrase, startsWith, type Setting } from './addressee-scope.rules.js';
import { CLASSES, COLLECTIVES, LISTED_BODIES, MORE, type Owner } from './addressee-vocabulary.rules.js';
import type { Word } from './addressee-words.rules.js';
import type { DirectoryUnit } from './unit-directory.rules.js';
import type { Kind } from './vocabulary.rules.js';

const wordCount = (key: string): number => key.split(' ').length;

interface CollectiveList {
  owner: Owner;
  kinds: ReadonlySet<Kind>;
  /** `các sở` alone: neither the office of the committee nor the provincial inspectorate; `các ban, ngành`: only these. */
  so: 'only' | 'without' | 'any';
  next: number;
}

/** `các sở, ban, ngành`, `các bộ, cơ quan ngang bộ`, `các phòng chuyên môn, đơn vị trực thuộc Sở`, `các cơ quan báo chí`. */
export function readCollective(
  setting: Setting,
  words: readonly Word[],
  from: number,
  to: number,
): Reading | undefined {
  const start = from + (startsWith(words, from, 'các') ? 1 : 0);
  // `Thủ trưởng cơ quan ngang Bộ`: only these are in the plural without `các`
  if (
    start === from &&
    !startsWith(words, from, 'cơ quan ngang bộ') &&
    !startsWith(words, from, 'cơ quan thuộc chính phủ')
  )
    return undefined;
  for (const list of collectivesAt(words, start, to)) {
    const owner = ownerOf(setting, list.owner, words.slice(list.next, to));
    if (!owner) continue;
    const units = membersOf(setting, list, owner);
    return units.length > 0
      ? { next: to, units, ...(list.owner === 'centre' ? { registered: registeredOf(list, units) } : {}) }
      : { next: to, units: [], problem: { reason: 'none-in-area', candidates: [] } };
  }
  return undefined;
}

/** The central bodies of a register are those that somebody entered: no published list of all of them is in it. */
const registeredOf = ({ kinds }: CollectiveList, units: readonly DirectoryUnit[]): Registered[] =>
  [...kinds].map((kind) => ({ kind, units: units.filter((unit) => unit.kind === kind).length }));

function collectivesAt(words: readonly Word[], at: number, to: number): CollectiveList[] {
  const found: CollectiveList[] = [];
  const read: string[] = [];
  let owner: Owner | undefined;
  const kinds = new Set<Kind>();
  for (let next = at; next < to;) {
    const entry = COLLECTIVES.find(([key]) => startsWith(words, next, key));
    if (!entry) break;
    const [key, of, more] = entry;
    const alone = more.length === 0 && owner === undefined; // `các ban, ngành`
    owner ??= alone ? 'province' : of === 'as-before' ? undefined : of;
    if (!owner || (of !== 'as-before' && of !== owner)) break;
    for (const kind of more.length > 0 ? more : MORE[owner]) kinds.add(kind);
    read.push(key);
    next += wordCount(key);
    const so = read.every((word) => word === 'sở')
      ? 'only'
      : read.includes('sở') || owner !== 'province'
        ? 'any'
        : 'without';
    found.unshift({ owner, kinds: new Set(kinds), so, next });
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
    .filter((unit) => list.so === 'any' || unit.key.startsWith('sở ') === (list.so === 'only'));
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
  if (owner === 'area' && !said) return area;
  if (!said || PROVINCE_TAIL.test(said)) return around.find((unit) => unit.level === 'province');
  const named = namedScope(setting, tail, 0, tail.length);
  return named?.level === 'province' || owner === 'area' ? named : undefined;
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
  const mine = [issuer, above].find((unit) => unit && bodies.includes(unit));
  return mine ?? bodyAt(setting, tail, behindLink(tail, 0));
}

/** The one body that the words from a place on name: `Sở Y tế`. */
function bodyAt(setting: Setting, tail: readonly Word[], at: number): DirectoryUnit | undefined {
  const found = at < tail.length ? readBody(setting, tail, at, tail.length) : undefined;
  return found && !found.problem ? found.units[0] : undefined;
}

/**
 * `các trường THPT`, `các bệnh viện trên địa bàn tỉnh`, `các chi cục thuộc Sở Nông nghiệp`: bodies whose names begin so,
 * in an area (the issuer's own where none is named) or under a body.
 */
export function readClass(setting: Setting, words: readonly Word[], from: number, to: number): Reading | undefined {
  const { directory, issuer, area } = setting;
  if (!startsWith(words, from, 'các')) return undefined;
  const head = [...CLASSES].find((key) => startsWith(words, from + 1, key));
  if (!head) return undefined;
  for (let cut = to; cut > from + wordCount(head); cut--) {
    const name = phrase(words, from + 1, cut);
    const tail = words.slice(cut, to);
    const link = behindLink(tail, 0);
    const under = link > 0 ? bodyAt(setting, tail, link) : undefined;
    const scope = cut === to ? area : namedScope(setting, words, cut, to);
    if (!under && !scope) continue;
    const asked = under ? directory.childrenOf(under) : directory.bodies();
    const units = asked.filter((unit) => directory.isCalled(unit, name) && unit !== issuer && (under || isIn(setting, unit, scope!))); // prettier-ignore
    if (units.length > 0) return { next: to, units };
  }
  return undefined;
}

function isIn({ directory }: Setting, unit: DirectoryUnit, scope: DirectoryUnit): boolean {
  const area = directory.areaOf(unit);
  return area !== undefined && directory.liesIn(area, scope);
}

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
  return (
    reading && {
      ...reading,
      carry: { function: word, kinds: [] },
      listed: words[from + 1 + wordCount(word)]?.colon === true,
    }
  );
}
