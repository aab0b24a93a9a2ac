import { isUsers, notOfExtension } from './users-objects.js';

/**
 * Kinds of facts that only stand in a catalog where somebody has asked for them, so that what is as PostgreSQL makes it
 * gives none. Those of the whole database have no schema. (PostgreSQL manual, "System Catalogs")
 */
export const furtherKinds: ReadonlySet<string> = new Set([
  ...['replica identity', 'tablespace', 'parents', 'rows missing', 'column storage', 'clustered index'],
  ...['sequence owner', 'statistics', 'default privileges', 'type privileges', 'event trigger', 'collation'],
  ...['operator', 'cast', 'extension', 'text search configuration', 'publication', 'settings', 'database privileges'],
  ...['comment on trigger', 'comment on policy', 'comment on rule', 'comment on statistics', 'comment on database'],
  ...['comment on schema', 'foreign key trigger'],
]);

const relation = (kinds: string, condition: string): string =>
  `from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} and c.relkind in (${kinds}) and ${condition}`;

const acl = (list: string): string =>
  `(select string_agg(format('%s=%s%s', case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, x.privilege_type,
     case when x.is_grantable then '*' else '' end), ',' order by x.grantee::regrole::text, x.privilege_type) from aclexplode(${list}) x)`;

const commented = (kind: string, name: string, catalog: string, joined: string): string =>
  `select 'comment on ${kind}', n.nspname, ${name}, d.description from pg_description d join ${catalog} o on d.objoid = o.oid
   and d.classoid = '${catalog}'::regclass ${joined} where ${isUsers('n')}`;

const ofRelation = (column: string): string =>
  `join pg_class c on c.oid = o.${column} join pg_namespace n on n.oid = c.relnamespace`;

/** Builds of the server keep marks of their own among the options of a column. */
const options = "(select string_agg(o, ',' order by o) from unnest(a.attoptions) o where o ~ '^n_distinct')";

