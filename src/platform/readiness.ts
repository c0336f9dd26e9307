import { Injectable, Logger } from '@nestjs/common';
import type { Words } from './errors.js';

/** Something that does not work for some, while the part goes on for everybody else. */
export interface Degraded {
  /** For how many: directives, units, mailboxes; none: nothing is wrong. */
  count: number;
  /** Since when, by business time; null where that is not known. */
  since: Date | null;
  /** What, and what to do. */
  note: Words;
}

/** What one part of the system says of itself; `ok` false makes `/readyz` answer 503. */
export interface PartState {
  ok: boolean;
  /** In words, where something needs attention. */
  note?: Words;
  /** Where it works, though not for all. */
  degraded?: Degraded;
  [figure: string]: unknown;
}

/** Names of the parts that do not work. */
export const notReadyOf = (parts: Readonly<Record<string, PartState>>): string[] =>
  Object.entries(parts).flatMap(([part, { ok }]) => (ok ? [] : [part]));

/** A part that does not answer is not to keep the others from being told of. */
const ANSWER_MILLISECONDS = 3000;
const SILENT: PartState = { ok: false, error: 'does not answer' };

/** The parts that `/readyz` asks; each slice adds its own when it starts. */
@Injectable()
export class Readiness {
  private readonly log = new Logger('readiness');
  private readonly parts = new Map<string, () => Promise<PartState>>();
  private readonly faults = new Map<string, (() => Promise<Degraded>)[]>();

  /** @param state  asked at every request; a thrown error, or no answer in three seconds, counts as not ready */
  add(part: string, state: () => Promise<PartState>): void {
    this.parts.set(part, state);
  }

  /**
   * Says of a part that it works, though not for all: `/readyz` stays 200 and names it.
   * @param ask  asked at every request; count 0 where nothing is wrong
   */
  degraded(part: string, ask: () => Promise<Degraded>): void {
    this.faults.set(part, [...(this.faults.get(part) ?? []), ask]);
  }

  /** The state of every part, by name. */
  async states(): Promise<Record<string, PartState>> {
    const names = new Set([...this.parts.keys(), ...this.faults.keys()]);
    const entries = [...names].map(async (part): Promise<[string, PartState]> => {
      try {
        return [part, await inTime(this.stateOf(part))];
      } catch (error) {
        // everybody may ask: where the part is found is for the log alone
        this.log.error({ part, error: error instanceof Error ? error.message : error });
        return [part, SILENT];
      }
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  private async stateOf(part: string): Promise<PartState> {
    const state = (await this.parts.get(part)?.()) ?? { ok: true };
    const faults = await Promise.all((this.faults.get(part) ?? []).map((ask) => ask()));
    const [first, ...rest] = [state.degraded, ...faults].filter((fault) => fault !== undefined && fault.count > 0);
    if (!first) return state;
    const count = rest.reduce((sum, fault) => sum + fault!.count, first.count);
    return { ...state, degraded: { ...first, count } };
  }
}

/** @throws Error where there is no answer in time */
async function inTime(answer: Promise<PartState>): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no answer in time')), ANSWER_MILLISECONDS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
