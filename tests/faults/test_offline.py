"""The network is never used: every way of asking for it ends the program with one sentence."""

import subprocess
import sys

import pytest

from hipdesk.kernel.offline import NETWORK_EXIT, SENTENCE
from hipdesk.papers.press import Press, PressDied

BEFORE = "import socket\nfrom hipdesk.kernel.offline import forbid_network\n"
LOCAL = """
import multiprocessing
one, two = multiprocessing.Pipe()
one.send(1), two.recv()
first, second = socket.socketpair(socket.AF_UNIX)
first.sendall(b"x"), second.recv(1)
socket.gethostname()
print("went on")
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A program of its own, whose hook dies with it."""
    return subprocess.run([sys.executable, "-c", BEFORE + code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "reach",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
        "socket.getaddrinfo('localhost', 80)",
        "socket.gethostbyname('localhost')",
        "socket.create_connection(('127.0.0.1', 9), 0.1)",
        "__import__('urllib.request').request.urlopen('http://127.0.0.1:9/', timeout=0.1)",
    ],
)
def test_network_when_reached_for_then_the_program_stops_with_one_sentence(reach):
    """Even where a library would swallow an exception, nothing goes on."""
    done = run(f"forbid_network()\ntry:\n    {reach}\nexcept BaseException:\n    pass\nprint('went on')\n")
    assert done.returncode == NETWORK_EXIT
    assert done.stdout == ""
    assert done.stderr == SENTENCE + "\n"


@pytest.mark.parametrize(
    "use", ["connect(('127.0.0.1', 9))", "bind(('127.0.0.1', 0))", "sendto(b'x', ('127.0.0.1', 9))"]
)
def test_network_when_a_socket_was_there_before_then_using_it_stops_the_program(use):
    """A socket made before the hook, or handed over by another program, is of no use either."""
    done = run(f"there = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nforbid_network()\nthere.{use}\n")
    assert done.returncode == NETWORK_EXIT
    assert done.stderr == SENTENCE + "\n"


def test_network_when_only_local_pipes_are_used_then_the_program_goes_on():
    """What the press and the display need remains, and asking twice changes nothing."""
    done = run(f"forbid_network()\nforbid_network()\n{LOCAL}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "went on\n", "")


def test_press_when_a_job_reaches_for_the_network_then_it_is_ended_and_the_next_one_works():
    """A hostile file that makes a reader call home gets no socket: the press dies and is replaced."""
    with Press(jobs_from=("tests.support.press_trials", "socket")) as press:
        with pytest.raises(PressDied, match="stopped working"):
            press.run("socket:socket", family=2)
        assert press.run("tests.support.press_trials:echo", value="on") == "on"
