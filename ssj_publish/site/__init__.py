"""The public site: replayed state → page values → Pelican. It shows facts, and computes none."""
