"""Settings of each student's own server; place it as ``<environment>/etc/jupyter/jupyter_server_config.py``.

It runs as the student, when the student's server starts: lessons and exercises are copied into the student's folder,
never over what is there, so that the originals inside the environment stay read-only for everybody.
"""

import os
from pathlib import Path

from kit.commands.lab import lay_lessons, lay_settings

c = get_config()  # noqa: F821 - JupyterHub and Jupyter Server give it

HOME = Path(os.environ.get("KIT_WORK", "."))
lay_lessons(HOME)
lay_settings()  # in the language of $KIT_LANG
c.LabApp.extension_manager = "readonly"
c.ServerApp.terminals_enabled = False
c.ServerApp.root_dir = str(HOME.resolve())
c.FileContentsManager.delete_to_trash = False

# A kernel whose page was closed an hour ago is ended: answers are on disk, not in the kernel.
c.MappingKernelManager.cull_idle_timeout = 60 * 60
c.MappingKernelManager.cull_interval = 5 * 60
c.MappingKernelManager.cull_connected = False
