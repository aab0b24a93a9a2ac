import type { VariableDeclaration } from '../../../src/ir/oracle/index.js';
import { walk } from '../../../src/ir/walk.js';
import { looksAtItself, type Rewriting, takesDdl } from '../rewriting.js';
import type { Edit, RunBlock, Script } from '../script.js';

/** A variable of a run block, with every place that names it. */
interface Local {
  readonly declaration: VariableDeclaration;
  readonly number: number;
  readonly type: string;
  readonly initial: string | undefined;
  /** The references, its declaration left out. */
  readonly names: readonly Edit[];
  readonly block: RunBlock;
  /** NOCOPY is not heeded for elements. (PL/SQL Language Reference, "NOCOPY", restrictions) */
  readonly nocopy: boolean;
}

/** Types whose variables can stand anywhere: what is no value of one piece stays where it is. */
const movable: ReadonlySet<string> = new Set([
  'number',
  'plsInteger',
  'varchar2',
  'char',
  'date',
  'timestamp',
  'interval',
  'boolean',
  'binaryDouble',
  'binaryFloat',
  'clob',
  'raw',
]);

/**
 * The scalar variables that the run blocks declare at their head, but those that anything names in a way of its own, and
 * those that the declaration of another one names.
 */
function locals(script: Script): readonly Local[] {
  const { analysis } = script;
  return script.blocks.flatMap((block) => {
    const found: Local[] = [];
    for (const declaration of block.block.declarations) {
      if (declaration.kind !== 'VariableDeclaration' || declaration.constant || declaration.notNull) continue;
      const { name, type, initial, span } = declaration;
      if (!movable.has(analysis.typeOfRef(type).kind) || !script.slice(span).startsWith(script.slice(name.span)))
        continue;
      const names = referencesTo(script, block, declaration);
      if (!names) continue;
      const number = block.number * 100 + found.length;
      found.push({
        declaration,
        number,
        type: script.slice(type.span),
        initial: initial && script.slice(initial.span),
        names: names.map((each) => ({ ...each, text: '' })),
        block,
        nocopy: /nocopy/i.test(script.text),
      });
    }
    const inDeclarations = (edit: Edit): boolean => found.some(({ declaration: { span } }) => isWithin(edit, span));
    return found.filter(({ names }) => !names.some(inDeclarations));
  });
}

const isWithin = (inner: Pick<Edit, 'start' | 'end'>, outer: Pick<Edit, 'start' | 'end'>): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** Undefined where the name stands where no expression does: `v%TYPE`, after a label, as a parameter's name. */
function referencesTo(script: Script, { unit, start, end }: RunBlock, declaration: VariableDeclaration) {
  const { analysis } = script;
  const variable = analysis.declaredBy(declaration);
  const spans = new Map<number, { readonly start: number; readonly end: number }>();
  walk(unit, (node) => {
    if (node.kind !== 'Name' || node.parts.length !== 1) return;
    const { base, steps } = analysis.resolve(node);
    if (base.kind === 'variable' && base.variable === variable && steps.length === 0)
      spans.set(node.span.start, node.span);
  });
  const word = new RegExp(`(?<![\\w$#."])${script.slice(declaration.name.span)}(?![\\w$#"])`, 'gi');
  const everywhere = [...script.text.slice(start, end).matchAll(word)].map(({ index }) => start + index);
  const others = everywhere.filter((at) => at !== declaration.name.span.start && !spans.has(at));
  return others.length > 0 ? undefined : [...spans.values()];
}

/** What is added to the setup, declared in place of the variable and done at BEGIN; how it is named from then on. */
interface Moved {
  readonly setup?: string;
  readonly declared: string;
  readonly first?: string;
  readonly named: string;
}

const moving = (name: string, move: (local: Local) => Moved | undefined, needs = { ddl: false }): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || (needs.ddl && !takesDdl(script))) return undefined;
    const edits: Edit[] = [];
    const begins = new Map<RunBlock, string[]>();
    for (const local of locals(script)) {
      const moved = random.chance(0.8) ? move(local) : undefined;
      if (!moved) continue;
      if (moved.setup !== undefined) edits.push(script.afterSetup(moved.setup));
      const { start, end } = local.declaration.span;
      edits.push({ start, end, text: moved.declared.replace(/;$/, '') });
      edits.push(...local.names.map((each) => ({ ...each, text: moved.named })));
      const firsts = begins.get(local.block) ?? [];
      if (moved.first !== undefined) firsts.push(moved.first);
      begins.set(local.block, firsts);
    }
    for (const [{ begin }, firsts] of begins) {
      const at = begin + 'BEGIN'.length;
      if (firsts.length > 0) edits.push({ start: at, end: at, text: ` ${firsts.join(' ')}` });
    }
    return edits.length === 0 ? undefined : script.edited(edits);
  },
});

