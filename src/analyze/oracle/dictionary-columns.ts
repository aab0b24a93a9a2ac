import type { ColumnInfo } from '../model/symbols.js';

/**
 * The views of the dictionary that the runtime has (src/runtime/sql/catalog), with all their columns in order.
 * `:n` is a number, `:d` a date, `:t` a time with zone, `:s` one without, `:i` an interval, `:r` bytes; the others are text.
 * `~` stands behind a column that is always NULL here, while Oracle's tells something: of its storage, of what it gathers;
 * `=` behind one that has the same value in all rows whatever was declared, `?` behind one that tells how a thing was
 * converted.
 * A column behind `-` is one that the USER_ view lacks: the owner is the user. (Database Reference, "Static Data
 * Dictionary Views")
 */
const families = `
arguments -owner object_name package_name object_id:n overload subprogram_id:n argument_name position:n sequence:n data_level:n data_type defaulted default_value default_length:n in_out data_length:n~ data_precision:n~ data_scale:n~ radix:n character_set_name type_owner type_name type_subname type_link type_object_type~ pls_type char_length:n~ char_used~ origin_con_id:n
col_comments -owner table_name column_name comments
coll_types -owner type_name coll_type upper_bound:n elem_type_mod elem_type_owner elem_type_name length:n precision:n scale:n character_set_name nulls_stored
cons_columns owner constraint_name table_name column_name position:n
constraints owner constraint_name constraint_type table_name search_condition search_condition_vc r_owner r_constraint_name delete_rule status deferrable deferred validated generated bad rely~ last_change:d~ index_owner index_name invalid view_related origin_con_id:n
dependencies -owner name type referenced_owner referenced_name referenced_type referenced_link_name dependency_type
errors -owner name type sequence:n line:n position:n text attribute message_number:n
ind_columns -index_owner index_name table_owner table_name column_name column_position:n column_length:n char_length:n descend collated_column_id:n~
ind_expressions -index_owner index_name -table_owner table_name column_expression column_position:n
ind_partitions -index_owner index_name composite partition_name subpartition_count:n high_value~ high_value_length:n~ partition_position:n status tablespace_name pct_free:n~ ini_trans:n~ max_trans:n~ initial_extent:n~ next_extent:n~ min_extent:n~ max_extent:n~ max_size:n~ pct_increase:n~ freelists:n~ freelist_groups:n~ logging~ compression~ blevel:n~ leaf_blocks:n~ distinct_keys:n~ avg_leaf_blocks_per_key:n~ avg_data_blocks_per_key:n~ clustering_factor:n~ num_rows:n sample_size:n~ last_analyzed:d~ buffer_pool~ flash_cache~ cell_flash_cache~ user_stats~ pct_direct_access:n global_stats~ domidx_opstatus parameters interval~ segment_created~ orphaned_entries~
indexes -owner index_name index_type table_owner table_name table_type uniqueness compression= prefix_length:n~ tablespace_name ini_trans:n~ max_trans:n~ initial_extent:n~ next_extent:n~ min_extents:n~ max_extents:n~ pct_increase:n~ pct_threshold:n include_column:n freelists:n~ freelist_groups:n~ pct_free:n~ logging~ blevel:n~ leaf_blocks:n~ distinct_keys:n~ avg_leaf_blocks_per_key:n~ avg_data_blocks_per_key:n~ clustering_factor:n~ status num_rows:n sample_size:n~ last_analyzed:d~ degree~ instances~ partitioned temporary generated secondary buffer_pool~ flash_cache~ cell_flash_cache~ user_stats duration pct_direct_access:n ityp_owner ityp_name parameters global_stats~ domidx_status domidx_opstatus funcidx_status join_index iot_redundant_pkey_elim dropped visibility domidx_management segment_created~ orphaned_entries indexing=
jobs job:n log_user priv_user schema_user last_date:d last_sec this_date:d this_sec next_date:d next_sec total_time:n broken interval failures:n what nls_env instance:n
lobs -owner table_name column_name segment_name~ tablespace_name index_name~ chunk:n~ pctversion:n~ retention:n~ freepools:n~ cache~ logging encrypt~ compression~ deduplication~ in_row~ format~ partitioned securefile~ segment_created~ retention_type~ retention_value:n~
mviews owner mview_name container_name query query_len:n updatable update_log master_rollback_seg master_link rewrite_enabled rewrite_capability~ refresh_mode refresh_method build_mode fast_refreshable~ last_refresh_type~ last_refresh_date:d~ last_refresh_end_time:d~ staleness~ after_fast_refresh~ unknown_prebuilt~ unknown_plsql_func~ unknown_external_table unknown_consider_fresh~ unknown_import~ unknown_trusted_fd~ compile_state use_no_index~ stale_since:d num_pct_tables:n~ num_fresh_pct_regions:n~ num_stale_pct_regions:n~ segment_created~ evaluation_edition unusable_before unusable_beginning default_collation on_query_computation
objects -owner object_name subobject_name object_id:n data_object_id:n object_type created:d~ last_ddl_time:d~ timestamp~ status temporary generated secondary namespace:n edition_name sharing editionable oracle_maintained application default_collation= duplicated sharded created_appid:n created_vsnid:n modified_appid:n modified_vsnid:n
part_key_columns -owner name object_type column_name column_position:n collated_column_id:n~
part_tables -owner table_name partitioning_type subpartitioning_type partition_count:n def_subpartition_count:n~ partitioning_key_count:n subpartitioning_key_count:n~ status def_tablespace_name~ def_pct_free:n~ def_pct_used:n~ def_ini_trans:n~ def_max_trans:n~ def_initial_extent~ def_next_extent~ def_min_extents~ def_max_extents~ def_max_size~ def_pct_increase~ def_freelists:n~ def_freelist_groups:n~ def_logging~ def_compression~ def_compress_for~ def_buffer_pool~ def_flash_cache~ def_cell_flash_cache~ ref_ptn_constraint_name~ interval~ autolist interval_subpartition autolist_subpartition is_nested def_segment_creation~ def_indexing~ def_inmemory~ def_inmemory_priority def_inmemory_distribute def_inmemory_compression def_inmemory_duplicate def_read_only~ def_inmemory_service def_inmemory_service_name
plsql_object_settings -owner name type plsql_optimize_level:n= plsql_code_type= plsql_debug= plsql_warnings= nls_length_semantics= plsql_ccflags~ plscope_settings= origin_con_id:n
procedures -owner object_name procedure_name object_id:n subprogram_id:n overload object_type aggregate pipelined impltypeowner~ impltypename~ parallel~ interface deterministic? authid? result_cache~ origin_con_id:n polymorphic~
scheduler_jobs -owner job_name job_subname job_style job_creator client_id global_uid program_owner program_name job_type job_action number_of_arguments:n schedule_owner schedule_name schedule_type start_date:t repeat_interval event_queue_owner event_queue_name event_queue_agent event_condition event_rule file_watcher_owner file_watcher_name end_date:t job_class enabled auto_drop restart_on_recovery restart_on_failure state job_priority:n run_count:n uptime_run_count:n~ max_runs:n failure_count:n uptime_failure_count:n~ max_failures:n retry_count:n~ last_start_date:t last_run_duration:i next_run_date:t schedule_limit:i max_run_duration:i logging_level~ store_output stop_on_window_close instance_stickiness raise_events system job_weight:n nls_env~ source number_of_destinations:n destination_owner destination credential_owner credential_name instance_id:n~ deferred_drop allow_runs_in_restricted_mode comments flags:n~ restartable has_constraints connect_credential_owner connect_credential_name fail_on_script_error
scheduler_job_run_details log_id:n log_date:t -owner job_name job_subname status error#:n req_start_date:t actual_start_date:t run_duration:i instance_id:n~ session_id~ slave_pid~ cpu_used:i~ credential_owner credential_name destination_owner destination additional_info errors~ output~ binary_errors:r~ binary_output:r~
scheduler_programs -owner program_name program_type program_action number_of_arguments:n enabled detached schedule_limit:i priority:n~ weight:n~ max_runs:n max_failures:n max_run_duration:i has_constraints nls_env~ comments
scheduler_running_jobs -owner job_name job_subname job_style detached session_id:n~ slave_process_id:n~ slave_os_process_id~ running_instance:n resource_consumer_group~ elapsed_time:i cpu_used:i~ destination_owner destination credential_owner credential_name log_id:n~
scheduler_schedules -owner schedule_name schedule_type start_date:t repeat_interval event_queue_owner event_queue_name event_queue_agent event_condition file_watcher_owner file_watcher_name end_date:t comments
sequences -sequence_owner sequence_name min_value:n max_value:n increment_by:n cycle_flag order_flag cache_size:n last_number:n scale_flag= extend_flag= session_flag= keep_value=
source -owner name type line:n text
synonyms -owner synonym_name table_owner table_name db_link
tab_col_statistics -owner table_name column_name num_distinct:n low_value:r~ high_value:r~ density:n num_nulls:n num_buckets:n~ last_analyzed:d sample_size:n~ global_stats user_stats notes avg_col_len:n histogram scope
tab_cols -owner table_name column_name data_type data_type_mod data_type_owner data_length:n data_precision:n data_scale:n nullable column_id:n default_length:n data_default num_distinct:n low_value:r~ high_value:r~ density:n num_nulls:n num_buckets:n~ last_analyzed:d sample_size:n~ character_set_name char_col_decl_length:n global_stats user_stats avg_col_len:n char_length:n char_used v80_fmt_image data_upgraded hidden_column virtual_column segment_column_id:n internal_column_id:n histogram qualified_col_name user_generated default_on_null identity_column evaluation_edition unusable_before unusable_beginning collation= collated_column_id:n~
tab_columns -owner table_name column_name data_type data_type_mod data_type_owner data_length:n data_precision:n data_scale:n nullable column_id:n default_length:n data_default num_distinct:n low_value:r~ high_value:r~ density:n num_nulls:n num_buckets:n~ last_analyzed:d sample_size:n~ character_set_name char_col_decl_length:n global_stats user_stats avg_col_len:n char_length:n char_used v80_fmt_image data_upgraded histogram default_on_null identity_column evaluation_edition unusable_before unusable_beginning collation=
tab_comments -owner table_name table_type comments
tab_identity_cols -owner table_name column_name generation_type sequence_name identity_options~
tab_partitions -table_owner table_name composite partition_name subpartition_count:n high_value high_value_length:n partition_position:n tablespace_name pct_free:n~ pct_used:n~ ini_trans:n~ max_trans:n~ initial_extent:n~ next_extent:n~ min_extent:n~ max_extent:n~ max_size:n~ pct_increase:n~ freelists:n~ freelist_groups:n~ logging~ compression~ compress_for~ num_rows:n blocks:n~ empty_blocks:n~ avg_space:n~ chain_cnt:n~ avg_row_len:n~ sample_size:n~ last_analyzed:d~ buffer_pool~ flash_cache~ cell_flash_cache~ global_stats~ user_stats is_nested parent_table_partition interval~ segment_created~ indexing~ read_only~ inmemory~ inmemory_priority inmemory_distribute inmemory_compression inmemory_duplicate cellmemory inmemory_service inmemory_service_name memoptimize_read~ memoptimize_write~
tab_statistics -owner table_name partition_name partition_position:n subpartition_name subpartition_position:n object_type num_rows:n blocks:n empty_blocks:n~ avg_space:n~ chain_cnt:n~ avg_row_len:n avg_space_freelist_blocks:n~ num_freelist_blocks:n~ avg_cached_blocks:n~ avg_cache_hit_ratio:n~ im_imcu_count:n im_block_count:n im_stat_update_time:d scan_rate:n~ sample_size:n~ last_analyzed:d global_stats~ user_stats stattype_locked stale_stats~ scope
tables -owner table_name tablespace_name cluster_name iot_name status pct_free:n~ pct_used:n~ ini_trans:n~ max_trans:n~ initial_extent:n~ next_extent:n~ min_extents:n~ max_extents:n~ pct_increase:n~ freelists:n~ freelist_groups:n~ logging? backed_up num_rows:n blocks:n empty_blocks:n~ avg_space:n~ chain_cnt:n~ avg_row_len:n~ avg_space_freelist_blocks:n~ num_freelist_blocks:n~ degree~ instances~ cache= table_lock= sample_size:n~ last_analyzed:d partitioned iot_type~ temporary secondary nested= buffer_pool~ flash_cache~ cell_flash_cache~ row_movement= global_stats~ user_stats duration skip_corrupt= monitoring cluster_owner dependencies= compression~ compress_for~ dropped read_only segment_created~ result_cache= clustering= activity_tracking dml_timestamp has_identity container_data inmemory= inmemory_priority inmemory_distribute inmemory_compression inmemory_duplicate default_collation= duplicated sharded external= cellmemory containers_default container_map extended_data_link extended_data_link_map inmemory_service inmemory_service_name container_map_object memoptimize_read memoptimize_write has_sensitive_column
triggers -owner trigger_name trigger_type triggering_event table_owner base_object_type table_name column_name~ referencing_names when_clause status description action_type= trigger_body crossedition= before_statement~ before_row~ after_row~ after_statement~ instead_of_row~ fire_once apply_server_only
type_attrs -owner type_name attr_name attr_type_mod attr_type_owner attr_type_name length:n precision:n scale:n character_set_name attr_no:n inherited char_used~
type_methods -owner type_name method_name method_no:n method_type parameters:n results:n final instantiable overriding inherited
types -owner type_name type_oid:r~ typecode attributes:n methods:n predefined incomplete final instantiable persistable supertype_owner supertype_name local_attributes:n local_methods:n typeid:r~
updatable_columns owner table_name column_name updatable insertable deletable
views -owner view_name text_length:n text text_vc type_text_length:n~ type_text~ oid_text_length:n~ oid_text~ view_type_owner~ view_type~ superview_name~ editioning_view read_only container_data bequeath= origin_con_id:n default_collation= containers_default container_map extended_data_link extended_data_link_map has_sensitive_column`;

