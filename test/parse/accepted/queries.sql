select * from dual
/
SELECT DISTINCT e.*, d.dname "Dept", 1 + 2 * 3 x, -a, +b, a || b || c, 2 ** 3 FROM emp e, dept d WHERE e.deptno = d.deptno(+) AND d.loc(+) = 'X'
/
select unique a as "A b", b c, count(*), count(distinct x), count(all y), sum(x) over (), listagg(distinct n, ',' on overflow truncate '...' without count) within group (order by n desc nulls last) over (partition by z) from t group by a
/
with a as (select 1 x from dual), b (y, z) as (select 1, 2 from dual union all select y + 1, z from b where y < 10) search depth first by y, z set ord cycle y set is_cycle to 'Y' default 'N' select * from a cross join b
/
with function f(p in number) return number is begin return p * 2; end; procedure q is begin null; end; select f(1) from dual
/
(select 1 from dual) union all (select 2 from dual) minus select 3 from dual intersect all select 4 from dual except select 5 from dual order by 1 desc offset 3 rows fetch next 10 percent rows with ties
/
select * from ((select 1 a from dual) union (select 2 from dual)) x, (((select 3 b from dual))) y
/
select * from (a join b on a.x = b.x) left outer join c using (x, y) natural join d full join e on e.i = d.i right join f on 1 = 1 cross apply (select * from g where g.x = a.x) outer apply h(a.x) inner join lateral (select 1 q from dual) l on l.q = 1
/
select level, lpad(' ', 2 * level) || ename, connect_by_root ename root, sys_connect_by_path(ename, '/') p, connect_by_isleaf from emp start with mgr is null connect by nocycle prior empno = mgr and level <= 10 order siblings by ename
/
select * from emp connect by prior empno = mgr start with mgr is null
/
select * from (select deptno, job, sal from emp) pivot (sum(sal) as total, count(*) cnt for (deptno, job) in ((10, 'CLERK') as c10, (20, 'CLERK') c20)) p
/
select * from emp pivot xml (sum(sal) for job in (any))
/
select * from emp pivot xml (sum(sal) for job in (select distinct job from emp))
/
select * from t unpivot include nulls ((a, b) for (k, l) in ((a1, b1) as ('x', 'y'), (a2, b2) as ('z', 'w'))) u where k is not null
/
select * from t unpivot (v for k in (c1, c2 as 'two'))
/
select country, prod, year, s from sales_view model return updated rows partition by (country) dimension by (prod, year) measures (sale s, 0 as t) ignore nav unique dimension rules upsert all sequential order iterate (10) until (previous(s['a', 1]) < 1) (s['Bounce', 2000] = 2 * s[cv(prod), cv(year) - 1], upsert s[for prod in ('a', 'b'), for year from 1 to 10 increment 2] = sum(s)[any, year between 1 and 2], t[any, any] order by year = presentv(s[cv(), cv()], 1, 0))
/
select * from t match_recognize (partition by sym order by ts measures strt.ts as start_ts, final last(down.ts) as bottom, match_number() as mn, classifier() as cls one row per match after match skip to last up pattern (strt down+ up*? (a | b){2,3} permute (x, y) ^ c $) subset stdn = (strt, down) define down as down.price < prev(down.price), up as up.price > prev(up.price, 1)) mr
/
select * from t match_recognize (order by x all rows per match with unmatched rows after match skip past last row pattern (a {- b -} c?) define a as a.x > 0)
/
select rank() over (partition by a order by b desc nulls first, c), sum(x) over (order by d rows between unbounded preceding and current row), avg(x) over (order by d range between interval '1' day preceding and 2 following exclude current row), count(*) over (order by d groups 2 preceding exclude ties), first_value(x ignore nulls) over w, last_value(x) ignore nulls over (w order by y), nth_value(x, 2) from last respect nulls over w, lag(x ignore nulls, 1, 0) over w, max(x) keep (dense_rank last order by y) over (partition by z), min(x) keep (dense_rank first order by y), percentile_cont(0.5) within group (order by x) from t window w as (partition by a), v as (w order by b)
/
select * from emp as of scn 1234 e, emp as of timestamp systimestamp - interval '10' minute, emp versions between timestamp minvalue and maxvalue v, emp versions between scn 1 and 2 where v.versions_xid is not null
/
select * from emp sample (10) e, emp sample block (10, 2) seed (3), emp partition (p1) x, emp partition for (date '2020-01-01') y, emp subpartition (sp) z, remote.emp@dblink r, emp@link.world@conn q
/
select x.* from xmltable(xmlnamespaces('http://a' as "n", default 'http://b'), '/a/b' passing by value t.doc, 1 as "p" columns id number path '@id', ord for ordinality, txt varchar2(10) path 'txt()' default 'none', x xmltype path '.', y xmltype (sequence) by ref path 'z') x
/
select jt.* from j, json_table(j.doc format json, '$.a[*]' error on error columns (ord for ordinality, a varchar2(10) path '$.a' default 'x' on empty null on error, b exists path '$.b', c format json with conditional wrapper path '$.c', nested path '$.d[*]' columns (e number path '$.e', f number))) jt
/
select json_value(doc, '$.a' returning number default 0 on error null on empty), json_query(doc, '$.b' returning clob pretty with array wrapper), json_object('a' value 1, key 'b' is 'x', 'c' : 2, d, 'e' value f format json null on null returning clob strict with unique keys), json_object(*), json_array(1, 2, 'x' null on null), json_arrayagg(x order by y null on null returning clob), json_objectagg(key k value v absent on null), json_exists(doc, '$.a?(@.b > $x)' passing 1 as "x" false on error), json_transform(doc, set '$.a' = 1, remove '$.b', append '$.c' = json('[1]') ignore on missing), json_serialize(doc returning clob pretty), json_mergepatch(a, b), json_scalar(1), json_array(select 1 from dual) from j where doc is json strict with unique keys and x is not json and json_textcontains(doc, '$.a', 'b') and json_equal(a, b)
/
select j.doc.a.b[0].c.number(), t.col.method(1).attr from j
/
select xmlelement(name "Emp", xmlattributes(e.id as "ID", e.name), xmlforest(a, b as "B", c "C"), xmlagg(xmlelement("x", y) order by y), 'text'), xmlelement(evalname x, y), xmlquery('for $i in /a return $i' passing doc as "d" returning content null on empty), xmlserialize(document x as clob indent size = 2), xmlserialize(content x), xmlroot(x, version '1.0', standalone yes), xmlparse(content x wellformed), xmlpi(name "p", 'x'), xmlcast(x as number), xmlconcat(a, b), xmlcomment('x'), xmlcdata('y'), extract(doc, '/a/b', 'xmlns="x"').getstringval(), existsnode(doc, '/a'), xmlcolattval(a, b as c) from t where xmlexists('/a' passing doc)
/
select cast(x as varchar2(10 char)), cast(multiset(select 1 from dual) as t_list), cast(collect(distinct x order by x) as t_list), treat(o as ref t_sub), treat(value(p) as s.emp_t).x, extract(year from sysdate), extract(timezone_hour from systimestamp), trim(leading '0' from x), trim(both from y), trim(z), trim(' ' from z), to_number('x' default 0 on conversion error, '999'), validate_conversion('x' as number, '99'), translate(x using nchar_cs), chr(65 using nchar_cs), cursor(select 1 from dual), exists (select 1 from dual) from t
/
select date '2020-01-01', timestamp '2020-01-01 00:00:00 +01:00', interval '1-2' year to month, interval '1 2:3:4.5' day(3) to second(2), interval '5' day, (a - b) day to second, (a - b) day(9) to second(0), (a - b) year to month, x at time zone 'UTC', x at local, x at time zone dbtimezone, n'x', q'[it's]', nq'{x}', 1e10, .5, 1.5f, 2d, null, :b, :b.c from dual
/
select * from t where a between 1 and 2 and b not between 3 and 4 and c in (1, 2) and (d, e) in ((1, 2), (3, 4)) and (a, b) = (select 1, 2 from dual) and x in (select y from z) and f like 'a%' escape '\' and g not like 'b' and likec_col likec 'x' and h is null and i is not null and j = any (1, 2) and k >= all (select 1 from dual) and l <> some (1, 2) and m is nan and n is not infinite and o is of type (only a.b, c) and p member of q and r not member s and u submultiset of v and w is a set and x is not empty and not (y = 1 or z != 2) and a ^= b and regexp_like(a, 'x', 'i') and x is dangling
/
select a multiset union distinct b, a multiset except all c, a multiset intersect d, set(x), cardinality(x), powermultiset(x) from t
/
select * from table(f(1)) t, table(cast(x as t_list)), table(select c from t where rownum = 1) (+) q, the(select c from t) r, f(2) u, only(v) w, table(pkg.f(cursor(select * from x))) z
/
select a, b, grouping(a), grouping_id(a, b), sum(c) from t group by rollup (a, (b, c)), cube (a, b), grouping sets ((a), (), rollup (b)), a having count(*) > 1
/
select max(x) from t having count(*) > 0 group by y
/
select * from t for update of a.b, c nowait
/
select * from t for update skip locked
/
select * from t order by a fetch first row only
/
select * from t for update wait 5
/
select 1
/
select case when a = 1 then 'x' when b in (1, 2) then 'y' else 'z' end, case a when 1 then 2 end as "c", decode(a, 1, 2, 3), nvl2(a, b, c) from t
/
select * from (values (1, 'a'), (2, 'b')) v (x, y)
/
select t.level, date_col date, x type, y comment_, a.end, b.begin, c.case, count(*) count, 1 left, 2 pivot, s.nextval, sum(x) total from t pivot, u left, v model, w sample where left.x = pivot.x
/
select a.timestamp, timestamp, interval, day, month, year, key, value, path, name, data, role, status, version, rank, first, last, next, keep, over_, offset, format, error, size_, language, result, source, target, action, partition_, sequence, library, scale, window from log
/
select /*+ index(t) */ * from t where rownum < 10 and rowid = :r and sysdate > systimestamp and user = uid and ora_rowscn > 1
/
select deptno, (select max(sal) from emp e where e.deptno = d.deptno) m from dept d where (select 1 from dual) = 1 and ((select 2 from dual) + 1) * 2 > 3
/
select to_char(sysdate, 'YYYY') || chr(10) || mod(a, 2) || a mod 2 || log(10, x) || replace(a, b) || left || right(a) || round(x) from t
/
select * from user_tables@db_link where table_name like 'A\_%' escape '\' order by 1, 2 desc nulls first, table_name asc
/
select prior a, t."Quoted".x, "T"."c" from "T" t start with a = b connect by prior a = b
/
select * from t1, t2, lateral (select * from t3 where t3.a = t1.a) l where t1.a(+) = t2.b and (t1.c (+) is null)
/
select approx_count_distinct(a), json_dataguide(x), collect(x), xmlagg(x), stats_mode(y), corr(a, b), wm_concat(x), ratio_to_report(x) over (), ntile(4) over (order by y), cume_dist(1) within group (order by x), width_bucket(a, 1, 2, 3) from t group by all
/
select * from t1 left join t2 partition by (t2.a, t2.b) on t1.x = t2.x right outer join t3 on (t3.a = t1.a)
/
select * from a left join (b inner join c on b.x = c.x) on a.x = b.x, d cross join e
/
select sum(x) filter (where y > 1), any_value(z) from t where true and not false or x is true and y is not false
/
select column_value from table(sys.odcinumberlist(1, 2, 3)) where column_value > 1
/
select * from containers(emp) c, json_table(x, '$' columns a, b number path '$.b')
/
select jt.phones from po, json_table(doc, '$.a' columns (phones varchar2(100) format json path '$.Phone')) as jt
/
select approx_median(a deterministic), approx_percentile(0.25 deterministic) within group (order by b) from t
/
select a function, b || c procedure, case when a = 1 then 2 end function from t
/
select id, name, zip from po nested path doc.items[*].part columns (name varchar2(10), nested addr[0].zips columns (zip path '$'))
/
select t.id, j.k from po t nested doc, '$.a' error on error columns (k number path a."b c"[1].d) j where j.k > 1
/
select a begin, b end, c when, case when d = 1 then 2 end, case d when 1 then 2 end case, e end from t
/
select case when a = 1 then 'N' else 'Y' end except, t.* from t
/
select except, b from t except where except > 1
/
select a from t except select b from t
