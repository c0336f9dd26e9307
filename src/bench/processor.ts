import { BenchServer } from './bench-server.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { drawnOpen, openAtLeast, type Drawn } from './open-directives.js';
import { IN_FLIGHT, onceEach } from './saturation.js';
import type { Stage } from './stage.js';
import { inTurn, sideOf, withPostgres, type Turns } from './turns.js';

const SERVERS = 3;
/** Of all sides, for each second of one, warm-up included. */
const AT_MOST_PER_SECOND = 6_000;

interface Compared {
  name: string;
  target: number | null;
  turns: Turns;
  sql?: readonly string[];
  detail?: Record<string, unknown>;
}

/** Processor time of an act, PostgreSQL's included; empty where the system does not tell. */
export function processorFigure({ name, target, turns, sql = [], detail = {} }: Compared): Figure[] {
  const of = (side: keyof Turns) =>
    turns[side].flatMap(({ processorMs }) => (processorMs === null ? [] : [processorMs]));
  const [ours, floor] = [of('ours'), of('floor')];
  if (ours.length === 0 || floor.length === 0) return [];
  return [
    figureOf({
      name,
      unit: 'ms',
      ours: median(ours),
      floor: median(floor),
      target,
      sql,
      detail: { ...detail, oursRounds: ours.map(rounded), floorRounds: floor.map(rounded) },
    }),
  ];
}

/**
 * Processor time of an acknowledgement through the API, of servers and PostgreSQL together, with three servers on one
 * database, beside the same with one of them: where each of the three is as busy as the one is, and where they share what
 * the one has to do. In the latter fewer acts come to a server in the same moment, and so fewer share a statement.
 */
export async function measureProcessor(stage: Stage): Promise<Figure[]> {
  await openAtLeast(stage, stage.effort.seconds * AT_MOST_PER_SECOND);
  const items = await drawnOpen(stage, Math.ceil(stage.effort.seconds * AT_MOST_PER_SECOND));
  const servers: BenchServer[] = [];
  try {
    for (let n = 0; n < SERVERS; n++) servers.push(await BenchServer.start(stage));
    stage.progress('cpu: tokens');
    const tokens = await servers[0]!.tokensFor(items.map(({ unitId }) => unitId));
    const next = onceEach(items);
    const side = async (some: readonly BenchServer[], inFlight = IN_FLIGHT) => {
      const meter = await withPostgres(stage, () => total(some.map((server) => server.processorTime())));
      let turn = 0;
      const acknowledge = ({ id, unitId }: Drawn) =>
        some[turn++ % some.length]!.post(`/api/v1/assignments/${id}/acknowledge`, tokens.get(unitId)!);
      return sideOf(next, acknowledge, meter, inFlight);
    };
    const figure = async (name: string, inFlight: number, target: number | null) => {
      const sides = { ours: await side(servers, inFlight), floor: await side(servers.slice(0, 1)) };
      const detail = { floor: `the same with one server and ${IN_FLIGHT} in flight`, servers: SERVERS, inFlight };
      return processorFigure({ name, target, turns: await inTurn(stage, name, sides), detail });
    };
    return [
      ...(await figure('cpu-three-processes', SERVERS * IN_FLIGHT, 1.2)),
      ...(await figure('cpu-three-processes-sharing', IN_FLIGHT, null)),
    ];
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

const total = (times: readonly (number | null)[]): number | null =>
  times.reduce<number | null>((sum, time) => (sum === null || time === null ? null : sum + time), 0);
