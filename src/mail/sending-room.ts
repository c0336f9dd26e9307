/** How many mails a process sends at once: in all, and to one domain, so that a slow one holds up no other. */
export class SendingRoom {
  private inAll = 0;
  private readonly byDomain = new Map<string, number>();
  private waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly mostOfDomain: number,
  ) {}

  /** Takes room for a mail to this domain: `full` where there is none at all, `crowded` where the domain has its share. */
  enter(domain: string): 'entered' | 'full' | 'crowded' {
    if (this.inAll >= this.most) return 'full';
    const its = this.byDomain.get(domain) ?? 0;
    if (its >= this.mostOfDomain) return 'crowded';
    this.inAll++;
    this.byDomain.set(domain, its + 1);
    return 'entered';
  }

  leave(domain: string): void {
    this.inAll--;
    const its = this.byDomain.get(domain)! - 1;
    if (its === 0) this.byDomain.delete(domain);
    else this.byDomain.set(domain, its);
    for (const tell of this.waiting.splice(0)) tell();
  }

  /** Until somebody leaves. */
  someoneLeaves(): Promise<void> {
    return new Promise((tell) => this.waiting.push(tell));
  }
}
