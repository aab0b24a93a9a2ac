import { ParserRuleContext, TerminalNode } from 'antlr4ng';
import { OracleParser } from '../../src/parse/generated/OracleParser.js';
import { type ParseOptions, parseUnit } from '../../src/parse/parse-unit.js';

/** The rules that a text is made of, as `rule(child …)`, single-child chains left out; tokens as written. */
export function shape(text: string, options?: ParseOptions): string {
  const { tree, errors } = parseUnit(text, options);
  return errors.length > 0 ? `error: ${errors.map(({ message }) => message).join('; ')}` : print(tree);
}

/** Names of all rules in the tree. */
export function rulesIn(text: string, options?: ParseOptions): Set<string> {
  const rules = new Set<string>();
  const visit = (context: ParserRuleContext): void => {
    rules.add(OracleParser.ruleNames[context.ruleIndex]!);
    for (const child of context.children) if (child instanceof ParserRuleContext) visit(child);
  };
  visit(parseUnit(text, options).tree);
  return rules;
}

/** The text that is left in the tree; «…» stands for what was skipped. */
export function keptText(text: string): string {
  const words: string[] = [];
  const visit = (context: ParserRuleContext): void => {
    for (const child of context.children) {
      if (child instanceof TerminalNode) {
        if (child.symbol.type !== -1) words.push(child.symbol.type === OracleParser.BROKEN ? '«…»' : child.getText());
      } else if (child instanceof ParserRuleContext) visit(child);
    }
  };
  visit(parseUnit(text).tree);
  return words.join(' ');
}

function print(context: ParserRuleContext): string {
  const children = context.children.filter((child) => !(child instanceof TerminalNode && child.symbol.type === -1));
  const only = children[0];
  if (children.length === 1 && only instanceof ParserRuleContext) return print(only);
  const parts = children.map((child) => (child instanceof ParserRuleContext ? print(child) : child.getText()));
  const rule = OracleParser.ruleNames[context.ruleIndex]!;
  return parts.length === 1 ? parts[0]! : `${rule}(${parts.join(' ')})`;
}