const others = `
all_tab_privs grantor grantee table_schema table_name privilege grantable hierarchy common type inherited
dba_tab_privs grantee owner table_name grantor privilege grantable hierarchy common type inherited
user_tab_privs grantee owner table_name grantor privilege grantable hierarchy common type inherited
all_col_privs grantor grantee table_schema table_name column_name privilege grantable common inherited
dba_col_privs grantee owner table_name column_name grantor privilege grantable common inherited
user_col_privs grantee owner table_name column_name grantor privilege grantable common inherited
all_directories owner directory_name directory_path origin_con_id:n
dba_directories owner directory_name directory_path origin_con_id:n
all_users username user_id:n created:d~ common oracle_maintained
dba_users username user_id:n password account_status= lock_date:d~ expiry_date:d~ default_tablespace~ temporary_tablespace~ local_temp_tablespace created:d~ profile= initial_rsrc_consumer_group~ external_name password_versions~ editions_enabled authentication_type~ proxy_only_connect common last_login:t~ oracle_maintained inherited default_collation implicit all_shard
user_users username user_id:n account_status= created:d~ default_tablespace~ temporary_tablespace~
cat table_name table_type
dba_jobs_running sid:n job:n failures:n last_date:d last_sec this_date:d this_sec instance:n
dba_recyclebin owner~ object_name~ original_name~ operation~ type~ ts_name~ createtime~ droptime~ can_undrop~ can_purge~
user_recyclebin object_name~ original_name~ operation~ type~ ts_name~ createtime~ droptime~ can_undrop~ can_purge~
dba_segments owner segment_name partition_name segment_type tablespace_name bytes:n blocks:n extents:n
user_segments segment_name partition_name segment_type tablespace_name bytes:n blocks:n extents:n
dba_tablespaces tablespace_name block_size:n status contents logging
user_tablespaces tablespace_name block_size:n status contents logging
user_tab_privs_made grantee table_name grantor privilege grantable hierarchy common type inherited
user_tab_privs_recd owner table_name grantor privilege grantable hierarchy common type inherited
dba_role_privs grantee granted_role admin_option delegate_option default_role common inherited
dba_sys_privs grantee privilege admin_option common inherited
user_sys_privs username privilege admin_option common inherited
role_sys_privs role privilege admin_option common inherited
role_role_privs role granted_role admin_option common inherited
role_tab_privs role owner table_name column_name privilege grantable common inherited
dual dummy
database_properties property_name property_value description
global_name global_name
nls_database_parameters parameter value
nls_instance_parameters parameter value
nls_session_parameters parameter value
product_component_version product version version_full status
session_context namespace attribute value
session_privs privilege
session_roles role
tab tname tabtype clusterid:n
user_role_privs username granted_role admin_option delegate_option default_role os_granted common inherited
v_database dbid:n name created:d resetlogs_change#:n~ resetlogs_time:d~ prior_resetlogs_change#:n~ prior_resetlogs_time:d~ log_mode checkpoint_change#:n~ archive_change#:n~ controlfile_type controlfile_created:d~ controlfile_sequence#:n~ controlfile_change#:n~ controlfile_time:d~ open_resetlogs~ version_time:d~ open_mode protection_mode~ protection_level~ remote_archive~ activation#:n~ switchover#:n~ database_role archivelog_change#:n~ archivelog_compression~ switchover_status~ dataguard_broker~ guard_status~ supplemental_log_data_min supplemental_log_data_pk~ supplemental_log_data_ui~ force_logging platform_id:n~ platform_name recovery_target_incarnation#:n~ last_open_incarnation#:n~ current_scn:n~ flashback_on supplemental_log_data_fk~ supplemental_log_data_all~ db_unique_name standby_became_primary_scn:n~ fs_failover_status~ fs_failover_current_target~ fs_failover_threshold:n~ fs_failover_observer_present~ fs_failover_observer_host~ controlfile_converted~ primary_db_unique_name~ supplemental_log_data_pl~ min_required_capture_change#:n~ cdb con_id:n pending_role_change_tasks~ con_dbid:n~ force_full_db_caching~
v_instance instance_number:n instance_name host_name version version_legacy version_full startup_time:d status parallel thread#:n archiver~ log_switch_wait logins shutdown_pending database_status instance_role active_state blocked con_id:n instance_mode edition~ family~ database_type
v_mystat sid:n
v_nls_parameters parameter value
v_parameter num:n~ name type:n value display_value default_value~ isdefault~ isses_modifiable issys_modifiable~ ispdb_modifiable~ isinstance_modifiable~ ismodified~ isadjusted~ isdeprecated isbasic~ description~ update_comment~ hash:n~ con_id:n
v_process addr:r pid:n sosid spid stid execution_type pname username serial#:n terminal program traceid~ tracefile~ background latchwait~ latchspin~ pga_used_mem:n~ pga_alloc_mem:n~ pga_freeable_mem:n~ pga_max_mem:n~ numa_default:n~ numa_curr:n~ cpu_used:n~ con_id:n
dba_parallel_execute_chunks chunk_id:n task_owner task_name status start_rowid end_rowid start_id:n end_id:n job_name~ start_ts:s end_ts:s error_code:n error_message
user_parallel_execute_chunks chunk_id:n task_name status start_rowid end_rowid start_id:n end_id:n job_name~ start_ts:s end_ts:s error_code:n error_message
dba_parallel_execute_tasks task_owner task_name chunk_type status table_owner table_name number_column task_comment job_prefix~ sql_stmt language_flag:n edition~ apply_crossedition_trigger~ fire_apply_trigger~ parallel_level:n job_class~
user_parallel_execute_tasks task_name chunk_type status table_owner table_name number_column task_comment job_prefix~ sql_stmt language_flag:n edition~ apply_crossedition_trigger~ fire_apply_trigger~ parallel_level:n job_class~
v_session saddr:r sid:n serial#:n audsid:n paddr:r user#:n~ username command:n~ ownerid:n~ taddr lockwait status server schema#:n~ schemaname osuser process machine port:n terminal program type sql_address:r~ sql_hash_value:n~ sql_id sql_child_number:n~ sql_exec_start:d~ sql_exec_id:n~ prev_sql_addr:r~ prev_hash_value:n~ prev_sql_id~ prev_child_number:n~ prev_exec_start:d~ prev_exec_id:n~ plsql_entry_object_id:n~ plsql_entry_subprogram_id:n~ plsql_object_id:n~ plsql_subprogram_id:n~ module module_hash:n~ action action_hash:n~ client_info fixed_table_sequence:n~ row_wait_obj#:n~ row_wait_file#:n~ row_wait_block#:n~ row_wait_row#:n~ top_level_call#:n~ logon_time:d last_call_et:n pdml_enabled failover_type failover_method failed_over resource_consumer_group~ pdml_status pddl_status pq_status current_queue_duration:n~ client_identifier blocking_session_status blocking_instance:n blocking_session:n final_blocking_session_status~ final_blocking_instance:n~ final_blocking_session:n~ seq#:n~ event#:n~ event p1text~ p1:n~ p1raw:r~ p2text~ p2:n~ p2raw:r~ p3text~ p3:n~ p3raw:r~ wait_class_id:n~ wait_class#:n~ wait_class~ wait_time:n~ seconds_in_wait:n~ state wait_time_micro:n~ time_remaining_micro:n~ time_since_last_wait_micro:n~ service_name~ sql_trace sql_trace_waits sql_trace_binds sql_trace_plan_stats~ session_edition_id:n~ creator_addr:r~ creator_serial#:n~ ecid sql_translation_profile_id:n pga_tunable_mem:n~ shard_ddl_status con_id:n external_name plsql_debugger_connected
v_timer hsecs:n
v_version banner banner_full banner_legacy con_id:n`;

