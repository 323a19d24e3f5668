"""A draw's page, part by part."""
