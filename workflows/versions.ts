import { assignmentMachine } from './assignment.machine.js';
import { deliveryMachine } from './delivery.machine.js';
import { directiveMachine } from './directive.machine.js';
import { reorganisationMachine } from './reorganisation.machine.js';
import { reportMachine } from './report.machine.js';

/**
 * Every version of each machine that rows may still be on. A new version is added beside the old; a running case stays
 * on the version it began with, which its row names.
 */
const VERSIONS = {
  assignment: { 1: assignmentMachine },
  delivery: { 1: deliveryMachine },
  directive: { 1: directiveMachine },
  report: { 1: reportMachine },
  reorganisation: { 1: reorganisationMachine },
} as const;

/** The version that new cases begin with. */
export const CURRENT = { assignment: 1, delivery: 1, directive: 1, report: 1, reorganisation: 1 } as const;

type Name = keyof typeof VERSIONS;

/**
 * The machine that a row is on.
 * @throws RangeError where this release no longer has that version: the case must be migrated first
 */
export function machineOf<N extends Name>(name: N, version: number): (typeof VERSIONS)[N][1] {
  const machine = (VERSIONS[name] as Record<number, (typeof VERSIONS)[N][1]>)[version];
  if (!machine) throw new RangeError(`there is no version ${version} of the ${name} machine`);
  return machine;
}
