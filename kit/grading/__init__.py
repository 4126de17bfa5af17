"""Students' files in, grades out; nothing that a student wrote is ever run.

``names`` says whose file it is, ``submissions`` reads untrusted files, ``marking`` judges one copy, ``overrides``
holds what the instructor decided, ``review`` gathers what waits for a decision, ``sheet`` writes tables that a
spreadsheet opens unharmed, ``gradebook`` does a whole class, ``spread`` on several processes or machines, ``tally`` and
``agreement`` count what the class answered, ``lms`` writes import files.
"""
