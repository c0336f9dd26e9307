import type { OfficerToWrite } from '../access/index.js';
import type { Role } from '../platform/caller.js';
import { vnInstant } from '../platform/vn-time.js';
import { cleanName } from '../units/index.js';
import { dateOf, isAddress } from './cells.rules.js';
import { existsOn } from './held-units.rules.js';
import type { UnitNamed } from './mailboxes-plan.rules.js';
import type { Reason, RefusedLine } from './plan.rules.js';
import type { Line } from './recognise.rules.js';
import { isInScope, type Scope } from './scope.rules.js';

/** Whoever runs the system is appointed at the command line, never by a list. */
const GIVEN: readonly Role[] = ['clerk', 'officer', 'leader', 'auditor', 'unit-admin'];

/** An officer by the unit's code, and the line that names him. */
export type ListedOfficer = Omit<OfficerToWrite, 'unitId'> & { unit: string; sheet: string; line: number };

/** The officers of a list: who may act for which unit, as what, from when and until when. */
export function officersIn(
  lines: readonly Line<'officers'>[],
  named: UnitNamed,
  scope: Scope,
): { officers: ListedOfficer[]; refused: RefusedLine[] } {
  const { today } = scope;
  const officers: ListedOfficer[] = [];
  const refused: RefusedLine[] = [];
  for (const { sheet, line, cells } of lines) {
    const before = refused.length;
    const refuse = (reason: Reason, value: string): void => void refused.push({ sheet, line, value, reason });
    const name = cleanName(cells.name);
    const role = GIVEN.find((known) => known === cells.role);
    const [from, until] = [cells.from, cells.until].map((text) => (text === '' ? null : dateOf(text)));
    const unit = named(cells.unit, from ?? today);
    if (!unit) refuse('unit', cells.unit);
    else if (!isInScope(scope, unit.code, from ?? today)) refuse('not-below', cells.unit);
    else if (![today, from ?? today].every((on) => existsOn(unit, on))) refuse('not-in-force', cells.unit);
    if (name === '') refuse('name', '');
    if (!role) refuse('role', cells.role);
    if (cells.email !== '' && !isAddress(cells.email)) refuse('email', cells.email);
    if (from === undefined) refuse('date', cells.from);
    if (until === undefined) refuse('date', cells.until);
    if (until && until <= (from ?? today)) refuse('period', cells.until);
    if (refused.length > before) continue;
    const instant = (on: string | null | undefined): Date | null => (on ? vnInstant(on, '00:00') : null);
    officers.push({
      sheet,
      line,
      name,
      unit: unit!.code,
      role: role!,
      email: cells.email || null,
      fromAt: instant(from),
      untilAt: instant(until),
    });
  }
  return { officers, refused };
}
