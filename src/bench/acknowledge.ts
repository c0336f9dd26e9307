import { AcknowledgeAssignment } from '../assignments/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { rowsOf, sql } from '../platform/database/sql.js';
import { ACKNOWLEDGE_SQL, AcknowledgeFloor, type Open } from './acknowledge.floor.js';
import { BenchServer } from './bench-server.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { memoryFigures } from './memory.js';
import { processorFigure } from './processor.js';
import { IN_FLIGHT, onceEach } from './saturation.js';
import type { Stage } from './stage.js';
import { inTurn, ownTime, sideOf, withPostgres, type Side, type Turns } from './turns.js';

/** More than both figures of either side take for each second of a side, warm-up included, so that none runs out. */
const AT_MOST_PER_SECOND = 8_000;
const HTTP_AT_MOST_PER_SECOND = 2_000;

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

function figure(name: string, target: number, turns: Turns): Figure {
  const ours = turns.ours.map(({ perSecond }) => perSecond);
  const floor = turns.floor.map(({ perSecond }) => perSecond);
  return figureOf({
    name,
    unit: 'per s',
    ours: median(ours),
    floor: median(floor),
    target,
    sql: ACKNOWLEDGE_SQL,
    detail: { inFlight: IN_FLIGHT, oursRounds: ours.map(rounded), floorRounds: floor.map(rounded) },
  });
}

/**
 * Acknowledgements per second with {@link IN_FLIGHT} under way, each of an assignment of its own: in process, and
 * through the HTTP API of a server that is a process of its own. The floor is plain SQL in five round trips.
 * @param apart  whether to measure the API too; it needs the compiled product
 */
export async function measureAcknowledge(stage: Stage, apart: boolean): Promise<Figure[]> {
  const open = await enoughOpen(stage);
  const plain = await AcknowledgeFloor.open(stage);
  try {
    // the API's share is set apart first: each of its units needs a token
    const forApi = apart
      ? open.splice(0, Math.ceil(Math.min(open.length / 2, stage.effort.seconds * HTTP_AT_MOST_PER_SECOND)))
      : [];
    const meter = await withPostgres(stage, ownTime);
    const floor = sideOf(onceEach([...open, ...forApi]), (item, lane) => plain.acknowledge(item, lane), meter);
    const acknowledging = stage.get(AcknowledgeAssignment);
    const by = commandLineCaller('vi');
    const ours = sideOf(onceEach(open), ({ id }) => acknowledging.execute(id, {}, by), meter);
    const inProcess = figure('acknowledge', 1, await inTurn(stage, 'acknowledge', { ours, floor }));
    return apart ? [inProcess, ...(await throughApi(stage, forApi, floor))] : [inProcess];
  } finally {
    await plain.close();
  }
}

async function throughApi(stage: Stage, items: readonly Open[], floor: Side): Promise<Figure[]> {
  const server = await BenchServer.start(stage);
  try {
    stage.progress('acknowledge-http: tokens');
    const tokens = await server.tokensFor(items.map(({ unitId }) => unitId));
    const acknowledge = ({ id, unitId }: Open) =>
      server.post(`/api/v1/assignments/${id}/acknowledge`, tokens.get(unitId)!);
    const meter = await withPostgres(stage, () => server.processorTime());
    const stopWatching = server.watchMemory();
    const ours = sideOf(onceEach(items), acknowledge, meter);
    const turns = await inTurn(stage, 'acknowledge-http', { ours, floor });
    return [
      figure('acknowledge-http', 0.5, turns),
      ...processorFigure({ name: 'cpu-per-acknowledgement', target: null, turns, sql: ACKNOWLEDGE_SQL }),
      ...memoryFigures(server.peakMegabytes(), stopWatching()),
    ];
  } finally {
    await server.stop();
  }
}
