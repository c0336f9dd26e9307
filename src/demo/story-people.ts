import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CreateAccount, DelegateMandate, mandatesOf, Sessions } from '../access/index.js';
import { allowedActs, listAssignments, WorkOnAssignment } from '../assignments/index.js';
import { HandOver } from '../people/index.js';
import { SYSTEM, type Caller, type Role } from '../platform/caller.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { vnInstant } from '../platform/vn-time.js';
import { findUnit, setMailboxes } from '../units/index.js';
import { DEMO_DUTY_LEFT_OPEN } from './demo-accounts.js';
import { actorOf } from './stage.js';

const PROVINCE = 't20';
const MINISTRY = 'bo-noi-vu';
/** Two communes whose office has one mailbox for both. */
const SHARING = ['x06187-2025', 'x06196-2025'];
const LENT_UNTIL = vnInstant('2026-12-16', '00:00');
const DUTIES_LED = 4;

/** Officers of the demonstration beside the people of its doors. */
const OFFICERS: readonly { unit: string; name: string; role: Role }[] = [
  { unit: PROVINCE, name: 'Nông Đức Thịnh', role: 'leader' },
  { unit: PROVINCE, name: 'Hoàng Thị Mai Hương', role: 'clerk' },
  { unit: PROVINCE, name: 'Lý Văn Sơn', role: 'officer' },
  { unit: PROVINCE, name: 'Vi Thị Thu Hằng', role: 'officer' },
  { unit: PROVINCE, name: 'Triệu Quang Huy', role: 'officer' },
  { unit: DEMO_DUTY_LEFT_OPEN, name: 'Hoàng Văn Lâm', role: 'leader' },
  { unit: DEMO_DUTY_LEFT_OPEN, name: 'Bế Thị Hồng', role: 'officer' },
  { unit: MINISTRY, name: 'Đặng Minh Quân', role: 'officer' },
];

/** Officers with mandates, a delegation each way, duties with leads, and one who left with a receipt. */
@Injectable()
export class DemoStoryPeople {
  constructor(
    private readonly em: EntityManager,
    private readonly creating: CreateAccount,
    private readonly delegating: DelegateMandate,
    private readonly sessions: Sessions,
    private readonly working: WorkOnAssignment,
    private readonly handing: HandOver,
  ) {}

  /** Before the mails of this year: two communes share a mailbox. */
  async shareMailbox(): Promise<void> {
    await transactional(this.em, 'demo.mailboxShared', async (em) => {
      const db = dbOf(em);
      const units = await Promise.all(SHARING.map((code) => findUnit(db, code)));
      const mailboxes = units.map(({ id }) => ({ unitId: id, address: 'vanthu.chung.langson@demo.invalid' }));
      await setMailboxes(db, mailboxes, { on: '2025-07-01' });
    });
  }

  async tell(): Promise<void> {
    const ids = new Map<string, string>();
    for (const { unit, name, role } of OFFICERS)
      ids.set(
        name,
        await this.creating.execute({ unitId: (await findUnit(this.db, unit)).id, name, role, locale: 'vi' }, SYSTEM),
      );
    await this.lend(ids.get('Hoàng Văn Lâm')!, {
      unit: DEMO_DUTY_LEFT_OPEN,
      name: 'Văn thư xã Đồng Đăng',
      role: 'leader',
    });
    await this.lend(ids.get('Nông Đức Thịnh')!, { unit: PROVINCE, name: 'Hoàng Thị Mai Hương', role: 'leader' });
    const leaving = ids.get('Lý Văn Sơn')!;
    await this.assignDuties([leaving, ids.get('Vi Thị Thu Hằng')!]);
    const { id: unitId } = await findUnit(this.db, PROVINCE);
    const by = await this.as(ids.get('Nông Đức Thịnh')!);
    await this.handing.execute({ accountId: leaving, unitId, to: ids.get('Triệu Quang Huy')!, closes: true }, by);
  }

  private get db() {
    return dbOf(this.em.fork());
  }

  private async as(account: string): Promise<Caller> {
    return (await this.sessions.callerOf((await this.sessions.open(account))!))!;
  }

  /** A leader lends to a colleague until the middle of next month. */
  private async lend(from: string, to: { unit: string; name: string; role: Role }): Promise<void> {
    const account = await firstOf(
      this.db,
      sql<{
        id: string;
      }>`select a.id from account a join unit u on u.id = a.unit_id where u.code = ${to.unit} and a.name = ${to.name}`,
    );
    const known = account && (await mandatesOf(this.db, account.id)).some(({ delegatedBy }) => delegatedBy !== null);
    if (!account || known) return;
    const lender = await this.as(from);
    await this.delegating.execute({ accountId: account.id, role: to.role, untilAt: LENT_UNTIL }, lender);
  }

  /** The province's open duties, by turns. */
  private async assignDuties(leads: readonly string[]): Promise<void> {
    const { id: unitId } = await findUnit(this.db, PROVINCE);
    const { items } = await listAssignments(this.db, { unitId, open: true, limit: DUTIES_LED });
    const open = items.filter((duty) => allowedActs(duty).includes('assign'));
    for (const [i, duty] of open.entries())
      await this.working.assign(duty.id, { lead: leads[i % leads.length]! }, actorOf(unitId));
  }
}
