// A choice in the bar shows at once. Someone walking through a list by keyboard is not sent off at every arrow: the button does it.
(function () {
  document.querySelectorAll("form[data-selection]").forEach(function (form) {
    var byKey = false;
    form.addEventListener("pointerdown", function () { byKey = false; });
    form.addEventListener("keydown", function () { byKey = true; });
    // What is left at its default stays out of the address.
    form.addEventListener("formdata", function (event) {
      Array.from(event.formData).forEach(function (pair) { if (!pair[1]) event.formData.delete(pair[0]); });
    });
    form.addEventListener("change", function () { if (!byKey) form.requestSubmit(); });
  });
})();
