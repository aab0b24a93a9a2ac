/**
 * Oracle's parameter names where the runtime calls a parameter otherwise, in order; calls may use either by
 * `name => value`. (PL/SQL Packages and Types Reference, the section of each subprogram)
 */
const names: ReadonlyMap<string, readonly string[]> = new Map(
  `DBMS_LOB.APPEND dest_lob src_lob
  DBMS_LOB.COMPARE lob_1 lob_2 amount offset_1 offset_2
  DBMS_LOB.COPY dest_lob src_lob amount dest_offset src_offset
  DBMS_LOB.CREATETEMPORARY lob_loc cache dur
  DBMS_LOB.ERASE lob_loc amount offset
  DBMS_LOB.FREETEMPORARY lob_loc
  DBMS_LOB.GETLENGTH lob_loc
  DBMS_LOB.INSTR lob_loc pattern offset nth
  DBMS_LOB.READ lob_loc amount offset buffer
  DBMS_LOB.SUBSTR lob_loc amount offset
  DBMS_LOB.TRIM lob_loc newlen
  DBMS_LOB.WRITE lob_loc amount offset buffer
  DBMS_LOB.WRITEAPPEND lob_loc amount buffer
  DBMS_OUTPUT.PUT a
  DBMS_OUTPUT.PUT_LINE a
  DBMS_OUTPUT.ENABLE buffer_size
  DBMS_RANDOM.VALUE low high
  DBMS_RANDOM.STRING opt len
  DBMS_RANDOM.SEED val
  DBMS_RANDOM.INITIALIZE val
  DBMS_LOCK.SLEEP seconds
  UTL_FILE.FSEEK file absolute_offset relative_offset
  UTL_FILE.FREMOVE location filename
  UTL_FILE.FRENAME src_location src_filename dest_location dest_filename overwrite
  DBMS_XSLPROCESSOR.CLOB2FILE cl flocation fname csid
  DBMS_XSLPROCESSOR.READ2CLOB flocation fname csid
  DBMS_LOB.CLOB2FILE cl file_loc filename csid
  OWA.INIT_CGI_ENV num_params param_name param_val
  DBMS_SESSION.SLEEP seconds
  DBMS_LOCK.ALLOCATE_UNIQUE lockname lockhandle expiration_secs
  DBMS_LOCK.ALLOCATE_UNIQUE_AUTONOMOUS lockname lockhandle expiration_secs
  DBMS_LOCK.REQUEST lockhandle lockmode timeout release_on_commit
  DBMS_LOCK.RELEASE lockhandle
  DBMS_LOCK.CONVERT lockhandle lockmode timeout
  DBMS_CRYPTO.HASH src typ
  DBMS_CRYPTO.MAC src typ key
  DBMS_CRYPTO.ENCRYPT src typ key iv
  DBMS_CRYPTO.DECRYPT src typ key iv
  DBMS_CRYPTO.RANDOMBYTES number_bytes
  DBMS_OBFUSCATION_TOOLKIT.MD5 input
  DBMS_UTILITY.GET_HASH_VALUE name base hash_size
  DBMS_UTILITY.COMMA_TO_TABLE list tablen tab
  DBMS_UTILITY.TABLE_TO_COMMA tab tablen list
  DBMS_UTILITY.EXEC_DDL_STATEMENT parse_string
  DBMS_UTILITY.NAME_TOKENIZE name a b c dblink nextpos
  DBMS_UTILITY.CANONICALIZE name canon_name canon_len
  DBMS_UTILITY.IS_BIT_SET r n
  DBMS_APPLICATION_INFO.SET_MODULE module_name action_name
  DBMS_APPLICATION_INFO.SET_ACTION action_name
  DBMS_APPLICATION_INFO.SET_CLIENT_INFO client_info
  DBMS_APPLICATION_INFO.READ_MODULE module_name action_name
  DBMS_APPLICATION_INFO.READ_CLIENT_INFO client_info
  DBMS_SESSION.SET_CONTEXT namespace attribute value username client_id
  DBMS_SESSION.CLEAR_CONTEXT namespace client_id attribute
  DBMS_SESSION.SET_IDENTIFIER client_id
  DBMS_SESSION.SET_NLS param value
  DBMS_SESSION.IS_ROLE_ENABLED rolename
  DBMS_SQL.BIND_VARIABLE c name value out_value_size
  DBMS_SQL.BIND_ARRAY c name table_variable index1 index2
  DBMS_SQL.DEFINE_ARRAY c position table_variable cnt lower_bnd
  DBMS_SQL.DEFINE_COLUMN c position column column_size
  DBMS_SQL.COLUMN_VALUE c position value
  DBMS_SQL.VARIABLE_VALUE c name value
  DBMS_SQL.COLUMN_VALUE_LONG c position length offset value value_length
  DBMS_SQL.DEFINE_COLUMN_LONG c position
  DBMS_SQL.DESCRIBE_COLUMNS c col_cnt desc_t
  DBMS_SQL.EXECUTE_AND_FETCH c exact
  DBMS_ASSERT.ENQUOTE_LITERAL str
  DBMS_ASSERT.ENQUOTE_NAME str capitalize
  DBMS_ASSERT.NOOP str
  DBMS_ASSERT.QUALIFIED_SQL_NAME str
  DBMS_ASSERT.SCHEMA_NAME str
  DBMS_ASSERT.SIMPLE_SQL_NAME str
  DBMS_ASSERT.SQL_OBJECT_NAME str
  DBMS_XMLGEN.CONVERT xmldata flag
  UTL_RAW.CAST_TO_RAW c
  UTL_RAW.CAST_TO_VARCHAR2 r
  UTL_RAW.CAST_TO_NVARCHAR2 r
  UTL_RAW.CAST_TO_NUMBER r
  UTL_RAW.CAST_FROM_NUMBER n
  UTL_RAW.CAST_TO_BINARY_INTEGER r endianess
  UTL_RAW.CAST_FROM_BINARY_INTEGER n endianess
  UTL_RAW.CAST_TO_BINARY_DOUBLE r endianess
  UTL_RAW.CAST_FROM_BINARY_DOUBLE n endianess
  UTL_RAW.CAST_TO_BINARY_FLOAT r endianess
  UTL_RAW.CAST_FROM_BINARY_FLOAT n endianess
  UTL_RAW.SUBSTR r pos len
  UTL_RAW.LENGTH r
  UTL_RAW.REVERSE r
  UTL_RAW.CONCAT r1 r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12
  UTL_RAW.COPIES r n
  UTL_RAW.COMPARE r1 r2 pad
  UTL_RAW.BIT_AND r1 r2
  UTL_RAW.BIT_OR r1 r2
  UTL_RAW.BIT_XOR r1 r2
  UTL_RAW.BIT_COMPLEMENT r
  UTL_RAW.XRANGE start_byte end_byte
  UTL_RAW.OVERLAY overlay_str target pos len pad
  UTL_RAW.CONVERT r to_charset from_charset
  UTL_RAW.TRANSLATE r from_set to_set
  UTL_RAW.TRANSLITERATE r to_set from_set pad
  UTL_ENCODE.BASE64_ENCODE r
  UTL_ENCODE.BASE64_DECODE r
  UTL_ENCODE.UUENCODE r type filename permission
  UTL_ENCODE.UUDECODE r
  UTL_ENCODE.QUOTED_PRINTABLE_ENCODE r
  UTL_ENCODE.QUOTED_PRINTABLE_DECODE r
  UTL_ENCODE.MIMEHEADER_ENCODE buf encode_charset encoding
  UTL_ENCODE.MIMEHEADER_DECODE buf
  UTL_ENCODE.TEXT_ENCODE buf encode_charset encoding
  UTL_ENCODE.TEXT_DECODE buf encode_charset encoding
  UTL_I18N.STRING_TO_RAW data dst_charset
  UTL_I18N.RAW_TO_CHAR data src_charset
  UTL_I18N.RAW_TO_NCHAR data src_charset
  UTL_I18N.UNESCAPE_REFERENCE str
  UTL_URL.ESCAPE url escape_reserved_chars url_charset
  UTL_URL.UNESCAPE url url_charset
  UTL_MATCH.EDIT_DISTANCE s1 s2
  UTL_MATCH.EDIT_DISTANCE_SIMILARITY s1 s2
  UTL_MATCH.JARO_WINKLER s1 s2
  UTL_MATCH.JARO_WINKLER_SIMILARITY s1 s2
  HTP.P cbuf
  HTP.PRN cbuf
  HTP.PRINT cbuf`
    .split('\n')
    .map((line) => {
      const [member = '', ...parameters] = line.trim().split(' ');
      return [member, parameters] as const;
    }),
);

/** Oracle's parameter names of a member, in lower case; empty where the runtime's own are Oracle's. */
export const oracleParameters = (packageName: string, member: string): readonly string[] =>
  names.get(`${packageName}.${member}`) ?? [];
