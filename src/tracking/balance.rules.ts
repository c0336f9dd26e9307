import type { AssignmentRegions } from '../../workflows/index.js';

export type Receipt = AssignmentRegions['receipt'];
export type Relay = AssignmentRegions['relay'];
export type Work = AssignmentRegions['work'];
export type Standing = AssignmentRegions['standing'];

/** Where every duty stands, once: what was ever owed is their sum. */
export const BUCKETS = [
  'done',
  'open',
  'returned',
  'notApplicable',
  'waiting',
  'waitingForRelay',
  'askedBack',
  'recalled',
  'closedOpen',
  'superseded',
] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What a duty is while nothing has ended it. */
export type LiveBucket = Exclude<Bucket, 'askedBack' | 'recalled' | 'closedOpen' | 'superseded'>;

/** What the receipt says; of a paper that is acknowledged the work says it. */
export const BY_RECEIPT = {
  expected: 'waitingForRelay',
  sent: 'open',
  delivered: 'open',
  acknowledged: 'byWork',
  returned: 'returned',
} as const satisfies Readonly<Record<Receipt, LiveBucket | 'byWork'>>;

/** What the work says, of who owes any. Who owes none is done with the acknowledgement. */
export const BY_WORK = {
  notStarted: 'open',
  assigned: 'open',
  implementing: 'open',
  waitingOnIssuer: 'waiting',
  sentBack: 'open',
  implemented: 'done',
  reported: 'done',
  accepted: 'done',
  notApplicable: 'notApplicable',
} as const satisfies Readonly<Record<Work, LiveBucket>>;

/** Passing the paper on moves no bucket of the unit: whoever waits for it is counted below, as `waitingForRelay`. */
export const BY_RELAY = {
  none: 'asTheRest',
  owed: 'asTheRest',
  silent: 'asTheRest',
  partly: 'asTheRest',
  relayed: 'asTheRest',
} as const satisfies Readonly<Record<Relay, 'asTheRest'>>;

const AS_IT_WAS = {
  done: 'done',
  open: 'open',
  returned: 'returned',
  notApplicable: 'notApplicable',
  waiting: 'waiting',
  waitingForRelay: 'waitingForRelay',
} as const satisfies Readonly<Record<LiveBucket, Bucket>>;

/** What the standing makes of it: a closing leaves what is finished, a recall and its request what had come back before. */
export const BY_STANDING = {
  inForce: AS_IT_WAS,
  recallRequested: {
    done: 'askedBack',
    open: 'askedBack',
    returned: 'returned',
    notApplicable: 'askedBack',
    waiting: 'askedBack',
    waitingForRelay: 'askedBack',
  },
  recalled: {
    done: 'recalled',
    open: 'recalled',
    returned: 'returned',
    notApplicable: 'recalled',
    waiting: 'recalled',
    waitingForRelay: 'recalled',
  },
  superseded: {
    done: 'superseded',
    open: 'superseded',
    returned: 'superseded',
    notApplicable: 'superseded',
    waiting: 'superseded',
    waitingForRelay: 'superseded',
  },
  closed: { ...AS_IT_WAS, open: 'closedOpen', waiting: 'closedOpen', waitingForRelay: 'closedOpen' },
} as const satisfies Readonly<Record<Standing, Readonly<Record<LiveBucket, Bucket>>>>;

/** The one bucket of the balance that a row falls into. */
export function bucketOf({ receipt, work, standing }: Omit<AssignmentRegions, 'relay'>, owesWork: boolean): Bucket {
  const told = BY_RECEIPT[receipt];
  const live = told === 'byWork' ? (owesWork ? BY_WORK[work] : 'done') : told;
  return BY_STANDING[standing][live];
}

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] => Object.keys(record) as K[];

/** Every combination of the columns that there is. */
export const COMBINATIONS: readonly (AssignmentRegions & { owesWork: boolean })[] = keysOf(BY_STANDING).flatMap(
  (standing) =>
    keysOf(BY_RECEIPT).flatMap((receipt) =>
      keysOf(BY_RELAY).flatMap((relay) =>
        keysOf(BY_WORK).flatMap((work) =>
          [true, false].map((owesWork) => ({ receipt, relay, work, standing, owesWork })),
        ),
      ),
    ),
);
