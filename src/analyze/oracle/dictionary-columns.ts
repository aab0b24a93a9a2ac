import type { ColumnInfo } from '../model/symbols.js';

/**
 * The views of the dictionary that the runtime has (src/runtime/sql/catalog), with all their columns in order.
 * `:n` is a number, `:d` a date, `:t` a time with zone, `:i` an interval; the others are text.
 * A column behind `-` is one that the USER_ view lacks: the owner is the user. (Database Reference, "Static Data
 * Dictionary Views")
 */
const families = `
arguments -owner object_name package_name object_id:n overload argument_name position:n sequence:n data_level:n data_type defaulted in_out subprogram_id:n default_value type_owner type_name type_subname pls_type
col_comments -owner table_name column_name comments
coll_types -owner type_name coll_type upper_bound:n elem_type_mod elem_type_owner elem_type_name length:n precision:n scale:n character_set_name nulls_stored
cons_columns owner constraint_name table_name column_name position:n
constraints owner constraint_name constraint_type table_name search_condition search_condition_vc r_owner r_constraint_name delete_rule status deferrable deferred validated generated index_owner index_name last_change:d
dependencies -owner name type referenced_owner referenced_name referenced_type referenced_link_name dependency_type
errors -owner name type sequence:n line:n position:n text attribute message_number:n
ind_columns -index_owner index_name table_owner table_name column_name column_position:n column_length:n char_length:n descend
ind_expressions -index_owner index_name -table_owner table_name column_expression column_position:n
ind_partitions -index_owner index_name composite partition_name subpartition_count:n partition_position:n status tablespace_name num_rows:n
indexes -owner index_name index_type table_owner table_name table_type uniqueness compression tablespace_name status num_rows:n distinct_keys:n partitioned temporary generated visibility funcidx_status last_analyzed:d
jobs job:n log_user priv_user schema_user last_date:d last_sec this_date:d this_sec next_date:d next_sec total_time:n broken interval failures:n what nls_env instance:n
mviews owner mview_name container_name query query_len:n updatable compile_state
objects -owner object_name subobject_name object_id:n data_object_id:n object_type created:d last_ddl_time:d timestamp status temporary generated secondary
part_key_columns -owner name object_type column_name column_position:n
part_tables -owner table_name partitioning_type subpartitioning_type partition_count:n partitioning_key_count:n status
procedures -owner object_name procedure_name object_id:n object_type deterministic authid
scheduler_jobs -owner job_name job_creator program_owner program_name job_type job_action number_of_arguments:n schedule_owner schedule_name schedule_type start_date:t repeat_interval end_date:t job_class enabled auto_drop state job_priority:n run_count:n max_runs:n failure_count:n max_failures:n last_start_date:t last_run_duration:i next_run_date:t comments
scheduler_job_run_details log_id:n log_date:t -owner job_name status error#:n req_start_date:t actual_start_date:t run_duration:i additional_info
scheduler_programs -owner program_name program_type program_action number_of_arguments:n enabled comments
scheduler_schedules -owner schedule_name schedule_type start_date:t repeat_interval end_date:t comments
sequences -sequence_owner sequence_name min_value:n max_value:n increment_by:n cycle_flag order_flag cache_size:n last_number:n
source -owner name type line:n text
synonyms -owner synonym_name table_owner table_name db_link
tab_col_statistics -owner table_name column_name num_distinct:n density:n num_nulls:n last_analyzed:d avg_col_len:n histogram
tab_cols -owner table_name column_name data_type data_type_mod data_type_owner data_length:n data_precision:n data_scale:n nullable column_id:n default_length:n data_default num_distinct:n char_length:n char_used character_set_name identity_column default_on_null hidden_column virtual_column segment_column_id:n internal_column_id:n qualified_col_name user_generated
tab_columns -owner table_name column_name data_type data_type_mod data_type_owner data_length:n data_precision:n data_scale:n nullable column_id:n default_length:n data_default num_distinct:n char_length:n char_used character_set_name identity_column default_on_null hidden_column virtual_column
tab_comments -owner table_name table_type comments
tab_identity_cols -owner table_name column_name generation_type sequence_name
tab_partitions -table_owner table_name composite partition_name subpartition_count:n high_value partition_position:n tablespace_name num_rows:n
tab_statistics -owner table_name partition_name object_type num_rows:n blocks:n avg_row_len:n last_analyzed:d
tables -owner table_name tablespace_name cluster_name iot_name status num_rows:n blocks:n avg_row_len:n logging partitioned iot_type temporary nested row_movement duration dropped read_only last_analyzed:d
triggers -owner trigger_name trigger_type triggering_event table_owner base_object_type table_name column_name referencing_names when_clause status description action_type trigger_body
type_attrs -owner type_name attr_name attr_type_mod attr_type_owner attr_type_name length:n precision:n scale:n character_set_name attr_no:n inherited
type_methods -owner type_name method_name method_no:n method_type parameters:n results:n final instantiable overriding inherited
types -owner type_name typecode attributes:n methods:n predefined incomplete final instantiable supertype_owner supertype_name local_attributes:n local_methods:n
views -owner view_name text_length:n text text_vc read_only`;

