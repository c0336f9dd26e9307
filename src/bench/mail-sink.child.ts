import net from 'node:net';

/*
 * A mail server in a process of its own that takes everything at once and counts: what it costs is not to be the mailer's.
 * It says its port when it listens, and answers a message of its parent with what it took.
 */

const taken = new Map<string, number>();

function talk(socket: net.Socket): void {
  let rest = '';
  let isText = false;
  const say = (answer: string): void => void socket.write(`${answer}\r\n`);
  const hear = (line: string): void => {
    if (/^EHLO/i.test(line)) say('250 sink.invalid');
    else if (/^DATA/i.test(line)) {
      isText = true;
      say('354 go on');
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    else say('250 ok');
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (;;) {
      const end = rest.indexOf(isText ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const heard = rest.slice(0, end);
      rest = rest.slice(end + (isText ? 5 : 2));
      if (!isText) hear(heard);
      else {
        isText = false;
        const id = /^Message-ID:\s+(\S+)/im.exec(heard)?.[1] ?? '';
        taken.set(id, (taken.get(id) ?? 0) + 1);
        say('250 taken');
      }
    }
  });
  say('220 sink.invalid ESMTP');
}

const server = net.createServer(talk).listen(0, '127.0.0.1', () => {
  process.send!({ port: (server.address() as net.AddressInfo).port });
});
process.on('message', () => {
  const mails = [...taken.values()].reduce((sum, n) => sum + n, 0);
  process.send!({ mails, duplicates: mails - taken.size });
});
process.on('disconnect', () => process.exit());
