import { approvalMachine } from './approval.machine.js';
import { assignmentMachine } from './assignment.machine.js';
import { assignmentMachineV1 } from './assignment.v1.machine.js';
import { bulkActMachine } from './bulk-act.machine.js';
import { deliveryMachine } from './delivery.machine.js';
import { deliveryMachineV1 } from './delivery.v1.machine.js';
import { directiveMachine } from './directive.machine.js';
import { directiveMachineV1 } from './directive.v1.machine.js';
import { extensionMachine } from './extension.machine.js';
import { questionMachine } from './question.machine.js';
import { reorganisationMachine } from './reorganisation.machine.js';
import { reportMachine } from './report.machine.js';

/** The machine that new cases of each name begin on. */
export const MACHINES = {
  approval: approvalMachine,
  assignment: assignmentMachine,
  bulkAct: bulkActMachine,
  delivery: deliveryMachine,
  directive: directiveMachine,
  extension: extensionMachine,
  question: questionMachine,
  reorganisation: reorganisationMachine,
  report: reportMachine,
} as const;
export type MachineName = keyof typeof MACHINES;
export type MachineOf<N extends MachineName> = (typeof MACHINES)[N];

/**
 * Every version of each machine that rows may still be on. A new version is added beside the old; a running case stays
 * on the version it began with, which its row names.
 */
const VERSIONS: Readonly<Record<MachineName, Readonly<Record<number, unknown>>>> = {
  approval: { 1: approvalMachine },
  assignment: { 1: assignmentMachineV1, 2: assignmentMachine },
  bulkAct: { 1: bulkActMachine },
  delivery: { 1: deliveryMachineV1, 2: deliveryMachine },
  directive: { 1: directiveMachineV1, 2: directiveMachine },
  extension: { 1: extensionMachine },
  question: { 1: questionMachine },
  reorganisation: { 1: reorganisationMachine },
  report: { 1: reportMachine },
};

/** The version that new cases begin with. */
export const CURRENT: Readonly<Record<MachineName, number>> = {
  approval: 1,
  assignment: 2,
  bulkAct: 1,
  delivery: 2,
  directive: 2,
  extension: 1,
  question: 1,
  reorganisation: 1,
  report: 1,
};

/**
 * The machine that a row is on. An older version knows fewer events than its type says: it refuses the others.
 * @throws RangeError where this release no longer has that version: the case must be migrated first
 */
export function machineOf<N extends MachineName>(name: N, version: number): MachineOf<N> {
  const machine = VERSIONS[name][version];
  if (!machine) throw new RangeError(`there is no version ${version} of the ${name} machine`);
  return machine as MachineOf<N>;
}
