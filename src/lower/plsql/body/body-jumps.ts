import type { PlStatement } from '../../../ir/postgres/index.js';

/** A loop of the source that is being lowered. */
interface SourceLoop {
  label: string | undefined;
  /** Does a loop that is made for GOTO stand between it and what is being lowered? */
  isCrossed: boolean;
}

/** Where GOTO, EXIT and CONTINUE lead in the part of a body that is being lowered. */
export class BodyJumps {
  private readonly gotos = new Map<string, () => PlStatement[]>();
  private loop: SourceLoop | undefined;

  constructor(private readonly freshLabel: (hint: string) => string) {}

  /** Lowers a region in which GOTO `label` is what `make` makes. */
  withGoto<T>(label: string, make: () => PlStatement[], region: () => T): T {
    const outer = this.gotos.get(label);
    this.gotos.set(label, make);
    try {
      return region();
    } finally {
      if (outer) this.gotos.set(label, outer);
      else this.gotos.delete(label);
    }
  }
  /** What GOTO `label` is here; undefined where no region around knows the label. */
  gotoStatements(label: string): PlStatement[] | undefined {
    return this.gotos.get(label)?.();
  }

  /** Lowers the body of a loop of the source; the label that it has then. */
  inLoop<T>(label: string | undefined, region: () => T): { readonly body: T; readonly label: string | undefined } {
    const outer = this.loop;
    const loop: SourceLoop = { label, isCrossed: false };
    this.loop = loop;
    try {
      const body = region();
      return { body, label: loop.label };
    } finally {
      this.loop = outer;
    }
  }
  /** Lowers what stands in a loop that is made for GOTO. */
  inMadeLoop<T>(region: () => T): T {
    const { loop } = this;
    const before = loop?.isCrossed ?? false;
    if (loop) loop.isCrossed = true;
    try {
      return region();
    } finally {
      if (loop) loop.isCrossed = before;
    }
  }
  /** Is the loop of the source around this known, so that it can be given a label? */
  get canLabelLoop(): boolean {
    return this.loop !== undefined;
  }
  /** The label that EXIT and CONTINUE need to reach the loop of the source. */
  loopLabel(): string | undefined {
    const { loop } = this;
    if (loop?.isCrossed) loop.label ??= this.freshLabel('source_loop');
    return loop?.isCrossed ? loop.label : undefined;
  }
}
