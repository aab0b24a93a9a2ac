import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import { mostCharacters } from '../../../analyze/declare/text-lengths.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type {
  AlterTable,
  ColumnConstraint,
  ColumnDefinition,
  CreateTable,
  CreateTrigger,
  CreateView,
  Expr,
  QualifiedName,
  QueryBody,
  ScriptUnit,
  TableConstraint,
} from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { foldName, type Naming } from '../../naming/naming.js';
import { remembered } from '../../remembered.js';
import { literal, regclassText } from '../names.js';
import { argumentNotes } from './argument-notes.js';
import { dependencyNotes } from './dependency-notes.js';
import { indexNotes } from './index-notes.js';
import { storedExpression } from './stored-expression.js';
import { dropOfSynonym, noteOfSynonym } from './synonym-notes.js';
import { dictionaryType } from './type-names.js';
import { typeNotes } from './type-notes.js';

/*
 * What Oracle's dictionary shows of an object as it was written, and PostgreSQL's catalogue does not know:
 * `select ora.note_definition('app.emp', 'type code', 'RAW|16||')`. Noted only where the inputs read the views that
 * show it. (Database Reference, "Static Data Dictionary Views")
 */

/** What the notes are made from. */
export interface NotesContext {
  readonly analysis: Analysis;
  readonly naming: Naming;
  /** The text of the source. */
  textOf(span: Span): string;
  /** Does any input read a view of this family: VIEWS, TAB_COLUMNS, …? */
  reads(family: string): boolean;
}

/** A test for the families of dictionary views that texts mention. */
export function viewsRead(texts: readonly string[]): (family: string) => boolean {
  const read = new Set<string>();
  for (const text of texts)
    for (const match of text.matchAll(/\b(?:user|all|dba)_([a-z_]+)|\b(cols|seq|syn|obj)\b|\bfrom\s+(cat|tab)\b/gi))
      read.add((match[1] ?? shorthands[(match[2] ?? match[3] ?? '').toLowerCase()] ?? '').toUpperCase());
  // A program that makes or drops synonyms has to find those that are there.
  if (texts.some((text) => dynamicSynonym.test(text))) read.add('SYNONYMS');
  return (family) => read.has(family);
}

const dynamicSynonym = /'\s*(?:create|drop)\s[^';]*\bsynonym\b/i;

const shorthands: Readonly<Record<string, string>> = {
  cols: 'TAB_COLUMNS',
  seq: 'SEQUENCES',
  syn: 'SYNONYMS',
  obj: 'OBJECTS',
  cat: 'OBJECTS',
  tab: 'OBJECTS',
};

/** The views that show the types of columns. */
const readsTypes = (cx: NotesContext): boolean =>
  ['TAB_COLUMNS', 'TAB_COLS', 'LOBS'].some((family) => cx.reads(family));

/** The statements that note what is said of the unit's object. made: what makes it. */
export function definitionNotes(cx: NotesContext, unit: ScriptUnit, made: readonly PgStatement[]): PgStatement[] {
  const needs = cx.reads('DEPENDENCIES') ? dependencyNotes(cx.analysis, unit) : [];
  const ofIndex =
    unit.kind === 'CreateIndex' && ['INDEXES', 'IND_COLUMNS', 'IND_EXPRESSIONS'].some((family) => cx.reads(family))
      ? indexNotes(cx.analysis, unit, made)
      : [];
  const own = ['OBJECTS', 'PROCEDURES', 'ARGUMENTS'].some((family) => cx.reads(family)) ? ownRoutines(cx, unit) : [];
  const ofArguments = cx.reads('ARGUMENTS') ? argumentNotes(cx.analysis, unit) : [];
  return [...notesOfKind(cx, unit), ...typeNotes(cx, unit), ...own, ...ofArguments, ...ofIndex, ...needs];
}

/** Parts of other routines have names with `__`, which the dictionary does not show: those of the program it does. */
function ownRoutines({ analysis, naming }: NotesContext, unit: ScriptUnit): PgStatement[] {
  if (unit.kind !== 'CreateRoutine' && unit.kind !== 'CreatePackage') return [];
  const declared = unit.kind === 'CreatePackage' ? analysis.declared(unit) : analysis.declaredBy(unit.routine);
  const symbols =
    declared?.kind === 'package'
      ? [...declared.members].flatMap(([name, members]) => (declared.publicNames.has(name) ? members : []))
      : [declared];
  const routines = symbols.flatMap((s) =>
    s?.kind === 'routine' && s.name.includes('__') ? [naming.of(s).join('.')] : [],
  );
  return [...new Set(routines)].map((routine) => ({
    kind: 'PgFixedStatement',
    span: unit.span,
    text: `select ora.note_own_routine(${literal(routine)})`,
  }));
}

