import * as named from './names/arguments.js';
import * as exceptions from './names/exceptions.js';
import * as generated from './names/generated.js';
import * as renamed from './names/renamed.js';
import * as written from './names/written.js';
import * as local from './placements/local.js';
import * as madeAgain from './placements/made-again.js';
import * as outlined from './placements/outlined.js';
import * as stored from './placements/stored.js';
import * as twice from './placements/twice.js';
import type { Rewriting } from './rewriting.js';
import * as commits from './statements/commits.js';
import * as controlFlow from './statements/control-flow.js';
import * as cursorLoops from './statements/cursor-loops.js';
import * as cursorParameters from './statements/cursor-parameters.js';
import * as dynamic from './statements/dynamic.js';
import * as forall from './statements/forall.js';
import * as inserts from './statements/inserts.js';
import * as loops from './statements/loops.js';
import * as queries from './statements/queries.js';
import * as queryClauses from './statements/query-clauses.js';
import * as selectInto from './statements/select-into.js';
import * as updates from './statements/updates.js';
import * as wrapped from './statements/wrapped.js';
import * as tableKinds from './tables/table-kinds.js';
import * as conditions from './values/conditions.js';
import * as literals from './values/literals.js';
import * as locals from './values/locals.js';
import * as operators from './values/operators.js';
import * as values from './values/wrapped.js';

const isRewriting = (value: unknown): value is Rewriting =>
  typeof value === 'object' && value !== null && 'rewrite' in value;

const files: readonly object[] = [
  stored,
  local,
  outlined,
  wrapped,
  selectInto,
  queries,
  inserts,
  updates,
  values,
  locals,
  literals,
  commits,
  dynamic,
  forall,
  loops,
  cursorLoops,
  named,
  exceptions,
  twice,
  madeAgain,
  renamed,
  generated,
  written,
  tableKinds,
  conditions,
  operators,
  queryClauses,
  controlFlow,
  cursorParameters,
];

/** All rewritings, in the order of their files. */
export const rewritings: readonly Rewriting[] = files.flatMap((file) => Object.values(file)).filter(isRewriting);
