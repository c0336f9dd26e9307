import { describe, expect, it } from '@jest/globals';
import {
  chaseStageOf,
  exchangeStatus,
  isRepeat,
  owesWorkStill,
  regionsOf,
  regionsText,
  RETURN_REASONS,
  stateOf,
} from '../../src/assignments/assignment.rules.js';
import { countsAnew, STATUS_OF_WORK } from '../../src/assignments/supervising/supervised.rules.js';
import {
  ASSIGNMENT_OPENINGS,
  assignmentMachine,
  LEADS_TO,
  start,
  step,
  type AssignmentEvent,
  type AssignmentRegions,
  isUsedUp,
} from '../../workflows/index.js';

const RECEIPTS = ['expected', 'sent', 'delivered', 'acknowledged', 'returned'] as const;
const WORKS = [
  'notStarted', 'assigned', 'implementing', 'waitingOnIssuer', 'implemented', 'reported', 'accepted', 'sentBack',
  'notApplicable',
] as const; // prettier-ignore
const ENDED = ['recallRequested', 'recalled', 'closed', 'superseded'] as const;

const { context } = start(assignmentMachine);
const row = (regions: Partial<AssignmentRegions>): AssignmentRegions => ({ ...ASSIGNMENT_OPENINGS[0]!, ...regions });
const working = (work: AssignmentRegions['work']) => row({ receipt: 'acknowledged', work });

describe('a duty in one word', () => {
  it.each([
    [{ receipt: 'expected' }, 'expected'],
    [{ receipt: 'delivered', work: 'implementing' }, 'delivered'],
    [{ receipt: 'acknowledged' }, 'acknowledged'],
    [{ receipt: 'acknowledged', relay: 'owed' }, 'acknowledged'],
    [{ receipt: 'acknowledged', relay: 'silent' }, 'silentRelay'],
    [{ receipt: 'acknowledged', relay: 'silent', work: 'assigned' }, 'assigned'],
    [{ receipt: 'acknowledged', work: 'reported' }, 'reported'],
    [{ receipt: 'acknowledged', work: 'reported', standing: 'closed' }, 'closed'],
    [{ receipt: 'sent', standing: 'recallRequested' }, 'recallRequested'],
  ] as const)('of %j is %s', (regions, word) => {
    expect(stateOf(row(regions))).toBe(word);
  });

  it('and as facts keep it: the four columns, nothing of the rest of the row', () => {
    const regions = { receipt: 'acknowledged', relay: 'owed', work: 'assigned', standing: 'inForce' } as const;
    expect(regionsOf({ ...regions, id: 'x' } as AssignmentRegions)).toEqual(regions);
    expect(regionsText(regions)).toBe('acknowledged.owed.assigned.inForce');
  });
});

describe('an act that is done again', () => {
  it('is a repeat where the duty is already what the act makes of it', () => {
    expect(isRepeat(row({ receipt: 'acknowledged' }), { type: 'ACKNOWLEDGE' })).toBe(true);
    expect(isRepeat(row({ receipt: 'delivered' }), { type: 'ACKNOWLEDGE' })).toBe(false);
    expect(isRepeat(row({ standing: 'closed' }), { type: 'CLOSE' })).toBe(true);
    expect(isRepeat(working('reported'), { type: 'REPORT' })).toBe(true);
    expect(isRepeat(working('accepted'), { type: 'REPORT' })).toBe(false);
  });

  it('is a new one where the same act may be done to others', () => {
    expect(isRepeat(row({ receipt: 'acknowledged', relay: 'relayed' }), { type: 'FORWARD', all: true })).toBe(false);
    expect(isRepeat(working('assigned'), { type: 'ASSIGN' })).toBe(false);
  });

  it('is one for every act of which it is said where it leads: the machine leads there', () => {
    const from: Partial<Record<AssignmentEvent['type'], Partial<AssignmentRegions>>> = {
      RELAY: { receipt: 'expected' },
      DELIVER: { receipt: 'sent' },
      ACKNOWLEDGE: { receipt: 'sent' },
      RETURN: { receipt: 'sent' },
      RELAY_OVERDUE: { receipt: 'acknowledged', relay: 'owed' },
      ACCEPT: { receipt: 'acknowledged', work: 'reported' },
      SEND_BACK: { receipt: 'acknowledged', work: 'reported' },
      AGREE_RECALL: { standing: 'recallRequested' },
    };
    expect(Object.keys(LEADS_TO).toSorted()).toEqual([
      'ACCEPT', 'ACKNOWLEDGE', 'AGREE_RECALL', 'ASK', 'CLOSE', 'COMPLETE', 'DELIVER', 'NOT_APPLICABLE', 'RECALL', 'RELAY',
      'RELAY_OVERDUE', 'REPORT', 'RETURN', 'SEND_BACK', 'START', 'SUPERSEDE',
    ]); // prettier-ignore
    for (const type of Object.keys(LEADS_TO) as (keyof typeof LEADS_TO)[]) {
      const before = row(from[type] ?? { receipt: 'acknowledged' });
      const after = step(assignmentMachine, { value: { ...before }, context }, { type });
      expect([type, isRepeat(before, { type })]).toEqual([type, false]);
      expect(after).toMatchObject({ accepted: true, value: LEADS_TO[type] });
      const value = after.accepted ? (after.value as unknown as AssignmentRegions) : before;
      expect([type, isRepeat(value, { type })]).toEqual([type, true]);
    }
  });
});

