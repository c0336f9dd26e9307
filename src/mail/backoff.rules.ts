/** Greylisting servers let the same message in after one to five minutes: the first waits are short. */
const FIRST_WAIT_SECONDS = 60;
/** A recovered server is noticed within two hours at the latest. */
const LONGEST_WAIT_SECONDS = 7_200;

/**
 * How long a message waits after an attempt that was refused for now.
 * @param attempts  attempts made so far, ≥ 1
 * @returns seconds: 60, 120, 240 … doubled up to two hours
 * @throws RangeError where no attempt was made
 */
export function waitSeconds(attempts: number): number {
  if (!Number.isInteger(attempts) || attempts < 1) throw new RangeError(`not a number of attempts: ${attempts}`);
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), LONGEST_WAIT_SECONDS);
}
