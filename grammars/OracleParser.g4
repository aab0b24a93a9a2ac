/*
 * Oracle SQL and PL/SQL (19c with the common 21c and 23ai additions), written for the speed of antlr4ng.
 *
 * - Tokens come from the product's own lexer through src/parse/tokens/token-source.ts; this file only names them.
 *   A keyword is the token of its own name; SKIP_ stands for SKIP, ID_WORD for ID.
 * - Oracle allows most keywords as names. `identifier` lists those that never steer a decision wrongly; the others
 *   (BEGIN, LEFT, OPEN, CAST …) are turned into ID by their neighbours in src/parse/tokens/soft-keywords.ts.
 * - Expressions are flat: operands and operators in source order. Precedence is resolved when the IR is built.
 * - A parenthesis is entered once: `parenthesized` and `tableSource` decide by SELECT or WITH behind it, so that nothing
 *   has to look through nested parentheses.
 * - Rules named `opaque…` skip tokens. They end a statement or stand in parentheses of their own, never behind a shared rule.
 * - BROKEN stands for the tokens of a statement, declaration or member that did not parse (src/parse/recovery.ts).
 * - No left recursion, no predicates, no actions.
 *
 * Sections: units, names, expressions, functions with a syntax of their own, data types, queries, data manipulation,
 * PL/SQL, CREATE, ALTER, other statements, words.
 */
parser grammar OracleParser;

options {
    superClass = FastParser;
    contextSuperClass = FastContext;
}

tokens {
    ID, QUOTED_ID, NUMBER_LITERAL, STRING_LITERAL, BIND, INQUIRY, SUBSTITUTION, BROKEN, OUTER_JOIN_MARK, FROM_END,
    UNKNOWN_TOKEN, SEMI, COMMA, DOT, LPAREN, RPAREN, LBRACK, RBRACK, LBRACE, RBRACE, PLUS, MINUS_SIGN, STAR, SLASH,
    CONCAT, POWER, EQ, NE, LT, GT, LE, GE, ASSIGN, ARROW, RANGE_SIGN, PERCENT_SIGN, AT_SIGN, COLON, BAR, BANG, CARET,
    QUESTION, DOLLAR, LABEL_START, LABEL_END,
    A, ABSENT, ACCESS, ACCESSED, ACCESSIBLE, ACCOUNT, ADD, ADMIN, ADVANCED, ADVISE, AFTER, AGENT, AGGREGATE, ALL,
    ALLOCATE, ALLOW, ALTER, ALWAYS, ANALYTIC, ANALYZE, ANCILLARY, AND, ANNOTATIONS, ANY, ANYSCHEMA, APPEND, APPLY,
    ARCHIVAL, ARCHIVE, ARRAY, AS, ASC, ASCII, ASSOCIATE, ASYNC, ASYNCHRONOUS, AT, ATTRIBUTE, ATTRIBUTES, AUDIT,
    AUTHENTICATED, AUTHENTICATION, AUTHID, AUTHORIZATION, AUTO, AUTOMATIC, BASIC, BASICFILE, BATCH, BEFORE, BEGIN,
    BEGINNING, BEQUEATH, BETWEEN, BIGFILE, BINARY, BINDING, BITMAP, BLOCK, BLOCKCHAIN, BODY, BOTH, BREADTH,
    BUFFER_POOL, BUILD, BULK, BY, BYTE, CACHE, CALL, CALLING, CAPACITY, CASCADE, CASE, CAST, CELL_FLASH_CACHE,
    CHAINED, CHAR, CHARACTER, CHECK, CHECKPOINT, CHILD, CHUNK, CLASS, CLEANUP, CLOB, CLOSE, CLUSTER, CLUSTERING, COALESCE,
    COLLATE, COLLATION, COLLECT, COLUMN, COLUMNS, COMMENT, COMMIT, COMMITTED, COMPACT, COMPILE, COMPLETE, COMPOUND,
    COMPRESS, COMPUTATION, COMPUTE, CONCURRENT, CONDITIONAL, CONNECT, CONNECT_BY_ROOT, CONSIDER, CONSISTENT,
    CONSTANT, CONSTRAINT, CONSTRAINTS, CONSTRUCTOR, CONTAINER, CONTAINERS, CONTAINERS_DEFAULT, CONTAINER_MAP,
    CONTENT, CONTENTS, CONTEXT, CONTINUE, CONTROLFILE, CONVERSION, CONVERT, COPY, COUNT, CREATE, CREATION, CRITICAL,
    CROSS, CROSSEDITION, CURRENT, CURRENT_USER, CURSOR, CYCLE, DANGLING, DATA, DATABASE, DATAFILES, DATE, DAY, DAYS,
    DBA_RECYCLEBIN, DDL, DEALLOCATE, DEBUG, DECLARE, DECREMENT, DECRYPT, DEDUPLICATE, DEFAULT, DEFAULTS, DEFERRABLE,
    DEFERRED, DEFINE, DEFINER, DEFINITION, DEGREE, DELEGATE, DELETE, DEMAND, DENSE_RANK, DEPTH, DESC, DETERMINES,
    DETERMINISTIC, DIMENSION, DIRECTORY, DIRECT_LOAD, DISABLE, DISALLOW, DISASSOCIATE, DISKGROUP, DISPLAY, DISTINCT,
    DISTRIBUTE, DML, DOCUMENT, DOMAIN, DROP, DUPLICATE, DUPLICATED, EACH, EDITION, EDITIONABLE, EDITIONING, EDITIONS,
    ELEMENT, ELSE, ELSIF, EMPTY, ENABLE, ENCODING, ENCRYPT, END, ENFORCED, ENTITYESCAPING, ENV, ERROR, ERRORS,
    ESCAPE, ESTIMATE, EVALNAME, EVALUATE, EVENTS, EXCEPT, EXCEPTION, EXCEPTIONS, EXCHANGE, EXCLUDE, EXCLUDING,
    EXCLUSIVE, EXECUTE, EXISTING, EXISTS, EXIT, EXPIRE, EXPLAIN, EXTEND, EXTENDED, EXTENT, EXTERNAL, EXTERNALLY,
    EXTRA, EXTRACT, FALSE, FAST, FETCH, FILESYSTEM_LIKE_LOGGING, FILTER, FINAL, FIRST, FLASHBACK, FLASH_CACHE,
    FOLLOWING, FOLLOWS, FOR, FORALL, FORCE, FOREIGN, FORMAT, FORWARD, FREELIST, FREELISTS, FREEPOOLS, FRESH, FROM,
    FULL, FUNCTION, GENERATED, GLOBAL, GLOBALLY, GOTO, GRANT, GROUP, GROUPING, GROUPS, GUARD, HASH, HASHING,
    HASHKEYS, HAVING, HEAP, HIDE, HIERARCHY, HIGH, HOUR, IDENTIFIED, IDENTIFIER, IDENTITY, IDLE, ID_WORD, IF, IGNORE,
    ILM, IMMEDIATE, IMMUTABLE, IN, INCLUDE, INCLUDING, INCREMENT, INDENT, INDEX, INDEXED, INDEXES, INDEXING,
    INDEXTYPE, INDICES, INFINITE, INITIAL, INITIALIZED, INITIALLY, INITRANS, INMEMORY, INNER, INSERT, INSTANCES,
    INSTANTIABLE, INSTEAD, INTERSECT, INTERVAL, INTO, INVALIDATE, INVALIDATION, INVISIBLE, IS, ISOLATION, ITERATE,
    JAVA, JOIN, JSON, JSON_ARRAY, JSON_ARRAYAGG, JSON_EQUAL, JSON_EXISTS, JSON_MERGEPATCH, JSON_OBJECT,
    JSON_OBJECTAGG, JSON_QUERY, JSON_SCALAR, JSON_SERIALIZE, JSON_TABLE, JSON_TEXTCONTAINS, JSON_TRANSFORM,
    JSON_VALUE, KEEP, KEEP_DUPLICATES, KEY, KEYS, LANGUAGE, LAST, LATERAL, LAX, LEADING, LEFT, LESS, LEVEL, LEVELS,
    LIBRARY, LIKE, LIKE2, LIKE4, LIKEC, LIMIT, LINK, LIST, LOB, LOBS, LOCAL, LOCATION, LOCATOR, LOCK, LOCKDOWN,
    LOCKED, LOCKING, LOG, LOGGING, LOGICAL, LOOP, LOW, MAIN, MANAGED, MAP, MAPPING, MASTER, MATCH, MATCHED, MATCHES,
    MATCH_RECOGNIZE, MATERIALIZED, MAX, MAXEXTENTS, MAXSIZE, MAXTRANS, MAXVALUE, MEASURES, MEDIUM, MEMBER,
    MEMCOMPRESS, MEMOPTIMIZE, MERGE, METADATA, MIN, MINEXTENTS, MINIMIZE, MINING, MINUS, MINUTE, MINVALUE, MISMATCH,
    MISSING, MLE, MOD, MODE, MODEL, MODIFY, MODULE, MONITORING, MONTH, MOVE, MOVEMENT, MULTISET, MULTIVALUE, MUTABLE,
    NAME, NAN, NATURAL, NAV, NESTED, NEVER, NEW, NEXT, NO, NOAUDIT, NOCACHE, NOCOMPRESS, NOCOPY, NOCYCLE,
    NOENTITYESCAPING, NOEXTEND, NOFORCE, NOKEEP, NOLOGGING, NOMAPPING, NOMAXVALUE, NOMINIMIZE, NOMINVALUE,
    NOMONITORING, NONE, NONEDITIONABLE, NONSCHEMA, NOORDER, NOPARALLEL, NOPARTITION, NOPRECHECK, NORELY, NOREVERSE,
    NOROWDEPENDENCIES, NOSCALE, NOSCHEMACHECK, NOSHARD, NOSORT, NOT, NOTHING, NOVALIDATE, NOWAIT, NULL, NULLS,
    OBJECT, OF, OFF, OFFLINE, OFFSET, OID, OIDINDEX, OLD, OLTP, OMIT, ON, ONE, ONLINE, ONLY, OPAQUE, OPEN,
    OPERATIONS, OPERATOR, OPTIMAL, OPTION, OR, ORDER, ORDERED, ORDINALITY, ORGANIZATION, OTHERS, OUT, OUTER, OUTLINE,
    OVER, OVERFLOW, OVERLAPS, OVERRIDING, PACKAGE, PAIRS, PARALLEL, PARALLEL_ENABLE, PARAMETERS, PARENT, PARTIAL,
    PARTITION, PARTITIONING, PARTITIONS, PARTITIONSET, PASSING, PASSWORD, PAST, PATH, PATTERN, PCTFREE, PCTINCREASE,
    PCTTHRESHOLD, PCTUSED, PCTVERSION, PER, PERCENT, PERIOD, PERMUTE, PERSISTABLE, PFILE, PIPE, PIPELINED, PIVOT,
    PLAN, PLUGGABLE, POINT, POLICY, PRAGMA, PREBUILT, PRECEDES, PRECEDING, PRECHECK, PRECISION, PREPEND, PRESENT,
    PRESERVE, PRETTY, PRIMARY, PRIOR, PRIORITY, PRIVATE, PROCEDURAL, PROCEDURE, PROCEDURES, PROFILE, PROPERTY,
    PUBLIC, PURGE, QUERY, QUOTA, RAISE, RANGE, RAW, READ, READS, REBUILD, RECORD, RECORDS_PER_BLOCK, RECYCLE,
    RECYCLEBIN, REDUCED, REF, REFERENCE, REFERENCES, REFERENCING, REFRESH, REJECT, RELATIONAL, RELIES_ON, RELY, REM,
    REMOVE, RENAME, REPEAT, REPLACE, REPLICATION, RESERVABLE, RESET, RESETTABLE, RESOLVE, RESOURCE, RESPECT, RESTART, RESTORE,
    RESULT, RESULT_CACHE, RESUMABLE, RETENTION, RETURN, RETURNING, REUSE, REVERSE, REVOKE, REWRITE, RIGHT, ROLE,
    ROLLBACK, ROW, ROWDEPENDENCIES, ROWID, ROWS, ROWTYPE, RULES, RUNNING, SALT, SAMPLE, SAVE, SAVEPOINT, SCALAR,
    SCALARS, SCALE, SCAN, SCHEMA, SCHEMACHECK, SCN, SCOPE, SEARCH, SECOND, SECUREFILE, SEED, SEGMENT, SELECT, SELF,
    SEQUENCE, SEQUENTIAL, SERIALIZABLE, SESSION, SET, SETS, SETTINGS, SHARD, SHARDED, SHARE, SHARED, SHARING, SHOW,
    SHRINK, SIBLINGS, SIGNATURE, SINGLE, SIZE, SKIP_, SMALLFILE, SNAPSHOT, SOME, SORT, SOURCE, SPACE, SPECIFICATION,
    SPFILE, SPLIT, SQL, SQL_MACRO, STAGING, STANDALONE, STANDARD, STANDBY, START, STATEMENT, STATEMENT_ID, STATIC,
    STATISTICS, STORAGE, STORE, STRICT, STRUCTURE, SUBMULTISET, SUBPARTITION, SUBPARTITIONS, SUBSET, SUBSTITUTABLE,
    SUBTYPE, SUPPLEMENTAL, SYNC, SYNCHRONOUS, SYNONYM, SYSTEM, TABLE, TABLES, TABLESPACE, TEMPLATE, TEMPORARY, THAN,
    THE, THEN, THROUGH, TIES, TIME, TIMEOUT, TIMESTAMP, TO, TRAILING, TRANSACTION, TRANSLATION, TREAT, TRIGGER,
    TRIGGERS, TRIM, TRUE, TRUNCATE, TRUSTED, TYPE, UNBOUNDED, UNCONDITIONAL, UNDER, UNDO, UNION, UNIQUE, UNKNOWN,
    UNLIMITED, UNLOCK, UNMATCHED, UNPIVOT, UNTIL, UNUSABLE, UNUSED, UPDATE, UPDATED, UPGRADE, UPSERT, USABLE, USAGE,
    USE, USECASE, USER, USING, VALIDATE, VALIDATE_CONVERSION, VALIDATION, VALUE, VALUES, VARRAY, VARRAYS, VARYING,
    VECTOR, VERSION, VERSIONS, VIEW, VIRTUAL, VISIBLE, WAIT, WELLFORMED, WHEN, WHERE, WHILE, WINDOW, WITH, WITHIN,
    WITHOUT, WORK, WRAPPER, WRITE, XML, XMLATTRIBUTES, XMLCAST, XMLCOLATTVAL, XMLELEMENT, XMLEXISTS, XMLFOREST,
    XMLNAMESPACES, XMLPARSE, XMLPI, XMLQUERY, XMLROOT, XMLSCHEMA, XMLSERIALIZE, XMLTABLE, XMLTYPE, YEAR, YES, ZONE,
    ZONEMAP
}

@header {
import { FastContext } from '../engine/fast-context.js';
import { FastParser } from '../engine/fast-parser.js';
}

// ---------------------------------------------------------------------------------------------
// Units
// ---------------------------------------------------------------------------------------------

unit
    : statementUnit? SEMI* EOF
    ;

