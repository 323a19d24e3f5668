"""The acts of the year: what is to be said, signed and appended."""
