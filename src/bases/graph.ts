import { reachOf, type Reach, type ReachAsked } from '../assignments/index.js';
import { directiveById, papersOf, sightOf, type Sight } from '../directives/index.js';
import type { Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { fromCursor, toCursor } from '../platform/paging.js';
import { restingOn, type Graph, type GraphEdge, type GraphNode } from './graph.rules.js';
import { basesOf, headingsOf, restersOn, type CitedPaperRow, type From, type Met } from './neighbours.queries.js';

const STEPS = 6;
/** Papers in one graph. */
const SIZE = 240;
/** Papers met from one paper: those it cites, those that rest on it, and of the one asked about a page of these. */
const BASES = 30;
const EACH = 12;
const PAGE = 40;

type Known = Omit<GraphNode, 'reach' | 'more'> & { sight: Sight | null };

/** What is being gathered. */
interface Gathering {
  caller: Caller;
  nodes: Map<string, Known>;
  edges: Map<string, GraphEdge>;
  more: Map<string, number>;
  whole: boolean;
}

const NOTHING = { dispatchId: null, code: null, kind: null, datedOn: null, issuer: null, subject: null, state: null };

/**
 * The papers that a directive rests on and those that rest on it, step by step in both directions, as far as the caller
 * may see: a paper that it may not see is what the citing paper says of it, and leads no further.
 * @param cursor  of a further page of what rests directly on it
 * @throws ProductError `not-found`, `invalid` for a cursor that is not ours
 */
export async function graphOfDirective(db: Db, caller: Caller, id: string, cursor?: string): Promise<Graph> {
  const { state } = await directiveById(db, id);
  const key = `d:${id}`;
  const sight = await sightOf(db, caller, id);
  const root: Known = { ...NOTHING, key, level: 0, directiveId: id, citedPaperId: null, state, sight };
  return gather(db, caller, root, cursor);
}

/** The same of a paper that is known by citation only: what rests on it. */
export function graphOfCitedPaper(db: Db, caller: Caller, paper: CitedPaperRow, cursor?: string): Promise<Graph> {
  const { id, code, issuedOn, issuer, dispatchId } = paper;
  const root: Known = { ...NOTHING, key: `p:${id}`, level: 0, directiveId: null, citedPaperId: id, dispatchId, code, datedOn: issuedOn, issuer, sight: null }; // prettier-ignore
  return gather(db, caller, root, cursor);
}

async function gather(db: Db, caller: Caller, root: Known, cursor: string | undefined): Promise<Graph> {
  const offset = cursor ? Number(fromCursor(cursor, ['count'])[0]) : 0;
  const found: Gathering = {
    caller,
    nodes: new Map([[root.key, root]]),
    edges: new Map(),
    more: new Map(),
    whole: true,
  };
  await walkUp(db, root, found);
  await walkDown(db, root, offset, found);
  const shown = offset + PAGE;
  const left = found.more.get(root.key) ?? 0;
  return {
    root: root.key,
    nodes: await described(db, found),
    edges: [...found.edges.values()],
    whole: found.whole,
    nextCursor: left > 0 ? toCursor([shown]) : null,
  };
}

async function walkUp(db: Db, root: Known, found: Gathering): Promise<void> {
  let frontier: Known[] = [root];
  for (let step = 1; step <= STEPS && frontier.length > 0; step++) {
    const met = await basesOf(db, found.caller, asFrom(frontier), BASES);
    frontier = met.flatMap((one) => join(found, one, -step) ?? []);
    if (met.some(({ count }) => count > BASES)) found.whole = false;
    frontier = frontier.filter(({ directiveId, dispatchId }) => directiveId !== null || dispatchId !== null);
  }
  if (frontier.length > 0) found.whole = false;
}

async function walkDown(db: Db, root: Known, offset: number, found: Gathering): Promise<void> {
  let frontier: Known[] = [root];
  for (let step = 1; step <= STEPS && frontier.length > 0; step++) {
    const window = step === 1 ? { offset, limit: PAGE } : { offset: 0, limit: EACH };
    const met = await restersOn(db, found.caller, asFrom(frontier), window);
    for (const { from, count } of met) found.more.set(from, Math.max(0, count - window.offset - window.limit));
    frontier = met.flatMap((one) => join(found, one, step) ?? []);
  }
  if (frontier.length > 0) found.whole = false;
}

const asFrom = (nodes: readonly Known[]): From[] =>
  nodes.map(({ key, directiveId, citedPaperId, dispatchId }) => ({ key, directiveId, citedPaperId, dispatchId }));

/** Adds what was met and why. @returns the paper where it is new, for the next step */
function join(found: Gathering, met: Met, level: number): Known | undefined {
  const key = met.directiveId
    ? `d:${met.directiveId}`
    : met.citedPaperId
      ? `p:${met.citedPaperId}`
      : `c:${met.from}/${met.code}`;
  const isNew = !found.nodes.has(key);
  if (isNew && found.nodes.size >= SIZE) {
    found.whole = false;
    return undefined;
  }
  const [from, to] = level < 0 ? [met.from, key] : [key, met.from];
  found.edges.set(`${from} ${to}`, { from, to, relations: met.relations });
  if (!isNew) return undefined;
  const { directiveId, citedPaperId, dispatchId, code, issuedOn, issuer, state, sight } = met;
  const node: Known = {
    ...NOTHING,
    key,
    level,
    directiveId,
    citedPaperId: directiveId ? null : citedPaperId,
    state,
    sight,
  };
  if (!directiveId) Object.assign(node, { dispatchId, code, datedOn: issuedOn, issuer });
  found.nodes.set(key, node);
  return node;
}

async function described(db: Db, { caller, nodes, edges, more }: Gathering): Promise<GraphNode[]> {
  const known = [...nodes.values()];
  const papers = await papersOf(
    db,
    known.flatMap(({ directiveId }) => directiveId ?? []),
  );
  const kept = await headingsOf(
    db,
    known.flatMap(({ dispatchId }) => dispatchId ?? []),
  );
  const reach = await reachOfEach(db, caller, known, [...edges.values()]);
  return known.map(({ sight: _, ...node }) => {
    const paper = papers.get(node.directiveId ?? '');
    const said = kept.find(({ id }) => id === node.dispatchId);
    const heading = paper && {
      code: codeOf(paper),
      kind: paper.kind,
      datedOn: paper.datedOn,
      issuer: paper.issuer,
      subject: paper.subject,
    };
    if (said) Object.assign(node, { kind: said.kind || null, subject: said.subject });
    return { ...node, ...heading, reach: reach.get(node.key) ?? null, more: more.get(node.key) ?? 0 };
  });
}

const codeOf = ({ number, symbol }: { number: number | null; symbol: string | null }): string | null =>
  number === null ? null : `${String(number).padStart(2, '0')}${symbol ? `/${symbol}` : ''}`;

/** Of each paper with all that rests on it here; of a directive of which one sees one's own branch, only that. */
async function reachOfEach(
  db: Db,
  caller: Caller,
  nodes: readonly Known[],
  edges: readonly GraphEdge[],
): Promise<ReadonlyMap<string, Reach>> {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const below = restingOn([...byKey.keys()], edges);
  const asked = [...below].flatMap(([key, members]) =>
    [...members].flatMap((member): ReachAsked[] => {
      const { directiveId, sight } = byKey.get(member)!;
      return directiveId ? [{ key, directiveId, unitId: sight === 'branch' ? caller.unitId : null }] : [];
    }),
  );
  return reachOf(db, asked);
}
