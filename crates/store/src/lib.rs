//! The ledger and the rows that pages read: SQL and only SQL.
