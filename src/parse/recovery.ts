import { OracleParser as P } from './generated/OracleParser.js';
import { OracleToken } from './tokens/oracle-token.js';

/** The tokens with a BROKEN one in them, and the stretch of the text for which it stands. */
interface BrokenOut {
  readonly tokens: readonly OracleToken[];
  readonly skipped: { readonly start: number; readonly end: number };
}

/**
 * Replaces the smallest stretch around an error that can be left out by one BROKEN token: a statement, a declaration, a
 * routine, at last the unit. Each call leaves fewer tokens or a BROKEN unit, so that a parse of what is left comes to
 * an end.
 * @param index the token at which the parser stopped
 * @param wide leave out the whole unit at once
 */
export function breakOut(text: string, tokens: readonly OracleToken[], index: number, wide: boolean): BrokenOut {
  const regions = wide ? [] : enclosingRegions(tokens, index);
  for (const region of regions) {
    const holdsOnlyBroken = region.to - region.from === 1 && tokens[region.from]!.type === P.BROKEN;
    if (!holdsOnlyBroken) return replaceRegion(text, tokens, region);
  }
  return replaceRegion(text, tokens, { from: 0, to: tokens.length - 1 });
}

interface Region {
  /** First token. */
  readonly from: number;
  /** Behind the last token. */
  readonly to: number;
}

function replaceRegion(text: string, tokens: readonly OracleToken[], { from, to }: Region): BrokenOut {
  const first = tokens[from]!;
  const last = tokens[Math.max(from, to - 1)]!;
  const kept = tokens.slice(0, from);
  kept.push(new OracleToken(text, P.BROKEN, from, first.start, Math.max(last.stop, first.start)));
  for (const token of tokens.slice(to)) {
    kept.push(new OracleToken(token.content, token.type, kept.length, token.start, token.stop));
  }
  return { tokens: kept, skipped: { start: first.start, end: last.end } };
}

/** An open BEGIN, IF, LOOP, CASE, routine or package while walking over the tokens. */
interface Open {
  readonly type: number;
  readonly at: number;
  /** Where the item inside it that is being read began. */
  item: number;
  /** IS or AS of a routine or package has been seen. */
  hasDeclarations?: boolean;
  /** A routine's body has begun: its END ends the routine too. */
  hasBody?: boolean;
}

/**
 * The statements and declarations around a token, innermost first. Nesting is counted over keywords alone, so it also
 * works on text that does not parse: routine … IS … BEGIN … END, IF … END IF, LOOP … END LOOP, CASE … END [CASE].
 */
function enclosingRegions(tokens: readonly OracleToken[], index: number): readonly Region[] {
  return new RegionFinder(tokens, index).find();
}

class RegionFinder {
  private readonly open: Open[] = [{ type: none, at: 0, item: 0 }];
  private readonly found: Region[] = [];
  /** What is open at the wanted token, with the item that each of them is at. */
  private wanted: readonly { readonly construct: Open; readonly item: number }[] | undefined;
  private parentheses = 0;

  constructor(
    private readonly tokens: readonly OracleToken[],
    private readonly index: number,
  ) {}

  find(): readonly Region[] {
    const last = this.tokens.length - 1;
    for (let at = 0; at < last; at++) {
      this.note(at);
      this.read(at);
    }
    this.note(last);
    this.cutOff(last);
    return this.found;
  }

  private get innermost(): Open {
    return this.open.at(-1)!;
  }

  private note(at: number): void {
    if (at >= this.index) this.wanted ??= this.open.map((construct) => ({ construct, item: construct.item }));
  }

  private read(at: number): void {
    const { tokens, open } = this;
    const { type } = tokens[at]!;
    switch (type) {
      case P.LPAREN:
        this.parentheses++;
        return;
      case P.RPAREN:
        this.parentheses = Math.max(0, this.parentheses - 1);
        return;
      case P.SEMI:
        this.semicolon(at);
        return;
      case P.BROKEN:
        this.endItem(at);
        return;
      case P.PROCEDURE:
      case P.FUNCTION:
        if (isMemberAfterMissingEnd(tokens, at, open)) this.endUnclosedRoutine(at);
        if (this.parentheses === 0 && isRoutineStart(tokens, at, open)) this.begin(type, at);
        return;
      case P.IS:
      case P.AS: {
        const { innermost } = this;
        if (this.parentheses === 0 && isItemHost(innermost.type) && !innermost.hasDeclarations) {
          innermost.hasDeclarations = true;
          this.beginItem(at + 1);
        }
        return;
      }
      case P.PACKAGE:
        if (open.length === 1) this.begin(type, at);
        return;
      case P.TYPE:
        if (open.length === 1 && tokens[at + 1]!.type === P.BODY) this.begin(P.PACKAGE, at);
        return;
      case P.DECLARE:
        this.begin(type, at);
        return;
      case P.BEGIN: {
        const { innermost } = this;
        if (innermost.type === P.DECLARE || isItemHost(innermost.type)) innermost.hasBody = true;
        this.begin(type, at);
        return;
      }
      case P.IF:
      case P.LOOP:
      case P.CASE:
        if (at === 0 || tokens[at - 1]!.type !== P.END) this.begin(type, at);
        return;
      case P.THEN:
      case P.ELSE:
      case P.EXCEPTION:
        if (type !== P.EXCEPTION || tokens[at + 1]!.type === P.WHEN) this.beginItem(at + 1);
        return;
      case P.END:
        closeEnd(tokens, at, open);
        return;
      default:
        return;
    }
  }

