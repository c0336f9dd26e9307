import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CreateAccount, Sessions } from '../access/index.js';
import { SYSTEM, type Caller, type Role } from '../platform/caller.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { findUnit } from '../units/index.js';

export const DEMO_DOORS = ['issuer', 'second', 'province', 'commune', 'admin', 'auditor'] as const;
export type DemoDoor = (typeof DEMO_DOORS)[number];

/** The commune whose officer signs in: its paper waits to be acknowledged. */
export const DEMO_DUTY_LEFT_OPEN = 'x06184-2025';

/** The people of the demonstration, and the units they act for. */
const PEOPLE: Readonly<Record<DemoDoor, { unit: string; name: string; role: Role }>> = {
  issuer: { unit: 'bo-noi-vu', name: 'Lãnh đạo Văn phòng Bộ', role: 'leader' },
  second: { unit: 'bo-noi-vu', name: 'Chánh Văn phòng Bộ', role: 'leader' },
  province: { unit: 't38', name: 'Văn thư Ủy ban nhân dân tỉnh', role: 'clerk' },
  commune: { unit: DEMO_DUTY_LEFT_OPEN, name: 'Văn thư xã Đồng Đăng', role: 'clerk' },
  admin: { unit: 't20', name: 'Quản trị đơn vị của tỉnh', role: 'unit-admin' },
  auditor: { unit: 'vn', name: 'Đoàn kiểm tra', role: 'auditor' },
};

/** Signs in as one of these people, in demo mode only. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly em: EntityManager,
    private readonly create: CreateAccount,
    private readonly sessions: Sessions,
  ) {}

  /** The unit each door leads to. */
  unitOf(who: DemoDoor): string {
    return PEOPLE[who].unit;
  }

  /** Opens the accounts that are not there yet. */
  async open(): Promise<void> {
    const db = dbOf(this.em.fork());
    for (const { unit, name, role } of Object.values(PEOPLE)) {
      const { id } = await findUnit(db, unit);
      const known = await firstOf(db, sql`select 1 from account where unit_id = ${id} and name = ${name}`);
      if (!known) await this.create.execute({ unitId: id, name, role, locale: 'vi' }, SYSTEM);
    }
  }

  /** One of these people as they act when signed in. @throws Error where the demonstration has no such account yet */
  async callerOf(who: DemoDoor): Promise<Caller> {
    const session = await this.sessionOf(who);
    const caller = session && (await this.sessions.callerOf(session));
    if (!caller) throw new Error(`the demonstration has no account for ${who}`);
    return caller;
  }

  /** The cookie value of a new session; undefined where the demonstration has no such account yet. */
  async sessionOf(who: DemoDoor): Promise<string | undefined> {
    const db = dbOf(this.em.fork());
    const { unit, name } = PEOPLE[who];
    // whoever goes on in another unit after a reorganisation has not changed their name
    const account = await firstOf(
      db,
      sql<{ id: string }>`select a.id from account a join unit u on u.id = a.unit_id where a.name = ${name}
        order by u.code = ${unit} desc, a.id limit 1`,
    );
    return account && this.sessions.open(account.id);
  }
}