const others = `
all_tab_privs grantor grantee table_schema table_name privilege grantable hierarchy common type
dba_tab_privs grantee owner table_name grantor privilege grantable hierarchy common type
user_tab_privs grantee owner table_name grantor privilege grantable hierarchy common type
all_directories owner directory_name directory_path origin_con_id:n
dba_directories owner directory_name directory_path origin_con_id:n
all_users username user_id:n created:d common oracle_maintained
dba_users username user_id:n account_status created:d default_tablespace temporary_tablespace profile common oracle_maintained
user_users username user_id:n account_status created:d default_tablespace temporary_tablespace
cat table_name table_type
dba_recyclebin owner object_name original_name operation type ts_name createtime droptime can_undrop can_purge
user_recyclebin object_name original_name operation type ts_name createtime droptime can_undrop can_purge
dba_segments owner segment_name partition_name segment_type tablespace_name bytes:n blocks:n extents:n
user_segments segment_name partition_name segment_type tablespace_name bytes:n blocks:n extents:n
dba_tablespaces tablespace_name block_size:n status contents logging
user_tablespaces tablespace_name block_size:n status contents logging
user_tab_privs_made grantee table_name grantor privilege grantable hierarchy common type
user_tab_privs_recd owner table_name grantor privilege grantable hierarchy common type
dba_role_privs grantee granted_role admin_option default_role
dba_sys_privs grantee privilege admin_option common inherited
user_sys_privs username privilege admin_option common inherited
role_sys_privs role privilege admin_option common inherited
role_role_privs role granted_role admin_option common inherited
role_tab_privs role owner table_name column_name privilege grantable common inherited
dual dummy
global_name global_name
nls_database_parameters parameter value
nls_instance_parameters parameter value
nls_session_parameters parameter value
product_component_version product version version_full status
session_context namespace attribute value
session_privs privilege
session_roles role
tab tname tabtype clusterid:n
user_role_privs username granted_role admin_option default_role
v_database dbid:n name created:d log_mode open_mode database_role
v_instance instance_number:n instance_name host_name version startup_time:d status database_status
v_mystat sid:n
v_nls_parameters parameter value
v_session sid:n serial#:n audsid:n username status server schemaname osuser process machine terminal program type sql_id module action client_info client_identifier logon_time:d last_call_et:n event state blocking_session:n
v_timer hsecs:n
v_version banner banner_full banner_legacy con_id:n`;

const shapes: ReadonlyMap<string, readonly ColumnInfo[]> = new Map([
  ...linesOf(families).flatMap(([family = '', ...columns]) =>
    ['all', 'dba', 'user'].map((scope): [string, readonly ColumnInfo[]] => [
      `${scope}_${family}`,
      columns
        .filter((c) => scope !== 'user' || !c.startsWith('-'))
        .map((c) => columnOf(c.startsWith('-') ? c.slice(1) : c)),
    ]),
  ),
  ...linesOf(others).map(([name = '', ...columns]): [string, readonly ColumnInfo[]] => [name, columns.map(columnOf)]),
]);

function linesOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
}

function columnOf(text: string): ColumnInfo {
  const [name = '', kind] = text.split(':');
  return {
    name: name.toUpperCase(),
    type: typeOf(kind),
    nullable: true,
  };
}

function typeOf(kind: string | undefined): ColumnInfo['type'] {
  switch (kind) {
    case 'n':
      return { kind: 'number' };
    case 'd':
      return { kind: 'date' };
    case 't':
      return { kind: 'timestamp', zone: 'zone' };
    case 'i':
      return { kind: 'intervalDayToSecond' };
    default:
      return { kind: 'varchar2' };
  }
}

/** Public synonyms of views of the own objects. (Database Reference, "Static Data Dictionary Views") */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['cols', 'user_tab_columns'],
  ['ind', 'user_indexes'],
  ['obj', 'user_objects'],
  ['recyclebin', 'user_recyclebin'],
  ['seq', 'user_sequences'],
  ['syn', 'user_synonyms'],
  ['tabs', 'user_tables'],
  ['user_catalog', 'cat'],
]);

/** The runtime's name for a dictionary or V$ view (`V$SESSION`, `GV_$SESSION` → `v_session`). */
export const runtimeViewName = (name: string): string =>
  synonyms.get(name.toLowerCase()) ?? name.toLowerCase().replace(/^g?v_?\$/, 'v_');

/** The columns of a dictionary or V$ view that the runtime has, or undefined when it has no such view. */
export const runtimeViewColumns = (name: string): readonly ColumnInfo[] | undefined =>
  /^V_[^$]/i.test(name) ? undefined : shapes.get(runtimeViewName(name));

/** The names in schema `ora` of the views that the runtime has. */
export const runtimeViews = (): readonly string[] => [...shapes.keys()];
