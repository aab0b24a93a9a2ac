import { plsInteger } from '../../model/types.js';
import { boolean, clob, constants, fn, fns, number, procs, type SuppliedPackage, varchar2, xml } from './package.js';

/** Handles of nodes, lists, parsers: numbers that the runtime gives. */
const handle = plsInteger;
/** The types of nodes and lists. */
const nodeTypes = Object.fromEntries(
  [
    ...['ATTR', 'CDATASECTION', 'CHARACTERDATA', 'COMMENT', 'DOCUMENT', 'DOCUMENTFRAGMENT', 'DOCUMENTTYPE', 'ELEMENT'],
    ...['ENTITY', 'ENTITYREFERENCE', 'IMPLEMENTATION', 'NAMEDNODEMAP', 'NODE', 'NODELIST', 'NOTATION'],
    ...['PROCESSINGINSTRUCTION', 'TEXT'],
  ].map((name) => [`DOM${name}`, handle]),
);

/** XML of queries, and XML as a tree. (PL/SQL Packages and Types Reference) */
export const xmlPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_XMLGEN',
    runsSql: true,
    types: {
      CTXHANDLE: number,
      CTXTYPE: number,
    },
    members: {
      ...procs(`
        CLEARBINDVALUES CLOSECONTEXT RESTARTQUERY SETBINDVALUE SETCONVERTSPECIALCHARS SETMAXROWS SETNULLHANDLING
        SETROWSETTAG SETROWTAG SETSKIPROWS USEITEMTAGSFORCOLL`),
      CONVERT: fn(varchar2, 'xmldata flag'),
      ...fns('GETNUMROWSPROCESSED NEWCONTEXT', number),
      GETXML: fn(clob),
      GETXMLTYPE: fn(xml),
      ...constants(number, {
        DROP_NULLS: 0,
        DTD: 1,
        EMPTY_TAG: 2,
        ENTITY_DECODE: 1,
        ENTITY_ENCODE: 0,
        NONE: 0,
        NULL_ATTR: 1,
        SCHEMA: 2,
      }),
    },
  },
  {
    name: 'DBMS_XMLDOM',
    formerName: 'XMLDOM',
    types: { ...nodeTypes, DOMTYPE: varchar2 },
    othersGive: handle,
    members: {
      ...fns(
        `
          ADOPTNODE APPENDCHILD APPENDDATA CLONENODE CREATEATTRIBUTE CREATECDATASECTION CREATECOMMENT
          CREATEDOCUMENTFRAGMENT CREATEELEMENT CREATEPROCESSINGINSTRUCTION CREATETEXTNODE DELETEDATA FREEDOCFRAG
          FREEDOCUMENT FREEELEMENT FREENODE FREENODELIST GETATTRIBUTENODE GETATTRIBUTES GETCHILDNODES
          GETCHILDRENBYTAGNAME GETDOCUMENTELEMENT GETELEMENTSBYTAGNAME GETFIRSTCHILD GETLASTCHILD GETLENGTH
          GETNAMEDITEM GETNEXTSIBLING GETNODETYPE GETOWNERDOCUMENT GETOWNERELEMENT GETPARENTNODE
          GETPREVIOUSSIBLING IMPORTNODE INSERTBEFORE INSERTDATA ITEM MAKEATTR MAKECDATASECTION MAKECHARACTERDATA
          MAKECOMMENT MAKEDOCUMENT MAKEDOCUMENTFRAGMENT MAKEDOCUMENTTYPE MAKEELEMENT MAKEENTITY
          MAKEENTITYREFERENCE MAKENODE MAKENOTATION MAKEPROCESSINGINSTRUCTION MAKETEXT NEWDOMDOCUMENT NORMALIZE
          REMOVEATTRIBUTE REMOVEATTRIBUTENODE REMOVECHILD REMOVENAMEDITEM REPLACECHILD REPLACEDATA SETATTRIBUTE
          SETATTRIBUTENODE SETCHARSET SETDATA SETNAMEDITEM SETNODEVALUE SETPREFIX SETSTANDALONE SETVALUE
          SETVERSION SPLITTEXT WRITETOBUFFER WRITETOCLOB`,
        handle,
      ),
      ...fns(
        `
          GETATTRIBUTE GETCHARSET GETDATA GETLOCALNAME GETNAME GETNAMESPACE GETNODENAME GETNODEVALUE GETPREFIX
          GETQUALIFIEDNAME GETSTANDALONE GETTAGNAME GETTARGET GETVALUE GETVERSION SUBSTRINGDATA`,
        varchar2,
      ),
      ...fns('GETSPECIFIED HASATTRIBUTE HASATTRIBUTES HASCHILDNODES ISNULL', boolean),
      GETXMLTYPE: fn(xml),
      ...constants(plsInteger, {
        ATTRIBUTE_NODE: 2,
        CDATA_SECTION_NODE: 4,
        COMMENT_NODE: 8,
        DOCUMENT_FRAGMENT_NODE: 11,
        DOCUMENT_NODE: 9,
        DOCUMENT_TYPE_NODE: 10,
        ELEMENT_NODE: 1,
        ENTITY_NODE: 6,
        ENTITY_REFERENCE_NODE: 5,
        NOTATION_NODE: 12,
        PROCESSING_INSTRUCTION_NODE: 7,
        TEXT_NODE: 3,
      }),
    },
  },
  {
    name: 'DBMS_XMLPARSER',
    formerName: 'XMLPARSER',
    types: { PARSER: handle },
    othersGive: handle,
    members: {
      ...fns(
        `
          FREEPARSER GETDOCUMENT NEWPARSER PARSEBUFFER PARSECLOB SETERRORLOG SETPRESERVEWHITESPACE
          SETVALIDATIONMODE SHOWWARNINGS`,
        handle,
      ),
    },
  },
  {
    name: 'DBMS_XSLPROCESSOR',
    formerName: 'XSLPROCESSOR',
    types: { PROCESSOR: handle, STYLESHEET: handle },
    othersGive: handle,
    members: {
      CLOB2FILE: fn(handle, 'cl flocation fname csid'),
      READ2CLOB: fn(clob, 'flocation fname csid'),
      ...fns('SELECTNODES SELECTSINGLENODE SETERRORLOG SHOWWARNINGS', handle),
      VALUEOF: fn(varchar2),
    },
  },
];
