import { describe, expect, it } from '@jest/globals';
import {
  bucketOf,
  BUCKETS,
  BY_RECEIPT,
  COMBINATIONS,
  type Bucket,
  type Receipt,
  type Standing,
  type Work,
} from '../../src/tracking/balance.rules.js';
import { countsOf } from '../../src/tracking/progress.rules.js';
import { assignmentMachine } from '../../workflows/index.js';

const statesOf = (region: 'receipt' | 'relay' | 'work' | 'standing'): string[] =>
  Object.keys(assignmentMachine.config.states![region]!.states!).toSorted();

describe('the balance', () => {
  it('has one bucket for every combination of the machine’s states', () => {
    for (const region of ['receipt', 'relay', 'work', 'standing'] as const)
      expect([...new Set(COMBINATIONS.map((row) => row[region]))].toSorted()).toEqual(statesOf(region));
    expect(COMBINATIONS).toHaveLength(5 * 5 * 9 * 5 * 2);
    expect(new Set(COMBINATIONS.map((row) => JSON.stringify(row))).size).toBe(COMBINATIONS.length);
    for (const row of COMBINATIONS) expect(BUCKETS).toContain(bucketOf(row, row.owesWork));
    expect(new Set(COMBINATIONS.map((row) => bucketOf(row, row.owesWork)))).toEqual(new Set(BUCKETS));
  });

  it('does not compile where a state has no bucket', () => {
    // @ts-expect-error a receipt without a bucket is an error of the build
    const missing = { expected: 'open', sent: 'open', delivered: 'open', acknowledged: 'done' } satisfies Record<
      Receipt,
      Bucket
    >;
    // @ts-expect-error and so is a standing that nothing is said of
    const standing: Record<Standing, Bucket> = { inForce: 'open', recallRequested: 'open', recalled: 'recalled' };
    expect([missing, standing, BY_RECEIPT.returned]).toHaveLength(3);
  });

  it('adds up: what was ever owed is the sum of the buckets', () => {
    const states = COMBINATIONS.map((row, n) => ({ ...row, receiptOutcome: null, workOutcome: null, n: n % 7 }));
    const { balance, total, superseded } = countsOf(states);
    const owed = Object.values(balance).reduce((sum, n) => sum + n, 0);
    expect(owed).toBe(total + superseded);
    expect(owed).toBe(states.reduce((sum, { n }) => sum + n, 0));
    expect(balance.superseded).toBe(superseded);
  });

  it('says what a duty is: by its receipt, then by its work, then by what ended it', () => {
    const row = { receipt: 'acknowledged', relay: 'none', work: 'implementing', standing: 'inForce' } as const;
    expect(bucketOf(row, true)).toBe('open');
    expect(bucketOf(row, false)).toBe('done');
    expect(bucketOf({ ...row, work: 'waitingOnIssuer' }, true)).toBe('waiting');
    expect(bucketOf({ ...row, receipt: 'expected' }, true)).toBe('waitingForRelay');
    expect(bucketOf({ ...row, receipt: 'returned', standing: 'closed' }, true)).toBe('returned');
    expect(bucketOf({ ...row, standing: 'closed' }, true)).toBe('closedOpen');
    expect(bucketOf({ ...row, work: 'accepted', standing: 'closed' }, true)).toBe('done');
    expect(bucketOf({ ...row, work: 'accepted', standing: 'recalled' }, true)).toBe('recalled');
    expect(bucketOf({ ...row, standing: 'superseded' }, true)).toBe('superseded');
    expect(bucketOf({ ...row, standing: 'recallRequested' }, true)).toBe('askedBack');
    expect(bucketOf({ ...row, receipt: 'returned', standing: 'recallRequested' }, true)).toBe('returned');
  });

  it('says it of every receipt and of every work', () => {
    const row = { receipt: 'acknowledged', relay: 'none', work: 'notStarted', standing: 'inForce' } as const;
    const byReceipt = (['expected', 'sent', 'delivered', 'returned'] as const).map((receipt) =>
      bucketOf({ ...row, receipt }, true),
    );
    expect(byReceipt).toEqual(['waitingForRelay', 'open', 'open', 'returned']);
    const under = (bucket: Bucket) =>
      statesOf('work').filter((work) => bucketOf({ ...row, work: work as Work }, true) === bucket);
    expect(under('open')).toEqual(['assigned', 'implementing', 'notStarted', 'sentBack']);
    expect(under('done')).toEqual(['accepted', 'implemented', 'reported']);
    expect([under('waiting'), under('notApplicable')]).toEqual([['waitingOnIssuer'], ['notApplicable']]);
    expect(new Set(statesOf('work').map((work) => bucketOf({ ...row, work: work as Work }, false)))).toEqual(
      new Set(['done']),
    );
  });

  it('says what each end makes of each of them', () => {
    const row = { receipt: 'acknowledged', relay: 'none', work: 'notStarted' } as const;
    const LIVE = [
      { ...row, work: 'accepted' },
      row,
      { ...row, receipt: 'returned' },
      { ...row, work: 'notApplicable' },
      { ...row, work: 'waitingOnIssuer' },
      { ...row, receipt: 'expected' },
    ] as const;
    const ended = (standing: Standing) => LIVE.map((live) => bucketOf({ ...live, standing }, true));
    const live = ['done', 'open', 'returned', 'notApplicable', 'waiting', 'waitingForRelay'];
    expect(ended('inForce')).toEqual(live);
    expect(ended('recallRequested')).toEqual([
      'askedBack',
      'askedBack',
      'returned',
      'askedBack',
      'askedBack',
      'askedBack',
    ]);
    expect(ended('recalled')).toEqual(['recalled', 'recalled', 'returned', 'recalled', 'recalled', 'recalled']);
    expect(ended('superseded')).toEqual(Array.from({ length: 6 }, () => 'superseded'));
    expect(ended('closed')).toEqual(['done', 'closedOpen', 'returned', 'notApplicable', 'closedOpen', 'closedOpen']);
  });
});