/** What SQL*Plus EXECUTE takes: PL/SQL statements without a block around them. */
executeUnit
    : statement (SEMI statement)* SEMI? EOF
    ;

expressionUnit
    : expression EOF
    ;

statementUnit
    : createStatement
    | alterStatement
    | dropStatement
    | query
    | insertStatement
    | updateStatement
    | deleteStatement
    | mergeStatement
    | anonymousBlock
    | commentStatement
    | grantStatement
    | revokeStatement
    | transactionStatement
    | truncateStatement
    | renameStatement
    | lockTableStatement
    | callUnit
    | explainPlanStatement
    | analyzeStatement
    | auditStatement
    | associateStatisticsStatement
    | flashbackStatement
    | purgeStatement
    | setRoleStatement
    | brokenUnit
    ;

/** Stands for tokens that did not parse; the text is in the token. */
brokenUnit
    : BROKEN
    ;

// ---------------------------------------------------------------------------------------------
// Names
// ---------------------------------------------------------------------------------------------

name
    : identifier (DOT identifier)*
    ;

linkedName
    : name databaseLink?
    ;

databaseLink
    : AT_SIGN identifier (DOT identifier)* (AT_SIGN identifier)?
    ;

nameList
    : name (COMMA name)*
    ;

columnList
    : LPAREN identifier (COMMA identifier)* RPAREN
    ;

ifExists
    : IF EXISTS
    ;

ifNotExists
    : IF NOT EXISTS
    ;

// ---------------------------------------------------------------------------------------------
// Expressions: flat; precedence is resolved when the IR is built
// ---------------------------------------------------------------------------------------------

/**
 * Prefix operators, operands, binary operators and postfix conditions in source order.
 * BETWEEN, AND, ESCAPE and LIKE stand here as plain binary operators.
 */
expression
    : (NOT | PLUS | MINUS_SIGN | PRIOR | CONNECT_BY_ROOT)* operand
      ( isCondition
      | inCondition
      | timeZoneConversion
      | intervalQualifier
      | ( OR | AND | PLUS | MINUS_SIGN | STAR | SLASH | CONCAT | POWER
        | EQ | NE | LT (EQ | GT)? | GT EQ? | LE | GE | (BANG | CARET) EQ | MOD | REM | ESCAPE | OVERLAPS | COLLATE
        | NOT? (LIKE | LIKEC | LIKE2 | LIKE4 | BETWEEN)
        | NOT? (MEMBER | SUBMULTISET) OF?
        | MULTISET (UNION | INTERSECT | EXCEPT) (ALL | DISTINCT)?
        )
        (NOT | PLUS | MINUS_SIGN | PRIOR | CONNECT_BY_ROOT)* operand
      )*
    ;

expressionList
    : expression (COMMA expression)*
    ;

isCondition
    : IS NOT? ( NULL | NAN | INFINITE | PRESENT | ANY | EMPTY | DANGLING | TRUE | FALSE | UNKNOWN
              | A SET
              | OF TYPE? LPAREN ONLY? name (COMMA ONLY? name)* RPAREN
              | JSON (isJsonOption | LPAREN isJsonOption+ RPAREN)*
              )
    ;

isJsonOption
    : (VALUE | SCALAR | ARRAY | OBJECT)
    | FORMAT JSON
    | STRICT | LAX
    | ALLOW SCALARS | DISALLOW SCALARS
    | (WITH | WITHOUT) UNIQUE KEYS
    | VALIDATE USING? operand
    ;

inCondition
    : NOT? IN (parenthesized | reference | literal)
    ;

timeZoneConversion
    : AT (LOCAL | TIME ZONE operand)
    ;

intervalQualifier
    : YEAR precision? TO MONTH
    | DAY precision? TO SECOND precision?
    ;

precision
    : LPAREN expression (COMMA expression)? RPAREN
    ;

operand
    : literal
    | reference
    | parenthesized operandSuffix*
    | caseExpression operandSuffix*
    | specialFunction operandSuffix*
    | CURSOR LPAREN query RPAREN
    | EXISTS parenthesized
    | MULTISET parenthesized
    | (ANY | ALL | SOME) parenthesized
    | TABLE parenthesized outerJoin=OUTER_JOIN_MARK?
    | DEFAULT
    ;

/** A column, variable, function call, method chain, collection element, cursor attribute or object constructor. */
reference
    : NEW? (identifier | BIND | INQUIRY) operandSuffix*
    ;

operandSuffix
    : DOT (identifier | STAR | BIND)
    | callArguments
    | databaseLink
    | OUTER_JOIN_MARK
    | PERCENT_SIGN identifier
    | modelCell
    | overClause
    | keepClause
    | withinGroupClause
    | filterClause
    | (IGNORE | RESPECT) NULLS
    | FROM_END (FIRST | LAST)
    ;

literal
    : NUMBER_LITERAL
    | STRING_LITERAL
    | NULL
    | TRUE
    | FALSE
    | DATE STRING_LITERAL
    | TIMESTAMP STRING_LITERAL
    | intervalLiteral
    ;

intervalLiteral
    : INTERVAL (STRING_LITERAL | BIND) intervalField (TO intervalField)?
    ;

intervalField
    : (YEAR | MONTH | DAY | HOUR | MINUTE | SECOND) precision?
    ;

/** `(a)`, `(a, b)`, `(SELECT …)`, `((SELECT …) UNION …)`, `(self AS t)`. */
parenthesized
    : LPAREN ( selectQuery | expression (AS dataType | (COMMA expression)+ | queryTail)? )? RPAREN
    ;

caseExpression
    : CASE selector=expression? caseWhen+ (ELSE otherwise=expression)? END
    ;

caseWhen
    : WHEN caseCondition (COMMA caseCondition)* THEN expression
    ;

/** An expression; as from 23ai also a condition without its left operand. */
caseCondition
    : expression
    | isCondition
    | inCondition
    | (EQ | NE | LT EQ? | GT EQ? | LE | GE | NOT? (LIKE | LIKEC | LIKE2 | LIKE4 | BETWEEN)) expression
    ;

callArguments
    : LPAREN quantifier=(DISTINCT | UNIQUE | ALL)? (argument (COMMA argument)*)? orderByClause? RPAREN
    ;

argument
    : STAR
    | expression (RANGE_SIGN expression)? (BAR expression (RANGE_SIGN expression)?)* (ARROW argumentValue)? argumentOption*
    | FOR iterand (COMMA iterand)* IN iterationControl (COMMA iterationControl)* (INDEX expression | SEQUENCE)? ARROW argumentValue
    ;

argumentValue
    : STAR
    | expression
    ;

argumentOption
    : DEFAULT expression ON CONVERSION ERROR
    | DETERMINISTIC
    | USING (STAR | identifier | argument (COMMA argument)*)
    | (IGNORE | RESPECT) NULLS
    | ON OVERFLOW (ERROR | TRUNCATE operand? ((WITH | WITHOUT) COUNT)?)
    | AS identifier
    | PARTITION BY (parenthesized | expression)
    ;

overClause
    : OVER (identifier | windowSpecification)
    ;

windowSpecification
    : LPAREN baseWindow=identifier? partitionByClause? orderByClause? windowFrame? RPAREN
    ;

partitionByClause
    : PARTITION BY expressionList
    ;

windowFrame
    : (ROWS | RANGE | GROUPS) (BETWEEN frameBound AND frameBound | frameBound)
      (EXCLUDE (CURRENT ROW | GROUP | TIES | NO OTHERS))?
    ;

frameBound
    : CURRENT ROW
    | UNBOUNDED (PRECEDING | FOLLOWING)
    | frameOffset (PRECEDING | FOLLOWING)
    ;

/** As an expression, but without AND. */
frameOffset
    : (PLUS | MINUS_SIGN)* operand intervalQualifier? ((PLUS | MINUS_SIGN | STAR | SLASH) operand)*
    ;

keepClause
    : KEEP LPAREN DENSE_RANK (FIRST | LAST) orderByClause RPAREN
    ;

withinGroupClause
    : WITHIN GROUP LPAREN orderByClause RPAREN
    ;

filterClause
    : FILTER LPAREN WHERE expression RPAREN
    ;

modelCell
    : LBRACK (modelIndex (COMMA modelIndex)*)? RBRACK
    ;

modelIndex
    : expression (TO expression)?
    | STAR
    | ANY
    | FOR (identifier | columnList) ( IN parenthesized
                                    | (LIKE expression)? FROM expression TO expression (INCREMENT | DECREMENT) expression )
    ;

// ---------------------------------------------------------------------------------------------
// Functions with a syntax of their own
// ---------------------------------------------------------------------------------------------

specialFunction
    : castFunction
    | treatFunction
    | extractFunction
    | trimFunction
    | xmlElementFunction
    | xmlItemsFunction
    | xmlPiFunction
    | xmlParseFunction
    | xmlSerializeFunction
    | xmlRootFunction
    | xmlQueryFunction
    | jsonObjectFunction
    | jsonArrayFunction
    | jsonPathFunction
    | validateConversionFunction
    ;

castFunction
    : (CAST | XMLCAST) LPAREN expression (AS dataType (DEFAULT expression ON CONVERSION ERROR)? (COMMA expression)*)? RPAREN
    ;

treatFunction
    : TREAT LPAREN expression AS dataType RPAREN
    ;

validateConversionFunction
    : VALIDATE_CONVERSION LPAREN expression AS dataType (COMMA expression)* RPAREN
    ;

/** `EXTRACT(YEAR FROM d)`, and the XML function `EXTRACT(x, '/path')`. */
extractFunction
    : EXTRACT LPAREN expression (FROM expression | (COMMA argument)*) RPAREN
    ;

trimFunction
    : TRIM LPAREN (side=(LEADING | TRAILING | BOTH) expression? FROM expression | argument (FROM expression | (COMMA argument)*)) RPAREN
    ;

xmlElementFunction
    : XMLELEMENT LPAREN (ENTITYESCAPING | NOENTITYESCAPING)? (EVALNAME expression | NAME? (identifier | expression))
      (COMMA xmlItem)* RPAREN
    ;

xmlItemsFunction
    : (XMLFOREST | XMLATTRIBUTES | XMLCOLATTVAL) LPAREN (ENTITYESCAPING | NOENTITYESCAPING | SCHEMACHECK | NOSCHEMACHECK)*
      xmlItem (COMMA xmlItem)* RPAREN
    ;

xmlItem
    : expression (AS? (EVALNAME expression | alias=identifier))?
    ;

xmlPiFunction
    : XMLPI LPAREN (EVALNAME expression | NAME? identifier) (COMMA expression)? RPAREN
    ;

xmlParseFunction
    : XMLPARSE LPAREN (DOCUMENT | CONTENT) expression WELLFORMED? RPAREN
    ;

xmlSerializeFunction
    : XMLSERIALIZE LPAREN (DOCUMENT | CONTENT) expression (AS dataType)? (ENCODING expression)? (VERSION expression)?
      (NO INDENT | INDENT (SIZE EQ expression)?)? ((HIDE | SHOW) DEFAULTS)? RPAREN
    ;

xmlRootFunction
    : XMLROOT LPAREN expression COMMA VERSION (NO VALUE | expression) (COMMA STANDALONE (YES | NO VALUE?))? RPAREN
    ;

xmlQueryFunction
    : (XMLQUERY | XMLEXISTS) LPAREN expression xmlPassing? (RETURNING CONTENT)? (NULL ON EMPTY)? RPAREN
    ;

xmlPassing
    : PASSING (BY VALUE)? passingItem (COMMA passingItem)*
    ;

passingItem
    : expression (AS identifier)?
    ;

xmlTable
    : XMLTABLE LPAREN (xmlNamespaces COMMA)? expression xmlPassing? (RETURNING SEQUENCE BY REF)?
      (COLUMNS xmlTableColumn (COMMA xmlTableColumn)*)? RPAREN
    ;

xmlNamespaces
    : XMLNAMESPACES LPAREN xmlNamespace (COMMA xmlNamespace)* RPAREN
    ;

xmlNamespace
    : DEFAULT STRING_LITERAL
    | STRING_LITERAL AS identifier
    ;

xmlTableColumn
    : identifier (FOR ORDINALITY | (dataType (BY REF)?)? (PATH path=expression)? (DEFAULT expression)?)
    ;

jsonObjectFunction
    : (JSON_OBJECT | JSON_OBJECTAGG) LPAREN (jsonEntry (COMMA jsonEntry)*)? jsonOption* RPAREN
    | JSON LPAREN (jsonEntry (COMMA jsonEntry)*)? jsonOption* RPAREN
    ;

jsonEntry
    : STAR
    | KEY? expression ((VALUE | COLON) expression)? (FORMAT JSON)?
    | KEY? operand IS expression (FORMAT JSON)?
    ;

jsonArrayFunction
    : (JSON_ARRAY | JSON_ARRAYAGG) LPAREN (selectQuery | jsonArrayItem (COMMA jsonArrayItem)*)? orderByClause? jsonOption* RPAREN
    ;

jsonArrayItem
    : expression (FORMAT JSON)?
    ;

jsonPathFunction
    : (JSON_VALUE | JSON_QUERY | JSON_EXISTS | JSON_SERIALIZE | JSON_SCALAR | JSON_MERGEPATCH | JSON_EQUAL | JSON_TEXTCONTAINS)
      LPAREN (expression jsonOption* (COMMA expression jsonOption*)*)? RPAREN
    | JSON_TRANSFORM LPAREN expression (COMMA jsonOperation)+ jsonOption* RPAREN
    ;

jsonOperation
    : KEEP STRING_LITERAL (COMMA STRING_LITERAL)* jsonOption*
    | (SET | INSERT | APPEND | PREPEND | REPLACE | REMOVE | RENAME | SORT | COPY | UNION | MINUS | INTERSECT)
      operand ((EQ | WITH) expression)? jsonOption*
    ;

jsonOption
    : FORMAT JSON
    | PASSING passingItem (COMMA passingItem)*
    | RETURNING dataType
    | (PRESERVE | TRUNCATE) TIME
    | PRETTY | ASCII | TRUNCATE | STRICT | ORDERED
    | (WITH | WITHOUT) (CONDITIONAL | UNCONDITIONAL)? ARRAY? WRAPPER
    | WITH UNIQUE KEYS
    | (ALLOW | DISALLOW) SCALARS
    | (ERROR | NULL | EMPTY (ARRAY | OBJECT)? | TRUE | FALSE | DEFAULT expression | ABSENT | IGNORE | CREATE | REPLACE)
      ON (ERROR | EMPTY | NULL | MISMATCH jsonMismatch? | MISSING | EXISTING)
    ;

jsonMismatch
    : LPAREN (MISSING DATA | EXTRA DATA | TYPE ERROR) (COMMA (MISSING DATA | EXTRA DATA | TYPE ERROR))* RPAREN
    ;

jsonTable
    : JSON_TABLE LPAREN expression (FORMAT JSON)? (COMMA path=expression)? jsonOption* jsonColumns RPAREN
    ;

jsonColumns
    : COLUMNS (LPAREN jsonColumn (COMMA jsonColumn)* RPAREN | jsonColumn (COMMA jsonColumn)*)
    ;

