import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ReturnAssignment, WorkOnAssignment } from '../assignments/index.js';
import { ForwardAssignment, IssueDirective } from '../cascade/index.js';
import { DraftDirective } from '../directives/index.js';
import { dbOf } from '../platform/database/sql.js';
import { listReports, ReviewReport, SubmitReport } from '../reports/index.js';
import { findUnit } from '../units/index.js';
import { DEMO_DUTY_LEFT_OPEN } from './demo-accounts.js';
import { MINISTRY_LETTER } from './papers.js';
import { actorOf, share, Stage, type Duty } from './stage.js';

const HOME = 't20';

/** A ministry’s letter of this week: ministry → 34 provinces → 3,321 communes; most of it is still open. */
@Injectable()
export class DemoStoryToday {
  constructor(
    private readonly em: EntityManager,
    private readonly stage: Stage,
    private readonly draft: DraftDirective,
    private readonly issue: IssueDirective,
    private readonly forward: ForwardAssignment,
    private readonly work: WorkOnAssignment,
    private readonly giveBack: ReturnAssignment,
    private readonly submit: SubmitReport,
    private readonly review: ReviewReport,
  ) {}

  async tell(): Promise<void> {
    await this.stage.until('2026-11-16', '08:00');
    const id = await this.issueLetter();
    const provinces = await this.stage.duties(id, ['sent', 'delivered']);
    await this.stage.until('2026-11-16', '09:30');
    const early = provinces.filter(({ code }, i) => code === HOME || i % 3 !== 2);
    await this.stage.acknowledge(early);
    const relaying = early.filter(({ code }, i) => code === HOME || i % 2 === 0);
    await this.passOn(relaying);
    await this.stage.until('2026-11-16', '14:00');
    await this.acknowledgeBelow(id, relaying, 55, 1);
    await this.returnSome(id, relaying);
    await this.stage.until('2026-11-17', '09:00');
    const second = early.filter((duty) => !relaying.includes(duty)).slice(0, 5);
    await this.passOn(second);
    await this.acknowledgeBelow(id, relaying, 20, 2);
    await this.stage.until('2026-11-18', '10:00');
    await this.acknowledgeBelow(id, [...relaying, ...second], 25, 3);
    await this.stage.acknowledge(provinces.filter((duty) => !early.includes(duty)).slice(0, 4));
    await this.workBelow(id, relaying);
  }

  private async issueLetter(): Promise<string> {
    const ministry = await findUnit(dbOf(this.em.fork()), 'bo-noi-vu');
    const by = actorOf(ministry.id);
    const id = await this.draft.execute(
      {
        issuer: 'bo-noi-vu',
        text: MINISTRY_LETTER,
        fileName: 'cong-van-bo-noi-vu.txt',
        dueOn: '2026-12-04',
        dueOperator: 'at-latest',
        addressees: [
          { text: 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', role: 'action' },
          { text: 'Ủy ban nhân dân các xã, phường, đặc khu', role: 'action', through: 'superior' },
        ],
      },
      by,
    );
    await this.issue.execute(id, by);
    return id;
  }

  private passOn(provinces: readonly Duty[]): Promise<void> {
    return this.stage.each(provinces, (duty, by) => this.forward.execute(duty.id, { to: [] }, by));
  }

  private async acknowledgeBelow(id: string, provinces: readonly Duty[], percent: number, salt: number): Promise<void> {
    for (const [i, province] of provinces.entries()) {
      const open = await this.stage.duties(id, ['sent', 'delivered'], province.id);
      const some = share(open, percent, salt + i).filter(({ code }) => code !== DEMO_DUTY_LEFT_OPEN);
      await this.stage.acknowledge(some);
    }
  }

  private async returnSome(id: string, provinces: readonly Duty[]): Promise<void> {
    for (const [i, province] of provinces.entries()) {
      const open = await this.stage.duties(id, ['delivered'], province.id);
      const one = open.filter(({ code }) => code !== DEMO_DUTY_LEFT_OPEN).slice(0, i % 2);
      await this.stage.each(one, (duty, by) =>
        this.giveBack.execute(duty.id, { reason: 'duplicate', note: 'Đã nhận bản giấy cùng nội dung.' }, by),
      );
    }
  }

  private async workBelow(id: string, provinces: readonly Duty[]): Promise<void> {
    for (const province of provinces) {
      const acknowledged = await this.stage.duties(id, ['acknowledged'], province.id);
      await this.stage.each(share(acknowledged, 30, 5), (duty, by) =>
        this.work.assign(
          duty.id,
          { lead: 'Phòng Văn hóa – Xã hội', coOperating: ['Trung tâm Phục vụ hành chính công'] },
          by,
        ),
      );
      await this.stage.each(share(acknowledged, 15, 7), (duty, by) =>
        this.work.execute(duty.id, 'start', undefined, by),
      );
      if (province.code === HOME) await this.reportBelow(province, share(acknowledged, 12, 9));
    }
  }

  private async reportBelow(province: Duty, communes: readonly Duty[]): Promise<void> {
    await this.stage.each(communes, (duty, by) =>
      this.submit.execute(
        duty.id,
        { text: 'Đã cập nhật đủ số liệu của bộ phận một cửa.', figures: { 'hồ sơ đã giải quyết': 1240, 'quá hạn': 3 } },
        by,
      ),
    );
    const { items } = await listReports(dbOf(this.em.fork()), { unitIds: [province.unitId], side: 'to', limit: 50 });
    const by = actorOf(province.unitId);
    for (const [i, report] of items.entries()) {
      if (i % 3 === 0) await this.review.execute(report.id, 'accept', undefined, by);
      if (i % 3 === 1)
        await this.review.execute(report.id, 'send-back', 'Thiếu số hồ sơ quá hạn theo từng lĩnh vực.', by);
    }
  }
}
