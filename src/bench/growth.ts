import { AcknowledgeAssignment } from '../assignments/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { figureOf, median, percentile, rounded, spread, type Figure } from './figure.rules.js';
import { drawnOpen, openDirectives } from './open-directives.js';
import type { Stage } from './stage.js';
import { atSteadyRate } from './steady-rate.js';

const PER_SECOND = 100;
const ISSUES = 5;
/** Times that acknowledgements are measured at a level: the median of their percentiles, as of the issues. */
const WINDOWS = 3;
const WARM_UP_SHARE = 0.2;
const FLAT = { fanOut: 1.2, acknowledgement: 1.5 };

interface Level {
  /** National directives that were open when it was measured. */
  directives: number;
  assignments: number;
  /** Seconds of each issue. */
  issues: number[];
  /** Milliseconds of each acknowledgement, window by window. */
  acknowledgements: number[][];
}

/**
 * What more directives cost: the time to issue one more, and the 99th percentile of an acknowledgement at a steady rate,
 * beside the same with the fewest directives open. Flat is the aim: each cascade is alone with its rows.
 */
export async function measureGrowth(stage: Stage): Promise<Figure[]> {
  const levels: Level[] = [];
  for (const directives of stage.effort.growth) {
    await openDirectives(stage, directives);
    levels.push(await levelOf(stage, directives));
  }
  return [
    figure('growth-fan-out', 's', levels, ({ issues }) => median(issues)),
    figure('growth-acknowledgement', 'ms', levels, ({ acknowledgements }) =>
      median(acknowledgements.map((window) => percentile(window, 0.99))),
    ),
  ];
}

async function levelOf(stage: Stage, directives: number): Promise<Level> {
  const issues: number[] = [];
  for (let n = 0; n <= ISSUES; n++) {
    stage.progress(`growth: ${directives}, issue ${n}/${ISSUES}`);
    const draft = await stage.draft();
    const begin = performance.now();
    await stage.issue(draft);
    // the first is not counted: plans are made anew after the tables have grown
    if (n > 0) issues.push((performance.now() - begin) / 1000);
  }
  stage.progress(`growth: ${directives}, acknowledgements`);
  const count = Math.ceil(PER_SECOND * stage.effort.seconds);
  const warmUp = Math.ceil(count * WARM_UP_SHARE);
  const items = await drawnOpen(stage, warmUp + WINDOWS * count);
  const by = commandLineCaller('vi');
  const acknowledging = stage.get(AcknowledgeAssignment);
  const acknowledge = (from: number, to?: number) =>
    atSteadyRate(items.slice(from, to), PER_SECOND, ({ id }) => acknowledging.execute(id, {}, by));
  await acknowledge(0, warmUp);
  const acknowledgements: number[][] = [];
  for (let n = 0; n < WINDOWS; n++)
    acknowledgements.push(await acknowledge(warmUp + n * count, warmUp + (n + 1) * count));
  const { rows } = await stage.owner.query('select count(*)::int as n from assignment');
  return { directives, assignments: rows[0].n, issues, acknowledgements };
}

function figure(name: string, unit: 's' | 'ms', levels: readonly Level[], valueOf: (level: Level) => number): Figure {
  const [first, ...later] = levels.map(valueOf);
  return figureOf({
    name,
    unit,
    ours: Math.max(...(later.length > 0 ? later : [first!])),
    floor: first!,
    target: unit === 's' ? FLAT.fanOut : FLAT.acknowledgement,
    detail: {
      floor: `the same with ${levels[0]!.directives} open`,
      perSecond: PER_SECOND,
      levels: levels.map(({ directives, assignments, issues, acknowledgements }) => ({
        directives,
        assignments,
        fanOut: issues.map(rounded),
        acknowledgement: acknowledgements.map(spread),
      })),
    },
  });
}
