// What Slack asks before an act counts.

/** Return whether the act is wanted: asked where the app said that it must be. */
export async function isConfirmed(control) {
  const asked = document.getElementById(control.dataset.confirm ?? "");
  return asked ? answerOf(asked) : true;
}

function answerOf(asked) {
  const dialog = document.createElement("dialog");
  dialog.className = "kit-confirm";
  dialog.append(asked.content.cloneNode(true));
  const title = dialog.querySelector(".kit-confirm-title");
  title.id = `${asked.id}-title`;
  dialog.setAttribute("aria-labelledby", title.id);
  // keys pressed here are not for the dialog beneath
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(dialog);
  return new Promise((answer) => {
    dialog.addEventListener("click", ({ target }) => {
      const given = target.closest("[data-answer]")?.dataset.answer;
      if (given) dialog.close(given);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}
