"""A witness: outside the bureau, it cosigns a log's checkpoints as long as each continues the one before."""
