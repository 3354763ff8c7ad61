// A choice in the bar shows at once. Someone walking through a list by keyboard is not sent off at every arrow: the button does it.
(function () {
  document.querySelectorAll("form[data-selection]").forEach(function (form) {
    var byKey = false;
    form.addEventListener("pointerdown", function () { byKey = false; });
    form.addEventListener("keydown", function () { byKey = true; });
    form.addEventListener("change", function () { if (!byKey) form.requestSubmit(); });
  });
})();
