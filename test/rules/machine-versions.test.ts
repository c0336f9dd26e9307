import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { assignmentMachineV1 } from '../../workflows/assignment.v1.machine.js';
import { deliveryMachineV1 } from '../../workflows/delivery.v1.machine.js';
import { directiveMachineV1 } from '../../workflows/directive.v1.machine.js';
import {
  ASSIGNMENT_OPENINGS,
  assignmentMachine,
  CURRENT,
  MACHINES,
  machineOf,
  MIGRATIONS,
  migrationOf,
  start,
  step,
  type AssignmentRegions,
  type MachineName,
} from '../../workflows/index.js';
import { linesOf, reachable } from '../support/machine-walk.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/machines/${name}`, import.meta.url), 'utf8');
const linesIn = (name: string): string[] => fixture(name).trimEnd().split('\n');

const ASSIGNMENT_EVENTS = [
  ...([
    'RELAY', 'DELIVER', 'ACKNOWLEDGE', 'RETURN', 'ASSIGN', 'START', 'COMPLETE', 'NOT_APPLICABLE', 'REPORT', 'ACCEPT',
    'SEND_BACK', 'CLOSE', 'SUPERSEDE', 'NOBODY_WAITS', 'SUBORDINATES_WAIT',
  ] as const).map((type) => ({ type })),
  { type: 'FORWARD', all: true } as const,
  { type: 'FORWARD', all: false } as const,
]; // prettier-ignore
const REMINDER = { type: 'REMINDER_DUE' } as const;
const contextV1 = { ...start(assignmentMachineV1).context, reminderLimit: 1 };
const openings = ASSIGNMENT_OPENINGS.map((value) => ({ value: { ...value }, context: contextV1 }));
const statesV1 = reachable(assignmentMachineV1, openings, ASSIGNMENT_EVENTS);

interface Snapshot {
  says: string;
  value: Record<keyof AssignmentRegions, string>;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

describe('version 1 of the assignment machine', () => {
  it('does to each of its states what it did when it was released', () => {
    const lines = statesV1.flatMap((stored) => linesOf(assignmentMachineV1, stored, [...ASSIGNMENT_EVENTS, REMINDER]));
    expect(lines.toSorted()).toEqual(linesIn('assignment.v1.txt'));
  });

  it('refuses what it never knew, so that its cases go on as they began', () => {
    const later = ['AMEND', 'PAUSE', 'RESUME', 'RECALL', 'ASK', 'EXTEND', 'RELAY_OVERDUE'] as const;
    for (const stored of statesV1)
      for (const type of later)
        expect(step(machineOf('assignment', 1), stored as never, { type }).accepted).toBe(false);
  });
});

describe('version 1 of the directive and the delivery machine', () => {
  it('do to each of their states what they did when they were released', () => {
    const directive = reachable(
      directiveMachineV1,
      [start(directiveMachineV1)],
      (['SIGN', 'NUMBER', 'ISSUE', 'CLOSE'] as const).map((type) => ({ type })),
    ).flatMap((stored) =>
      linesOf(
        directiveMachineV1,
        stored,
        (['SIGN', 'NUMBER', 'ISSUE', 'CLOSE'] as const).map((type) => ({ type })),
      ),
    );
    expect(directive).toEqual([
      'drafted | SIGN | signed |',
      'signed | NUMBER | numbered |',
      'numbered | ISSUE | issued | openAssignments',
      'issued | CLOSE | closed | closeAssignments',
    ]);
    const events = (['SENT', 'REFUSED_FOR_NOW', 'REFUSED_FOR_GOOD', 'CUT_OFF'] as const).map((type) => ({ type }));
    const queued = { value: 'queued', context: { attempts: 1, attemptLimit: 2 } };
    expect(linesOf(deliveryMachineV1, queued, events)).toEqual([
      'queued | SENT | sent | markDelivered',
      'queued | REFUSED_FOR_NOW | failed | tellUndeliverable',
      'queued | REFUSED_FOR_GOOD | failed | tellUndeliverable',
      'queued | CUT_OFF | unknown | tellUndeliverable',
    ]);
  });
});

describe('a migration from one version to the next', () => {
  it.each(JSON.parse(fixture('assignment.v1-to-v2.json')) as Snapshot[])('$says', ({ value, before, after }) => {
    expect(migrationOf('assignment', 1).migrate({ value, context: before })).toEqual({ value, context: after });
  });

  it('leaves each case with what it could do before: every move of version 1 but one is the same move of version 2', () => {
    const { migrate } = migrationOf('assignment', 1);
    const others = [...ASSIGNMENT_EVENTS, REMINDER].filter(({ type }) => type !== 'NOT_APPLICABLE');
    const declining = [{ type: 'NOT_APPLICABLE' }] as const;
    for (const stored of statesV1) {
      const migrated = migrate(stored) as Parameters<typeof linesOf<typeof assignmentMachine>>[1];
      expect(linesOf(assignmentMachine, migrated, others)).toEqual(linesOf(assignmentMachineV1, stored, others));
      const { receipt, relay, work, standing } = migrated.value as unknown as AssignmentRegions;
      const isOpen = receipt === 'acknowledged' && standing === 'inForce' && stored.context.owesWork;
      const may = ['notStarted', 'assigned', 'implementing'].includes(work) && !['partly', 'relayed'].includes(relay);
      expect(linesOf(assignmentMachine, migrated, declining)).toHaveLength(isOpen && may ? 1 : 0);
    }
  });

  it('is declared for every version that is not the current one', () => {
    const reaches = (name: MachineName, version: number): boolean =>
      version === CURRENT[name] || reaches(name, migrationOf(name, version).to);
    for (const name of Object.keys(MACHINES) as MachineName[])
      for (let version = 1; version < CURRENT[name]; version++) expect(reaches(name, version)).toBe(true);
    expect(MIGRATIONS.every(({ from, to }) => to === from + 1)).toBe(true);
  });

  it('that nobody declared is an error, and so is a version that is not there', () => {
    expect(() => migrationOf('report', 1)).toThrow('no migration of the report machine from version 1');
    expect(() => machineOf('assignment', 3)).toThrow('there is no version 3 of the assignment machine');
  });
});
