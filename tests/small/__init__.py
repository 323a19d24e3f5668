"""A second published ledger, small, in which occurs what hardly ever occurs: it is played, published and checked
here."""