/** What a column of a view here cannot tell: anything, what was declared, or more than how a thing was converted. */
export type DictionaryGap = 'empty' | 'constant' | 'converted';

const marks: Readonly<Record<string, DictionaryGap>> = { '~': 'empty', '=': 'constant', '?': 'converted' };

/** Those of columns, by the name of the view without its scope. */
const gaps: ReadonlyMap<string, ReadonlyMap<string, DictionaryGap>> = new Map(
  [...linesOf(families), ...linesOf(others)].map(([view = '', ...columns]) => [
    view,
    new Map(
      columns.flatMap((c): [string, DictionaryGap][] => {
        const gap = marks[c.at(-1) ?? ''];
        return gap === undefined ? [] : [[columnOf(c.replace('-', '')).name, gap]];
      }),
    ),
  ]),
);

const shapes: ReadonlyMap<string, readonly ColumnInfo[]> = new Map([
  ...linesOf(families).flatMap(([family = '', ...columns]) =>
    ['all', 'dba', 'user'].map((scope): [string, readonly ColumnInfo[]] => [
      `${scope}_${family}`,
      columns
        .filter((c) => scope !== 'user' || !c.startsWith('-'))
        .map((c) => columnOf(c.startsWith('-') ? c.slice(1) : c)),
    ]),
  ),
  ...linesOf(others).flatMap(([name = '', ...columns]): [string, readonly ColumnInfo[]][] => {
    const known = columns.map(columnOf);
    return name.startsWith('v_')
      ? [
          [name, known],
          [`g${name}`, [columnOf('inst_id:n'), ...known]],
        ]
      : [[name, known]];
  }),
]);

function linesOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
}

function columnOf(text: string): ColumnInfo {
  const [name = '', kind] = text.replace(/[~=?]$/, '').split(':');
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
    case 's':
      return { kind: 'timestamp', zone: 'none' };
    case 't':
      return { kind: 'timestamp', zone: 'zone' };
    case 'r':
      return { kind: 'raw' };
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

/** The runtime's name for a dictionary or V$ view (`V$SESSION` → `v_session`, `GV_$SESSION` → `gv_session`). */
export const runtimeViewName = (name: string): string =>
  synonyms.get(name.toLowerCase()) ?? name.toLowerCase().replace(/^(g?)v_?\$/, '$1v_');

/** The columns of a dictionary or V$ view that the runtime has, or undefined when it has no such view. */
export const runtimeViewColumns = (name: string): readonly ColumnInfo[] | undefined =>
  /^G?V_[^$]/i.test(name) ? undefined : shapes.get(runtimeViewName(name));

/** The names in schema `ora` of the views that the runtime has. */
export const runtimeViews = (): readonly string[] => [...shapes.keys()];

/** What the column of a dictionary view does not tell, though Oracle's does. */
export function dictionaryGap(view: string, column: string): DictionaryGap | undefined {
  const name = runtimeViewName(view).replace(/^gv_/, 'v_');
  return (gaps.get(name) ?? gaps.get(name.replace(/^(user|all|dba)_/, '')))?.get(column);
}
