/** Two acts each held what the other needed, or one could not be put after the other: the database gave one of them up. */
const GIVEN_UP: ReadonlySet<unknown> = new Set(['40P01', '40001']);
const ATTEMPTS = 3;

/** Whether the database gave a transaction up for the sake of another; nothing of it was recorded. */
export function wasGivenUp(error: unknown): boolean {
  let at = error as { code?: unknown; cause?: unknown } | undefined;
  for (let depth = 0; at && depth < 5; depth++, at = at.cause as typeof at) if (GIVEN_UP.has(at.code)) return true;
  return false;
}

/**
 * Runs a whole transaction, and again where the database gave it up: the other one has ended by then. `work` begins anew
 * each time and reads everything again.
 */
export async function tryingAgain<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !wasGivenUp(error)) throw error;
    }
}