describe('what a unit is chased for', () => {
  it('is the receipt until it is given, then the work that it owes', () => {
    expect(RECEIPTS.map((receipt) => chaseStageOf(row({ receipt }), context))).toEqual([
      null,
      'receipt',
      'receipt',
      'work',
      null,
    ]);
    expect(chaseStageOf(row({ receipt: 'acknowledged' }), { ...context, owesWork: false })).toBeNull();
  });

  it('is nothing while the directive is paused, nor once the duty has ended or is asked back', () => {
    for (const receipt of ['sent', 'acknowledged'] as const) {
      expect(chaseStageOf(row({ receipt }), { ...context, paused: true })).toBeNull();
      for (const standing of ENDED) expect(chaseStageOf(row({ receipt, standing }), context)).toBeNull();
    }
  });

  it('is work as long as it is neither reported, nor declined, nor waits for an answer', () => {
    const owed = WORKS.filter((work) => owesWorkStill(working(work), context));
    expect(owed).toEqual(['notStarted', 'assigned', 'implementing', 'implemented', 'sentBack']);
    expect(owesWorkStill(working('assigned'), { ...context, owesWork: false })).toBe(false);
    for (const standing of ENDED) expect(owesWorkStill({ ...working('assigned'), standing }, context)).toBe(false);
  });

  it('is what the machine reminds of', () => {
    for (const regions of [...RECEIPTS.map((receipt) => row({ receipt })), ...WORKS.map(working)])
      for (const owesWork of [true, false]) {
        const held = { ...context, owesWork };
        const reminded = step(assignmentMachine, { value: { ...regions }, context: held }, { type: 'REMINDER_DUE' });
        const stage = chaseStageOf(regions, held);
        expect(reminded.accepted && reminded.effects).toEqual(
          stage === null ? false : [{ type: 'remindUnit', params: { stage } }],
        );
      }
  });

  it('is used up once the unit was reminded as often as policy says and its superior told', () => {
    const told = { ...context, receiptReminders: 3, receiptEscalated: true };
    expect(isUsedUp('receipt', told)).toBe(true);
    expect(isUsedUp('receipt', { ...told, receiptReminders: 2 })).toBe(false);
    expect(isUsedUp('receipt', { ...told, receiptReminders: 4 })).toBe(true);
    expect(isUsedUp('receipt', { ...told, receiptEscalated: false })).toBe(false);
    expect(isUsedUp('work', told)).toBe(false);
    expect(isUsedUp('work', { ...context, workEscalated: true })).toBe(true);
  });
});

describe('the status of the national exchange', () => {
  it.each([
    [{ receipt: 'expected' }, null],
    [{ receipt: 'sent' }, null],
    [{ receipt: 'delivered' }, '01'],
    [{ receipt: 'returned' }, '02'],
    [{ receipt: 'acknowledged' }, '03'],
    [{ receipt: 'acknowledged', work: 'assigned' }, '04'],
    [{ receipt: 'acknowledged', work: 'implementing' }, '05'],
    [{ receipt: 'acknowledged', work: 'sentBack' }, '05'],
    [{ receipt: 'acknowledged', work: 'waitingOnIssuer' }, '05'],
    [{ receipt: 'acknowledged', work: 'implemented' }, '06'],
    [{ receipt: 'acknowledged', work: 'reported' }, '06'],
    [{ receipt: 'acknowledged', work: 'accepted' }, '06'],
    [{ receipt: 'acknowledged', work: 'notApplicable' }, '06'],
    [{ receipt: 'delivered', standing: 'recallRequested' }, '13'],
    [{ receipt: 'delivered', standing: 'recalled' }, '15'],
    [{ receipt: 'expected', standing: 'recalled' }, null],
    [{ receipt: 'returned', standing: 'recalled' }, '02'],
  ] as const)('of %j is %s', (regions, status) => {
    expect(exchangeStatus(row(regions))).toBe(status);
  });

  it('is 16 for who declined to give the paper back, until it is asked for again', () => {
    expect(exchangeStatus(working('assigned'), true)).toBe('16');
    expect(exchangeStatus(row({ standing: 'recallRequested' }), true)).toBe('13');
  });
});

describe('reasons of a return', () => {
  it('are the five codes that forms and the API take', () => {
    expect(RETURN_REASONS).toEqual(['wrong-addressee', 'not-authentic', 'incomplete', 'duplicate', 'other']);
  });
});

describe('the work of a third party', () => {
  it('counts as open, begun, done or not applicable for whoever sees to it', () => {
    const under = (status: string) => WORKS.filter((work) => STATUS_OF_WORK[work] === status);
    expect(under('open')).toEqual(['notStarted', 'assigned']);
    expect(under('begun')).toEqual(['implementing', 'waitingOnIssuer', 'sentBack']);
    expect(under('done')).toEqual(['implemented', 'reported', 'accepted']);
    expect(under('notApplicable')).toEqual(['notApplicable']);
  });

  it('counts anew by a step only where that changes', () => {
    expect(countsAnew(working('notStarted'), working('assigned'))).toBe(false);
    expect(countsAnew(working('assigned'), working('implementing'))).toBe(true);
    expect(countsAnew(working('reported'), working('sentBack'))).toBe(true);
  });
});
