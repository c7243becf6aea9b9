"""The doctor on two clocks that should say the same."""

from datetime import timedelta

from bot.doctor.finding import Finding, fault, warning, well

WARNING_FROM = timedelta(seconds=2)
FAULT_FROM = timedelta(seconds=60)

_SET_CLOCK = "Have the machine set its clock by the network (NTP): the record and what is due go by it."


def off(apart: timedelta, whose: str, name: str) -> Finding:
    """Return what to say of this machine's clock, which differs from somebody's by so much at least."""
    says = f"this machine's clock is {round(apart.total_seconds())} seconds off {whose}"
    if apart >= FAULT_FROM:
        return fault(f"{name}_off", says, _SET_CLOCK)
    if apart >= WARNING_FROM:
        return warning(f"{name}_off", says, _SET_CLOCK)
    return well(name, f"this machine's clock goes with {whose}")
