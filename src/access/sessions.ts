import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Caller, Locale, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { InstallationKey } from './installation-key.js';
import { PREDECESSORS } from './predecessors.js';
import { sign, signed } from './signed-text.rules.js';

export const SESSION_COOKIE = 'thongsuot_session';
const PURPOSE = 'session.v1';
export const SESSION_HOURS = 12;
const HOUR = 3_600_000;
const ofAccount = z.tuple([z.uuid(), z.number().int(), z.number().int()]);
const ofToken = z.tuple([z.literal('token'), z.uuid(), z.number().int()]);

interface AccountRow {
  id: string;
  unitId: string;
  role: Role;
  locale: Locale;
  sessionEpoch: number;
  alsoFor: string[];
}

const accountById = (id: string) => sql<AccountRow>`
  select id, unit_id as "unitId", role, locale, session_epoch as "sessionEpoch", ${PREDECESSORS} from account
  where id = ${id} and disabled_at is null`;

const tokenById = (id: string) => sql<{ unitId: string; role: Role; alsoFor: string[] }>`
  select unit_id as "unitId", role, ${PREDECESSORS} from api_token
  where id = ${id} and revoked_at is null and expires_at > clock_timestamp()`;

/**
 * Sessions are signed cookies that name an account and its epoch, or a token of the API: nothing is stored. Raising the
 * epoch, or revoking the token, ends them all.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly em: EntityManager,
    private readonly key: InstallationKey,
    private readonly clock: Clock,
  ) {}

  /** The cookie value of a new session of an account, valid for twelve hours of real time. */
  async open(accountId: string): Promise<string | undefined> {
    const account = await firstOf(dbOf(this.em.fork()), accountById(accountId));
    return account && this.signedUntil([account.id, account.sessionEpoch]);
  }

  /** The same for the holder of a token. @param actor  `token:<id>`, as {@link ApiTokens} names it */
  openForToken(actor: string): Promise<string> {
    return this.signedUntil(['token', actor.slice('token:'.length)]);
  }

  /** Who a cookie stands for; undefined where it is forged, expired, ended, or of a disabled account or token. */
  async callerOf(cookie: string): Promise<Caller | undefined> {
    const value = signed(await this.key.get(), PURPOSE, cookie);
    const account = ofAccount.safeParse(value);
    const token = ofToken.safeParse(value);
    const until = account.data?.[2] ?? token.data?.[2];
    if (until === undefined || until * 1000 <= (await this.clock.real()).getTime()) return undefined;
    return account.success
      ? this.callerOfAccount(account.data[0], account.data[1])
      : this.callerOfToken(token.data![1]);
  }

  private async signedUntil(content: readonly (string | number)[]): Promise<string> {
    const until = (await this.clock.real()).getTime() + SESSION_HOURS * HOUR;
    return sign(await this.key.get(), PURPOSE, [...content, Math.floor(until / 1000)]);
  }

  private async callerOfAccount(id: string, epoch: number): Promise<Caller | undefined> {
    const account = await firstOf(dbOf(this.em.fork()), accountById(id));
    if (!account || account.sessionEpoch !== epoch) return undefined;
    const { unitId, role, locale, alsoFor } = account;
    return { actor: account.id, role, unitId, alsoFor, capacity: 'own-office', locale };
  }

  private async callerOfToken(id: string): Promise<Caller | undefined> {
    const token = await firstOf(dbOf(this.em.fork()), tokenById(id));
    return token && { actor: `token:${id}`, ...token, capacity: 'own-office', locale: 'vi' };
  }
}
