select e.ename as "Name", e.sal * 12 annual, nvl(e.comm, 0) comm from emp e where e.hiredate >= trunc(sysdate, 'MM') - numtodsinterval(1, 'DAY') and rownum <= 5 order by e.sal desc nulls last, 2
/
select * from (select a.*, rownum rn from (select * from t order by x) a where rownum <= 20) where rn > 10
/
select regexp_substr('a,b', '[^,]+', 1, level) from dual connect by regexp_substr('a,b', '[^,]+', 1, level) is not null
/
select a, sum(b) over (partition by c order by d range between unbounded preceding and interval '1' month following) s from t
/
select t.*, count(*) over () total, row_number() over (partition by nvl(a, 0), b || c order by case when d = 1 then 0 else 1 end, e) rn from t t
/
select x.column_value, y.* from table(split('a,b')) x left join table(pkg.f(x.column_value)) y on 1 = 1
/
select /*+ leading(a b) */ a.x from a, (select distinct y from b where b.z in (select z from c minus select z from d)) b where a.x = b.y (+) and exists (select null from e where e.k = a.k)
/
select case when exists (select 1 from t) then 1 else 0 end, case x when 'a' then case y when 1 then 2 end else null end from dual
/
select listagg(x, ', ') within group (order by x) as l, listagg(distinct y) from t group by z having sum(q) > all (select 1 from dual)
/
select xmlelement("a", xmlattributes('b' as "c"), xmlagg(xmlforest(x as "y") order by z)).getclobval() from t
/
select extractvalue(value(d), '/row/a') a, d.extract('/x/text()').getstringval() from table(xmlsequence(extract(xmltype(:x), '/rows/row'))) d
/
select u.*, to_char(u.d, 'fmDay') dd, trunc(d) "date", add_months(d, -1) from u where d between date '2020-01-01' and last_day(sysdate) + 1 - 1 / 86400
/
select * from t where (a, b) not in (select c, d from e) and not exists (select 1 from f) or (g = 1 and (h = 2 or i is null))
/
select object_id('x'), sys_context('USERENV', 'SESSION_USER'), userenv('lang'), dump(x), ora_hash(y), rawtohex(z), nls_upper('a', 'NLS_SORT=XGerman'), to_timestamp_tz('x') from dual
/
select min(x) keep (dense_rank first order by y desc nulls last, z) as m, sum(distinct a) / nullif(count(b), 0) * 100 pct from t
/
select cast(t.a as number(10, 2)), cast(b as timestamp with local time zone), cast(c as interval day(2) to second(3)), cast(d as char(3 char)), cast(e as double precision), cast(null as s.obj_t) from t
/
begin
  if a != b or c <> d or e ^= f then x := 'it''s'; end if;
  <<l1>> for i in 1 .. 3 loop <<l2>> for j in reverse i .. 3 loop exit l1 when j = 2; continue l2 when i = 1; end loop l2; end loop l1;
  for rec in (select a, b from t where c = :p order by d) loop dbms_output.put_line(rec.a || '-' || rec.b); end loop;
  l_tab(l_tab.count + 1).name := rec.name; l_tab(l_idx)(l_sub).x(1) := null; l_rec := l_tab(l_tab.first); l_tab.trim; l_tab.trim(2); l_tab.extend(); 
  select count(*), max(x) into l_cnt, l_rec.maxx from t where y = l_rec.y and z = pkg.const; 
  update t set a = a + 1, b = l_rec.b where id = p_id returning id, a into l_id, l_a; if sql%rowcount = 0 then raise no_data_found; end if;
  insert into t (a, b) values (seq.nextval, sysdate) returning rowid into l_rid; insert into t values l_rec; 
  execute immediate 'begin :1 := f(:2); end;' using out l_x, in l_y; execute immediate q'[alter session set x = 'y']';
  open l_cur for 'select * from t where a = :1' using p_a; loop fetch l_cur bulk collect into l_rows limit 100; exit when l_rows.count = 0; end loop; close l_cur;
  return case when x then 1 end; 
exception
  when dup_val_on_index then rollback to start_tran; raise_application_error(-20001, sqlerrm || ' ' || sqlcode, true);
  when others then if sqlcode = -942 then null; else raise; end if; log_pkg.error(p_msg => dbms_utility.format_error_backtrace, p_lvl => 1);
