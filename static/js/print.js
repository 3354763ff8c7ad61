// A button that prints shows itself only where a script can press it; without JavaScript the browser's own menu prints the same sheet.
document.querySelectorAll("[data-print]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
});
