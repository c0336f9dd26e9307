import { Injectable } from '@nestjs/common';
import { IssueDirective } from '../cascade/index.js';
import { DraftDirective } from '../directives/index.js';
import { DemoAccounts } from './demo-accounts.js';
import { TWO_PERSON_LETTER } from './papers.js';

/** A draft that takes two persons: one has asked for its issue, and it waits for the other. */
@Injectable()
export class DemoStorySecondPerson {
  constructor(
    private readonly accounts: DemoAccounts,
    private readonly draft: DraftDirective,
    private readonly issue: IssueDirective,
  ) {}

  async tell(): Promise<void> {
    const first = await this.accounts.callerOf('issuer');
    const id = await this.draft.execute(
      {
        issuer: this.accounts.unitOf('issuer'),
        text: TWO_PERSON_LETTER,
        fileName: 'cong-van-an-toan-thong-tin.txt',
        dueOn: '2026-12-11',
        dueOperator: 'at-latest',
        policy: 'two-person',
        addressees: [{ text: 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', role: 'action' }],
      },
      first,
    );
    await this.issue.execute(id, first);
  }
}
