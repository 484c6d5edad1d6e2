"""The program's side of the press: starts it, hands it jobs, watches time and memory, ends it and starts it anew."""

import contextlib
import multiprocessing
import threading
import time
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType

from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.papers.press import wire
from hipdesk.papers.press.child import serve

GIB = 1 << 30
_TICK = 0.05
_LARGEST_ANSWER = 1 * GIB
_TOLD_AS: dict[str, type[HipDeskError]] = {kind.__name__: kind for kind in (Refused, HipDeskError)}


class PressDied(HipDeskError):
    """The press ended, ran out of memory or of time before the job was done; the next job gets a new one."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The press {why}, so this was not made.",
            kept="Nothing in the vault was changed.",
            to_do="Try again; if it happens again with the same paper or file, leave out the longest part.",
        )


class PressFailed(HipDeskError):
    """The job itself went wrong: a fault in the program or in an office's own template."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"This could not be made ({kind}).",
            kept="Nothing in the vault was changed.",
            to_do="If the office has its own copy of this template, try the shipped one.",
        )
        self.kind = kind


class Press:
    """One child process, started when first needed, kept warm between jobs. One job at a time; any thread may ask.

    A job is ``"module:function"`` inside one of ``jobs_from``, called with plain keyword values (what ``wire`` can
    carry) and returning a plain value. ``memory_limit`` is in bytes (POSIX only); ``recycle_after`` jobs, or once it
    has held more than ``recycle_above`` bytes, the process is replaced.
    """

    def __init__(
        self,
        *,
        memory_limit: int = 4 * GIB,
        recycle_after: int = 240,
        recycle_above: int = GIB * 3 // 4,
        jobs_from: tuple[str, ...] = ("hipdesk.papers",),
    ) -> None:
        self._memory_limit = memory_limit
        self._recycle_after = recycle_after
        self._recycle_above = recycle_above
        self._jobs_from = jobs_from
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._to: Connection | None = None
        self._from: Connection | None = None
        self._done = 0

    def __enter__(self) -> "Press":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process number, while there is one."""
        return self._process.pid if self._process is not None else None

    def warm(self) -> None:
        """Start the child ahead of the first job; does not wait for it."""
        with self._turn:
            self._started()

    def run(self, job: str, *, seconds: float = 120.0, progress: Progress = SILENT, **given: object) -> object:
        """Do ``job`` with the values ``given`` and return its answer.

        Raises Stopped when ``progress`` is cancelled, PressDied when the child ended or went over ``seconds`` or over
        its memory, Refused when the job refused, PressFailed when the job broke, TypeError when a value cannot cross.
        """
        asked = wire.encode([job, given])
        with self._turn:
            progress.check()
            kind, value, memory = self._asked(asked, seconds, progress)
            self._done += 1
            if self._done >= self._recycle_after or memory > self._recycle_above or kind == "full":
                self._end(kindly=True)
        if kind == "done":
            return value
        if kind == "full":
            raise PressDied("ran out of memory")
        raise _told_again(kind, value)

    def close(self) -> None:
        """End the child; a later job would start another."""
        with self._turn:
            self._end(kindly=True)

    def _asked(self, asked: bytes, seconds: float, progress: Progress) -> tuple[str, object, int]:
        process, to, back = self._started()
        until = time.monotonic() + seconds
        sender = threading.Thread(target=_send, args=(to, asked), name="press-sender", daemon=True)
        sender.start()
        try:
            while not wait([back, process.sentinel], _TICK):
                progress.check()
                if time.monotonic() > until:
                    raise PressDied("took too long and was stopped")
            kind, value, memory = _understood(back.recv_bytes(_LARGEST_ANSWER))
        except (EOFError, OSError, ValueError):
            self._broken_off(process, sender)
            raise PressDied("stopped working") from None
        except BaseException:
            self._broken_off(process, sender)
            raise
        sender.join()
        return kind, value, memory

    def _broken_off(self, process: SpawnProcess, sender: threading.Thread) -> None:
        """Kill the child first: only then does a sender stuck on a full pipe come back."""
        process.kill()
        sender.join()
        self._end(kindly=False)

    def _started(self) -> tuple[SpawnProcess, Connection, Connection]:
        if self._process is not None and self._to is not None and self._from is not None and self._process.is_alive():
            return self._process, self._to, self._from
        self._end(kindly=False)
        context = multiprocessing.get_context("spawn")
        jobs_in, jobs_out = context.Pipe(duplex=False)
        answers_in, answers_out = context.Pipe(duplex=False)
        process = context.Process(
            target=serve,
            args=(jobs_in, answers_out, self._memory_limit, self._jobs_from),
            name="hipdesk-press",
            daemon=True,
        )
        process.start()
        jobs_in.close()
        answers_out.close()
        self._process, self._to, self._from, self._done = process, jobs_out, answers_in, 0
        return process, jobs_out, answers_in

    def _end(self, *, kindly: bool) -> None:
        """Close the pipes and see the child gone: ``kindly`` gives it two seconds to leave by itself."""
        process, self._process = self._process, None
        if process is None:
            return
        if not kindly:
            process.kill()
        for pipe in (self._to, self._from):
            if pipe is not None:
                pipe.close()
        self._to = self._from = None
        process.join(2.0)
        if process.is_alive():
            process.kill()
            process.join()
        with contextlib.suppress(ValueError):
            process.close()


def _send(to: Connection, asked: bytes) -> None:
    """In a thread: a child that stopped reading must not hold the program up."""
    try:
        to.send_bytes(asked)
    except OSError:
        return


def _understood(sent: bytes) -> tuple[str, object, int]:
    answer = wire.decode(sent)
    if not (isinstance(answer, list) and len(answer) == 3):
        raise ValueError("not an answer")
    kind, value, memory = answer
    return str(kind), value, int(memory)


def _told_again(kind: str, value: object) -> HipDeskError:
    """The error a job answered with: its own sentence when it refused, else only its kind."""
    if kind == "told" and isinstance(value, list) and len(value) == 4:
        name, what, kept, to_do = (str(part) for part in value)
        return _TOLD_AS.get(name, HipDeskError)(what, kept=kept, to_do=to_do)
    return PressFailed(str(value))