/** Of a subtype that is declared for it, which has the length or the precision. (PL/SQL Language Reference, "Subtypes") */
export const localsOfSubtypes = moving('locals-of-subtypes', ({ declaration, number, type, initial }) => ({
  declared: `SUBTYPE mm_s${number} IS ${type}; ${asBefore(declaration, `mm_s${number}`, initial)}`,
  named: declaration.name.name,
}));

const asBefore = ({ name }: VariableDeclaration, type: string, initial: string | undefined): string =>
  `${name.name} ${type}${initial === undefined ? '' : ` := ${initial}`};`;

/** Of the type of a variable that is declared before, and of that of a field. (PL/SQL Language Reference, "%TYPE Attribute") */
export const localsOfTypes = moving('locals-of-types', ({ declaration, number, type, initial }) => ({
  declared:
    `TYPE mm_t${number}r IS RECORD (mm_f ${type}); mm_t${number}f mm_t${number}r; mm_t${number} mm_t${number}f.mm_f%TYPE; ` +
    asBefore(declaration, `mm_t${number}%TYPE`, initial),
  named: declaration.name.name,
}));

/** Of the type of a column. */
export const localsOfColumns = moving(
  'locals-of-columns',
  ({ declaration, number, type, initial }) => {
    const isOfColumns = /^(number|n?varchar2\(\d{1,3}( \w+)?\)|n?char|date|timestamp|interval|clob|raw)\b/i.test(type);
    if (!isOfColumns || type.includes('%')) return undefined;
    return {
      setup: `CREATE TABLE mm_c${number} (mm_c ${type});`,
      declared: asBefore(declaration, `mm_c${number}.mm_c%TYPE`, initial),
      named: declaration.name.name,
    };
  },
  { ddl: true },
);

/** As fields of a record, which has their defaults. (PL/SQL Language Reference, "Record Variable Declaration") */
export const localsInRecords = moving('locals-in-records', ({ declaration, number, type, initial }) => {
  const field = `${declaration.name.name} ${type}${initial === undefined ? '' : ` := ${initial}`}`;
  return {
    declared: `TYPE mm_r${number}t IS RECORD (${field}); mm_r${number} mm_r${number}t;`,
    named: `mm_r${number}.${declaration.name.name}`,
  };
});

/** Fields of a record that is an element of a nested table. */
export const localsInNestedRecords = moving('locals-in-nested-records', ({ declaration, number, type, initial }) => {
  const field = `mm_a NUMBER, ${declaration.name.name} ${type}`;
  const named = `mm_r${number}.mm_in.${declaration.name.name}`;
  if (!isConstant(initial)) return undefined;
  return {
    declared:
      `TYPE mm_r${number}i IS RECORD (${field}); TYPE mm_r${number}t IS RECORD (mm_in mm_r${number}i); ` +
      `mm_r${number} mm_r${number}t;`,
    first: initial && `${named} := ${initial};`,
    named,
  };
});

/** Can it be assigned at BEGIN instead, because nothing before sees it and nothing can fail? */
const isConstant = (initial: string | undefined): boolean => initial === undefined || /^('\w?'|\d+)$/.test(initial);

const inArray =
  (index: string, key: string) =>
  ({ number, type, initial, block, nocopy }: Local) =>
    isConstant(initial) && !nocopy && !block.block.declarations.some(({ kind }) => kind === 'RoutineDefinition')
      ? {
          declared: `TYPE mm_a${number}t IS TABLE OF ${type} INDEX BY ${index}; mm_a${number} mm_a${number}t;`,
          first: `mm_a${number}(${key}) := ${initial ?? 'NULL'};`,
          named: `mm_a${number}(${key})`,
        }
      : undefined;

/** As elements of an associative array: the element is there from BEGIN on. */
export const localsInArrays = moving('locals-in-arrays', inArray('PLS_INTEGER', '-7'));

/** The same, by text. */
export const localsInTextArrays = moving('locals-in-text-arrays', inArray('VARCHAR2(10)', "'k'"));

/** As elements of a nested table, which is made where it is declared. */
export const localsInTables = moving('locals-in-tables', ({ number, type, initial }) => ({
  declared:
    `TYPE mm_a${number}t IS TABLE OF ${type}; mm_a${number} mm_a${number}t := ` +
    `mm_a${number}t(${initial ?? 'NULL'});`,
  named: `mm_a${number}(1)`,
}));
