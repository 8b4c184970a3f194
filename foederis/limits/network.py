"""No way out: a process that cannot open a connection, whatever it runs.

That is the kernel's to hold, through libseccomp <https://github.com/seccomp/libseccomp>, which nearly every Linux has.
Where there is none, and on other systems, nothing is done.
"""

import ctypes
import errno
import sys

# With what is refused here a process could get a connection, or take one from another process.
REFUSED = (
    b"socket", b"connect", b"bind", b"listen", b"accept", b"accept4", b"sendto", b"sendmsg", b"sendmmsg",
    b"io_uring_setup", b"io_uring_enter", b"io_uring_register", b"pidfd_getfd", b"ptrace", b"process_vm_writev",
)  # fmt: skip
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO
_ALL_THREADS = 4  # SCMP_FLTATR_CTL_TSYNC
_ENDS_WITH_PARENT, _SIGKILL = 1, 9  # PR_SET_PDEATHSIG


def cut() -> bool:
    """Take from this process, for good, the means to open a connection; return whether that could be done."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        library = ctypes.CDLL("libseccomp.so.2")
        library.seccomp_init.restype = ctypes.c_void_p
        library.seccomp_init.argtypes = [ctypes.c_uint32]
        library.seccomp_attr_set.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32]
        library.seccomp_rule_add_array.argtypes = [
            ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p
        ]  # fmt: skip
        library.seccomp_load.argtypes = library.seccomp_release.argtypes = [ctypes.c_void_p]
        library.seccomp_release.restype = None
    except (OSError, AttributeError):
        return False
    rules = library.seccomp_init(_ALLOW)
    if not rules:
        return False
    try:
        library.seccomp_attr_set(rules, _ALL_THREADS, 1)
        for name in REFUSED:
            number = library.seccomp_syscall_resolve_name(name)
            # A kernel or a library that does not know one has no such way; without the first two it would be no ban.
            added = number != _UNKNOWN and library.seccomp_rule_add_array(rules, _REFUSE, number, 0, None) == 0
            if not added and name in REFUSED[:2]:
                return False
        return bool(library.seccomp_load(rules) == 0)
    finally:
        library.seccomp_release(rules)


_UNKNOWN = -1


def end_with_parent() -> None:
    """Let this process end when the one that started it does, however that ends (Linux)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_ENDS_WITH_PARENT, _SIGKILL, 0, 0, 0)
