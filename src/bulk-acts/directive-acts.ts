import { Injectable } from '@nestjs/common';
import { CloseDirective, IssueDirective } from '../cascade/index.js';
import type { Caller } from '../platform/caller.js';
import type { Outcome } from './bulk-act.entity.js';
import type { DirectiveAct, Parameters } from './selection-schema.js';

/** The acts on one directive that a bulk act is made of: the same use cases that its own page calls. */
@Injectable()
export class DirectiveActs {
  constructor(
    private readonly issuing: IssueDirective,
    private readonly closing: CloseDirective,
  ) {}

  /** @throws ProductError what the act refuses */
  async do(act: DirectiveAct, id: string, _parameters: Parameters, by: Caller): Promise<Outcome> {
    const acts: Readonly<Partial<Record<DirectiveAct, () => Promise<{ repeated: boolean }>>>> = {
      issue: () => this.issuing.execute(id, by),
      close: () => this.closing.execute(id, by),
    };
    const { repeated } = await acts[act]!();
    return repeated ? 'repeated' : 'done';
  }
}
