import { Injectable } from '@nestjs/common';
import { CloseDirective, IssueDirective, PauseDirective, RecallDirective, ResumeDirective } from '../cascade/index.js';
import type { Caller } from '../platform/caller.js';
import type { Outcome } from './bulk-act.entity.js';
import type { DirectiveAct, Parameters } from './selection.rules.js';

type Did = Promise<{ repeated: boolean; pending?: unknown }>;

/** One act after the other would wait for what is on its way; the bulk act says how much of all of them still is. */
const AT_ONCE = { waits: false };

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
      pause: () => this.pausing.execute(id, { reason }, by, AT_ONCE),
      resume: () => this.resuming.execute(id, by),
      recall: () => this.recalling.execute(id, { reason }, by, AT_ONCE),
      close: () => this.closing.execute(id, by, AT_ONCE),
    };
    const { repeated, pending } = await acts[act]();
    if (pending) return 'pending';
    return repeated ? 'repeated' : 'done';
  }
}
