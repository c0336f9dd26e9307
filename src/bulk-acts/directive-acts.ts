import { Injectable } from '@nestjs/common';
import { CloseDirective, IssueDirective, PauseDirective, RecallDirective, ResumeDirective } from '../cascade/index.js';
import type { Caller } from '../platform/caller.js';
import type { Outcome } from './bulk-act.entity.js';
import type { DirectiveAct, Parameters } from './selection.rules.js';

type Did = Promise<{ repeated: boolean; pending?: unknown }>;

/** The acts on one directive that a bulk act is made of: the same use cases that its own page calls. */
@Injectable()
export class DirectiveActs {
  constructor(
    private readonly issuing: IssueDirective,
    private readonly closing: CloseDirective,
    private readonly pausing: PauseDirective,
    private readonly resuming: ResumeDirective,
    private readonly recalling: RecallDirective,
  ) {}

  /** @throws ProductError what the act refuses */
  async do(act: DirectiveAct, id: string, { reason = '' }: Parameters, by: Caller): Promise<Outcome> {
    const acts: Readonly<Record<DirectiveAct, () => Did>> = {
      issue: () => this.issuing.execute(id, by),
      pause: () => this.pausing.execute(id, { reason }, by),
      resume: () => this.resuming.execute(id, by),
      recall: () => this.recalling.execute(id, { reason }, by),
      close: () => this.closing.execute(id, by),
    };
    const { repeated, pending } = await acts[act]();
    if (pending) return 'pending';
    return repeated ? 'repeated' : 'done';
  }
}
