"""What people fill in: read in their own words, every fault said at once; and the empty forms that say what to
write."""
