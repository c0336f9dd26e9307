import { CHASE_STAGES, type ChaseStage } from '../../directives/index.js';
import { isCivilDay, type IsoDate } from '../../platform/vn-time.js';

/** One round of urging by letter: the units of a directive whose step it was, on a day, of those that one office sent it to. */
export interface Round {
  stage: ChaseStage;
  /** From 1. */
  step: number;
  on: IsoDate;
  /** The code of the office that sent the paper and is to sign; undefined: the caller's own. */
  sender?: string;
}

/** A round as it stands in an address: `receipt-4-2026-11-25-t20`. */
export const roundText = ({ stage, step, on, sender }: Round): string =>
  [stage, step, on, ...(sender === undefined ? [] : [encodeURIComponent(sender)])].join('-');

const ROUND = /^([a-z]+)-(\d{1,2})-(\d{4}-\d{2}-\d{2})(?:-(\S{1,100}))?$/u;

/** The round that an address names, as the server has decoded it, or undefined. */
export function roundOf(text: string): Round | undefined {
  const [, name, step, on, sender] = ROUND.exec(text) ?? [];
  const stage = CHASE_STAGES.find((known) => known === name);
  if (!stage || !on || !isCivilDay(on) || Number(step) === 0) return undefined;
  return { stage, step: Number(step), on, ...(sender === undefined ? {} : { sender }) };
}
