import type { QueryCode } from '../reading/dispatch.rules.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { citationQueries } from './citations.rules.js';
import { signerQueries } from './signer.rules.js';
import { letterheadQueries } from './symbol.rules.js';
import { textQueries, type Paper } from './text.rules.js';
import { timeQueries } from './time.rules.js';
import { warningsOf } from './warnings.rules.js';

/**
 * A reading with what a careful clerk would query of the text alone: first what the contract has codes for, in its
 * order. Nothing that was read is changed by it.
 */
export function withQueriesOfText(reading: Reading, paper: Paper): Reading {
  const found = [
    ...warningsOf(reading),
    ...letterheadQueries(reading, paper.stored),
    ...signerQueries(reading),
    ...timeQueries(reading),
    ...textQueries(reading, paper),
    ...citationQueries(reading, paper.lines),
  ];
  return withQueries({ ...reading, queries: [] }, found);
}

/**
 * A reading with more queries than it had, each also among the codes of the value that it doubts: of what stands within
 * a value (`reports.0.to`), among those of that value.
 */
export function withQueries(reading: Reading, more: readonly Query[]): Reading {
  const queries = [...reading.queries, ...more];
  const codes = new Map<string, Set<QueryCode>>();
  for (const { code, field } of queries)
    for (const path of doubtedBy(reading, field)) codes.set(path, (codes.get(path) ?? new Set()).add(code));
  const { queries: _, ...values } = reading;
  return { ...(refilled(values, '', codes) as Omit<Reading, 'queries'>), queries };
}

const isObject = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null;
const isValue = (node: Record<string, unknown>): boolean => 'confidence' in node && 'queries' in node;
const below = (path: string, step: string): string => (path === '' ? step : `${path}.${step}`);

/** A copy in which each value has the codes that stand at its path, and no other. */
function refilled(node: unknown, path: string, codes: ReadonlyMap<string, ReadonlySet<QueryCode>>): unknown {
  if (Array.isArray(node)) return node.map((part, i) => refilled(part, below(path, String(i)), codes));
  if (!isObject(node)) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(node))
    copy[key] = key === 'value' || key === 'term' ? part : refilled(part, below(path, key), codes);
  if (isValue(node)) copy['queries'] = [...(codes.get(path) ?? [])];
  return copy;
}

/** The path of the value that a query names, or of the nearest one around it; of an incomplete date both halves. */
function doubtedBy(reading: Reading, field: string): string[] {
  let node: unknown = reading;
  let path = '';
  let nearest: string | null = null;
  for (const step of field.split('.')) {
    node = isObject(node) ? node[step] : undefined;
    path = below(path, step);
    if (isObject(node) && isValue(node)) nearest = path;
  }
  const other = field === 'date' && reading.datePartial.value !== null ? ['datePartial'] : [];
  return nearest === null ? other : [nearest, ...other];
}
