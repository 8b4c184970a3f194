"""Real SPARQL servers on loopback, each with the shipped graph: started when first asked for, ended with the session."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis.namespaces import ID, RDFS
from foederis.publish import metadata
from foederis.queries import endpoint

FUSEKI = Path(__file__).parent / "fuseki.ttl"


@pytest.fixture(autouse=True)
def _patient(monkeypatch) -> None:
    """Wait as long as a busy machine needs: how long a server takes says nothing of its rows."""
    monkeypatch.setattr(endpoint, "SECONDS", 600.0)


@pytest.fixture(scope="session")
def only_default() -> ox.Triple:
    """Return a triple that stands in the default graph alone: under a union it is not there."""
    return ox.Triple(ox.NamedNode(f"{ID}test/default"), ox.NamedNode(f"{RDFS}label"), ox.Literal("only there"))


@pytest.fixture(scope="session")
def n_quads(_own_cache: None, only_default) -> bytes:
    """Return what each server is loaded with: the file of a release, and that one triple."""
    return metadata.nquads(metadata.quads()) + f"{only_default} .\n".encode()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def served(command: list[str], probe: str, folder: Path) -> Iterator[None]:
    """Run a server until the block ends; the block begins when `probe` answers."""
    log = folder / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        patience = time.monotonic() + 180
        while True:
            try:
                with urllib.request.urlopen(f"{probe}?query=ASK%7B%7D", timeout=10):
                    break
            except OSError:
                ended = process.poll() is not None
                assert not ended, log.read_text(errors="replace")
                assert time.monotonic() < patience, log.read_text(errors="replace")
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def post(address: str, n_quads: bytes) -> None:
    request = urllib.request.Request(address, n_quads, {"Content-Type": "application/n-quads"}, method="POST")
    with urllib.request.urlopen(request, timeout=180) as reply:
        assert reply.status in (200, 201, 204)


@pytest.fixture(scope="session")
def program() -> str:
    """Return the oxigraph program: beside this Python, or on the path."""
    found = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip("the oxigraph server is not here: pip install -e '.[servers]'")
    return found


@pytest.fixture(scope="session")
def oxigraph(program, n_quads, tmp_path_factory) -> Iterator[str]:
    """Serve from memory, loaded over HTTP."""
    base = f"127.0.0.1:{free_port()}"
    with served([program, "serve", "--bind", base], f"http://{base}/query", tmp_path_factory.mktemp("serve")):
        post(f"http://{base}/store", n_quads)
        yield f"http://{base}/query"


@pytest.fixture(scope="session")
def oxigraph_on_disk(n_quads, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("oxigraph") / "data"
    data = ox.Store(str(folder))
    data.bulk_load(n_quads, format=ox.RdfFormat.N_QUADS)
    data.flush()
    return folder


@pytest.fixture(scope="session")
def oxigraph_read_only(program, oxigraph_on_disk, tmp_path_factory) -> Iterator[str]:
    base = f"127.0.0.1:{free_port()}"
    command = [program, "serve-read-only", "--location", str(oxigraph_on_disk), "--bind", base]
    with served(command, f"http://{base}/query", tmp_path_factory.mktemp("read-only")):
        yield f"http://{base}/query"


@pytest.fixture(scope="session")
def oxigraph_union(program, n_quads, tmp_path_factory) -> Iterator[str]:
    """Serve from memory, where the union of all graphs is asked in half the time; from disk oxigraph_read_only is."""
    base = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--bind", base, "--union-default-graph"]
    with served(command, f"http://{base}/query", tmp_path_factory.mktemp("union")):
        post(f"http://{base}/store", n_quads)
        yield f"http://{base}/query"


@pytest.fixture(scope="session")
def jena() -> str:
    """Return the jar of Apache Jena Fuseki."""
    folder = os.environ.get("FOEDERIS_FUSEKI", "")
    jars = sorted(Path(folder).glob("jena-fuseki-server-*.jar")) if folder else []
    if not jars or shutil.which("java") is None:
        pytest.skip("Apache Jena Fuseki is not here: needs Java 17, and FOEDERIS_FUSEKI naming the folder of its jar")
    return str(jars[0])


@pytest.fixture(scope="session")
def fuseki(jena, n_quads, tmp_path_factory) -> Iterator[str]:
    """Serve three data sets, each loaded over HTTP: /memory and /tdb2 as they are, /union with a union default graph.

    Two more, /aligned and /vocabulary, are left empty for test_joined.py.
    """
    folder = tmp_path_factory.mktemp("fuseki")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    main = ["java", "-cp", jena, "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"]
    command = [*main, "--localhost", f"--port={port}", f"--config={FUSEKI}"]
    with served(command, f"{base}/memory", folder):
        for name in ("memory", "tdb2", "union"):
            post(f"{base}/{name}", n_quads)
        yield base


@pytest.fixture(scope="session")
def fuseki_memory(fuseki) -> str:
    return f"{fuseki}/memory"


@pytest.fixture(scope="session")
def fuseki_tdb2(fuseki) -> str:
    return f"{fuseki}/tdb2"


@pytest.fixture(scope="session")
def fuseki_union(fuseki) -> str:
    return f"{fuseki}/union"
