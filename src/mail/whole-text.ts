import { Readable } from 'node:stream';

/**
 * A mail as one piece. What is made of it part by part would be written to the server part by part, and a call of the
 * system for each costs more than making it. Nothing is read before somebody reads from it, and nothing comes of it where
 * it may not go then: who stands at the gate ends the connection.
 */
export class WholeText extends Readable {
  private isMade = false;

  constructor(
    private readonly parts: Readable,
    private readonly mayGo: () => Promise<boolean> = () => Promise.resolve(true),
  ) {
    super({ highWaterMark: 0 });
  }

  override _read(): void {
    if (this.isMade) return;
    this.isMade = true;
    this.mayGo().then(
      (may) => may && this.make(),
      (error: Error) => this.destroy(error),
    );
  }

  private make(): void {
    const made: Buffer[] = [];
    this.parts.on('data', (part: Buffer) => made.push(part));
    this.parts.once('error', (error) => this.destroy(error));
    this.parts.once('end', () => {
      this.push(Buffer.concat(made));
      this.push(null);
    });
  }
}
