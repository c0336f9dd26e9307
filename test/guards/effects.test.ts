import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyStateMachine } from 'xstate';
import { ASSIGNMENT_EFFECTS } from '../../src/assignments/effects.js';
import { CloseDirective, IssueDirective } from '../../src/cascade/index.js';
import { MACHINES } from '../../src/catalogue.js';
import { DraftDirective } from '../../src/directives/index.js';
import { effectsNamedIn } from '../../src/machine-document.js';
import { DELIVERY_EFFECTS } from '../../src/mail/delivery-record.js';
import { Notices } from '../../src/mail/index.js';
import { commandLineCaller } from '../../src/platform/caller.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';

/** Every province but the one that issues. */
const PROVINCES = 33;

let app: TestApp;
let directive: string;
const operator = commandLineCaller('vi');
const assignments = async (standing: string): Promise<number> =>
  (await firstOf(
    app.db,
    sql<{
      n: number;
    }>`select count(*)::int as n from assignment where directive_id = ${directive} and standing = ${standing}`,
  ))!.n;

/** The effects of a directive are whole acts of the cascade; that they are carried out is shown by doing them. */
const DIRECTIVE_EFFECTS: Readonly<Record<string, { act: () => Promise<unknown>; leaves: Record<string, number> }>> = {
  openAssignments: {
    act: () => app.get(IssueDirective).execute(directive, operator),
    leaves: { inForce: PROVINCES, closed: 0 },
  },
  closeAssignments: {
    act: () => app.get(CloseDirective).execute(directive, operator),
    leaves: { inForce: 0, closed: PROVINCES },
  },
};

/** Acts that leave the directive as these two need it elsewhere; they are shown in their slices: pausing, recalling, amending, superseding. */
const SHOWN_ELSEWHERE = {
  amendAssignments: {},
  pauseAssignments: {},
  resumeAssignments: {},
  recallAssignments: {},
  supersedeAssignments: {},
};

const CARRIERS: Readonly<Record<keyof typeof MACHINES, object>> = {
  directive: { ...DIRECTIVE_EFFECTS, ...SHOWN_ELSEWHERE },
  assignment: ASSIGNMENT_EFFECTS,
  report: {},
  approval: {},
  bulkAct: {},
  extension: {},
  question: {},
  reorganisation: {},
  delivery: DELIVERY_EFFECTS,
};

const unmatched = (
  machine: AnyStateMachine,
  carriers: object,
): { notCarried: string[]; carriedForNothing: string[] } => {
  const [named, carried] = [effectsNamedIn(machine), Object.keys(carriers)];
  return {
    notCarried: named.filter((effect) => !carried.includes(effect)),
    carriedForNothing: carried.filter((effect) => !named.includes(effect)),
  };
};

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  directive = await app.get(DraftDirective).execute(
    {
      issuer: 't20',
      subject: 'rà soát địa danh',
      addressees: [{ text: 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', role: 'action' }],
    },
    operator,
  );
});
afterAll(() => app.close());

describe('the effects that the machines name', () => {
  it.each(Object.entries(MACHINES))(
    'of the %s machine each have a carrier, and no carrier is left over',
    (name, machine) => {
      expect(unmatched(machine, CARRIERS[name as keyof typeof MACHINES])).toEqual({
        notCarried: [],
        carriedForNothing: [],
      });
    },
  );

  it.each(Object.entries(DIRECTIVE_EFFECTS))(
    'of a directive: %s is carried out by the act',
    async (_, { act, leaves }) => {
      await act();
      expect({ inForce: await assignments('inForce'), closed: await assignments('closed') }).toEqual(leaves);
    },
  );

  it('that become mails each have a slice that writes them', () => {
    const written = app.get(Notices).templates;
    const needed = ['issue', ...Object.values(ASSIGNMENT_EFFECTS).map(({ template }) => template)];
    expect(needed.filter((template) => !written.includes(template))).toEqual([]);
  });

  it('without a carrier, and carriers without an effect, are found by this guard', () => {
    const { sendToUnit: _, ...some } = ASSIGNMENT_EFFECTS;
    expect(unmatched(MACHINES.assignment, { ...some, tellNobody: {} })).toEqual({
      notCarried: ['sendToUnit'],
      carriedForNothing: ['tellNobody'],
    });
  });
});
