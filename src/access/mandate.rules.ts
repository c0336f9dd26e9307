import type { Caller, Role } from '../platform/caller.js';

const NONE: readonly Role[] = [];
const OF_A_LEADER: readonly Role[] = ['officer', 'clerk', 'leader'];
const OF_AN_ADMINISTRATOR: readonly Role[] = [...OF_A_LEADER, 'auditor', 'unit-admin'];
const EVERY: readonly Role[] = [...OF_AN_ADMINISTRATOR, 'operator'];

/**
 * The roles that a caller may give to others, where the unit is in reach. Who acts by delegation gives none: what was
 * authorised in writing is not passed on (Decree 30/2020/NĐ-CP, art. 13.3).
 */
export function rolesToGive({ role, capacity }: Caller): readonly Role[] {
  if (capacity === 'by-delegation') return NONE;
  if (role === 'operator') return EVERY;
  if (role === 'unit-admin') return OF_AN_ADMINISTRATOR;
  return role === 'leader' ? OF_A_LEADER : NONE;
}

/** The roles that a mandate can be lent as: its own or a lower one, and only by a leader. */
export const rolesToLend = (role: Role): readonly Role[] => (role === 'leader' ? OF_A_LEADER : NONE);

/** Until when a delegation lasts: as wished, but never longer than what it was lent from. */
export function lentUntil(wished: Date | null, own: Date | null): Date | null {
  if (wished === null || own === null) return wished ?? own;
  return wished < own ? wished : own;
}
