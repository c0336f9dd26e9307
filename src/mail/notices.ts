import { Injectable } from '@nestjs/common';
import type { Locale } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { groupsOf } from './grouping.rules.js';
import type { NoticeParameters } from './message.entity.js';

/** A message as the slices that compose it and hear of it see it. */
export interface MessageRow {
  cascadeId: string;
  id: string;
  key: string;
  unitId: string;
  assignmentId: string | null;
  template: string;
  locale: Locale;
  parameters: NoticeParameters;
  toAddress: string;
  machineVersion: number;
  attempts: number;
  /** How often it was sent again by itself. */
  resends: number;
  /** The job that carries it, where one does. */
  jobId?: string | null;
  /** Whether this process has asked to begin with it: nobody else's mark is on it then. */
  isAsked?: boolean;
}

/** The text of one mail. */
export interface Composed {
  subject: string;
  text: string;
  html: string;
  headers?: Readonly<Record<string, string>>;
  /** The messages that it says, where it stands for others. */
  says?: readonly string[];
}

/** A message that is about to be sent, and its text; without one it could not be composed. */
export interface Ready {
  message: MessageRow;
  mail: Composed | undefined;
}

/** What is to become of a text that is no longer so: never sent, or composed anew. */
export type Outdated = 'withdraw' | 'again';

/** A slice that writes the mails of some templates. */
export abstract class NoticeComposer {
  /** The templates it writes; each has one composer. */
  abstract readonly templates: readonly string[];

  /**
   * Writes the mails of a batch, when they are sent; reads what it needs set-based.
   * @returns by message id; what is missing is tried again later, and told as undeliverable when attempts run out
   */
  abstract compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>>;

  /**
   * Looks at the very last moment, after the messages are marked as begun, whether their texts are still so.
   * @returns by message id; what is missing goes out
   */
  async outdated(_db: Db, _ready: readonly Ready[]): Promise<ReadonlyMap<string, Outdated>> {
    return new Map();
  }
}

/** A slice that acts on what became of messages, inside the transaction that records it. */
export abstract class DeliveryListener {
  /** @param at  business instant */
  abstract onDelivered(db: Db, messages: readonly MessageRow[], at: Date): Promise<void>;
  /** Refused for good, out of attempts, or unknown. Messages queued without an address never come here. */
  abstract onUndeliverable(db: Db, messages: readonly MessageRow[], at: Date): Promise<void>;
}

/** Where slices to the right of mail say, in `onModuleInit`, what they compose and what they want to hear. */
@Injectable()
export class Notices {
  private readonly composers = new Map<string, NoticeComposer>();
  private readonly heardBy: DeliveryListener[] = [];

  /** @throws Error where a template has a composer already: a defect */
  composedBy(composer: NoticeComposer): void {
    for (const template of composer.templates) {
      if (this.composers.has(template)) throw new Error(`the template ${template} has two composers`);
      this.composers.set(template, composer);
    }
  }

  listenedToBy(listener: DeliveryListener): void {
    this.heardBy.push(listener);
  }

  get listeners(): readonly DeliveryListener[] {
    return this.heardBy;
  }

  /** Every template that has a composer. */
  get templates(): string[] {
    return [...this.composers.keys()].toSorted();
  }

  /** What is outdated of messages that are about to be sent, each composer asked once. */
  async outdated(db: Db, ready: readonly Ready[]): Promise<Map<string, Outdated>> {
    const found = new Map<string, Outdated>();
    for (const [composer, share] of groupsOf(ready, ({ message }) => this.composers.get(message.template)))
      for (const [id, what] of (await composer?.outdated(db, share)) ?? []) found.set(id, what);
    return found;
  }

  /**
   * Composes a batch, each composer once; a share that fails is halved until the message is alone that spoils it.
   * @param onError  told of each message that cannot be composed; it is then missing from the answer
   */
  async compose(
    messages: readonly MessageRow[],
    onError: (error: unknown, message: MessageRow) => void,
  ): Promise<Map<string, Composed>> {
    const composed = new Map<string, Composed>();
    const shares = groupsOf(messages, ({ template }) => this.composers.get(template));
    for (const [composer, share] of shares)
      for (const [id, mail] of await composedApart(composer, share, onError)) composed.set(id, mail);
    return composed;
  }
}

async function composedApart(
  composer: NoticeComposer | undefined,
  share: readonly MessageRow[],
  onError: (error: unknown, message: MessageRow) => void,
): Promise<readonly (readonly [string, Composed])[]> {
  try {
    if (!composer) throw new Error(`no composer for ${share[0]!.template}`);
    return [...(await composer.compose(share))];
  } catch (error) {
    if (share.length === 1) {
      onError(error, share[0]!);
      return [];
    }
    const half = Math.ceil(share.length / 2);
    return [
      ...(await composedApart(composer, share.slice(0, half), onError)),
      ...(await composedApart(composer, share.slice(half), onError)),
    ];
  }
}
