import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileStore } from '../../src/source/files/file-store.js';
import { type ReadOptions, readSources } from '../../src/source/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Files in memory, by path. */
function store(files: Readonly<Record<string, string | Uint8Array>>): FileStore {
  const paths = Object.keys(files);
  const folders = new Set(
    paths.flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i).join('/') || '/')),
  );
  return {
    typeOf: (path) => (Object.hasOwn(files, path) ? 'file' : folders.has(path) ? 'folder' : undefined),
    sizeOf: (path) => files[path]?.length ?? 0,
    realPath: (path) => path,
    list: (path) => {
      const prefix = path === '/' ? '/' : `${path}/`;
      return [
        ...new Set(paths.filter((p) => p.startsWith(prefix)).map((p) => p.slice(prefix.length).split('/')[0]!)),
      ].sort();
    },
    read: (path) => {
      const content = files[path];
      if (content === undefined) throw new Error(`ENOENT: no such file, open '${path}'`);
      return typeof content === 'string' ? Buffer.from(content) : content;
    },
  };
}

function read(
  files: Readonly<Record<string, string | Uint8Array>>,
  paths: readonly string[],
  options: ReadOptions = {},
) {
  const sources = readSources(paths, { ...options, store: store(files) });
  return {
    ...sources,
    statements: sources.units.filter(({ kind }) => kind !== 'sqlplus').map(({ text }) => text),
    codes: sources.diagnostics.map(({ code }) => code),
  };
}

describe('files and folders', () => {
  it('walks folders in a stable order and takes scripts only', () => {
    const { files } = read(
      { '/d/b.sql': 'b;', '/d/a.PKS': 'a;', '/d/readme.txt': 'x', '/d/c/x.trg': 'x;', '/d/.git/y.sql': 'y;' },
      ['/d'],
    );
    expect(files.map(({ path, index }) => [path, index])).toEqual([
      ['/d/a.PKS', 0],
      ['/d/b.sql', 1],
      ['/d/c/x.trg', 2],
    ]);
  });

  it('takes a file without an extension where it creates something', () => {
    const found = read(
      {
        '/d/Create': '-- tables\nCREATE TABLE t (\n  id NUMBER\n);',
        '/d/V_ORDERS': 'create or replace force view "V_ORDERS" as select 1 x from dual;',
        '/d/LICENSE': 'You may not create a table of it.\ncreate something\n',
        '/d/setup': '#!/bin/sh\nsqlplus x/y <<E\ncreate table t (id number);\nE\n',
        '/d/data': Buffer.from([0, 1, 2, 0, 0]),
        '/d/dump': `create table t (id number);\n${'x'.repeat(2_000_000)}`,
        '/d/notes.txt': 'create table t (id number);',
      },
      ['/d'],
    );
    expect(found.files.map(({ path }) => path)).toEqual(['/d/Create', '/d/V_ORDERS']);
    expect(found.codes).toEqual([]);
  });

  it('takes a given file whatever it is called, and once', () => {
    expect(read({ '/x.txt': 'select 1 from a;' }, ['/x.txt', '/x.txt']).statements).toEqual(['select 1 from a']);
  });

  it('names what cannot be read', () => {
    const { unreadable, codes, diagnostics, files } = read({ '/bin.sql': Buffer.from([0, 1, 2, 3, 0, 0]) }, [
      '/none.sql',
      '/bin.sql',
    ]);
    expect(unreadable).toEqual(['/none.sql', '/bin.sql']);
    expect(codes).toEqual(['OP9001', 'OP9002']);
    expect(diagnostics[1]!.message).toBe('/bin.sql is not a text file.');
    expect(diagnostics.map(({ span }) => files[span.file]?.path)).toEqual(['/none.sql', '/bin.sql']);
  });

  it('says of a folder that none of its files is a script', () => {
    const { codes, diagnostics } = read({ '/d/readme.txt': 'x' }, ['/d']);
    expect(codes).toEqual(['OP9001']);
    expect(diagnostics[0]!.message).toContain('no file in it is an Oracle script');
  });

  it('passes over what was converted before, which stands beside its sources', () => {
    const found = {
      '/d/a.sql': 'a;',
      '/d/out/oraphant.json': '{}',
      '/d/out/sql/0001_a.sql': 'b;',
      '/d/sql/c.sql': 'c;',
    };
    expect(read(found, ['/d']).files.map(({ path }) => path)).toEqual(['/d/a.sql', '/d/sql/c.sql']);
  });

  it('follows links once, and names those that lead nowhere', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.sql'), 'select 1 from a;');
    symlinkSync('.', join(folder, 'again'));
    symlinkSync('nowhere.sql', join(folder, 'b.sql'));
    const { files, unreadable } = readSources([folder]);
    expect(files.filter(({ text }) => text !== '').map(({ path }) => path)).toEqual([join(folder, 'a.sql')]);
    expect(unreadable).toEqual([join(folder, 'b.sql')]);
  });

  it('leaves pipes in a folder alone, which nobody may ever write to', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.sql'), 'select 1 from a;');
    execFileSync('mkfifo', [join(folder, 'b.sql'), join(folder, 'c')]);
    const { files, unreadable } = readSources([folder]);
    expect(files.filter(({ text }) => text !== '').map(({ path }) => path)).toEqual([join(folder, 'a.sql')]);
    expect(unreadable).toEqual([]);
  });

  it('counts lines and columns of every line end', () => {
    const file = read({ '/a.sql': 'a\r\nb\nc\rd' }, ['/a.sql']).files[0]!;
    expect(file.text).toBe('a\nb\nc\rd');
    expect([0, 2, 4, 6, 7].map((offset) => file.lineColumn(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
    ]);
  });

  it('reads the real file system', () => {
    const { files, unreadable } = readSources([join(import.meta.dirname, '..', '..', 'package.json')]);
    expect(files).toHaveLength(1);
    expect(unreadable).toEqual([]);
  });
});

