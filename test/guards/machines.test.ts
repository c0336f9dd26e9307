import { describe, expect, it } from '@jest/globals';
import { MACHINES } from '../../src/catalogue.js';

/** All that a machine of ours is made of: no clock (`after`), no I/O (`invoke`), nothing that runs by itself. */
const KEYS_OF_STATE = ['context', 'id', 'initial', 'on', 'schemas', 'states', 'type']; // setup() adds empty schemas
const KEYS_OF_TRANSITION = ['actions', 'guard', 'target'];

type Config = Record<string, unknown>;
const recordOf = (value: unknown): [string, Config][] => Object.entries((value ?? {}) as Record<string, Config>);

/** Keys of a machine's configuration, below `at`, that no machine of ours may have. */
function strangeKeys(config: Config, at: string): string[] {
  const own = Object.keys(config)
    .filter((key) => !KEYS_OF_STATE.includes(key))
    .map((key) => `${at}: ${key}`);
  const moves = recordOf(config['on']).flatMap(([event, given]) =>
    [given].flat().flatMap((move) =>
      typeof move === 'string'
        ? []
        : Object.keys(move)
            .filter((key) => !KEYS_OF_TRANSITION.includes(key))
            .map((key) => `${at} on ${event}: ${key}`),
    ),
  );
  return [
    ...own,
    ...moves,
    ...recordOf(config['states']).flatMap(([name, state]) => strangeKeys(state, `${at}.${name}`)),
  ];
}

describe('the machines', () => {
  it.each(Object.entries(MACHINES))(
    '%s holds states, events, guards and named actions, and nothing else',
    (name, machine) => {
      expect(strangeKeys(machine.config as unknown as Config, name)).toEqual([]);
    },
  );

  it.each(Object.entries(MACHINES))('%s names every action and guard: nothing is written in place', (_, { config }) => {
    const text = JSON.stringify(config, (key, value: unknown) =>
      typeof value === 'function' && key === 'actions' ? 'written in place' : value,
    );
    expect(text).not.toContain('written in place');
  });

  it('that keep time or do I/O are found by this guard', () => {
    const timed = {
      initial: 'waiting',
      states: {
        waiting: { after: { 1000: 'late' }, on: { GO: { target: 'late', reenter: true } } },
        late: { invoke: { src: 'send' }, entry: 'tell', always: 'waiting' },
      },
    };
    expect(strangeKeys(timed, 'timed')).toEqual([
      'timed.waiting: after',
      'timed.waiting on GO: reenter',
      'timed.late: invoke',
      'timed.late: entry',
      'timed.late: always',
    ]);
  });
});
