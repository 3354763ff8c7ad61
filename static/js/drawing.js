// Decides before the first paint whether charts will be drawn here; if not, their tables stay open.
(function () {
  var net = navigator.connection || {};
  var wanted = matchMedia("(min-width: 768px)").matches && !net.saveData && !/2g/.test(net.effectiveType || "");
  if (wanted) document.documentElement.classList.add("draws");
})();
