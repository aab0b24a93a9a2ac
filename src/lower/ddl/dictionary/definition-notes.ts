import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { lastName } from '../../../ir/dotted.js';
import type { CreateRole, QualifiedName, ScriptUnit, SequenceOptions } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { identifierText } from '../names.js';
import { argumentNotes } from './argument-notes.js';
import { dependencyNotes } from './dependency-notes.js';
import { errorNotes } from './error-notes.js';
import { indexNotes, renamedInIndexes } from './index-notes.js';
import { type NotesContext, note, noteCall, notedBy } from './notes.js';
import { noteOfSource, notesOfTrigger } from './source-notes.js';
import { dropOfSynonym, isOfAnotherUser, noteOfSynonym } from './synonym-notes.js';
import { noteOfIndexName, noteOfKeyIndex, notesOfIndexNames, notesOfTable, renamedNotes } from './table-notes.js';
import { typeNotes } from './type-notes.js';
import { notesOfUpdatable } from './updatable-notes.js';
import { noteOfRestriction, notesOfMaterializedView, notesOfView, notesOfViewColumns } from './view-notes.js';
import { rolesOfUsers, validity } from './views-read.js';

/*
 * What Oracle's dictionary shows of an object as it was written, and PostgreSQL's catalogue does not know:
 * `select ora.note_definition('app.emp', 'type code', 'RAW|16||')`. Noted only where the inputs read the views that
 * show it. (Database Reference, "Static Data Dictionary Views")
 */

/**
 * The statements that note what is said of the unit's object. made: what makes it. diagnostics: what was found in it.
 */
export function definitionNotes(
  cx: NotesContext,
  unit: ScriptUnit,
  made: readonly PgStatement[],
  diagnostics: readonly Diagnostic[] = [],
): PgStatement[] {
  if (unit.kind === 'BrokenUnit') return cx.reads('ERRORS') ? errorNotes(cx, unit, diagnostics) : [];
  const needs = cx.reads('DEPENDENCIES', validity) ? dependencyNotes(cx.analysis, unit, made, diagnostics) : [];
  const ofIndex =
    unit.kind === 'CreateIndex' && cx.reads('INDEXES', 'IND_COLUMNS', 'IND_EXPRESSIONS')
      ? indexNotes(cx.analysis, unit, made)
      : [];
  const own = cx.reads('OBJECTS', 'PROCEDURES', 'ARGUMENTS') ? ownRoutines(cx, unit) : [];
  const ofArguments = cx.reads('ARGUMENTS', 'PROCEDURES') ? argumentNotes(cx.analysis, unit) : [];
  const errors = cx.reads('ERRORS') ? errorNotes(cx, unit, diagnostics) : [];
  return [
    ...notesOfKind(cx, unit, made),
    ...typeNotes(cx, unit),
    ...own,
    ...ofArguments,
    ...ofIndex,
    ...needs,
    ...errors,
  ];
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
  return [...new Set(routines)].map((routine) => noteCall(unit.span, 'note_own_routine', routine));
}

function notesOfKind(cx: NotesContext, unit: ScriptUnit, made: readonly PgStatement[]): PgStatement[] {
  switch (unit.kind) {
    case 'CreateView':
      return [
        ...(cx.reads('VIEWS') ? notesOfView(cx, unit) : []),
        ...(cx.reads('CONSTRAINTS') ? noteOfRestriction(cx, unit) : []),
        ...(cx.reads('UPDATABLE_COLUMNS') ? notesOfUpdatable(cx, unit) : []),
        ...notesOfViewColumns(cx, unit),
      ];
    case 'CreateMaterializedView':
      return [...(cx.reads('MVIEWS') ? notesOfMaterializedView(cx, unit) : []), ...notesOfViewColumns(cx, unit)];
    case 'CreateTable':
      return notesOfTable(cx, unit, unit.columns, unit.constraints);
    case 'AlterTable': {
      const columns = unit.actions.flatMap((a) =>
        a.kind === 'AddColumns' || a.kind === 'ModifyColumns' ? a.columns : [],
      );
      const constraints = unit.actions.flatMap((a) => (a.kind === 'AddConstraint' ? [a.constraint] : []));
      return [
        ...notesOfTable(cx, unit, columns, constraints),
        ...notesOfIndexNames(cx, unit),
        ...renamedNotes(cx, unit),
        ...renamedInIndexes(cx, unit),
      ];
    }
    // PostgreSQL's index on a partitioned table always has partitions.
    case 'CreateIndex':
      return [
        ...noteOfIndexName(cx, unit, made),
        ...(unit.local && cx.reads('INDEXES', 'IND_PARTITIONS', 'OBJECTS')
          ? note(cx, unit, unit.table, `local ${foldName(lastName(unit.name))}`, 'Y')
          : []),
      ];
    // (SQL Language Reference, "CREATE SEQUENCE": 20 where nothing is said)
    case 'CreateSequence':
      return cx.reads('SEQUENCES') ? notesOfSequence(cx, unit, unit.name, { cache: '20', ...unit.options }) : [];
    case 'AlterObject':
      return [
        ...(unit.sequenceOptions && unit.name && cx.reads('SEQUENCES')
          ? [
              ...notesOfSequence(cx, unit, unit.name, unit.sequenceOptions),
              ...notedBy(cx, unit, unit.name, 'note_sequence_base'),
            ]
          : []),
        ...noteOfKeyIndex(cx, unit, made),
      ];
    case 'CreateSynonym':
      return cx.reads('SYNONYMS', 'OBJECTS') && !isOfAnotherUser(cx.analysis, unit)
        ? [noteOfSynonym(cx.analysis, unit, 'note_synonym')]
        : [];
    case 'DropObject':
      return /SYNONYM$/.test(unit.objectKind) && cx.reads('SYNONYMS', 'OBJECTS')
        ? [dropOfSynonym(unit, { mustExist: false })]
        : [];
    case 'CreateRole':
      return cx.reads(rolesOfUsers) ? [grantToCreator(unit)] : [];
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

/** Who creates a role has it, and may grant it. (SQL Language Reference, "CREATE ROLE") */
const grantToCreator = ({ name, span }: CreateRole): PgStatement => ({
  kind: 'PgFixedStatement',
  span,
  text: `grant ${identifierText(foldName(name.name))} to current_user with admin option`,
});

function notesOfSequence(
  cx: NotesContext,
  unit: ScriptUnit,
  name: QualifiedName,
  { cache, order }: SequenceOptions,
): PgStatement[] {
  return [
    ...(cache === undefined ? [] : note(cx, unit, name, 'cache', cache ?? '0')),
    ...(order === undefined ? [] : note(cx, unit, name, 'order', order ? 'Y' : 'N')),
  ];
}
