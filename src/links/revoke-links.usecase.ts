import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assignmentById, maySeeAssignment, note, type ActResult, type HeldAssignment } from '../assignments/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { conflict, invalid } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { mustHaveLinks } from './link-rights.js';

/** How often it is tried again when somebody else changes the row in between. */
const ATTEMPTS = 8;

export interface Revoking {
  /** The generation of links to revoke, as it was seen; without it the one that is there now. */
  generation?: number | undefined;
}

/**
 * Ends every link and code of an assignment that was made until now, e.g. because a mail went astray. Mails that are
 * written afterwards carry new ones.
 */
@Injectable()
export class RevokeLinks {
  constructor(private readonly em: EntityManager) {}

  /**
   * An acknowledgement at the same moment comes before it, or is refused: both write the row only as they read it.
   * Links of a generation that is over already answer as a repeat.
   * @throws ProductError `not-found`, `not-permitted`, `invalid` where no such generation was ever made
   */
  async execute(id: string, { generation }: Revoking, by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    let revoked = generation;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = await assignmentById(db, id);
      await maySeeAssignment(db, by, row);
      await mustHaveLinks(db, by, row);
      revoked ??= row.linkGeneration;
      if (revoked > row.linkGeneration) throw neverMade();
      if (revoked < row.linkGeneration) return { row, repeated: true };
      const after = await this.write(row, by);
      if (after) return { row: after, repeated: false };
    }
    throw conflict(
      'Nhiệm vụ đang được người khác cập nhật; hãy tải lại.',
      'The assignment is being changed by others; reload.',
    );
  }

  /** @returns undefined where the row had changed since it was read */
  private write(row: HeldAssignment, by: Caller): Promise<HeldAssignment | undefined> {
    return transactional(this.em, 'link.revoked', (em) =>
      note(dbOf(em), row, [], {
        kind: 'link.revoked',
        by,
        payload: { generation: row.linkGeneration },
        set: () => [sql`link_generation = a.link_generation + 1`],
      }),
    );
  }
}

const neverMade = () =>
  invalid(
    'Chưa có liên kết nào của lần cấp này; hãy xem linkGeneration của nhiệm vụ.',
    'No links of this generation were made yet; see linkGeneration of the assignment.',
    { field: 'generation' },
  );
