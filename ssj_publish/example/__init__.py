"""安澜县, an invented county: its keys, its workbooks and its year, so that everything can be seen at work."""
