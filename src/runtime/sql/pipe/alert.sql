-- Alerts as they were signalled last. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE TABLE ora.alert (
  name text PRIMARY KEY,
  message text,
  change bigint GENERATED ALWAYS AS IDENTITY
);
