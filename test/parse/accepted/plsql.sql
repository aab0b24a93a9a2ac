begin null; end;
/
<<outer>> declare a number := 1; b varchar2(10 byte) not null default 'x'; c constant pls_integer := 2; d emp.sal%type; e emp%rowtype; f s.p.t%type; g timestamp with local time zone; h interval day(2) to second(3); i ref_t; j exception; k sys_refcursor; l long raw; m double precision; n national character varying(10); o char varying(3); p clob character set any_cs; q natural; begin <<inner>> begin null; end inner; goto done; <<done>> null; end outer;
/
declare
  type r is record (a number not null := 1, b varchar2(10) default 'x', c emp.sal%type);
  type t is table of r index by pls_integer;
  type n is table of varchar2(10) not null;
  type v is varray(10) of number;
  type w is varying array (5) of date;
  type rc is ref cursor return emp%rowtype;
  type wc is ref cursor;
  type a is table of number index by varchar2(30);
  type u is table of emp%rowtype index by emp.empno%type;
  subtype small is pls_integer range 1 .. 10 not null;
  subtype nm is varchar2(30);
  cursor c1 is select * from dual;
  cursor c2 (p number default 1, q in varchar2 := 'x') return emp%rowtype is select * from emp where a = p for update;
  cursor c3 return r;
  e exception;
  pragma exception_init(e, -20001);
  pragma autonomous_transaction;
  x t; y v := v(1, 2, 3); z n := n();
  procedure fwd(a number);
  function g(a in out nocopy number, b out varchar2, c in date default sysdate) return boolean deterministic result_cache relies_on (emp, dept);
  procedure fwd(a number) is b number; begin null; end fwd;
  function g(a in out nocopy number, b out varchar2, c in date default sysdate) return boolean deterministic result_cache relies_on (emp, dept) as begin return true; end;
