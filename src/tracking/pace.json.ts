import { vnIso } from '../platform/vn-time.js';
import type { ForecastRow, Outlook } from './forecast.queries.js';
import { SHARE } from './forecast.rules.js';
import type { FrontierUnit } from './frontier.queries.js';
import type { Latency } from './latency.queries.js';

const instant = (at: Date | null): string | null => (at === null ? null : vnIso(at));

/** A unit of the blocking frontier as the API shows it. */
export const frontierJson = ({ unitCode, unitName, dueAt, ...rest }: FrontierUnit) => ({
  unit: unitCode,
  name: unitName,
  ...rest,
  dueAt: instant(dueAt),
});

/** How long the paper takes, as the API shows it; times are seconds. */
export const latencyJson = ({ issuedAt, asOf, levels, slowest }: Latency) => ({
  issuedAt: instant(issuedAt),
  levels,
  slowest: slowest.map(({ unitCode, unitName, ...rest }) => ({ unit: unitCode, name: unitName, ...rest })),
  asOf: vnIso(asOf),
});

/** The forecast of now, and those that were made before with what became of them. */
export const forecastJson = (
  { foreseen, total, acknowledged, unreached, own, history }: Outlook,
  past: readonly ForecastRow[],
  rate: { graded: number; hits: number },
) => ({
  quantity: 'acknowledged',
  share: SHARE,
  total,
  acknowledged,
  unreached,
  forecast:
    typeof foreseen === 'string'
      ? null
      : {
          by: vnIso(foreseen.expectedAt),
          from: vnIso(foreseen.earliestAt),
          to: vnIso(foreseen.latestAt),
        },
  why: typeof foreseen === 'string' ? foreseen : null,
  basis: { own, history },
  past: past.map((row) => ({
    madeAt: vnIso(row.madeAt),
    share: row.share,
    by: vnIso(row.expectedAt),
    from: vnIso(row.earliestAt),
    to: vnIso(row.latestAt),
    acknowledged: row.n,
    total: row.ofTotal,
    reachedAt: instant(row.reachedAt),
    endedAt: instant(row.endedAt),
    hit: row.hit,
  })),
  grades: rate,
});
