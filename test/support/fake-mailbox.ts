import { ReplyMailbox, type Folder, type OpenMailbox } from '../../src/replies/reply-mailbox.js';

/** A mailbox in memory: what lies in it, and where it was moved. */
export class FakeMailbox extends ReplyMailbox {
  readonly name = 'tra-loi@fake/INBOX';
  readonly lying = new Map<number, Buffer>();
  readonly moved: Record<Folder, number[]> = { Done: [], Odd: [] };
  /** Thrown instead of moving, as where the process dies right before. */
  dies = false;
  private next = 1;

  arrives(raw: Buffer): number {
    const uid = this.next++;
    this.lying.set(uid, raw);
    return uid;
  }

  async open(): Promise<OpenMailbox> {
    return {
      uidValidity: 7n,
      list: async () => Array.from(this.lying, ([uid, { length: bytes }]) => ({ uid, bytes })),
      fetch: async (uid) => this.lying.get(uid),
      move: async (uids, to) => {
        if (this.dies) throw new Error('the connection is gone');
        for (const uid of uids) if (this.lying.delete(uid)) this.moved[to].push(uid);
      },
      close: async () => {},
    };
  }
}
