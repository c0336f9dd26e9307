import type { Role } from '../platform/caller.js';
import type { Capability } from '../platform/requires.js';

const VIEWING: readonly Capability[] = [
  'signed-in',
  'units.view',
  'dispatches.read',
  'directives.view',
  'assignments.view',
  'history.view',
];
const RECEIVING: readonly Capability[] = [...VIEWING, 'assignments.act', 'reports.review'];

const GRANTED: Readonly<Record<Role, readonly Capability[]>> = {
  officer: RECEIVING,
  clerk: [...RECEIVING, 'directives.draft', 'directives.issue', 'contactability.view'],
  leader: [
    ...RECEIVING,
    'directives.draft',
    'directives.issue',
    'people.manage',
    'contactability.view',
    'calendar.change',
  ],
  auditor: [...VIEWING, 'contactability.view', 'system.view'],
  'unit-admin': [...VIEWING, 'units.administer', 'people.manage', 'contactability.view', 'calendar.change'],
  operator: [
    ...VIEWING,
    'units.administer',
    'people.manage',
    'contactability.view',
    'calendar.change',
    'operate',
    'system.view',
  ],
};

/** Whether a role may do a thing at all; for which unit and paper is asked where the thing is done. */
export const mayDo = (role: Role, capability: Capability): boolean => GRANTED[role].includes(capability);
