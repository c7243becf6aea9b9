// Moments in a zone that need not be this browser's.

/** Return whole seconds since 1970 of a local date and time ("2024-05-13T09:30") in a zone. */
export function secondsOf(local, zone) {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // twice: the offset of the guess may be another than that of the moment, on a day when clocks change
  const guess = asUtc - offset(asUtc, zone);
  return Math.round((asUtc - offset(guess, zone)) / 1000);
}

function offset(at, zone) {
  const form = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const part = Object.fromEntries(form.formatToParts(at).map(({ type, value }) => [type, value]));
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`) - at;
}
