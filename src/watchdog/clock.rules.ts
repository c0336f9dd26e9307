/** Three clocks, read at one moment. */
export interface ClockSample {
  /** Of this process; only ever goes on, whatever its date is set to. Milliseconds since some instant. */
  monotonic: number;
  /** How long the reading took: by so much the clocks may seem to differ. Milliseconds. */
  took: number;
  /** The database's own. Milliseconds since 1970. */
  real: number;
  /** The business clock. Milliseconds since 1970. */
  business: number;
  /** By how much the business clock is to be ahead of the database's own, in milliseconds; 0 outside the demonstration. */
  offset: number;
}

export interface ClockFault {
  kind: 'standsStill' | 'jumped' | 'isOff';
  /** By how many seconds the clock is ahead of where it should be; negative: behind. */
  bySeconds: number;
}

/** Clocks that are set right by a time server are moved by less than this, a little at a time. */
const SLACK_MILLISECONDS = 1000;
/** As large a part of the time between two samples may be gained or lost by that. */
const SLACK_SHARE = 0.01;

/**
 * What is wrong with the clock that decides in business, seen from a process whose own clock cannot be set: the business
 * clock differs from the database's by anything else than the offset of the demonstration, or the database's clock has
 * not gone on as the time did.
 * @param before  an earlier sample of the same process; undefined: only what one sample shows is found
 */
export function clockFault(before: ClockSample | undefined, now: ClockSample): ClockFault | undefined {
  const passed = before ? now.monotonic - before.monotonic : 0;
  const slack = SLACK_MILLISECONDS + now.took + (before?.took ?? 0) + passed * SLACK_SHARE;
  const off = now.business - now.real - now.offset;
  const stood = before !== undefined && passed > slack;
  if (Math.abs(off) > slack) return fault(stood && now.business === before.business ? 'standsStill' : 'isOff', off);
  if (!before) return undefined;
  const gained = now.real - before.real - passed;
  if (Math.abs(gained) <= slack) return undefined;
  return fault(stood && now.real === before.real ? 'standsStill' : 'jumped', gained);
}

const fault = (kind: ClockFault['kind'], milliseconds: number): ClockFault => ({
  kind,
  bySeconds: Math.round(milliseconds / 1000),
});
