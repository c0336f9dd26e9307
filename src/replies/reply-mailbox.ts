/** Where a mail goes once it is taken: nothing more to do, or for people. */
export type Folder = 'Done' | 'Odd';

/** A mail that lies in the mailbox. */
export interface LyingMail {
  uid: number;
  bytes: number;
}

/** The mailbox while it is open; the folder that is read is selected. */
export interface OpenMailbox {
  /** Names the numbering of the folder: under another one the same UID is another mail (RFC 3501, 2.3.1.1). */
  uidValidity: bigint;
  /** What lies there, the oldest first. */
  list(): Promise<LyingMail[]>;
  /** The mail as it arrived; undefined where somebody moved it meanwhile. */
  fetch(uid: number): Promise<Buffer | undefined>;
  /** Out of the folder that is read. What is not there any more is moved already. */
  move(uids: readonly number[], to: Folder): Promise<void>;
  close(): Promise<void>;
}

/** The way to the mailbox that answers arrive in. */
export abstract class ReplyMailbox {
  /** Without its password; undefined where none is configured. */
  abstract readonly name: string | undefined;
  /** @throws Error where it cannot be opened */
  abstract open(): Promise<OpenMailbox>;
}
