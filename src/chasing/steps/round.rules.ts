import { CHASE_STAGES, type ChaseStage } from '../../directives/index.js';
import { isCivilDay, type IsoDate } from '../../platform/vn-time.js';

/** One round of urging by letter: the units of a directive whose step it was, on a day. */
export interface Round {
  stage: ChaseStage;
  /** From 1. */
  step: number;
  on: IsoDate;
}

/** A round as it stands in an address: `receipt-4-2026-11-25`. */
export const roundText = ({ stage, step, on }: Round): string => `${stage}-${step}-${on}`;

const ROUND = /^([a-z]+)-(\d{1,2})-(\d{4}-\d{2}-\d{2})$/u;

/** The round that an address names, or undefined. */
export function roundOf(text: string): Round | undefined {
  const [, name, step, on] = ROUND.exec(text) ?? [];
  const stage = CHASE_STAGES.find((known) => known === name);
  return stage && on && isCivilDay(on) && Number(step) > 0 ? { stage, step: Number(step), on } : undefined;
}
