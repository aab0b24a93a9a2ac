CREATE OR REPLACE FORCE EDITIONABLE VIEW "S"."V" ("A", "B" unique rely disable novalidate, constraint pk primary key ("A") disable) DEFAULT COLLATION "USING_NLS_COMP" BEQUEATH DEFINER AS select 1, 2 from dual with check option constraint c
/
create or replace view v as with x as (select 1 a from dual) select * from x order by a with read only
/
create no force view v as (select 1 from dual) union (select 2 from dual)
/
create view ov of t with object identifier (id) as select 1 from dual
/
create view sv of t under s.ov as select 1 from dual
/
create or replace noforce noneditionable editioning view v (a) as select a from t
/
create view if not exists xv of xmltype with object id default as select 1 from dual
/
CREATE MATERIALIZED VIEW "S"."M" ("A", "B") ORGANIZATION HEAP PCTFREE 10 TABLESPACE "U" BUILD IMMEDIATE USING INDEX TABLESPACE x REFRESH FAST ON COMMIT START WITH sysdate + 0 NEXT SYSDATE + 1/24 WITH PRIMARY KEY USING DEFAULT LOCAL ROLLBACK SEGMENT USING ENFORCED CONSTRAINTS DISABLE ON QUERY COMPUTATION ENABLE QUERY REWRITE AS select a, b from t
/
create materialized view m on prebuilt table with reduced precision never refresh as select 1 from dual
/
create materialized view m build deferred refresh complete on demand partition by range (a) (partition p values less than (1)) parallel as select * from t
/
create materialized view log on s.t tablespace x with primary key, rowid, sequence (a, b), commit scn including new values purge immediate asynchronous
/
create materialized view log on t with rowid (a)
/
alter materialized view m refresh complete on demand start with sysdate next sysdate + 1
/
alter materialized view m compile
/
alter materialized view log on t add rowid
/
drop materialized view log on t
/
drop materialized view m preserve table
/
CREATE SEQUENCE  "S"."Q"  MINVALUE 1 MAXVALUE 9999999999999999999999999999 INCREMENT BY -1 START WITH -5 CACHE 20 NOORDER  NOCYCLE  NOKEEP  NOSCALE  GLOBAL
/
create sequence q start with 1 increment by 1 nocache nomaxvalue nominvalue order cycle session
/
alter sequence q increment by 10 maxvalue 100 restart start with 1
/
create or replace editionable synonym s.a for b.c@link
/
create or replace public synonym a for s.b
/
drop public synonym a force
/
create cluster c (a number(4) sort, b number) size 512 hashkeys 10 hash is a tablespace x storage (initial 1m)
/
create cluster c (a number) index
/
create or replace context ctx using s.pkg accessed globally
/
create or replace directory d as '/tmp/x'
/
create public database link l connect to u identified by "p" using 'tns'
/
create database link l.world using '(description=(x=y))'
/
create user u identified by "p" default tablespace x temporary tablespace y quota unlimited on x quota 10m on y profile default account unlock password expire
/
alter user u identified by p replace q account lock default role all except r grant connect through v
/
create role r not identified
/
create role r identified using s.p
/
create profile p limit failed_login_attempts 5 password_life_time unlimited sessions_per_user default
/
create tablespace t datafile 'x.dbf' size 10m autoextend on next 1m maxsize unlimited extent management local
/
create bigfile temporary tablespace t tempfile 'x' size 1g
/
create dimension d level l1 is t.a level l2 is (t.b, t.c) skip when null hierarchy h (l1 child of l2 child of l3 join key (t.a) references l2) attribute l1 determines (t.x, t.y) attribute z level l1 determines t.q
/
create or replace library l as '/x.so'
/
create or replace and resolve java source named "X" as public class X { public static int f() { return 1; } }
/
create java class using bfile (d, 'x.class')
/
create or replace operator o binding (number, varchar2) return number using f, (s.t) return number with index context, scan context s.t compute ancillary data using s.t.f
/
create indextype it for o (number, varchar2) using impl_t with local range partition
/
create domain d as varchar2(10) constraint c check (d like 'x%') display upper(d) order lower(d)
/
create edition e as child of ora$base
/
create schema authorization s create table a (b number) create view v as select b from a grant select on v to public
/
grant select, insert, update (a, b), delete, references (c), execute, alter, index on "S"."T" to "R", public with grant option
/
grant create session, create any table, unlimited tablespace, select any dictionary, alter system to u identified by p with admin option
/
grant connect, resource, dba, my_role to u
/
grant read, write on directory d to u
/
grant execute on s.p to package_owner
/
grant all privileges on t to u with hierarchy option
/
grant inherit privileges on user u to v
/
grant set container, administer any sql tuning set, manage any file group to u container = current
/
grant execute any procedure, debug connect session, on commit refresh, flashback any table to u container = all
/
grant debug on s.p to u
/
grant use on edition e to u
/
grant under on s.t to u
/
grant merge view on v to u
/
revoke all on t from u cascade constraints force
/
revoke select, update on t from u, v
/
revoke create table from u
/
alter session set nls_date_format = 'YYYY' nls_language = american
/
alter session set current_schema = s
/
alter session set "_x" = true
/
alter session set events '10046 trace name context forever, level 12'
/
alter session enable parallel dml
/
alter session force parallel query parallel 4
/
alter session close database link l
/
alter session set container = pdb1
/
alter session set isolation_level = read committed nls_sort = binary
/
alter session set plsql_ccflags = 'a:true'
/
alter system set open_cursors = 300 scope = both
/
alter system switch logfile
/
alter database add supplemental log data
/
alter trigger t disable
/
alter trigger s.t compile debug
/
alter trigger t rename to u
/
alter view v compile
/
alter view v add constraint c primary key (a) disable
/
alter package p compile body reuse settings
/
alter package p compile plsql_optimize_level = 2 debug
/
alter procedure p compile
/
alter function s.f compile debug
/
alter type t compile specification
/
alter type t add attribute (a number, b date) cascade including table data
/
alter type t drop attribute a invalidate
/
alter type t modify attribute a number(10) cascade
/
alter type t add member function f(x number) return number, drop static procedure p cascade
/
alter type t replace as object (a number, member procedure p)
/
alter type t not final cascade
/
alter type t modify element type varchar2(20) cascade
/
alter synonym s compile
/
alter dimension d compile
/
alter java class "X" resolve
/
alter role r identified by x
/
drop type body t
/
drop type t force
/
drop package body s.p
/
drop user u cascade
/
drop sequence s.q
/
drop function if exists f
/
drop database link l
/
drop directory d
/
drop tablespace t including contents and datafiles cascade constraints
/
drop operator o force
/
drop java source "X"
/
drop trigger t
/
drop role r
/
drop context c
/
audit select on t by access
/
noaudit all
/
associate statistics with functions f default cost (1, 2, 3)
/
create restore point rp
/
create pluggable database p admin user x identified by y
/
create flashback archive fa tablespace t retention 1 year
CREATE PROFILE clerks LIMIT SESSIONS_PER_USER UNLIMITED CONNECT_TIME 45 PRIVATE_SGA 15K COMPOSITE_LIMIT 5000000;
