import type { CreateSequence, SequenceOptions } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type CreateSequenceContext,
  OracleParser as P,
  type SequenceOptionContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';
import { firstTokenOf } from '../tree.js';

/** (SQL Language Reference, "CREATE SEQUENCE") */
export function buildSequence(cx: BuildContext, ctx: CreateSequenceContext, span: Span): CreateSequence {
  return {
    kind: 'CreateSequence',
    span,
    name: buildQualifiedName(cx, ctx.name()),
    options: buildSequenceOptions(ctx.sequenceOption()),
    ...(ctx.ifNotExists() && { ifNotExists: true }),
  };
}

/** Numbers as written, without what stands between sign and digits; null where the clause says there is none. */
export function buildSequenceOptions(contexts: readonly SequenceOptionContext[]): SequenceOptions {
  const options: { -readonly [K in keyof SequenceOptions]: SequenceOptions[K] } = {};
  for (const ctx of contexts) {
    const number = ctx.signedNumber();
    const value = number === null ? '' : `${number.MINUS_SIGN() ? '-' : ''}${number.NUMBER_LITERAL().getText()}`;
    switch (firstTokenOf(ctx).type) {
      case P.START:
        if (number !== null) options.startWith = value;
        else options.startAtLimit = true;
        break;
      case P.INCREMENT:
        options.incrementBy = value;
        break;
      case P.MAXVALUE:
        options.maxValue = value;
        break;
      case P.NOMAXVALUE:
        options.maxValue = null;
        break;
      case P.MINVALUE:
        options.minValue = value;
        break;
      case P.NOMINVALUE:
        options.minValue = null;
        break;
      case P.CACHE:
        options.cache = value;
        break;
      case P.NOCACHE:
        options.cache = null;
        break;
      case P.CYCLE:
        options.cycle = true;
        break;
      case P.NOCYCLE:
        options.cycle = false;
        break;
      case P.ORDER:
        options.order = true;
        break;
      case P.SESSION:
        options.session = true;
        break;
      case P.SCALE:
        options.scale = 'SCALE';
        break;
      case P.SHARD:
        options.scale = 'SHARD';
        break;
      case P.GLOBAL:
        options.session = false;
        break;
      case P.RESTART:
        options.restart = true;
        break;
      case P.NOORDER:
        options.order = false;
        break;
      default:
        break;
    }
  }
  return options;
}