jsonColumn
    : NESTED PATH? (STRING_LITERAL | jsonMemberPath) jsonColumns
    | identifier (FOR ORDINALITY | dataType? (PRESERVE TIME | TRUNCATE TIME?)? EXISTS? (FORMAT JSON)? ((WITH | WITHOUT) (CONDITIONAL | UNCONDITIONAL)? ARRAY? WRAPPER)?
        (PATH path=expression)? jsonOption*)
    ;

/** `items[*].part`: a path without quotes, relative to the row. */
jsonMemberPath
    : identifier modelCell? (DOT identifier modelCell?)*
    ;

/** `t NESTED doc.items[*] COLUMNS (…)`: what is left of it is outer joined to JSON_TABLE of its column. */
jsonNestedClause
    : NESTED PATH? identifier (DOT identifier modelCell?)* (COMMA path=expression)? jsonOption* jsonColumns tableAlias?
    ;

// ---------------------------------------------------------------------------------------------
// Data types
// ---------------------------------------------------------------------------------------------

/** `NUMBER(10,2)`, `emp.sal%TYPE`, `TIMESTAMP(6) WITH TIME ZONE`, `INTERVAL DAY TO SECOND`, `REF t`, `DOUBLE PRECISION`. */
dataType
    : REF? linkedName
      ( PERCENT_SIGN (TYPE | ROWTYPE)
      | (PRECISION | RAW | VARYING | CHARACTER VARYING? | CHAR VARYING?)? typeArguments?
        ((WITH | WITHOUT) LOCAL? TIME ZONE | intervalQualifier)?
        (CHARACTER SET name (PERCENT_SIGN identifier)?)?
      )
    ;

typeArguments
    : LPAREN (STAR | typeArgument) (COMMA (STAR | typeArgument))* RPAREN
    ;

typeArgument
    : expression (BYTE | CHAR)?
    ;

// ---------------------------------------------------------------------------------------------
// Queries
// ---------------------------------------------------------------------------------------------

/** Where only a query can stand; may begin with parentheses. */
query
    : withClause? queryTerm (setOperator queryTerm)* queryEnd
    ;

/** As `query`, but begins with SELECT or WITH, so that it can be told from an expression by its first token. */
selectQuery
    : (withClause queryTerm | queryBlock) (setOperator queryTerm)* queryEnd
    ;

/** What follows a parenthesized query that was read as an expression or a table: `((SELECT …) UNION …)`. */
queryTail
    : (setOperator queryTerm)+ queryEnd
    | orderByClause rowLimitingClause? forUpdateClause?
    | rowLimitingClause
    ;

queryEnd
    : orderByClause? rowLimitingClause? forUpdateClause?
    | forUpdateClause orderByClause
    ;

queryTerm
    : queryBlock
    | LPAREN query RPAREN
    | VALUES parenthesized (COMMA parenthesized)*
    ;

setOperator
    : (UNION | INTERSECT | MINUS | EXCEPT) (ALL | DISTINCT)?
    ;

withClause
    : WITH ((procedure | function) SEMI)* (commonTable (COMMA commonTable)*)?
    ;

commonTable
    : identifier columnList? AS LPAREN query RPAREN searchClause? cycleClause?
    ;

searchClause
    : SEARCH (DEPTH | BREADTH) FIRST BY orderByItem (COMMA orderByItem)* SET identifier
    ;

cycleClause
    : CYCLE identifier (COMMA identifier)* SET identifier TO expression DEFAULT expression
    ;

queryBlock
    : SELECT quantifier=(DISTINCT | UNIQUE | ALL)? selectItem (COMMA selectItem)*
      intoClause?
      fromClause?
      whereClause?
      hierarchyClause*
      // GROUP BY may stand before CONNECT BY. (SQL Language Reference, "SELECT")
      (groupByClause hierarchyClause*)?
      modelClause?
      windowClause?
    ;

selectItem
    : STAR
    | expression (AS identifier | columnAlias)?
    ;

intoClause
    : (BULK COLLECT)? INTO operand (COMMA operand)*
    ;

fromClause
    : FROM tableReference (COMMA tableReference)*
    ;

tableReference
    : tablePrimary joinClause*
    ;

tablePrimary
    : tableSource tableSuffix* (AS? tableAlias (tableSuffix+ tableAlias?)?)? jsonNestedClause?
    ;

tableSource
    : linkedName callArguments?
    | LATERAL? LPAREN (selectQuery subqueryRestriction? | tableReference queryTail?) RPAREN outerJoin=OUTER_JOIN_MARK?
    | TABLE LPAREN (selectQuery | expression) RPAREN outerJoin=OUTER_JOIN_MARK?
    | THE LPAREN selectQuery RPAREN
    | ONLY LPAREN (name | selectQuery) RPAREN
    | CONTAINERS LPAREN name RPAREN
    | xmlTable outerJoin=OUTER_JOIN_MARK?
    | jsonTable outerJoin=OUTER_JOIN_MARK?
    | LPAREN VALUES parenthesized (COMMA parenthesized)* RPAREN
    ;

subqueryRestriction
    : WITH (READ ONLY | CHECK OPTION) (CONSTRAINT identifier)?
    ;

tableAlias
    : columnAlias columnList?
    ;

tableSuffix
    : partitionExtension
    | flashbackClause
    | sampleClause
    | pivotClause
    | unpivotClause
    | matchRecognizeClause
    ;

partitionExtension
    : (PARTITION | SUBPARTITION) (FOR parenthesized | LPAREN identifier RPAREN)
    ;

flashbackClause
    : AS OF (SCN | TIMESTAMP | PERIOD FOR identifier) expression
    | VERSIONS (BETWEEN (SCN | TIMESTAMP) | PERIOD FOR identifier BETWEEN) expression
    ;

sampleClause
    : SAMPLE BLOCK? LPAREN expression (COMMA expression)? RPAREN (SEED LPAREN expression RPAREN)?
    ;

joinClause
    : partitionByJoin? joinKind tablePrimary partitionByJoin? (ON expression | USING columnList)*
    ;

partitionByJoin
    : PARTITION BY (parenthesized | expression)
    ;

joinKind
    : INNER? JOIN
    | NATURAL INNER? JOIN
    | NATURAL? (LEFT | RIGHT | FULL) OUTER? JOIN
    | CROSS JOIN
    | (CROSS | OUTER) APPLY
    ;

pivotClause
    : PIVOT XML? LPAREN pivotAggregate (COMMA pivotAggregate)* FOR (identifier | columnList) IN LPAREN
      (selectQuery | ANY (COMMA ANY)* | pivotValue (COMMA pivotValue)*) RPAREN RPAREN
    ;

pivotAggregate
    : operand (AS? columnAlias)?
    ;

pivotValue
    : expression (AS identifier | columnAlias)?
    ;

unpivotClause
    : UNPIVOT ((INCLUDE | EXCLUDE) NULLS)? LPAREN unpivotColumns FOR unpivotColumns IN LPAREN unpivotValue (COMMA unpivotValue)* RPAREN RPAREN
    ;

unpivotColumns
    : name
    | LPAREN nameList RPAREN
    ;

unpivotValue
    : unpivotColumns (AS expression)?
    ;

/** Refused as a whole: the pattern language is not read. */
matchRecognizeClause
    : MATCH_RECOGNIZE LPAREN opaqueParenthesized* RPAREN
    ;

whereClause
    : WHERE (CURRENT OF reference | expression)
    ;

hierarchyClause
    : START WITH expression
    | CONNECT BY NOCYCLE? expression
    ;

groupByClause
    : GROUP BY (ALL | groupByItem (COMMA groupByItem)*) havingClause?
    | havingClause (GROUP BY groupByItem (COMMA groupByItem)*)?
    ;

havingClause
    : HAVING expression
    ;

groupByItem
    : GROUPING SETS LPAREN groupByItem (COMMA groupByItem)* RPAREN
    | expression
    ;

windowClause
    : WINDOW identifier AS windowSpecification (COMMA identifier AS windowSpecification)*
    ;

modelClause
    : MODEL modelOption* (REFERENCE identifier ON LPAREN query RPAREN modelColumns modelOption*)*
      (MAIN identifier)? modelColumns modelOption* modelRules?
    ;

modelOption
    : (IGNORE | KEEP) NAV
    | UNIQUE (DIMENSION | SINGLE REFERENCE)
    | RETURN (UPDATED | ALL) ROWS
    ;

modelColumns
    : (PARTITION BY LPAREN modelColumn (COMMA modelColumn)* RPAREN)? DIMENSION BY LPAREN modelColumn (COMMA modelColumn)* RPAREN
      MEASURES LPAREN modelColumn (COMMA modelColumn)* RPAREN
    ;

modelColumn
    : expression (AS? columnAlias)?
    ;

modelRules
    : (RULES (UPDATE | UPSERT ALL?)? ((AUTOMATIC | SEQUENTIAL) ORDER)? modelIterate?)?
      LPAREN (modelRule (COMMA modelRule)*)? RPAREN
    ;

modelIterate
    : ITERATE LPAREN expression RPAREN (UNTIL expression)?
    ;

modelRule
    : (UPDATE | UPSERT ALL?)? reference modelOrderBy? EQ expression
    ;

modelOrderBy
    : ORDER BY operand (ASC | DESC)? (COMMA operand (ASC | DESC)?)*
    ;

orderByClause
    : ORDER SIBLINGS? BY orderByItem (COMMA orderByItem)*
    ;

orderByItem
    : expression direction=(ASC | DESC)? (NULLS nulls=(FIRST | LAST))?
    ;

rowLimitingClause
    : offsetClause fetchClause?
    | fetchClause
    ;

offsetClause
    : OFFSET expression (ROW | ROWS)
    ;

fetchClause
    : FETCH (FIRST | NEXT) (expression PERCENT?)? (ROW | ROWS) (ONLY | WITH TIES)
    ;

forUpdateClause
    : FOR UPDATE (OF nameList)? (NOWAIT | WAIT expression | SKIP_ LOCKED)?
    ;

// ---------------------------------------------------------------------------------------------
// Data manipulation
// ---------------------------------------------------------------------------------------------

dmlTarget
    : dmlTargetSource columnAlias?
    ;

dmlTargetSource
    : linkedName partitionExtension?
    | LPAREN query subqueryRestriction? RPAREN
    | (TABLE | THE) LPAREN (selectQuery | expression) RPAREN outerJoin=OUTER_JOIN_MARK?
    | ONLY LPAREN (name | selectQuery) RPAREN
    ;

insertStatement
    : INSERT insertInto (query | SET setItem (COMMA setItem)*)? returningClause? errorLoggingClause?
    | INSERT ALL insertInto+ query
    | INSERT (ALL | FIRST)? insertWhen+ (ELSE insertInto+)? query
    ;

insertWhen
    : WHEN expression THEN insertInto+
    ;

insertInto
    : INTO dmlTarget (LPAREN nameList RPAREN)? (VALUES expressionList)? (multiErrorLogging=errorLoggingClause)?
    ;

updateStatement
    : UPDATE dmlTarget SET setItem (COMMA setItem)* fromClause? whereClause? returningClause? errorLoggingClause?
    ;

setItem
    : operand EQ expression
    ;

deleteStatement
    : DELETE FROM? dmlTarget fromClause? whereClause? returningClause? errorLoggingClause?
    ;

mergeStatement
    : MERGE INTO dmlTarget USING tablePrimary ON expression mergeBranch* errorLoggingClause? returningClause?
    ;

mergeBranch
    : WHEN NOT? MATCHED (AND expression)? THEN (mergeUpdate | mergeInsert | DELETE whereClause?)
    ;

mergeUpdate
    : UPDATE SET setItem (COMMA setItem)* whereClause? (DELETE whereClause)?
    ;

mergeInsert
    : INSERT (LPAREN nameList RPAREN)? VALUES expression whereClause?
    ;

returningClause
    : (RETURNING | RETURN) selectItem (COMMA selectItem)* intoClause
    ;

errorLoggingClause
    : LOG ERRORS (INTO name)? (LPAREN expression RPAREN)? (REJECT LIMIT (UNLIMITED | expression))?
    ;

lockTableStatement
    : LOCK TABLE lockTarget (COMMA lockTarget)* IN lockMode MODE (NOWAIT | WAIT expression)?
    ;

lockTarget
    : linkedName partitionExtension?
    ;

lockMode
    : (ROW | SHARE | EXCLUSIVE | UPDATE)+
    ;

callUnit
    : CALL reference (INTO BIND)?
    ;

explainPlanStatement
    : EXPLAIN PLAN (SET STATEMENT_ID EQ STRING_LITERAL)? (INTO linkedName)? FOR
      (query | insertStatement | updateStatement | deleteStatement | mergeStatement | createStatement | alterStatement)
    ;

transactionStatement
    : commitStatement
    | rollbackStatement
    | savepointStatement
    | setTransactionStatement
    | setConstraintsStatement
    ;

commitStatement
    : COMMIT WORK? (COMMENT STRING_LITERAL)? (WRITE (WAIT | NOWAIT | IMMEDIATE | BATCH)*)? (FORCE (STRING_LITERAL | NUMBER_LITERAL | COMMA)+)?
    ;

rollbackStatement
    : ROLLBACK WORK? (TO SAVEPOINT? identifier | FORCE STRING_LITERAL)?
    ;

savepointStatement
    : SAVEPOINT identifier
    ;

setTransactionStatement
    : SET TRANSACTION (READ (ONLY | WRITE) | ISOLATION LEVEL (SERIALIZABLE | READ COMMITTED) | USE ROLLBACK SEGMENT identifier)?
      (NAME STRING_LITERAL)?
    ;

setConstraintsStatement
    : SET (CONSTRAINT | CONSTRAINTS) (ALL | nameList) (IMMEDIATE | DEFERRED)
    ;

setRoleStatement
    : SET ROLE (NONE | ALL (EXCEPT nameList)? | identifier (IDENTIFIED BY operand)? (COMMA identifier (IDENTIFIED BY operand)?)*)
    ;

// ---------------------------------------------------------------------------------------------
// PL/SQL
// ---------------------------------------------------------------------------------------------

anonymousBlock
    : label* block
    ;

block
    : (DECLARE declaration*)? body
    ;

/** A block takes any name behind its END, as LOOP, which is not reserved. */
body
    : BEGIN statementList exceptionPart? END (identifier | LOOP)?
    ;

exceptionPart
    : EXCEPTION exceptionHandler+
    ;

exceptionHandler
    : WHEN name (OR name)* THEN statementList
    ;

statementList
    : (statement SEMI | brokenStatement)*
    ;

/** Stands for a statement that did not parse, its semicolon included. */
brokenStatement
    : label* BROKEN
    ;

label
    : LABEL_START identifier LABEL_END
    ;

statement
    : label*
      ( assignmentOrCall
      | ifStatement
      | caseStatement
      | loopStatement
      | forallStatement
      | nullStatement
      | returnStatement
      | raiseStatement
      | exitStatement
      | continueStatement
      | gotoStatement
      | block
      | query
      | insertStatement
      | updateStatement
      | deleteStatement
      | mergeStatement
      | lockTableStatement
      | executeImmediate
      | openStatement
      | fetchStatement
      | closeStatement
      | pipeRowStatement
      | transactionStatement
      | pragma
      )
    ;

