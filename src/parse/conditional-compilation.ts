import type { BinaryOperator } from '../ir/oracle/index.js';
import type { LexedText } from '../source/tokens/lexer.js';
import { TokenKind } from '../source/tokens/token-kind.js';
import { between, compared, computed, conjunction, disjunction, negated, type StaticValue } from './static-values.js';

/** What `$IF` may ask for. Names are in capitals: `PLSQL_OPTLEVEL`, `DBMS_DB_VERSION.VER_LE_11`. */
export interface ConditionalCompilation {
  /** `$$name`. */
  readonly inquiry: Readonly<Record<string, InquiryValue>>;
  /** Package constants. */
  readonly constants: Readonly<Record<string, InquiryValue>>;
}

/** PLS_INTEGER, VARCHAR2, BOOLEAN or NULL. (PL/SQL Language Reference, "Inquiry Directives") */
export type InquiryValue = number | string | boolean | null;

/** One `$IF … $END`: which branch was compiled. Offsets refer to the unit's text. */
export interface CompiledBranch {
  readonly start: number;
  readonly end: number;
  /** Offsets of the text that was taken; undefined where no condition held and there was no `$ELSE`. */
  readonly taken: { readonly start: number; readonly end: number } | undefined;
  /** Names whose value is not configured; a condition over them counts as not met. */
  readonly unknown: readonly string[];
}

/** `$ERROR text $END` in a branch that was taken. */
export interface CompilationError {
  readonly start: number;
  readonly end: number;
}

/**
 * A 19c database (PL/SQL Packages and Types Reference, "DBMS_DB_VERSION"; PL/SQL Language Reference,
 * "Predefined Inquiry Directives").
 */
export const defaultConditionalCompilation: ConditionalCompilation = {
  inquiry: {
    PLSCOPE_SETTINGS: 'IDENTIFIERS:NONE',
    PLSQL_CCFLAGS: null,
    PLSQL_CODE_TYPE: 'INTERPRETED',
    PLSQL_OPTIMIZE_LEVEL: 2,
    PLSQL_WARNINGS: 'DISABLE:ALL',
    NLS_LENGTH_SEMANTICS: 'BYTE',
    PERMIT_92_WRAP_FORMAT: true,
    PLSQL_DEBUG: false,
  },
  constants: {
    ORA_MAX_NAME_LEN: 128,
    'STANDARD.ORA_MAX_NAME_LEN': 128,
    'DBMS_DB_VERSION.VERSION': 19,
    'DBMS_DB_VERSION.RELEASE': 0,
    ...Object.fromEntries(
      ['9', '9_1', '9_2', '10', '10_1', '10_2', '11', '11_1', '11_2', '12', '12_1', '12_2', '18'].map((version) => [
        `DBMS_DB_VERSION.VER_LE_${version}`,
        false,
      ]),
    ),
    'DBMS_DB_VERSION.VER_LE_19': true,
    'DBMS_DB_VERSION.VER_LE_20': true,
    'DBMS_DB_VERSION.VER_LE_21': true,
    'DBMS_DB_VERSION.VER_LE_23': true,
  },
};

/**
 * What stands in front of a unit's source, whose lines `$$PLSQL_LINE` counts. (PL/SQL Language Reference,
 * "Predefined Inquiry Directives")
 */
export const beforeUnit: ReadonlySet<string> = new Set(['CREATE', 'OR', 'REPLACE', 'EDITIONABLE', 'NONEDITIONABLE']);

/** The tokens of a unit that are left when `$IF` has been decided. */
interface SelectedTokens {
  /** Indexes of the tokens that are compiled, or undefined where there is no conditional compilation. */
  readonly indexes: readonly number[] | undefined;
  readonly branches: readonly CompiledBranch[];
  readonly errors: readonly CompilationError[];
}

/**
 * Chooses the branches of `$IF … $THEN … $ELSIF … $ELSE … $END`; what is not taken is not parsed at all, as in Oracle.
 */