/** Further branches of the query over the catalog: kind, schema, name, definition. */
export const furtherFacts = [
  `select 'replica identity', n.nspname, c.oid::regclass::text, case c.relreplident when 'f' then 'full' when 'n' then 'nothing' else
     (select i.indexrelid::regclass::text from pg_index i where i.indrelid = c.oid and i.indisreplident) end
   ${relation("'r', 'p'", "c.relreplident <> 'd'")}`,
  `select 'tablespace', n.nspname, c.oid::regclass::text, (select spcname from pg_tablespace s where s.oid = c.reltablespace)
   ${relation("'r', 'p', 'm', 'i', 'I'", 'c.reltablespace <> 0')}`,
  `select 'parents', n.nspname, c.oid::regclass::text, concat_ws(' | ', nullif(c.reloftype, 0)::regtype::text,
     (select string_agg(h.inhparent::regclass::text, ',' order by h.inhseqno) from pg_inherits h where h.inhrelid = c.oid))
   ${relation("'r', 'f'", 'not c.relispartition and (c.reloftype <> 0 or exists (select from pg_inherits h where h.inhrelid = c.oid))')}`,
  `select 'rows missing', n.nspname, c.oid::regclass::text, 'not populated' ${relation("'m'", 'not c.relispopulated')}`,
  `select 'column storage', n.nspname, format('%s.%s', c.oid::regclass, quote_ident(a.attname)), concat_ws(' | ',
     case when c.relkind <> 'i' and a.attstorage <> t.typstorage then 'storage ' || a.attstorage::text end, nullif('compression ' || a.attcompression::text, 'compression '),
     case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end, ${options})
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
   where ${isUsers('n')} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'm', 'f', 'i')
     and (c.relkind <> 'i' and (a.attstorage <> t.typstorage or a.attcompression <> '') or coalesce(a.attstattarget, -1) >= 0 or ${options} is not null)`,
  `select 'clustered index', n.nspname, i.indrelid::regclass::text, i.indexrelid::regclass::text from pg_index i
     join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} and i.indisclustered`,
  `select 'sequence owner', n.nspname, c.oid::regclass::text, format('%s.%s', d.refobjid::regclass, quote_ident(a.attname))
   from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S' join pg_namespace n on n.oid = c.relnamespace
   join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where ${isUsers('n')} and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'a'`,
  // ALTER TABLE … DISABLE TRIGGER ALL: the constraint stands, and nothing asks for it.
  `select 'foreign key trigger', n.nspname, format('%s on %s', quote_ident(k.conname), c.oid::regclass),
     'enabled ' || string_agg(distinct g.tgenabled::text, '')
   from pg_trigger g join pg_constraint k on k.oid = g.tgconstraint join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
   where ${isUsers('n')} and g.tgisinternal and g.tgenabled <> 'O' group by n.nspname, k.conname, c.oid`,
  `select 'statistics', n.nspname, format('%s.%s', quote_ident(n.nspname), quote_ident(s.stxname)),
     concat_ws(' | ', pg_get_statisticsobjdef(s.oid), case when coalesce(s.stxstattarget, -1) >= 0 then 'statistics ' || s.stxstattarget end)
   from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace where ${isUsers('n')}`,
  `select 'default privileges', coalesce(n.nspname, ''), concat_ws(' ', p.defaclrole::regrole::text, n.nspname, p.defaclobjtype::text), coalesce(${acl('p.defaclacl')}, '')
   from pg_default_acl p left join pg_namespace n on n.oid = p.defaclnamespace where n.oid is null or ${isUsers('n')}`,
  `select 'type privileges', n.nspname, t.oid::regtype::text, coalesce(${acl('t.typacl')}, '') from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where ${isUsers('n')} and t.typacl is not null and ${notOfExtension('t.oid', 'pg_type')}`,
  `select 'event trigger', n.nspname, quote_ident(g.evtname), concat_ws(' | ', g.evtevent, g.evtenabled, g.evtfoid::regprocedure::text, array_to_string(g.evttags, ','))
   from pg_event_trigger g join pg_proc p on p.oid = g.evtfoid join pg_namespace n on n.oid = p.pronamespace where ${isUsers('n')} and ${notOfExtension('g.oid', 'pg_event_trigger')}`,
  `select 'collation', n.nspname, format('%s.%s', quote_ident(n.nspname), quote_ident(l.collname)), concat_ws(' | ', l.collprovider::text, l.collcollate, l.collctype, l.collisdeterministic)
   from pg_collation l join pg_namespace n on n.oid = l.collnamespace where ${isUsers('n')} and ${notOfExtension('l.oid', 'pg_collation')}`,
  `select 'operator', n.nspname, o.oid::regoperator::text, o.oprcode::text from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
   where ${isUsers('n')} and ${notOfExtension('o.oid', 'pg_operator')}`,
  `select 'cast', n.nspname, format('%s as %s', format_type(k.castsource, null), format_type(k.casttarget, null)), concat_ws(' | ', k.castcontext::text, k.castmethod::text, nullif(k.castfunc, 0)::regprocedure::text)
   from pg_cast k join pg_type t on t.oid in (k.castsource, k.casttarget) join pg_namespace n on n.oid = t.typnamespace
   where ${isUsers('n')} and k.oid >= 16384 and ${notOfExtension('k.oid', 'pg_cast')}`,
  `select 'extension', n.nspname, quote_ident(e.extname), '' from pg_extension e join pg_namespace n on n.oid = e.extnamespace where ${isUsers('n')}`,
  `select 'text search configuration', n.nspname, format('%s.%s', quote_ident(n.nspname), quote_ident(f.cfgname)), f.cfgparser::text
   from pg_ts_config f join pg_namespace n on n.oid = f.cfgnamespace where ${isUsers('n')} and ${notOfExtension('f.oid', 'pg_ts_config')}`,
  `select 'publication', n.nspname, format('%s of %s', quote_ident(b.pubname), c.oid::regclass), concat_ws(',', b.pubinsert, b.pubupdate, b.pubdelete, b.pubtruncate)
   from pg_publication_rel r join pg_publication b on b.oid = r.prpubid join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')}`,
  `select 'publication', '', quote_ident(b.pubname), concat_ws(',', b.pubinsert, b.pubupdate, b.pubdelete, b.pubtruncate) from pg_publication b where b.puballtables`,
  `select 'settings', '', case when s.setrole = 0 then 'of the database' else 'of ' || s.setrole::regrole::text end, array_to_string(s.setconfig, ', ')
   from pg_db_role_setting s where s.setdatabase = (select oid from pg_database where datname = current_database())`,
  `select 'database privileges', '', 'of the database', coalesce(${acl('b.datacl')}, '') from pg_database b
   where b.datname = current_database() and ${acl('b.datacl')} is distinct from ${acl("acldefault('d', b.datdba)")} and b.datacl is not null`,
  `select 'comment on database', '', 'of the database', s.description from pg_shdescription s join pg_database b on b.oid = s.objoid and s.classoid = 'pg_database'::regclass
   where b.datname = current_database()`,
  `select 'comment on schema', n.nspname, n.nspname::text, obj_description(n.oid, 'pg_namespace') from pg_namespace n
   where n.nspname = 'public' and obj_description(n.oid, 'pg_namespace') <> 'standard public schema'`,
  commented(
    'trigger',
    "format('%s on %s', quote_ident(o.tgname), c.oid::regclass)",
    'pg_trigger',
    ofRelation('tgrelid'),
  ),
  commented(
    'policy',
    "format('%s on %s', quote_ident(o.polname), c.oid::regclass)",
    'pg_policy',
    ofRelation('polrelid'),
  ),
  commented(
    'rule',
    "format('%s on %s', quote_ident(o.rulename), c.oid::regclass)",
    'pg_rewrite',
    ofRelation('ev_class'),
  ),
  commented(
    'statistics',
    "format('%s.%s', quote_ident(n.nspname), quote_ident(o.stxname))",
    'pg_statistic_ext',
    'join pg_namespace n on n.oid = o.stxnamespace',
  ),
].join('\nunion all\n');
