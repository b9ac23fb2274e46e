"""Python reads this file at start-up when its folder is on PYTHONPATH: nothing but loopback can be reached.

Each refused attempt is written, one a line, to the file named by STANDPOINT_NETWORK_LOG.
"""

import os
import sys
from pathlib import Path

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def refuse(event, arguments):
    """Stop a connection or a look-up that would leave this machine (an audit hook)."""
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # None: a pipe inside this machine
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if not host or str(host).startswith(LOOPBACK):
        return
    log = os.environ.get("STANDPOINT_NETWORK_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")
    raise ConnectionRefusedError(f"the notebooks run without a network; this code asked for {host}")


sys.addaudithook(refuse)