export function selectBranches(lexed: LexedText, settings: ConditionalCompilation): SelectedTokens {
  const { kinds, length } = lexed;
  let first = 0;
  while (first < length && !isDirective(kinds[first]!)) first++;
  if (first === length) return { indexes: undefined, branches: [], errors: [] };

  const indexes: number[] = [];
  const branches: CompiledBranch[] = [];
  const errors: CompilationError[] = [];
  const open: OpenSelection[] = [];
  for (let i = 0; i < length; i++) {
    const innermost = open.at(-1);
    switch (kinds[i]) {
      case TokenKind.DollarIf: {
        const condition = readCondition(lexed, i + 1, settings);
        open.push(openSelection(lexed, i, innermost, condition));
        i = condition.end;
        break;
      }
      case TokenKind.DollarElsif: {
        if (!innermost) break;
        closeBranch(innermost, lexed.starts[i]!);
        const condition = readCondition(lexed, i + 1, settings);
        i = condition.end;
        if (!innermost.isDone) innermost.unknown.push(...condition.unknown);
        openBranch(innermost, condition.value, lexed.ends[i]!);
        break;
      }
      case TokenKind.DollarElse:
        if (!innermost) break;
        closeBranch(innermost, lexed.starts[i]!);
        openBranch(innermost, true, lexed.ends[i]!);
        break;
      case TokenKind.DollarEnd:
        if (!innermost) break;
        closeBranch(innermost, lexed.starts[i]!);
        open.pop();
        if (innermost.isLive) branches.push(compiledBranch(innermost, lexed.ends[i]!));
        break;
      case TokenKind.DollarError: {
        const start = lexed.starts[i]!;
        while (i + 1 < length && kinds[i] !== TokenKind.DollarEnd) i++;
        if (innermost === undefined || innermost.isTaking) errors.push({ start, end: lexed.ends[i]! });
        break;
      }
      default:
        if (innermost === undefined || innermost.isTaking) indexes.push(i);
    }
  }
  return { indexes, branches, errors };
}

interface OpenSelection {
  readonly start: number;
  readonly isLive: boolean;
  isTaking: boolean;
  isDone: boolean;
  takenFrom: number | undefined;
  takenTo: number | undefined;
  readonly unknown: string[];
}

/** `$IF` at a token, up to its `$THEN`. */
function openSelection(
  lexed: LexedText,
  at: number,
  around: OpenSelection | undefined,
  condition: Condition,
): OpenSelection {
  const isLive = around === undefined || around.isTaking;
  const isTaking = isLive && condition.value;
  return {
    start: lexed.starts[at]!,
    isLive,
    isTaking,
    isDone: condition.value,
    takenFrom: isTaking ? lexed.ends[condition.end]! : undefined,
    takenTo: undefined,
    unknown: [...condition.unknown],
  };
}

/** What a selection that ends there has come to. */
const compiledBranch = ({ start, takenFrom, takenTo, unknown }: OpenSelection, end: number): CompiledBranch => ({
  start,
  end,
  taken: takenFrom === undefined ? undefined : { start: takenFrom, end: takenTo! },
  unknown,
});

function closeBranch(selection: OpenSelection, end: number): void {
  if (selection.isTaking) selection.takenTo = end;
  selection.isTaking = false;
}

function openBranch(selection: OpenSelection, value: boolean, start: number): void {
  selection.isTaking = selection.isLive && !selection.isDone && value;
  if (selection.isTaking) selection.takenFrom = start;
  selection.isDone ||= value;
}

function isDirective(kind: number): boolean {
  return kind >= TokenKind.DollarIf && kind <= TokenKind.DollarError;
}

interface Condition {
  readonly value: boolean;
  /** Index of `$THEN`, or of the last token read. */
  readonly end: number;
  readonly unknown: readonly string[];
}

function readCondition(lexed: LexedText, from: number, settings: ConditionalCompilation): Condition {
  let end = from;
  while (end < lexed.length && lexed.kinds[end] !== TokenKind.DollarThen) end++;
  const evaluator = new StaticExpression(lexed, from, end, settings);
  const value = evaluator.evaluate();
  return { value: value === true, end: Math.min(end, lexed.length - 1), unknown: evaluator.unknown };
}

/** Static expressions (PL/SQL Language Reference, "Static Expressions"): three-valued logic over constants. */
class StaticExpression {
  readonly unknown: string[] = [];
  readonly #lexed: LexedText;
  readonly #end: number;
  readonly #settings: ConditionalCompilation;
  #at: number;

  constructor(lexed: LexedText, from: number, end: number, settings: ConditionalCompilation) {
    this.#lexed = lexed;
    this.#at = from;
    this.#end = end;
    this.#settings = settings;
  }

