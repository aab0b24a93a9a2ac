import type { TypeRef } from '../../ir/oracle/index.js';
import type { DataTypeContext } from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';

export declare function buildTypeRef(cx: BuildContext, ctx: DataTypeContext): TypeRef;
