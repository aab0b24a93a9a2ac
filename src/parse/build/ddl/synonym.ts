import type { CreateSynonym } from '../../../ir/oracle/index.js';
import type { CreateSynonymContext } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';

/** (SQL Language Reference, "CREATE SYNONYM") */
export function buildSynonym(
  cx: BuildContext,
  ctx: CreateSynonymContext,
  { span, ...flags }: Pick<CreateSynonym, 'span' | 'public' | 'replace'>,
): CreateSynonym {
  const name = buildQualifiedName(cx, ctx.name());
  const target = buildQualifiedName(cx, ctx.linkedName());
  return { kind: 'CreateSynonym', span, name, ...flags, target };
}
