/** What is changed in the bank's sources between two releases: file, text, new text. Each is a kind of its own. */
export const bankEdits: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  'a function says something else': ['routines/standalone_core.sql', "'dormant'", "'asleep'"],
  'a procedure counts otherwise': ['routines/standalone_core.sql', 'ADD_MONTHS(P_DT, -24)', 'ADD_MONTHS(P_DT, -36)'],
  'a package body rounds otherwise': [
    'packages/nb_core/fee_pkg.sql',
    'RETURN ROUND(v_fee, 2);',
    'RETURN ROUND(v_fee, 3);',
  ],
  'a package has one function more': [
    'packages/nb_ref/daycount_pkg.sql',
    'END daycount_pkg;\n/\nCREATE OR REPLACE PACKAGE BODY nb_ref.daycount_pkg AS\n',
    'FUNCTION half (p_days IN NUMBER) RETURN NUMBER DETERMINISTIC;\nEND daycount_pkg;\n/\nCREATE OR REPLACE PACKAGE BODY nb_ref.daycount_pkg AS\n  FUNCTION half (p_days IN NUMBER) RETURN NUMBER DETERMINISTIC IS\n  BEGIN\n    RETURN p_days / 2;\n  END half;\n',
  ],
  'a function takes one more argument': [
    'routines/standalone_ref.sql',
    'nb_ref.is_number (p_text in varchar2) return',
    'nb_ref.is_number (p_text in varchar2, p_strict in number default 0) return',
  ],
  'a trigger says something else': ['triggers/core_triggers.sql', "'IBAN too short'", "'IBAN is too short'"],
  'a type body finds a blank otherwise': [
    'ddl/nb_core/types.sql',
    "PLS_INTEGER := INSTR(TRIM(p_text), ' ');",
    "PLS_INTEGER := INSTR(TRIM(p_text), ' ', 1, 1);",
  ],
  'a table has one column more': [
    'ddl/nb_ref/tables.sql',
    '"ONLINE" CHAR(1 BYTE) DEFAULT \'Y\',\n',
    '"ONLINE" CHAR(1 BYTE) DEFAULT \'Y\',\n\t"REGION_NAME" VARCHAR2(40 CHAR),\n',
  ],
  'a text is longer': ['ddl/nb_core/branches.sql', 'full_name    VARCHAR2(80) ', 'full_name    VARCHAR2(120)'],
  'a number is larger': ['ddl/nb_core/branches.sql', 'post_limit   NUMBER(12,2)', 'post_limit   NUMBER(14,2)'],
  'a default is another': ['ddl/nb_core/branches.sql', "DEFAULT 'BRANCH' NOT NULL", "DEFAULT 'REGION' NOT NULL"],
  'a column may be null': ['ddl/nb_core/branches.sql', 'hired_on     DATE          NOT NULL', 'hired_on     DATE'],
  'a check allows more': [
    'ddl/nb_core/accounts.sql',
    "CHECK (INT_PERIOD IN ('M','Q','Y'))",
    "CHECK (INT_PERIOD IN ('M','Q','Y','H'))",
  ],
  'an index has one column more': [
    'ddl/nb_core/accounts.sql',
    'ON NB_CORE.ACCMST (CUST_ID, ACC_STAT)',
    'ON NB_CORE.ACCMST (CUST_ID, ACC_STAT, CCY)',
  ],
  'there is a new index': [
    'ddl/nb_core/accounts.sql',
    'CREATE BITMAP INDEX NB_CORE.BX_ACCMST_BR',
    'CREATE INDEX NB_CORE.IX_ACCMST_NAME ON NB_CORE.ACCMST (ACC_NAME)\n/\nCREATE BITMAP INDEX NB_CORE.BX_ACCMST_BR',
  ],
  'a comment is another': ['ddl/nb_core/branches.sql', 'may post alone; above', 'may post alone. Above'],
  'a view wants something else': ['views/core_views.sql', ' WHERE balance < 0;', ' WHERE balance < -1;'],
  'a view under another has one column more': [
    'views/core_views.sql',
    'product, balance, available, ccy, status_text) AS\nSELECT a.acc_no, nb_ref.iban_pkg.pretty(a.iban), c.cust_no, c.short_name, p.prod_name, a.ldg_bal,\n       a.ldg_bal - a.hold_amt + a.od_lim, a.ccy, nb_core.f_stat_txt(a.acc_stat)',
    'product, balance, available, ccy, status_text, opened) AS\nSELECT a.acc_no, nb_ref.iban_pkg.pretty(a.iban), c.cust_no, c.short_name, p.prod_name, a.ldg_bal,\n       a.ldg_bal - a.hold_amt + a.od_lim, a.ccy, nb_core.f_stat_txt(a.acc_stat), a.open_dt',
  ],
  'there is a new view': [
    'views/core_views.sql',
    'CREATE OR REPLACE VIEW nb_core.v_pending_customer AS',
    'CREATE OR REPLACE VIEW nb_core.v_region AS SELECT channel_code, region_name FROM nb_ref.channel;\n\nCREATE OR REPLACE VIEW nb_core.v_pending_customer AS',
  ],
  'a view is gone': [
    'views/report_views.sql',
    'CREATE OR REPLACE VIEW nb_rpt.v_concentration AS',
    'CREATE OR REPLACE VIEW nb_rpt.v_concentrations AS',
  ],
  'there is a new table with a key to an old one': [
    'ddl/nb_core/kyc.sql',
    '-- Know your customer\n',
    '-- Know your customer\nCREATE SEQUENCE nb_core.kyc_note_seq;\nCREATE TABLE nb_core.kyc_note (note_id NUMBER(8) DEFAULT nb_core.kyc_note_seq.NEXTVAL, branch_code VARCHAR2(6), note VARCHAR2(200), CONSTRAINT kyc_note_pk PRIMARY KEY (note_id), CONSTRAINT kyc_note_br_fk FOREIGN KEY (branch_code) REFERENCES nb_core.branch (branch_code));\n',
  ],
  'a grant gives more': [
    'grants/nb_core.sql',
    'GRANT SELECT ON nb_core.accblk TO nb_gl;',
    'GRANT SELECT, UPDATE ON nb_core.accblk TO nb_gl;',
  ],
  'a synonym means something else': [
    'admin/04_synonyms.sql',
    'nb_app.accounts FOR nb_core.v_account;',
    'nb_app.accounts FOR nb_core.v_account_overdrawn;',
  ],
};
