import type pg from 'pg';

/** The part of pg's connection that COPY … FROM STDIN uses. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * `COPY … FROM STDIN` as a query object of pg (the interface that its own queries implement): sends the data when the server asks for it.
 * (PostgreSQL manual, "COPY Operations" of the protocol.) Resolves with the number of rows.
 * `meanwhile` runs once when the data is on its way.
 */
export function copyIn(client: pg.Client, sql: string, data: Buffer, meanwhile?: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    const nothing = () => {};
    const copy = {
      submit: (connection: CopyConnection) => connection.query(sql),
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(data);
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
