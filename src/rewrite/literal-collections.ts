import { collectionMethods } from '../ir/kinds.js';
import type { Expr, Name, ScriptUnit, VariableDeclaration } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { walk } from '../ir/walk.js';
import { onlyReads } from './supplied-calls.js';
import { textOf } from './text-branches.js';
import { concatenatedText } from './text-routine.js';

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
  const declared = new Map<string, VariableDeclaration>();
  const others = new Set<string>();
  walk(unit, (node) => {
    if (node.kind === 'Parameter') others.add(node.name.name);
    if (node.kind !== 'VariableDeclaration') return;
    if (declared.has(node.name.name)) others.add(node.name.name);
    declared.set(node.name.name, node);
  });
  const collected = new Map<string, Set<string>>();
  const add = (name: string, texts: readonly string[]): void => {
    const all = collected.get(name) ?? new Set();
    for (const text of texts) all.add(text);
    collected.set(name, all);
  };
  const harmless = new Set<Name>();
  const extended = new Set<string>();
  const allow = (expr: OracleNode): void => {
    const callee = elementOf(expr);
    if (callee) harmless.add(callee);
  };
  walk(unit, (node) => {
    const executed = textOf(node);
    if (executed) allow(executed);
    switch (node.kind) {
      case 'VariableDeclaration': {
        const texts = node.initial && constructed(node.initial, node);
        if (texts) add(node.name.name, texts);
        else if (node.initial) others.add(node.name.name);
        break;
      }
      case 'Assignment': {
        const { target, value } = node;
        const element = elementOf(target);
        const text = concatenatedText(value);
        if (element && text !== undefined) {
          add(nameOf(element), [text]);
          harmless.add(element);
        }
        const variable = target.kind === 'Name' && target.parts.length === 1 ? declared.get(nameOf(target)) : undefined;
        const texts = variable && constructed(value, variable);
        if (texts && target.kind === 'Name') {
          add(nameOf(target), texts);
          harmless.add(target);
        }
        break;
      }
      case 'Binary':
        allow(node.left);
        allow(node.right);
        break;
      case 'Call':
        if (onlyReads(node)) for (const { value } of node.args) allow(value);
        break;
      case 'Name': {
        const [first, method] = node.parts;
        if (node.parts.length !== 2 || !first || !method || !methods.has(method.name)) break;
        harmless.add(node);
        if (method.name === 'EXTEND') extended.add(first.name);
        break;
      }
      default:
    }
  });
  walk(unit, (node) => {
    if (node.kind === 'Name' && !harmless.has(node)) others.add(nameOf(node));
  });
  const found = new Map<string, LiteralCollection>();
  for (const [name, texts] of collected)
    if (declared.has(name) && !others.has(name))
      found.set(name, { texts, mayBeNull: extended.has(name) || texts.has('') });
  return found;
}

const methods: ReadonlySet<string> = new Set(collectionMethods);

/** The first part of a name. */
export const nameOf = (name: Name): string => name.parts[0]?.name ?? '';

/** `l` of `l(i)`. */
function elementOf(expr: OracleNode): Name | undefined {
  if (expr.kind !== 'Call' || expr.args.length !== 1) return undefined;
  return expr.callee.kind === 'Name' && expr.callee.parts.length === 1 ? expr.callee : undefined;
}

/** The texts of `t('…', '…')`, a constructor of the variable's type. */
function constructed(value: Expr, { type }: VariableDeclaration): readonly string[] | undefined {
  if (value.kind !== 'Call' || value.callee.kind !== 'Name' || type.kind !== 'NamedTypeRef') return undefined;
  const words = (parts: readonly { readonly name: string }[]): string => parts.map((part) => part.name).join('.');
  if (words(value.callee.parts) !== words(type.name.parts)) return undefined;
  const texts = value.args.flatMap((argument) => concatenatedText(argument.value) ?? []);
  return texts.length === value.args.length ? texts : undefined;
}
