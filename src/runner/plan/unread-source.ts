import type { UnreadSource } from '../script/project.js';
import type { PlanRefusal } from './plan-model.js';

/**
 * Why a unit that the project has no more is not dropped: what the conversion could not read may hold it. Only what is
 * known to be gone is dropped.
 */
export function unreadRefusals(
  { files: [file], objects }: UnreadSource,
  id: string,
): readonly Pick<PlanRefusal, 'reason' | 'advice'>[] {
  const isOf = (object: string) => id.startsWith(object) && /^($|[ :#])/.test(id.slice(object.length));
  const advice = 'mend the source and convert again, or convert without it if it is to go';
  if (objects.some(isOf))
    return [{ reason: `${id} stands in the target, and convert did not understand it: it is not dropped`, advice }];
  if (file === undefined) return [];
  return [{ reason: `${id} stands in the target, and what convert could not read may hold it (${file})`, advice }];
}
