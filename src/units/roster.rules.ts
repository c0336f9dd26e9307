import type { Ended, Reason } from './addressee-names.rules.js';
import type { Kind } from './vocabulary.rules.js';
import type { Addressee } from './addressee.rules.js';

/** What an expression means, as scripts and people see it. */
export interface Roster {
  text: string;
  count: number;
  units: { code: string; name: string }[];
  notUnderstood: {
    text: string;
    reason: Reason;
    candidates: { code: string; name: string; within: string }[];
    /** Areas of a group that have no such body. */
    areas?: { code: string; name: string }[];
    /** The words are the name of an earlier day. */
    ended?: Ended;
  }[];
  /** Saved groups that the expression used, with their versions. */
  groups: { name: string; version: number }[];
  /** Bodies that words for all of a kind at the centre mean: only those that the register holds. */
  registered?: { kind: Kind; units: number }[];
  /** The day was before this one: the lists that answered are those of this day. */
  knownFrom?: string;
}

/** The outer form of a resolved expression: units by code. */
export const rosterOf = ({ text, units, notUnderstood, groups, registered }: Addressee): Roster => ({
  text,
  count: units.length,
  units: units.map(({ code, name }) => ({ code, name })),
  notUnderstood: (notUnderstood?.parts ?? []).map((part) => ({
    text: part.text,
    reason: part.reason,
    candidates: part.candidates.map(({ code, name, within }) => ({ code, name, within })),
    ...(part.areas ? { areas: part.areas.map(({ code, name }) => ({ code, name })) } : {}),
    ...(part.ended ? { ended: part.ended } : {}),
  })),
  groups: groups.map(({ name, version }) => ({ name, version })),
  ...(registered.length > 0 ? { registered: [...registered] } : {}),
});