/** `a := b`, `p(x)`, `c.DELETE(1)`, `(self AS t).init()`. */
assignmentOrCall
    : target=callTarget (ASSIGN value=expression)?
    ;

callTarget
    : (identifier | BIND | INQUIRY) operandSuffix*
    | LPAREN expression AS dataType RPAREN operandSuffix+
    | treatFunction operandSuffix+
    ;

ifStatement
    : IF expression THEN statementList elsifBranch* elseBranch? END IF
    ;

elsifBranch
    : ELSIF expression THEN statementList
    ;

elseBranch
    : ELSE statementList
    ;

caseStatement
    : CASE selector=expression? caseBranch+ elseBranch? END CASE identifier?
    ;

caseBranch
    : WHEN caseCondition (COMMA caseCondition)* THEN statementList
    ;

loopStatement
    : loopHead? LOOP statementList END LOOP identifier?
    ;

loopHead
    : WHILE expression
    | FOR iterand (COMMA iterand)* IN iterationControl (COMMA iterationControl)*
    ;

iterand
    : identifier (MUTABLE | IMMUTABLE)? dataType?
    ;

iterationControl
    : REVERSE?
      ( VALUES OF (executeImmediate | LPAREN executeImmediate RPAREN)
      | executeImmediate
      | LPAREN executeImmediate RPAREN
      | (VALUES | INDICES | PAIRS) OF expression
      | REPEAT? expression (RANGE_SIGN expression (BY expression)?)?
      )
      (WHILE expression)? (WHEN expression)?
    ;

forallStatement
    : FORALL identifier IN
      ( expression RANGE_SIGN expression
      | INDICES OF reference (BETWEEN expression)?
      | VALUES OF reference )
      (SAVE EXCEPTIONS)?
      (insertStatement | updateStatement | deleteStatement | mergeStatement | executeImmediate)
    ;

nullStatement
    : NULL
    ;

returnStatement
    : RETURN expression?
    ;

raiseStatement
    : RAISE name?
    ;

exitStatement
    : EXIT identifier? (WHEN expression)?
    ;

continueStatement
    : CONTINUE identifier? (WHEN expression)?
    ;

gotoStatement
    : GOTO identifier
    ;

executeImmediate
    : EXECUTE IMMEDIATE expression (intoClause | usingClause | (RETURNING | RETURN) intoClause)*
    ;

usingClause
    : USING usingItem (COMMA usingItem)*
    ;

usingItem
    : (IN OUT? | OUT)? expression
    ;

openStatement
    : OPEN reference (FOR (selectQuery | expression queryTail?) usingClause?)?
    ;

fetchStatement
    : FETCH reference intoClause (LIMIT expression)?
    ;

closeStatement
    : CLOSE reference
    ;

pipeRowStatement
    : PIPE ROW LPAREN expressionList RPAREN
    ;

pragma
    : PRAGMA identifier callArguments?
    ;

// Declarations

declaration
    : ( variableDeclaration
      | exceptionDeclaration
      | typeDeclaration
      | subtypeDeclaration
      | cursorDeclaration
      | pragma
      | procedure
      | function
      ) SEMI
    | brokenDeclaration
    ;

/** Stands for a declaration or routine that did not parse, its semicolon included. */
brokenDeclaration
    : BROKEN
    ;

variableDeclaration
    : identifier CONSTANT? dataType rangeConstraint? (NOT? NULL)? defaultValue?
    ;

rangeConstraint
    : RANGE expression RANGE_SIGN expression
    ;

defaultValue
    : (ASSIGN | DEFAULT) expression
    ;

exceptionDeclaration
    : identifier EXCEPTION
    ;

typeDeclaration
    : TYPE identifier (IS typeDefinition)?
    ;

typeDefinition
    : recordType
    | collectionType
    | refCursorType
    | LPAREN identifier (COMMA identifier)* RPAREN
    ;

recordType
    : RECORD LPAREN recordField (COMMA recordField)* RPAREN
    ;

recordField
    : identifier dataType (NOT? NULL)? defaultValue?
    ;

collectionType
    : TABLE OF dataType (NOT NULL)? (INDEX BY dataType)?
    | (VARRAY | VARYING? ARRAY) LPAREN expression RPAREN OF LPAREN? dataType (NOT NULL)? RPAREN?
    ;

refCursorType
    : REF CURSOR (RETURN dataType)?
    ;

subtypeDeclaration
    : SUBTYPE identifier IS dataType (RANGE expression RANGE_SIGN expression)? (NOT NULL)?
    ;

cursorDeclaration
    : CURSOR identifier parameterList? (RETURN dataType)? (IS query)?
    ;

parameterList
    : LPAREN (parameter (COMMA parameter)*)? RPAREN
    ;

parameter
    : identifier IN? OUT? NOCOPY? dataType defaultValue?
    ;

/** Declaration, definition or call specification, alone or in a package, block or type. */
procedure
    : PROCEDURE ifNotExists? name parameterList? subprogramOption* ((IS | AS) subprogramBody)?
    ;

function
    : FUNCTION ifNotExists? name parameterList? (RETURN (SELF AS RESULT | returnType=dataType))? subprogramOption*
      ((IS | AS) subprogramBody | USING implementation=linkedName)?
    ;

subprogramBody
    : callSpecification
    | DECLARE? declaration* body
    ;

callSpecification
    : (LANGUAGE identifier | EXTERNAL) externalOption*
    | MLE (MODULE name (ENV name)? SIGNATURE STRING_LITERAL | LANGUAGE identifier STRING_LITERAL)
    ;

externalOption
    : LIBRARY name
    | NAME (identifier | STRING_LITERAL)
    | LANGUAGE identifier
    | AGENT IN LPAREN nameList RPAREN
    | WITH CONTEXT
    | PARAMETERS LPAREN externalParameter (COMMA externalParameter)* RPAREN
    | CALLING STANDARD identifier
    ;

externalParameter
    : (name | SELF | CONTEXT) identifier* (BY (REF | REFERENCE) identifier*)?
    ;

subprogramOption
    : AUTHID (CURRENT_USER | DEFINER)
    | DETERMINISTIC
    | PIPELINED (ROW | TABLE)? (USING name)?
    | AGGREGATE USING name
    | PARALLEL_ENABLE (LPAREN PARTITION identifier BY (ANY | (HASH | RANGE | VALUE) LPAREN? nameList RPAREN?) RPAREN)?
      ((ORDER | CLUSTER) operand BY columnList)?
    | (ORDER | CLUSTER) identifier BY columnList
    | RESULT_CACHE (RELIES_ON LPAREN nameList? RPAREN)?
    | SQL_MACRO (LPAREN (TYPE ARROW)? (SCALAR | TABLE) RPAREN)?
    | accessibleBy
    | DEFAULT COLLATION identifier
    | SHARING EQ (NONE | METADATA | DATA | EXTENDED DATA)
    ;

accessibleBy
    : ACCESSIBLE BY LPAREN accessor (COMMA accessor)* RPAREN
    ;

accessor
    : (FUNCTION | PROCEDURE | PACKAGE | TRIGGER | TYPE)? name
    ;

createPackage
    : PACKAGE ifNotExists? name (subprogramOption | RESETTABLE)* (IS | AS) declaration* END identifier?
    ;

createPackageBody
    : PACKAGE BODY ifNotExists? name (IS | AS) declaration* (body | END identifier?)
    ;

// Types

createType
    : TYPE ifNotExists? name FORCE? (OID STRING_LITERAL)? typeOption* typeBodyDefinition?
    ;

typeOption
    : AUTHID (CURRENT_USER | DEFINER)
    | accessibleBy
    | DEFAULT COLLATION identifier
    | SHARING EQ (NONE | METADATA | DATA | EXTENDED DATA)
    | EXTERNAL NAME STRING_LITERAL LANGUAGE identifier (USING identifier)?
    ;

typeBodyDefinition
    : (IS | AS) (OBJECT objectTypeOption* objectElements? | collectionType (NOT? PERSISTABLE)? | OPAQUE opaqueTypeTail) typeFlag*
    | UNDER name objectTypeOption* objectElements? typeFlag*
    | objectElements typeFlag*
    ;

objectTypeOption
    : EXTERNAL NAME STRING_LITERAL LANGUAGE identifier (USING identifier)?
    | UNDER name
    ;

opaqueTypeTail
    : (~SEMI)*
    ;

typeFlag
    : NOT? (FINAL | INSTANTIABLE | PERSISTABLE)
    ;

objectElements
    : LPAREN objectElement (COMMA objectElement)* RPAREN
    ;

objectElement
    : attribute
    | memberFlag* methodKind (procedure | function)
    | pragma
    ;

attribute
    : identifier dataType (EXTERNAL NAME STRING_LITERAL)? (NOT NULL)?
    ;

memberFlag
    : NOT? (OVERRIDING | FINAL | INSTANTIABLE)
    ;

methodKind
    : (MAP | ORDER)? MEMBER
    | STATIC
    | CONSTRUCTOR
    ;

createTypeBody
    : TYPE BODY ifNotExists? name (IS | AS) (typeBodyMember SEMI | brokenDeclaration)* END identifier?
    ;

typeBodyMember
    : memberFlag* methodKind (procedure | function)
    | pragma
    ;

// Triggers

createTrigger
    : TRIGGER ifNotExists? name subprogramOption* timing=triggerTiming triggerEvent (OR triggerEvent)* ON triggerTarget
      referencingClause? (FOR EACH ROW)? triggerOption* (WHEN LPAREN expression RPAREN)?
      (block | CALL reference | compoundTrigger)
    ;

triggerTiming
    : BEFORE | AFTER | INSTEAD OF | FOR
    ;

triggerEvent
    : (INSERT | DELETE | UPDATE) (OF nameList)?
    | systemEvent
    ;

systemEvent
    : CREATE | ALTER | DROP | GRANT | REVOKE | RENAME | AUDIT | NOAUDIT | COMMENT | ANALYZE | TRUNCATE
    | (ASSOCIATE | DISASSOCIATE) STATISTICS
    | SET CONTAINER
    | identifier
    ;

triggerTarget
    : (NESTED TABLE identifier OF)? name
    | PLUGGABLE DATABASE
    ;

referencingClause
    : REFERENCING referencingItem*
    ;

referencingItem
    : (NEW | OLD | PARENT) AS? identifier
    ;

triggerOption
    : ENABLE
    | DISABLE
    | (FORWARD | REVERSE)? CROSSEDITION
    | (FOLLOWS | PRECEDES) nameList
    ;

compoundTrigger
    : COMPOUND TRIGGER declaration* timingPoint+ END identifier?
    ;

timingPoint
    : timingPointName IS declaration* BEGIN statementList exceptionPart? END timingPointName SEMI
    ;

timingPointName
    : (BEFORE | AFTER) (STATEMENT | EACH ROW)
    | INSTEAD OF EACH ROW
    ;

// ---------------------------------------------------------------------------------------------
// CREATE
// ---------------------------------------------------------------------------------------------

createStatement
    : CREATE (OR REPLACE)? (AND (RESOLVE | COMPILE))? (NO? FORCE | NOFORCE)? createModifier*
      ( createTable
      | createIndex
      | createView
      | createMaterializedView
      | createMaterializedViewLog
      | createSequence
      | createSynonym
      | procedure
      | function
      | createPackage
      | createPackageBody
      | createType
      | createTypeBody
      | createTrigger
      | createCluster
      | createContext
      | createDirectory
      | createDatabaseLink
      | createUser
      | createRole
      | createProfile
      | createTablespace
      | createDimension
      | createLibrary
      | createJava
      | createOperator
      | createIndexType
      | createDomain
      | createEdition
      | createSchema
      | createOther
      )
    ;

createModifier
    : EDITIONABLE | NONEDITIONABLE | EDITIONING
    | GLOBAL | PRIVATE | TEMPORARY | SHARDED | DUPLICATED | IMMUTABLE | BLOCKCHAIN
    | UNIQUE | BITMAP | MULTIVALUE | SEARCH | PUBLIC | SHARED | BIGFILE | SMALLFILE | UNDO | USECASE
    | SUBSTITUTION
    ;

createTable
    : TABLE ifNotExists? name sharingClause?
      (OF objectType=name (NOT? SUBSTITUTABLE AT ALL LEVELS)?)?
      (LPAREN tableItem (COMMA tableItem)* RPAREN)?
      tableOption*
      (AS query)?
    ;

sharingClause
    : SHARING EQ (NONE | METADATA | DATA | EXTENDED DATA)
    ;

tableItem
    : outOfLineConstraint
    | columnDefinition
    | supplementalLogging
    | SCOPE FOR LPAREN name RPAREN IS name
    | REF LPAREN name RPAREN WITH ROWID
    | PERIOD FOR identifier columnList?
    ;

columnDefinition
    : column=name dataType? columnOption*
    ;

columnOption
    : SORT
    | COLLATE identifier
    | VISIBLE
    | INVISIBLE
    | DEFAULT (ON NULL (FOR INSERT (ONLY | AND UPDATE))?)? expression
    | identityClause
    | DROP IDENTITY
    | virtualClause
    | ENCRYPT encryptionSpec?
    | DECRYPT
    | inlineConstraint
    | SCOPE IS name
    | WITH ROWID
    | FOR STAGING
    | annotationsClause
    | RESERVABLE
    | DOMAIN name
    ;

identityClause
    : GENERATED (ALWAYS | BY DEFAULT (ON NULL (FOR INSERT (ONLY | AND UPDATE))?)?)? AS IDENTITY
      (sequenceOption+ | LPAREN sequenceOption* RPAREN)?
    ;

virtualClause
    : (GENERATED ALWAYS)? AS LPAREN expression RPAREN (VIRTUAL | MATERIALIZED)? (EVALUATE USING (CURRENT EDITION | EDITION name | NULL EDITION))?
      (UNUSABLE (BEFORE | BEGINNING WITH) (CURRENT EDITION | EDITION name))?
    ;

encryptionSpec
    : (USING STRING_LITERAL | IDENTIFIED BY operand | STRING_LITERAL | NO? SALT)+
    ;

annotationsClause
    : ANNOTATIONS LPAREN annotation (COMMA annotation)* RPAREN
    ;

annotation
    : (ADD ifNotExists? | DROP ifExists? | REPLACE)? identifier STRING_LITERAL?
    ;

substitutableColumn
    : ELEMENT? IS OF TYPE? LPAREN ONLY? name RPAREN
    | NOT? SUBSTITUTABLE AT ALL LEVELS
    ;

inlineConstraint
    : ((CONSTRAINT | CONSTRAINTS) constraintName=name)?
      ( NOT? NULL
      | UNIQUE
      | PRIMARY KEY
      | referencesClause
      | CHECK parenthesized
      )
      constraintState*
    ;

outOfLineConstraint
    : ((CONSTRAINT | CONSTRAINTS) constraintName=name)?
      ( UNIQUE columnList
      | PRIMARY KEY columnList
      | FOREIGN KEY columnList referencesClause
      | CHECK parenthesized
      )
      constraintState*
    ;

referencesClause
    : REFERENCES name columnList? (ON DELETE (CASCADE | SET NULL))?
    ;