function notesOfKind(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  switch (unit.kind) {
    case 'CreateView':
      return [
        ...(cx.reads('VIEWS') ? notesOfView(cx, unit) : []),
        ...(cx.reads('CONSTRAINTS') ? noteOfRestriction(cx, unit) : []),
        ...notesOfViewColumns(cx, unit),
      ];
    case 'CreateTable':
      return notesOfTable(cx, unit, unit.name, unit.temporary === 'PRIVATE' ? [] : unit.columns, unit.constraints);
    case 'AlterTable': {
      const columns = unit.actions.flatMap((a) =>
        a.kind === 'AddColumns' || a.kind === 'ModifyColumns' ? a.columns : [],
      );
      const constraints = unit.actions.flatMap((a) => (a.kind === 'AddConstraint' ? [a.constraint] : []));
      return [
        ...notesOfTable(cx, unit, unit.name, columns, constraints),
        ...notesOfIndexNames(cx, unit),
        ...renamedNotes(cx, unit),
      ];
    }
    // PostgreSQL's index on a partitioned table always has partitions.
    case 'CreateIndex':
      return unit.local && ['INDEXES', 'IND_PARTITIONS', 'OBJECTS'].some((family) => cx.reads(family))
        ? note(cx, unit, unit.table, `local ${foldName(unit.name.parts.at(-1)?.name ?? '')}`, 'Y')
        : [];
    case 'CreateSequence': {
      if (!cx.reads('SEQUENCES')) return [];
      const { cache, order } = unit.options;
      // (SQL Language Reference, "CREATE SEQUENCE": 20 where nothing is said)
      const size = cache === null ? '0' : (cache ?? '20');
      return [...note(cx, unit, unit.name, 'cache', size), ...(order ? note(cx, unit, unit.name, 'order', 'Y') : [])];
    }
    case 'CreateSynonym':
      return cx.reads('SYNONYMS') || cx.reads('OBJECTS') ? [noteOfSynonym(cx.analysis, unit, 'note_synonym')] : [];
    case 'DropObject':
      return /SYNONYM$/.test(unit.objectKind) && (cx.reads('SYNONYMS') || cx.reads('OBJECTS'))
        ? [dropOfSynonym(unit)]
        : [];
    case 'CreateRoutine':
    case 'CreatePackage':
    case 'CreatePackageBody':
    case 'CreateTrigger':
    case 'CreateType':
    case 'CreateTypeBody':
      return [...(cx.reads('SOURCE') ? noteOfSource(cx, unit) : []), ...notesOfTrigger(cx, unit)];
    default:
      return [];
  }
}

/**
 * Rows are often checked before they are written where Oracle's trigger runs after that; WHEN and the body
 * are shown as they were written.
 */
function notesOfTrigger(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  if (unit.kind !== 'CreateTrigger' || unit.on.kind !== 'Table' || !cx.reads('TRIGGERS')) return [];
  const name = unit.name.parts.at(-1)?.name ?? '';
  const add = (part: string, value: string): PgStatement[] =>
    note(cx, unit, unit.on.kind === 'Table' ? unit.on.name : unit.name, `${part} ${foldName(name)}`, value);
  const texts = [
    ...add('description', headOfTrigger(cx, unit)),
    ...add('when', unit.when ? cx.textOf(unit.when.span) : ''),
    ...(unit.body.kind === 'Block' ? add('body', textToEnd(cx, unit.body.span.start, unit)) : []),
  ];
  if (unit.timing !== 'BEFORE' && unit.timing !== 'AFTER') return texts;
  const type = `${unit.timing} ${unit.forEachRow ? 'EACH ROW' : 'STATEMENT'}`;
  return [...add('trigger', type), ...texts];
}

