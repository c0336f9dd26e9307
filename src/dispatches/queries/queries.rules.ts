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
    ...letterheadQueries(reading),
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
  const copy = structuredClone(reading);
  copy.queries = [...reading.queries, ...more];
  for (const value of valuesIn(copy)) value.queries = [];
  for (const { code, field } of copy.queries)
    for (const value of doubtedBy(copy, field)) if (!value.queries.includes(code)) value.queries.push(code);
  return copy;
}

interface Doubted {
  queries: QueryCode[];
}

const isObject = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null;
const isValue = (node: unknown): node is Doubted => isObject(node) && 'confidence' in node && 'queries' in node;

/** Every value of a reading, and the deadlines within them. */
function valuesIn(node: unknown): Doubted[] {
  if (!isObject(node)) return [];
  const within = Object.entries(node).flatMap(([key, part]) => (key === 'value' ? [] : valuesIn(part)));
  return isValue(node) ? [node, ...within] : within;
}

/** The value at a path, or the nearest one around it; of an incomplete date both of its halves. */
function doubtedBy(reading: Reading, field: string): Doubted[] {
  let node: unknown = reading;
  let nearest: Doubted | null = null;
  for (const step of field.split('.')) {
    node = isObject(node) ? node[step] : undefined;
    if (isValue(node)) nearest = node;
  }
  const halves = field === 'date' && reading.datePartial.value !== null ? [reading.datePartial] : [];
  return nearest ? [nearest, ...halves] : halves;
}
