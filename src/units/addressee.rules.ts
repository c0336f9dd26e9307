import { NEW_LIST, readPart, stateAfter, type ListState } from './addressee-list.rules.js';
import type { Reading, Reason } from './addressee-names.rules.js';
import type { Setting } from './addressee-scope.rules.js';
import { wordsOf, type Word } from './addressee-words.rules.js';
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
}

/** What an addressee expression means. */
export interface Addressee {
  /** The expression as written. */
  text: string;
  /** Each unit once, in the order of the text; groups in the order of the official lists. */
  units: readonly NamedUnit[];
  /** Null where every word was understood; else the first part that was not, and all such parts. */
  notUnderstood: (NotUnderstood & { parts: readonly NotUnderstood[] }) | null;
}

const MOST_CANDIDATES = 5;

/**
 * Who an expression of `Kính gửi` or `Nơi nhận` means, as its issuer says it on the day of the directory. Groups follow
 * the territory of the issuer. What is not understood is returned with candidates, never guessed.
 * @param directory  all units of the day
 * @throws RangeError where the issuer is no unit of that day
 */
export function resolveAddressee(text: string, issuerId: string, directory: UnitDirectory): Addressee {
  const issuer = directory.byId.get(issuerId);
  if (!issuer) throw new RangeError('the issuer is no unit of that day');
  const setting: Setting = { directory, issuer, area: directory.areaOf(issuer) };
  const units = new Map<string, DirectoryUnit>();
  const parts: NotUnderstood[] = [];
  const words = withoutOpening(wordsOf(text));
  if (words.length === 0) parts.push({ text, reason: 'unknown', candidates: [] });
  let state: ListState = NEW_LIST;
  for (let at = 0; at < words.length;) {
    if (words[at]!.before === 'hard') state = NEW_LIST;
    const reading = readPart(setting, words, at, { text, state });
    for (const unit of reading.units) units.set(unit.id, unit);
    const written = text.slice(words[at]!.start, words[reading.next - 1]!.end);
    if (reading.problem) parts.push(notUnderstood(setting, written, reading.problem));
    state = stateAfter(state, reading);
    at = reading.next;
  }
  return {
    text,
    units: [...units.values()].map(named),
    notUnderstood: parts.length > 0 ? { ...parts[0]!, parts } : null,
  };
}

const named = ({ id, code, name }: DirectoryUnit): NamedUnit => ({ id, code, name });

const OPENINGS = ['kính gửi', 'đồng kính gửi', 'nơi nhận'];
function withoutOpening(words: Word[]): Word[] {
  const opening = OPENINGS.find((key) => key.split(' ').every((word, k) => words[k]?.key === word));
  const rest = words.slice(opening?.split(' ').length ?? 0);
  return rest.map((word, i) => (i === 0 ? { ...word, before: 'hard' } : word));
}

function notUnderstood(setting: Setting, text: string, problem: NonNullable<Reading['problem']>): NotUnderstood {
  const { reason } = problem;
  const near = reason === 'unknown' ? nearTo(setting, text, MOST_CANDIDATES) : problem.candidates;
  return { text, reason, candidates: near.slice(0, MOST_CANDIDATES).map((unit) => candidate(setting, unit)) };
}

function candidate({ directory }: Setting, unit: DirectoryUnit): Candidate {
  const area = directory.areaOf(unit);
  const around = area ? directory.around(area).filter((outer) => outer !== unit && outer.level !== 'central') : [];
  return { ...named(unit), within: around.map((outer) => insideSentence(outer.name)).join(', ') };
}
