import { postgresTime, postmasterOf } from './processes.js';
import { IN_FLIGHT, saturate } from './saturation.js';
import type { Stage } from './stage.js';

const ROUNDS = 5;

/** What a side did in one round. */
export interface Round {
  perSecond: number;
  /** Processor time of an act in milliseconds, PostgreSQL's included; null where the system does not tell. */
  processorMs: number | null;
}

export type Side = (seconds: number) => Promise<Round>;

/** Processor time so far, in milliseconds. */
type Meter = () => number | null;

/** Adds what PostgreSQL takes to what other processes take; null throughout where either is not told. */
export async function withPostgres({ owner }: Stage, others: Meter): Promise<Meter> {
  const postmaster = await postmasterOf(owner);
  return () => {
    const time = others();
    return postmaster === null || time === null ? null : time + postgresTime(postmaster);
  };
}

/** Processor time of this process. */
export const ownTime: Meter = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** A side that keeps acts under way for as long as it is told; as many at once as one server has, unless told otherwise. */
export const sideOf =
  <Item>(
    next: () => Item | undefined,
    act: (item: Item, lane: number) => Promise<unknown>,
    meter: Meter,
    inFlight = IN_FLIGHT,
  ): Side =>
  async (seconds) => {
    const before = meter();
    const { done, perSecond } = await saturate(next, seconds, act, inFlight);
    const after = meter();
    return { perSecond, processorMs: before === null || after === null ? null : (after - before) / done };
  };

export interface Turns {
  ours: Round[];
  floor: Round[];
}

/**
 * The two sides in turn, so that whatever else the machine does meets both. Each first runs as long as it is measured: a
 * server is in use for months, and until then its code is not compiled, nor its statements planned on every connection.
 */
export async function inTurn(stage: Stage, name: string, sides: { ours: Side; floor: Side }): Promise<Turns> {
  const { seconds } = stage.effort;
  const turns: Turns = { ours: [], floor: [] };
  stage.progress(`${name}: warm-up`);
  await sides.ours(seconds);
  await sides.floor(seconds);
  for (let round = 1; round <= ROUNDS; round++) {
    stage.progress(`${name}: ${round}/${ROUNDS}`);
    turns.ours.push(await sides.ours(seconds / ROUNDS));
    turns.floor.push(await sides.floor(seconds / ROUNDS));
  }
  return turns;
}
