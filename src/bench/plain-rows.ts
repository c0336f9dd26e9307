import type pg from 'pg';

/*
 * COPY over the driver's own protocol messages: a floor must not be slower than need be, and the driver has no
 * method for it.
 */

interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

abstract class Copy {
  constructor(
    private readonly text: string,
    private readonly settle: (error?: Error) => void,
  ) {}
  submit(connection: CopyConnection): void {
    connection.query(this.text);
  }
  handleError(error: Error): void {
    this.settle(error);
  }
  handleReadyForQuery(): void {
    this.settle();
  }
  handleRowDescription(): void {}
  handleCommandComplete(): void {}
}

class CopyIn extends Copy {
  constructor(
    text: string,
    settle: (error?: Error) => void,
    private readonly chunks: readonly Buffer[],
  ) {
    super(text, settle);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    for (const chunk of this.chunks) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
}

class CopyOut extends Copy {
  readonly chunks: Buffer[] = [];
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.chunks.push(Buffer.from(chunk));
  }
}

const submitted = <C extends Copy>(client: pg.Client, make: (settle: (error?: Error) => void) => C): Promise<C> =>
  new Promise((resolve, reject) => {
    const copy = make((error) => (error ? reject(error) : resolve(copy)));
    client.query(copy as unknown as pg.Submittable);
  });

const CHUNK_BYTES = 65_536;

/** The rows of a query in COPY's binary form, in chunks of the size that the protocol carries well. */
export async function readRows(client: pg.Client, query: string): Promise<Buffer[]> {
  const { chunks } = await submitted(
    client,
    (settle) => new CopyOut(`copy (${query}) to stdout (format binary)`, settle),
  );
  const whole = Buffer.concat(chunks);
  const count = Math.ceil(whole.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) => whole.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
}

/** Writes such rows into a table. */
export async function writeRows(client: pg.Client, table: string, chunks: readonly Buffer[]): Promise<void> {
  await submitted(client, (settle) => new CopyIn(copyStatement(table), settle, chunks));
}

export const copyStatement = (table: string): string => `copy ${table} from stdin (format binary)`;
