import type { Reach } from '../assignments/index.js';
import type { DirectiveState } from '../directives/index.js';

/** Why one paper stands under another: it carries it out, mentions it, or passes it on inside a cascade. */
export type Relation = 'implements' | 'refersTo' | 'passesOn';

/** A paper of the graph: a directive that the reader may see, or one known only by what is cited of it. */
export interface GraphNode {
  /** `d:` and the id of a directive, `p:` and the id of a cited paper, `c:` and the place of a citation that names none. */
  key: string;
  /** 0 is the paper asked about; what it rests on is below zero, what rests on it above. */
  level: number;
  directiveId: string | null;
  citedPaperId: string | null;
  /** The paper itself, kept without a directive by the reader's unit. */
  dispatchId: string | null;
  /** Number and symbol as written. */
  code: string | null;
  kind: string | null;
  datedOn: string | null;
  issuer: string | null;
  subject: string | null;
  state: DirectiveState | null;
  /** Of everything below it in this graph; null where none of that was sent. */
  reach: Reach | null;
  /** How many further papers rest on it that are not drawn. */
  more: number;
}

/** `from` rests on `to`. */
export interface GraphEdge {
  from: string;
  to: string;
  relations: readonly Relation[];
}

export interface Graph {
  root: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** False where the graph was cut at its greatest size. */
  whole: boolean;
  nextCursor: string | null;
}

/** For each paper, itself and every paper that rests on it; papers that cite each other in a circle are no obstacle. */
export function restingOn(
  keys: readonly string[],
  edges: readonly GraphEdge[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const below = new Map<string, string[]>();
  for (const { from, to } of edges) below.set(to, [...(below.get(to) ?? []), from]);
  return new Map(
    keys.map((key) => {
      const found = new Set([key]);
      for (const next of found) for (const child of below.get(next) ?? []) found.add(child);
      return [key, found];
    }),
  );
}

export interface Place {
  key: string;
  x: number;
  y: number;
}

export interface Drawing {
  width: number;
  height: number;
  places: readonly Place[];
}

export const BOX = { width: 218, height: 74, acrossGap: 64, downGap: 18, margin: 8 } as const;

/** Puts the papers into columns by level, bases on the left, each column centred and in the order of what it hangs on. */
export function layOut(nodes: readonly Pick<GraphNode, 'key' | 'level'>[], edges: readonly GraphEdge[]): Drawing {
  const levels = [...new Set(nodes.map(({ level }) => level))].toSorted((a, b) => a - b);
  const columns = levels.map((level) => nodes.filter((node) => node.level === level));
  const tallest = Math.max(...columns.map((column) => column.length));
  const rowHeight = BOX.height + BOX.downGap;
  const height = tallest * rowHeight - BOX.downGap + 2 * BOX.margin;
  const yOf = new Map<string, number>();
  const places: Place[] = [];
  // from the asked paper outwards, so that each column can follow the one it hangs on
  const outwards = levels
    .map((level, i) => [level, i] as const)
    .toSorted(([a], [b]) => Math.abs(a) - Math.abs(b) || a - b);
  for (const [, i] of outwards) {
    const wanted = new Map(columns[i]!.map(({ key }) => [key, middleOf(neighbours(key, edges), yOf)]));
    const column = columns[i]!.toSorted((a, b) => wanted.get(a.key)! - wanted.get(b.key)!);
    const top = (height - (column.length * rowHeight - BOX.downGap)) / 2;
    for (const [row, { key }] of column.entries()) {
      const y = Math.round(top + row * rowHeight);
      yOf.set(key, y);
      places.push({ key, x: BOX.margin + i * (BOX.width + BOX.acrossGap), y });
    }
  }
  return { width: levels.length * (BOX.width + BOX.acrossGap) - BOX.acrossGap + 2 * BOX.margin, height, places };
}

const neighbours = (key: string, edges: readonly GraphEdge[]): string[] =>
  edges.flatMap(({ from, to }) => (from === key ? [to] : to === key ? [from] : []));

function middleOf(keys: readonly string[], yOf: ReadonlyMap<string, number>): number {
  const known = keys.flatMap((key) => yOf.get(key) ?? []);
  return known.length === 0 ? 0 : known.reduce((sum, y) => sum + y, 0) / known.length;
}
