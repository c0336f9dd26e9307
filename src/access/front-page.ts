import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import type { Frame } from '../platform/page.view.js';

/**
 * What `/` shows. Slices to the right say, in `onModuleInit`, what a guest sees and whether a unit issues directives;
 * without them a guest signs in and everybody begins with what is owed.
 */
@Injectable()
export class FrontPage {
  private welcome: ((frame: Frame) => Promise<string>) | undefined;
  private isIssuer: ((db: Db, unitId: string) => Promise<boolean>) | undefined;

  constructor(private readonly em: EntityManager) {}

  welcomedBy(welcome: (frame: Frame) => Promise<string>): void {
    this.welcome = welcome;
  }

  issuersKnownBy(isIssuer: (db: Db, unitId: string) => Promise<boolean>): void {
    this.isIssuer = isIssuer;
  }

  /** The page for somebody who is not signed in, where there is one beside the form to sign in. */
  async forGuest(frame: Frame): Promise<string | undefined> {
    return this.welcome?.(frame);
  }

  /** Where a signed-in person begins. */
  async startOf({ role, unitId }: Caller): Promise<string> {
    if (role === 'auditor' || role === 'operator') return '/audit';
    if (role === 'unit-admin') return '/units';
    const issues = (role === 'clerk' || role === 'leader') && unitId !== null && this.isIssuer;
    return issues && (await issues(dbOf(this.em.fork()), unitId)) ? '/directives' : '/assignments';
  }
}
