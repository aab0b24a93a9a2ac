-- Materialized views whose tables the transaction has changed: each is filled anew once, when the transaction commits.
CREATE TABLE ora.refreshes (
  view text,
  transaction xid8 DEFAULT pg_current_xact_id(),
  PRIMARY KEY (view, transaction)
);
CREATE CONSTRAINT TRIGGER refresh AFTER INSERT ON ora.refreshes DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION ora.refresh_marked();
