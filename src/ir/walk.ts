import { compoundKinds } from './kinds.js';
import type { OracleNode } from './oracle/node.js';
import type { PostgresNode } from './postgres/node.js';

/** Any node of either tree, as far as walking is concerned. */
export interface AnyNode {
  readonly kind: string;
}

type Fields = Readonly<Record<string, unknown>>;

/*
 * Trees are walked dozens of times on the way to the output. `for … in` over these plain objects makes no lists of
 * keys, and a node's own recursion no closures: half of the time of the obvious form.
 */

/**
 * Calls `visit` with every direct child node, in field order. Plain objects and arrays
 * between nodes are looked through.
 */
export function forEachChild(node: OracleNode, visit: (child: OracleNode) => void): void;
export function forEachChild(node: PostgresNode, visit: (child: PostgresNode) => void): void;
export function forEachChild(node: object, visit: (child: AnyNode) => void): void;
export function forEachChild(node: object, visit: (child: never) => void): void {
  visitChildren(node, visit as (child: AnyNode) => void);
}

function visitChildren(node: object, visit: (child: AnyNode) => void): void {
  for (const key in node) {
    const value = (node as Fields)[key];
    if (typeof value === 'object' && value !== null && key !== 'span') visitValue(value, visit);
  }
}

function visitValue(value: object, visit: (child: AnyNode) => void): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'object' && item !== null) visitValue(item, visit);
    }
  } else if (isNode(value)) visit(value);
  else visitChildren(value, visit);
}

/** All nodes of a tree, parents first, and for each where what is below it ends. */
interface FlatTree {
  readonly nodes: readonly AnyNode[];
  readonly ends: readonly number[];
  /** Where the nodes of each kind are; made when first asked for. */
  places?: ReadonlyMap<string, readonly number[]>;
  /** Where the questions hold that have been asked. */
  readonly answers: Map<Question, readonly number[]>;
}

/** Part of a flat tree: everything below the node at this place. */
interface FlatPart {
  readonly tree: FlatTree;
  readonly start: number;
}

/** What is walked most often on its own. */
const partKinds: ReadonlySet<string> = new Set([
  'RoutineDefinition',
  ...compoundKinds,
  'ExceptionHandler',
  'Query',
  'DmlInBlock',
]);

const settled = new WeakSet<AnyNode>();
const flat = new WeakMap<AnyNode, FlatPart>();

/**
 * Says that nothing at or below `root` changes any more: walks over it, and over the routines and
 * blocks in it, then go along a list.
 */
export function settle(root: AnyNode): void {
  settled.add(root);
}

function flatten(root: AnyNode): FlatPart {
  const nodes: AnyNode[] = [];
  const ends: number[] = [];
  const tree: FlatTree = { nodes, ends, answers: new Map() };
  const add = (node: AnyNode): void => {
    const start = nodes.length;
    nodes.push(node);
    ends.push(0);
    if (partKinds.has(node.kind)) flat.set(node, { tree, start });
    visitChildren(node, add);
    ends[start] = nodes.length;
  };
  add(root);
  const whole: FlatPart = { tree, start: 0 };
  flat.set(root, whole);
  settled.delete(root);
  return whole;
}

/** Visits `node` and everything below it, parents first. Return false to leave out what is below a node. */
export function walk(node: OracleNode, visit: (node: OracleNode) => boolean | void): void;
export function walk(node: PostgresNode, visit: (node: PostgresNode) => boolean | void): void;
export function walk(node: AnyNode, visit: (node: AnyNode) => boolean | void): void;
export function walk(node: AnyNode, visit: (node: never) => boolean | void): void {
  walkNode(node, visit as (node: AnyNode) => boolean | void);
}

function walkNode(node: AnyNode, visit: (node: AnyNode) => boolean | void): void {
  const part = flat.get(node) ?? (settled.has(node) ? flatten(node) : undefined);
  if (part === undefined) {
    if (visit(node) !== false) walkFields(node, visit);
    return;
  }
  const { nodes, ends } = part.tree;
  const end = ends[part.start]!;
  for (let i = part.start; i < end; ) i = visit(nodes[i]!) === false ? ends[i]! : i + 1;
}

/** The nodes of these kinds at or below `root`, parents first. */
export function nodesOf<K extends OracleNode['kind']>(
  root: OracleNode,
  ...kinds: readonly K[]
): readonly Extract<OracleNode, { kind: K }>[] {
  const part = flat.get(root) ?? (settled.has(root) ? flatten(root) : undefined);
  const found: AnyNode[] = part === undefined ? walkedFor(root, kinds) : listedIn(part, kinds);
  return found as unknown as Extract<OracleNode, { kind: K }>[];
}

/**
 * A question about single nodes whose answer does not change any more: flat trees keep where it holds. It is asked
 * again and again, and so made once: for a module, or for an analysis (`lower/remembered.ts`).
 */
export interface Question<N extends OracleNode = OracleNode> {
  readonly holds: (node: OracleNode) => node is N;
  /** It holds for the nodes of these kinds, and for no others. */
  readonly kinds?: readonly string[];
}

/** Is the node of one of these kinds? */
export function ofKinds<K extends OracleNode['kind']>(
  ...kinds: readonly K[]
): Question<Extract<OracleNode, { kind: K }>> {
  const wanted: ReadonlySet<string> = new Set(kinds);
  return { kinds: [...wanted], holds: (node): node is Extract<OracleNode, { kind: K }> => wanted.has(node.kind) };
}

