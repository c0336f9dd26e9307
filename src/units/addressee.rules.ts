import { NEW_LIST, readPart, stateAfter, stateBehindStop, type ListState } from './addressee-list.rules.js';
import type { Doubt, Ended, Reading, Reason, Registered } from './addressee-names.rules.js';
import type { Setting } from './addressee-scope.rules.js';
import { OPENINGS } from './addressee-vocabulary.rules.js';
import { wordsOf, type Word } from './addressee-words.rules.js';
import type { EndedUnits } from './ended-units.rules.js';
import { groupsByKey, type NamedGroup, type UsedGroup } from './named-groups.rules.js';
import { nearTo } from './near-names.rules.js';
import type { DirectoryUnit, UnitDirectory } from './unit-directory.rules.js';
import { insideSentence } from './vocabulary.rules.js';

export interface NamedUnit {
  id: string;
  code: string;
  name: string;
}

/** A unit that words may mean; `within` tells namesakes apart: `huyện Cao Lộc, tỉnh Lạng Sơn`. */
export interface Candidate extends NamedUnit {
  within: string;
}

/** Words of an expression that were not understood, with up to five units that they may mean. */
export interface NotUnderstood {
  text: string;
  reason: Reason;
  candidates: readonly Candidate[];
  /** Where a group of areas has no such body: all these areas. */
  areas?: readonly NamedUnit[];
  /** Where the words are the name of an earlier day. */
  ended?: Ended;
}

/** What an addressee expression means. */
export interface Addressee {
  /** The expression as written. */
  text: string;
  /** Each unit once, in the order of the text; groups in the order of the official lists. */
  units: readonly NamedUnit[];
  /** Null where every word was understood; else the first part that was not, and all such parts. */
  notUnderstood: (NotUnderstood & { parts: readonly NotUnderstood[] }) | null;
  /** Saved groups that it uses, in the version that was read. */
  groups: readonly UsedGroup[];
  /** How many bodies of each kind at the centre the register holds, where all of a kind are meant: there may be more. */
  registered: readonly Registered[];
}

const MOST_CANDIDATES = 5;
/** Of an ended unit: everything that stands on its ground. */
const MOST_HEIRS = 30;
const DEEPEST_GROUP = 8;

/**
 * Who an expression of `Kính gửi` or `Nơi nhận` means, as its issuer says it on the day of the directory. Groups follow
 * the territory of the issuer. What is not understood is returned with candidates, never guessed.
 * @param directory  all units of the day
 * @param groups  saved groups that the issuer may use, the nearest owner's first
 * @param ended  names of earlier days: words that mean nothing today are looked for among them
 * @throws RangeError where the issuer is no unit of that day
 */
export function resolveAddressee(
  text: string,
  issuerId: string,
  directory: UnitDirectory,
  { groups = [], ended }: { groups?: readonly NamedGroup[]; ended?: EndedUnits } = {},
): Addressee {
  const issuer = directory.byId.get(issuerId);
  if (!issuer) throw new RangeError('the issuer is no unit of that day');
  const area = directory.areaOf(issuer);
  const setting: Setting = { directory, issuer, area, groups: groupsByKey(groups), inside: [], ended };
  const { units, asked, used, registered } = readExpression(setting, text);
  const parts = asked.map(({ written, ...doubt }) => notUnderstood(setting, written, doubt));
  return {
    text,
    units: units.map(named),
    notUnderstood: parts.length > 0 ? { ...parts[0]!, parts } : null,
    groups: used,
    registered,
  };
}

interface ReadExpression {
  /** Each once. */
  units: DirectoryUnit[];
  asked: (Doubt & { written: string })[];
  used: UsedGroup[];
  /** Each kind once. */
  registered: Registered[];
}

