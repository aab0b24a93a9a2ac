import { OracleParser as P } from './generated/OracleParser.js';
import { OracleToken } from './oracle-token.js';

/** The tokens with a BROKEN one in them, and the stretch of the text for which it stands. */
interface BrokenOut {
  readonly tokens: readonly OracleToken[];
  readonly skipped: { readonly start: number; readonly end: number };
}

/**
 * Replaces the smallest stretch around an error that can be left out by one BROKEN token: a statement, a declaration, a
 * routine, at last the unit. Each call leaves fewer tokens or a BROKEN unit, so that a parse of what is left comes to an end.
 * @param index the token at which the parser stopped
 * @param wide leave out the whole unit at once
 */
export function breakOut(tokens: readonly OracleToken[], index: number, wide: boolean): BrokenOut {
  const regions = wide ? [] : enclosingRegions(tokens, index);
  for (const region of regions) {
    const holdsOnlyBroken = region.to - region.from === 1 && tokens[region.from]!.type === P.BROKEN;
    if (!holdsOnlyBroken) return replaceRegion(tokens, region);
  }
  return replaceRegion(tokens, { from: 0, to: tokens.length - 1 });
}

interface Region {
  /** First token. */
  readonly from: number;
  /** Behind the last token. */
  readonly to: number;
}

function replaceRegion(tokens: readonly OracleToken[], { from, to }: Region): BrokenOut {
  const first = tokens[from]!;
  const last = tokens[Math.max(from, to - 1)]!;
  const kept = tokens.slice(0, from);
  kept.push(new OracleToken(first.source, P.BROKEN, from, first.start, Math.max(last.stop, first.start)));
  for (const token of tokens.slice(to)) {
    kept.push(new OracleToken(token.source, token.type, kept.length, token.start, token.stop));
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
 * The statements and declarations around a token, innermost first. Nesting is counted over keywords alone, so it also works
 * on text that does not parse: routine … IS … BEGIN … END, IF … END IF, LOOP … END LOOP, CASE … END [CASE].
 */
function enclosingRegions(tokens: readonly OracleToken[], index: number): Region[] {
  const open: Open[] = [{ type: none, at: 0, item: 0 }];
  const found: Region[] = [];
  let wanted: Open[] | undefined;
  let wantedItems: number[] = [];
  let parentheses = 0;
  const last = tokens.length - 1;

  const beginItem = (at: number): void => {
    const innermost = open.at(-1)!;
    innermost.item = at;
  };
  const note = (at: number): void => {
    if (wanted === undefined && at >= index) {
      wanted = [...open];
      wantedItems = wanted.map(({ item }) => item);
    }
  };
  const endItem = (at: number): void => {
    // `at` is the token that ends the item of the innermost open construct.
    const innermost = open.at(-1)!;
    if (wanted !== undefined) {
      const depth = wanted.indexOf(innermost);
      if (depth >= 0 && wantedItems[depth] === innermost.item && innermost.item <= index && at >= index && depth > 0) {
        found.push({ from: innermost.item, to: at + 1 });
      }
    }
    beginItem(at + 1);
  };

  for (let i = 0; i < last; i++) {
    note(i);
    const type = tokens[i]!.type;
    const previous = i > 0 ? tokens[i - 1]!.type : none;
    switch (type) {
      case P.LPAREN:
        parentheses++;
        break;
      case P.RPAREN:
        parentheses = Math.max(0, parentheses - 1);
        break;
      case P.SEMI: {
        parentheses = 0;
        const innermost = open.at(-1)!;
        // A declared routine without a body ends here.
        if (
          (innermost.type === P.PROCEDURE || innermost.type === P.FUNCTION) &&
          !innermost.hasBody &&
          !isHeadOpen(tokens, innermost.at, i)
        ) {
          open.pop();
        }
        endItem(i);
        break;
      }
      case P.BROKEN:
        endItem(i);
        break;
      case P.PROCEDURE:
      case P.FUNCTION:
        if (isMemberAfterMissingEnd(tokens, i, open)) {
          // Statements hold no routines, so an END is missing above: the routine that lacks it ends here.
          const outer = open[1]!;
          const isAtFault = outer.item <= index && index <= i + 2;
          if (isAtFault) found.push({ from: outer.item, to: i });
          open.length = 2;
          parentheses = 0;
          beginItem(i);
        }
        if (parentheses === 0 && isRoutineStart(tokens, i, open)) open.push({ type, at: i, item: i + 1 });
        break;
      case P.IS:
      case P.AS: {
        const innermost = open.at(-1)!;
        if (parentheses === 0 && isItemHost(innermost.type) && !innermost.hasDeclarations) {
          innermost.hasDeclarations = true;
          beginItem(i + 1);
        }
        break;
      }
      case P.PACKAGE:
        if (open.length === 1) open.push({ type, at: i, item: i + 1 });
        break;
      case P.TYPE:
        if (open.length === 1 && tokens[i + 1]!.type === P.BODY) open.push({ type: P.PACKAGE, at: i, item: i + 1 });
        break;
      case P.DECLARE:
        beginItem(open.at(-1)!.item);
        open.push({ type, at: i, item: i + 1 });
        break;
      case P.BEGIN: {
        const innermost = open.at(-1)!;
        if (innermost.type === P.DECLARE || isItemHost(innermost.type)) innermost.hasBody = true;
        open.push({ type, at: i, item: i + 1 });
        break;
      }
      case P.IF:
      case P.LOOP:
      case P.CASE:
        if (previous !== P.END) open.push({ type, at: i, item: i + 1 });
        break;
      case P.THEN:
      case P.ELSE:
      case P.EXCEPTION:
        if (type !== P.EXCEPTION || tokens[i + 1]!.type === P.WHEN) beginItem(i + 1);
        break;
      case P.END:
        closeEnd(tokens, i, open);
        break;
      default:
        break;
    }
  }
  note(last);
  // What the end of the text cuts off.
  if (wanted !== undefined) {
    const all: readonly Open[] = wanted;
    for (let depth = all.length - 1; depth > 0; depth--) {
      const construct = all[depth]!;
      if (
        open.includes(construct) &&
        construct.item === wantedItems[depth] &&
        construct.item <= index &&
        construct.item < last
      ) {
        found.push({ from: construct.item, to: last });
      }
    }
  }
  return found;
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
