import type { Outcome } from './model-duty.js';

const COLUMNS: readonly Outcome[] = ['done', 'repeated', 'not-possible-now', 'invalid'];

/** How often each command came to what. */
export class Outcomes {
  private readonly counts = new Map<string, Map<Outcome, number>>();

  add(command: string, outcome: Outcome): void {
    const counts = this.counts.get(command) ?? new Map<Outcome, number>();
    this.counts.set(command, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }

  of = (command: string, outcome: Outcome): number => this.counts.get(command)?.get(outcome) ?? 0;

  /** One line per command. */
  get table(): string {
    const line = (name: string, cells: readonly (string | number)[]) =>
      `${name.padEnd(16)}${cells.map((cell) => String(cell).padStart(18)).join('')}`;
    const commands = [...this.counts.keys()].toSorted();
    return [
      line('', COLUMNS),
      ...commands.map((name) =>
        line(
          name,
          COLUMNS.map((of) => this.of(name, of)),
        ),
      ),
    ].join('\n');
  }
}
