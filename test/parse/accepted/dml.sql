insert into t values (1, 'a', default, null, (select 1 from dual))
/
insert into s.t@link (a, b, "C") values (1, 2, :x) returning a, b into :a, :b
/
insert into t t1 (t1.a, b) select a, b from u log errors into err ('tag') reject limit unlimited
/
insert /*+ append */ into t partition (p1) (a) with x as (select 1 a from dual) select a from x
/
insert into (select a, b from t where c = 1 with check option) values (1, 2)
/
insert into table(select c from d where e = 1) values (obj(1, 2))
/
insert all into t1 (a) values (x) into t2 values (x, y) select x, y from u
/
insert first when x > 1 then into t1 into t2 (a) values (x) when y = 2 then into t3 else into t4 values (y) select x, y from u
/
insert all into t1 values (x, y) into t2 (a) values (f(x)) (select x, y from u)
/
insert into t select * from u union all select * from v
/
insert into t (select * from u)
/
insert into t values (1, 2), (3, 4)
/
insert into t set a = 1, b = 2
/
update t set a = 1, b = default, (c, d) = (select 1, 2 from dual), e = (select 3 from dual) where f = 4 returning a bulk collect into :x log errors
/
update (select a.x, b.y from a join b on a.i = b.i) v set v.x = v.y
/
update t x set x.obj.attr = 1, value(x) = obj(1) where current of c
/
update only (t) set a = 1
/
update table(select c from t where id = 1) n set n.x = 1
/
update t set a = b.c from b where b.i = t.i
/
delete from t x from b, (values (1), (2)) v (n) where b.i = x.i and v.n = b.n
/
delete from t where a = 1 return b into :c
/
delete t
/
delete from (select * from t) where x = 1
/
delete from t partition (p) x where x.a in (select 1 from dual)
/
merge into t d using (select * from s) s on (d.id = s.id) when matched then update set d.a = s.a, d.b = default where s.c > 1 delete where d.a is null when not matched then insert (id, a) values (s.id, s.a) where s.x = 1 log errors into e ('x') reject limit 10
/
merge into t using dual on (1 = 0) when not matched then insert values (1, 2)
/
merge /*+ x */ into s.t a using u b on (a.x = b.x and a.y = b.y) when matched then update set a.z = b.z
/
lock table t, s.u partition (p) in share row exclusive mode nowait
/
lock table t in exclusive mode wait 10
/
call p(1, x => 2)
/
call pkg.f(:a) into :b
/
explain plan set statement_id = 'x' into plan_table for select * from dual
/
explain plan for update t set a = 1
/
commit
/
commit work comment 'x'
/
commit write batch nowait
/
rollback
/
rollback to savepoint sp
/
rollback work to sp
/
savepoint sp
/
set transaction read only name 'x'
/
set transaction isolation level serializable
/
set constraints all deferred
/
set constraint a.b, c immediate
/
set role all except r
/
set role none
