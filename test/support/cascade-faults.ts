import type { ModelDuty, Outcome } from './model-duty.js';
import { TreeModel } from './tree-model.js';

/**
 * Models that are wrong in one thing each. To the test a model that is wrong and a product that is wrong are the same: the
 * two differ. Each of them has to be found.
 */
export const FAULTS: Readonly<Record<string, () => TreeModel>> = {
  'a return is lost': () => Object.assign(new TreeModel(), { giveBack: (): Outcome => 'done' }),
  'an acknowledgement is counted twice': () =>
    new (class extends TreeModel {
      override acknowledge(duty: ModelDuty): Outcome {
        const outcome = super.acknowledge(duty);
        if (outcome === 'done') duty.version++;
        return outcome;
      }
    })(),
  'an acknowledgement after the end is accepted': () =>
    new (class extends TreeModel {
      override acknowledge(duty: ModelDuty): Outcome {
        const outcome = super.acknowledge(duty);
        return duty.standing === 'closed' ? 'done' : outcome;
      }
    })(),
  'nobody is chased after a reminder': () =>
    new (class extends TreeModel {
      protected override step(duty: ModelDuty, fact: string, change: Partial<ModelDuty>, reminder?: number): 'done' {
        super.step(duty, fact, change, reminder);
        if (reminder !== undefined) duty.remindAt = null;
        return 'done';
      }
    })(),
  'who passes a paper on to nobody new has passed it on': () =>
    new (class extends TreeModel {
      override passOn(duty: ModelDuty, to: readonly string[]) {
        const passed = super.passOn(duty, to);
        return passed.outcome === 'repeated' ? { ...passed, outcome: 'done' as const } : passed;
      }
    })(),
  'a report may be sent in again while it waits for review': () =>
    new (class extends TreeModel {
      override reportOn(duty: ModelDuty, text: string): Outcome {
        const outcome = super.reportOn(duty, text);
        return outcome === 'repeated' ? 'done' : outcome;
      }
    })(),
  'an answer does not move the deadline': () =>
    new (class extends TreeModel {
      override answer(duty: ModelDuty): Outcome {
        const { workDue } = duty;
        const outcome = super.answer(duty);
        if (outcome === 'done') duty.workDue = workDue;
        return outcome;
      }
    })(),
  'clocks run on through a pause': () =>
    new (class extends TreeModel {
      override nextOf(duty: ModelDuty): number | null {
        return super.nextOf({ ...duty, pausedAt: null });
      }
    })(),
  'what was recalled is not asked for': () =>
    new (class extends TreeModel {
      override recall(id: string): Outcome {
        const before = this.under(id).map((duty) => ({ ...duty, facts: { ...duty.facts } }));
        const outcome = super.recall(id);
        for (const duty of before) Object.assign(this.duties.get(duty.id)!, duty);
        return outcome;
      }
    })(),
  'an amendment asks everybody again': () => Object.assign(new TreeModel(), { asksOtherwise: () => true }),
  'an amendment asks nobody again': () => Object.assign(new TreeModel(), { asksOtherwise: () => false }),
  'what was superseded goes on': () =>
    new (class extends TreeModel {
      override supersede(id: string, by: string): Outcome {
        const before = this.under(id).map((duty) => ({ ...duty, facts: { ...duty.facts } }));
        const outcome = super.supersede(id, by);
        for (const duty of before) Object.assign(this.duties.get(duty.id)!, duty);
        return outcome;
      }
    })(),
  'a duty is lost where units become one or several': () =>
    new (class extends TreeModel {
      override moved(...change: Parameters<TreeModel['moved']>) {
        const moved = super.moved(...change);
        return { ...moved, opens: moved.opens.slice(1) };
      }
    })(),
};
