import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../src/platform/as-of.rules.js';
import { COMBINATIONS } from '../../src/tracking/balance.rules.js';
import { countsOf, levelsOf, noCounts, type StateCount } from '../../src/tracking/progress.rules.js';

const state = (change: Partial<StateCount>): StateCount => ({
  receipt: 'acknowledged',
  relay: 'none',
  work: 'notStarted',
  standing: 'inForce',
  owesWork: true,
  receiptOutcome: null,
  workOutcome: null,
  n: 1,
  ...change,
});
/** What is not nought. */
const told = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));

describe('the counts of a cascade', () => {
  it('are nought where there is nothing, for every state, outcome and bucket', () => {
    const { receipt, relay, work, receiptOutcome, workOutcome, balance, waits, ...sums } = noCounts();
    expect(sums).toEqual({ total: 0, superseded: 0, opened: 0 });
    for (const [counts, size] of [[receipt, 5], [relay, 5], [work, 9], [receiptOutcome, 4], [workOutcome, 4], [balance, 10], [waits, 2]] as const) {
      expect(Object.keys(counts)).toHaveLength(size);
      expect(told(counts)).toEqual({});
    }
    expect(countsOf([])).toEqual(noCounts());
  }); // prettier-ignore

  it('add up by receipt, by work of those who owe it, and by outcome', () => {
    const counts = countsOf([
      state({ n: 3, work: 'reported', receiptOutcome: 'doneOnTime', workOutcome: 'doneLate' }),
      state({ n: 2, work: 'reported', receiptOutcome: 'doneLate' }),
      state({ n: 4, owesWork: false, receiptOutcome: 'doneOnTime' }),
      state({ n: 5, receipt: 'sent', relay: 'owed', workOutcome: 'openInTerm', receiptOutcome: 'openOverdue' }),
    ]);
    expect(counts).toMatchObject({ total: 14, superseded: 0, opened: 0 });
    expect(told(counts.receipt)).toEqual({ acknowledged: 9, sent: 5 });
    expect(told(counts.work)).toEqual({ reported: 5, notStarted: 5 });
    expect(told(counts.relay)).toEqual({ none: 9, owed: 5 });
    expect(told(counts.receiptOutcome)).toEqual({ doneOnTime: 7, doneLate: 2, openOverdue: 5 });
    expect(told(counts.workOutcome)).toEqual({ doneLate: 3, openInTerm: 5 });
    expect(told(counts.balance)).toEqual({ done: 9, open: 5 });
  });

  it('count who has to pass a paper on only while the duty is in force', () => {
    const relay = (standing: StateCount['standing']) => told(countsOf([state({ relay: 'owed', standing })]).relay);
    expect(relay('inForce')).toEqual({ owed: 1 });
    for (const standing of ['recallRequested', 'recalled', 'closed', 'superseded'] as const)
      expect(relay(standing)).toEqual({});
  });

  it('say of how many no term runs yet: the paper has not come down to them, and somebody above has it', () => {
    const counts = countsOf([
      state({ n: 3, receipt: 'expected' }),
      state({ n: 2, receipt: 'expected', owesWork: false }),
      state({ n: 4, receipt: 'sent' }),
      state({ n: 5, receipt: 'expected', standing: 'closed' }),
      state({ n: 6, receipt: 'expected', standing: 'superseded' }),
    ]);
    expect(counts.waits).toEqual({ receipt: 5, work: 3 });
  });

  it('count what a reorganisation moved where it went, and keep both its ends for the balance', () => {
    const counts = countsOf([
      state({ n: 3, standing: 'superseded', receiptOutcome: 'doneLate', workOutcome: 'doneLate' }),
      state({ n: 3, takenOver: true, work: 'accepted' }),
      state({ n: 2, takenOver: true, standing: 'superseded' }),
      state({ n: 1, takenOver: false }),
    ]);
    expect(counts).toMatchObject({ total: 4, superseded: 5, opened: 5 });
    expect(told(counts.receipt)).toEqual({ acknowledged: 4 });
    expect([told(counts.receiptOutcome), told(counts.workOutcome)]).toEqual([{}, {}]);
    expect(told(counts.balance)).toEqual({ superseded: 5, done: 3, open: 1 });
  });

  it('of parts are the counts of the whole', () => {
    const some = fc.array(fc.constantFrom(...COMBINATIONS).map((of) => ({ ...state({ n: 2 }), ...of })), { maxLength: 9 });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [whole, one, other] = [countsOf([...a, ...b]), countsOf(a), countsOf(b)];
        expect(whole.total).toBe(one.total + other.total);
        for (const key of Object.keys(whole.balance) as (keyof typeof whole.balance)[])
          expect(whole.balance[key]).toBe(one.balance[key] + other.balance[key]);
      }),
    );
  }); // prettier-ignore
});

describe('the counts of each level', () => {
  it('stand from the top down, and at each step from the centre to the communes', () => {
    const levels = ['commune', 'body', 'district', 'province', 'central'];
    const states = [2, 0, 1].flatMap((depth) => levels.map((level) => state({ depth, level })));
    expect(levelsOf(states).map(({ depth, level }) => `${depth} ${level}`)).toEqual(
      [0, 1, 2].flatMap((depth) =>
        ['central', 'province', 'district', 'commune', 'body'].map((level) => `${depth} ${level}`),
      ),
    );
  });

  it('add up what stands on it, however many lines it came in', () => {
    const [node, below] = levelsOf([
      state({ depth: 1, level: 'commune', n: 4 }),
      state({ depth: 0, level: 'province' }),
      state({ depth: 1, level: 'commune', n: 3, receipt: 'sent' }),
    ]);
    expect(node).toMatchObject({ depth: 0, level: 'province', total: 1 });
    expect(below).toMatchObject({ depth: 1, level: 'commune', total: 7, receipt: { acknowledged: 4, sent: 3 } });
  });

  it('are those of the node itself where no depth was asked', () => {
    expect(levelsOf([state({}), state({ depth: null, level: null, n: 2 })])).toEqual([
      { depth: 0, level: '', ...countsOf([state({ n: 3 })]) },
    ]);
  });
});

describe('the instant that a page looks back to', () => {
  it.each([
    ['a date means its end in Vietnam', '2026-03-02', '2026-03-02T17:00:00.000Z'],
    ['an instant means itself', '2026-03-02T08:15:00+07:00', '2026-03-02T01:15:00.000Z'],
    ['an instant without an offset is one of Vietnam', '2026-11-17T12:00', '2026-11-17T05:00:00.000Z'],
    ['the last of a month ends with it', '2026-02-28', '2026-02-28T17:00:00.000Z'],
  ])('%s', (_, text, instant) => {
    expect(instantOf(text)?.toISOString()).toBe(instant);
  });

  it.each([
    undefined,
    '',
    '2026-02-30',
    'hôm qua',
    '2026',
    '2026-03-02 08:15',
    '2026-03-02T99:00',
    '2026-02-30T00:00:00Z',
    '+012026-03-02T08:15Z',
    '9999-12-31',
    '9999-12-31T23:59:00Z',
    '1899-12-31',
  ])('is the present for %j, which says none', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });
});