end;
/
declare
  l_date date := to_date('2020', 'YYYY'); l_num number(10, 2) := .5; l_flag boolean not null default true; l_c constant varchar2(4000 char) := 'x'; l_clob clob := empty_clob(); l_raw raw(16) := sys_guid(); l_x xmltype; l_arr dbms_sql.varchar2a; l_t t%rowtype; l_v pkg.t_tab; l_u urowid; l_b binary_double := 1.0d; l_i simple_integer := 0; l_ts timestamp(9) with time zone; l_ij interval year(4) to month; l_ref ref s.obj; l_any sys.anydata; l_n nvarchar2(10) := n'x'; l_p pls_integer range 1 .. 5; l_cur pkg.rc;
  type t_rec is record (id t.id%type, rows t_rows := t_rows(), "Quoted" number); type t_map is table of t_rec index by t.name%type; type t_a2 is table of t_map index by varchar2(100 char); type t_e is varray (3) of t_rec;
  function f (p1 in out nocopy clob, p2 sys_refcursor default null, p3 in varchar2 := 'a' || 'b') return t_map is begin return null; end f;
  procedure p is pragma autonomous_transaction; l number; begin commit; exception when others then rollback; end;
  cursor c (cp_a t.a%type, cp_b in varchar2 default 'x') is with w as (select 1 a from dual) select w.a, t.b from w, t where t.a = cp_a for update of t.b nowait;
begin
  null;
end;
/
create or replace procedure p (a in varchar2 default null) as language java name 'X.y(java.lang.String)'
/
create or replace function f (p_a in number, p_b in out varchar2) return number authid current_user deterministic parallel_enable result_cache is begin return p_a; exception when others then return null; end f;
/
create or replace trigger t_bi before insert on t for each row when (new.id is null) begin select seq.nextval into :new.id from dual; :new.created := sysdate; :new.by := nvl(v('APP_USER'), user); end;
/
create or replace trigger t_au after update of a on t referencing old as o new as n for each row declare l number; begin if :n.a <> :o.a and updating('A') then insert into log values (:o.a, :n.a); end if; end;
/
CREATE OR REPLACE EDITIONABLE TRIGGER "S"."T_BIU" before insert or update ON "S"."T" FOR EACH ROW
begin null; end;
/
create table t (id number generated always as identity (start with 1 increment by 1 nocache order), a varchar2(10 char) constraint nn not null constraint ck check (a is not null) unique, b date default trunc(sysdate) + 1 not null, c number(1) default 0 check (c in (0, 1)) not null, d varchar2(20) as (case when a = 'x' then 'y' else lower(a) end) virtual, constraint u unique (a, b) using index (create unique index ux on t (a, b) compress 1) initially deferred deferrable, constraint f foreign key (a, b) references p on delete set null enable novalidate)
/
create table t (a xmltype, b clob check (b is json), c blob, d ref obj_t scope is obj_tab, e obj_t, f nt_t) xmltype column a store as clob nested table f store as f_nt lob (c) store as securefile (compress high deduplicate) monitoring
/
create table t as (select * from u where 1 = 0)
/
create table t (a) as select 1 from dual union all select 2 from dual
/
alter table t add (constraint pk primary key (a) using index tablespace ts, constraint fk foreign key (b) references u (c))
/
alter table t modify (a default sysdate, b varchar2(20) not null disable, c invisible, d generated by default as identity)
/
alter table t add (a number generated always as (b + c) virtual, x clob) lob (x) store as (tablespace y)
/
alter table t drop constraint a drop constraint b
/
alter table t drop (a) cascade constraints
/
alter table t modify partition p rebuild unusable local indexes
/
alter table t add subpartition s values ('x')
/
alter table t logging
/
alter table t parallel (degree 4 instances default)
/
alter table t minimize records_per_block
/
create index i on t (a) tablespace x storage (initial 64k next 1m pctincrease 0 buffer_pool keep) nologging parallel (degree 4) online compute statistics sort
/
create unique index i on t (case when a = 1 then b end, nvl(c, '~'))
/
create or replace view v (a, b) as select x, y from t where z = 1 union select 1, 2 from dual order by 1
/
create or replace force view v as select /*+ x */ t.a as "A b", (select count(*) from u where u.id = t.id) cnt from t left join u using (id) with read only
/
grant select on s.t to public
/
grant execute on p to u with grant option
/
grant select (a, b), update (c) on t to u
/
create user u identified externally default tablespace users quota 100 m on users
/
create database link l connect to u identified by values '05ABC' using 'x'
/
comment on table t is 'a' 

/
alter session set sql_trace true
/
alter session set sql_trace false
/
create table ot of t1 object id primary key
/
create table st (a t1, b t2) column a not substitutable at all levels, column b not substitutable at all levels
/
alter index i modify subpartition sp1 shrink space check
/
grant connect, resource to u identified by pw
