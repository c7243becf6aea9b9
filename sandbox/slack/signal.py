"""A counter that can be waited for: whoever knows a count is told when it has grown."""

import asyncio


class Signal:
    """Counts changes; all calls come from the server's one event loop."""

    def __init__(self) -> None:
        self.count = 0
        self._grown = asyncio.Event()

    def bump(self) -> int:
        """Count one more change, wake who waits, and return the new count."""
        self.count += 1
        self._grown.set()
        self._grown = asyncio.Event()
        return self.count

    async def beyond(self, count: int, seconds: float) -> int:
        """Return the count once it is greater than `count`, or as it stands after `seconds`."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.count <= count:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            try:
                await asyncio.wait_for(self._grown.wait(), left)
            except TimeoutError:
                break
        return self.count
