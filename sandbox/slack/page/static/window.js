// The page kept alive: each part takes what is its own.

import * as acting from "/static/acting.js";
import * as blocks from "/static/blocks.js";
import * as composing from "/static/composing.js";
import * as dialogs from "/static/dialogs.js";
import * as going from "/static/going.js";
import * as keepingUp from "/static/keeping_up.js";
import * as sides from "/static/sides.js";
import "/static/panels.js";

// blocks first: what they make of a key, the frame around them takes no second notice of
blocks.install(document);
for (const part of [sides, going, acting, composing, dialogs, keepingUp]) part.install();
