// Reports with typed cells that only this browser has (static/js/entry.js keeps them) are not submitted without them.
(function () {
  const form = document.getElementById("send-all");
  if (!form) return;
  const reports = [...form.querySelectorAll("[name=report]")], button = form.querySelector("button");
  const note = document.getElementById("unsent");

  function kept(report) {
    try { return Object.keys(JSON.parse(localStorage.getItem(`ntm-entry:${form.dataset.user}:${report}`)) || {}).length > 0; }
    catch (unreadable) { return false; }
  }

  // Leaves out what is kept here and says so; answers whether something is left out that was not a moment ago.
  function look() {
    let more = false;
    reports.forEach((one) => {
      const report = one.value.split(":")[0], held = kept(report);
      more = more || (held && !one.disabled);
      one.disabled = held;
      form.querySelector(`[data-report="${report}"]`).hidden = !held;
    });
    const left = reports.filter((one) => !one.disabled).length;
    note.hidden = left === reports.length;
    button.disabled = !left;
    button.textContent = form.dataset.label.replace("%n", left);
    return more;
  }

  form.addEventListener("submit", (event) => {
    if (!look()) return;
    event.preventDefault();
    note.focus();
  });
  ["pageshow", "storage", "focus"].forEach((name) => addEventListener(name, look));
  look();
})();
