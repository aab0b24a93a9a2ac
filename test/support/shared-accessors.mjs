// The generated parser has a class for each rule with a method for each token and each rule in it, of which most say the same: V8 reads four thousand
// of them at every start. Here the classes get a parent that has each once.
import { ParserRuleContext } from 'antlr4ng';

const classHead = /^export class \w+Context extends FastContext \{$/m;
const overload = /^public \w+\(.*\).*;\n/gm;
/** Does nothing but hand on what it is given, which a class does without it. */
const constructors = /^public constructor\(parent: [^)]*\) \{\nsuper\(parent, invokingState\);\n\}\n/gm;
/** The generated text has a line for each brace that closes; none of the methods has more than a condition in it. */
const method =
  /^public (\w+)\([^\n]*\{\n(?:if \([^\n]*\{\n[^}]*\}(?: else \{\n[^}]*\})?\n)?(?:(?!\}|if )[^\n]*\n)*\}\n/gm;

/** `code`: OracleParser.ts. */
export function shareAccessors(code) {
  const start = classHead.exec(code)?.index;
  if (start === undefined) throw new Error('OracleParser has no classes of contexts any more');
  const end = code.indexOf('\nconst nameWords', start);
  const classes = code.slice(start, end).replace(overload, '').replace(constructors, '');
  const bodies = new Map();
  for (const [text, name] of classes.matchAll(method)) {
    const counts = bodies.get(name) ?? new Map();
    bodies.set(name, counts.set(text, (counts.get(text) ?? 0) + 1));
  }
  const shared = new Map([...bodies].map(([name, counts]) => [name, [...counts].sort((a, b) => b[1] - a[1])[0][0]]));
  const inherited = [...shared.keys()].filter((name) => name in new ParserRuleContext());
  if (inherited.length > 0) throw new Error(`rules of the grammar have names of ParserRuleContext: ${inherited}`);
  const own = classes.replace(method, (text, name) => (shared.get(name) === text ? '' : text));
  const parent = `class AnyContext extends FastContext {\n${[...shared.values()].join('')}}\n`;
  return code.slice(0, start) + parent + own.replaceAll('extends FastContext', 'extends AnyContext') + code.slice(end);
}
