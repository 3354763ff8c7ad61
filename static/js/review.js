/* Returning criteria: the comment of a criterion opens when it is ticked, and the button says how many are returned. */
(() => {
  const form = document.querySelector("[data-review]");
  if (!form) return;
  const button = document.querySelector("[data-return]"), approve = document.querySelector("[data-approve]");
  const boxes = [...form.querySelectorAll(".return input[type=checkbox]")];

  const show = () => {
    for (const box of boxes) {
      const comment = box.closest(".return").querySelector("textarea");
      // What is not ticked is not sent, and what was typed there comes back when it is ticked again.
      comment.hidden = comment.disabled = !box.checked;
      comment.required = box.checked;
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

  form.addEventListener("change", (event) => {
    show();
    if (event.target.checked) event.target.closest(".return").querySelector("textarea").focus();
  });
  show();
})();
