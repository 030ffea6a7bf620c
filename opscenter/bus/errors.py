"""What can be wrong with an endpoint or a key, in sentences for the person who typed it."""

import errno

import zmq


class BusError(Exception):
    """Something of the bus that its user got wrong or that is not there; the message is a sentence."""


class EndpointError(BusError):
    """An endpoint of the bus cannot be used; the message is a sentence that says why and what to try."""


class KeyFileError(BusError):
    """A CURVE key file cannot be used; the message is a sentence that says why and what to try."""


def endpoint_error(endpoint: str, error: zmq.ZMQError, *, bind: bool) -> EndpointError:
    """The sentence for what ZeroMQ said about `endpoint`."""
    code = error.errno
    if code == errno.EADDRINUSE:
        text = f"The address {endpoint} is already in use. Stop the program that uses it, or choose another port."
    elif code in (errno.ENODEV, errno.EADDRNOTAVAIL):
        text = (
            f"This machine has no address as in {endpoint}. Use tcp://127.0.0.1:PORT, or tcp://*:PORT for all of them."
        )
    elif code == errno.EACCES:
        text = f"This user may not open {endpoint}. Choose a port above 1023, or a folder this user may write to."
    elif code == errno.ENOENT:
        text = f"The folder of {endpoint} does not exist."
    elif code == errno.EPROTONOSUPPORT:
        text = f"{endpoint} uses a transport that is not supported. Use tcp:// or ipc://."
    elif code == errno.ENAMETOOLONG:
        text = f"The path in {endpoint} is too long for an ipc socket."
    elif code in (errno.EINVAL, errno.ENXIO):
        text = f"{endpoint} is not an address of the bus. It looks like tcp://HOST:PORT or ipc:///PATH."
    else:
        verb = "opened" if bind else "reached"
        text = f"{endpoint} cannot be {verb}: {error.strerror or error}."
    return EndpointError(text)
