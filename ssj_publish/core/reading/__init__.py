"""What is read off a state: deadlines, counts, who could have bent what."""
