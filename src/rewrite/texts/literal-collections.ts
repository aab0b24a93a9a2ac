import { dotted } from '../../ir/dotted.js';
import { collectionMethods } from '../../ir/kinds.js';
import type { Assignment, Call, Expr, Name, ScriptUnit, VariableDeclaration } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { readsArgumentsOnly } from '../supplied-calls.js';
import { concatenatedText } from './literal-texts.js';
import { isDynamic, textOf } from './text-branches.js';

/** The texts that the elements of a collection hold. */
export interface LiteralCollection {
  readonly texts: ReadonlySet<string>;
  /** EXTEND makes elements that are NULL; '' is. */
  readonly mayBeNull: boolean;
}

/**
 * The collections of a unit whose elements are literals and nothing else, by their names: a variable that gets a
 * constructor of literals, or literals as its elements, and whose elements are executed, compared, put together or
 * printed. Whatever else is done with it may change it.
 */
export function literalCollections(unit: ScriptUnit): ReadonlyMap<string, LiteralCollection> {
  const variables = variablesDeclaredOnce(unit);
  const uses = new CollectionUses(variables);
  walk(unit, (node) => uses.note(node));
  return uses.literal();
}

/** The variables whose names nothing else that is declared in the unit has. */
function variablesDeclaredOnce(unit: ScriptUnit): ReadonlyMap<string, VariableDeclaration> {
  const declared = new Map<string, VariableDeclaration>();
  const shared = new Set<string>();
  walk(unit, (node) => {
    if (node.kind !== 'VariableDeclaration' && node.kind !== 'Parameter') return;
    const { name } = node.name;
    if (node.kind === 'Parameter' || declared.has(name)) shared.add(name);
    else declared.set(name, node);
  });
  for (const name of shared) declared.delete(name);
  return declared;
}

/** What is done with the variables, node by node: each node before those within it. */
class CollectionUses {
  private readonly texts = new Map<string, Set<string>>();
  /** Names whose place leaves the elements as they are, or has told what they become. */
  private readonly harmless = new Set<Name>();
  private readonly extended = new Set<string>();
  /** Variables that may hold anything. */
  private readonly unknown = new Set<string>();

  constructor(private readonly variables: ReadonlyMap<string, VariableDeclaration>) {}

  /** The variables whose elements are the literals that were met. */
  literal(): ReadonlyMap<string, LiteralCollection> {
    const found = new Map<string, LiteralCollection>();
    for (const [name, texts] of this.texts)
      if (this.variables.has(name) && !this.unknown.has(name))
        found.set(name, { texts, mayBeNull: this.extended.has(name) || texts.has('') });
    return found;
  }

  note(node: OracleNode): void {
    if (isDynamic(node)) this.read(textOf(node));
    switch (node.kind) {
      case 'VariableDeclaration':
        this.initial(node);
        break;
      case 'Assignment':
        this.assignment(node);
        break;
      case 'Binary':
        this.read(node.left);
        this.read(node.right);
        break;
      case 'Call':
        this.call(node);
        break;
      case 'Name':
        this.name(node);
        break;
      default:
    }
  }

  private initial(node: VariableDeclaration): void {
    if (!node.initial) return;
    const texts = constructed(node.initial, node);
    if (texts) this.add(node.name.name, texts);
    else this.unknown.add(node.name.name);
  }

  private assignment({ target, value }: Assignment): void {
    const element = elementOf(target);
    const text = concatenatedText(value);
    if (element && text !== undefined) {
      this.add(firstName(element), [text]);
      this.harmless.add(element);
    }
    if (target.kind !== 'Name' || target.parts.length !== 1) return;
    const variable = this.variables.get(firstName(target));
    const texts = variable && constructed(value, variable);
    if (!texts) return;
    this.add(firstName(target), texts);
    this.harmless.add(target);
  }

  private call(node: Call): void {
    if (readsArgumentsOnly(node)) for (const { value } of node.args) this.read(value);
  }

  private name(node: Name): void {
    if (this.harmless.has(node)) return;
    const [first, method] = node.parts;
    if (node.parts.length !== 2 || !first || !method || !methods.has(method.name)) this.unknown.add(firstName(node));
    else if (method.name === 'EXTEND') this.extended.add(first.name);
    // `block.l`, `routine.l`
    for (const { name } of node.parts.slice(1)) if (this.variables.has(name)) this.unknown.add(name);
  }

  /** The elements are read there. */
  private read(expr: OracleNode): void {
    const collection = elementOf(expr);
    if (collection) this.harmless.add(collection);
  }

  private add(name: string, texts: readonly string[]): void {
    const all = this.texts.get(name) ?? new Set();
    for (const text of texts) all.add(text);
    this.texts.set(name, all);
  }
}

const methods: ReadonlySet<string> = new Set(collectionMethods);

/** The first part of a name. */
export const firstName = (name: Name): string => name.parts[0]?.name ?? '';

/** `l` of `l(i)`. */
function elementOf(expr: OracleNode): Name | undefined {
  if (expr.kind !== 'Call' || expr.args.length !== 1) return undefined;
  return expr.callee.kind === 'Name' && expr.callee.parts.length === 1 ? expr.callee : undefined;
}

/** The texts of `t('…', '…')`, a constructor of the variable's type. */
function constructed(value: Expr, { type }: VariableDeclaration): readonly string[] | undefined {
  if (value.kind !== 'Call' || value.callee.kind !== 'Name' || type.kind !== 'NamedTypeRef') return undefined;
  if (dotted(value.callee) !== dotted(type.name)) return undefined;
  const texts = value.args.flatMap((argument) => concatenatedText(argument.value) ?? []);
  return texts.length === value.args.length ? texts : undefined;
}
