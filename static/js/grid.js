/* The grid of one criterion: a block of Excel pasted into a cell spreads over the cells below and beside it.
   Nothing is saved by it: the cells are marked, and the server checks them one by one when asked. */
(function () {
  "use strict";
  const form = document.getElementById("grid");
  if (!form) return;
  const fields = (row) => [...row.querySelectorAll("select, input[id]")];
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").replace(/\s+/g, " ").trim().toLowerCase();
  const first = new Map([...form.querySelectorAll("select, input[id]")].map((field) => [field, field.value]));
  let unsaved = false;
  const wrong = form.querySelector(".errbox");
  if (wrong) wrong.focus();  // what is wrong is read first, by eye and by ear

  function mark(field) {
    field.toggleAttribute("data-changed", field.value !== first.get(field));
    unsaved = true;
  }

  function put(field, text) {
    if (field.disabled) return;
    if (field.tagName === "SELECT") {
      const option = [...field.options].find((one) => fold(one.text) === fold(text));
      if (!option) return;
      field.value = option.value;
    } else {
      field.value = text.trim();
    }
    mark(field);
  }

  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    const row = event.target.closest("tbody tr");
    if (!row || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = [...row.parentElement.rows], start = fields(row).indexOf(event.target);
    text.split("\n").forEach((line, down) => {
      const below = rows[rows.indexOf(row) + down];
      if (below) line.split("\t").forEach((cell, along) => { const field = fields(below)[start + along]; if (field && cell.trim()) put(field, cell); });
    });
  });
  form.addEventListener("input", (event) => event.target.id && mark(event.target));
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.key.toLowerCase() === "s") { event.preventDefault(); form.querySelector("[value=save]").click(); }
  });
})();
