"""Questions to brokers: a snapshot until one answers, then every gap."""

import msgspec
import pytest
import zmq

from opscenter.bus.errors import EndpointError
from opscenter.domain.batch import Gap
from opscenter.station.recovering import Recovering
from tests.support.sockets import TIMEOUT_MS, own_context

GAP = Gap("p", 1, 4, 6, 0, 0)


def test_a_broker_that_does_not_answer_is_asked_again_until_it_does() -> None:
    now = [1_000]
    with own_context() as context:
        router: zmq.Socket[bytes] = context.socket(zmq.ROUTER)
        router.bind("inproc://broker")

        def asked() -> tuple[bytes, dict[str, object]]:
            assert router.poll(TIMEOUT_MS)
            peer, question = router.recv_multipart()
            return peer, msgspec.json.decode(question)

        recovering = Recovering(["inproc://broker", "inproc://broker"], clock=lambda: now[0], context=context)
        assert len(recovering.sockets) == 1, "named twice, asked once"
        assert asked()[1]["what"] == "snapshot"
        recovering.tick()
        now[0] += 5_001
        recovering.tick()
        peer, question = asked()
        assert question["what"] == "snapshot"
        reply = msgspec.json.encode({"id": question["id"], "next": None, "until": 1, "refused": ""})
        router.send_multipart([peer, reply, b"t", b"{}", b""])
        assert recovering.sockets[0].poll(TIMEOUT_MS)
        assert recovering.receive() == [(b"t", b"{}", b"")]
        recovering.ask([GAP, Gap("p", 1, 1, 2, 0, 0, recovered=True)])
        assert asked()[1] | {"id": 0} == {
            "what": "messages", "id": 0, "topics": [], "after": 0, "until": 0, "pub": "p", "epoch": 1,
            "from": 4, "to": 6,
        }  # fmt: skip
        now[0] += 5_001
        recovering.tick()
        recovering.tick()
        assert not router.poll(0), "a broker that has answered once is not asked for everything again"
        recovering.close()
        router.close()


def test_a_wrong_address_leaves_nothing_open() -> None:
    with own_context() as context, pytest.raises(EndpointError):
        Recovering(["tcp://127.0.0.1:9", "nonsense"], clock=lambda: 0, context=context)
