"""A JupyterHub for one machine and for tests: anybody may sign in, all servers run as one user, loopback only.

Never for a real class: it has no passwords and nothing that keeps students apart. The class's own
settings stand in notebooks/coursework/hub/. Started by hub_server.py, which names everything below
in the variable STANDPOINT_HUB_SETTINGS.
"""

import json
import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub puts it there
given = json.loads(os.environ["STANDPOINT_HUB_SETTINGS"])
scratch = Path(given["scratch"])

c.JupyterHub.bind_url = f"http://127.0.0.1:{given['ports'][0]}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{given['ports'][1]}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{given['ports'][2]}"
c.ConfigurableHTTPProxy.command = given["proxy"]
c.ConfigurableHTTPProxy.pid_file = str(scratch / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{scratch / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(scratch / "cookie-secret")

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True  # without it nobody is let in
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(scratch / "home" / "{username}")
c.JupyterHub.concurrent_spawn_limit = given["spawn_limit"]

# One busy machine plays the whole class: a slow start is no failure here.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 10}
c.Spawner.environment = given["environment"]
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]  # of this environment, activated or not
c.Spawner.args = given["arguments"]
