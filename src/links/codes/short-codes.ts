import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CONFIG, type Config } from '../../platform/config.js';
import { dbOf, firstOf, sql, type Db } from '../../platform/database/sql.js';
import { together } from '../../platform/database/together.js';
import { committing } from '../../platform/failpoints.js';
import { makeCodes, type CodeFor, type GivenCode } from './make-codes.js';
import { inGroups } from './short-code.rules.js';

/** A code as it is printed, with where it is typed. */
export interface PrintedCode {
  /** In groups, as it is said. */
  code: string;
  /** The page that asks for a code. */
  page: string;
  /** The same with the code filled in; looking at it changes nothing. */
  address: string;
  expiresAt: Date;
}

/** What a code leads to. */
export interface CodedDuty {
  cascadeId: string;
  assignmentId: string;
  unitId: string;
  senderId: string;
  directiveId: string;
  generation: number;
  expiresAt: Date;
}

const made = together((db, wanted: readonly CodeFor[]) =>
  committing(db, 'code.made', (within) => makeCodes(within, wanted)),
);

interface Linked {
  cascadeId: string;
  id: string;
  linkGeneration: number;
}

/** The code of an assignment, where it has one that still works. */
export const liveCode = (
  db: Db,
  { cascadeId, id, linkGeneration }: Linked,
): Promise<Pick<GivenCode, 'digits' | 'expiresAt'> | undefined> =>
  firstOf(
    db,
    sql<Pick<GivenCode, 'digits' | 'expiresAt'>>`select digits, expires_at as "expiresAt" from short_code
      where cascade_id = ${cascadeId} and assignment_id = ${id} and generation = ${linkGeneration}
        and expires_at > business_now()`,
  );

/** Codes that stand for the link of an assignment where somebody has a telephone and no mail. */
@Injectable()
export class ShortCodes {
  constructor(
    private readonly em: EntityManager,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The code of an assignment for a mail that is being written; those of one batch are made with one statement.
   * @returns undefined where its links were revoked meanwhile
   */
  async forMail(duty: CodeFor): Promise<PrintedCode | undefined> {
    const code = (await made(dbOf(this.em.fork()), duty)).get(duty.assignmentId);
    return code && this.printed(code);
  }

  /** The code that an assignment has and that still works; makes none. */
  async live(db: Db, assignment: Linked): Promise<PrintedCode | undefined> {
    const code = await liveCode(db, assignment);
    return code && this.printed(code);
  }

  /** What a code leads to; undefined where there is none, and where it has expired or was revoked. */
  find(db: Db, digits: string): Promise<CodedDuty | undefined> {
    return firstOf(
      db,
      sql<CodedDuty>`select a.cascade_id as "cascadeId", a.id as "assignmentId", a.unit_id as "unitId",
          a.sender_id as "senderId", a.directive_id as "directiveId", s.generation, s.expires_at as "expiresAt"
        from short_code s join assignment a on a.cascade_id = s.cascade_id and a.id = s.assignment_id
        where s.digits = ${digits} and s.expires_at > business_now() and s.generation = a.link_generation`,
    );
  }

  printed({ digits, expiresAt }: Pick<GivenCode, 'digits' | 'expiresAt'>): PrintedCode {
    const page = `${this.config.publicUrl}/m`;
    return { code: inGroups(digits), page, address: `${page}/${digits}`, expiresAt };
  }
}
