"""The circuit breaker: when a host that fails again and again is left alone, and for how long.

A pure state machine with time as argument. Closed, it counts failures in a row; open, it lets nothing through until a
growing rest is over; half open, it lets one request through, whose end decides: after an answer that speaks of a
working server the state is ``WELL`` again. A dead host then costs a run a handful of timeouts instead of one per page,
and a host in trouble is not made worse off by us.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# One page makes three attempts at most, so one broken page never rests a host, and the second page in a row does.
MAX_FAILURES = 5
# A restart or a failover is over in a minute; what lasts longer is asked after ever more rarely, but several times in
# a long run.
FIRST_REST = 60.0
LONGEST_REST = 960.0


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of a host: failures in a row, rests in a row, until when it rests, and until when it is probed.

    Times are seconds of any clock that does not go back.
    """

    failures: int = 0
    rests: int = 0
    resting_until: float = float("-inf")
    probed_until: float = float("-inf")

    @property
    def well(self) -> bool:
        """Whether the last request succeeded, or none was made."""
        return self.failures == 0


WELL = Health()


def rest_left(health: Health, now: float) -> float:
    """Return for how many seconds a host is to be left alone; 0 if it may be asked."""
    return max(0.0, health.resting_until - now, health.probed_until - now)


def asked(health: Health, now: float, patience: float) -> Health:
    """Return the state when a request begins: the first one after a rest is a probe, and others wait for its end.

    ``patience`` is the time after which a probe that never ended no longer counts.
    """
    return replace(health, probed_until=now + patience) if health.rests else health


def failed(health: Health, now: float) -> Health:
    """Return the state after a failure of transport or server."""
    failures = health.failures + 1
    if failures < MAX_FAILURES and not health.rests:
        return Health(failures)
    if health.resting_until > now:  # a request that was under way when the rest began
        return replace(health, failures=failures)
    rest = min(FIRST_REST * 2.0**health.rests, LONGEST_REST)
    return Health(failures, health.rests + 1, now + rest)


def unclear(health: Health) -> Health:
    """Return the state after an end that says nothing of the host, such as a refusal of ours: the next one probes."""
    return replace(health, probed_until=float("-inf"))
