import { createConnection, createServer, type Server, type Socket } from 'node:net';

/**
 * What happens to a message of the client: it passes; the line is cut before it; it passes and its answer is lost; the server behind it
 * changes; from here on nothing of the client arrives, or none of the server's answers, and the line stays open. */
export type Fate = 'pass' | 'cut' | 'eat' | 'swap' | 'stall' | 'mute';

/**
 * Stands between a client and PostgreSQL and reads the client's simple queries (PostgreSQL manual, "Message Formats").
 */
export async function startProxy(
  target: string,
  fateOf: (sql: string) => Fate,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    let upstream = createConnection(Number(port), hostname);
    let startup: Buffer | undefined;
    let pending = Buffer.alloc(0);
    let isEaten = false;
    let isStalled = false;
    let isMute = false;
    client.setNoDelay();
    const listen = (socket: Socket) => {
      socket.setNoDelay();
      sockets.add(socket);
      socket.on('data', (data) => {
        if (isEaten) end();
        else if (!isMute) client.write(data);
      });
      socket.on('error', end);
      socket.on('close', () => {
        if (socket === upstream) end();
      });
    };
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    sockets.add(client);
    listen(upstream);
    client.on('error', end);
    client.on('close', end);
    const swap = (message: Buffer) => {
      const old = upstream;
      upstream = createConnection(Number(port), hostname);
      const fresh = upstream;
      let seen = Buffer.alloc(0);
      fresh.on('error', end);
      fresh.on('data', function greet(data: Buffer) {
        seen = Buffer.concat([seen, data]);
        // ReadyForQuery: 'Z', length 5, state.
        if (seen.at(-6) !== 0x5a) return;
        fresh.off('data', greet);
        listen(fresh);
        fresh.write(message);
      });
      fresh.write(startup ?? Buffer.alloc(0));
      old.removeAllListeners('data');
      old.destroy();
    };
    client.on('data', (data) => {
      pending = Buffer.concat([pending, data]);
      for (;;) {
        const head = startup === undefined ? 0 : 1;
        if (pending.length < head + 4) return;
        const length = head + pending.readInt32BE(head);
        if (pending.length < length) return;
        const message = Buffer.from(pending.subarray(0, length));
        pending = pending.subarray(length);
        if (startup === undefined) startup = message;
        const fate = message[0] === 0x51 && head === 1 ? fateOf(message.toString('utf8', 5, length - 1)) : 'pass';
        if (fate === 'cut') {
          end();
          return;
        }
        if (fate === 'swap') {
          swap(message);
          continue;
        }
        isEaten ||= fate === 'eat';
        isMute ||= fate === 'mute';
        isStalled ||= fate === 'stall';
        if (!isStalled) upstream.write(message);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: url.href,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
