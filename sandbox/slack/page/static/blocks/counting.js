// How many characters are left, said when few are.

const FEW = 50;

/** Say beneath a text field how near it is to its limit. */
export function count(field) {
  const counter = document.getElementById(`${field.id}-count`);
  if (!counter) return;
  const most = Number(field.dataset.most);
  const left = most - [...field.value].length;
  counter.hidden = left > Math.min(FEW, most / 5);
  counter.classList.toggle("kit-over", left < 0);
  counter.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
}
