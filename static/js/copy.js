// A button that copies the text of a field. Without JavaScript it stays hidden: the field itself can be selected.
(function () {
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var status = button.parentNode.querySelector("[role=status]");
    button.hidden = false;

    function say(text) { status.textContent = ""; setTimeout(function () { status.textContent = text; }, 50); }

    // Older browsers and pages without TLS have no clipboard of their own; the selection is left for Ctrl+C.
    function bySelection() {
      field.focus();
      field.select();
      return document.execCommand("copy");
    }

    function fallBack() { say(bySelection() ? button.dataset.copied : button.dataset.refused); }

    button.addEventListener("click", function () {
      if (!navigator.clipboard) return fallBack();
      navigator.clipboard.writeText(field.value).then(function () { say(button.dataset.copied); }, fallBack);
    });
  });
})();
