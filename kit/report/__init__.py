"""Pages to hand back: ``feedback`` for a student, ``classroom`` for the class, in the frame of ``page``."""
