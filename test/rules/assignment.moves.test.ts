import { describe, expect, it } from '@jest/globals';
import type { EventFromLogic } from 'xstate';
import { ASSIGNMENT_OPENINGS, assignmentMachine, start, step, type AssignmentRegions } from '../../workflows/index.js';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Event = EventFromLogic<typeof assignmentMachine>;
type Regions = Partial<AssignmentRegions>;

const EVENTS: Event[] = [
  ...([
    'RELAY', 'DELIVER', 'ACKNOWLEDGE', 'ACKNOWLEDGEMENT_EXPIRED', 'RETURN', 'ASSIGN', 'RELAY_OVERDUE', 'START', 'COMPLETE',
    'NOT_APPLICABLE', 'ASK', 'ANSWERED', 'QUESTION_WITHDRAWN', 'EXTEND', 'REPORT', 'ACCEPT', 'SEND_BACK', 'AMEND', 'PAUSE',
    'RESUME', 'RECALL', 'AGREE_RECALL', 'REFUSE_RECALL', 'CLOSE', 'SUPERSEDE', 'NOBODY_WAITS', 'SUBORDINATES_WAIT', 'URGE',
    'REMINDER_DUE',
  ] as const).map((type) => ({ type }) as Event),
  { type: 'FORWARD', all: true },
  { type: 'FORWARD', all: false },
  { type: 'SUPERVISE', left: 0 },
  { type: 'SUPERVISE', left: 1 },
]; // prettier-ignore
const RECEIPTS = ['expected', 'sent', 'delivered', 'acknowledged', 'returned'] as const;
const RELAYS = ['none', 'owed', 'silent', 'partly', 'relayed'] as const;
const WORKS = [
  'notStarted', 'assigned', 'implementing', 'waitingOnIssuer', 'implemented', 'reported', 'accepted', 'sentBack',
  'notApplicable',
] as const; // prettier-ignore
/** Every state of every region, beside an acknowledged paper of which nothing was done yet. */
const STATES: Regions[] = [
  ...RECEIPTS.map((receipt) => ({ receipt })),
  ...RELAYS.map((relay) => ({ receipt: 'acknowledged' as const, relay })),
  ...WORKS.map((work) => ({ receipt: 'acknowledged' as const, work })),
];

const { context } = start(assignmentMachine);
type Change = Partial<typeof context>;
const at = (regions: Regions, change: Change = {}) => ({
  value: { ...ASSIGNMENT_OPENINGS[0]!, ...regions },
  context: { ...context, ...change },
});
const nameOf = (event: Event): string =>
  Object.values(event).map((part) => (part === true ? 'to all' : part === false ? 'to some' : String(part))).join(' '); // prettier-ignore
const stageOf = (params: unknown): string => (params as { stage?: string } | undefined)?.stage ?? '';

/** What an event makes of a case, as words: regions and context that changed, then effects. */
function does(event: Event, regions: Regions, change: Change = {}): string {
  const before = at(regions, change);
  const after = step(assignmentMachine, before, event);
  if (!after.accepted) return 'refused';
  const value = after.value as unknown as AssignmentRegions;
  return [
    ...(Object.keys(value) as (keyof AssignmentRegions)[]).flatMap((region) =>
      value[region] === before.value[region] ? [] : [`${region} ${value[region]}`],
    ),
    ...(Object.keys(context) as (keyof typeof context)[]).flatMap((key) =>
      after.context[key] === before.context[key] ? [] : [`${key} ${textOf(after.context[key])}`],
    ),
    ...after.effects.map(({ type, params }) => `${type} ${stageOf(params)}`.trim()),
  ].join(', ');
}

const accepted = (regions: Regions, change: Change = {}): string[] =>
  EVENTS.filter((event) => does(event, regions, change) !== 'refused').map(nameOf);
/** Every move of a case but those that a directive makes of all its assignments at once. */
const moves = (regions: Regions, change: Change = {}): Record<string, string> =>
  Object.fromEntries(
    EVENTS.filter(({ type }) => !BY_DIRECTIVE.includes(type))
      .map((event) => [nameOf(event), does(event, regions, change)] as const)
      .filter(([, done]) => done !== 'refused'),
  );
