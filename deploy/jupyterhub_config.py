"""Settings of the hub that any school's JupyterHub can share: ``exec`` it, or copy what you need.

The Littlest JupyterHub reads it from ``/opt/tljh/config/jupyterhub_config.d/``; on Kubernetes the same
settings stand in ``values.yaml``. The figures are those that ``make bench-hub`` measured.
"""

import sys

c = get_config()  # noqa: F821 - JupyterHub gives it

c.Spawner.default_url = "/lab/tree/notebooks/fr/00-welcome.ipynb"
c.Spawner.environment = {"KIT_LANG": "fr"}  # or "en": the language of the menus
c.Spawner.mem_limit = "512M"  # a lesson takes less than half of it; a runaway cell ends its own kernel alone
c.Spawner.cpu_limit = 1.0
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.JupyterHub.concurrent_spawn_limit = 10  # a whole class clicks at once: the others wait a few seconds
c.JupyterHub.shutdown_on_logout = True

# A server that nobody has used for an hour is ended, and starts again at the next click with all that is on disk.
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {"name": "idle-culler", "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]}
]
