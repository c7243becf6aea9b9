// The page kept alive: drawn anew when the workspace has changed.

import { drawsWith, reach, refresh } from "/static/talk.js";
import { Idiomorph } from "/static/idiomorph.js";

async function draw() {
  const response = await reach(`/page/desks${location.search}`);
  Idiomorph.morph(document.getElementById("window"), await response.text(), { ignoreActiveValue: true });
}

drawsWith(draw);
refresh();
for (const module of ["/static/blocks.js", "/static/panels.js"]) {
  import(module).then((it) => it.install?.(document), () => {});
}