const BY_DIRECTIVE = ['PAUSE', 'RECALL', 'CLOSE', 'SUPERSEDE'];
const only = (all: Record<string, string>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));

describe('an assignment begins', () => {
  it('sent or expected, with or without subordinates who wait for it, and owing everything', () => {
    expect(ASSIGNMENT_OPENINGS).toEqual(
      ['sent', 'expected'].flatMap((receipt) =>
        ['none', 'owed'].map((relay) => ({ receipt, relay, work: 'notStarted', standing: 'inForce' })),
      ),
    );
    expect(start(assignmentMachine)).toEqual({
      value: ASSIGNMENT_OPENINGS[0],
      context: {
        owesWork: true,
        reminderLimit: 3,
        receiptReminders: 0,
        receiptEscalated: false,
        workReminders: 0,
        workEscalated: false,
        relayEscalated: false,
        relayReminded: false,
        relayDays: null,
        followDays: null,
        paused: false,
        askedFrom: null,
        supervisedLeft: 0,
        recallRefused: false,
      },
    });
  });
});

describe('the receipt', () => {
  const PENDING = {
    ACKNOWLEDGE: 'receipt acknowledged',
    RETURN: 'receipt returned, tellSenderOfReturn',
    URGE: 'remindUnit receipt',
    REMINDER_DUE: 'receiptReminders 1, remindUnit receipt',
    SUBORDINATES_WAIT: 'relay owed',
  };

  it.each([
    ['expected', { RELAY: 'receipt sent, sendToUnit', AMEND: '', SUBORDINATES_WAIT: 'relay owed' }],
    ['sent', { ...PENDING, DELIVER: 'receipt delivered', AMEND: 'sendAmendment' }],
    ['delivered', { ...PENDING, AMEND: 'receipt sent, sendAmendment' }],
    ['returned', { SUBORDINATES_WAIT: 'relay owed' }],
  ] as const)('that is %s lets these moves happen', (receipt, expected) => {
    expect(moves({ receipt })).toEqual(expected);
  });

  it('is chased anew after an amendment, of who owes receipt only too, but never to his superior', () => {
    const chased: Change = { receiptReminders: 3, receiptEscalated: true, workReminders: 2, workEscalated: true };
    expect(does({ type: 'AMEND' }, { receipt: 'acknowledged' }, chased)).toBe(
      'receipt sent, receiptReminders 0, receiptEscalated false, workReminders 0, workEscalated false, sendAmendment',
    );
    expect(does({ type: 'AMEND' }, { receipt: 'acknowledged' }, { owesWork: false })).toBe(
      'receipt sent, receiptEscalated true, workEscalated true, sendAmendment',
    );
  });

  it('that expired is chased anew', () => {
    const chased: Change = { receiptReminders: 3, receiptEscalated: true };
    expect(does({ type: 'ACKNOWLEDGEMENT_EXPIRED' }, { receipt: 'acknowledged' }, chased)).toBe(
      'receipt delivered, receiptReminders 0, receiptEscalated false, askToAcknowledgeAgain',
    );
  });
});

