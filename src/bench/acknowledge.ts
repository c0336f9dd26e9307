import { AcknowledgeAssignment } from '../assignments/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { rowsOf, sql } from '../platform/database/sql.js';
import { ACKNOWLEDGE_SQL, AcknowledgeFloor, type Open } from './acknowledge.floor.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { BenchServer } from './bench-server.js';
import { IN_FLIGHT, onceEach, saturate } from './saturation.js';
import type { Stage } from './stage.js';

const ROUNDS = 5;
const WARM_UP_SHARE = 0.1;
/** More than either side does in a second here, so that neither runs out of assignments. */
const AT_MOST_PER_SECOND = 6_000;
const HTTP_AT_MOST_PER_SECOND = 1_500;

const openOnes = ({ db }: Stage): Promise<Open[]> =>
  rowsOf(
    db,
    sql`select cascade_id as "cascadeId", id, directive_id as "directiveId", unit_id as "unitId"
      from assignment where receipt = 'sent' order by id`,
  );

/** Enough open assignments for both sides; those of directives issued by other figures count. */
async function enoughOpen(stage: Stage): Promise<Open[]> {
  const wanted = Math.ceil(stage.effort.seconds * AT_MOST_PER_SECOND);
  let open = await openOnes(stage);
  while (open.length < wanted) {
    stage.progress(`acknowledge: ${open.length}/${wanted}`);
    await stage.issue(await stage.draft());
    open = await openOnes(stage);
  }
  return open;
}

type Side = (seconds: number) => Promise<number>;

/** The two sides in turn, so that whatever else the machine does meets both. @returns acts per second of each round */
async function inTurn(
  stage: Stage,
  name: string,
  ours: Side,
  floor: Side,
): Promise<{ ours: number[]; floor: number[] }> {
  const rates = { ours: [] as number[], floor: [] as number[] };
  await ours(stage.effort.seconds * WARM_UP_SHARE);
  await floor(stage.effort.seconds * WARM_UP_SHARE);
  for (let round = 1; round <= ROUNDS; round++) {
    stage.progress(`${name}: ${round}/${ROUNDS}`);
    rates.ours.push(await ours(stage.effort.seconds / ROUNDS));
    rates.floor.push(await floor(stage.effort.seconds / ROUNDS));
  }
  return rates;
}

interface Compared {
  name: string;
  target: number;
  laterTarget: number;
  rates: { ours: number[]; floor: number[] };
}

const figure = ({ name, target, laterTarget, rates }: Compared): Figure =>
  figureOf({
    name,
    unit: 'per s',
    ours: median(rates.ours),
    floor: median(rates.floor),
    target,
    laterTarget,
    sql: ACKNOWLEDGE_SQL,
    detail: { inFlight: IN_FLIGHT, oursRounds: rates.ours.map(rounded), floorRounds: rates.floor.map(rounded) },
  });

/**
 * Acknowledgements per second with {@link IN_FLIGHT} under way, each of an assignment of its own: in process, and
 * through the HTTP API of a server that is a process of its own. The floor is plain SQL in five round trips.
 * @param http  whether to measure the API too; it needs the compiled product
 */
export async function measureAcknowledge(stage: Stage, http: boolean): Promise<Figure[]> {
  const open = await enoughOpen(stage);
  const floor = await AcknowledgeFloor.open(stage);
  try {
    // the API's share is set apart first: each of its units needs a token
    const forApi = http
      ? open.splice(0, Math.ceil(Math.min(open.length / 2, stage.effort.seconds * HTTP_AT_MOST_PER_SECOND)))
      : [];
    const forFloor = onceEach([...open, ...forApi]);
    const floorSide: Side = (seconds) => saturate(forFloor, seconds, (item, lane) => floor.acknowledge(item, lane));
    const acknowledging = stage.get(AcknowledgeAssignment);
    const by = commandLineCaller('vi');
    const forUs = onceEach(open);
    const ourSide: Side = (seconds) => saturate(forUs, seconds, ({ id }) => acknowledging.execute(id, {}, by));
    const rates = await inTurn(stage, 'acknowledge', ourSide, floorSide);
    const inProcess = figure({ name: 'acknowledge', target: 0.33, laterTarget: 1, rates });
    return http ? [inProcess, ...(await throughApi(stage, forApi, floorSide))] : [inProcess];
  } finally {
    await floor.close();
  }
}

async function throughApi(stage: Stage, items: readonly Open[], floorSide: Side): Promise<Figure[]> {
  const server = await BenchServer.start(stage);
  try {
    stage.progress('acknowledge-http: tokens');
    const tokens = await server.tokensFor(items.map(({ unitId }) => unitId));
    const next = onceEach(items);
    const ourSide: Side = (seconds) =>
      saturate(next, seconds, ({ id, unitId }) =>
        server.post(`/api/v1/assignments/${id}/acknowledge`, tokens.get(unitId)!),
      );
    const rates = await inTurn(stage, 'acknowledge-http', ourSide, floorSide);
    const peak = server.peakMegabytes();
    return [
      figure({ name: 'acknowledge-http', target: 0.5, laterTarget: 0.5, rates }),
      ...(peak === null ? [] : [memoryFigure(peak, 'serve')]),
    ];
  } finally {
    await server.stop();
  }
}

/** Peak resident memory of a process of the product, PostgreSQL apart. */
export const memoryFigure = (megabytes: number, of: 'serve' | 'bench'): Figure =>
  figureOf({
    name: 'memory',
    unit: 'MB',
    ours: megabytes,
    floor: null,
    target: 400,
    laterTarget: 400,
    detail: { process: of },
  });
