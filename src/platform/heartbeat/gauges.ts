import { Gauge, register } from 'prom-client';
import type { PartState } from '../readiness.js';

const gaugeOf = (name: string, help: string): Gauge<'part'> =>
  (register.getSingleMetric(name) as Gauge<'part'> | undefined) ?? new Gauge({ name, help, labelNames: ['part'] });

/** Sets the figures of `/metrics` that say which parts work: the same that `/readyz` says at this moment. */
export function measure(parts: Readonly<Record<string, PartState>>): void {
  const late = gaugeOf('thongsuot_part_late', '1 where a part has stopped or is not ready, else 0');
  const degraded = gaugeOf('thongsuot_part_degraded', 'for how many a part does not work though it goes on');
  const proof = gaugeOf('thongsuot_job_last_round_seconds', 'seconds since the last round that a job got through');
  for (const gauge of [late, degraded, proof]) gauge.reset();
  for (const [part, state] of Object.entries(parts)) {
    late.set({ part }, state.ok ? 0 : 1);
    degraded.set({ part }, state.degraded?.count ?? 0);
    const seconds = state['lastRunSecondsAgo'];
    if (typeof seconds === 'number') proof.set({ part }, seconds);
  }
}