describe('the relay', () => {
  const RELAY_EVENTS = ['FORWARD to all', 'FORWARD to some', 'RELAY_OVERDUE', 'NOBODY_WAITS', 'SUBORDINATES_WAIT'];
  const WAITED_FOR = {
    NOBODY_WAITS: 'relay relayed',
    'FORWARD to all': 'relay relayed',
    'FORWARD to some': 'relay partly',
  };

  it.each([
    ['none', {
      'FORWARD to all': 'relay relayed', 'FORWARD to some': 'relay relayed', SUBORDINATES_WAIT: 'relay owed',
    }],
    ['owed', { ...WAITED_FOR, RELAY_OVERDUE: 'relay silent, remindUnit relay' }],
    ['silent', { ...WAITED_FOR, RELAY_OVERDUE: 'relayEscalated true, escalateToSuperior relay' }],
    ['partly', { ...WAITED_FOR, 'FORWARD to some': '', RELAY_OVERDUE: 'relayReminded true, remindUnit relay' }],
    ['relayed', { 'FORWARD to all': '', 'FORWARD to some': '', SUBORDINATES_WAIT: 'relay partly' }],
  ] as const)('that is %s lets these moves happen', (relay, expected) => {
    expect(only(moves({ receipt: 'acknowledged', relay }), ...RELAY_EVENTS)).toEqual(expected);
  }); // prettier-ignore

  it('is for who acknowledged: before, nobody passes the paper on, nor is silent', () => {
    for (const receipt of RECEIPTS.filter((state) => state !== 'acknowledged'))
      for (const relay of RELAYS)
        expect(Object.keys(moves({ receipt, relay })).filter((name) => /FORWARD|OVERDUE/.test(name))).toEqual([]);
  });

  it('that is partly made is reminded of the rest, then told to the superior, once each, and anew when others wait', () => {
    const partly = { receipt: 'acknowledged', relay: 'partly' } as const;
    expect(does({ type: 'RELAY_OVERDUE' }, partly)).toBe('relayReminded true, remindUnit relay');
    expect(does({ type: 'RELAY_OVERDUE' }, partly, { relayReminded: true })).toBe(
      'relayEscalated true, escalateToSuperior relay',
    );
    expect(does({ type: 'RELAY_OVERDUE' }, partly, { relayReminded: true, relayEscalated: true })).toBe('refused');
    const chased: Change = { relayReminded: true, relayEscalated: true };
    expect(does({ type: 'SUBORDINATES_WAIT' }, { receipt: 'acknowledged', relay: 'relayed' }, chased)).toBe(
      'relay partly, relayEscalated false, relayReminded false',
    );
  });

  it('that nobody made lets the acknowledgement expire; one that was made does not', () => {
    const expires = RELAYS.filter(
      (relay) => does({ type: 'ACKNOWLEDGEMENT_EXPIRED' }, { receipt: 'acknowledged', relay }) !== 'refused',
    );
    expect(expires).toEqual(['none', 'owed', 'silent']);
  });

  it('is told to the superior once', () => {
    const silent = { receipt: 'acknowledged', relay: 'silent' } as const;
    expect(does({ type: 'RELAY_OVERDUE' }, silent, { relayEscalated: true })).toBe('refused');
  });
});

