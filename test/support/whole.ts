/** The answer of a reckoning that yields in between, all in one go. */
export function whole<Answer>(reckoning: Generator<void, Answer>): Answer {
  for (;;) {
    const piece = reckoning.next();
    if (piece.done) return piece.value;
  }
}