constraintState
    : NOT? DEFERRABLE
    | INITIALLY (IMMEDIATE | DEFERRED)
    | RELY | NORELY
    | ENABLE | DISABLE
    | VALIDATE | NOVALIDATE
    // In this order: LOCAL, REVERSE or ENABLE behind it is no index of that name.
    | USING INDEX (LPAREN CREATE UNIQUE? createIndex RPAREN | indexOption+ | | name indexOption*)
    | EXCEPTIONS INTO name
    | PRECHECK | NOPRECHECK
    ;

supplementalLogging
    : SUPPLEMENTAL LOG
      ( GROUP name (LPAREN identifier (NO LOG)? (COMMA identifier (NO LOG)?)* RPAREN ALWAYS?)?
      | DATA (LPAREN supplementalKey (COMMA supplementalKey)* RPAREN COLUMNS | FOR PROCEDURAL REPLICATION)?
      )
    ;

supplementalKey
    : ALL | PRIMARY KEY | UNIQUE INDEX? | FOREIGN KEY
    ;

// Physical attributes

tableOption
    : physicalOption
    | ON COMMIT (DELETE | PRESERVE) ROWS
    | ON COMMIT (DROP | PRESERVE) DEFINITION
    | DEFAULT COLLATION identifier
    | ORGANIZATION (HEAP | INDEX | externalOrganization | EXTERNAL)
    | iotOption
    | CLUSTER name columnList
    | OBJECT (IDENTIFIER | ID_WORD) IS? (SYSTEM GENERATED | PRIMARY KEY)
    | OIDINDEX identifier? LPAREN physicalOption* RPAREN
    | columnStorage
    | partitioning
    | ENABLE ROW MOVEMENT | DISABLE ROW MOVEMENT
    | clustering
    | xmlSchemaSpec
    | USAGE ID
    | constraintSwitch
    | REJECT LIMIT (NUMBER_LITERAL | UNLIMITED)
    | annotationsClause
    | NO? DROP (UNTIL NUMBER_LITERAL DAYS IDLE)?
    | NO DELETE (LOCKED | UNTIL NUMBER_LITERAL DAYS AFTER INSERT LOCKED?)?
    | HASHING USING (STRING_LITERAL | identifier) (VERSION (STRING_LITERAL | identifier))?
    | NO? MEMOPTIMIZE FOR (READ | WRITE)
    | EXTERNAL PARTITION ATTRIBUTES externalOrganization
    ;

clustering
    : CLUSTERING (name (JOIN name ON expression)+)? BY identifier? ORDER clusteringColumns
      ((YES | NO) ON (DATA MOVEMENT | ID))* ((WITH | WITHOUT) MATERIALIZED ZONEMAP (LPAREN name RPAREN)?)?
    ;

clusteringColumns
    : LPAREN (name | clusteringColumns) (COMMA (name | clusteringColumns))* RPAREN
    ;

constraintSwitch
    : (ENABLE | DISABLE) (VALIDATE | NOVALIDATE)?
      (UNIQUE columnList | PRIMARY KEY | CONSTRAINT name | ALL TRIGGERS | TABLE LOCK)
      (constraintState | CASCADE | (KEEP | DROP) INDEX)*
    ;

externalOrganization
    : EXTERNAL? LPAREN externalProperty* RPAREN (REJECT LIMIT (NUMBER_LITERAL | UNLIMITED))?
    ;

externalProperty
    : TYPE identifier
    | externalData
    | REJECT LIMIT (NUMBER_LITERAL | UNLIMITED)
    ;

externalLocation
    : (identifier COLON)? STRING_LITERAL
    | identifier
    ;

/** The access driver has a language of its own. */
opaqueAccessParameters
    : LPAREN opaqueAccessParameter* RPAREN
    ;

opaqueAccessParameter
    : ~(LPAREN | RPAREN)
    | LPAREN opaqueAccessParameter* RPAREN
    ;

iotOption
    : MAPPING TABLE | NOMAPPING
    | PCTTHRESHOLD NUMBER_LITERAL
    | INCLUDING identifier
    | OVERFLOW
    ;

size
    : NUMBER_LITERAL ID?
    ;

/** Storage, segment, parallel, cache and compression attributes of tables, indexes, partitions, clusters and views. */
physicalOption
    : (PCTFREE | PCTUSED | INITRANS | MAXTRANS) NUMBER_LITERAL
    | storageClause
    | TABLESPACE (SET? identifier | STRING_LITERAL | DEFAULT)
    | LOGGING | NOLOGGING | FILESYSTEM_LIKE_LOGGING | FORCE LOGGING
    | COMPRESS (NUMBER_LITERAL | BASIC | ADVANCED (LOW | HIGH)? | HIGH | MEDIUM | LOW | FOR compressFor)?
    | NOCOMPRESS
    | ROW STORE COMPRESS (BASIC | ADVANCED)?
    | COLUMN STORE COMPRESS (FOR (QUERY | ARCHIVE) (LOW | HIGH)?)? (NO? ROW LEVEL LOCKING)?
    | SEGMENT CREATION (IMMEDIATE | DEFERRED)
    | CACHE (READS | NUMBER_LITERAL)? | NOCACHE
    | PARALLEL (NUMBER_LITERAL | LPAREN parallelItem+ RPAREN)? | NOPARALLEL
    | MONITORING | NOMONITORING
    | RESULT_CACHE LPAREN (MODE (DEFAULT | FORCE))? COMMA? (STANDBY (ENABLE | DISABLE))? RPAREN
    | ROWDEPENDENCIES | NOROWDEPENDENCIES
    | FLASHBACK ARCHIVE identifier? | NO FLASHBACK ARCHIVE
    | (INMEMORY | NO INMEMORY) inmemoryOption*
    | ROW ARCHIVAL | NO ROW ARCHIVAL
    | INDEXING (ON | OFF | FULL | PARTIAL)
    | READ ONLY | READ WRITE
    | REVERSE | NOREVERSE
    | VISIBLE | INVISIBLE
    | USABLE | UNUSABLE
    | SORT | NOSORT
    | ONLINE
    | COMPUTE STATISTICS
    | ILM opaqueIlmPolicy
    | ENCRYPT encryptionSpec? | DECRYPT
    ;

opaqueIlmPolicy
    : (ADD | DELETE | ENABLE | DISABLE) POLICY ~(SEMI | LPAREN | RPAREN | COMMA | SLASH)*
    ;

compressFor
    : OLTP
    | (DIRECT_LOAD | ALL) OPERATIONS?
    | (QUERY | ARCHIVE) (LOW | HIGH)?
    ;

parallelItem
    : (DEGREE | INSTANCES) (NUMBER_LITERAL | DEFAULT)
    ;

inmemoryOption
    : MEMCOMPRESS (AUTO | FOR (DML | (QUERY | CAPACITY) (LOW | HIGH)?)) | NO MEMCOMPRESS
    | PRIORITY (NONE | LOW | MEDIUM | HIGH | CRITICAL)
    | DISTRIBUTE (AUTO | BY ROWID RANGE | BY PARTITION | BY SUBPARTITION)? (FOR ID (DEFAULT | ALL | NONE | identifier))?
    | DUPLICATE ALL? | NO DUPLICATE
    | LPAREN identifier (COMMA identifier)* RPAREN
    ;

storageClause
    : STORAGE LPAREN storageItem* RPAREN
    ;

storageItem
    : (INITIAL | NEXT | OPTIMAL | MAXSIZE) (size | UNLIMITED | NULL)
    | (MINEXTENTS | MAXEXTENTS | PCTINCREASE | FREELISTS | FREELIST GROUPS) (NUMBER_LITERAL | UNLIMITED)
    | (BUFFER_POOL | FLASH_CACHE | CELL_FLASH_CACHE) (KEEP | RECYCLE | DEFAULT | NONE | identifier)
    | ENCRYPT
    ;

columnStorage
    : LOB LPAREN name (COMMA name)* RPAREN STORE AS (SECUREFILE | BASICFILE)* identifier? (LPAREN lobOption* RPAREN)?
      (SECUREFILE | BASICFILE)?
    | VARRAY name substitutableColumn? (STORE AS ((SECUREFILE | BASICFILE)? LOB identifier? (LPAREN lobOption* RPAREN)? | TABLE identifier (LPAREN nestedTableProperty* RPAREN)?))?
    | COMMA? NESTED TABLE (name | treatFunction (DOT identifier)*) substitutableColumn? (LOCAL | GLOBAL)? STORE AS identifier (LPAREN nestedTableProperty* RPAREN)?
      nestedTableProperty* (RETURN AS? (LOCATOR | VALUE))?
    | XMLTYPE COLUMN? name? xmlTypeStorage* xmlSchemaSpec?
    | COMMA? COLUMN name substitutableColumn
    | OPAQUE TYPE name STORE AS (SECUREFILE | BASICFILE)? LOB identifier? (LPAREN lobOption* RPAREN)?
    | (JSON | VECTOR) LPAREN nameList RPAREN STORE AS (SECUREFILE | BASICFILE)* identifier? (LPAREN lobOption* RPAREN)?
    ;

nestedTableProperty
    : LPAREN tableItem (COMMA tableItem)* RPAREN
    | physicalOption
    | columnStorage
    | ORGANIZATION INDEX
    | iotOption
    ;

xmlTypeStorage
    : STORE AS ( OBJECT RELATIONAL
               | (SECUREFILE | BASICFILE)? (CLOB | BINARY XML) identifier? (LPAREN lobOption* RPAREN)? )
    | STORE ALL VARRAYS AS (LOBS | TABLES)
    | (ALLOW | DISALLOW) (NONSCHEMA | ANYSCHEMA)
    ;

xmlSchemaSpec
    : (XMLSCHEMA (STRING_LITERAL | QUOTED_ID))? ELEMENT (STRING_LITERAL | QUOTED_ID)
    ;

lobOption
    : physicalOption
    | (ENABLE | DISABLE) STORAGE IN ROW NUMBER_LITERAL?
    | (CHUNK | PCTVERSION | FREEPOOLS) size
    | RETENTION (MAX | MIN NUMBER_LITERAL | AUTO | NONE)?
    | (DEDUPLICATE | KEEP_DUPLICATES) LOB?
    | INDEX identifier? LPAREN lobOption* RPAREN
    | NOCACHE (LOGGING | NOLOGGING)?
    ;

partitioning
    : PARTITION BY partitionMethod=(RANGE | LIST | HASH | REFERENCE | SYSTEM | CONSISTENT) HASH? partitionKey? partitionSetting*
      (LPAREN partitionDefinition (COMMA partitionDefinition)* RPAREN)?
    ;

partitionKey
    : LPAREN expression (COMMA expression)* RPAREN
    ;

partitionSetting
    : INTERVAL LPAREN expression RPAREN (STORE IN LPAREN nameList RPAREN)?
    | AUTOMATIC
    | subpartitioning
    | subpartitionTemplate
    | (PARTITIONS | SUBPARTITIONS) (NUMBER_LITERAL | AUTO)
    | OVERFLOW? STORE IN LPAREN nameList RPAREN
    | PARTITIONSET BY (RANGE | LIST) partitionKey
    ;

subpartitioning
    : SUBPARTITION BY (RANGE | LIST | HASH) partitionKey
    ;

subpartitionTemplate
    : SUBPARTITION TEMPLATE (LPAREN subpartitionDefinition (COMMA subpartitionDefinition)* RPAREN | NUMBER_LITERAL)
    ;

partitionDefinition
    : PARTITION partitionName=name? partitionValues? partitionAttribute*
      (LPAREN (subpartitionDefinition (COMMA subpartitionDefinition)* | STRING_LITERAL (COMMA STRING_LITERAL)*) RPAREN)?
    ;

subpartitionDefinition
    : SUBPARTITION subpartitionName=name? partitionValues? partitionAttribute*
    ;

partitionValues
    : VALUES (LESS THAN)? LPAREN expression (COMMA expression)* RPAREN
    ;

partitionAttribute
    : physicalOption
    | columnStorage
    | iotOption
    | SUBPARTITIONS NUMBER_LITERAL
    | STORE IN LPAREN nameList RPAREN
    | PARAMETERS LPAREN STRING_LITERAL RPAREN
    | externalOrganization
    | EXTERNAL
    ;

// Indexes

createIndex
    : INDEX ifNotExists? name (ILM opaqueIlmPolicy)? ON
      ( CLUSTER name indexOption*
      | table=linkedName tableAlias? LPAREN indexColumn (COMMA indexColumn)* RPAREN (FOR identifier)? bitmapJoin? indexOption*
      )
      (UNUSABLE | (IMMEDIATE | DEFERRED) INVALIDATION)*
    ;

indexColumn
    : expression (ASC | DESC)?
    ;

bitmapJoin
    : FROM tableReference (COMMA tableReference)* WHERE expression
    ;

indexOption
    : physicalOption
    | GLOBAL (PARTITION BY (RANGE | HASH) partitionKey indexPartitions?)?
    | LOCAL indexPartitions?
    | indexPartitions
    | STORE IN LPAREN nameList RPAREN
    | INDEXTYPE IS name
    | PARAMETERS LPAREN STRING_LITERAL RPAREN
    | FILTER BY nameList
    | ORDER BY orderByItem (COMMA orderByItem)*
    | XMLTABLE name? xmlTable?
    | (SYNC | ASYNC) LPAREN identifier RPAREN
    | annotationsClause
    ;

indexPartitions
    : LPAREN indexPartition (COMMA indexPartition)* RPAREN
    | PARTITIONS NUMBER_LITERAL
    ;

indexPartition
    : PARTITION name? partitionValues? partitionAttribute* (LPAREN subpartitionDefinition (COMMA subpartitionDefinition)* RPAREN)?
    ;

// Views

createView
    : VIEW ifNotExists? name sharingClause? viewOption* (LPAREN viewItem (COMMA viewItem)* RPAREN)? viewOption* annotationsClause?
      AS query subqueryRestriction? (CONTAINER_MAP | CONTAINERS_DEFAULT)?
    ;

viewOption
    : OF name (WITH OBJECT (IDENTIFIER | ID_WORD | OID) (DEFAULT | columnPathList) | UNDER name)?
    | UNDER name
    | DEFAULT COLLATION identifier
    | BEQUEATH (CURRENT_USER | DEFINER)
    | xmlSchemaSpec
    | WITH OBJECT (IDENTIFIER | ID_WORD | OID) (DEFAULT | columnPathList)
    ;

columnPathList
    : LPAREN expression (COMMA expression)* RPAREN
    ;

viewItem
    : identifier (VISIBLE | INVISIBLE)? inlineConstraint* annotationsClause?
    | outOfLineConstraint
    ;

createMaterializedView
    : (MATERIALIZED VIEW | SNAPSHOT) ifNotExists? name (OF name)? (LPAREN viewItem (COMMA viewItem)* RPAREN)?
      materializedViewOption*
      AS query
    ;

