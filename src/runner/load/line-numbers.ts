import { closeSync, openSync, readSync } from 'node:fs';

/** Lines of a file by byte, counted from where the last question left off. */
export class LineNumbers {
  private byte = 0;
  private line = 1;

  constructor(private readonly path: string) {}

  /** The line, from 1 on, on which the byte stands. */
  at(byte: number): number {
    if (byte < this.byte) {
      this.byte = 0;
      this.line = 1;
    }
    const handle = openSync(this.path, 'r');
    try {
      const chunk = Buffer.allocUnsafe(1 << 16);
      while (this.byte < byte) {
        const read = readSync(handle, chunk, 0, Math.min(chunk.length, byte - this.byte), this.byte);
        if (read === 0) break;
        for (let at = chunk.indexOf(0x0a); at >= 0 && at < read; at = chunk.indexOf(0x0a, at + 1)) this.line += 1;
        this.byte += read;
      }
    } finally {
      closeSync(handle);
    }
    return this.line;
  }
}
