import net, { type AddressInfo, type Socket } from 'node:net';

/** Stands before a server on a free local port; shut, it still takes connections, and nothing is ever answered on them. */
export class Gate {
  private readonly open = new Set<Socket>();
  private isShut = false;
  private readonly server: net.Server;

  private constructor(behind: () => number) {
    this.server = net.createServer((incoming) => {
      this.keep(incoming);
      if (this.isShut) return;
      const onward = net.connect(behind(), '127.0.0.1');
      this.keep(onward);
      incoming.pipe(onward).pipe(incoming);
    });
  }

  /** @param behind  port of the server at that moment */
  static async before(behind: () => number): Promise<Gate> {
    const gate = new Gate(behind);
    await new Promise<void>((resolve) => gate.server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on nobody is answered; what is connected is cut. */
  shut(): void {
    this.isShut = true;
    this.cut();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cut();
    await closed;
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => undefined); // what the test cuts
    socket.on('close', () => this.open.delete(socket));
  }

  private cut(): void {
    for (const socket of this.open) socket.destroy();
  }
}

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  CAPABILITY: ['* CAPABILITY IMAP4rev1'],
  NAMESPACE: ['* NAMESPACE (("" "/")) NIL NIL'],
  LIST: [String.raw`* LIST (\HasNoChildren) "/" INBOX`],
  SELECT: ['* 0 EXISTS', '* 0 RECENT', String.raw`* FLAGS (\Seen)`, '* OK [UIDVALIDITY 7]', '* OK [UIDNEXT 1]'],
  LOGOUT: ['* BYE'],
};

/** An IMAP server whose only mailbox is empty: as much of the protocol as reading it takes. */
export async function emptyMailbox(): Promise<{ port: number; close(): void }> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let rest = '';
    socket.on('data', (data) => {
      const lines = (rest + data.toString()).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const [tag, command] = line.split(' ') as [string, string];
        const said = [...(ANSWERS[command.toUpperCase()] ?? []), `${tag} OK done`];
        socket.write(said.map((one) => `${one}\r\n`).join(''));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
