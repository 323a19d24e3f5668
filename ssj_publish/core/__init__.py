"""The rules. Values in, values out: no file, network, clock, environment or global randomness."""
