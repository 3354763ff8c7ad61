/* Returning criteria: the comment of a criterion opens when it is ticked, the button says how many are returned, and
   what was typed stays while a dispute is answered, an opinion is kept or somebody signs in again. */
(() => {
  const form = document.querySelector("[data-review]");
  if (!form) return;
  const button = document.querySelector("[data-return]"), approve = document.querySelector("[data-approve]");
  const boxes = [...form.querySelectorAll(".return input[type=checkbox]")];
  const commentOf = (box) => box.closest(".return").querySelector("textarea");
  const place = `review:${form.dataset.review}`; // the report as it was sent this time

  const show = () => {
    for (const box of boxes) {
      const comment = commentOf(box);
      // What is not ticked is not sent, and what was typed there comes back when it is ticked again.
      comment.hidden = comment.disabled = !box.checked;
    }
    const count = boxes.filter((box) => box.checked).length;
    button.textContent = count ? (count === 1 ? button.dataset.one : button.dataset.many.replace("{n}", count)) : button.dataset.none;
    button.disabled = !count;
    button.classList.toggle("btn-primary", count > 0);
    if (approve) {
      approve.disabled = count > 0;
      approve.classList.toggle("btn-primary", !count);
    }
  };

  const keep = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => [box.name, commentOf(box).value]);
    if (ticked.length) sessionStorage.setItem(place, JSON.stringify(ticked));
    else sessionStorage.removeItem(place);
  };

  const restore = () => {
    for (const [name, words] of JSON.parse(sessionStorage.getItem(place) || "[]")) {
      const box = boxes.find((one) => one.name === name);
      if (!box) continue;
      box.checked = true;
      if (!commentOf(box).value) commentOf(box).value = words;
      const folded = box.closest("details");
      if (folded) folded.open = true;
    }
  };

  restore();
  show();
  form.addEventListener("change", show);
  form.addEventListener("input", keep);
})();
