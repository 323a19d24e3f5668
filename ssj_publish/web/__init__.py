"""What comes over the network, and how long it may take."""
