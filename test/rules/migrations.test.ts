import { describe, expect, it } from '@jest/globals';
import { assignmentMachineV1 } from '../../workflows/assignment.v1.machine.js';
import { assignmentMachine, MIGRATIONS, migrationOf, start } from '../../workflows/index.js';

describe('a migration of a running case', () => {
  it('is declared once for each machine that has a second version', () => {
    expect(MIGRATIONS.map(({ machine, from, to }) => `${machine} ${from} → ${to}`)).toEqual([
      'assignment 1 → 2',
      'directive 1 → 2',
      'delivery 1 → 2',
    ]);
  });

  it('of an assignment keeps its state and what it counted; of what is new it has what a new case has', () => {
    const value = { receipt: 'acknowledged', relay: 'owed', work: 'assigned', standing: 'inForce' };
    const counted = { ...start(assignmentMachineV1).context, owesWork: false, receiptReminders: 2, reminderLimit: 5 };
    expect(migrationOf('assignment', 1).migrate({ value, context: counted })).toEqual({
      value,
      context: { ...start(assignmentMachine).context, owesWork: false, receiptReminders: 2, reminderLimit: 5 },
    });
  });

  it('of a directive and of a delivery changes nothing', () => {
    const directive = { value: 'issued', context: {} };
    expect(migrationOf('directive', 1).migrate(directive)).toEqual(directive);
    const delivery = { value: 'queued', context: { attempts: 3, attemptLimit: 8 } };
    expect(migrationOf('delivery', 1).migrate(delivery)).toEqual(delivery);
  });

  it('that nobody declared is an error that names the machine and the version', () => {
    expect(() => migrationOf('report', 1)).toThrow(
      new RangeError('no migration of the report machine from version 1 is declared'),
    );
    expect(() => migrationOf('assignment', 2)).toThrow('no migration of the assignment machine from version 2');
  });
});