function readExpression(setting: Setting, text: string): ReadExpression {
  const units = new Map<string, DirectoryUnit>();
  const used = new Map<string, UsedGroup>();
  const registered = new Map<string, Registered>();
  const asked: ReadExpression['asked'] = [];
  const words = withoutOpening(wordsOf(text));
  if (words.length === 0) asked.push({ written: text, reason: 'unknown', candidates: [] });
  let state: ListState = NEW_LIST;
  for (let at = 0; at < words.length;) {
    if (words[at]!.before === 'hard') state = stateBehindStop(state);
    const reading = readPart(setting, words, at, { text, state, readGroup: (group) => readGroup(setting, group) });
    for (const unit of reading.units) units.set(unit.id, unit);
    for (const one of reading.registered ?? []) registered.set(one.kind, one);
    for (const group of reading.groups ?? []) used.set(group.id, group);
    const written = text.slice(words[at]!.start, words[reading.next - 1]!.end);
    for (const doubt of reading.problem ? [reading.problem] : (reading.doubts ?? [])) asked.push({ written, ...doubt });
    state = stateAfter(state, reading);
    at = reading.next;
  }
  return { units: [...units.values()], asked, used: [...used.values()], registered: [...registered.values()] };
}

type ReadGroup = Pick<Reading, 'units' | 'doubts' | 'groups' | 'registered'>;

/** What the expression of a saved group means to the issuer that uses it, on the day of the directory. */
function readGroup(setting: Setting, group: NamedGroup): ReadGroup {
  const { id, name, version, expression } = group;
  const inside = [...setting.inside, id];
  if (inside.length > DEEPEST_GROUP)
    return { units: [], doubts: [{ reason: 'group-cycle', candidates: [] }], groups: [] };
  const { units, asked, used, registered } = readExpression({ ...setting, inside }, expression);
  const doubts = asked.map(({ written, reason, candidates, areas, ended }) => ({
    reason,
    candidates: candidates.length > 0 ? candidates : nearTo(setting, written, MOST_CANDIDATES),
    ...(areas ? { areas } : {}),
    ...(ended ? { ended } : {}),
  }));
  return { units, doubts, registered, groups: [{ id, name, version }, ...used] };
}

const named = ({ id, code, name }: DirectoryUnit): NamedUnit => ({ id, code, name });

function withoutOpening(words: Word[]): Word[] {
  const opening = OPENINGS.find((key) => key.split(' ').every((word, k) => words[k]?.key === word));
  const rest = words.slice(opening?.split(' ').length ?? 0);
  return rest.map((word, i) => (i === 0 ? { ...word, before: 'hard' } : word));
}

/** Words that name nobody on purpose, and numbers: nobody is offered instead. */
const WITHOUT_CANDIDATES: ReadonlySet<Reason> = new Set([
  'people',
  'same-as-addressees',
  'filing',
  'count-differs',
  'exception',
]);

function notUnderstood(setting: Setting, text: string, { reason, candidates, areas, ended }: Doubt): NotUnderstood {
  const near = WITHOUT_CANDIDATES.has(reason) || candidates.length > 0 ? candidates : offered(setting, text);
  return {
    text,
    reason,
    candidates: near
      .slice(0, reason === 'ended' ? MOST_HEIRS : MOST_CANDIDATES)
      .map((unit) => candidate(setting, unit)),
    ...(areas ? { areas: areas.map(named) } : {}),
    ...(ended ? { ended } : {}),
  };
}

/** Names that are near; where none is, the office above, or what stands directly below: these know whom to ask. */
function offered(setting: Setting, text: string): DirectoryUnit[] {
  const near = nearTo(setting, text, MOST_CANDIDATES);
  if (near.length > 0) return near;
  const { directory, area, issuer } = setting;
  const above = (area ? directory.around(area) : []).filter((unit) => unit !== issuer);
  const below = directory.childrenOf(issuer);
  return above.length > 1 || below.length === 0 ? above : [...below];
}

function candidate({ directory }: Setting, unit: DirectoryUnit): Candidate {
  const area = directory.areaOf(unit);
  const around = area ? directory.around(area).filter((outer) => outer !== unit && outer.level !== 'central') : [];
  return { ...named(unit), within: around.map((outer) => insideSentence(outer.name)).join(', ') };
}