materializedViewOption
    : physicalOption
    | ON PREBUILT TABLE ((WITH | WITHOUT) REDUCED PRECISION)?
    | DEFAULT COLLATION identifier
    | ORGANIZATION (INDEX | HEAP)
    | iotOption
    | CLUSTER name columnList
    | columnStorage
    | partitioning
    | BUILD (IMMEDIATE | DEFERRED)
    | USING INDEX physicalOption*
    | USING NO INDEX
    // As Data Pump writes it.
    | USING LPAREN expression (COMMA expression)* RPAREN
    | NEVER REFRESH
    | REFRESH refreshOption*
    | FOR UPDATE
    | (ENABLE | DISABLE) (QUERY REWRITE | ON QUERY COMPUTATION | CONCURRENT REFRESH)
    | EVALUATE USING (CURRENT EDITION | EDITION name | NULL EDITION)
    | ON QUERY COMPUTATION
    ;

refreshOption
    : FAST | COMPLETE | FORCE
    | ON (DEMAND | COMMIT | STATEMENT)
    | START WITH expression
    | NEXT expression
    | WITH (PRIMARY KEY | ROWID | OBJECT ID_WORD)
    | USING (DEFAULT? (MASTER | LOCAL)? ROLLBACK SEGMENT identifier?)
    | USING (ENFORCED | TRUSTED) CONSTRAINTS
    ;

createMaterializedViewLog
    : (MATERIALIZED VIEW LOG | SNAPSHOT LOG) ifNotExists? ON name materializedViewLogOption*
    ;

materializedViewLogOption
    : physicalOption
    | partitioning
    | WITH (materializedViewLogColumn (COMMA? materializedViewLogColumn)*)?
    | (INCLUDING | EXCLUDING) NEW VALUES
    | PURGE (IMMEDIATE (SYNCHRONOUS | ASYNCHRONOUS)? | START WITH expression | NEXT expression | REPEAT INTERVAL expression)+
    | FOR (FAST | SYNCHRONOUS) REFRESH (USING identifier)?
    ;

materializedViewLogColumn
    : PRIMARY KEY | ROWID | SEQUENCE | OBJECT ID_WORD | COMMIT SCN
    | columnList
    ;

// Small objects

createSequence
    : SEQUENCE ifNotExists? name sharingClause? sequenceOption*
    ;

sequenceOption
    : START WITH (signedNumber | LIMIT VALUE)
    | INCREMENT BY signedNumber
    | (MAXVALUE | MINVALUE | CACHE) signedNumber
    | NOMAXVALUE | NOMINVALUE | NOCACHE
    | CYCLE | NOCYCLE | ORDER | NOORDER
    | KEEP | NOKEEP | SCALE (EXTEND | NOEXTEND)? | NOSCALE | SHARD (EXTEND | NOEXTEND)? | NOSHARD
    | SESSION | GLOBAL | NOPARTITION
    | RESTART
    ;

signedNumber
    : (PLUS | MINUS_SIGN)? NUMBER_LITERAL
    ;

createSynonym
    : SYNONYM ifNotExists? name sharingClause? FOR linkedName
    ;

createCluster
    : CLUSTER ifNotExists? name LPAREN clusterColumn (COMMA clusterColumn)* RPAREN clusterOption*
    ;

clusterColumn
    : identifier dataType SORT?
    ;

clusterOption
    : physicalOption
    | SIZE size
    | INDEX
    | SINGLE TABLE
    | HASHKEYS NUMBER_LITERAL
    | HASH IS expression
    ;

createContext
    : CONTEXT name USING name (INITIALIZED (EXTERNALLY | GLOBALLY) | ACCESSED GLOBALLY)?
    ;

createDirectory
    : DIRECTORY ifNotExists? name sharingClause? AS STRING_LITERAL
    ;

createDatabaseLink
    : DATABASE LINK ifNotExists? name databaseLink? linkOption*
    ;

linkOption
    : CONNECT TO (CURRENT_USER | identifier IDENTIFIED BY VALUES? operand)
    | AUTHENTICATED BY identifier IDENTIFIED BY VALUES? operand
    | USING STRING_LITERAL
    ;

createUser
    : USER ifNotExists? name userOption*
    ;

userOption
    : IDENTIFIED (BY (VALUES STRING_LITERAL | operand (REPLACE operand)?) | (EXTERNALLY | GLOBALLY) (AS STRING_LITERAL)?)
    | NO AUTHENTICATION
    | DEFAULT COLLATION identifier
    | (DEFAULT | LOCAL? TEMPORARY) TABLESPACE identifier
    | QUOTA (UNLIMITED | size) ON identifier
    | PROFILE (identifier | DEFAULT)
    | PASSWORD EXPIRE
    | ACCOUNT (LOCK | UNLOCK)
    | ENABLE EDITIONS
    | CONTAINER EQ (ALL | CURRENT)
    | DEFAULT ROLE (ALL (EXCEPT roleList)? | NONE | roleList)
    | (GRANT | REVOKE) CONNECT THROUGH identifier
      (WITH (ROLE (ALL EXCEPT)? roleList | NO identifier))? (AUTHENTICATION identifier)?
    ;

/** The predefined roles CONNECT and RESOURCE are called by reserved words. */
roleList
    : (name | CONNECT | RESOURCE) (COMMA (name | CONNECT | RESOURCE))*
    ;

createRole
    : ROLE ifNotExists? name (NOT IDENTIFIED | IDENTIFIED (BY operand | USING name | EXTERNALLY | GLOBALLY (AS STRING_LITERAL)?))?
      (CONTAINER EQ (ALL | CURRENT))?
    ;

createProfile
    : PROFILE name LIMIT (identifier (UNLIMITED | DEFAULT | NULL | NUMBER_LITERAL ID | expression))+
    ;

createTablespace
    : (TEMPORARY | UNDO)? TABLESPACE opaqueAdministrativeTail
    ;

createDimension
    : DIMENSION name dimensionItem+
    ;

dimensionItem
    : LEVEL identifier IS (name | LPAREN nameList RPAREN) (SKIP_ WHEN NULL)?
    | HIERARCHY identifier LPAREN identifier (CHILD OF identifier)+ dimensionJoin* RPAREN
    | ATTRIBUTE identifier (LEVEL identifier)? DETERMINES (name | LPAREN nameList RPAREN)
    | DROP (LEVEL | HIERARCHY | ATTRIBUTE) identifier
    | ADD
    | COMPILE
    ;

dimensionJoin
    : JOIN KEY (name | LPAREN nameList RPAREN) REFERENCES identifier
    ;

createLibrary
    : LIBRARY ifNotExists? name (IS | AS) (STRING_LITERAL | identifier) (AGENT STRING_LITERAL)?
    ;

createJava
    : JAVA (SOURCE | RESOURCE | CLASS) opaqueJavaText
    ;

/** Name and Java source, or where it comes from. */
opaqueJavaText
    : (~BROKEN)*
    ;

createOperator
    : OPERATOR ifNotExists? name BINDING operatorBinding (COMMA operatorBinding)*
    ;

operatorBinding
    : LPAREN dataType (COMMA dataType)* RPAREN RETURN dataType
      (ANCILLARY TO name LPAREN dataType (COMMA dataType)* RPAREN | WITH INDEX CONTEXT COMMA SCAN CONTEXT name (COMPUTE ANCILLARY DATA)?)*
      USING name
    ;

createIndexType
    : INDEXTYPE name FOR indexTypeOperator (COMMA indexTypeOperator)* USING name
      (WITH (LOCAL | SYSTEM) (RANGE)? (PARTITION | MANAGED)* STORAGE? TABLES?)*
    ;

indexTypeOperator
    : name LPAREN dataType (COMMA dataType)* RPAREN
    ;

createDomain
    : DOMAIN ifNotExists? name AS (dataType | LPAREN columnDefinition (COMMA columnDefinition)* RPAREN) columnOption*
      (DISPLAY expression)? (ORDER expression)? annotationsClause?
    ;

createEdition
    : EDITION name (AS CHILD OF name)?
    ;

createSchema
    : SCHEMA AUTHORIZATION name (CREATE (OR REPLACE)? (createTable | createView) | grantStatement)*
    ;

/** Administrative objects without a counterpart in a schema conversion. */
createOther
    : (ROLLBACK | DATABASE | CONTROLFILE | SPFILE | PFILE | OUTLINE | RESTORE | DISKGROUP | FLASHBACK | AUDIT | PLUGGABLE
      | LOCKDOWN | HIERARCHY | ATTRIBUTE | ANALYTIC | PROPERTY | VECTOR | MLE | MATERIALIZED ZONEMAP | INMEMORY | LOGICAL | JSON)
      opaqueAdministrativeTail
    ;

opaqueAdministrativeTail
    : ~SEMI*
    ;

// ---------------------------------------------------------------------------------------------
// ALTER
// ---------------------------------------------------------------------------------------------

alterStatement
    : ALTER
      ( alterTable
      | alterIndex
      | alterSequence
      | alterTrigger
      | alterView
      | alterMaterializedView
      | alterMaterializedViewLog
      | alterCompiled
      | alterType
      | alterUser
      | alterSession
      | alterRole
      | alterDimension
      | alterDatabaseLink
      | alterOther
      )
    ;

alterTable
    : TABLE ifExists? name alterTableAction (COMMA? alterTableAction)*
    ;

alterTableAction
    : addConstraint
    | addColumns
    | modifyColumns
    | modifyConstraint
    | dropColumns
    | dropConstraint
    | renameAction
    | constraintSwitch
    | setUnused
    | partitionAction
    | (ADD | MODIFY) clustering
    | MODIFY CLUSTERING ((YES | NO) ON (DATA MOVEMENT | ID))* ((WITH | WITHOUT) MATERIALIZED ZONEMAP (LPAREN name RPAREN)?)?
    | DROP CLUSTERING
    | ADD supplementalLogging
    | DROP supplementalLogging
    | tableOption
    | SHRINK SPACE COMPACT? CASCADE?
    | MOVE (ONLINE | physicalOption | columnStorage | iotOption | UPDATE INDEXES)*
    | ALLOCATE EXTENT (LPAREN opaqueParenthesized* RPAREN)?
    | DEALLOCATE UNUSED (KEEP size)?
    | ADD OVERFLOW physicalOption*
    | UPGRADE (NOT? INCLUDING DATA)?
    | (MINIMIZE | NOMINIMIZE) RECORDS_PER_BLOCK
    | MODIFY columnStorage
    | MODIFY LOB LPAREN name RPAREN LPAREN lobOption* RPAREN
    | MODIFY DEFAULT ATTRIBUTES (FOR PARTITION name)? physicalOption*
    | MODIFY OPAQUE TYPE name (STORE AS LOB)?
    | (CASCADE CONSTRAINTS? | INVALIDATE)
    | externalData
    ;

externalData
    : DEFAULT DIRECTORY identifier
    | ACCESS PARAMETERS (opaqueAccessParameters | USING CLOB query)
    | LOCATION LPAREN externalLocation (COMMA externalLocation)* RPAREN
    ;

opaqueParenthesized
    : ~(LPAREN | RPAREN)
    | LPAREN opaqueParenthesized* RPAREN
    ;

addColumns
    : ADD (COLUMN? ifNotExists? columnDefinition | LPAREN tableItem (COMMA tableItem)* RPAREN) (columnStorage | physicalOption)*
    ;

addConstraint
    : ADD outOfLineConstraint
    ;

modifyColumns
    : MODIFY (columnDefinition | COLUMN columnDefinition | LPAREN columnDefinition (COMMA columnDefinition)* RPAREN) columnStorage*
    ;

modifyConstraint
    : MODIFY (CONSTRAINT name | PRIMARY KEY | UNIQUE columnList) constraintState+ CASCADE?
    ;

dropColumns
    : DROP (COLUMN ifExists? identifier | columnList | UNUSED COLUMNS | COLUMNS CONTINUE) (CASCADE CONSTRAINTS | INVALIDATE | CHECKPOINT NUMBER_LITERAL?)*
    ;

dropConstraint
    : DROP (CONSTRAINT ifExists? name | PRIMARY KEY | UNIQUE columnList) (CASCADE | (KEEP | DROP) INDEX | ONLINE)*
    ;

renameAction
    : RENAME (COLUMN identifier TO identifier | CONSTRAINT name TO name | (PARTITION | SUBPARTITION) partitionRef TO name | TO name)
    ;

setUnused
    : SET UNUSED (COLUMN identifier | columnList) (CASCADE CONSTRAINTS | INVALIDATE | ONLINE)*
    ;

partitionRef
    : FOR LPAREN expression (COMMA expression)* RPAREN
    | name
    ;

partitionAction
    : ADD partitionDefinition (COMMA partitionDefinition)* partitionTail*
    | ADD subpartitionDefinition (COMMA subpartitionDefinition)* partitionTail*
    | DROP (PARTITION | SUBPARTITION | PARTITIONS | SUBPARTITIONS) partitionRef (COMMA partitionRef)* partitionTail*
    | TRUNCATE (PARTITION | SUBPARTITION | PARTITIONS | SUBPARTITIONS) partitionRef (COMMA partitionRef)*
      (DROP ALL? STORAGE | REUSE STORAGE | CASCADE)* partitionTail*
    | MODIFY (PARTITION | SUBPARTITION) partitionRef modifyPartitionItem*
    | MOVE (PARTITION | SUBPARTITION) partitionRef (MAPPING TABLE | partitionAttribute | ONLINE | partitionTail)*
    | SPLIT (PARTITION | SUBPARTITION) partitionRef (AT parenthesized | VALUES parenthesized | INTO parenthesizedPartitions)* partitionTail*
    | MERGE (PARTITIONS | SUBPARTITIONS) partitionRef ((COMMA | TO) partitionRef)* (INTO (partitionDefinition | subpartitionDefinition))? partitionTail*
    | EXCHANGE (PARTITION | SUBPARTITION) partitionRef WITH TABLE name
      ((INCLUDING | EXCLUDING) INDEXES | (WITH | WITHOUT) VALIDATION | EXCEPTIONS INTO name | CASCADE | partitionTail)*
    | COALESCE (PARTITION | SUBPARTITION identifier)? partitionTail*
    | SET INTERVAL LPAREN expression? RPAREN
    | SET STORE IN LPAREN nameList RPAREN
    | SET (PARTITIONING (AUTOMATIC | identifier) | subpartitionTemplate | SUBPARTITION TEMPLATE LPAREN RPAREN)
    | MODIFY partitioning partitionTail*
    ;

parenthesizedPartitions
    : LPAREN (partitionDefinition (COMMA partitionDefinition)* | subpartitionDefinition (COMMA subpartitionDefinition)*) RPAREN
    ;

modifyPartitionItem
    : physicalOption
    | (ADD | DROP) VALUES parenthesized
    | ADD subpartitionDefinition
    | COALESCE SUBPARTITION
    | UNUSABLE LOCAL INDEXES
    | REBUILD UNUSABLE LOCAL INDEXES
    | columnStorage
    | partitionTail
    ;

partitionTail
    : UPDATE (GLOBAL? INDEXES | INDEXES) (LPAREN opaqueParenthesized* RPAREN)?
    | INVALIDATE GLOBAL INDEXES
    | PARALLEL NUMBER_LITERAL? | NOPARALLEL
    | ONLINE
    | (IMMEDIATE | DEFERRED) INVALIDATION
    ;

alterIndex
    : INDEX ifExists? name alterIndexAction+
    ;

