import { setImmediate as pause } from 'node:timers/promises';
import type { Response } from 'express';
import { unavailable } from './errors.js';

/**
 * Carries out a long reckoning piece by piece: after each that it yields, others of this process get their turn.
 * @throws what `stop` was aborted with
 */
export async function inTurns<Answer>(reckoning: Generator<void, Answer>, stop?: AbortSignal): Promise<Answer> {
  for (;;) {
    const piece = reckoning.next();
    if (piece.done) return piece.value;
    await pause();
    stop?.throwIfAborted();
  }
}

/** Aborted where the reader goes away before it was answered: what it asked for need not be reckoned to its end. */
export function gone(response: Response): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded)
      left.abort(unavailable('Người xem đã rời đi.', 'The reader has gone away before it was answered.'));
  });
  return left.signal;
}
