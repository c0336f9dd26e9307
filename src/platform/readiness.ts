import { Injectable, Logger } from '@nestjs/common';
import type { Words } from './errors.js';

/** What one part of the system says of itself; `ok` false makes `/readyz` answer 503. */
export interface PartState {
  ok: boolean;
  /** In words, where something needs attention. */
  note?: Words;
  [figure: string]: unknown;
}

/** The parts that `/readyz` asks; each slice adds its own when it starts. */
@Injectable()
export class Readiness {
  private readonly log = new Logger('readiness');
  private readonly parts = new Map<string, () => Promise<PartState>>();

  /** @param state  asked at every request; a thrown error counts as not ready */
  add(part: string, state: () => Promise<PartState>): void {
    this.parts.set(part, state);
  }

  /** The state of every part, by name. */
  async states(): Promise<Record<string, PartState>> {
    const entries = [...this.parts].map(async ([part, state]): Promise<[string, PartState]> => {
      try {
        return [part, await state()];
      } catch (error) {
        // everybody may ask: where the part is found is for the log alone
        this.log.error({ part, error: error instanceof Error ? error.message : error });
        return [part, { ok: false, error: 'does not answer' }];
      }
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}