describe('scripts that call scripts', () => {
  it('puts the units of a called script at the place of the call', () => {
    const { statements, units, files } = read(
      { '/d/install.sql': 'select 1 from a;\n@@sub/two\nselect 3 from c;', '/d/sub/two.sql': 'select 2 from b;' },
      ['/d'],
    );
    expect(statements).toEqual(['select 1 from a', 'select 2 from b', 'select 3 from c']);
    expect(units.map(({ file }) => files[file]!.path)).toContain('/d/sub/two.sql');
  });

  it('does not read a called script a second time for itself', () => {
    const files = { '/d/a.sql': 'select 2 from a;', '/d/z.sql': 'select 1 from z;\n@a.sql' };
    expect(read(files, ['/d']).statements).toEqual(['select 1 from z', 'select 2 from a']);
  });

  it('runs installers first where names are made of variables', () => {
    const files = { '/d/a.sql': 'select 2 from a;', '/d/z.sql': 'define n = a\nselect 1 from z;\n@&n' };
    expect(read(files, ['/d']).statements).toEqual(['select 1 from z', 'select 2 from a']);
    expect(read(files, ['/d'], { repeatIncludes: true }).statements).toEqual([
      'select 2 from a',
      'select 1 from z',
      'select 2 from a',
    ]);
  });

  it('knows variables with letters of any script', () => {
    const files = { '/m.sql': 'define größe_이름 = 7\nselect &größe_이름. from dual;' };
    expect(read(files, ['/m.sql']).statements).toEqual(['select 7 from dual']);
  });

  it('passes arguments and shares variables', () => {
    const files = {
      '/m.sql': 'define t = emp\n@@q a\n@@q "b c"\nselect &v from dual;',
      '/q.sql': "define v = 9\nselect '&1' from &t;",
    };
    expect(read(files, ['/m.sql']).statements).toEqual([
      "select 'a' from emp",
      "select 'b c' from emp",
      'select 9 from dual',
    ]);
  });

  it('reads counted scripts with the variables of those before, but with the settings of its start', () => {
    const files = {
      '/w/1_a.sql': "define n = 5\nset define off\nselect '&' from dual;\nexit\n",
      '/w/2_b.sql': 'select &n from dual;\n',
    };
    expect(read(files, ['/w']).statements).toEqual(["select '&' from dual", 'select 5 from dual']);
  });

  it('does not repeat for a second installer what the first has run', () => {
    const files = {
      '/a.sql': '@@lib\nselect &x from a;',
      '/b.sql': '@@lib\nselect &x from b;',
      '/lib.sql': 'define x=1\nselect 0 from lib;',
    };
    expect(read(files, ['/a.sql', '/b.sql']).statements).toEqual([
      'select 0 from lib',
      'select 1 from a',
      'select 1 from b',
    ]);
    expect(read(files, ['/a.sql', '/b.sql'], { repeatIncludes: true }).statements).toHaveLength(4);
  });

  it('finds names of another case, with backslashes, and beside the first script', () => {
    const files = {
      '/d/m.sql': '@SUB\\Two.SQL',
      '/d/sub/two.sql': '@sub/three',
      '/d/sub/three.sql': 'select 3 from c;',
    };
    expect(read(files, ['/d/m.sql']).statements).toEqual(['select 3 from c']);
  });

  it('finds what a script in a sub-folder calls from the folder that was given, with the script that calls it not there', () => {
    const files = {
      '/d/core/api.sql': '@@core/tables/t.sql\n@core/tables/u\nselect 1 from api;',
      '/d/core/tables/t.sql': 'select 2 from t;',
      '/d/core/tables/u.sql': 'select 3 from u;',
    };
    const { statements, codes } = read(files, ['/d']);
    expect(statements).toEqual(['select 2 from t', 'select 3 from u', 'select 1 from api']);
    expect(codes).toEqual([]);
  });

  it('reports a script that is missing, remote, or calls itself', () => {
    expect(read({ '/a.sql': '@nowhere\n@https://x/y.sql' }, ['/a.sql']).codes).toEqual(['OP9003', 'OP9014']);
    const { codes, statements } = read({ '/a.sql': 'select 1 from a;\n@@a' }, ['/a.sql'], { repeatIncludes: true });
    expect(codes).toEqual(['OP9004']);
    expect(statements).toHaveLength(21);
  });

  it('says where a file is read as Windows-1252, because it is not UTF-8', () => {
    const files = {
      '/old.sql': Buffer.from('select 1 from dual; -- Stra\xdfe\nrem Stra\xdfe', 'latin1'),
      '/new.sql': 'select 2 from "Straße";',
    };
    const { codes, diagnostics, statements } = read(files, ['/old.sql', '/new.sql']);
    expect(codes).toEqual(['OP9015']);
    expect(diagnostics[0]?.span.start).toBe(27);
    expect(statements[0]).toContain('1');
  });

  it('warns of the guess where code has such letters, and reads what it is told that files are in', () => {
    const files = {
      '/old.sql': Buffer.from("-- \xb3\nselect '\xb3\xf3d\x9f' from dual;", 'latin1'),
      '/new.sql': "select 'ł' from dual;",
    };
    const guessed = read(files, ['/old.sql', '/new.sql']);
    expect(guessed.codes).toEqual(['OP9019']);
    expect(guessed.diagnostics[0]?.span.start).toBe(13);
    const told = read(files, ['/old.sql', '/new.sql'], { encoding: 'windows-1250' });
    expect(told.codes).toEqual([]);
    expect(told.statements).toEqual(["select 'łódź' from dual", "select 'ł' from dual"]);
  });

  it('says where the first byte stands that Windows-1252 does not have', () => {
    const { codes, diagnostics } = read({ '/old.sql': Buffer.from('select 1 from dual;\n-- \x84 \x81', 'latin1') }, [
      '/old.sql',
    ]);
    expect(codes).toEqual(['OP9013']);
    expect(diagnostics[0]?.span.start).toBe(25);
  });

  it('ends on scripts that call each other many times', () => {
    const call = '@@b\n'.repeat(30);
    const { codes } = read({ '/b.sql': call }, ['/b.sql']);
    expect(codes).toEqual(Array.from({ length: 30 }, () => 'OP9004'));
  });

  it('leaves out a long script that is run again and again', () => {
    const files = { '/a.sql': '@@b\n'.repeat(50), '/b.sql': `-- ${'x'.repeat(1_000_000)}\nselect 1 from b;` };
    const { codes, statements } = read(files, ['/a.sql']);
    expect(statements).toHaveLength(20);
    expect(new Set(codes)).toEqual(new Set(['OP9004']));
  });

  it('names the calling file where a variable in the name has no value', () => {
    expect(read({ '/a.sql': '@@&script' }, ['/a.sql']).codes).toEqual(['OP9003']);
  });
});