  evaluate(): StaticValue {
    const value = this.#or();
    if (this.#at >= this.#end) return value;
    // What is no static expression that is understood here.
    this.unknown.push(this.#text());
    return undefined;
  }

  #or(): StaticValue {
    let value = this.#and();
    while (this.#takeWord('OR')) {
      value = disjunction(value, this.#and());
    }
    return value;
  }

  #and(): StaticValue {
    let value = this.#not();
    while (this.#takeWord('AND')) {
      value = conjunction(value, this.#not());
    }
    return value;
  }

  #not(): StaticValue {
    if (!this.#takeWord('NOT')) return this.#comparison();
    return negated(this.#not(), true);
  }

  #comparison(): StaticValue {
    const left = this.#sum();
    if (this.#takeWord('IS')) {
      const isNegated = this.#takeWord('NOT');
      this.#takeWord('NULL');
      return left === undefined ? undefined : (left === null) !== isNegated;
    }
    const isNegated = this.#takeWord('NOT');
    if (this.#takeWord('BETWEEN')) {
      const low = this.#sum();
      this.#takeWord('AND');
      return negated(between(left, low, this.#sum()), isNegated);
    }
    if (this.#takeWord('IN')) return negated(this.#amongList(left), isNegated);
    const operator = comparisons.get(this.#kind());
    if (isNegated || !operator) return left;
    this.#at++;
    return compared(left, operator, this.#sum());
  }

  /** `IN (1, 2)`, from its parenthesis on. */
  #amongList(left: StaticValue): boolean | null {
    let found: boolean | null = false;
    do {
      this.#at++;
      const same = compared(left, '=', this.#sum());
      if (same !== false) found = found === true || same;
    } while (this.#kind() === TokenKind.Comma);
    this.#at++;
    return found;
  }

  #sum(): StaticValue {
    let value = this.#product();
    for (;;) {
      const operator = sums.get(this.#kind());
      if (!operator) return value;
      this.#at++;
      value = computed(value, operator, this.#product());
    }
  }

  #product(): StaticValue {
    let value = this.#operand();
    while (this.#kind() === TokenKind.Star) {
      this.#at++;
      value = computed(value, '*', this.#operand());
    }
    return value;
  }

  #operand(): StaticValue {
    if (this.#at >= this.#end) return undefined;
    const kind = this.#kind();
    const text = this.#text();
    this.#at++;
    switch (kind) {
      case TokenKind.LeftParen: {
        const value = this.#or();
        if (this.#kind() === TokenKind.RightParen) this.#at++;
        return value;
      }
      case TokenKind.Minus: {
        const value = this.#operand();
        return typeof value === 'number' ? -value : null;
      }
      case TokenKind.NumberLiteral:
        return Number.parseFloat(text);
      case TokenKind.StringLiteral:
        return text.slice(1, -1).replaceAll("''", "'") || null;
      case TokenKind.InquiryDirective:
        if (text.toUpperCase() === '$$PLSQL_LINE') return this.#line(this.#at - 1, text);
        // A directive that nothing sets is NULL (PL/SQL Language Reference, "Inquiry Directives").
        return this.#lookUp(this.#settings.inquiry, text.slice(2).toUpperCase(), text) ?? null;
      default:
        return this.#name();
    }
  }

  /** The line of the unit's source, which is not known in a trigger, whose lines count from its body. */
  #line(token: number, shown: string): StaticValue {
    const { text, starts, ends } = this.#lexed;
    const wordAt = (i: number): string => text.slice(starts[i], ends[i]).toUpperCase();
    let first = 0;
    while (first < token && beforeUnit.has(wordAt(first))) first++;
    if (wordAt(first) === 'TRIGGER') {
      this.unknown.push(shown);
      return undefined;
    }
    return text.slice(starts[first], starts[token]).split('\n').length;
  }

  /** A name whose first part has just been read. */
  #name(): StaticValue {
    this.#at--;
    const first = this.#namePart();
    if (first === 'TRUE') return true;
    if (first === 'FALSE') return false;
    if (first === 'NULL') return null;
    let name = first;
    while (this.#kind() === TokenKind.Dot) {
      this.#at++;
      name += `.${this.#namePart()}`;
    }
    return this.#lookUp(this.#settings.constants, name, name);
  }

  #namePart(): string {
    const text = this.#text();
    const isQuoted = this.#kind() === TokenKind.QuotedIdentifier;
    this.#at++;
    return isQuoted ? text.slice(1, -1) : text.toUpperCase();
  }

  #lookUp(values: Readonly<Record<string, InquiryValue>>, name: string, shown: string): StaticValue {
    if (Object.hasOwn(values, name)) return values[name];
    const withoutOwner = name.slice(name.indexOf('.') + 1);
    if (withoutOwner.includes('.') && Object.hasOwn(values, withoutOwner)) return values[withoutOwner];
    this.unknown.push(shown);
    return undefined;
  }

  #takeWord(word: string): boolean {
    if (this.#at >= this.#end || this.#text().toUpperCase() !== word) return false;
    this.#at++;
    return true;
  }

  #kind(): number {
    return this.#at < this.#end ? this.#lexed.kinds[this.#at]! : 0;
  }

  #text(): string {
    if (this.#at >= this.#end) return '';
    return this.#lexed.text.slice(this.#lexed.starts[this.#at], this.#lexed.ends[this.#at]);
  }
}

/** The comparisons, by their tokens. */
const comparisons: ReadonlyMap<number, BinaryOperator> = new Map([
  [TokenKind.Equals, '='],
  [TokenKind.NotEqual, '<>'],
  [TokenKind.Less, '<'],
  [TokenKind.Greater, '>'],
  [TokenKind.LessEqual, '<='],
  [TokenKind.GreaterEqual, '>='],
]);

const sums: ReadonlyMap<number, '+' | '-' | '||'> = new Map([
  [TokenKind.Plus, '+'],
  [TokenKind.Minus, '-'],
  [TokenKind.Concat, '||'],
]);
