// Where a control is: whose desk, and in which message, dialog or Home.

const PRESSES = {
  message: ({ channel, ts }) => ["press", { channel, ts }],
  view: ({ viewId }) => ["press_in_view", { view_id: viewId }],
  home: () => ["press_in_home", {}],
};

/** Return who acts and where. */
export function placeOf(control) {
  const where = control.closest("[data-where]");
  const { person } = control.closest("[data-person]").dataset;
  return { person, kind: where.dataset.where, where, key: `${person} ${where.dataset.viewId ?? where.dataset.ts}` };
}

/** Return the verb, and what it is told, to press this control or to choose something in it. */
export function pressing(control, chosen) {
  const { person, kind, where } = placeOf(control);
  const [verb, said] = PRESSES[kind](where.dataset);
  const { actionId, blockId } = control.dataset;
  return [verb, { person, ...said, action_id: actionId, block_id: blockId, chosen }];
}

/** Return the verb, and what it is told, to have a field of a dialog hold something. */
export function filling(control, value) {
  const { person, where } = placeOf(control);
  return ["fill", { person, view_id: where.dataset.viewId, values: { [control.dataset.blockId]: value } }];
}

/** Say whether the control is a field of a dialog, which is filled and submitted, not pressed. */
export function isField(control) {
  return control.dataset.field !== undefined && placeOf(control).kind === "view";
}
