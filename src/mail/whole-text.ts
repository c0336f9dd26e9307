import { Readable } from 'node:stream';

/**
 * A mail as one piece. What is made of it part by part would be written to the server part by part, and a call of the
 * system for each costs more than making it. Nothing is read before somebody reads from it.
 */
export class WholeText extends Readable {
  private isMade = false;

  constructor(private readonly parts: Readable) {
    super({ highWaterMark: 0 });
  }

  override _read(): void {
    if (this.isMade) return;
    this.isMade = true;
    const made: Buffer[] = [];
    this.parts.on('data', (part: Buffer) => made.push(part));
    this.parts.once('error', (error) => this.destroy(error));
    this.parts.once('end', () => {
      this.push(Buffer.concat(made));
      this.push(null);
    });
  }
}