describe('the work', () => {
  const OPEN = {
    REPORT: 'work reported, tellSuperiorOfReport',
    EXTEND: 'tellUnitOfExtension',
    URGE: 'remindUnit work',
    REMINDER_DUE: 'workReminders 1, remindUnit work',
    AMEND: 'receipt sent, sendAmendment',
    'SUPERVISE 0': 'work implemented',
    'SUPERVISE 1': 'work implementing, supervisedLeft 1',
  };
  const asks = (from: string) => ({ ASK: `work waitingOnIssuer, askedFrom ${from}, tellSenderOfQuestion` });
  const NOT_BEGUN = {
    START: 'work implementing',
    COMPLETE: 'work implemented',
    NOT_APPLICABLE: 'work notApplicable',
  };
  const AGAIN = 'receipt sent, work implementing, sendAmendment';

  it.each([
    ['notStarted', { ...OPEN, ...NOT_BEGUN, ...asks('notStarted'), ASSIGN: 'work assigned',
      ACKNOWLEDGEMENT_EXPIRED: 'receipt delivered, askToAcknowledgeAgain' }],
    ['assigned', { ...OPEN, ...NOT_BEGUN, ...asks('assigned'), ASSIGN: '' }],
    ['implementing', { ...OPEN, ...asks('implementing'), ASSIGN: '', COMPLETE: 'work implemented',
      NOT_APPLICABLE: 'work notApplicable',
      'SUPERVISE 1': 'supervisedLeft 1' }],
    ['waitingOnIssuer', { EXTEND: 'tellUnitOfExtension', AMEND: OPEN.AMEND, 'SUPERVISE 0': '',
      'SUPERVISE 1': 'supervisedLeft 1' }],
    ['implemented', { REPORT: OPEN.REPORT, URGE: OPEN.URGE, REMINDER_DUE: OPEN.REMINDER_DUE, AMEND: AGAIN,
      'SUPERVISE 0': '', 'SUPERVISE 1': 'work implementing, supervisedLeft 1' }],
    ['reported', { ACCEPT: 'work accepted, tellUnitOfReview', SEND_BACK: 'work sentBack, tellUnitOfReview', AMEND: AGAIN }],
    ['accepted', { AMEND: AGAIN }],
    ['sentBack', { ...OPEN, ...asks('sentBack'), START: 'work implementing' }],
    ['notApplicable', { AMEND: 'receipt sent, work notStarted, sendAmendment' }],
  ] as const)('that is %s lets these moves happen', (work, expected) => {
    const { SUBORDINATES_WAIT, 'FORWARD to all': all, 'FORWARD to some': some, ...ofWork } = moves({ receipt: 'acknowledged', work });
    expect(ofWork).toEqual(expected);
    expect([SUBORDINATES_WAIT, all, some]).toEqual(['relay owed', 'relay relayed', 'relay relayed']);
  }); // prettier-ignore

  it.each(['notStarted', 'assigned', 'implementing', 'sentBack'] as const)(
    'goes back to %s, where its question was asked, by the answer or without',
    (askedFrom) => {
      const waiting = { receipt: 'acknowledged', work: 'waitingOnIssuer' } as const;
      expect(only(moves(waiting, { askedFrom }), 'ANSWERED', 'QUESTION_WITHDRAWN')).toEqual({
        ANSWERED: `work ${askedFrom}, askedFrom null, tellUnitOfAnswer`,
        QUESTION_WITHDRAWN: `work ${askedFrom}, askedFrom null`,
      });
    },
  );

  it('is asked of nobody who owes none, whatever state it is in', () => {
    for (const work of WORKS)
      expect(Object.keys(moves({ receipt: 'acknowledged', work }, { owesWork: false })).toSorted()).toEqual(
        ['AMEND', 'FORWARD to all', 'FORWARD to some', 'SUBORDINATES_WAIT'].toSorted(),
      );
  });

  it('waits for the acknowledgement, whatever state it is in', () => {
    for (const work of WORKS)
      for (const receipt of ['sent', 'delivered', 'returned'] as const)
        expect(moves({ receipt, work })).toEqual({
          ...moves({ receipt }),
          // what was done under the earlier text is looked at again by whoever has the paper
          ...only(moves({ receipt, work }), 'AMEND'),
        });
  });

  it.each(['implemented', 'reported', 'accepted', 'notApplicable'] as const)(
    'that is %s is looked at again by whoever the paper reached, unless only its deadline moved',
    (work) => {
      const again = work === 'notApplicable' ? 'notStarted' : 'implementing';
      for (const receipt of ['sent', 'delivered', 'acknowledged'] as const) {
        expect(does({ type: 'AMEND' }, { receipt, work })).toContain(`work ${again}`);
        expect(does({ type: 'AMEND', deadlineOnly: false }, { receipt, work })).toContain(`work ${again}`);
        expect(does({ type: 'AMEND', deadlineOnly: true }, { receipt, work })).not.toContain('work');
      }
      expect(does({ type: 'AMEND' }, { receipt: 'expected', work })).toBe('');
      expect(does({ type: 'AMEND' }, { receipt: 'returned', work })).toBe('refused');
    },
  );

  it('that was passed on is none of its functions no more: others act on it', () => {
    for (const work of ['notStarted', 'assigned', 'implementing'] as const)
      expect(
        RELAYS.filter(
          (relay) => does({ type: 'NOT_APPLICABLE' }, { receipt: 'acknowledged', relay, work }) !== 'refused',
        ),
      ).toEqual(['none', 'owed', 'silent']);
  });

  it('counts who is left of those whom the unit sees to, in every state in which they may act', () => {
    for (const work of ['implementing', 'waitingOnIssuer', 'implemented'] as const)
      expect(does({ type: 'SUPERVISE', left: 0 }, { receipt: 'acknowledged', work }, { supervisedLeft: 2 })).toMatch(
        /supervisedLeft 0$/,
      );
  });

  it('is not completed while somebody whom the unit sees to is left', () => {
    for (const work of ['notStarted', 'assigned', 'implementing'] as const)
      expect(does({ type: 'COMPLETE' }, { receipt: 'acknowledged', work }, { supervisedLeft: 1 })).toBe('refused');
  });

  it('is chased anew after more time was granted, of who waits for an answer too', () => {
    const chased: Change = { workReminders: 3, workEscalated: true };
    for (const work of ['notStarted', 'sentBack', 'waitingOnIssuer'] as const)
      expect(does({ type: 'EXTEND' }, { receipt: 'acknowledged', work }, chased)).toBe(
        'workReminders 0, workEscalated false, tellUnitOfExtension',
      );
  });
});

