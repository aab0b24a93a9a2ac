-- Views that lost a table or column that they read: what makes them again once it is there.
CREATE TABLE ora.invalid_views (
  view regclass PRIMARY KEY,
  statement text NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.invalid_views TO PUBLIC;
