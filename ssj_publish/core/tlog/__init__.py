"""The transparency log: knows nothing of schools."""
