import { expect, it } from 'vitest';
import { converted } from '../lower/converted.js';

const codes = (source: string): readonly string[] => converted(source).codes;

it.each([
  ["begin\nwwv_flow_imp.import_begin (p_release=>'23.2.0', p_default_application_id=>100);\nend;"],
  ["begin\nwwv_flow_imp_page.create_page(p_id=>1, p_text=>wwv_flow_string.join(wwv_flow_t_varchar2('a', 'b')));\nend;"],
  [
    "declare\n s varchar2(9) := null;\nbegin\n s := s || 'x';\n wwv_imp_workspace.create_flow(p_id=>s);\n commit;\nend;",
  ],
  ['begin\nwwv_flow.g_import_in_progress := true;\nend;'],
  ["begin\nselect value into wwv_flow_api.g_chars from nls_session_parameters where parameter = 'X';\nend;"],
  ["begin\nexecute immediate 'alter session set nls_sort=''' || wwv_flow_api.g_sort || '''';\nend;"],
])('refuses a block of an export of APEX as a whole: %s', (block) => {
  expect(codes(`${block}\n/\n`)).toEqual(['OP3001']);
});

it('looks into blocks that do something of their own', () => {
  expect(codes("begin\ndbms_output.put_line('x');\nwwv_flow_api.g_x := 1;\nend;\n/\n")).not.toContain('OP3001');
  expect(
    codes('create table t (id number);\nbegin\ninsert into t values (1);\nwwv_flow_imp.import_end();\nend;\n/\n'),
  ).not.toContain('OP3001');
});
