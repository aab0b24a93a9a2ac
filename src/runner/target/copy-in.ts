import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** The part of pg's connection that COPY … FROM STDIN uses. */
interface CopyConnection {
  readonly stream: Duplex;
  query(text: string): void;
  endCopyFrom(): void;
}

/** The server begins with a message when it has all of it: the data goes out in small ones. */
const messageBytes = 1 << 16;

/** CopyData messages (PostgreSQL manual, "Message Formats") around the data, which is not copied. */
function sendData(stream: Duplex, data: Buffer): void {
  stream.cork();
  for (let at = 0; at < data.length; at += messageBytes) {
    const part = data.subarray(at, at + messageBytes);
    const head = Buffer.allocUnsafe(5);
    head.write('d', 'latin1');
    head.writeInt32BE(4 + part.length, 1);
    stream.write(head);
    stream.write(part);
  }
  stream.uncork();
}

/**
 * `COPY … FROM STDIN` as a query object of pg (the interface that its own queries implement): sends the data when the
 * server asks for it. (PostgreSQL manual, "COPY Operations" of the protocol.) Resolves with the number of rows.
 * `meanwhile` runs once when the data is on its way.
 */
export function copyIn(client: pg.Client, sql: string, data: Buffer, meanwhile?: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    const nothing = () => {};
    const copy = {
      submit: (connection: CopyConnection) => connection.query(sql),
      handleCopyInResponse(connection: CopyConnection) {
        sendData(connection.stream, data);
        connection.endCopyFrom();
        if (meanwhile !== undefined) setImmediate(meanwhile);
      },
      handleCommandComplete(message: { readonly text?: string }) {
        rows = Number(/^COPY (\d+)/.exec(message.text ?? '')?.[1] ?? 0);
      },
      // pg forgets the query here: its ReadyForQuery is not told to us.
      handleError: (error: unknown) => reject(error),
      handleReadyForQuery: () => resolve(rows),
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handlePortalSuspended: nothing,
      handleEmptyQuery: nothing,
      handleCopyData: nothing,
    };
    client.query(copy as unknown as pg.Submittable);
  });
}
