// A button that ticks, or clears, all criteria of one commune; without it every box is ticked by itself.
const words = document.currentScript.dataset.all;
for (const fieldset of document.querySelectorAll(".scenario-pick fieldset")) {
  const boxes = [...fieldset.querySelectorAll("input")];
  if (boxes.length < 2) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "all";
  button.textContent = words;
  button.addEventListener("click", () => {
    const tick = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = tick;
  });
  fieldset.querySelector("legend").append(" ", button);
}
