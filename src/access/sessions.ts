import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Caller, Locale, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { InstallationKey } from './installation-key.js';
import { sign, signed } from './signed-text.rules.js';

export const SESSION_COOKIE = 'thongsuot_session';
const PURPOSE = 'session.v1';
const SESSION_HOURS = 12;
const HOUR = 3_600_000;
const content = z.tuple([z.uuid(), z.number().int(), z.number().int()]);

interface AccountRow {
  id: string;
  unitId: string;
  role: Role;
  locale: Locale;
  sessionEpoch: number;
}

const accountById = (id: string) => sql<AccountRow>`
  select id, unit_id as "unitId", role, locale, session_epoch as "sessionEpoch" from account
  where id = ${id} and disabled_at is null`;

/** Sessions are signed cookies that name an account and its epoch: nothing is stored, raising the epoch ends them all. */
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
    if (!account) return undefined;
    const until = (await this.clock.real()).getTime() + SESSION_HOURS * HOUR;
    return sign(await this.key.get(), PURPOSE, [account.id, account.sessionEpoch, Math.floor(until / 1000)]);
  }

  /** Who a cookie stands for; undefined where it is forged, expired, ended or of a disabled account. */
  async callerOf(cookie: string): Promise<Caller | undefined> {
    const parsed = content.safeParse(signed(await this.key.get(), PURPOSE, cookie));
    if (!parsed.success) return undefined;
    const [id, epoch, until] = parsed.data;
    const account = await firstOf(dbOf(this.em.fork()), accountById(id));
    if (!account || account.sessionEpoch !== epoch) return undefined;
    if (until * 1000 <= (await this.clock.real()).getTime()) return undefined;
    const { unitId, role, locale } = account;
    return { actor: account.id, role, unitId, capacity: 'own-office', locale };
  }
}
