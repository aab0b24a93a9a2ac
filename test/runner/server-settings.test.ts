import { afterAll, beforeAll, expect, it } from 'vitest';
import { preflight } from '../../src/runner/apply/preflight.js';
import { fitSession, unfitSettings } from '../../src/runner/target/server-settings.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { describeTargets } from '../support/targets.js';

describeTargets('the settings that converted code counts on', (url) => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget(url);
  });
  afterAll(() => target.close());

  it('are those of a new database, but for the language of its messages', async () => {
    expect((await unfitSettings(target)).filter((each) => !each.startsWith('lc_messages'))).toEqual([]);
  });

  it('make a target unfit where they are others, and say what to do', async () => {
    await target.execute('set transform_null_equals = on');
    await target.execute(`set datestyle = 'SQL, DMY'`);
    const { problems } = await preflight(target, { collation: 'explicit' });
    expect(problems.filter((each) => !each.startsWith('lc_messages'))).toEqual([
      expect.stringMatching(/^transform_null_equals is on: .*; ALTER DATABASE \w+ SET transform_null_equals = 'off'$/),
      expect.stringMatching(/^datestyle is SQL, DMY: .*; ALTER DATABASE \w+ SET datestyle = 'ISO'$/),
    ]);
  });

  it('are made right for a session that may set them', async () => {
    await target.execute('set quote_all_identifiers = on');
    await fitSession(target);
    expect(await unfitSettings(target)).toEqual([]);
    expect((await target.execute('select null = null as unknown')).rows).toEqual([[null]]);
  });
});
