import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { noteSignInsOf } from './callers.js';

/**
 * Units whose tokens were used since it was noted last. No request waits for the note, and all of a second are one
 * statement; what a process that is killed had not noted yet, the next use of the token notes.
 */
@Injectable()
export class SignIns implements BeforeApplicationShutdown {
  private units = new Set<string>();

  constructor(private readonly em: EntityManager) {}

  seen(unitId: string): void {
    this.units.add(unitId);
  }

  /** Writes down who was seen; where that fails they are kept for the next time. @returns how many */
  async note(): Promise<number> {
    if (this.units.size === 0) return 0;
    const units = this.units;
    this.units = new Set();
    try {
      await noteSignInsOf(dbOf(this.em.fork()), [...units]);
      return units.size;
    } catch (error) {
      for (const unit of units) this.units.add(unit);
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.note().catch(() => undefined);
  }
}
