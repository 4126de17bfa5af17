"""The commands of ``kit``, one module each."""