/**
 * Visits the nodes at or below `root` for which the question holds, parents first. Return false
 * to leave out those below a node.
 */
export function walkWhere<N extends OracleNode>(
  root: OracleNode,
  question: Question<N>,
  visit: (node: N) => boolean | void,
): void {
  const part = flat.get(root) ?? (settled.has(root) ? flatten(root) : undefined);
  if (part === undefined) {
    walk(root, (node) => (question.holds(node) ? visit(node) : true));
    return;
  }
  const { tree, start } = part;
  const { nodes, ends } = tree;
  const end = ends[start]!;
  const places = answersIn(tree, question);
  let from = start;
  for (let i = firstFrom(places, start); i < places.length && places[i]! < end; i++) {
    const place = places[i]!;
    if (place >= from && visit(nodes[place] as N) === false) from = ends[place]!;
  }
}

function answersIn(tree: FlatTree, question: Question): readonly number[] {
  const known = tree.answers.get(question);
  if (known) return known;
  const places = question.kinds ? placesOfKinds(tree, question.kinds) : placesWhere(tree, question);
  tree.answers.set(question, places);
  return places;
}

function placesWhere({ nodes }: FlatTree, question: Question): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < nodes.length; i++) if (question.holds(nodes[i] as OracleNode)) places.push(i);
  return places;
}

function placesOfKinds(tree: FlatTree, kinds: readonly string[]): readonly number[] {
  const each = (tree.places ??= placesIn(tree.nodes));
  let found = none;
  for (const kind of kinds) {
    const places = each.get(kind);
    if (places !== undefined) found = found.length === 0 ? places : merged(found, places);
  }
  return found;
}

function walkedFor(root: AnyNode, kinds: readonly string[]): AnyNode[] {
  const found: AnyNode[] = [];
  walkNode(root, (node) => {
    if (kinds.includes(node.kind)) found.push(node);
  });
  return found;
}

function listedIn({ tree, start }: FlatPart, kinds: readonly string[]): AnyNode[] {
  const end = tree.ends[start]!;
  const all = (tree.places ??= placesIn(tree.nodes));
  let found: readonly number[] = none;
  for (const kind of kinds) {
    const places = all.get(kind);
    if (places === undefined) continue;
    const [from, to] = [firstFrom(places, start), firstFrom(places, end)];
    if (from < to) found = found.length === 0 ? places.slice(from, to) : merged(found, places.slice(from, to));
  }
  return found.map((i) => tree.nodes[i]!);
}

const none: readonly number[] = [];

/** Two ascending lists as one. */
function merged(left: readonly number[], right: readonly number[]): readonly number[] {
  const all: number[] = [];
  let j = 0;
  for (const place of left) {
    while (j < right.length && right[j]! < place) all.push(right[j++]!);
    all.push(place);
  }
  while (j < right.length) all.push(right[j++]!);
  return all;
}

function placesIn(nodes: readonly AnyNode[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (let i = 0; i < nodes.length; i++) {
    const { kind } = nodes[i]!;
    const known = places.get(kind);
    if (known === undefined) places.set(kind, [i]);
    else known.push(i);
  }
  return places;
}

/** The index of the first of these ascending numbers that is not below `from`. */
function firstFrom(ascending: readonly number[], from: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function walkFields(node: object, visit: (node: AnyNode) => boolean | void): void {
  for (const key in node) {
    const value = (node as Fields)[key];
    if (typeof value === 'object' && value !== null && key !== 'span') walkValue(value, visit);
  }
}

function walkValue(value: object, visit: (node: AnyNode) => boolean | void): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'object' && item !== null) walkValue(item, visit);
    }
  } else if (!isNode(value)) walkFields(value, visit);
  else if (visit(value) !== false) walkFields(value, visit);
}

function isNode(value: object): value is AnyNode {
  return typeof (value as Fields).kind === 'string';
}

/**
 * Does the test hold for the node or anything below it? What is below a node for which `leaveOut` holds does
 * not count; the node itself does.
 */
export function contains(
  node: OracleNode,
  test: (node: OracleNode) => boolean,
  leaveOut?: (node: OracleNode) => boolean,
): boolean;
export function contains(
  node: PostgresNode,
  test: (node: PostgresNode) => boolean,
  leaveOut?: (node: PostgresNode) => boolean,
): boolean;
export function contains(
  node: AnyNode,
  test: (node: AnyNode) => boolean,
  leaveOut?: (node: AnyNode) => boolean,
): boolean;
export function contains(node: AnyNode, test: (node: never) => boolean, leaveOut?: (node: never) => boolean): boolean {
  const holds = test as (node: AnyNode) => boolean;
  const leftOut = leaveOut as ((node: AnyNode) => boolean) | undefined;
  const part = flat.get(node) ?? (settled.has(node) ? flatten(node) : undefined);
  if (part === undefined) {
    let found = false;
    walkNode(node, (inner) => {
      found ||= holds(inner);
      return !found && !leftOut?.(inner);
    });
    return found;
  }
  const { nodes, ends } = part.tree;
  const end = ends[part.start]!;
  for (let i = part.start; i < end; ) {
    const inner = nodes[i]!;
    if (holds(inner)) return true;
    i = leftOut?.(inner) ? ends[i]! : i + 1;
  }
  return false;
}

/** For walks that end at subqueries. */
export const isQuery = (node: AnyNode): boolean => node.kind === 'Query';

/** What is in it runs where it is called, not where it stands. */
export const isRoutine = (node: AnyNode): boolean => node.kind === 'RoutineDefinition';
