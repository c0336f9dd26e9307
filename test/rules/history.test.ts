import { describe, expect, it } from '@jest/globals';
import { ASSIGNMENT_OPENINGS, CURRENT, machineOf, start } from '../../workflows/index.js';
import { endWith, letLoose, StoreOfDuties, unexplained, type Fault, type SharedDuty } from '../support/clients.js';
import { checkHistory, moved, type Done, type Duty } from '../support/history.js';
import { Dice } from '../support/random.js';

const begins: Duty = {
  machineVersion: CURRENT.assignment,
  regions: ASSIGNMENT_OPENINGS[0]!,
  context: start(machineOf('assignment', CURRENT.assignment)).context,
  version: 1,
  report: null,
  review: null,
};
const acknowledged = moved(begins, { type: 'ACKNOWLEDGE' })!;
const reported = moved(acknowledged, { type: 'REPORT' }, 'một')!;

let instant = 0;
/** Acts one after another; `during` moves a call before the answer of the act before it. */
const act = (done: Pick<Done, 'event' | 'told'> & Partial<Done>): Done => ({
  called: ++instant,
  answered: ++instant,
  client: 1,
  ...done,
});
const ACKNOWLEDGE = { event: { type: 'ACKNOWLEDGE' } } as const;
const RETURN = { event: { type: 'RETURN' } } as const;
const isExplained = (...acts: Done[]) => checkHistory(begins, acts).linearizable;

describe('a history of acts on one duty', () => {
  it('is explained where every answer is the one of the machine, in the order of the calls', () => {
    expect(
      isExplained(
        act({ ...ACKNOWLEDGE, told: 'done', seen: acknowledged }),
        act({ ...ACKNOWLEDGE, told: 'repeated', seen: acknowledged }),
        act({ ...RETURN, told: 'refused' }),
        act({ event: { type: 'REPORT' }, report: 'một', told: 'done', seen: reported }),
        act({ event: { type: 'REPORT' }, report: 'một', told: 'repeated' }),
        act({ event: { type: 'REPORT' }, report: 'hai', told: 'refused' }),
      ),
    ).toBe(true);
  });

  it('is not explained where two exclusive acts were both accepted, whatever came when', () => {
    const both = { called: 1, answered: 9 };
    expect(isExplained(act({ ...ACKNOWLEDGE, told: 'done', ...both }), act({ ...RETURN, told: 'done', ...both }))).toBe(
      false,
    );
    expect(
      isExplained(act({ ...ACKNOWLEDGE, told: 'done', ...both }), act({ ...RETURN, told: 'refused', ...both })),
    ).toBe(true);
  });

  it('lets acts that overlap happen in either order, and those that do not in theirs only', () => {
    const refused = { ...RETURN, told: 'refused' as const };
    const done = { ...ACKNOWLEDGE, told: 'done' as const };
    expect(isExplained(act({ ...refused, called: 1, answered: 3 }), act({ ...done, called: 2, answered: 4 }))).toBe(
      true,
    );
    expect(isExplained(act({ ...refused, called: 1, answered: 2 }), act({ ...done, called: 3, answered: 4 }))).toBe(
      false,
    );
  });

  it('sees a version that is skipped, and an answer of the past', () => {
    const skipped = { ...acknowledged, version: 3 };
    expect(isExplained(act({ ...ACKNOWLEDGE, told: 'done', seen: skipped }))).toBe(false);
    expect(
      isExplained(
        act({ ...ACKNOWLEDGE, told: 'done', seen: acknowledged }),
        act({ event: { type: 'READ' }, told: 'done', seen: begins }),
      ),
    ).toBe(false);
  });

  it('lets an act whose answer was lost have happened or not, at any later time, but once', () => {
    const lost = act({ ...ACKNOWLEDGE, told: 'lost', answered: Infinity });
    expect(isExplained(lost, act({ event: { type: 'READ' }, told: 'done', seen: begins }))).toBe(true);
    expect(isExplained(lost, act({ event: { type: 'READ' }, told: 'done', seen: acknowledged }))).toBe(true);
    expect(isExplained(lost, act({ ...ACKNOWLEDGE, told: 'repeated' }))).toBe(true);
    expect(isExplained(lost, act({ ...RETURN, told: 'done' }), act({ ...ACKNOWLEDGE, told: 'repeated' }))).toBe(false);
  });

  it('has what units answer to a recall, and that they say it again', () => {
    const recalled = () => act({ event: { type: 'RECALL' }, told: 'part' });
    const declining = { event: { type: 'REFUSE_RECALL' } } as const;
    const agreeing = { event: { type: 'AGREE_RECALL' } } as const;
    const isAfterRecall = (...acts: [typeof declining | typeof agreeing | typeof ACKNOWLEDGE, Done['told']][]) =>
      isExplained(recalled(), ...acts.map(([event, told]) => act({ ...event, told })));
    expect(isAfterRecall([declining, 'done'], [declining, 'repeated'], [agreeing, 'refused'])).toBe(true);
    expect(isAfterRecall([ACKNOWLEDGE, 'refused'], [agreeing, 'done'], [agreeing, 'repeated'])).toBe(true);
    expect(isAfterRecall([declining, 'done'], [agreeing, 'done'])).toBe(false);
    expect(isExplained(act({ ...agreeing, told: 'done' }), recalled())).toBe(false);
    expect(isExplained(act({ ...agreeing, told: 'refused' }), recalled())).toBe(true);
  });

  it('has the part of a bulk act where the machine lets it, and nothing where it does not', () => {
    const relay = act({ event: { type: 'RELAY' }, told: 'part' });
    expect(isExplained(relay, act({ event: { type: 'READ' }, told: 'done', seen: begins }))).toBe(true);
    const pausing = act({ event: { type: 'PAUSE' }, told: 'part' });
    expect(isExplained(pausing, act({ event: { type: 'READ' }, told: 'done', seen: begins }))).toBe(false);
  });
});

const duties: SharedDuty[] = ['a', 'b'].map((id) => ({ id, unit: id, parent: null, begins }));

/** Eight clients at a store in memory. @returns what no order explains */
async function withFault(seed: number, fault?: Fault): Promise<string | undefined> {
  const dice = new Dice(seed);
  const store = new StoreOfDuties(duties, dice, fault);
  const run = await letLoose(store.service, duties, {
    dice,
    clients: 8,
    acts: [
      'acknowledge',
      'acknowledge',
      'return',
      'start',
      'report',
      'accept',
      'send-back',
      'agree-recall',
      'refuse-recall',
    ],
    each: 6,
    ...(seed % 3 === 0 ? { once: 'recall' as const } : {}),
  });
  endWith(run, store.present);
  return unexplained(run, duties);
}
const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);
const caught = async (fault?: Fault): Promise<number> =>
  (await Promise.all(SEEDS.map((seed) => withFault(seed, fault)))).filter((found) => found !== undefined).length;

describe('eight clients at a store of duties', () => {
  it('that is right leave histories that are explained', async () => {
    expect(await caught()).toBe(0);
  });

  it.each<Fault>(['lost update', 'double apply', 'stale read'])('are seen to have met a planted %s', async (fault) => {
    expect(await caught(fault)).toBeGreaterThan(SEEDS.length / 2);
  });
});