/** What DESCRIPTION shows: from the name of the trigger to WHEN or its body. (Database Reference, "ALL_TRIGGERS") */
function headOfTrigger(cx: NotesContext, { span, name, when, body }: CreateTrigger): string {
  const text = cx.textOf({ ...span, start: name.span.start, end: when ? when.span.start : body.span.start });
  return when ? text.replace(/\bwhen\s*\(\s*$/i, '') : text;
}

/** The text from a place in a program unit to its last semicolon. */
function textToEnd(cx: NotesContext, start: number, { span }: ScriptUnit): string {
  const text = cx.textOf({ ...span, start, end: span.end + 1 });
  let end = text.length;
  while (end > 0 && !/[;\w"')]/.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/**
 * RENAME CONSTRAINT leaves the index of a key its name. (SQL Language Reference, ALTER
 * TABLE, "rename_constraint_clause")
 */
function notesOfIndexNames(cx: NotesContext, unit: AlterTable): PgStatement[] {
  const relation = relationOf(cx, unit.name);
  if (!relation || !['INDEXES', 'IND_COLUMNS', 'OBJECTS', 'CONSTRAINTS'].some((family) => cx.reads(family))) return [];
  return unit.actions.flatMap((a): readonly PgStatement[] => {
    if (a.kind !== 'RenameConstraint') return [];
    const args = [regclassText(cx.naming.of(relation)), foldName(a.to.name), a.from.name].map(literal).join(', ');
    return [{ kind: 'PgFixedStatement', span: unit.span, text: `select ora.note_index_name(${args})` }];
  });
}

/** What was noted of a column follows its name. */
function renamedNotes(cx: NotesContext, unit: AlterTable): PgStatement[] {
  const relation = relationOf(cx, unit.name);
  // Where constraints are looked up at run time, that is done with them.
  if (!relation || cx.analysis.showsConstraintStates() || !readsTypes(cx)) return [];
  return unit.actions.flatMap((a): readonly PgStatement[] => {
    if (a.kind !== 'RenameColumn') return [];
    const args = [regclassText(cx.naming.of(relation)), foldName(a.from.name), foldName(a.to.name)];
    return [
      {
        kind: 'PgFixedStatement',
        span: unit.span,
        text: `select ora.renamed_in_states(${args.map(literal).join(', ')})`,
      },
    ];
  });
}

/** The text from the word after CREATE OR REPLACE on, as USER_SOURCE has it. */
function noteOfSource(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  const text = textToEnd(cx, unit.span.start, unit).replace(
    /^\s*create\s+(or\s+replace\s+)?((non)?editionable\s+)?/i,
    '',
  );
  const found = /^(package\s+body|type\s+body|\w+)\s+(?:("[^"]+"|[\w$#]+)\s*\.\s*)?("[^"]+"|[\w$#]+)/i.exec(text);
  if (!found) return [];
  const [, type = '', owner, name = ''] = found;
  const plain = (word: string): string => (word.startsWith('"') ? word.slice(1, -1) : word.toUpperCase());
  const args = [plain(name), type.toUpperCase().replace(/\s+/g, ' '), text].map(literal).join(', ');
  const by = owner === undefined ? 'null' : literal(plain(owner));
  return [{ kind: 'PgFixedStatement', span: unit.span, text: `select ora.note_source(${by}, ${args})` }];
}

function note(cx: NotesContext, unit: ScriptUnit, name: QualifiedName, part: string, value: string): PgStatement[] {
  const own = cx.analysis.declared(unit);
  const symbol = own?.kind === 'relation' || own?.kind === 'sequence' ? own : relationOf(cx, name);
  if (!symbol || (symbol.kind !== 'relation' && symbol.kind !== 'sequence')) return [];
  const args = [regclassText(cx.naming.of(symbol)), part, value].map(literal).join(', ');
  return [{ kind: 'PgFixedStatement', span: unit.span, text: `select ora.note_definition(${args})` }];
}

function relationOf(cx: NotesContext, name: QualifiedName) {
  const symbol = cx.analysis.objectAt(name.parts, name.span);
  return symbol?.kind === 'relation' && !symbol.supplied ? symbol : undefined;
}

function notesOfView(cx: NotesContext, view: CreateView): PgStatement[] {
  const { query, restriction } = view;
  const whole = cx.textOf({ ...query.span, end: restriction ? view.span.end : query.span.end });
  const text = whole.replace(/[\s;/]+$/, '');
  return [
    ...note(cx, view, view.name, 'view', text),
    ...note(cx, view, view.name, 'read_only', restriction === 'READ ONLY' ? 'Y' : 'N'),
  ];
}

/**
 * WITH CHECK OPTION and WITH READ ONLY are constraints of the view. (Database Reference,
 * ALL_CONSTRAINTS, "CONSTRAINT_TYPE")
 */
function noteOfRestriction(cx: NotesContext, view: CreateView): PgStatement[] {
  if (!view.restriction)
    return restrictedViews(cx.analysis).has(lastName(view)) ? note(cx, view, view.name, 'restriction', '') : [];
  const type = view.restriction === 'READ ONLY' ? 'O' : 'V';
  return note(cx, view, view.name, 'restriction', `${type}${view.restrictionName?.name ?? ''}`);
}

const lastName = ({ name }: CreateView): string => name.parts[name.parts.length - 1]?.name ?? '';

const restrictedViews = remembered(
  (analysis: Analysis): ReadonlySet<string> =>
    new Set(analysis.units.flatMap((u) => (u.kind === 'CreateView' && u.restriction ? [lastName(u)] : []))),
);

/** The types of columns that are evaluated: PostgreSQL's text is CLOB elsewhere, its timestamp TIMESTAMP. */
function notesOfViewColumns(cx: NotesContext, view: CreateView): PgStatement[] {
  const symbol = cx.analysis.declared(view);
  if (!readsTypes(cx) || symbol?.kind !== 'relation') return [];
  const made = madeColumns(cx.analysis, view.query.body);
  if (made && made.length !== symbol.columns.length) return [];
  return symbol.columns.flatMap((column, i) => {
    const value = made ? made[i] : 'computed';
    const type = value === undefined ? undefined : typeOfResult(cx.analysis, column.type, value);
    return type === undefined ? [] : note(cx, view, view.name, `type ${foldName(column.name)}`, type);
  });
}

/**
 * What makes each column of a query: an expression, or a query below it ('computed'); undefined where it is a column of a
 * table, whose type PostgreSQL's catalogue has. Of set operators and VALUES nothing is known by column.
 */
function madeColumns(analysis: Analysis, body: QueryBody): readonly (Expr | 'computed' | undefined)[] | undefined {
  if (body.kind !== 'Select') return undefined;
  const madeBelow = ({ relation, beforePivots }: RowSource): 'computed' | undefined =>
    relation?.relation === 'table' && !beforePivots ? undefined : 'computed';
  return body.items.flatMap(({ value }): readonly (Expr | 'computed' | undefined)[] => {
    if (value.kind === 'Star') return analysis.expandStar(value, body).map(({ source }) => madeBelow(source));
    if (value.kind !== 'Name') return [value];
    const { base } = analysis.resolve(value);
    return [base.kind === 'column' ? madeBelow(base.source) : value];
  });
}

function typeOfResult(analysis: Analysis, type: OracleType, value: Expr | 'computed'): string | undefined {
  switch (type.kind) {
    case 'varchar2': {
      if (value === 'computed') return type.length === undefined ? undefined : `VARCHAR2|${type.length}||`;
      const most = type.length ?? mostCharacters((expr) => analysis.resolve(expr), value);
      return `VARCHAR2|${most || 4000}||`;
    }
    case 'char':
      return type.length === undefined ? undefined : `CHAR|${type.length}||`;
    case 'date':
      return 'DATE|7||';
    default:
      return undefined;
  }
}

function notesOfTable(
  cx: NotesContext,
  unit: CreateTable | Extract<ScriptUnit, { kind: 'AlterTable' }>,
  name: QualifiedName,
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): PgStatement[] {
  const notes: PgStatement[] = [];
  if (unit.kind === 'CreateTable' && unit.temporary === 'PRIVATE') return notes;
  const add = (part: string, value: string): void => {
    notes.push(...note(cx, unit, name, part, value));
  };
  if (readsTypes(cx)) {
    const inChars = countsChars(cx, unit);
    for (const c of columns) {
      const type = c.type
        ? dictionaryType(c.type, inChars)
        : c.virtual && typeOfResult(cx.analysis, cx.analysis.typeOf(c.virtual), c.virtual);
      if (type !== undefined) add(`type ${foldName(c.name.name)}`, type);
      if (c.default && !c.identity) add(`default ${foldName(c.name.name)}`, cx.textOf(c.default.span));
      const stored = c.virtual && storedExpression(cx.analysis, c.virtual);
      if (stored !== undefined) add(`default ${foldName(c.name.name)}`, stored);
    }
    const symbol = unit.kind === 'CreateTable' && unit.asQuery ? cx.analysis.declared(unit) : undefined;
    if (symbol?.kind === 'relation')
      for (const { name, type } of symbol.columns)
        if (type.kind === 'raw' && type.length !== undefined) add(`type ${foldName(name)}`, `RAW|${type.length}||`);
  }
  // The rule on NULL of a key of several columns makes an index of it.
  if (cx.reads('CONSTRAINTS') || cx.reads('CONS_COLUMNS'))
    for (const c of constraints)
      if (c.kind === 'Unique' && c.columns.length > 1 && c.state.name && c.state.enabled !== false)
        add(`unique ${foldName(c.state.name.name)}`, 'U');
  // Names that PostgreSQL could have given.
  if (cx.reads('CONSTRAINTS') || cx.reads('INDEXES'))
    for (const { state } of [...columns.flatMap((c) => c.constraints), ...constraints])
      if (state.name && /_(pkey|key|fkey|check)\d*$/i.test(state.name.name))
        add(`named ${foldName(state.name.name)}`, state.name.name);
  if (cx.reads('CONSTRAINTS') || cx.reads('CONS_COLUMNS'))
    for (const c of columns)
      for (const k of c.constraints)
        if (k.kind === 'NotNull' && k.state.enabled !== false)
          if (k.state.name) add(`notnull ${foldName(c.name.name)}`, k.state.name.name);
          // PostgreSQL cannot tell it from what a primary key asks for.
          else if (isInPrimaryKey(c, constraints)) add(`required ${foldName(c.name.name)}`, 'Y');
  if (cx.reads('CONSTRAINTS')) {
    for (const k of [...columns.flatMap((c) => c.constraints), ...constraints])
      if ((k.kind === 'ColumnCheck' || k.kind === 'Check') && k.state.name)
        add(`check ${foldName(k.state.name.name)}`, cx.textOf(k.condition.span));
    notes.push(...notesOfUnnamedChecks(cx, unit, name, [...columns.flatMap((c) => c.constraints), ...constraints]));
  }
  return notes;
}

const isInPrimaryKey = (column: ColumnDefinition, constraints: readonly TableConstraint[]): boolean =>
  column.constraints.some((k) => k.kind === 'ColumnPrimaryKey') ||
  constraints.some((k) => k.kind === 'PrimaryKey' && k.columns.some((c) => c.name === column.name.name));

/** PostgreSQL chooses their names. */
function notesOfUnnamedChecks(
  cx: NotesContext,
  unit: ScriptUnit,
  name: QualifiedName,
  constraints: readonly (ColumnConstraint | TableConstraint)[],
): PgStatement[] {
  const conditions = constraints.flatMap((c) =>
    (c.kind === 'ColumnCheck' || c.kind === 'Check') && !c.state.name && c.state.enabled !== false
      ? [literal(cx.textOf(c.condition.span))]
      : [],
  );
  const own = cx.analysis.declared(unit);
  const symbol = own?.kind === 'relation' ? own : relationOf(cx, name);
  if (conditions.length === 0 || !symbol) return [];
  const text = `select ora.note_checks(${literal(regclassText(cx.naming.of(symbol)))}, array[${conditions.join(', ')}])`;
  return [{ kind: 'PgFixedStatement', span: unit.span, text }];
}

/**
 * Has the script said before the statement that lengths count characters? (Globalization Support
 * Guide, "NLS_LENGTH_SEMANTICS")
 */
function countsChars(cx: NotesContext, { span }: ScriptUnit): boolean {
  const said = lengthSemantics(cx.analysis).filter((s) => s.span.file === span.file && s.span.start < span.start);
  return /^'?char'?$/i.test(said.at(-1)?.value ?? '');
}

const lengthSemantics = remembered((analysis: Analysis) =>
  analysis.units.flatMap((u) =>
    u.kind === 'AlterSession'
      ? u.settings
          .filter((s) => s.name.toUpperCase() === 'NLS_LENGTH_SEMANTICS')
          .map(({ value }) => ({ span: u.span, value }))
      : [],
  ),
);
