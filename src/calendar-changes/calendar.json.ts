import { vnIso } from '../platform/vn-time.js';
import type { TermShown } from './calendar-shown.js';
import type { ShownVersion } from './calendar.queries.js';
import type { MovedDeadline } from './moved-deadlines.js';

/** A version as programs read it. */
export const versionJson = ({ madeAt, ...version }: ShownVersion) => ({ ...version, madeAt: vnIso(madeAt) });

/** A deadline that moves as programs read it. */
export const movedJson = ({ wasAt, isAt, ...moved }: MovedDeadline) => ({
  ...moved,
  wasAt: vnIso(wasAt),
  isAt: vnIso(isAt),
});

/** A term as programs read it. */
export const termJson = ({ sameDay, at, provisional }: TermShown) => ({
  sameDay: sameDay && vnIso(sameDay),
  at: at && vnIso(at),
  provisional,
});
