// The reason of a cell of the matrix, in a window over it. Its address is built from the row's commune and the column's
// number, so that 4,000 cells carry no link; without this script the commune's page gives the same reasons.
(() => {
  const table = document.querySelector("table[data-reason]");
  const dialog = document.querySelector("dialog[data-reason]");
  if (!table || !dialog || !dialog.showModal) return;
  const body = dialog.querySelector("[data-body]");
  const whole = dialog.querySelector("a[data-whole]");
  let from = null;

  const isCell = (cell) => cell && cell.matches("td:not(.c, .s)") && !cell.closest(".g, .tt");

  function address(cell) {
    const link = cell.parentElement.querySelector("th a");
    const number = table.tHead.rows[0].cells[cell.cellIndex].querySelector("a:last-of-type").textContent.trim();
    const url = new URL(link.href);
    url.pathname += `${table.dataset.reason}/${number}/`;
    return url;
  }

  async function open(cell) {
    const url = address(cell);
    const answer = await fetch(url).catch(() => null);
    const page = answer && answer.ok && !answer.redirected ? await answer.text() : "";
    const found = new DOMParser().parseFromString(page, "text/html").getElementById("ly-do");
    if (!found) {
      window.location = url;
      return;
    }
    const heading = document.createElement("h2");
    heading.id = "ly-do-tieu-de";
    heading.append(...found.querySelector("h1").childNodes);
    found.querySelector("h1").replaceWith(heading);
    body.replaceChildren(...found.childNodes);
    whole.href = url;
    from = cell;
    dialog.showModal();
  }

  function move(cell) {
    if (!cell) return;
    const target = cell.matches("th") ? cell.querySelector("a") : cell;
    if (!target) return;
    if (target === cell) cell.tabIndex = -1;
    target.focus();
  }

  const beside = { ArrowRight: 1, ArrowLeft: -1 };
  const below = { ArrowDown: 1, ArrowUp: -1 };

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (isCell(cell)) open(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tbody td, tbody th");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...table.querySelectorAll("tbody tr:not(.g, .tt)")];
    const row = cell.parentElement;
    if (event.key === "Enter" && isCell(cell)) open(cell);
    else if (event.key in beside) move(row.cells[Math.min(cell.cellIndex + beside[event.key], row.cells.length - 2)]);
    else if (event.key in below && isCell(cell)) move(rows[rows.indexOf(row) + below[event.key]]?.cells[cell.cellIndex]);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => move(from));
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  table.classList.add("asks-why");
  document.querySelectorAll("[data-reason-hint]").forEach((hint) => { hint.hidden = false; });
})();
