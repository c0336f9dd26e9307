import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Caller, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { actingOf, callerOfActing, noteSignIn } from './callers.js';
import { InstallationKey } from './installation-key.js';
import { PREDECESSORS } from './predecessors.js';
import { sign, signed } from './signed-text.rules.js';

export const SESSION_COOKIE = 'thongsuot_session';
const PURPOSE = 'session.v1';
export const SESSION_HOURS = 12;
const HOUR = 3_600_000;
const ofAccount = z.tuple([z.uuid(), z.number().int(), z.uuid(), z.number().int()]);
/** As it was before mandates: such a session is under the mandate that the account would begin with. */
const ofAccountBefore = z
  .tuple([z.uuid(), z.number().int(), z.number().int()])
  .transform(([id, epoch, until]) => [id, epoch, undefined, until] as const);
const ofPerson = z.union([ofAccount, ofAccountBefore]);
const ofToken = z.tuple([z.literal('token'), z.uuid(), z.number().int()]);

const tokenById = (id: string) => sql<{ unitId: string; role: Role; alsoFor: string[] }>`
  select unit_id as "unitId", role, ${PREDECESSORS} from api_token
  where id = ${id} and account_id is null and revoked_at is null and expires_at > clock_timestamp()`;

/**
 * Sessions are signed cookies that name an account, its epoch and the mandate it acts under, or a token of a unit:
 * nothing is stored. Raising the epoch, revoking the token, or the end of the mandate ends them all.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly em: EntityManager,
    private readonly key: InstallationKey,
    private readonly clock: Clock,
  ) {}

  /**
   * The cookie value of a new session of an account, valid for twelve hours of real time.
   * @param mandateId  the mandate to act under; else its own at its home unit, before what is delegated to it
   * @returns undefined where the account is closed, or has no such mandate in force
   */
  async open(accountId: string, mandateId?: string): Promise<string | undefined> {
    const db = dbOf(this.em.fork());
    const acting = await actingOf(db, accountId, { mandateId });
    if (!acting) return undefined;
    await noteSignIn(db, acting.unitId, accountId);
    return this.signedUntil([acting.accountId, acting.epoch, acting.mandateId]);
  }

  /** The same for whoever signs in with a token: for the person it stands for, else for the holder of a unit's token. */
  async openFor({ actor, mandate, unitId }: Caller): Promise<string> {
    if (mandate !== undefined) return (await this.open(actor, mandate))!;
    await noteSignIn(dbOf(this.em.fork()), unitId!);
    return this.signedUntil(['token', actor.slice('token:'.length)]);
  }

  /** Who a cookie stands for; undefined where it is forged, expired or ended, or its mandate is. */
  async callerOf(cookie: string): Promise<Caller | undefined> {
    const value = signed(await this.key.get(), PURPOSE, cookie);
    const person = ofPerson.safeParse(value);
    const token = ofToken.safeParse(value);
    const until = person.data?.[3] ?? token.data?.[2];
    if (until === undefined || until * 1000 <= (await this.clock.real()).getTime()) return undefined;
    if (!person.success) return this.callerOfToken(token.data![1]);
    const [id, epoch, mandateId] = person.data;
    const acting = await actingOf(dbOf(this.em.fork()), id, { mandateId });
    return acting && acting.epoch === epoch ? callerOfActing(acting) : undefined;
  }

  private async signedUntil(content: readonly (string | number)[]): Promise<string> {
    const until = (await this.clock.real()).getTime() + SESSION_HOURS * HOUR;
    return sign(await this.key.get(), PURPOSE, [...content, Math.floor(until / 1000)]);
  }

  private async callerOfToken(id: string): Promise<Caller | undefined> {
    const token = await firstOf(dbOf(this.em.fork()), tokenById(id));
    return token && { actor: `token:${id}`, ...token, capacity: 'own-office', locale: 'vi' };
  }
}
