import { OracleParser as P } from '../generated/OracleParser.js';
import { none, plain, punctuation, reserved, roles } from './keyword-types.js';
import { functionWords, partitionWords, rules, seen, statementStart } from './soft-keyword-rules.js';

/**
 * Oracle lets most keywords be names. Those that would make the parser look far ahead (BEGIN, LEFT, OPEN, CAST …) are
 * decided here, in one pass, by their neighbours: a word that cannot be the keyword at this place becomes a plain ID.
 * All other words are left to the rule `identifier`.
 */
export function demoteSoftKeywords(types: Int32Array): void {
  seen.isPartitioned = false;
  seen.hasQuery = false;
  seen.openBlocks = [];
  const last = types.length - 1;
  for (let i = 0; i < last; i++) {
    const type = types[i]!;
    const role = roles[type]!;
    if (role === plain) continue;
    const previous = i > 0 ? types[i - 1]! : none;
    const next = types[i + 1]!;
    if (role === punctuation) {
      joinPunctuation(types, i, previous, next);
      continue;
    }
    if (previous === P.DOT || (next === P.ARROW && (role === reserved || rules[type] !== undefined))) {
      types[i] = P.ID;
      continue;
    }
    if (role === reserved) {
      if (type === P.SELECT) seen.hasQuery = true;
      if (type === P.FROM && previous === P.RPAREN) markFromEnd(types, i, next);
      if (type === P.OF && (previous === P.IS || previous === P.NOT)) i = nameTypes(types, i + 1);
      continue;
    }
    if (previous === P.PERCENT_SIGN) continue;
    if ((type === P.PARTITION || type === P.SUBPARTITION) && (next === P.BY || previous === P.ADD))
      seen.isPartitioned = true;
    if (next === P.DOT) types[i] = P.ID;
    else if (rules[type] !== undefined) decideByNeighbours(types, i, previous, next);
    // The units that ACCESSIBLE BY lists are left as they are.
    else if (type === P.ACCESSIBLE && next === P.BY) while (i < last && types[i] !== P.RPAREN) i++;
    else {
      if (partitionWords[type]) seen.isPartitioned = true;
      if ((type === P.TRUE || type === P.FALSE) && declaresName(previous, next)) nameFromHere(types, i);
    }
  }
}

/**
 * `IS OF TYPE (ONLY a, ONLY b, c)`: what is not ONLY before a word is a type's name. Returns the last place that it has
 * decided.
 */
function nameTypes(types: Int32Array, from: number): number {
  let i = types[from] === P.TYPE ? from + 1 : from;
  if (types[i] !== P.LPAREN) return from - 1;
  for (i++; i < types.length && types[i] !== P.RPAREN; i++) {
    const next = types[i + 1];
    const isKeyword = types[i] === P.ONLY && next !== P.COMMA && next !== P.RPAREN && next !== P.DOT;
    if (!isKeyword && rules[types[i]!] !== undefined) types[i] = P.ID;
  }
  return i;
}

/** A word with a rule: the keyword where the rule holds, and a name elsewhere. */
function decideByNeighbours(types: Int32Array, i: number, previous: number, next: number): void {
  const type = types[i]!;
  if (
    next === P.ASSIGN ||
    next === P.PERCENT_SIGN ||
    isNameBetween(previous, type, next) ||
    (next === P.LPAREN && functionWords[type] === 1 && isCallStatement(types, i, previous)) ||
    !rules[type]!(previous, next, types[i + 2] ?? none, i > 1 ? types[i - 2]! : none)
  )
    types[i] = P.ID;
  else if (type === P.BEGIN || type === P.CASE || type === P.END) noteBlock(type, previous, next);
}

/** Whether TRUE or FALSE is declared: to PL/SQL they are names of STANDARD, which a declaration may hide. */
function declaresName(previous: number, next: number): boolean {
  return (
    previous === P.SEMI || previous === P.DECLARE || ((previous === P.IS || previous === P.AS) && next === P.CONSTANT)
  );
}

/** From its declaration on, the word is that name throughout the unit. */
function nameFromHere(types: Int32Array, from: number): void {
  const word = types[from];
  for (let i = from; i < types.length; i++) if (types[i] === word) types[i] = P.ID;
}

function noteBlock(type: number, previous: number, next: number): void {
  if (type === P.END) {
    if (next !== P.IF && next !== P.LOOP) seen.openBlocks.pop();
  } else if (previous !== P.END) seen.openBlocks.push(type);
}

/** Whether what stands here can only be a name: an alias after AS, a unit's or a routine's name, also after END. */
function isNameBetween(previous: number, type: number, next: number): boolean {
  switch (previous) {
    case P.AS:
      return next === P.COMMA || next === P.FROM || next === P.RPAREN;
    case P.PROCEDURE:
    case P.FUNCTION:
      return next === P.LPAREN || next === P.IS || next === P.AS || next === P.RETURN || next === P.SEMI;
    case P.END:
      return next === P.SEMI && type !== P.IF && type !== P.LOOP && type !== P.CASE && type !== P.END;
    case P.PACKAGE:
    case P.BODY:
    case P.TRIGGER:
    case P.VIEW:
      return next === P.IS || next === P.AS || next === P.BEFORE || next === P.AFTER || next === P.UNDER;
    default:
      return false;
  }
}

/**
 * `trim(x);` calls a procedure of that name: no statement is an expression, and none but a
 * call ends with its parenthesis.
 */
function isCallStatement(types: Int32Array, i: number, previous: number): boolean {
  if (statementStart[previous] !== 1) return false;
  let depth = 0;
  for (let k = i + 1; k < types.length; k++) {
    const type = types[k]!;
    if (type === P.LPAREN) depth++;
    else if (type === P.SEMI) return false;
    else if (type === P.RPAREN && --depth === 0) return types[k + 1] === P.SEMI;
  }
  return false;
}

/** `(+)` is one token; so is no other parenthesis. */
function joinPunctuation(types: Int32Array, i: number, previous: number, next: number): void {
  if (next === P.PLUS && types[i + 2] === P.RPAREN && previous !== none) types[i] = P.OUTER_JOIN_MARK;
}

/** `NTH_VALUE(x, 2) FROM LAST OVER (…)`: this FROM begins no FROM clause. */
function markFromEnd(types: Int32Array, i: number, next: number): void {
  if (next !== P.FIRST && next !== P.LAST) return;
  const after = types[i + 2];
  if (after === P.OVER || after === P.IGNORE || after === P.RESPECT) types[i] = P.FROM_END;
}

/** How a keyword becomes a name: never, by its neighbours, or wherever the grammar takes a name. */
export function keywordRole(type: number): 'reserved' | 'neighbours' | 'plain' {
  return roles[type] === reserved ? 'reserved' : rules[type] === undefined ? 'plain' : 'neighbours';
}
