"""Virtual time: it passes between turns only, and a process that is killed does nothing more."""

from tests.procedure.london_time import at
from tests.simulation.world import World

MONDAY = at("Monday 2027-01-04 08:30")


def test_the_earliest_goes_first_and_nobody_waits_for_real() -> None:
    world, seen = World(MONDAY, order=1), list[tuple[str, float]]()

    def waits(name: str, seconds: float) -> None:
        world.wait(seconds)
        seen.append((name, world.seconds))

    world.start("slow", lambda: waits("slow", 604_800.0))
    world.start("quick", lambda: waits("quick", 60.0))
    world.run_until(1_000_000.0)

    assert seen == [("quick", 60.0), ("slow", 604_800.0)]


def test_chance_decides_between_equals_and_always_alike() -> None:
    def order_of(order: int) -> list[int]:
        world, seen = World(MONDAY, order), list[int]()
        for number in range(8):
            world.start("equal", lambda number=number: seen.append(number))  # type: ignore[misc]
        world.run_until(1.0)
        return seen

    assert order_of(1) == order_of(1)
    assert len({tuple(order_of(order)) for order in range(5)}) > 1


def test_what_is_killed_does_nothing_more() -> None:
    world, seen = World(MONDAY, order=1), list[str]()

    def lives() -> None:
        try:
            world.wait(10.0)
            seen.append("still alive")
        finally:
            seen.append("let go")

    task = world.start("doomed", lives)
    world.start("killer", lambda: world.kill(task), at=5.0)
    world.run_until(100.0)

    assert seen == ["let go"]
    assert task.is_over


def test_whoever_is_woken_early_does_not_wait_on() -> None:
    world, seen = World(MONDAY, order=1), list[float]()

    def sleeps() -> None:
        world.wait(1000.0)
        seen.append(world.seconds)

    task = world.start("sleeper", sleeps)
    world.start("alarm", lambda: world.wake(task, 7.0), at=5.0)
    world.run_until(2000.0)

    assert seen == [7.0]
