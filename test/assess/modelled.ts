import { assess } from '../../src/assess/assess.js';
import { findingsOf } from '../../src/assess/findings.js';
import { type AssessmentModel, assessmentModel } from '../../src/assess/model/index.js';
import { qualified } from '../../src/assess/model/objects.js';
import type { ReportInput } from '../../src/assess/report-input.js';
import { type Compilation, projectOptions } from '../../src/compile.js';
import { builtInRules, readRulePages } from '../../src/output/rule-pages.js';
import { compiled } from '../support/compiled.js';

/** A script compiled as a whole schema, and its model. */
export function modelled(text: string): { readonly compilation: Compilation; readonly model: AssessmentModel } {
  const compilation = compiled(text, projectOptions, 'schema.sql');
  return { compilation, model: assessmentModel(compilation, findingsOf(compilation)) };
}

export const nameOf = (model: AssessmentModel, index: number): string => {
  const object = model.objects[index];
  return object ? `${object.kind} ${qualified(object)}` : '?';
};

export const indexOf = (model: AssessmentModel, name: string): number =>
  model.objects.findIndex((o) => `${o.kind} ${qualified(o)}` === name);

const pages = readRulePages([builtInRules]);

/** What a writer gets for a script. */
export function reportInputOf(text: string): ReportInput {
  const { compilation, model } = modelled(text);
  return { compilation, model, assessment: assess(compilation), pages };
}

/** Names, comments and strings that try to be markup. */
export const hostile = `
create table "<img src=x onerror=alert(1)>" ("</script><script>window.pwned=1</script>" bfile, "a'b'c&amp;" number);
create or replace procedure "</title><script>window.pwned=2</script>" is
  -- </script><script>window.pwned=1</script> <!-- <script>
  x varchar2(100) := '<svg onload=window.pwned=3>';
begin
  execute immediate '</script><img src=x onerror=window.pwned=4>' || x;
  delete from "<b>t</b>"@"<i>hq</i>";
  dbms_output.put_line(x || q'[it's "]]>]');
end;
/
create or replace view "javascript:alert(1)" as select * from "<img src=x onerror=alert(1)>";
`;

/** A schema with something for every section of the report. */
export const small = `
create table hr.dept (id number primary key, name varchar2(30));
create table hr.emp (id number primary key, dept_id number references hr.dept (id), photo bfile, hired timestamp(9), boss_id number);
create index hr.emp_dept on hr.emp (dept_id);
create view hr.bosses as select e.id, b.hired from hr.emp e join hr.emp b on e.boss_id = b.id;
create table app.note (id number primary key, emp_id number references hr.emp, text clob);
create or replace package hr.pay as
  procedure run(p_id number, p_done out boolean);
  function list return sys_refcursor;
end;
/
create or replace package body hr.pay as
  procedure run(p_id number, p_done out boolean) is
  begin
    if p_id > 0 then
      update hr.emp set hired = systimestamp where id = p_id;
      commit;
    end if;
    p_done := true;
  exception
    when others then
      execute immediate 'begin null; end;' || p_id;
  end;
  function list return sys_refcursor is
    c sys_refcursor;
  begin
    open c for select id from hr.bosses;
    return c;
  end;
end;
/
create or replace procedure app.clean is
begin
  delete from hr.emp@hq;
end;
/
begin
  dbms_scheduler.create_job('clean');
end;
/
`;
