"""The draw: tickets, strata, assignment, and the randomness behind them."""
