// A report that cannot be entered now: says whether static/js/entry.js still keeps typed cells of it in this browser.
(function () {
  const note = document.getElementById("kept");
  if (!note) return;
  try { note.hidden = !localStorage.getItem(note.dataset.store); } catch (unreadable) { /* then nothing is kept either */ }
})();
