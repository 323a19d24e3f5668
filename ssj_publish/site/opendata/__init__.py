"""What machines may take: tables, workbooks, feeds, the whole ledger, and how to hold the site to its word."""
