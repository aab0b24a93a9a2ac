import { lastName } from '../ir/dotted.js';
import type { AlterTable, CreateSynonym, ScriptUnit } from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import { contains } from '../ir/walk.js';
import { type AnalyzeContext, once } from './context.js';
import { alterDeclared } from './declare/tables/altered-columns.js';
import type { dynamicTables } from './declare/tables/dynamic-tables.js';
import { renaming } from './declare/tables/table-changes.js';
import { declareUnits } from './declare/units.js';
import type { computeEffects } from './effects/effects.js';
import type { UnitScopes } from './model/unit-scopes.js';
import { resolveUnit } from './resolve/units.js';

/** What the analysis of the inputs has, and texts that are compiled later are read with. */
interface AnalyzedInputs {
  readonly scopes: UnitScopes;
  readonly effects: () => ReturnType<typeof computeEffects>;
  /** Does a table of the name stand, whatever texts create? */
  readonly stands: (table: string) => boolean;
  readonly dynamicTables: ReturnType<typeof dynamicTables>;
  readonly ownerAt: (place: Span) => string;
}

/** Units that lowering compiles from texts, declared and resolved after the inputs, as if they stood behind them. */
export class AddedUnits {
  /** The units of the inputs, and the blocks that were added. */
  readonly programs: ScriptUnit[];
  /** The other statements that were added. */
  readonly statements: ScriptUnit[] = [];
  /** How many of the added units change columns of tables. */
  columnChanges = 0;
  private readonly dropsSynonyms = once(() => this.programs.some(dropsSynonymSometime));

  constructor(
    private readonly cx: AnalyzeContext,
    units: readonly ScriptUnit[],
    private readonly inputs: AnalyzedInputs,
  ) {
    this.programs = [...units];
  }

  add(
    unit: ScriptUnit,
    owner = this.inputs.ownerAt(unit.span),
    standsForWord: (name: string) => boolean = () => false,
  ): void {
    if (unit.kind === 'CreateSynonym' && this.isTaken(unit, owner)) return;
    const { cx, inputs } = this;
    const { catalog } = cx;
    const renamed = renaming({ unit, owner }, owner)?.to;
    const isView = unit.kind === 'CreateView' || unit.kind === 'CreateMaterializedView';
    const table =
      isView || unit.kind === 'CreateTable' ? lastName(unit.name) : renamed?.slice(renamed.indexOf('.') + 1);
    const found = table === undefined ? undefined : catalog.find(owner, table);
    // A view may be replaced, but not take the name of a table. (Database Error Messages, ORA-00955)
    const before = found?.kind === 'relation' && !(isView && found.relation !== 'table') ? found : undefined;
    // The effects are those of the inputs as they were.
    const { add } = inputs.effects();
    declareUnits(cx, [{ unit, owner }], inputs.scopes);
    resolveUnit(cx, { unit, owner }, inputs.scopes);
    // What is asked of all units is asked of the blocks in texts, too.
    if (unit.kind === 'AnonymousBlock') {
      this.programs.push(unit);
      add(unit);
    } else this.statements.push(unit);
    if (before && inputs.stands(before.name)) catalog.add(before);
    else if (unit.kind === 'CreateTable') inputs.dynamicTables(unit);
    if (unit.kind === 'AlterTable') {
      alterDeclared(cx, withKnownColumns(unit, standsForWord), owner, inputs.scopes);
      this.columnChanges += 1;
    }
    // The texts behind it do not find the name any more.
    if (unit.kind === 'DropObject' && unit.objectKind.endsWith('SYNONYM')) {
      const [name, by] = [...unit.name.parts].reverse();
      catalog.removeSynonym(name?.name ?? '', by?.name ?? owner, unit.objectKind === 'PUBLIC SYNONYM');
    }
  }

  /** Is it another synonym that has the name, from before? */
  private isTaken({ name, replace, public: isPublic, span }: CreateSynonym, home: string): boolean {
    const [last, by] = [...name.parts].reverse();
    const found = replace ? undefined : this.cx.catalog.synonym(last?.name ?? '', by?.name ?? home, isPublic);
    return found !== undefined && this.cx.precedes(found.definition.span, span) && !this.dropsSynonyms();
  }
}

/** The changes of columns whose names are known. */
function withKnownColumns(alter: AlterTable, standsForWord: (name: string) => boolean): AlterTable {
  const actions = alter.actions.flatMap((action): AlterTable['actions'] => {
    switch (action.kind) {
      case 'AddColumns':
        return [{ ...action, columns: action.columns.filter(({ name }) => !standsForWord(name.name)) }];
      case 'RenameColumn':
        return standsForWord(action.from.name) || standsForWord(action.to.name) ? [] : [action];
      default:
        return [action];
    }
  });
  return { ...alter, actions };
}

/** Does a program drop a synonym at a time, or a block one of a name, that is not known? */
const dropsSynonymSometime = (unit: ScriptUnit): boolean =>
  contains(
    unit,
    (node) =>
      node.kind === 'StringLiteral' &&
      /^\s*drop\s+(?:public\s+)?synonym\b/i.test(node.value) &&
      (unit.kind !== 'AnonymousBlock' || /synonym\s*"?$/i.test(node.value)),
  );
