"""A port on loopback that counts who connects, and answers nobody."""

import socket
import threading


class Listener:
    """Its port (`number`), its `address` as a URL, and how often somebody `came`."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.number = self.socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.number}/"
        self.came = 0
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                taken, _ = self.socket.accept()
            except OSError:
                return
            self.came += 1
            taken.close()
