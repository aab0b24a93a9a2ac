import type { DmlStatement } from '../../ir/oracle/index.js';
import type {
  DeleteStatementContext,
  InsertStatementContext,
  MergeStatementContext,
  UpdateStatementContext,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';

export type DmlContext =
  | InsertStatementContext
  | UpdateStatementContext
  | DeleteStatementContext
  | MergeStatementContext;

export declare function buildDml(cx: BuildContext, ctx: DmlContext): DmlStatement;
