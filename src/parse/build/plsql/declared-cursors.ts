import type { ParserRuleContext } from 'antlr4ng';
import {
  type BlockContext,
  type CompoundTriggerContext,
  type CreatePackageBodyContext,
  type DataTypeContext,
  type DeclarationContext,
  type FunctionContext,
  type IdentifierContext,
  OracleParser as P,
  type ParameterContext,
  type ProcedureContext,
  type SubprogramBodyContext,
  type TimingPointContext,
  type TypeDeclarationContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier } from '../names.js';

/**
 * What a name stands for that may be a cursor's: an explicit cursor, or a variable of a REF CURSOR
 * type, which has RETURN or has not.
 */
type DeclaredCursor = 'explicit' | 'strong' | 'weak';

/**
 * The innermost declaration of a name that is in sight from a place in the unit. Undefined where it is none of a
 * cursor, and where the unit has none: then the package's specification may. (PL/SQL Language Reference,
 * "Scope and Visibility of Identifiers")
 */
export function declaredCursor(cx: BuildContext, place: ParserRuleContext, name: string): DeclaredCursor | undefined {
  for (let at: ParserRuleContext | null = place; at !== null; at = at.parent) {
    const declaration = declarationsOf(at).find((one) => declares(cx, one, name));
    if (declaration?.cursorDeclaration()) return 'explicit';
    const variable = declaration?.variableDeclaration();
    if (variable) return kindOfType(cx, at, variable.dataType());
    if (declaration) return undefined;
    const parameter = parametersOf(at).find((one) => isNamed(cx, one.identifier(), name));
    if (parameter) return kindOfType(cx, at, parameter.dataType());
  }
  return undefined;
}

function declarationsOf(at: ParserRuleContext): readonly DeclarationContext[] {
  switch (at.ruleIndex) {
    case P.RULE_block:
      return (at as BlockContext).declaration();
    case P.RULE_subprogramBody:
      return (at as SubprogramBodyContext).declaration();
    case P.RULE_createPackageBody:
      return (at as CreatePackageBodyContext).declaration();
    case P.RULE_compoundTrigger:
      return (at as CompoundTriggerContext).declaration();
    case P.RULE_timingPoint:
      return (at as TimingPointContext).declaration();
    default:
      return [];
  }
}

function parametersOf(at: ParserRuleContext): readonly ParameterContext[] {
  return at.ruleIndex === P.RULE_procedure || at.ruleIndex === P.RULE_function
    ? ((at as ProcedureContext | FunctionContext).parameterList()?.parameter() ?? [])
    : [];
}

function declares(cx: BuildContext, declaration: DeclarationContext, name: string): boolean {
  const named = declaration.variableDeclaration() ?? declaration.cursorDeclaration() ?? declaration.typeDeclaration();
  const identifier = named?.identifier();
  return identifier !== undefined && isNamed(cx, identifier, name);
}

const isNamed = (cx: BuildContext, identifier: IdentifierContext, name: string): boolean =>
  buildIdentifier(cx, identifier).name === name;

/** The type is SYS_REFCURSOR, or one that the unit declares in sight of a place. */
function kindOfType(cx: BuildContext, place: ParserRuleContext, ctx: DataTypeContext): 'strong' | 'weak' | undefined {
  const name = cx.wordsOf(ctx);
  if (name === 'SYS_REFCURSOR') return 'weak';
  for (let at: ParserRuleContext | null = place; at !== null; at = at.parent) {
    const type: TypeDeclarationContext | null | undefined = declarationsOf(at)
      .find((one) => declares(cx, one, name))
      ?.typeDeclaration();
    if (type === undefined) continue;
    const cursor = type?.typeDefinition()?.refCursorType();
    return cursor ? (cursor.dataType() ? 'strong' : 'weak') : undefined;
  }
  return undefined;
}
