"""The second reader: sources, hedges and statements of an article."""