alterIndexAction
    : REBUILD ((PARTITION | SUBPARTITION) name)?
    | RENAME ((PARTITION | SUBPARTITION) name)? TO name
    | physicalOption
    | ENABLE | DISABLE
    | COMPILE
    | COALESCE (CLEANUP | PARTITION name)?
    | SHRINK SPACE COMPACT? CASCADE?
    | (MONITORING | NOMONITORING) USAGE
    | PARAMETERS LPAREN STRING_LITERAL RPAREN
    | UPDATE BLOCK REFERENCES
    | (IMMEDIATE | DEFERRED) INVALIDATION
    | (MODIFY | DROP | SPLIT | ADD) PARTITION opaqueAdministrativeTail
    | MODIFY SUBPARTITION opaqueAdministrativeTail
    | MODIFY DEFAULT ATTRIBUTES (FOR PARTITION name)? physicalOption*
    | ALLOCATE EXTENT (LPAREN opaqueParenthesized* RPAREN)?
    | DEALLOCATE UNUSED (KEEP size)?
    ;

alterSequence
    : SEQUENCE ifExists? name (sequenceOption | RENAME TO name)*
    ;

alterTrigger
    : TRIGGER ifExists? name (ENABLE | DISABLE | RENAME TO name | EDITIONABLE | NONEDITIONABLE | compileClause)
    ;

compileClause
    // TIMESTAMP stands in the scripts of the export utility.
    : COMPILE (DEBUG | PACKAGE | BODY | SPECIFICATION | REUSE SETTINGS | identifier EQ expressionList | TIMESTAMP STRING_LITERAL)*
    ;

alterView
    : VIEW ifExists? name ( compileClause | EDITIONABLE | NONEDITIONABLE | READ ONLY | READ WRITE
                | ADD outOfLineConstraint | MODIFY CONSTRAINT name constraintState+
                | DROP (CONSTRAINT name | PRIMARY KEY | UNIQUE columnList) )
    ;

alterMaterializedView
    : (MATERIALIZED VIEW | SNAPSHOT) ifExists? name (materializedViewOption | COMPILE | CONSIDER FRESH | alterTableAction)*
    ;

alterMaterializedViewLog
    : (MATERIALIZED VIEW | SNAPSHOT) LOG ifExists? FORCE? ON name (ADD? materializedViewLogOption | ADD materializedViewLogColumn | alterTableAction)*
    ;

alterCompiled
    : (PACKAGE | PROCEDURE | FUNCTION | SYNONYM | PUBLIC SYNONYM | LIBRARY | JAVA (SOURCE | CLASS) | OPERATOR | INDEXTYPE) ifExists? name
      (compileClause | EDITIONABLE | NONEDITIONABLE | RESOLVE)+
    ;

alterType
    : TYPE ifExists? name alterTypeAction+
    ;

alterTypeAction
    : compileClause
    | (ADD | MODIFY | DROP) ATTRIBUTE (attributeChange | LPAREN attributeChange (COMMA attributeChange)* RPAREN)
    | (ADD | DROP) memberFlag* methodKind (procedure | function)
    | COMMA (ADD | DROP) memberFlag* methodKind (procedure | function)
    | REPLACE AS OBJECT objectElements
    | MODIFY (LIMIT NUMBER_LITERAL | ELEMENT TYPE dataType)
    | NOT? (FINAL | INSTANTIABLE)
    | CASCADE (NOT? INCLUDING TABLE DATA | CONVERT TO SUBSTITUTABLE)? (FORCE? EXCEPTIONS INTO name)?
    | INVALIDATE
    | EDITIONABLE | NONEDITIONABLE
    | RESET
    ;

attributeChange
    : identifier dataType?
    ;

alterUser
    : USER ifExists? name (COMMA name)* userOption+
    ;

alterRole
    : ROLE name (NOT IDENTIFIED | IDENTIFIED (BY operand | USING name | EXTERNALLY | GLOBALLY))
    ;

alterSession
    : SESSION
      ( SET (identifier (DOT identifier)* (EQ (expressionList | READ COMMITTED | ON | OFF | ALL) | TRUE | FALSE) | EVENTS STRING_LITERAL)+
      | SET CONTAINER EQ identifier
      | (ENABLE | DISABLE | FORCE) (PARALLEL (DML | DDL | QUERY) (PARALLEL NUMBER_LITERAL)? | COMMIT IN PROCEDURE | GUARD
        | RESUMABLE (TIMEOUT NUMBER_LITERAL)? (NAME STRING_LITERAL)? | SHARD DDL)
      | ADVISE (COMMIT | ROLLBACK | NOTHING)
      | CLOSE DATABASE LINK name
      | SYNC WITH PRIMARY
      )
    ;

alterDimension
    : DIMENSION name dimensionItem+
    ;

alterDatabaseLink
    : PUBLIC? DATABASE LINK name linkOption*
    ;

/** Administration of the instance and of objects without a counterpart. */
alterOther
    : (SYSTEM | DATABASE | TABLESPACE | PROFILE | ROLLBACK | CLUSTER | PLUGGABLE | DISKGROUP | RESOURCE | OUTLINE | FLASHBACK | AUDIT
      | LOCKDOWN | HIERARCHY | ATTRIBUTE | ANALYTIC | DOMAIN | INMEMORY | MATERIALIZED ZONEMAP)
      opaqueAdministrativeTail
    ;

// ---------------------------------------------------------------------------------------------
// Other statements
// ---------------------------------------------------------------------------------------------

dropStatement
    : DROP dropModifier? dropKind ifExists? (LOG ON)? linkedName (IF EXISTS)? dropOption*
    ;

dropModifier
    : PUBLIC | TEMPORARY
    ;

dropKind
    : TABLE | VIEW | MATERIALIZED VIEW | SNAPSHOT | MATERIALIZED ZONEMAP | INDEX | SEQUENCE | SYNONYM
    | FUNCTION | PROCEDURE | PACKAGE BODY? | TYPE BODY? | TRIGGER
    | CLUSTER | CONTEXT | DIRECTORY | DATABASE LINK? | USER | ROLE | PROFILE | TABLESPACE | DIMENSION
    | LIBRARY | JAVA (SOURCE | RESOURCE | CLASS) | OPERATOR | INDEXTYPE | EDITION | DOMAIN | OUTLINE | RESTORE POINT
    | ROLLBACK SEGMENT | FLASHBACK ARCHIVE | PLUGGABLE DATABASE | DISKGROUP | AUDIT POLICY
    ;

dropOption
    : CASCADE (CONSTRAINTS | PROCEDURES)?
    | PURGE
    | FORCE
    | VALIDATE
    | PRESERVE TABLE
    | ONLINE
    | INCLUDING (TABLES | CONTENTS) (AND DATAFILES | KEEP DATAFILES)?
    | INCLUDING DATAFILES (AND CONTENTS)?
    | KEEP DATAFILES
    | (IMMEDIATE | DEFERRED) INVALIDATION
    ;

commentStatement
    : COMMENT ON commentTarget name IS (STRING_LITERAL | NULL)
    ;

commentTarget
    : TABLE | COLUMN | MATERIALIZED VIEW | VIEW | OPERATOR | INDEXTYPE | EDITION | MINING MODEL
    ;

grantStatement
    : GRANT privilege (COMMA privilege)* (ON grantObject)? TO grantee (COMMA grantee)* grantOption*
    ;

revokeStatement
    : REVOKE (GRANT OPTION FOR | ADMIN OPTION FOR)? privilege (COMMA privilege)* (ON grantObject)? FROM grantee (COMMA grantee)* grantOption*
    ;

/** A system privilege, a role or an object privilege: words in a row. */
privilege
    : privilegeWord+ columnList?
    ;

privilegeWord
    : identifier
    | ALL | ALTER | CREATE | DELETE | INDEX | INSERT | SELECT | UPDATE | TABLE | VIEW | DROP | GRANT | CLUSTER | CONNECT | RESOURCE
    | PUBLIC | LOCK | REFERENCES | ANY | SET | GROUP | TRIGGER | PROCEDURE | FUNCTION | EXECUTE | COMMENT | FORCE | TYPE | ROLLBACK | MERGE | MODEL | ON COMMIT REFRESH
    ;

grantObject
    : (DIRECTORY | EDITION | MINING MODEL | JAVA (SOURCE | RESOURCE) | SQL TRANSLATION PROFILE | USER | TYPE | SCHEMA)? name
    ;

grantee
    : PUBLIC
    | (PROCEDURE | FUNCTION | PACKAGE) name
    | name (IDENTIFIED BY VALUES? operand)?
    ;

grantOption
    : WITH (GRANT | ADMIN | HIERARCHY | DELEGATE) OPTION
    | CONTAINER EQ (ALL | CURRENT)
    | CASCADE CONSTRAINTS
    | FORCE
    ;

truncateStatement
    : TRUNCATE (TABLE | CLUSTER) ifExists? name ((PRESERVE | PURGE) (MATERIALIZED VIEW | SNAPSHOT) LOG | (DROP ALL? | REUSE) STORAGE | CASCADE)*
    ;

renameStatement
    : RENAME name TO name
    ;

analyzeStatement
    : ANALYZE (TABLE | INDEX | CLUSTER) name partitionExtension?
      ( COMPUTE SYSTEM? STATISTICS analyzeFor?
      | ESTIMATE SYSTEM? STATISTICS analyzeFor? (SAMPLE NUMBER_LITERAL (ROWS | PERCENT))?
      | DELETE SYSTEM? STATISTICS
      | VALIDATE (STRUCTURE | REF UPDATE) (CASCADE | ONLINE | OFFLINE | INTO name)*
      | LIST CHAINED ROWS (INTO name)?
      )
    ;

analyzeFor
    : (FOR (TABLE | ALL INDEXED? COLUMNS | ALL LOCAL? INDEXES | COLUMNS nameList) (SIZE NUMBER_LITERAL)?)+
    ;

auditStatement
    : (AUDIT | NOAUDIT) opaqueAdministrativeTail
    ;

associateStatisticsStatement
    : (ASSOCIATE | DISASSOCIATE) STATISTICS (WITH | FROM) opaqueAdministrativeTail
    ;

flashbackStatement
    : FLASHBACK (TABLE nameList | STANDBY? DATABASE name?) TO
      ( BEFORE? (SCN | TIMESTAMP) expression
      | BEFORE DROP (RENAME TO name)?
      | RESTORE POINT name )
      ((ENABLE | DISABLE) TRIGGERS)?
    ;

purgeStatement
    : PURGE (TABLE name | INDEX name | RECYCLEBIN | DBA_RECYCLEBIN | TABLESPACE name (USER name)?)
    ;

// ---------------------------------------------------------------------------------------------
// Words
// ---------------------------------------------------------------------------------------------