  private begin(type: number, at: number): void {
    this.open.push({ type, at, item: at + 1 });
  }

  private beginItem(at: number): void {
    this.innermost.item = at;
  }

  /** The token ends the item of the innermost open construct. */
  private endItem(at: number): void {
    const { innermost, index } = this;
    const depth = this.wanted?.findIndex(({ construct }) => construct === innermost) ?? -1;
    const isItemAround = depth > 0 && this.wanted?.[depth]?.item === innermost.item;
    if (isItemAround && innermost.item <= index && at >= index) this.found.push({ from: innermost.item, to: at + 1 });
    this.beginItem(at + 1);
  }

  private semicolon(at: number): void {
    this.parentheses = 0;
    const { type, hasBody, at: start } = this.innermost;
    // A declared routine without a body ends here.
    const isRoutine = type === P.PROCEDURE || type === P.FUNCTION;
    if (isRoutine && !hasBody && !isHeadOpen(this.tokens, start, at)) this.open.pop();
    this.endItem(at);
  }

  /** Statements hold no routines, so an END is missing above: the routine that lacks it ends here. */
  private endUnclosedRoutine(at: number): void {
    const { item } = this.open[1]!;
    if (item <= this.index && this.index <= at + 2) this.found.push({ from: item, to: at });
    this.open.length = 2;
    this.parentheses = 0;
    this.beginItem(at);
  }

  /** What the end of the text cuts off. */
  private cutOff(last: number): void {
    for (const { construct, item } of (this.wanted ?? []).slice(1).reverse()) {
      const isOpen = this.open.includes(construct) && construct.item === item;
      if (isOpen && item <= this.index && item < last) this.found.push({ from: item, to: last });
    }
  }
}

const none = 0;

function isItemHost(type: number): boolean {
  return type === P.PROCEDURE || type === P.FUNCTION || type === P.PACKAGE;
}

/** The routine's IS or AS has been seen. */
function isHeadOpen(tokens: readonly OracleToken[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const type = tokens[i]!.type;
    if (
      (type === P.IS || type === P.AS) &&
      tokens[i + 1]!.type !== P.LANGUAGE &&
      tokens[i + 1]!.type !== P.EXTERNAL &&
      tokens[i - 1]!.type !== P.SELF
    )
      return true;
  }
  return false;
}

function isRoutineStart(tokens: readonly OracleToken[], at: number, open: readonly Open[]): boolean {
  const innermost = open.at(-1)!;
  if (innermost.type === P.BEGIN || innermost.type === P.IF || innermost.type === P.LOOP || innermost.type === P.CASE)
    return false;
  const next = tokens[at + 1]!.type;
  return next !== P.SEMI && next !== P.COMMA && next !== P.RPAREN;
}

/** A routine of a package where only a statement can stand. */
function isMemberAfterMissingEnd(tokens: readonly OracleToken[], at: number, open: readonly Open[]): boolean {
  if (open.length < 4 || open[1]!.type !== P.PACKAGE || tokens[at - 1]!.type !== P.SEMI) return false;
  return isStatementHost(open.at(-1)!.type) && startsRoutine(tokens, at);
}

function isStatementHost(type: number): boolean {
  return type === P.BEGIN || type === P.IF || type === P.LOOP || type === P.CASE;
}

function startsRoutine(tokens: readonly OracleToken[], at: number): boolean {
  const behindName = tokens[at + 2]?.type;
  return behindName === P.LPAREN || behindName === P.IS || behindName === P.AS || behindName === P.RETURN;
}

/** END closes the innermost construct; that of a body also what the body belongs to. */
function closeEnd(tokens: readonly OracleToken[], at: number, open: Open[]): void {
  if (open.length === 1) return;
  const next = tokens[at + 1]!.type;
  if (next === P.IF || next === P.LOOP) {
    let depth = open.length - 1;
    while (depth > 0 && open[depth]!.type !== next && open[depth]!.type !== P.BEGIN) depth--;
    if (depth > 0 && open[depth]!.type === next) open.length = depth;
    return;
  }
  const innermost = open.at(-1)!;
  if (innermost.type === P.CASE) {
    open.pop();
    return;
  }
  let depth = open.length - 1;
  while (depth > 0 && open[depth]!.type !== P.BEGIN && open[depth]!.type !== P.PACKAGE) depth--;
  if (depth === 0) return;
  const isBegin = open[depth]!.type === P.BEGIN;
  open.length = depth;
  const host = open.at(-1)!;
  if (isBegin && open.length > 1 && (host.type === P.DECLARE || isItemHost(host.type)) && host.hasBody) open.pop();
}
