import { and, not, or, stateIn } from 'xstate';

// What version 2 of the assignment's machine asks of the states of its regions.

export const IN_FORCE = stateIn({ standing: 'inForce' });
export const RUNNING = and([IN_FORCE, not('paused')]);
export const ACKNOWLEDGED = and([IN_FORCE, stateIn({ receipt: 'acknowledged' })]);
export const WORKING = and(['owesWork', ACKNOWLEDGED]);
export const REACHED = and([
  IN_FORCE,
  or([stateIn({ receipt: 'sent' }), stateIn({ receipt: 'delivered' }), stateIn({ receipt: 'acknowledged' })]),
]);
export const FORWARDING = and([ACKNOWLEDGED, not('paused')]);
/** Others act on what it passed on. */
export const PASSED_ON = or([stateIn({ relay: 'partly' }), stateIn({ relay: 'relayed' })]);
export const NOTHING_FOLLOWED = and([
  WORKING,
  not('paused'),
  stateIn({ work: 'notStarted' }),
  or([stateIn({ relay: 'none' }), stateIn({ relay: 'owed' }), stateIn({ relay: 'silent' })]),
]);