/** Every word that Oracle allows as a name. Words that steer a decision come here as ID: see the token source. */
identifier
    : ID | QUOTED_ID | SUBSTITUTION
      | A | ABSENT | ACCESS | ACCESSED | ACCESSIBLE | ACCOUNT | ADD | ADMIN | ADVANCED | ADVISE | AFTER | AGENT
      | AGGREGATE | ALLOCATE | ALLOW | ALWAYS | ANALYTIC | ANALYZE | ANCILLARY | ANNOTATIONS | ANYSCHEMA | APPEND
      | ARCHIVAL | ARCHIVE | ARRAY | ASCII | ASSOCIATE | ASYNC | ASYNCHRONOUS | AT | ATTRIBUTE | ATTRIBUTES | AUDIT
      | AUTHENTICATED | AUTHENTICATION | AUTHID | AUTHORIZATION | AUTO | AUTOMATIC | BASIC | BASICFILE | BATCH
      | BEFORE | BEGINNING | BEQUEATH | BIGFILE | BINARY | BINDING | BITMAP | BLOCK | BLOCKCHAIN | BODY | BREADTH
      | BUFFER_POOL | BUILD | BYTE | CACHE | CALL | CALLING | CAPACITY | CASCADE | CELL_FLASH_CACHE | CHAINED | CHAR
      | CHARACTER | CHECKPOINT | CHILD | CHUNK | CLASS | CLEANUP | CLOB | CLUSTERING | COALESCE | COLLATION | COLLECT | COLUMN
      | COLUMNS | COMMENT | COMMITTED | COMPACT | COMPILE | COMPLETE | COMPOUND | COMPUTATION | COMPUTE | CONCURRENT
      | CONDITIONAL | CONSIDER | CONSISTENT | CONSTANT | CONSTRAINTS | CONSTRUCTOR | CONTAINER | CONTAINERS_DEFAULT
      | CONTAINER_MAP | CONTENT | CONTENTS | CONTEXT | CONTROLFILE | CONVERSION | CONVERT | COPY | COUNT | CREATION
      | CRITICAL | CROSSEDITION | CURRENT | CURRENT_USER | CYCLE | DANGLING | DATA | DATABASE | DATAFILES | DATE
      | DAY | DAYS | DBA_RECYCLEBIN | DDL | DEALLOCATE | DEBUG | DECREMENT | DECRYPT | DEDUPLICATE | DEFAULTS
      | DEFERRABLE | DEFERRED | DEFINE | DEFINER | DEFINITION | DEGREE | DELEGATE | DEMAND | DENSE_RANK | DEPTH
      | DETERMINES | DETERMINISTIC | DIMENSION | DIRECTORY | DIRECT_LOAD | DISALLOW | DISASSOCIATE | DISKGROUP
      | DISPLAY | DISTRIBUTE | DML | DOCUMENT | DOMAIN | DUPLICATE | DUPLICATED | EACH | EDITION | EDITIONABLE
      | EDITIONING | EDITIONS | ELEMENT | EMPTY | ENCODING | ENCRYPT | ENFORCED | ENTITYESCAPING | ENV | ERROR
      | ERRORS | ESTIMATE | EVALNAME | EVALUATE | EVENTS | EXCEPT | EXCEPTIONS | EXCHANGE | EXCLUDE | EXCLUDING
      | EXISTING | EXPIRE | EXPLAIN | EXTEND | EXTENDED | EXTENT | EXTERNAL | EXTERNALLY | EXTRA | FAST
      | FILESYSTEM_LIKE_LOGGING | FINAL | FIRST | FLASHBACK | FLASH_CACHE | FOLLOWING | FOLLOWS | FORCE | FORMAT
      | FORWARD | FREELIST | FREELISTS | FREEPOOLS | FRESH | GENERATED | GLOBAL | GLOBALLY | GROUPING | GROUPS
      | GUARD | HASH | HASHING | HASHKEYS | HEAP | HIDE | HIERARCHY | HIGH | HOUR | IDENTIFIER | IDENTITY | IDLE
      | ID_WORD | IGNORE | ILM | IMMEDIATE | IMMUTABLE | INCLUDE | INCLUDING | INCREMENT | INDENT | INDEXED | INDEXES
      | INDEXING | INDEXTYPE | INDICES | INFINITE | INITIAL | INITIALIZED | INITIALLY | INITRANS | INMEMORY
      | INSTANCES | INSTANTIABLE | INSTEAD | INTERVAL | INVALIDATE | INVALIDATION | INVISIBLE | ISOLATION | ITERATE
      | JAVA | JSON | KEEP_DUPLICATES | KEY | KEYS | LANGUAGE | LAST | LAX | LESS | LEVEL | LEVELS | LIBRARY | LINK
      | LIST | LOB | LOBS | LOCAL | LOCATION | LOCATOR | LOCKDOWN | LOCKED | LOCKING | LOGGING | LOGICAL | LOW | MAIN
      | MANAGED | MAP | MAPPING | MASTER | MATCH | MATCHED | MATCHES | MATERIALIZED | MAX | MAXEXTENTS | MAXSIZE
      | MAXTRANS | MAXVALUE | MEASURES | MEDIUM | MEMCOMPRESS | MEMOPTIMIZE | METADATA | MIN | MINEXTENTS | MINIMIZE
      | MINING | MINUTE | MINVALUE | MISMATCH | MISSING | MLE | MODIFY | MODULE | MONITORING | MONTH | MOVE
      | MOVEMENT | MULTIVALUE | MUTABLE | NAME | NAN | NAV | NESTED | NEVER | NEW | NEXT | NO | NOAUDIT | NOCACHE
      | NOCOPY | NOCYCLE | NOENTITYESCAPING | NOEXTEND | NOFORCE | NOKEEP | NOLOGGING | NOMAPPING | NOMAXVALUE
      | NOMINIMIZE | NOMINVALUE | NOMONITORING | NONE | NONEDITIONABLE | NONSCHEMA | NOORDER | NOPARALLEL
      | NOPARTITION | NOPRECHECK | NORELY | NOREVERSE | NOROWDEPENDENCIES | NOSCALE | NOSCHEMACHECK | NOSHARD | NOSORT | NOTHING
      | NOVALIDATE | NULLS | OBJECT | OFF | OFFLINE | OID | OIDINDEX | OLD | OLTP | OMIT | ONE | ONLINE | OPAQUE
      | OPERATIONS | OPERATOR | OPTIMAL | ORDERED | ORDINALITY | ORGANIZATION | OTHERS | OUT | OUTLINE | OVERFLOW
      | OVERRIDING | PACKAGE | PAIRS | PARALLEL | PARALLEL_ENABLE | PARAMETERS | PARENT | PARTIAL | PARTITIONING
      | PARTITIONS | PARTITIONSET | PASSING | PASSWORD | PAST | PATH | PATTERN | PCTFREE | PCTINCREASE | PCTTHRESHOLD
      | PCTUSED | PCTVERSION | PER | PERCENT | PERIOD | PERMUTE | PERSISTABLE | PFILE | PIPELINED | PLAN | PLUGGABLE
      | POINT | POLICY | PREBUILT | PRECEDES | PRECEDING | PRECHECK | PRECISION | PREPEND | PRESENT | PRESERVE
      | PRETTY | PRIORITY | PRIVATE | PROCEDURAL | PROCEDURES | PROFILE | PROPERTY | PURGE | QUERY | QUOTA | RANGE
      | RAW | READ | READS | REBUILD | RECORD | RECORDS_PER_BLOCK | RECYCLE | RECYCLEBIN | REDUCED | REF | REFERENCE
      | REFERENCING | REFRESH | REJECT | RELATIONAL | RELIES_ON | RELY | REMOVE | REPEAT | REPLACE | REPLICATION
      | RESERVABLE | RESET | RESETTABLE | RESOLVE | RESPECT | RESTART | RESTORE | RESULT | RESULT_CACHE | RESUMABLE | RETENTION
      | REUSE | REVERSE | REWRITE | ROLE | ROW | ROWDEPENDENCIES | ROWID | ROWS | ROWTYPE | RULES | RUNNING | SALT
      | SAVE | SCALAR | SCALARS | SCALE | SCAN | SCHEMA | SCHEMACHECK | SCN | SCOPE | SEARCH | SECOND | SECUREFILE
      | SEED | SEGMENT | SELF | SEQUENCE | SEQUENTIAL | SERIALIZABLE | SESSION | SETS | SETTINGS | SHARD | SHARDED
      | SHARED | SHARING | SHOW | SHRINK | SIBLINGS | SIGNATURE | SINGLE | SKIP_ | SMALLFILE | SNAPSHOT | SORT
      | SOURCE | SPACE | SPECIFICATION | SPFILE | SPLIT | SQL | SQL_MACRO | STAGING | STANDALONE | STANDARD | STANDBY
      | STATEMENT | STATEMENT_ID | STATIC | STATISTICS | STORAGE | STORE | STRICT | STRUCTURE | SUBPARTITIONS
      | SUBSET | SUBSTITUTABLE | SUBTYPE | SUPPLEMENTAL | SYNC | SYNCHRONOUS | SYNONYM | SYSTEM | TABLES | TABLESPACE
      | TEMPLATE | TEMPORARY | THAN | THROUGH | TIES | TIME | TIMEOUT | TIMESTAMP | TRANSACTION | TRANSLATION
      | TRIGGER | TRIGGERS | TRUNCATE | TRUSTED | TYPE | UNBOUNDED | UNCONDITIONAL | UNDER | UNDO | UNKNOWN
      | UNLIMITED | UNLOCK | UNMATCHED | UNTIL | UNUSABLE | UNUSED | UPDATED | UPGRADE | UPSERT | USABLE | USAGE
      | USE | USECASE | USER | VALIDATE | VALIDATION | VALUE | VARRAY | VARRAYS | VARYING | VECTOR | VERSION
      | VIRTUAL | VISIBLE | WAIT | WELLFORMED | WITHOUT | WORK | WRAPPER | WRITE | XML | XMLSCHEMA | XMLTYPE | YEAR
      | YES | ZONE | ZONEMAP
    ;

/** An alias without AS: not a word that may follow an expression or a table. */
columnAlias
    : ID | QUOTED_ID | SUBSTITUTION
      | A | ABSENT | ACCESS | ACCESSED | ACCESSIBLE | ACCOUNT | ADD | ADMIN | ADVANCED | ADVISE | AFTER | AGENT
      | AGGREGATE | ALLOCATE | ALLOW | ALWAYS | ANALYTIC | ANALYZE | ANCILLARY | ANNOTATIONS | ANYSCHEMA | APPEND
      | ARCHIVAL | ARCHIVE | ARRAY | ASCII | ASSOCIATE | ASYNC | ASYNCHRONOUS | ATTRIBUTE | ATTRIBUTES | AUDIT
      | AUTHENTICATED | AUTHENTICATION | AUTHID | AUTHORIZATION | AUTO | AUTOMATIC | BASIC | BASICFILE | BATCH
      | BEFORE | BEGINNING | BEQUEATH | BIGFILE | BINARY | BINDING | BITMAP | BLOCK | BLOCKCHAIN | BODY | BREADTH
      | BUFFER_POOL | BUILD | BYTE | CACHE | CALL | CALLING | CAPACITY | CASCADE | CELL_FLASH_CACHE | CHAINED | CHAR
      | CHARACTER | CHECKPOINT | CHILD | CHUNK | CLASS | CLEANUP | CLOB | CLUSTERING | COALESCE | COLLATION | COLLECT | COLUMN
      | COLUMNS | COMMENT | COMMITTED | COMPACT | COMPILE | COMPLETE | COMPOUND | COMPUTATION | COMPUTE | CONCURRENT
      | CONDITIONAL | CONSIDER | CONSISTENT | CONSTANT | CONSTRAINTS | CONSTRUCTOR | CONTAINER | CONTAINERS_DEFAULT
      | CONTAINER_MAP | CONTENT | CONTENTS | CONTEXT | CONTROLFILE | CONVERSION | CONVERT | COPY | COUNT | CREATION
      | CRITICAL | CROSSEDITION | CURRENT | CURRENT_USER | DANGLING | DATA | DATABASE | DATAFILES | DATE | DAY | DAYS
      | DBA_RECYCLEBIN | DDL | DEALLOCATE | DEBUG | DECREMENT | DECRYPT | DEDUPLICATE | DEFAULTS | DEFERRABLE
      | DEFERRED | DEFINE | DEFINER | DEFINITION | DEGREE | DELEGATE | DEMAND | DENSE_RANK | DEPTH | DETERMINES
      | DETERMINISTIC | DIMENSION | DIRECTORY | DIRECT_LOAD | DISALLOW | DISASSOCIATE | DISKGROUP | DISPLAY
      | DISTRIBUTE | DML | DOCUMENT | DOMAIN | DUPLICATE | DUPLICATED | EACH | EDITION | EDITIONABLE | EDITIONING
      | EDITIONS | ELEMENT | EMPTY | ENCODING | ENCRYPT | ENFORCED | ENTITYESCAPING | ENV | ERROR | ESTIMATE
      | EVALNAME | EVALUATE | EVENTS | EXCEPTIONS | EXCHANGE | EXCLUDE | EXCLUDING | EXISTING | EXPIRE | EXPLAIN
      | EXTEND | EXTENDED | EXTENT | EXTERNAL | EXTERNALLY | EXTRA | FAST | FILESYSTEM_LIKE_LOGGING | FINAL | FIRST
      | FLASHBACK | FLASH_CACHE | FOLLOWING | FOLLOWS | FORCE | FORMAT | FORWARD | FREELIST | FREELISTS | FREEPOOLS
      | FRESH | GENERATED | GLOBAL | GLOBALLY | GROUPING | GROUPS | GUARD | HASH | HASHING | HASHKEYS | HEAP | HIDE
      | HIERARCHY | HIGH | HOUR | IDENTIFIER | IDENTITY | IDLE | ID_WORD | IGNORE | ILM | IMMEDIATE | IMMUTABLE
      | INCLUDE | INCLUDING | INCREMENT | INDENT | INDEXED | INDEXES | INDEXING | INDEXTYPE | INDICES | INFINITE
      | INITIAL | INITIALIZED | INITIALLY | INITRANS | INMEMORY | INSTANCES | INSTANTIABLE | INSTEAD | INTERVAL
      | INVALIDATE | INVALIDATION | INVISIBLE | ISOLATION | ITERATE | JAVA | JSON | KEEP_DUPLICATES | KEY | KEYS
      | LANGUAGE | LAST | LAX | LESS | LEVEL | LEVELS | LIBRARY | LINK | LIST | LOB | LOBS | LOCAL | LOCATION
      | LOCATOR | LOCKDOWN | LOCKED | LOCKING | LOGGING | LOGICAL | LOW | MAIN | MANAGED | MAP | MAPPING | MASTER
      | MATCH | MATCHED | MATCHES | MATERIALIZED | MAX | MAXEXTENTS | MAXSIZE | MAXTRANS | MAXVALUE | MEASURES
      | MEDIUM | MEMCOMPRESS | MEMOPTIMIZE | METADATA | MIN | MINEXTENTS | MINIMIZE | MINING | MINUTE | MINVALUE
      | MISMATCH | MISSING | MLE | MODIFY | MODULE | MONITORING | MONTH | MOVE | MOVEMENT | MULTIVALUE | MUTABLE
      | NAME | NAN | NAV | NESTED | NEVER | NEW | NEXT | NO | NOAUDIT | NOCACHE | NOCOPY | NOCYCLE | NOENTITYESCAPING
      | NOEXTEND | NOFORCE | NOKEEP | NOLOGGING | NOMAPPING | NOMAXVALUE | NOMINIMIZE | NOMINVALUE | NOMONITORING
      | NONE | NONEDITIONABLE | NONSCHEMA | NOORDER | NOPARALLEL | NOPARTITION | NOPRECHECK | NORELY | NOREVERSE
      | NOROWDEPENDENCIES | NOSCALE | NOSCHEMACHECK | NOSHARD | NOSORT | NOTHING | NOVALIDATE | NULLS | OBJECT | OFF
      | OFFLINE | OID | OIDINDEX | OLD | OLTP | OMIT | ONE | ONLINE | OPAQUE | OPERATIONS | OPERATOR | OPTIMAL
      | ORDERED | ORDINALITY | ORGANIZATION | OTHERS | OUT | OUTLINE | OVERFLOW | OVERRIDING | PACKAGE | PAIRS
      | PARALLEL | PARALLEL_ENABLE | PARAMETERS | PARENT | PARTIAL | PARTITIONING | PARTITIONS | PARTITIONSET
      | PASSING | PASSWORD | PAST | PATH | PATTERN | PCTFREE | PCTINCREASE | PCTTHRESHOLD | PCTUSED | PCTVERSION
      | PER | PERCENT | PERIOD | PERMUTE | PERSISTABLE | PFILE | PIPELINED | PLAN | PLUGGABLE | POINT | POLICY
      | PREBUILT | PRECEDES | PRECEDING | PRECHECK | PRECISION | PREPEND | PRESENT | PRESERVE | PRETTY | PRIORITY
      | PRIVATE | PROCEDURAL | PROCEDURES | PROFILE | PROPERTY | PURGE | QUERY | QUOTA | RANGE | RAW | READ | READS
      | REBUILD | RECORD | RECORDS_PER_BLOCK | RECYCLE | RECYCLEBIN | REDUCED | REF | REFERENCE | REFERENCING
      | REFRESH | RELATIONAL | RELIES_ON | RELY | REMOVE | REPLACE | REPLICATION | RESERVABLE | RESET | RESETTABLE | RESOLVE
      | RESPECT | RESTART | RESTORE | RESULT | RESULT_CACHE | RESUMABLE | RETENTION | REUSE | REVERSE | REWRITE
      | ROLE | ROW | ROWDEPENDENCIES | ROWID | ROWS | ROWTYPE | RULES | RUNNING | SALT | SCALAR | SCALARS | SCALE
      | SCAN | SCHEMA | SCHEMACHECK | SCN | SCOPE | SECOND | SECUREFILE | SEED | SEGMENT | SELF | SEQUENCE
      | SEQUENTIAL | SERIALIZABLE | SESSION | SETS | SETTINGS | SHARD | SHARDED | SHARED | SHARING | SHOW | SHRINK
      | SIBLINGS | SIGNATURE | SINGLE | SKIP_ | SMALLFILE | SNAPSHOT | SORT | SOURCE | SPACE | SPECIFICATION | SPFILE
      | SPLIT | SQL | SQL_MACRO | STAGING | STANDALONE | STANDARD | STANDBY | STATEMENT | STATEMENT_ID | STATIC
      | STATISTICS | STORAGE | STORE | STRICT | STRUCTURE | SUBPARTITIONS | SUBSET | SUBSTITUTABLE | SUBTYPE
      | SUPPLEMENTAL | SYNC | SYNCHRONOUS | SYNONYM | SYSTEM | TABLES | TABLESPACE | TEMPLATE | TEMPORARY | THAN
      | THROUGH | TIES | TIME | TIMEOUT | TIMESTAMP | TRANSACTION | TRANSLATION | TRIGGER | TRIGGERS | TRUNCATE
      | TRUSTED | TYPE | UNBOUNDED | UNCONDITIONAL | UNDER | UNDO | UNKNOWN | UNLIMITED | UNLOCK | UNMATCHED | UNTIL
      | UNUSED | UPDATED | UPGRADE | UPSERT | USABLE | USAGE | USE | USECASE | USER | VALIDATE | VALIDATION | VALUE
      | VARRAY | VARRAYS | VARYING | VECTOR | VERSION | VIRTUAL | VISIBLE | WAIT | WELLFORMED | WITHOUT | WORK
      | WRAPPER | WRITE | XML | XMLSCHEMA | XMLTYPE | YEAR | YES | ZONE | ZONEMAP
    ;