describe('a reminder', () => {
  it.each([
    ['receipt', { receipt: 'delivered' }],
    ['work', { receipt: 'acknowledged', work: 'implementing' }],
    ['work', { receipt: 'acknowledged', work: 'implemented' }],
  ] as const)('of the %s goes to the unit up to the limit, then once to the superior', (stage, regions) => {
    const told = (n: number, escalated: boolean) =>
      does({ type: 'REMINDER_DUE' }, regions, { [`${stage}Reminders`]: n, [`${stage}Escalated`]: escalated });
    expect(told(2, false)).toBe(`${stage}Reminders 3, remindUnit ${stage}`);
    expect(told(3, false)).toBe(`${stage}Escalated true, escalateToSuperior ${stage}`);
    expect(told(3, true)).toBe('refused');
    expect(does({ type: 'URGE' }, regions, { [`${stage}Reminders`]: 3, [`${stage}Escalated`]: true })).toBe(
      `remindUnit ${stage}`,
    );
  });
});

describe('the standing', () => {
  it('in force may be paused, recalled, closed and superseded in every state, and a pause ended', () => {
    for (const regions of STATES) {
      const [to, tell] = ['expected', 'returned'].includes(regions.receipt!)
        ? ['recalled', '']
        : ['recallRequested', ', askToGiveBack'];
      expect(does({ type: 'RECALL' }, regions)).toBe(`standing ${to}${tell}`);
      expect(does({ type: 'CLOSE' }, regions)).toBe('standing closed');
      expect(does({ type: 'SUPERSEDE' }, regions)).toBe('standing superseded');
      expect(does({ type: 'PAUSE' }, regions)).toBe('paused true');
      expect(does({ type: 'RESUME' }, regions, { paused: true })).toBe('paused false');
    }
  });

  it('paused lets units act, and neither reminds, nor expires, nor passes anything on', () => {
    const AT_REST = /^(REMINDER_DUE|URGE|RELAY_OVERDUE|ACKNOWLEDGEMENT_EXPIRED|RELAY|FORWARD.*|PAUSE)$/;
    for (const regions of STATES)
      expect(accepted(regions, { paused: true }).toSorted()).toEqual(
        [...accepted(regions).filter((name) => !AT_REST.test(name)), 'RESUME'].toSorted(),
      );
  });

  it('paused tells no superior either', () => {
    const used: Change = { receiptReminders: 3, workReminders: 3, paused: true };
    for (const regions of STATES) expect(does({ type: 'REMINDER_DUE' }, regions, used)).toBe('refused');
  });

  it('asked to give the paper back accepts the answer, and what ends it, and nothing else', () => {
    const asked = { standing: 'recallRequested' } as const;
    for (const regions of STATES)
      expect(
        Object.fromEntries(
          EVENTS.map(
            (event) => [nameOf(event), does(event, { ...regions, ...asked }, { askedFrom: 'notStarted' })] as const,
          ).filter(([, done]) => done !== 'refused'),
        ),
      ).toEqual({
        AGREE_RECALL: 'standing recalled, tellSenderOfRecallAnswer',
        REFUSE_RECALL: 'standing inForce, recallRefused true, tellSenderOfRecallAnswer',
        CLOSE: 'standing closed',
        SUPERSEDE: 'standing superseded',
      });
    expect(does({ type: 'RESUME' }, asked, { paused: true })).toBe('paused false');
    expect(does({ type: 'RECALL' }, {}, { recallRefused: true })).toBe(
      'standing recallRequested, recallRefused false, askToGiveBack',
    );
  });

  it.each(['recalled', 'closed', 'superseded'] as const)('%s accepts nothing any more', (standing) => {
    for (const regions of STATES) {
      expect(accepted({ ...regions, standing })).toEqual([]);
      expect(accepted({ ...regions, standing }, { paused: true, askedFrom: 'notStarted' })).toEqual([]);
    }
  });
});
