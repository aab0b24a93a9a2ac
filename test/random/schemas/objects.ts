import type { Random } from '../random.js';
import { changedViews } from './changed-views.js';
import { deferred } from './deferred.js';
import { generatedColumns } from './generated-columns.js';
import { indexes } from './indexes.js';
import { materializedViews } from './materialized-views.js';
import type { ObjectPart } from './object-part.js';
import { partitions } from './partitions.js';
import { programs } from './programs.js';
import { programsBySynonym } from './programs-by-synonym.js';
import { sequenceOptions } from './sequence-options.js';
import { synonyms } from './synonyms.js';
import { temporary } from './temporary.js';
import { triggers } from './triggers.js';
import { unusedColumns } from './unused-columns.js';

const objectParts: readonly ((random: Random) => ObjectPart)[] = [
  indexes,
  partitions,
  sequenceOptions,
  triggers,
  temporary,
  materializedViews,
  programs,
  generatedColumns,
  changedViews,
  synonyms,
  deferred,
  unusedColumns,
  programsBySynonym,
];

/** Objects of some of the kinds. */
export const someObjects = (random: Random): readonly ObjectPart[] =>
  objectParts.filter(() => random.chance(0.15)).map((make) => make(random));