begin
  x(1).a := 2; x(1) := r(1, 'a', 2); y.extend; y.delete(1, 2); z.extend(3, 1); x.delete; if x.exists(1) and x.count > 0 then null; end if;
  a.b(1).c(2).d := 3; a.b(1).c(2).d(x => 1); p; p(); s.p@link(1); pkg.p(a => 1, b => f(2));
  if a = 1 then null; elsif b then null; elsif not c then p; else q; end if;
  case a when 1 then null; when 2, 3 then p; else q; end case;
  case when a > 1 then null; end case lbl;
  case x when < 0 then p; when between 1 and 2 then q; when is null then r; when in (1, 2) then null; end case;
  loop exit when a; exit; continue when b; continue outer; exit outer when c; end loop;
  while a < 1 loop a := a + 1; end loop wl;
  for i in 1 .. 10 loop null; end loop;
  for i in reverse a.first .. a.last loop null; end loop;
  for r in c1 loop null; end loop;
  for r in c2(1, q => 2) loop null; end loop;
  for r in (select * from dual for update) loop null; end loop;
  for r in ((select 1 from dual) union all (select 2 from dual)) loop null; end loop;
  for r in (with x as (select 1 from dual) select * from x) loop null; end loop;
  for i in 1 .. 3, 5 .. 7, reverse 1 .. 2 loop null; end loop;
  for i in 1, repeat i * 2 while i < 100 loop null; end loop;
  for i number(5, 1) in 1 .. 3 by 0.5 when i > 1 loop null; end loop;
  for v in values of a loop null; end loop;
  for k, v in pairs of a loop null; end loop;
  for i mutable in indices of a loop null; end loop;
  for i immutable number in 1 .. 3 loop null; end loop;
  forall i in 1 .. a.count save exceptions insert into t values a(i);
  forall i in indices of a between 1 and 10 update t set x = a(i) where y = b(i) returning z bulk collect into c;
  forall i in values of a delete t where x = a(i);
  forall i in 1 .. 2 execute immediate 'x' using a(i);
  forall i in 1 .. 2 merge into t using dual on (1 = 1) when matched then delete;
  execute immediate 'select 1 from dual' into a;
  execute immediate v_sql bulk collect into a using in b, out c, in out d returning into e;
  execute immediate 'x' || y using z returning bulk collect into w;
  open c1; open c2(1); open k for select * from dual; open k for 'select' || x using a, b; open k for v_sql; open :rc for select 1 from dual; open k for with x as (select 1 a from dual) select * from x;
  fetch c1 into a, b.c; fetch c1 bulk collect into x limit 100; fetch k into r; close c1; close :rc;
  select a, b into c, d.e(1) from t where x = y; select a bulk collect into b from t; select * into r from t;
  insert into t values r; update t set row = r where a = 1; insert into t (a) values (1) returning a into b;
  delete from t where current of c1; commit; rollback to sp; savepoint sp; set transaction read only; lock table t in exclusive mode;
  raise; raise e; raise pkg.e; return; return a + b; return (select_ + 1); pipe row (obj(1, 2)); null;
  if c1%found or c1%notfound or sql%rowcount > 0 or c1%isopen or sql%bulk_rowcount(i) = 1 or sql%bulk_exceptions.count > 0 then null; end if;
  a := sql%bulk_exceptions(1).error_index; a := case when b then 1 else 2 end; a := case b when 1 then 2 end + 3; a := b(1)(2).c; a := new t(1, 2); a := t(1 => 'a', 2 => 'b'); a := r(x => 1, y => 2); a := t(for i in 1 .. 10 => i * i); a := t(for i in 1 .. 3 sequence => i); a := t(1 .. 3 => 0, 4 | 5 => 1); 
  :new.a := :old.a + 1; :x := 1; (self as t).m(1); a := (self as t).m; treat(x as t).init(); b := treat(x as t).a; super.x := 1;
  a := b mod 2; a := mod(b, 2); a := -b ** 2; a := b is null; a := not b; a := b and c or d; a := b between 1 and 2; a := x in (1, 2); a := x like 'a'; a := date '2020-01-01'; a := interval '1' day; a := $$plsql_unit; a := $$plsql_line || 'x';
  a := b.first; a := b.next(1); a := dbms_utility.get_time; a := "Quoted".b; a := f(a, b => c); a := f; a := sysdate - 1 / 24; a := 'it''s' || q'!x!' || chr(10);
  dbms_output.put_line('a' || b); raise_application_error(-20001, 'x', true); a := cast(b as number); a := extract(year from c); a := trim(d); a := trim(both 'x' from d); a := x multiset union y; if a member of b then null; end if; if a is not a set then null; end if; a := cursor(select 1 from dual); exists_ := a.exists(1); pragma inline(f, 'YES'); f(1);
  open := 1; close(x); type := 2; delete(x); exit_ := 1; merge(a, b); execute(c); a.open(1); a.delete; log('x'); lock_ := 1; raise_(x); set_(1); result := 1; value := 2; data := 3; name := 4; timestamp := 5; rename(x); comment := 1; mode_ := 2; level := 3; return date; 
  a := first + last - next * count / max; language := java; object := body; a := b.type; a := c.table; a := d.select; e.begin; f.end(1); opaque.x := 1; 
