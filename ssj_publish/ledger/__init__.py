"""The ledger on disk: where its files lie, and how one is read and one is added. What they say is ``core``'s matter."""
