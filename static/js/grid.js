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

  // Answers whether the field took it.
  function put(field, text) {
    if (!field || field.disabled) return false;
    if (field.tagName === "SELECT") {
      const option = [...field.options].find((one) => fold(one.text) === fold(text));
      if (!option) return false;
      field.value = option.value;
    } else {
      field.value = text.trim();
    }
    mark(field);
    return true;
  }

  // A block that brings the names of its communes goes by them, wherever it was pasted: the server reads it.
  function byName(text) {
    const names = [...form.querySelectorAll("tbody th a")].map((link) => fold(link.textContent));
    const named = text.split("\n").filter((line) => names.includes(fold(line.split("\t")[0]).replace(/^xa /, "")));
    if (!named.length || !text.includes("\t")) return false;
    form.elements.block.value = text;
    form.querySelector("[value=check]").click();
    return true;
  }

  function tell(left) {
    const note = document.getElementById("left");
    note.hidden = !left.length;
    note.textContent = left.length ? form.dataset.left.replace("%s", () => left.join(" · ")) : "";
  }

  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    const row = event.target.closest("tbody tr");
    if (!row || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    if (byName(text)) return;
    const left = [], rows = [...row.parentElement.rows], start = fields(row).indexOf(event.target);
    text.split("\n").forEach((line, down) => {
      const below = rows[rows.indexOf(row) + down], places = below ? fields(below) : [];
      line.split("\t").forEach((cell, along) => { if (cell.trim() && !put(places[start + along], cell)) left.push(cell.trim()); });
    });
    tell(left);
  });
  form.addEventListener("input", (event) => event.target.id && mark(event.target));
  form.addEventListener("submit", () => {
    unsaved = false;
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);  // newer than the page after a sign-in in another tab
    if (cookie) form.elements.csrfmiddlewaretoken.value = cookie[1];
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.key.toLowerCase() === "s") { event.preventDefault(); form.querySelector("[value=save]").click(); }
  });
})();
