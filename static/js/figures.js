// A printed figure is checked while it is typed: the server's rules answer, nothing is kept.
(function () {
  var form = document.querySelector("form[data-check]");
  if (!form || !window.fetch) return;
  var said = form.querySelector(".checked"), knowing = form.querySelector(".knowing"), waiting, asked = 0;
  function check() {
    var data = new FormData(form), mine = ++asked;
    data.append("code", form.dataset.code || "");
    data.delete("file"); // goes along when the form is sent, not with every letter
    fetch(form.dataset.check, { method: "POST", body: data, credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer);
    }).then(function (html) {
      if (mine !== asked) return;
      said.innerHTML = html;
      var doubts = said.querySelector("[data-doubts]");
      knowing.hidden = !doubts;
      if (!doubts) form.elements.knowing.checked = false;
    }).catch(function () { /* no answer: the form is checked when it is sent */ });
  }
  form.addEventListener("input", function (event) {
    if (event.target.name === "knowing") return;
    clearTimeout(waiting);
    waiting = setTimeout(check, 500);
  });
})();
