import type { ScriptDiagnostic } from '../contract/compiled-script.js';

/** Where a command writes: results to `out`, everything else to `err`. Tests give their own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly isInteractive: boolean;
  /** Colours are for terminals, and not where NO_COLOR is set (no-color.org). */
  readonly hasColor: boolean;
}

/** The terminal of this process: interactive where stderr is one, in colour there where NO_COLOR is not set. */
export function processTerminal(): Terminal {
  const isInteractive = process.stderr.isTTY === true;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isInteractive,
    hasColor: isInteractive && (process.env.NO_COLOR ?? '') === '',
  };
}

const colors = { error: '31', warning: '33', info: '36' } as const;

/** `file:12:3 warning OP2117: text`, one line; without a place where it is about no file that was read. */
export function formatDiagnostic(diagnostic: ScriptDiagnostic, terminal: Terminal): string {
  const { file, line, column, severity, code, message } = diagnostic;
  const level = terminal.hasColor ? `\u001b[${colors[severity]}m${severity}\u001b[0m` : severity;
  const place = file === '' ? '' : `${file}:${line}:${column} `;
  return `${place}${level} ${code}: ${message}\n`;
}

/** A progress line that is rewritten in place; silent where nobody watches. */
export function progressLine(terminal: Terminal): {
  show(done: number, total: number, what: string): void;
  end(): void;
} {
  let shown = false;
  let last = 0;
  return {
    show(done, total, what) {
      const now = performance.now();
      if (!terminal.isInteractive || (now - last < 80 && done < total)) return;
      last = now;
      shown = true;
      terminal.err(`\r\u001b[K${done}/${total} ${what.slice(0, 60)}`);
    },
    end() {
      if (shown) terminal.err('\r\u001b[K');
    },
  };
}
