import type { Dispatch } from '../dispatches/index.js';
import { searchKey } from '../platform/text.js';
import type { Role } from './directive.entity.js';

export interface AddresseeDraft {
  text: string;
  role: Role;
  through?: 'superior' | null | undefined;
}

const COORDINATES = /\b(p h|phoi hop)\b/;

/**
 * Who a paper is for, as it says: Kính gửi acts, Nơi nhận coordinates where its note says so ("p/h", "phối hợp") and is
 * informed otherwise (Decree 30/2020, Appendix I, part 9).
 */
export function addresseesOf(dispatch: Dispatch): AddresseeDraft[] {
  const action = dispatch.addressees.map((text): AddresseeDraft => ({ text, role: 'action' }));
  const copies = dispatch.copies.map(({ name, note }): AddresseeDraft => ({
    text: name,
    role: COORDINATES.test(searchKey(note ?? '')) ? 'coordination' : 'information',
  }));
  return [...action, ...copies];
}

const INTERNAL =
  /^(nhu tren|nhu kinh gui|lanh dao|cac lanh dao|thuong truc uy ban|chu tich|pho chu tich|bo truong|thu truong|cac thu truong|truong phong|giam doc|pho giam doc|trang ttdt|trang tin|trang thong tin|cong ttdt|cong thong tin|website|luu|to giup viec)\b/;
/** Abbreviations of offices and rooms; a line of nothing else names nobody outside. */
const ABBREVIATED = new Set('ld gd pgd tp ptp ct pct cvp pcvp vp vt cac so phong ubnd hdnd'.split(' '));

/**
 * Whether a line of Nơi nhận names people, rooms or a web page of the issuing office itself: a copy that leaves no
 * office, so nobody owes its receipt.
 */
export function isInternalCopy(text: string): boolean {
  const key = searchKey(text);
  return INTERNAL.test(key) || key.split(' ').every((word) => ABBREVIATED.has(word));
}

export type AddresseeStatus = 'understood' | 'not-understood' | 'internal' | 'dropped';

/** What becomes of a line of addressees: a copy within the issuing office is nobody's, and no clerk is asked about it. */
export function statusOf({ text, role }: AddresseeDraft, isUnderstood: boolean): AddresseeStatus {
  if (isUnderstood) return 'understood';
  return role !== 'action' && isInternalCopy(text) ? 'internal' : 'not-understood';
}

export interface RosterLine {
  unitId: string;
  ord: number;
  role: Role;
  through: 'superior' | null;
}

/** A line of the addressees, with the units that its words mean. */
export interface UnderstoodLine extends Omit<RosterLine, 'unitId'> {
  status: AddresseeStatus;
  unitIds: readonly string[];
  /** Units that a clerk said it means besides. */
  settled: readonly string[];
}

/** The claim of each addressee on each unit it means; an issuer is no recipient of its own paper. */
export function claimsOf(issuerId: string, lines: readonly UnderstoodLine[]): RosterLine[] {
  return lines.flatMap(({ ord, role, through, status, unitIds, settled }) => {
    if (status === 'internal' || status === 'dropped') return [];
    const units = new Set([...unitIds, ...settled]);
    units.delete(issuerId);
    return [...units].map((unitId) => ({ unitId, ord, role, through }));
  });
}

const RANK: Readonly<Record<Role, number>> = { action: 0, coordination: 1, information: 2 };

/** One line per unit: where several addressees name it, the one that asks most of it, then the first. */
export function oncePerUnit(lines: readonly RosterLine[]): RosterLine[] {
  const best = new Map<string, RosterLine>();
  for (const line of lines) {
    const known = best.get(line.unitId);
    if (!known || RANK[line.role] < RANK[known.role]) best.set(line.unitId, line);
  }
  return [...best.values()];
}
