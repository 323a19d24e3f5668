"""What git is told to refuse: anything under ``ledger/`` but additions that verify."""
