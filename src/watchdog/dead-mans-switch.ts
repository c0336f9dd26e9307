import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.js';
import { notReadyOf, Readiness } from '../platform/readiness.js';

/** Whoever watches the switch may be slow; nothing here waits for it. */
const ANSWER_MILLISECONDS = 10_000;

/**
 * Calls the address of a dead man's switch while everything is on time, and `/fail` below it while something is not.
 * Whoever watches it raises the alarm where no call comes any more: so it is heard of as well when this process, its
 * machine or its network is gone. Each replica calls, and says of the whole system what it sees: where they share an
 * address a call proves that somebody sweeps and sends, not that each replica lives.
 */
@Injectable()
export class DeadMansSwitch implements OnApplicationShutdown {
  private readonly log = new Logger('heartbeat');
  private readonly stopping = new AbortController();
  private calling: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly readiness: Readiness,
  ) {}

  /** Begins a call, and does not wait for it; while one is under way there is no other. */
  call(): void {
    const { heartbeatUrl: url } = this.config;
    if (url === undefined || this.calling || this.stopping.signal.aborted) return;
    this.calling = this.tell(url).finally(() => (this.calling = undefined));
  }

  /** Once the call that is under way has come to its end. */
  async ended(): Promise<void> {
    await this.calling;
  }

  private async tell(url: string): Promise<void> {
    try {
      const late = notReadyOf(await this.readiness.states());
      const { address, headers } = called(url, late.length > 0);
      const answer = await fetch(address, {
        method: 'POST',
        headers,
        body: late.join(' '),
        // followed, it would take the secret of the address to whoever it names; it is told as any other refusal
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_MILLISECONDS)]),
      });
      await answer.body?.cancel();
      if (!answer.ok) this.log.warn({ msg: 'the heartbeat was not taken', status: answer.status });
    } catch (error) {
      // the address is a secret, and messages of the network name it
      if (!this.stopping.signal.aborted) this.log.warn({ msg: 'the heartbeat was not taken', error: codeOf(error) });
    }
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }
}

/** Where a call goes; a name and password in the address travel in the head, since `fetch` takes no such address. */
function called(text: string, isFailing: boolean): { address: string; headers: Record<string, string> } {
  const url = new URL(text);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (isFailing) url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
  const secret = [username, password].map(decodeURIComponent).join(':');
  const headers: Record<string, string> =
    secret === ':' ? {} : { Authorization: `Basic ${Buffer.from(secret).toString('base64')}` };
  return { address: url.href, headers };
}

function codeOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : name;
}
