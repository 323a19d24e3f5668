"""Private keys: files, and those that ssh-agent holds."""
