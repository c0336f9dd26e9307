import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ReturnAssignment } from '../assignments/index.js';
import { CloseDirective, ForwardAssignment, IssueDirective } from '../cascade/index.js';
import { DraftDirective } from '../directives/index.js';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { listReports, ReviewReport, SubmitReport } from '../reports/index.js';
import { findUnit } from '../units/index.js';
import { DEPARTMENT_LETTER, districtLetter } from './papers.js';
import { actorOf, share, Stage, type Duty } from './stage.js';

interface Forwarded {
  id: string;
  issuerId: string;
}

/** A department’s letter of March 2024: department → 11 district offices → their communes, closed that summer. */
@Injectable()
export class DemoStory2024 {
  constructor(
    private readonly em: EntityManager,
    private readonly stage: Stage,
    private readonly draft: DraftDirective,
    private readonly issue: IssueDirective,
    private readonly forward: ForwardAssignment,
    private readonly giveBack: ReturnAssignment,
    private readonly submit: SubmitReport,
    private readonly review: ReviewReport,
    private readonly close: CloseDirective,
  ) {}

  async tell(): Promise<void> {
    const department = await findUnit(dbOf(this.em.fork()), 'ls-so-tttt', '2024-03-11');
    const by = actorOf(department.id);
    await this.stage.until('2024-03-11', '09:00');
    const draft = {
      issuer: 'ls-so-tttt',
      text: DEPARTMENT_LETTER,
      fileName: 'cong-van-so-tttt.txt',
      dueOn: '2024-04-15',
    };
    const id = await this.draft.execute({ ...draft, dueOperator: 'at-latest' }, by);
    await this.issue.execute(id, by);
    const offices = await this.stage.duties(id, ['sent', 'delivered']);
    await this.stage.until('2024-03-12', '09:00');
    await this.stage.acknowledge(offices.slice(0, 8));
    await this.passOn(offices.slice(0, 6));
    await this.stage.until('2024-03-13', '09:00');
    await this.acknowledgeBelow(id, 60, 1);
    await this.stage.until('2024-03-15', '10:00');
    await this.stage.acknowledge(offices.slice(8, 10));
    await this.passOn(offices.slice(6, 9));
    await this.acknowledgeBelow(id, 50, 2);
    await this.stage.until('2024-04-12', '15:00');
    await this.reports(id, offices, department.id);
    await this.stage.until('2024-06-28', '16:00');
    for (const child of await this.forwarded(id)) await this.close.execute(child.id, actorOf(child.issuerId));
    await this.close.execute(id, by);
  }

  private passOn(offices: readonly Duty[]): Promise<void> {
    return this.stage.each(offices, (duty, by) => {
      const district = duty.name.replace(/^Phòng Văn hóa và Thông tin /, '');
      const city = district.startsWith('thành phố');
      const communes = `Ủy ban nhân dân các ${city ? 'phường, xã' : 'xã, thị trấn'}`;
      const place = district.replace(/^(huyện|thành phố) /, '');
      const text = districtLetter(district, place, 20 + place.length, 12, communes);
      return this.forward.execute(duty.id, { to: [communes], text, dueOn: '2024-04-05', dueOperator: 'at-latest' }, by);
    });
  }

  private forwarded(id: string): Promise<Forwarded[]> {
    return rowsOf(
      dbOf(this.em.fork()),
      sql`select d.id, d.issuer_id as "issuerId" from directive d where d.cascade_id = ${id} and d.id <> ${id} order by d.id`,
    );
  }

  private async acknowledgeBelow(id: string, percent: number, salt: number): Promise<void> {
    for (const [i, child] of (await this.forwarded(id)).entries()) {
      const open = await this.stage.duties(child.id, ['sent', 'delivered']);
      await this.stage.acknowledge(share(open, percent, salt + i));
      const left = await this.stage.duties(child.id, ['sent', 'delivered']);
      await this.stage.each(left.slice(0, i % 2), (duty, by) =>
        this.giveBack.execute(duty.id, { reason: 'wrong-addressee', note: 'Xã chưa có đài truyền thanh.' }, by),
      );
    }
  }

  private async reports(id: string, offices: readonly Duty[], departmentId: string): Promise<void> {
    for (const child of await this.forwarded(id)) {
      const done = await this.stage.duties(child.id, ['acknowledged']);
      await this.stage.each(share(done, 70, 4), (duty, by) =>
        this.submit.execute(duty.id, { text: 'Đã phát bản tin theo lịch.', figures: { 'lượt phát': 14 } }, by),
      );
    }
    await this.stage.each(offices.slice(0, 5), (duty, by) =>
      this.submit.execute(
        duty.id,
        { text: 'Tổng hợp từ các xã, thị trấn trên địa bàn.', figures: { 'lượt phát': 210 } },
        by,
      ),
    );
    const { items } = await listReports(dbOf(this.em.fork()), { unitIds: [departmentId], side: 'to', limit: 20 });
    for (const report of items.slice(0, 4))
      await this.review.execute(report.id, 'accept', undefined, actorOf(departmentId));
  }
}
