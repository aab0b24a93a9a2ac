import { lastName } from '../ir/dotted.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import type { Unit } from './unit.js';

/**
 * The owner that unqualified names have in each unit: what the last CONNECT or ALTER SESSION SET CURRENT_SCHEMA before
 * it in its session said. `parsed` are the units that are not SQL*Plus commands, in the order of `units`. `sessions`:
 * where sessions begin, scripts and what they call being one; without it, with each file.
 */
export function ownersOf(
  units: readonly Unit[],
  parsed: readonly { readonly unit: ScriptUnit; readonly source: Unit }[],
  defaultOwner: string,
  sessions?: readonly number[],
): readonly string[] {
  const bySource = new Map(parsed.map((p, i) => [p.source, i]));
  const owners = new Array<string>(parsed.length).fill(defaultOwner);
  const begins = new Set(sessions);
  let file = -1;
  let owner = defaultOwner;
  for (const [i, unit] of units.entries()) {
    if (sessions ? begins.has(i) : unit.file !== file) {
      file = unit.file;
      owner = defaultOwner;
    }
    if (unit.kind === 'sqlplus') {
      if (unit.command.name === 'CONNECT') owner = connected(unit.command.argument) ?? defaultOwner;
      continue;
    }
    const at = bySource.get(unit);
    if (at === undefined) continue;
    owners[at] = owner;
    const tree = parsed[at]?.unit;
    if (tree?.kind === 'AlterSession') {
      const schema = tree.settings.find((s) => s.name === 'CURRENT_SCHEMA');
      if (schema) owner = /[&]/.test(schema.value) ? defaultOwner : nameOf(schema.value);
    }
  }
  return withSpecifications(
    parsed.map((p) => p.unit),
    owners,
  );
}

/**
 * A body without an owner belongs to the only specification of its name, where its own schema has none: scripts of
 * several users are often given together without CONNECT lines.
 */
function withSpecifications(units: readonly ScriptUnit[], owners: readonly string[]): readonly string[] {
  const specifications = new Map<string, Set<string>>();
  for (const [i, unit] of units.entries()) {
    if (unit.kind !== 'CreatePackage' && unit.kind !== 'CreateType') continue;
    const key = `${unit.kind}Body ${lastName(unit.name)}`;
    const owner = (unit.name.parts.length > 1 ? unit.name.parts[0]?.name : owners[i]) ?? '';
    specifications.set(key, (specifications.get(key) ?? new Set()).add(owner));
  }
  return owners.map((owner, i) => {
    const unit = units[i];
    if ((unit?.kind !== 'CreatePackageBody' && unit?.kind !== 'CreateTypeBody') || unit.name.parts.length > 1)
      return owner;
    const [only, ...others] = specifications.get(`${unit.kind} ${unit.name.parts[0]?.name ?? ''}`) ?? [];
    return only === undefined || others.length > 0 ? owner : only;
  });
}

/**
 * The user of `CONNECT user/password@db`, of `proxy[user]/password` the one in brackets; administrators and substitution
 * variables own nothing here. (SQL*Plus User's Guide and Reference, "CONNECT")
 */
function connected(argument: string): string | undefined {
  const { groups } =
    /^\s*(?<own>"[^"]+"|[A-Za-z][\w$#]*)\s*(?:\[\s*(?<by>"[^"]+"|[A-Za-z][\w$#]*)\s*\]\s*)?(?:\/|@|$)/.exec(argument) ??
    {};
  if (!groups) return undefined;
  const user = nameOf(groups.by ?? groups.own!);
  return user === 'SYS' || user === 'SYSTEM' ? undefined : user;
}

/** A name in quotes keeps its case. */
const nameOf = (written: string): string =>
  written.startsWith('"') ? written.replace(/"/g, '') : written.toUpperCase();
