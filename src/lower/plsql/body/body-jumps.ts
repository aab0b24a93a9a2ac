import type { PlStatement } from '../../../ir/postgres/index.js';

/** A loop of the source that is being lowered. */
interface SourceLoop {
  /** Its label in the source. */
  readonly name: string | undefined;
  readonly outer: SourceLoop | undefined;
  readonly region: Region | undefined;
  label: string | undefined;
  /** Does a loop that is made for GOTO stand between it and what is being lowered? */
  isCrossed: boolean;
}

/** A part of the body at whose end something is to be done, which a jump out of it must do, too. */
interface Region {
  readonly leave: () => PlStatement[];
  /** A handler's error that the session knows there. */
  readonly published: string | undefined;
  readonly outer: Region | undefined;
}

/** Where GOTO, EXIT and CONTINUE lead in the part of a body that is being lowered. */
export class BodyJumps {
  private readonly gotos = new Map<
    string,
    { readonly make: () => PlStatement[]; readonly region: Region | undefined }
  >();
  private loop: SourceLoop | undefined;
  private region: Region | undefined;
  /** How many handlers so far have made their error known to the session. */
  publications = 0;
  /** What handlers have to do where an error leaves one of the loops so far. */
  readonly loopEnds: PlStatement[] = [];
  /** What the routine has to do where a stored error leaves it out of a loop over a package's cursor. */
  readonly packageLoopEnds: PlStatement[] = [];

  constructor(private readonly freshLabel: (hint: string) => string) {}

  /** Lowers a region in which GOTO to one of the labels is what `make` makes of it. */
  withGotos<T>(labels: readonly string[], make: (label: string) => PlStatement[], region: () => T): T {
    const outer = new Map(labels.map((label) => [label, this.gotos.get(label)]));
    for (const label of labels) this.gotos.set(label, { make: () => make(label), region: this.region });
    try {
      return region();
    } finally {
      for (const [label, target] of outer)
        if (target) this.gotos.set(label, target);
        else this.gotos.delete(label);
    }
  }
  /** Does a region around know where GOTO `label` leads? */
  isGotoKnown(label: string): boolean {
    return this.gotos.has(label);
  }
  /** What GOTO `label` is here; undefined where no region around knows the label. */
  gotoStatements(label: string): PlStatement[] | undefined {
    const target = this.gotos.get(label);
    return target && [...this.leaving(target.region), ...target.make()];
  }

  /** Lowers what stands in a region. */
  inRegion<T>({ leave, published }: Pick<Region, 'leave'> & Partial<Region>, make: () => T): T {
    const outer = this.region;
    this.region = { leave, published, outer };
    if (published !== undefined) this.publications += 1;
    try {
      return make();
    } finally {
      this.region = outer;
    }
  }
  /** The handler's error that the session knows here. */
  get published(): string | undefined {
    for (let r = this.region; r; r = r.outer) if (r.published !== undefined) return r.published;
    return undefined;
  }
  /** What is to be done where the regions up to that one are left: all of them for RETURN. */
  leaving(until?: Region): PlStatement[] {
    const statements: PlStatement[] = [];
    for (let r = this.region; r && r !== until; r = r.outer) statements.push(...r.leave());
    return statements;
  }
  /** The same for EXIT and CONTINUE of the loop that is named, or of the innermost. */
  leavingToLoop(name: string | undefined): PlStatement[] {
    let { loop } = this;
    while (loop && name !== undefined && loop.name !== name) loop = loop.outer;
    return loop ? this.leaving(loop.region) : [];
  }

  /** Lowers the body of a loop of the source; the label that it has then. */
  inLoop<T>(label: string | undefined, region: () => T): { readonly body: T; readonly label: string | undefined } {
    const outer = this.loop;
    const loop: SourceLoop = { name: label, outer, region: this.region, label, isCrossed: false };
    this.loop = loop;
    try {
      const body = region();
      return { body, label: loop.label };
    } finally {
      this.loop = outer;
    }
  }
  private readonly otherNames = new Map<string, string>();
  /** Lowers a loop that has another label before its own: EXIT and CONTINUE may name each. */
  alsoNamed<T>(name: string, own: string, region: () => T): T {
    const before = this.otherNames.get(name);
    this.otherNames.set(name, own);
    try {
      return region();
    } finally {
      if (before === undefined) this.otherNames.delete(name);
      else this.otherNames.set(name, before);
    }
  }
  /** The label that a loop has of those it may be named by. */
  ownLabel(name: string): string {
    for (let { loop } = this; loop; loop = loop.outer) if (loop.name === name) return name;
    return this.otherNames.get(name) ?? name;
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
