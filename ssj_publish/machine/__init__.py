"""What this machine lends: exclusive writers, workers, and a place for what must last."""