exception when no_data_found or too_many_rows then null; when pkg.e then raise; when others then if a then null; end if; end;
/
declare a number; begin select a into b from t; exception when others then null; end;
/
begin for r in (select * from t) loop update t set a = 1 where current of c; end loop; end;
/
declare procedure p; function f return number; procedure p is begin null; end; function f return number is begin return 1; end; begin p; end;
/
declare
  $if dbms_db_version.version >= 12 $then
    a number := 1;
  $elsif $$foo $then
    b bad syntax here
  $else
    c number(;
  $end
begin
  $if $$debug $then log('x'); $else null; $end
  $if not dbms_db_version.ver_le_10_2 and $$plsql_optimize_level > 1 $then null; $end
  a := $$plsql_line;
end;
/
create or replace procedure "S"."P" (a in number, b out nocopy varchar2, c in out t.c%type, d number default 1, e sys_refcursor) authid current_user accessible by (package s.q, procedure r, trigger t) is pragma autonomous_transaction; begin null; exception when others then raise; end "P";
/
create or replace editionable function f return varchar2 deterministic parallel_enable result_cache as language java name 'a.b(int) return String';
/
create function f(a number) return number as external library l name "c_f" language c with context parameters (context, a int, a indicator short, return int);
/
create function f(a t) return t_list pipelined parallel_enable (partition a by any) is begin pipe row (1); return; end;
/
create function f (c in rc) return t pipelined parallel_enable (partition c by hash (x, y)) order c by (x) is begin return; end;
/
create function agg(x number) return number parallel_enable aggregate using agg_t;
/
create function f(x number) return number pipelined using impl_t;
/
create function f return varchar2 sql_macro(scalar) is begin return q'{a}'; end;
/
create or replace noneditionable package p authid definer accessible by (function f) as
  a constant number := 1; b varchar2(10); e exception; pragma exception_init(e, -1);
  type t is record (a number); type rc is ref cursor; subtype s is number(5);
  cursor c return emp%rowtype; cursor d (x number) is select * from emp;
  procedure p1 (a number); function f1 return t deterministic; pragma restrict_references(f1, wnds, wnps);
  function f2 (x in number := 1) return t_list pipelined;
  function "Q" (x date) return number result_cache;
  pragma serially_reusable; type inc; 
end p;
/
create or replace package body p is
  g number := 0;
  cursor c return emp%rowtype is select * from emp;
  procedure p1 (a number) is begin null; end;
  function f1 return t deterministic is r t; begin return r; end f1;
  procedure nested is procedure inner is begin null; end inner; begin inner; end;
  function trim(x varchar2) return varchar2 is begin return x; end trim;
  procedure delete(x number) is begin null; end delete;
  procedure open is begin null; end open;
begin
  g := 1;
exception when others then null;
end p;
/
create package body p as procedure x is begin null; end; end;
/
create package p is end;
/
create or replace type t force authid definer as object (a number, b varchar2(10), c ref other_t, d s.u, constructor function t(a number, self in out nocopy t) return self as result, member function f(x number) return number deterministic, member procedure p, static function s return t, map member function m return number, not overriding member function z return number, pragma restrict_references(default, wnds)) not final instantiable
/
create or replace type sub under s.base (x number, overriding member function f(x number) return number, final member procedure q, not instantiable member function g return number) not instantiable not final
/
create type t as table of number
/
create type t is varray(10) of varchar2(30) not null
/
create or replace type t as table of s.obj_t;
/
create type t;
/
create type t oid '0123' as object (order_ number, order member function cmp(o t) return integer)
/
create or replace type body t as
  constructor function t(a number, self in out nocopy t) return self as result is begin self.a := a; return; end;
  member function f(x number) return number deterministic is begin return self.a + x; end f;
  overriding member procedure p is begin (self as base).p; null; end;
  static function s return t is begin return new t(1); end;
  map member function m return number is begin return 1; end m;
  order member function cmp(o t) return integer is begin return 0; end;
  member function j return varchar2 as language java name 'x.y()';
end;
/
create or replace trigger trg before insert or update of a, b or delete on s.t referencing new as n old as o for each row follows x, y enable when (n.a > 1 and o.b is null) declare v number; begin :n.a := 1; if inserting or updating('A') then null; end if; exception when others then null; end trg;
/
create trigger t instead of insert on nested table nt of v for each row begin null; end;
/
create trigger t after logon on database begin null; end;
/
create trigger t after create or alter or drop on s.schema begin null; end;
/
create trigger t before ddl on schema call p(:new.a)
/
create or replace trigger t for insert or update on emp when (new.a = 1) compound trigger
  x number; type tt is table of number; 
  procedure p is begin null; end;
  before statement is begin null; end before statement;
  before each row is y number; begin null; exception when others then null; end before each row;
  after each row is begin null; end after each row;
  after statement is begin null; end after statement;
end t;
/
create trigger t after servererror on database disable begin null; end;
/
create trigger t before insert on x for each row forward crossedition disable begin null; end;
/
-- types of the source, from before Oracle knew these names
begin
  v := json_value();
  v := json_value(v).to_char();
end;
/
create package p authid current_user resettable as x number; end;
/
alter function f compile timestamp '2001-01-01:01:01:01'
/
