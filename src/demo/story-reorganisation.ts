import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { DraftReorganisation, planSchema, SubmitReorganisation } from '../reorganisation/index.js';
import { findUnit } from '../units/index.js';

const PROVINCE = 't20';

/** Made up for the demonstration: no such reorganisation was decided. */
const PLAN = planSchema.parse({
  title: 'Sắp xếp các xã Công Sơn, Ba Sơn, Cao Lộc (hư cấu, để trình diễn)',
  legalBasis: 'Nghị quyết 99/NQ-TD ngày 15/11/2026 (hư cấu)',
  effectiveOn: '2026-12-01',
  clock: { receipt: { rule: 'restart' }, work: { rule: 'add', workingDays: 5 } },
  steps: [
    {
      kind: 'merge',
      from: ['x06220-2025', 'x06196-2025'],
      into: { code: 'ls-xa-phia-po', name: 'Xã Phia Pò', kind: 'commune', administrative: PROVINCE },
    },
    { kind: 'raise', unit: 'x06211-2025', unitKind: 'ward', name: 'Phường Cao Lộc' },
  ],
});

/** A reorganisation that waits for its second person: two communes with open duties become one, another becomes a ward. */
@Injectable()
export class DemoStoryReorganisation {
  constructor(
    private readonly em: EntityManager,
    private readonly draft: DraftReorganisation,
    private readonly submit: SubmitReorganisation,
  ) {}

  async tell(): Promise<void> {
    const { id: unitId } = await findUnit(dbOf(this.em.fork()), PROVINCE);
    const by: Caller = { actor: 'demo', role: 'unit-admin', unitId, capacity: 'own-office', locale: 'vi' };
    const { id } = await this.draft.execute(PLAN, by);
    await this.submit.execute(id, {}, by);
  }
}
